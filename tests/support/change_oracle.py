"""What a .docx says once its tracked changes are all accepted or all refused, worked out anew from ECMA-376.

Shares no code with the comparison. Two papers have the same view when each paragraph, cell, header and section has the
same text with the same formatting; styles, lists, pictures and notes are seen through to what they are.
"""

from __future__ import annotations

import hashlib
import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any, Literal

from lxml import etree

_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{_NS}}}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Decision = Literal["accept", "refuse", "none"]
View = Any

_STAY = {"accept": ("ins", "moveTo"), "refuse": ("del", "moveFrom")}
_GO = {"accept": ("del", "moveFrom"), "refuse": ("ins", "moveTo")}
_PROPERTIES = ("pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "tblPrEx", "tblGrid")
_NUMBERED = (f"{W}bookmarkStart", f"{W}tblGridChange")
_INVISIBLE = {
    *("proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "permStart", "permEnd"),
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    *("commentRangeStart", "commentRangeEnd", "commentReference"),
}


def view(data: bytes, decision: Decision = "none", *, references_as_text: bool = False) -> View:
    """Return what the paper says: the blocks of its body, and for each section its properties and edges.

    With ``references_as_text`` a reference field is what it shows.
    """
    return _Reader(data, decision, references_as_text).view()


def with_references_typed(data: bytes) -> bytes:
    """Return the paper as typed by hand: reference fields are what they show, names of clauses are gone."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                for sign in list(root.iter(f"{W}fldChar", f"{W}instrText", f"{W}bookmarkStart", f"{W}bookmarkEnd")):
                    _take_out(sign)
                content = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
            out.writestr(name, content)
    return made.getvalue()


def all_ids(data: bytes) -> list[str]:
    """Return the numbers of all changes, ranges' starts and bookmarks in all parts of a paper."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                for element in etree.fromstring(archive.read(name)).iter():
                    is_end = str(element.tag).endswith(("RangeEnd", "bookmarkEnd"))
                    marked = element.get(f"{W}author") is not None or str(element.tag) in _NUMBERED
                    if marked and not is_end:
                        found.append(element.get(f"{W}id", ""))
    return found


def bookmark_names(data: bytes) -> list[str]:
    """Return the names of the bookmarks of the body, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return [mark.get(f"{W}name", "") for mark in root.iter(f"{W}bookmarkStart")]


class _Reader:
    def __init__(self, data: bytes, decision: Decision, references_as_text: bool = False) -> None:
        self._references_as_text = references_as_text
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._files = {name: archive.read(name) for name in archive.namelist()}
        self._decision = decision
        self._styles = {
            style.get(f"{W}styleId", ""): style for style in self._part("word/styles.xml").findall(f"{W}style")
        }
        self._defaults = _plain(self._part("word/styles.xml").find(f"{W}docDefaults"))
        self._looks: dict[str, str] = {}

    def _part(self, name: str) -> etree._Element:
        if name not in self._files:
            return etree.Element(f"{W}empty")
        return etree.fromstring(self._files[name], etree.XMLParser(remove_comments=True))

    def view(self) -> View:
        root = self._decided("word/document.xml")
        links = self._links("word/document.xml")
        body = root.find(f"{W}body")
        assert body is not None
        return self._blocks(body, links), self._sections(root, links)

    def _decided(self, name: str) -> etree._Element:
        root = self._part(name)
        if self._decision != "none":
            _decide(root, self._decision)
        return root

    def _links(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        found = {}
        for item in self._part(f"{folder}/_rels/{name}.rels"):
            target = item.get("Target", "")
            if item.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[item.get("Id", "")] = (item.get("Type", "").rsplit("/", 1)[-1], target)
        return found

    def _thing(self, links: dict[str, tuple[str, str]], identity: str) -> str:
        kind, target = links.get(identity, ("missing", identity))
        content = self._files.get(target)
        return f"{kind} {target if content is None else hashlib.sha256(content).hexdigest()}"

    def _sections(self, root: etree._Element, links: dict[str, tuple[str, str]]) -> View:
        edges: dict[tuple[str, str], View] = {}
        found = []
        for section in root.iter(f"{W}sectPr"):
            for reference in section.iter(f"{W}headerReference", f"{W}footerReference"):
                target = links[reference.get(f"{_R}id", "")][1]
                slot = (_name(reference), reference.get(f"{W}type", "default"))
                edges[slot] = self._blocks(self._decided(target), self._links(target))
            shown = {slot: blocks for slot, blocks in edges.items() if any(block[-1] for block in blocks)}
            found.append((_plain(section, ("headerReference", "footerReference")), shown))
        return found

    def _blocks(self, holder: etree._Element, links: dict[str, tuple[str, str]]) -> View:
        found = []
        for child in _unwrapped(holder):
            if child.tag == f"{W}p":
                found.append(self._paragraph(child, links))
            elif child.tag == f"{W}tbl":
                found.append(self._table(child, links))
        return found

    def _table(self, table: etree._Element, links: dict[str, tuple[str, str]]) -> View:
        rows = []
        for row in table.findall(f"{W}tr"):
            cells = [(_plain(cell.find(f"{W}tcPr")), self._blocks(cell, links)) for cell in row.findall(f"{W}tc")]
            rows.append((_plain(row.find(f"{W}trPr")), _plain(row.find(f"{W}tblPrEx")), cells))
        look = self._style(table.find(f"{W}tblPr/{W}tblStyle"), "table")
        return ("table", look, _plain(table.find(f"{W}tblPr"), ("tblStyle",)), _plain(table.find(f"{W}tblGrid")), rows)

    def _paragraph(self, paragraph: etree._Element, links: dict[str, tuple[str, str]]) -> View:
        properties = paragraph.find(f"{W}pPr")
        style = list_of = mark = None
        if properties is not None:
            style, mark = properties.find(f"{W}pStyle"), properties.find(f"{W}rPr")
            list_of = properties.find(f"{W}numPr/{W}numId")
        plain = _plain(properties, ("pStyle", "rPr", "sectPr", "numId"))
        pieces: list[tuple[str, str]] = []
        found = list(self._pieces(paragraph, links))
        for text, letters in _shown(found) if self._references_as_text else found:
            if not text:
                continue
            if pieces and pieces[-1][1] == letters:
                pieces[-1] = (pieces[-1][0] + text, letters)
            else:
                pieces.append((text, letters))
        return ("paragraph", self._style(style, "paragraph"), plain, self._list(list_of), self._letters(mark), pieces)

    def _pieces(self, holder: etree._Element, links: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
        for child in _unwrapped(holder):
            name = _name(child)
            if name == "r":
                yield from self._run(child, links)
            elif name == "hyperlink":
                inside = list(self._pieces(child, links))
                if inside:
                    where = self._thing(links, child.get(f"{_R}id", "")) + child.get(f"{W}anchor", "")
                    yield (f"[{where}|", "")
                    yield from inside
                    yield ("]", "")
            elif name == "fldSimple":
                yield (f"[begin][{child.get(f'{W}instr')}][separate]", "field")
                yield from self._pieces(child, links)
                yield ("[end]", "field")
            elif name not in _INVISIBLE and name != "pPr":
                yield (self._seen(child, links), "")

    def _run(self, run: etree._Element, links: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
        letters = self._letters(run.find(f"{W}rPr"))
        for child in run:
            name = _name(child)
            if name in ("t", "delText"):
                yield (child.text or "", letters)
            elif name == "fldChar":
                yield (f"[{child.get(f'{W}fldCharType')}]", "field")
            elif name in ("instrText", "delInstrText"):
                yield (f"[{child.text}]", "field")
            elif name in ("footnoteReference", "endnoteReference"):
                yield (f"[{self._note(name.removesuffix('Reference'), child.get(f'{W}id', ''))}]", letters)
            elif name not in _INVISIBLE and name != "rPr":
                yield (self._seen(child, links), letters)

    def _note(self, kind: str, identity: str) -> str:
        part = f"word/{kind}s.xml"
        for note in self._decided(part):
            if note.get(f"{W}id") == identity:
                return str(self._blocks(note, self._links(part)))
        return "missing"

    def _seen(self, element: etree._Element, links: dict[str, tuple[str, str]]) -> str:
        text = _plain(element)
        for inside in element.iter(etree.Element):
            for name, value in inside.attrib.items():
                if str(name).startswith(_R):
                    text = text.replace(f"{name!s}={str(value)!r}", self._thing(links, str(value)))
        return text

    def _letters(self, properties: etree._Element | None) -> str:
        style = None if properties is None else properties.find(f"{W}rStyle")
        look = "" if style is None else self._style(style, "character")
        return look + _inside(properties, ("rStyle", "ins", "del", "moveFrom", "moveTo"))

    def _style(self, reference: etree._Element | None, kind: str) -> str:
        identity = None if reference is None else reference.get(f"{W}val", "")
        if identity not in self._styles:
            usual = [
                key
                for key, style in self._styles.items()
                if style.get(f"{W}type") == kind and style.get(f"{W}default") in ("1", "true")
            ]
            identity = usual[0] if usual else ""
        return self._look(identity or "", 0)

    def _look(self, identity: str, depth: int) -> str:
        style = self._styles.get(identity)
        if style is None or depth > 30:
            return ""
        if identity not in self._looks:
            base = style.find(f"{W}basedOn")
            below = "" if base is None else self._look(base.get(f"{W}val", ""), depth + 1)
            own = "".join(
                _plain(style.find(f"{W}{name}"), ("numId",)) for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr")
            )
            own += self._list(style.find(f"{W}pPr/{W}numPr/{W}numId"))
            own += "".join(map(_plain, style.findall(f"{W}tblStylePr")))
            self._looks[identity] = hashlib.sha256(f"{own}|{below}|{self._defaults}".encode()).hexdigest()
        return self._looks[identity]

    def _list(self, reference: etree._Element | None) -> str:
        if reference is None or reference.get(f"{W}val") == "0":
            return "" if reference is None else "none"
        root = self._part("word/numbering.xml")
        for num in root.findall(f"{W}num"):
            if num.get(f"{W}numId") == reference.get(f"{W}val"):
                abstract = num.find(f"{W}abstractNumId")
                assert abstract is not None
                for item in root.findall(f"{W}abstractNum"):
                    if item.get(f"{W}abstractNumId") == abstract.get(f"{W}val"):
                        return "".join(map(_plain, item.findall(f"{W}lvl"))) + "".join(
                            map(_plain, num.findall(f"{W}lvlOverride"))
                        )
        return "missing"


def _shown(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out the signs of reference fields, so that what they show remains."""
    out: list[tuple[str, str]] = []
    begun: list[tuple[int, bool]] = []
    for text, letters in pieces:
        if letters != "field":
            out.append((text, letters))
        elif text == "[begin]":
            begun.append((len(out), False))
            out.append((text, letters))
        elif text in ("[separate]", "[end]") and begun and begun[-1][1]:
            if text == "[end]":
                start, _ = begun.pop()
                del out[start]
        elif text.lstrip("[ ").startswith("REF ") and begun:
            begun[-1] = (begun[-1][0], True)
        else:
            if text == "[end]" and begun:
                begun.pop()
            out.append((text, letters))
    return out


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _plain(element: etree._Element | None, leaving_out: tuple[str, ...] = ()) -> str:
    if element is None:
        return ""
    inside = _inside(element, leaving_out)
    attributes = "".join(
        f" {name!s}={str(value)!r}"
        for name, value in sorted(element.attrib.items())
        if str(name) != _SPACE
        and not etree.QName(str(name)).localname.startswith(("rsid", "paraId", "textId"))
        and not (_name(element) == "docPr" and name == "id")
    )
    if not inside and not attributes and _name(element) in _PROPERTIES:
        return ""
    return f"<{element.tag}{attributes}>{inside}</>"


def _inside(element: etree._Element | None, leaving_out: tuple[str, ...] = ()) -> str:
    if element is None:
        return ""
    text = (element.text or "") if len(element) == 0 else (element.text or "").strip()
    return text + "".join(_plain(child, leaving_out) for child in element if _name(child) not in leaving_out)


def _unwrapped(holder: etree._Element) -> Iterator[etree._Element]:
    for child in holder:
        if _name(child) in ("sdt", "sdtContent", "smartTag", "customXml"):
            yield from _unwrapped(child)
        elif _name(child) not in ("sdtPr", "sdtEndPr", "customXmlPr"):
            yield child


def _decide(root: etree._Element, decision: Literal["accept", "refuse"]) -> None:
    _decide_properties(root, decision)
    for row in list(root.iter(f"{W}tr")):
        if any(row.find(f"{W}trPr/{W}{name}") is not None for name in _GO[decision]):
            _take_out(row)
    for element in list(root.iter(*(f"{W}{name}" for name in _GO[decision]))):
        if not _is_sign(element):
            _take_out(element)
    for element in list(root.iter(*(f"{W}{name}" for name in _STAY[decision]))):
        if _is_sign(element):
            _take_out(element)
        else:
            parent = element.getparent()
            assert parent is not None
            place = parent.index(element)
            for child in reversed(list(element)):
                parent.insert(place + 1, child)
            parent.remove(element)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            _take_out(table)
    for paragraph in list(root.iter(f"{W}p")):
        if any(paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in _GO[decision]):
            _remove_mark(paragraph)


def _decide_properties(root: etree._Element, decision: Literal["accept", "refuse"]) -> None:
    for name in _PROPERTIES:
        for change in list(root.iter(f"{W}{name}Change")):
            owner = change.getparent()
            assert owner is not None
            owner.remove(change)
            if decision == "accept":
                continue
            earlier = change[0]
            kept = {
                "pPr": ("rPr", "sectPr"),
                "rPr": ("ins", "del", "moveFrom", "moveTo"),
                "trPr": ("ins", "del"),
                "sectPr": ("headerReference", "footerReference"),
            }.get(name, ())
            for child in list(owner):
                if _name(child) not in kept:
                    owner.remove(child)
            for child in reversed(list(earlier)):
                owner.insert(0, child)


def _is_sign(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and _name(parent) in ("rPr", "trPr")


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _remove_mark(paragraph: etree._Element) -> None:
    """The text of a paragraph that loses its mark goes before that of the next; the next one's properties hold."""
    content = [child for child in paragraph if _name(child) != "pPr" and _name(child) not in _INVISIBLE]
    following = paragraph.getnext()
    while following is not None and _name(following) in _INVISIBLE:
        following = following.getnext()
    if following is not None and following.tag == f"{W}p":
        place = 0 if following.find(f"{W}pPr") is None else 1
        for child in reversed(content):
            following.insert(place, child)
        _take_out(paragraph)
    elif following is not None and following.tag == f"{W}tbl" and not content:
        _take_out(paragraph)
