"""A copy of a template with each complaint as a Word comment on the exact characters that are meant.

A pure function of the template's bytes and the complaints: always the same author and date, so the same input gives
the same copy. Word has comments in the body only; what is wrong elsewhere is said where the body shows it (see
:mod:`docgen.word.anchoring`), with part, paragraph and tag in words.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from docgen.composition.filters import FORBIDDEN
from docgen.composition.tag_text import shorten
from docgen.diagnostics import Diagnostic, Span
from docgen.diagnostics.report import in_reading_order
from docgen.word.anchoring import Anchor, Anchors, child_of
from docgen.word.archive import Entry, write_archive
from docgen.word.gate import open_package
from docgen.word.package import Package
from docgen.word.reading import paragraph_atoms
from docgen.word.xml_names import (
    PARAGRAPH,
    RUN,
    TEXT,
    W_NAMESPACE,
    XML_SPACE,
    W,
    parse_template_xml,
    serialise,
    value_of,
)

AUTHOR = "docgen"
DATE = "2000-01-01T00:00:00Z"
"""Always the same, so that the copy depends on nothing but the template and the complaints."""

MOST_COMMENTS = 200
"""More than these in one file help nobody and slow Word down; the last one says how many are left out."""

_LONGEST = 200
"""Characters of what is complained of that a comment repeats."""

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES = "[Content_Types].xml"
_RELATION_ID = "rIdGopY"
_RELATIONS = f"{_PACKAGE}/relationships"


def annotate(data: bytes, complaints: Iterable[Diagnostic]) -> bytes | None:
    """Return the .docx with a comment for every complaint; None where the bytes are no .docx that may be opened.

    The complaints are those about this template; their spans say the part, paragraph and characters.
    """
    package, _ = open_package(data, "")
    if package is None:
        return None
    body = parse_template_xml(package.by_name[package.main].data)
    anchors = Anchors(package, body)
    comments_name, comments = _comments(package)
    shown = _few_enough(in_reading_order(complaints))
    asked = [(each, anchor) for each in shown if (anchor := anchors.of(each)) is not None]
    for complaint, anchor in asked:
        if anchor.is_exact:
            _cut(anchor.paragraph, complaint.span.column - 1)
            _cut(anchor.paragraph, complaint.span.column - 1 + complaint.span.length)
    # The marks of comments count as characters of a paragraph, so all places are found before the first is set.
    ends = [_ends(complaint.span, anchor) for complaint, anchor in asked]
    first_number = 1 + max((int(value_of(each, "id") or 0) for each in comments), default=-1)
    for number, ((complaint, anchor), around) in enumerate(zip(asked, ends, strict=True), first_number):
        _surround(anchor.paragraph, *around, str(number))
        comments.append(_comment(complaint, str(number), anchor))
    changed = {package.main: serialise(body), comments_name: serialise(comments)}
    if comments_name not in package.by_name:
        changed |= _links(package, comments_name)
    added = [Entry.of(name, b"") for name in changed if name not in package.by_name]
    return write_archive([*package.entries, *added], changed)


def _few_enough(complaints: list[Diagnostic]) -> list[Diagnostic]:
    if len(complaints) <= MOST_COMMENTS:
        return complaints
    rest = len(complaints) - MOST_COMMENTS
    last = complaints[MOST_COMMENTS - 1]
    hint = f"Còn {rest} chỗ nữa không ghi ở đây; sửa xong những chỗ này rồi chạy lại docgen check --word."
    return [*complaints[: MOST_COMMENTS - 1], replace(last, hints=(*last.hints, hint))]


def _ends(span: Span, anchor: Anchor) -> tuple[etree._Element | None, etree._Element | None]:
    """Return the first and last child of the paragraph that the comment covers; all of it where no text is meant."""
    paragraph = anchor.paragraph
    if anchor.child is not None:
        return anchor.child, anchor.child
    if anchor.is_exact and span.column > 0:
        start, end = span.column - 1, span.column - 1 + span.length
        covered = [child_of(paragraph, atom.run) for atom in paragraph_atoms(paragraph) if start <= atom.start < end]
        if covered:
            return covered[0], covered[-1]
    children = [child for child in paragraph if child.tag != W + "pPr"]
    return (children[0], children[-1]) if children else (None, None)


def _cut(paragraph: etree._Element, offset: int) -> None:
    """Cut text and run of the paragraph so that a run begins at this character."""
    for atom in paragraph_atoms(paragraph):
        if atom.start < offset < atom.end and atom.element.tag == TEXT:
            rest = deepcopy(atom.element)
            atom.element.text, rest.text = atom.text[: offset - atom.start], atom.text[offset - atom.start :]
            for piece in (atom.element, rest):
                piece.set(XML_SPACE, "preserve")
            atom.element.addnext(rest)
    beginning = next((atom for atom in paragraph_atoms(paragraph) if atom.start == offset), None)
    if beginning is None:
        return
    run = beginning.run
    before = [child for child in beginning.element.itersiblings(preceding=True) if child.tag != W + "rPr"]
    if not before:
        return
    second = etree.Element(RUN)
    properties = run.find(W + "rPr")
    if properties is not None:
        second.append(deepcopy(properties))
    second.extend([beginning.element, *beginning.element.itersiblings()])
    run.addnext(second)


def _surround(
    paragraph: etree._Element, first: etree._Element | None, last: etree._Element | None, number: str
) -> None:
    start, end = (etree.Element(f"{W}commentRange{side}", {W + "id": number}) for side in ("Start", "End"))
    mark = etree.Element(RUN)
    etree.SubElement(mark, W + "commentReference", {W + "id": number})
    if first is None or last is None:
        paragraph.extend([start, end, mark])
        return
    first.addprevious(start)
    last.addnext(mark)
    last.addnext(end)


def _comment(complaint: Diagnostic, number: str, anchor: Anchor) -> etree._Element:
    comment = etree.Element(
        W + "comment", {W + "id": number, W + "author": AUTHOR, W + "date": DATE, W + "initials": "dg"}
    )
    place = f" ({complaint.span.place})" if complaint.span.place and not anchor.is_exact else ""
    severity = complaint.rule.severity.value.capitalize()
    meant = [f"Chỗ ấy viết: «{shorten(anchor.text, _LONGEST)}»"] if anchor.text else []
    for line in (f"{severity}{place}: {complaint.message}", *meant, *complaint.hints):
        paragraph = etree.SubElement(comment, PARAGRAPH)
        text = etree.SubElement(etree.SubElement(paragraph, RUN), TEXT, {XML_SPACE: "preserve"})
        text.text = FORBIDDEN.sub("�", " ".join(line.split()))
    return comment


def _comments(package: Package) -> tuple[str, etree._Element]:
    """Return the name and the root of the comments that the template has, or of new ones."""
    existing = package.related(package.main, "comments")
    if existing:
        return existing[0], parse_template_xml(package.by_name[existing[0]].data)
    folder = posixpath.dirname(package.main)
    names = (posixpath.join(folder, f"gop_y{position or ''}.xml") for position in range(len(package.entries) + 1))
    name = next(name for name in names if name not in package.by_name)
    return name, etree.Element(W + "comments", nsmap={"w": W_NAMESPACE})


def _links(package: Package, name: str) -> dict[str, bytes]:
    """Return the content types and the relationships of the body with the new part among them."""
    types = parse_template_xml(package.by_name[_TYPES].data)
    etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override", {"PartName": f"/{name}", "ContentType": _CONTENT})
    folder, main = posixpath.split(package.main)
    rels_name = posixpath.join(folder, "_rels", f"{main}.rels")
    if rels_name in package.by_name:
        rels = parse_template_xml(package.by_name[rels_name].data)
    else:
        rels = etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
    known = {link.get("Id") for link in rels}
    identity = next(
        f"{_RELATION_ID}{position or ''}"
        for position in range(len(known) + 1)
        if f"{_RELATION_ID}{position or ''}" not in known
    )
    target = posixpath.basename(name)
    etree.SubElement(rels, f"{{{_RELATIONS}}}Relationship", {"Id": identity, "Type": _KIND, "Target": target})
    return {_TYPES: serialise(types), rels_name: serialise(rels)}
