"""Notes and comments that tags copied or took away: each mark its note, each note its mark, each comment one mark.

A loop copies the marks of notes in it, a condition takes them away; the notes themselves stand in other parts. Every
copy of a mark gets a copy of its note, a note whose mark went goes too; a comment keeps its first mark only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy

from lxml import etree

from docgen.word.marking import remove
from docgen.word.package import Package
from docgen.word.repairs import DRAWING
from docgen.word.xml_names import PARAGRAPH, RUN, W, parse_filled_xml, parse_template_xml, serialise, value_of

_NOTES = ("footnote", "endnote")
COMMENT_ENDS = (W + "commentRangeStart", W + "commentRangeEnd")
"""What stands at both ends of the text that a comment is about."""

_COMMENT_MARKS = (*COMMENT_ENDS, W + "commentReference")
MARKS = (*(f"{W}{kind}Reference" for kind in _NOTES), *_COMMENT_MARKS)
"""What stands in the text for something that stands in another part."""

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SAID_OF_COMMENTS = ("commentsExtended", "commentsIds")


def whole_notes(parts: Mapping[str, bytes], package: Package, serial: Callable[[], bytes]) -> dict[str, bytes]:
    """Return the filled parts of a paper (by entry name) with the parts of notes and comments made to fit its marks.

    ``package`` is the template; ``serial`` gives ids that no drawing has.
    """
    found = dict(parts)
    body = parse_filled_xml(_data(found, package, package.main))
    before = parse_template_xml(package.by_name[package.main].data)
    for kind in _NOTES:
        for name in package.related(package.main, f"{kind}s"):
            root = parse_filled_xml(_data(found, package, name))
            _fit_notes(kind, body, root, _ids(before, f"{W}{kind}Reference"), serial)
            found[name] = serialise(root)
    gone = _fit_comments(body, _ids(before, _COMMENT_MARKS[2]))
    for name in package.related(package.main, "comments") if gone else ():
        root = parse_filled_xml(_data(found, package, name))
        dropped = [each for each in root.iter(W + "comment") if value_of(each, "id") in gone]
        known = {str(each.get(_W14 + "paraId", "")) for comment in dropped for each in comment.iter(PARAGRAPH)} - {""}
        for comment in dropped:
            remove(comment)
        found[name] = serialise(root)
        found |= _without(package, known)
    found[package.main] = serialise(body)
    return found


def _data(found: Mapping[str, bytes], package: Package, name: str) -> bytes:
    return found[name] if name in found else package.by_name[name].data


def _ids(root: etree._Element, name: str) -> set[str]:
    return {value_of(mark, "id") or "" for mark in root.iter(name)}


def _fit_notes(
    kind: str, body: etree._Element, root: etree._Element, before: set[str], serial: Callable[[], bytes]
) -> None:
    """Give each mark a note of its own; take away the notes that had a mark in the template and have none now."""
    notes = {value_of(note, "id") or "": note for note in root.iterchildren(W + kind)}
    last = max((int(number) for number in notes if number.lstrip("-").isdigit()), default=0)
    seen: set[str] = set()
    for mark in list(body.iter(f"{W}{kind}Reference")):
        number = value_of(mark, "id") or ""
        if number in seen and number in notes:
            last += 1
            copy = _copy(notes[number], serial)
            copy.set(W + "id", str(last))
            mark.set(W + "id", str(last))
            root.append(copy)
        seen.add(number)
    for number in before - seen:
        if number in notes:
            remove(notes[number])


def _copy(note: etree._Element, serial: Callable[[], bytes]) -> etree._Element:
    """Return a copy that has no identity of its original."""
    copy = deepcopy(note)
    for element in list(copy.iter(etree.Element)):
        for name in (_W14 + "paraId", _W14 + "textId"):
            if name in element.attrib:
                del element.attrib[name]
        if element.tag in (W + "bookmarkStart", W + "bookmarkEnd"):
            remove(element)
        elif element.tag == W + "sdtPr" and (identity := element.find(W + "id")) is not None:
            remove(identity)
        elif element.tag == DRAWING:
            element.set("id", serial().decode())
    return copy


def _fit_comments(body: etree._Element, before: set[str]) -> set[str]:
    """Leave one mark of each comment with one range, or none; return the comments whose marks all went."""
    first: dict[tuple[str, str], etree._Element] = {}
    for mark in list(body.iter(*_COMMENT_MARKS)):
        key = str(mark.tag), value_of(mark, "id") or ""
        if key in first or (key[0] == COMMENT_ENDS[1] and (COMMENT_ENDS[0], key[1]) not in first):
            _remove_mark(mark)
        else:
            first[key] = mark
    left = {number for tag, number in first if tag == _COMMENT_MARKS[2]}
    for (_, number), mark in first.items():
        is_whole = number in left and all((end, number) in first for end in COMMENT_ENDS)
        if mark.tag in COMMENT_ENDS and not is_whole:
            remove(mark)
    return before - left


def _remove_mark(mark: etree._Element) -> None:
    run = mark.getparent()
    remove(mark)
    if run is not None and run.tag == RUN and all(child.tag == W + "rPr" for child in run):
        remove(run)


def _without(package: Package, paragraphs: set[str]) -> Iterator[tuple[str, bytes]]:
    """Yield what is said elsewhere of comments, without what is said of these paragraphs of them."""
    for name in (name for kind in _SAID_OF_COMMENTS for name in package.related(package.main, kind)):
        root = parse_template_xml(package.by_name[name].data)
        for element in list(root):
            if any(str(key).endswith("}paraId") and str(value) in paragraphs for key, value in element.attrib.items()):
                remove(element)
        yield name, serialise(root)
