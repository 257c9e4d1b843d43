"""docxtpl as the reference of the language: what it makes of a template, and what a reader sees of a finished paper."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from lxml import etree

from docgen.composition.filters import FILTERS
from tests.support.word_building import W, entries_of

TOGGLES = ("b", "i", "strike", "sz", "u", "color", "vertAlign", "shd", "highlight", "rFonts", "rStyle", "rtl", "lang")


def docxtpl_renders(data: bytes, fields: Mapping[str, Any], template: DocxTemplate | None = None) -> bytes:
    """Return what docxtpl makes of the template, escaping on, with our filters under their names."""
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.filters.update({name: known.apply for name, known in FILTERS.items()})
    template = template or DocxTemplate(io.BytesIO(data))
    template.render(dict(fields), environment)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def seen(data: bytes) -> dict[str, Any]:
    """Return text and format of everything a reader sees, by part: body, headers, footers, notes."""
    names = [
        name
        for name in entries_of(data)
        if name.startswith(("word/document", "word/header", "word/footer", "word/footnotes"))
    ]
    found: dict[str, Any] = {}
    for name in sorted(names):
        root = etree.fromstring(entries_of(data)[name])
        body = root.find(f"{W}body")
        found[name] = blocks_of(root if body is None else body)
    return found


def blocks_of(holder: etree._Element) -> list[Any]:
    """Return text and format of the paragraphs and tables right below an element."""
    found: list[Any] = []
    for child in holder:
        if child.tag == f"{W}p":
            found.append(_paragraph(child))
        elif child.tag == f"{W}tbl":
            found.append(
                ("table", [[_cell(cell) for cell in row.findall(f"{W}tc")] for row in child.findall(f"{W}tr")])
            )
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}footnote"):
            found += blocks_of(child)
    return found


def _cell(cell: etree._Element) -> tuple[Any, ...]:
    facts = {name: cell.find(f"{W}tcPr/{W}{name}") for name in ("gridSpan", "vMerge", "shd")}
    shown = {name: tuple(sorted(found.attrib.items())) for name, found in facts.items() if found is not None}
    if shown.get("gridSpan") == ((f"{W}val", "1"),):
        del shown["gridSpan"]
    return shown, blocks_of(cell)


def _paragraph(paragraph: etree._Element) -> tuple[str, list[tuple[str, str]]]:
    """Return the style and the stretches of one format: format, text; empty ones are left out."""
    stretches: list[tuple[str, str]] = []
    for run in _runs(paragraph):
        text = "".join(_character(child) for child in run)
        if not text:
            continue
        letters = letters_of(run)
        if stretches and stretches[-1][0] == letters:
            text = stretches.pop()[1] + text
        stretches.append((letters, text))
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return ("" if style is None else style.get(f"{W}val", "")), stretches


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == f"{W}r":
            yield child
        elif child.tag in (f"{W}hyperlink", f"{W}ins", f"{W}sdt", f"{W}sdtContent", f"{W}smartTag"):
            yield from _runs(child)


def letters_of(run: etree._Element) -> str:
    """Return the direct format of a run as a text that does not depend on the order of its properties."""
    found = []
    for name in TOGGLES:
        element = run.find(f"{W}rPr/{W}{name}")
        if element is not None:
            found.append(
                name
                + "".join(f" {str(key).rpartition('}')[2]}={value!s}" for key, value in sorted(element.attrib.items()))
            )
    return ", ".join(found)


def _character(node: etree._Element) -> str:
    if node.tag == f"{W}t":
        return node.text or ""
    if node.tag == f"{W}drawing":
        extent = next(node.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"))
        return f"[hình {extent.get('cx')}x{extent.get('cy')}]"
    return {f"{W}br": "\n", f"{W}tab": "\t"}.get(str(node.tag), "")
