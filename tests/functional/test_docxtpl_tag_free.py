"""A Word file without tags, whoever made it, goes through unchanged: every part says what it said."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.shared import Mm
from lxml import etree
from PIL import Image

from docgen.composition.field_tree import FieldKind, FieldTree
from docgen.layout import LayoutProfile
from docgen.word import compile_template
from tests.support.shipped import shipped_papers
from tests.support.word_building import FILE, changed, docx, entries_of, p, table

_MADE_BY_LIBREOFFICE = sorted((Path(__file__).parent / "tag_free").glob("*.docx"))


def _saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def _plain() -> bytes:
    return _saved(Document())


def _rich() -> bytes:
    document = Document()
    document.core_properties.title = "Văn bản thử & <xong>"
    document.add_heading("Tiêu đề", 1)
    document.add_paragraph("một", style="List Number")
    document.add_paragraph("hai", style="List Bullet")
    paragraph = document.add_paragraph("đoạn ")
    paragraph.add_run("đậm").bold = True
    paragraph.add_run("\tsau thẻ\nxuống dòng")
    grid = document.add_table(3, 3, style="Table Grid")
    grid.cell(0, 0).merge(grid.cell(1, 1)).text = "gộp"
    grid.cell(2, 2).add_table(1, 2).cell(0, 1).text = "trong"
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    document.add_picture(picture, Mm(10))
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = "đầu trang"
    section.footer.paragraphs[0].text = "chân trang"
    document.add_comment(document.paragraphs[0].runs, "lời bàn", "người bàn")
    return _saved(document)


def _odd() -> bytes:
    """Bookmarks with large numbers, drawings and controls with ids, odd grids, texts of braces and signs."""
    mark = '<w:bookmarkStart w:id="907" w:name="_Toc1"/>{}<w:bookmarkEnd w:id="907"/>'
    inline = '<wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="77" name="a"/></wp:inline>'
    drawing = f"<w:r><w:drawing>{inline}</w:drawing></w:r>"
    control = (
        '<w:sdt><w:sdtPr><w:id w:val="-5"/></w:sdtPr><w:sdtContent><w:r><w:t>khung</w:t></w:r></w:sdtContent></w:sdt>'
    )
    return docx(
        f"<w:p>{mark.format('<w:r><w:t>mốc</w:t></w:r>')}{drawing}{control}</w:p>",
        '<w:p><w:r/><w:r><w:t></w:t></w:r><w:r><w:t xml:space="preserve"> { 50% } # </w:t></w:r></w:p>',
        table([p("a"), p("b")], [p("c")]),
        "<w:p><w:r><w:t>dấu &amp; &lt; &gt; \" ' \u00a0 \u2011</w:t></w:r></w:p>",
    )


def _by_libreoffice(path: Path) -> bytes:
    """A file of LibreOffice; one of our papers has its house styles renamed, since those are typeset anew."""
    return changed(path.read_bytes(), "word/styles.xml", lambda data: data.replace(b'"VB ', b'"Nha '))


def _ours(name: str) -> bytes:
    types = ("ke_hoach_lien_tich", "danh_sach_khen_thuong", "noi_quy")
    papers = {paper.name: paper for type_id in types for paper in shipped_papers(type_id)}
    data = next(paper.data for full, paper in papers.items() if full.endswith(f"/{name}"))
    return changed(data, "word/styles.xml", lambda data: data.replace(b'"VB ', b'"Nha '))


def _canonical(name: str, data: bytes) -> bytes:
    if not name.endswith((".xml", ".rels")):
        return data
    return etree.tostring(etree.fromstring(data), method="c14n2")


_MAKERS: dict[str, Callable[[], bytes]] = {
    "python-docx, plain": _plain,
    "python-docx, rich": _rich,
    "by hand": _odd,
    **{path.stem: partial(_by_libreoffice, path) for path in _MADE_BY_LIBREOFFICE},
    **{f"ours, {name}": partial(_ours, name) for name in ("khlt_2016", "2016", "ax001")},
}


@pytest.mark.parametrize("maker", list(_MAKERS))
def test_a_file_without_tags_goes_through_unchanged(maker: str) -> None:
    data = _MAKERS[maker]()
    template, found = compile_template(data, FILE, FieldTree(FieldKind.RECORD))
    assert found == []
    assert template is not None
    before, after = entries_of(data), entries_of(template.render({}, LayoutProfile.model_construct(styles=())))
    assert list(after) == list(before)
    for name, content in before.items():
        assert _canonical(name, after[name]) == _canonical(name, content), name


def test_files_of_libreoffice_are_tried() -> None:
    assert len(_MADE_BY_LIBREOFFICE) == 3
