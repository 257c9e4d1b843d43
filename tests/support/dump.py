"""Readable dumps of finished papers and of templates: a line a paragraph, ``style | text``, tables and sections shown.

Shares no code with the engines: it reads the bytes anew.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree
from pypdf import PdfReader

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS_PER_MM = 56.6929


def dump_docx(data: bytes) -> str:
    """Return all text of a .docx: headers and footers, then the body, with styles, cells and sections."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = sorted(package.namelist())
        styles = _style_names(package.read("word/styles.xml"))
        lines: list[str] = []
        for name in names:
            if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
                lines += [f"== {name.removeprefix('word/')}", *_blocks(_root(package.read(name)), styles, "")]
        lines.append("== thân văn bản")
        body = _root(package.read("word/document.xml")).find(f"{W}body")
        assert body is not None
        lines += _blocks(body, styles, "")
    return "\n".join(lines) + "\n"


def paragraphs_of(data: bytes) -> list[tuple[str, str]]:
    """Return (style name, text) of every paragraph of the body in document order, cells included."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        styles = _style_names(package.read("word/styles.xml"))
        root = _root(package.read("word/document.xml"))
    return [(_style(paragraph, styles), _text(paragraph)) for paragraph in root.iter(f"{W}p")]


def dump_pdf(data: bytes) -> str:
    """Return the facts of a PDF that matter on paper: pages with size, fonts, the extracted text."""
    reader = PdfReader(io.BytesIO(data))
    lines = []
    for number, page in enumerate(reader.pages, start=1):
        width, height = (round(float(side) / 72 * 25.4) for side in (page.mediabox.width, page.mediabox.height))
        lines += [f"== trang {number}: {width} x {height} mm", page.extract_text()]
    return "\n".join(lines) + "\n"


def _root(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _style_names(data: bytes) -> dict[str, str]:
    names = {}
    for style in _root(data).iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            names[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "")
    return names


def _blocks(parent: etree._Element, styles: dict[str, str], indent: str) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{W}p":
            yield f"{indent}{_style(child, styles)} | {_text(child)}".rstrip()
            section = child.find(f"{W}pPr/{W}sectPr")
            if section is not None:
                yield _section(section)
        elif child.tag == f"{W}tbl":
            yield from _table(child, styles, indent)
        elif child.tag == f"{W}sectPr":
            yield _section(child)
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from _blocks(content, styles, indent)


def _table(table: etree._Element, styles: dict[str, str], indent: str) -> Iterator[str]:
    for number, row in enumerate(table.findall(f"{W}tr"), start=1):
        header = row.find(f"{W}trPr/{W}tblHeader") is not None
        yield f"{indent}[hàng {number}{' (tiêu đề lặp lại)' if header else ''}]"
        for position, cell in enumerate(row.findall(f"{W}tc")):
            yield f"{indent}  ({position + 1})"
            yield from _blocks(cell, styles, indent + "    ")


def _style(paragraph: etree._Element, styles: dict[str, str]) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if style is None else styles.get(style.get(f"{W}val", ""), "?")


def _text(paragraph: etree._Element) -> str:
    parts = []
    for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab", f"{W}instrText", f"{W}noBreakHyphen"):
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag == f"{W}br":
            parts.append("⏎")
        elif node.tag == f"{W}tab":
            parts.append("⇥")
        elif node.tag == f"{W}noBreakHyphen":
            parts.append("-")
        else:
            parts.append("{" + (node.text or "").strip() + "}")
    return "".join(parts).replace("\u00a0", "·")


def _section(section: etree._Element) -> str:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert size is not None
    assert margins is not None
    sides = [f"{int(margins.get(W + side, '0')) / _TWIPS_PER_MM:.0f}" for side in ("top", "bottom", "left", "right")]
    width, height = (f"{int(size.get(W + side, '0')) / _TWIPS_PER_MM:.0f}" for side in ("w", "h"))
    first = " trang đầu riêng" if section.find(f"{W}titlePg") is not None else ""
    return f"--- phần: {width} x {height} mm, lề {'/'.join(sides)}{first}"
