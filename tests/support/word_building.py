"""Small .docx files built in memory for tests, and what can be read back from finished ones."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from docx import Document
from lxml import etree

from docgen.diagnostics import Diagnostic
from docgen.layout import ComponentStyle, LayoutProfile, Measure, RuledLine
from docgen.word import WordTemplate, compile_template
from tests.support.tag_fields import TREE, sample

FILE = "templates/thu/mau.docx"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="708" w:footer="708" w:gutter="0"/>'
    "</w:sectPr>"
)
BODY = "word/document.xml"
PARTS = {
    "header": "word/header1.xml",
    "footer": "word/footer1.xml",
    "footnotes": "word/footnotes.xml",
    "styles": "word/styles.xml",
}
_ROOTS = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes", "styles": "styles"}


def p(*texts: str, style: str = "", extra: str = "") -> str:
    """Return the XML of a paragraph, one run a text (each already escaped)."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    runs = "".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts)
    return f"<w:p>{properties}{runs}{extra}</w:p>"


def table(*rows: Iterable[str], width: int = 9000) -> str:
    """Return the XML of a table; every cell is the XML of its blocks."""
    lines = [list(row) for row in rows]
    columns = max(len(row) for row in lines)
    each = width // columns
    grid = f'<w:gridCol w:w="{each}"/>' * columns
    body = ""
    for row in lines:
        cells = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{each}" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in row)
        body += f"<w:tr>{cells}</w:tr>"
    head = f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    return f"<w:tbl>{head}{body}</w:tbl>"


def docx(*blocks: str, title: str = "", **parts: str) -> bytes:
    """Return a small .docx with these blocks; ``parts`` are header, footer, footnotes, styles by their inside."""
    overrides = [("word/document.xml", f"{_WORD}.document.main+xml")]
    overrides += [(PARTS[kind], f"{_WORD}.{kind}+xml") for kind in parts]
    overrides.append(("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
    links = "".join(
        f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{PARTS[kind].removeprefix("word/")}"/>'
        for kind in parts
    )
    section = SECTION
    for kind in ("footer", "header"):
        if kind in parts:
            reference = f'<w:{kind}Reference w:type="default" r:id="r{kind}"/>'
            section = section.replace("<w:sectPr>", f"<w:sectPr>{reference}")
    entries = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides)
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        "word/document.xml": _root("document", f"<w:body>{''.join(blocks)}{section}</w:body>"),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><cp:lastModifiedBy>Văn thư</cp:lastModifiedBy>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2016-03-30T01:02:03Z</dcterms:created></cp:coreProperties>',
        **{PARTS[kind]: _root(_ROOTS[kind], inside) for kind, inside in parts.items()},
    }
    return zipped({name: text.encode("utf-8") for name, text in entries.items()})


def _root(name: str, inside: str) -> str:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    others = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    drawing = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    return f'{head}<w:{name} xmlns:w="{NAMESPACE}" xmlns:r="{_OFFICE}" {others} {drawing}>{inside}</w:{name}>'


def style(identity: str, name: str, *, base: str = "", paragraph: str = "", letters: str = "") -> str:
    """Return the XML of a paragraph style."""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    head = f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{based}'
    return f"{head}<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """Return a zip file of the entries."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def entries_of(data: bytes) -> dict[str, bytes]:
    """Return the entries of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the .docx with one entry changed (empty bytes are given where there was none)."""
    entries = entries_of(data)
    entries[name] = change(entries.get(name, b""))
    return zipped(entries)


def with_part(data: bytes, name: str, content: str, content_type: str, relation: str, source: str = BODY) -> bytes:
    """Return the .docx with one more part, which ``source`` ("" for the package) relates to by the id ``r<relation>``.

    ``relation`` is the last word of the relationship's type.
    """
    folder, entry = posixpath.split(source)
    rels = posixpath.join(folder, "_rels", f"{entry}.rels")
    target = posixpath.relpath(name, folder or ".")
    link = f'<Relationship Id="r{relation}" Type="{_OFFICE}/{relation}" Target="{target}"/></Relationships>'.encode()
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'.encode()
    empty = f'<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>'.encode()
    data = changed(data, name, lambda _: content.encode())
    data = changed(data, rels, lambda found: (found or empty).replace(b"</Relationships>", link))
    return changed(data, "[Content_Types].xml", lambda found: found.replace(b"</Types>", override))


def complaints(data: bytes) -> list[Diagnostic]:
    """Compile with the sample fields and return the complaints; with an error there is no template."""
    template, found = compile_template(data, FILE, TREE)
    assert (template is None) == any(item.is_error for item in found)
    return found


def compiled(data: bytes) -> WordTemplate:
    """Compile with the sample fields; fails the test on any complaint."""
    template, found = compile_template(data, FILE, TREE)
    assert found == []
    assert template is not None
    return template


def profile() -> LayoutProfile:
    """A profile that knows the ruled lines only: the long one as long as its text, the short one two fifths of it."""
    styles = tuple(
        ComponentStyle.model_construct(name=name, line=RuledLine.model_construct(ratio=_measure(ratio)))
        for name, ratio in {"VB Đường kẻ dài": 1.0, "VB Đường kẻ ngắn": 0.4}.items()
    )
    return LayoutProfile.model_construct(styles=styles)


def _measure(value: float) -> Measure:
    return Measure.model_construct(value=value)


def rendered(data: bytes, **changes: Any) -> bytes:
    """Compile and render with the sample fields, changed as given."""
    return compiled(data).render(sample(**changes), profile())


def lines(data: bytes) -> list[str]:
    """Return the text of the body's paragraphs, those in tables included, as python-docx reads them."""
    document = Document(io.BytesIO(data))
    found: list[str] = []
    for paragraph in document.element.body.iter(f"{W}p"):
        found.append("".join(_character(node) for node in paragraph.iter() if _near(node, paragraph)))
    return found


def _near(node: etree._Element, paragraph: etree._Element) -> bool:
    return next(node.iterancestors(f"{W}p"), None) is paragraph


def _character(node: etree._Element) -> str:
    if node.tag == f"{W}t":
        return node.text or ""
    return {f"{W}br": "\n", f"{W}tab": "\t"}.get(str(node.tag), "")


def text_of(element: etree._Element) -> str:
    """Return all the text inside an element, without the codes of fields."""
    codes = {f"{W}instrText"}
    return "".join(each.text or "" for each in element.iter(etree.Element) if each.tag not in codes)


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return a part of a finished .docx, parsed."""
    return etree.fromstring(entries_of(data)[name])
