"""The shipped regulation, cut to the tags that every peer understands, and the fields to fill it with.

Marks stand for tags until a dialect writes them: ``⟦t3⟧`` a value, ``⟦if c2⟧`` and ``⟦end c2⟧`` around text or whole
paragraphs, ``⟦i.key⟧`` a value of a list's item. A paragraph or row to be repeated has the attribute ``loop``.
Numbers of articles, filters and conditions are reckoned beforehand, each a field: the peers only place text.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from docgen.composition import FieldKind, FieldTree, LoadedType
from docgen.composition.expression import compile_text
from docgen.composition.failure import TagFailure
from docgen.diagnostics import Span
from docgen.vietnamese import point_letter, roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"
ONE_PAGE, FIVE_PAGES, FIFTY_PAGES = 0, 1, 18
"""How many times the chapters stand in a regulation of that length."""

_TAG = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}|\{%(p|tr)?\s*([^{}%]*?)\s*%\}")
_NUMBER = re.compile(r'^(chuong|dieu|khoan|diem|dan)\((?:"(\w+)")?\)$')


@dataclass(frozen=True)
class Neutral:
    """A template with marks for tags.

    ``package`` holds the files of the .docx, ``marked`` those of them that have marks; ``values`` and ``conditions``
    say how a mark's text is reckoned from the fields of the shipped template, ``lists`` which list it repeats and its
    keys.
    """

    package: Mapping[str, bytes]
    marked: Mapping[str, etree._Element]
    values: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    def fields(self) -> FieldTree:
        """Return what our tags may name."""
        text = FieldTree(FieldKind.TEXT)
        children = dict.fromkeys(self.values, text)
        children |= {name: FieldTree(FieldKind.YES_NO) for name in self.conditions}
        for name, (_, keys) in self.lists.items():
            item = FieldTree(FieldKind.RECORD, children=dict.fromkeys(keys, text))
            children[name] = FieldTree(FieldKind.LIST, item=item)
        return FieldTree(FieldKind.RECORD, children=children)


def neutral_regulation(docx: bytes, copies: int = FIVE_PAGES) -> Neutral:
    """Mark up the shipped regulation: the decision, and a chapter and a table as often as ``copies`` says."""
    package = read_package(docx)
    package["docProps/core.xml"] = re.sub(rb"\{\{.*?\}\}", b"", package["docProps/core.xml"])
    marked = {name: etree.fromstring(data) for name, data in package.items() if name == BODY or "footer" in name}
    marker = _Marker(marked[BODY])
    for root in marked.values():
        marker.mark(root)
    _cut(marked[BODY], copies)
    used = {name for root in marked.values() for name in re.findall(r"⟦(?:if )?(\w+)⟧", text_of(root))}
    used |= {element.attrib["loop"] for element in marked[BODY].iter() if "loop" in element.attrib}
    values = {name: source for name, source in marker.values.items() if name in used}
    conditions = {name: source for name, source in marker.conditions.items() if name in used}
    lists = {name: place for name, place in marker.lists.items() if name in used}
    return Neutral(package, marked, values, conditions, lists)


def flat_records(neutral: Neutral, loaded: LoadedType, papers: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Reckon every mark for every paper; those with letters that docxtpl loses (``&``, ``<``) are left out."""
    values = {name: _Reckoned(source, loaded.fields) for name, source in neutral.values.items()}
    conditions = {name: _Reckoned(source, loaded.fields) for name, source in neutral.conditions.items()}
    flat = []
    for paper in papers:
        record: dict[str, Any] = {name: value.of(paper) for name, value in values.items()}
        record |= {name: condition.of(paper) == "x" for name, condition in conditions.items()}
        for name, (path, keys) in neutral.lists.items():
            record[name] = _items(paper, path, keys)
        if not re.search("[&<>]", repr(record)):
            flat.append(record)
    return flat


def read_package(docx: bytes) -> dict[str, bytes]:
    """Return the files of a .docx by name, in order."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_package(package: Mapping[str, bytes]) -> bytes:
    """Return a .docx holding these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in package.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def text_of(element: etree._Element) -> str:
    """Return the letters of an element."""
    return "".join(text.text or "" for text in element.iter(W + "t"))


