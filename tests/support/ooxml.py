"""Whether a finished .docx is one that Word opens without a word of complaint.

The Open XML SDK validates the schema (through docx-scalpel's host process, without network); it passes some damage
that Word does not, so those checks are written here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from docx_scalpel import verify_deliverable
from lxml import etree

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{_NAMESPACE}}}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_HOLDERS = (f"{W}tc", f"{W}txbxContent", f"{W}hdr", f"{W}ftr")
_SDK_CHECKS = ("package_manifest", "open_xml", "wordprocessing_closure")


def ooxml_findings(data: bytes) -> list[str]:
    """Return what is wrong with a .docx, in words; an empty list for a good one."""
    return [*sdk_findings(data), *structure_findings(data)]


def sdk_findings(data: bytes) -> list[str]:
    """Return what the Open XML SDK finds wrong; raises RuntimeError where it could not finish."""
    verdict = verify_deliverable(data)
    unfinished = [
        check.check
        for check in verdict.checks
        if check.check.endswith(_SDK_CHECKS) and check.status.value != "completed"
    ]
    if unfinished:
        raise RuntimeError(f"the validator did not finish: {unfinished}")
    return [
        f"{finding.owning_part_uri}: {finding.message}"
        for finding in verdict.findings
        if finding.category.value in ("package", "openXml", "relationship", "structure")
    ]


def structure_findings(data: bytes) -> list[str]:
    """Return damage that the SDK lets pass: cells without paragraph, tables without rows, twin ids, wrong grids."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.endswith(".xml"):
                continue
            root = etree.fromstring(archive.read(name))
            if str(root.tag).startswith(W):
                found += [f"/{name}: {finding}" for finding in _of_part(root)]
    return found


def _of_part(root: etree._Element) -> Iterator[str]:
    for holder in root.iter(*_HOLDERS):
        last = next((child for child in reversed(holder) if child.tag in (f"{W}p", f"{W}tbl", f"{W}sdt")), None)
        if last is None or (holder.tag == f"{W}tc" and last.tag == f"{W}tbl"):
            yield f"{etree.QName(holder).localname} does not end with a paragraph: {_path(holder)}"
    for table in root.iter(f"{W}tbl"):
        rows = table.findall(f".//{W}tr")
        if not rows:
            yield f"table without rows: {_path(table)}"
        yield from _grid(table)
    for row in root.iter(f"{W}tr"):
        if row.find(f".//{W}tc") is None:
            yield f"row without cells: {_path(row)}"
    yield from _twins("bookmark id", [mark.get(f"{W}id", "") for mark in root.iter(f"{W}bookmarkStart")])
    yield from _twins("bookmark name", [mark.get(f"{W}name", "") for mark in root.iter(f"{W}bookmarkStart")])
    yield from _twins("drawing id", [drawing.get("id", "") for drawing in root.iter(_DRAWING)])
    starts = {mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkStart")}
    ends = {mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkEnd")}
    if starts != ends:
        yield "bookmarks that do not end, or end without a start"
    for note in root.iter(etree.ProcessingInstruction):
        yield f"processing instruction {note.text}"


def _grid(table: etree._Element) -> Iterator[str]:
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    for row in table.findall(f"{W}tr"):
        wide = sum(_number(row, f"{W}trPr/{W}{name}", 0) for name in ("gridBefore", "gridAfter"))
        wide += sum(_number(cell, f"{W}tcPr/{W}gridSpan", 1) for cell in row.findall(f"{W}tc"))
        if wide > columns:
            yield f"row of {wide} columns in a grid of {columns}: {_path(row)}"


def _number(element: etree._Element, path: str, otherwise: int) -> int:
    found = element.find(path)
    return otherwise if found is None else int(found.get(f"{W}val", str(otherwise)))


def _twins(what: str, values: list[str]) -> Iterator[str]:
    for value in sorted({value for value in values if values.count(value) > 1}):
        yield f"{what} {value} stands twice"


def _path(element: etree._Element) -> str:
    return str(element.getroottree().getpath(element))
