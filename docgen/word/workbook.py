"""The workbook that Word puts behind a chart: let through only where it is nothing but a table of figures and words.

It is opened by whoever bids Word edit the chart's data, and then by Excel; so what Excel could fetch or run is refused
by a list of what may be in it: sheets, words, looks. Formulas are not among it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from docgen.word.archive import Entry, read_archive
from docgen.word.package import RELATIONSHIP
from docgen.word.xml_names import parse_template_xml

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_MAY_HOLD = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|app|custom)\.xml|docMetadata/LabelInfo\.xml"
    r"|xl/(_rels/workbook\.xml\.rels|workbook\.xml|styles\.xml|sharedStrings\.xml|theme/theme[0-9]+\.xml)"
    r"|xl/worksheets/(sheet[0-9]+\.xml|_rels/sheet[0-9]+\.xml\.rels)|xl/tables/table[0-9]+\.xml"
)
_FORMULAS = (_SHEET + "f", _SHEET + "definedName", _SHEET + "calculatedColumnFormula", _SHEET + "formula1")
_MOST = 500_000
"""Bytes of a workbook, packed; the table of a chart has ten thousand."""
_MOST_UNPACKED = 4_000_000
MOST_WORKBOOKS = 50
"""Workbooks of one file; each takes a while to be looked through."""


def workbook_problem(data: bytes) -> str:
    """Return why a chart's workbook is not let through, in words; "" where it is harmless."""
    if len(data) > _MOST:
        return "quá lớn"
    entries, found = read_archive(data, "")
    if found:
        return "bị hỏng"
    if sum(len(entry.data) for entry in entries) > _MOST_UNPACKED:
        return "quá lớn"
    return next(filter(None, map(_problem, entries)), "")


def _problem(entry: Entry) -> str:
    if not _MAY_HOLD.fullmatch(entry.name):
        return f"có thứ không phải số liệu («{entry.name}»)"
    try:
        text = entry.data.decode("utf-8-sig")
        root = parse_template_xml(entry.data)
    except (UnicodeDecodeError, etree.XMLSyntaxError):
        return "bị hỏng"
    if "<!DOCTYPE" in text or "<!ENTITY" in text or "\0" in text:
        return "có khai báo DOCTYPE"
    if any(link.get("TargetMode", "").lower() == "external" for link in root.iter(RELATIONSHIP)):
        return "lấy dữ liệu từ bên ngoài"
    if next(root.iter(*_FORMULAS), None) is not None:
        return "có công thức"
    kinds = " ".join(each.get("ContentType", "").lower() for each in root.iter("*"))
    return "có macro" if "macro" in kinds or "vba" in kinds else ""


def words_of(data: bytes) -> Iterator[str]:
    """Yield the words in the cells of a workbook that was let through."""
    for entry in read_archive(data, "")[0]:
        for item in parse_template_xml(entry.data).iter(_SHEET + "si", _SHEET + "is"):
            yield "".join(each.text or "" for each in item.iter(_SHEET + "t"))