class _Reckoned:
    def __init__(self, source: str, fields: FieldTree) -> None:
        text, found = compile_text(source, Span("benchmark"), fields)
        assert text is not None, found
        self._text = text

    def of(self, paper: Mapping[str, Any]) -> str:
        try:
            return self._text.render(paper)
        except TagFailure:
            return ""  # stands in a branch that this paper does not print


def _items(paper: Mapping[str, Any], path: str, keys: Sequence[str]) -> list[dict[str, str]]:
    found: Any = paper
    for name in path.split("."):
        found = found[name]
    if keys == ("t",):
        return [{"t": str(item)} for item in found]
    return [{key: str(item.get(key, number)) for key in keys} for number, item in enumerate(found, 1)]


class _Marker:
    """Replaces the tags of the shipped template by marks, in document order."""

    def __init__(self, root: etree._Element) -> None:
        named = re.findall(r'dieu\((?:"(\w+)")?\)', text_of(root))
        self._articles = {name: number for number, name in enumerate(named, 1)}
        self.values: dict[str, str] = {}
        self.conditions: dict[str, str] = {}
        self.lists: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._branches: list[list[str]] = []
        self._open: list[str] = []
        self._loops: list[tuple[str, str]] = []
        self._counts = dict.fromkeys(("chuong", "dieu", "khoan", "diem"), 0)

    def mark(self, root: etree._Element) -> None:
        for paragraph in list(root.iter(W + "p")):
            alone = _TAG.fullmatch(text_of(paragraph).strip())
            if alone and alone.group(3):
                self._structure(paragraph, alone.group(2), alone.group(3))
                continue
            for text in paragraph.iter(W + "t"):
                text.text = _TAG.sub(self._inside, text.text or "")
            self._name_loop(paragraph)

    def _structure(self, paragraph: etree._Element, kind: str, tag: str) -> None:
        holder = next(paragraph.iterancestors(W + "tr")) if kind == "tr" else paragraph
        if tag.startswith("for "):
            variable, path = re.findall(r"^for (\w+) in (\S+)$", tag)[0]
            self._loops.append((variable, path))
        elif tag == "endfor":
            self._loops.pop()
        else:
            for mark in re.findall("⟦.*?⟧", self._branch(tag)):
                standing = deepcopy(paragraph)
                next(standing.iter(W + "t")).text = mark
                paragraph.addprevious(standing)
        _remove(holder)

    def _single(self) -> bool:
        """Whether the loop around is the one over signatures, of which a regulation has one."""
        return bool(self._loops) and self._loops[-1][1] == "van_ban.chu_ky"

    def _name_loop(self, paragraph: etree._Element) -> None:
        if not self._loops or self._single():
            return
        variable, path = self._loops[-1]
        row = next(paragraph.iterancestors(W + "tr"), None) if variable in ("l", "v") else None
        name = path.rsplit(".", 1)[-1]
        keys = re.findall(r"⟦i\.(\w+)⟧", text_of(paragraph))
        self.lists[name] = (path, tuple(dict.fromkeys((*self.lists.get(name, ("", ()))[1], *keys))))
        (paragraph if row is None else row).set("loop", name)

    def _inside(self, match: re.Match[str]) -> str:
        if match.group(3):
            return self._branch(match.group(3))
        number = _NUMBER.match(match.group(1))
        if number:
            return self._number(number.group(1), number.group(2))
        variable = self._loops[-1][0] if self._loops and not self._single() else None
        if variable is not None and re.match(rf"({variable}|loop)\b", match.group(1)):
            name = match.group(1).split("|")[0]
            return "⟦i.stt⟧" if name == "loop.index" else f"⟦i.{name.removeprefix(variable).removeprefix('.') or 't'}⟧"
        return f"⟦{self._named(self.values, 't', match.group(0))}⟧"

    def _named(self, names: dict[str, str], letter: str, source: str) -> str:
        if self._single():
            source = f"{{% for k in van_ban.chu_ky %}}{source}{{% endfor %}}"
        known = next((name for name, other in names.items() if other == source), None)
        name = known or f"{letter}{len(names) + 1}"
        names[name] = source
        return name

    def _branch(self, tag: str) -> str:
        """Return the mark of an if, elif, else or endif: each branch gets a yes-or-no field of its own."""
        word, _, condition = tag.partition(" ")
        if word == "if":
            self._branches.append([condition])
            return self._opened()
        closing = f"⟦end {self._open.pop()}⟧"
        if word == "endif":
            self._branches.pop()
            return closing
        self._branches[-1].append(condition)
        return closing + self._opened()

    def _opened(self) -> str:
        *passed, last = self._branches[-1]
        source = "".join(f"{{% if {condition} %}}{{% else %}}" for condition in passed)
        source += f"{{% if {last} %}}x{{% endif %}}" if last else "x"
        name = self._named(self.conditions, "c", source + "{% endif %}" * len(passed))
        self._open.append(name)
        return f"⟦if {name}⟧"

    def _number(self, kind: str, name: str | None) -> str:
        """Return the mark of a number: a field of its own, as clauses that come and go would need it."""
        number = f"n{len(self.values) + 1}"
        self.values[number] = self._counted(kind, name)
        return f"⟦{number}⟧"

    def _counted(self, kind: str, name: str | None) -> str:
        if kind == "dan":
            # A name that is no article's is a clause's of the article that speaks.
            return f"Điều {self._articles[name]}" if name in self._articles else "khoản 1 Điều này"
        self._counts[kind] += 1
        for lower in {"dieu": ("khoan", "diem"), "khoan": ("diem",)}.get(kind, ()):
            self._counts[lower] = 0
        count = self._counts[kind]
        shown = {"chuong": f"Chương {roman(count)}", "dieu": f"Điều {count}.", "khoan": f"{count}."}
        return shown.get(kind) or f"{point_letter(count)})"


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _styles(element: etree._Element) -> list[str]:
    return [str(style.get(W + "val")) for style in element.iter(W + "pStyle")]


