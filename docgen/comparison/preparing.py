"""Both papers brought to one form before they are compared: what Word notes for itself goes, fields are spelt out."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Callable

from lxml import etree

from docgen.word.xml_names import PARAGRAPH, RUN, W, parse_template_xml, value_of

_NOISE = tuple(
    W + name
    for name in ("proofErr", "lastRenderedPageBreak", "permStart", "permEnd", "softHyphenation", "sdtPr", "sdtEndPr")
)
_COMMENTS = tuple(W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_WRAPPERS = tuple(W + name for name in ("sdt", "sdtContent", "smartTag", "customXml"))
_OWN_NOTES = re.compile(r"\{[^}]*\}(rsid\w*|paraId|textId)$")
_MAY_NOTE = re.compile(rb":(?:rsid\w*|paraId|textId)\s*=")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FIELD_PARTS = (W + "fldChar", W + "instrText")
BOOKMARKS = (W + "bookmarkStart", W + "bookmarkEnd")


def prepared(data: bytes, *, keep_comments: bool) -> etree._Element:
    """Return a part, parsed and brought to the common form."""
    root = parse_template_xml(data)
    if _MAY_NOTE.search(data) is not None:
        for element in root.iter(etree.Element):
            for name in [name for name in element.attrib if _OWN_NOTES.search(str(name))]:
                del element.attrib[name]
    for drawing in root.iter(_DRAWING):
        drawing.set("id", "0")
    for element in list(root.iter(*_NOISE, *(() if keep_comments else _COMMENTS))):
        _remove(element)
    for element in list(root.iter(*_WRAPPERS)):
        _unwrap(element)
    for element in list(root.iter(W + "fldSimple")):
        _spell_out(element)
    holders = dict.fromkeys(sign.getparent() for sign in root.iter(*_FIELD_PARTS))
    for run in [item for item in holders if item is not None and item.tag == RUN and _mixes_field(item)]:
        _split(run)
    _bring_bookmarks_home(root)
    for run in [item for item in root.iter(RUN) if not any(child.tag != W + "rPr" for child in item)]:
        _remove(run)
    return root


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in reversed([child for child in element if child.tag != W + "customXmlPr"]):
        parent.insert(place + 1, child)
    parent.remove(element)


def _spell_out(simple: etree._Element) -> None:
    """Put a field in its long form, which can be struck out and put in."""
    parent = simple.getparent()
    if parent is None:
        return
    place = parent.index(simple)
    letters = simple.find(f"{RUN}/{W}rPr")
    code = etree.Element(W + "instrText")
    code.text = value_of(simple, "instr") or ""
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    pieces = [_field_run(_sign("begin"), letters), _field_run(code, letters), _field_run(_sign("separate"), letters)]
    pieces += list(simple)
    pieces.append(_field_run(_sign("end"), letters))
    parent.remove(simple)
    for piece in reversed(pieces):
        parent.insert(place, piece)


def _sign(kind: str) -> etree._Element:
    return etree.Element(W + "fldChar", {W + "fldCharType": kind})


def _field_run(content: etree._Element, letters: etree._Element | None) -> etree._Element:
    run = etree.Element(RUN)
    if letters is not None:
        run.append(copy.deepcopy(letters))
    run.append(content)
    return run


def _mixes_field(run: etree._Element) -> bool:
    inside = [child for child in run if child.tag != W + "rPr"]
    return len(inside) > 1 and any(child.tag in _FIELD_PARTS for child in inside)


def _split(run: etree._Element) -> None:
    parent = run.getparent()
    if parent is None:
        return
    letters = run.find(W + "rPr")
    place = parent.index(run)
    made = [_field_run(child, letters) for child in list(run) if child.tag != W + "rPr"]
    parent.remove(run)
    for piece in reversed(made):
        parent.insert(place, piece)


def _bring_bookmarks_home(root: etree._Element) -> None:
    """Put every bookmark's ends into paragraphs, and leave out those that have one end only."""
    last: etree._Element | None = None
    waiting: list[etree._Element] = []
    for element in list(root.iter(PARAGRAPH, *BOOKMARKS)):
        if element.tag == PARAGRAPH:
            if waiting:
                first = element.find(W + "pPr")
                for place, mark in enumerate(waiting):
                    element.insert(place + (first is not None), mark)
                waiting = []
            last = element
        elif next(element.iterancestors(PARAGRAPH), None) is None:
            _remove(element)
            if element.tag == BOOKMARKS[0] or last is None:
                waiting.append(element)
            else:
                last.append(element)
    _name_ids(root)


def _name_ids(root: etree._Element) -> None:
    """Give bookmarks their name for a number, so that those of two papers compare; leave out those without both ends.

    :func:`number_bookmarks` gives numbers back.
    """
    starts = {value_of(mark, "id"): value_of(mark, "name") or "" for mark in root.iter(BOOKMARKS[0])}
    ends = Counter(value_of(mark, "id") for mark in root.iter(BOOKMARKS[1]))
    names = Counter(starts.values())
    for mark in list(root.iter(*BOOKMARKS)):
        name = starts.get(value_of(mark, "id"), "")
        if name in ("", "_GoBack") or names[name] > 1 or ends[value_of(mark, "id")] != 1:
            _remove(mark)
        else:
            mark.set(W + "id", name)


def number_bookmarks(root: etree._Element, next_id: Callable[[], str]) -> None:
    """Give the bookmarks of a finished part numbers of their own."""
    numbers: dict[str, str] = {}
    for mark in root.iter(*BOOKMARKS):
        name = value_of(mark, "id") or ""
        if name not in numbers:
            numbers[name] = next_id()
        mark.set(W + "id", numbers[name])