def _reworded(element: etree._Element, copy: int) -> etree._Element:
    """Return a copy whose words stand in an order of their own, the first as they are; marks keep their places.

    Were the chapters all alike, deflating would find each in the one before, and a long paper would cost too little.
    """
    made = deepcopy(element)
    if copy == 0:
        return made
    order = random.Random(f"{copy} {text_of(element)}")
    for text in made.iter(W + "t"):
        pieces = re.split("(⟦.*?⟧)", text.text or "")
        for place in range(0, len(pieces), 2):
            words = pieces[place].strip().split()
            order.shuffle(words)
            inside = pieces[place].strip()
            pieces[place] = pieces[place].replace(inside, " ".join(words)) if inside else pieces[place]
        text.text = "".join(pieces)
    return made


def _cut(root: etree._Element, copies: int) -> None:
    """Keep the decision, the second chapter, the table of telephone numbers and the signature."""
    body = root[0]
    elements = list(body)
    chapters = [place for place, element in enumerate(elements) if "VBChuong" in _styles(element)]
    articles = [place for place, element in enumerate(elements) if "VBDieu" in _styles(element)]
    end = [place for place in articles if place < chapters[2]][-2]  # so that it makes five pages
    table = next(place for place, element in enumerate(elements) if text_of(element).startswith("STTĐơn vị"))
    opening = max(place for place in chapters if place < table)
    ends = [place for place, element in enumerate(elements) if text_of(element).endswith("./.")]
    decision, middle, closing = elements[: chapters[0]], elements[chapters[1] : end], elements[ends[-1] :]
    middle += elements[opening : table + 1]
    if copies == ONE_PAGE:
        decision, middle = elements[: ends[0]], []
        closing = [elements[-1]]
    for element in elements:
        body.remove(element)
    repeated = [_reworded(element, copy) for copy in range(copies) for element in middle]
    body.extend([*decision, *repeated, *closing])
