"""docxtpl's joining signs, cell tags and own objects: as docxtpl fills them where it is right, else whole."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph
from hypothesis import given, settings
from PIL import Image

from docgen.composition.failure import TagFailure
from tests.support.docxtpl_peer import docxtpl_renders, seen
from tests.support.ooxml import ooxml_findings, structure_findings
from tests.support.tag_fields import sample
from tests.support.tagged_documents import fields, listings, rich_texts, templates
from tests.support.word_building import (
    SECTION,
    W,
    compiled,
    complaints,
    docx,
    entries_of,
    lines,
    p,
    part,
    profile,
    rendered,
    style,
    table,
)

_BY_HAND: dict[str, bytes] = {
    "a statement tag joins the next paragraph": docx(p("a {% if co_bao_ve -%}"), p("b"), p("{%- endif %}"), p("c")),
    "a statement tag joins the paragraph before": docx(p("a"), p("{%- if co_bao_ve %} b{% endif %}"), p("c")),
    "joining in a loop": docx(p("Gồm: {% for x in tu -%}"), p("{{ x }}, "), p("{%- endfor %}"), p("hết")),
    "colspan": docx(table([p("{% colspan so_nguoi %}{{ ten }}"), p("x")], [p("a"), p("b")])),
    "cellbg": docx(table([p("{% cellbg loai %}{{ ten }}"), p("x")])),
    "vm": docx(
        table(
            [p("đầu"), p("đầu")],
            [p("{%tr for c in chot %}"), p("")],
            [p("{% vm %}{{ ten }}"), p("{{ c.ten }}")],
            [p("{%tr endfor %}"), p("")],
        )
    ),
    "hm": docx(
        table(
            [p("a"), p("{%tc for x in tu %}"), p("{% hm %}Chung"), p("{%tc endfor %}")],
            [p("b"), p("{%tc for x in tu %}"), p("{{ x }}"), p("{%tc endfor %}")],
        )
    ),
}
_SPECIAL: dict[str, dict[str, Any]] = {"colspan": {"so_nguoi": 2}, "cellbg": {"loai": "FFCC00"}}


@pytest.mark.parametrize("name", list(_BY_HAND))
def test_joining_signs_and_cell_tags_read_as_docxtpl_fills_them(name: str) -> None:
    values = sample(**_SPECIAL.get(name, {}))
    ours = compiled(_BY_HAND[name]).render(values, profile())
    assert seen(ours) == seen(docxtpl_renders(_BY_HAND[name], values))
    assert structure_findings(ours) == []


@pytest.mark.parametrize("name", list(_BY_HAND))
def test_joining_signs_and_cell_tags_leave_a_file_that_word_opens(name: str) -> None:
    assert ooxml_findings(compiled(_BY_HAND[name]).render(sample(**_SPECIAL.get(name, {})), profile())) == []


def test_d13_a_plain_value_in_an_r_tag_is_printed() -> None:
    finished = rendered(docx(p("a {{r ten }} b")))
    assert lines(finished) == ["a Công ty A & B b"]
    assert ooxml_findings(finished) == []


@given(templates(rich=True), fields, rich_texts(), listings)
@settings(deadline=None, max_examples=60)
def test_random_rich_texts_and_listings_read_as_docxtpl_fills_them(
    data: bytes, plain: dict[str, Any], rich: RichText, listing: Listing
) -> None:
    values = {**plain, "ten": rich, "loai": listing}
    ours = compiled(data).render(values, profile())
    assert seen(ours) == seen(docxtpl_renders(data, values))
    assert structure_findings(ours) == []


def _rich() -> RichText:
    rich = RichText("đậm & <nghiêng>", bold=True, italic=True)
    rich.add(" màu", color="#FF0000", size=30, font="Arial", strike=True, underline="double", style="Nhan")
    rich.add("2", superscript=True, highlight="ffff00", lang="vi-VN", rtl=True)
    rich.add("\nxuống\tthụt")
    return rich


def test_rich_text_reads_as_docxtpl_writes_it() -> None:
    data = docx(
        p("a {{r ten }} b"), header=p("{{r ten }}"), styles=style("Nhan", "Nhãn").replace("paragraph", "character", 1)
    )
    values = sample(ten=_rich())
    assert _shown(compiled(data).render(values, profile())) == _shown(docxtpl_renders(data, values))


def _shown(data: bytes) -> Any:
    """What is seen, without the pattern of shadings, which docxtpl leaves out though the schema demands it."""
    return {name: str(blocks).replace(" val=clear", "") for name, blocks in seen(data).items()}


def test_rich_text_has_the_order_of_the_schema() -> None:
    finished = rendered(docx(p("a {{r ten }} b"), header=p("{{r ten }}")), ten=_rich())
    assert ooxml_findings(finished) == []


def test_rich_text_without_r_works_too_and_keeps_what_is_beside_it() -> None:
    run = '<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">trước {{ ten }}{{ ten }} sau</w:t></w:r>'
    finished = rendered(docx(f"<w:p>{run}</w:p>"), ten=RichText("giữa", bold=True))
    assert seen(finished)["word/document.xml"] == [("", [("i", "trước "), ("b", "giữagiữa"), ("i", " sau")])]
    assert ooxml_findings(finished) == []


def test_rich_text_may_begin_paragraphs_and_link_to_addresses() -> None:
    rich = RichText("một\ahai\fba ")
    rich.add("đường dẫn", url_id="https://example.org/?a=1&b=2")
    finished = rendered(docx(p("x {{r ten }} y", style="Than"), styles=style("Than", "Thân")), ten=rich)
    assert lines(finished) == ["x một", "hai", "\n", "ba đường dẫn y"]
    assert [paragraph[0] for paragraph in seen(finished)["word/document.xml"]] == ["Than", "Than", "", "Than"]
    assert b"https://example.org/?a=1&amp;b=2" in entries_of(finished)["word/_rels/document.xml.rels"]
    assert ooxml_findings(finished) == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (RichText("x", url_id="rId7"), "địa chỉ web"),
        (RichText("x", url_id="file:///etc/passwd"), "địa chỉ web"),
        (RichText("x\x0b"), r"U\+000B"),
        (RichText("x", style='a"/><w:b'), "định dạng"),
        (Listing("x\x00"), r"U\+0000"),
        (RichTextParagraph("x"), "cả đoạn"),
        (InlineImage(None, "/etc/passwd"), "đường dẫn"),
        (InlineImage(None, io.BytesIO(b"not a picture")), "ảnh hỏng"),
    ],
)
def test_an_object_that_does_not_go_there_is_refused_at_its_tag(value: Any, words: str) -> None:
    with pytest.raises(TagFailure, match=words) as caught:
        rendered(docx(p("x"), p("a {{ ten }}")), ten=value)
    assert caught.value.diagnostic.span.place == "đoạn 2, thân văn bản"


def test_paragraphs_and_links_do_not_go_into_a_link() -> None:
    link = '<w:p><w:hyperlink w:anchor="a"><w:r><w:t>{{ ten }}</w:t></w:r></w:hyperlink></w:p>'
    assert lines(rendered(docx(link), ten=RichText("đậm", bold=True))) == ["đậm"]
    for value in (Listing("một\ahai"), RichText("x", url_id="https://example.org")):
        with pytest.raises(TagFailure, match="liên kết"):
            rendered(docx(link), ten=value)


def test_a_listing_reads_as_docxtpl_writes_it() -> None:
    data = docx(p("a {{ ten }} b", style="Than"), table([p("{{ ten }}")]), styles=style("Than", "Thân"))
    values = sample(ten=Listing("một & <1>\nhai\tba\abốn\fnăm"))
    ours = compiled(data).render(values, profile())
    assert seen(ours) == seen(docxtpl_renders(data, values))
    assert ooxml_findings(ours) == []


def test_a_listing_never_copies_a_section_break() -> None:
    ending = f"<w:p><w:pPr>{SECTION}</w:pPr><w:r><w:t>{{{{ ten }}}}</w:t></w:r></w:p>"
    finished = rendered(docx(ending, p("x")), ten=Listing("một\ahai"))
    assert len(part(finished).findall(f".//{W}sectPr")) == 2
    assert part(finished).findall(f".//{W}p")[1].find(f".//{W}sectPr") is not None


def test_rich_paragraphs_take_the_place_of_their_tag() -> None:
    rich = RichTextParagraph(RichText("một", bold=True), parastyle="Than")
    rich.add("hai\aba")
    data = docx(p("x"), p("{{p ten }}"), p("y"), table([p("{{p ten }}")]), styles=style("Than", "Thân"))
    finished = rendered(data, ten=rich)
    assert lines(finished) == ["x", "một", "hai", "ba", "y", "một", "hai", "ba"]
    assert seen(finished)["word/document.xml"][1] == ("Than", [("b", "một")])
    assert ooxml_findings(finished) == []


def test_a_plain_value_in_a_p_tag_is_printed_in_its_paragraph() -> None:
    assert seen(rendered(docx(p("{{p ten }}", style="Than"))))["word/document.xml"] == [
        ("Than", [("", "Công ty A & B")])
    ]


def _picture(colour: str = "red", kind: str = "PNG") -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(stream, kind)
    return stream


def test_a_picture_reads_as_docxtpl_places_it() -> None:
    data = docx(p("a {{ ten }} b"), header=p("{{ ten }}"))
    template = DocxTemplate(io.BytesIO(data))
    values = sample(ten=InlineImage(template, _picture(), width=Mm(30)))
    ours = compiled(data).render(values, profile())
    assert seen(ours) == seen(docxtpl_renders(data, values, template))
    assert ooxml_findings(ours) == []


def test_pictures_in_a_loop_have_ids_of_their_own_and_share_their_bytes() -> None:
    pictures = [
        InlineImage(None, _picture()),
        InlineImage(None, _picture("blue", "JPEG"), height=Mm(9)),
        InlineImage(None, _picture()),
    ]
    data = docx(p("{%p for x in tu %}"), p("{{ x }}"), p("{%p endfor %}"))
    finished = rendered(data, tu=pictures)
    assert sorted(name for name in entries_of(finished) if "media" in name) == [
        "word/media/docgen.jpg",
        "word/media/docgen.png",
    ]
    assert ooxml_findings(finished) == []
    assert finished == rendered(data, tu=pictures)


def test_a_picture_may_link_to_an_address() -> None:
    finished = rendered(docx(p("{{ ten }}")), ten=InlineImage(None, _picture(), anchor="https://example.org/"))
    assert b"https://example.org/" in entries_of(finished)["word/_rels/document.xml.rels"]
    assert ooxml_findings(finished) == []


def _sub_document(template: DocxTemplate) -> Any:
    """A document with a heading, two lists, a table, a picture and a link, of styles that the template lacks."""
    source = Document()
    source.add_heading("Tiêu đề con", 1)
    source.add_paragraph("một", style="List Number")
    source.add_paragraph("hai", style="List Number")
    source.add_paragraph("gạch", style="List Bullet")
    source.add_table(1, 2, style="Table Grid").cell(0, 0).text = "ô & ô"
    source.add_picture(_picture(), Mm(10))
    source.add_table(1, 1).cell(0, 0).text = "cuối"
    stream = io.BytesIO()
    source.save(stream)
    return template.new_subdoc(stream)


def test_a_sub_document_reads_as_docxtpl_inserts_it() -> None:
    main = Document()
    main.add_paragraph("trước")
    main.add_paragraph("{{p ten }}")
    main.add_paragraph("sau")
    stream = io.BytesIO()
    main.save(stream)
    data = stream.getvalue()
    template = DocxTemplate(io.BytesIO(data))
    values = sample(ten=_sub_document(template))
    ours = compiled(data).render(values, profile())
    assert seen(ours) == seen(docxtpl_renders(data, values, template))
    assert ooxml_findings(ours) == []


def test_a_sub_document_brings_styles_lists_and_pictures_and_serves_again() -> None:
    data = docx(p("{%p for x in tu %}"), p("{{p x }}"), p("{%p endfor %}"), table([p("{{p ten }}")]))
    sub_document = _sub_document(DocxTemplate(io.BytesIO(data)))
    values = sample(tu=[sub_document, sub_document], ten=sub_document)
    first = compiled(data).render(values, profile())
    assert lines(first).count("Tiêu đề con") == 3
    assert ooxml_findings(first) == []
    assert compiled(data).render(values, profile()) == first
    lists = part(first, "word/numbering.xml").findall(f"{W}num")
    assert len({each.get(f"{W}numId") for each in lists}) == len(lists)
    used = {each.get(f"{W}styleId") for each in part(first, "word/styles.xml").iter(f"{W}style")}
    assert {"Heading1", "ListNumber", "ListBullet", "TableGrid"} <= used
    assert len([name for name in entries_of(first) if "media" in name]) == 1


def test_a_sub_document_with_notes_is_refused_at_its_tag() -> None:
    template = DocxTemplate(io.BytesIO(docx(p("x"))))
    sub_document = template.new_subdoc()
    run = sub_document.add_paragraph("có chú thích").add_run()._r
    run.append(run.makeelement(f"{W}footnoteReference", {f"{W}id": "2"}))
    with pytest.raises(TagFailure, match="chú thích chân trang") as caught:
        rendered(docx(p("x"), p("{{p ten }}")), ten=sub_document)
    assert caught.value.diagnostic.span.place == "đoạn 2, thân văn bản"


def test_a_sub_document_whose_section_has_a_header_of_its_own_is_refused_at_its_tag() -> None:
    template = DocxTemplate(io.BytesIO(docx(p("x"))))
    sub_document = template.new_subdoc()
    sub_document.add_paragraph("phần một")
    sub_document.subdocx.sections[0].header.paragraphs[0].text = "đầu trang"
    sub_document.subdocx.add_section()
    sub_document.add_paragraph("phần hai")
    with pytest.raises(TagFailure, match="đầu trang riêng") as caught:
        rendered(docx(p("x"), p("{{p ten }}")), ten=sub_document)
    assert caught.value.diagnostic.span.place == "đoạn 2, thân văn bản"


def test_a_value_tag_with_p_must_stand_alone() -> None:
    assert [item.rule.code for item in complaints(docx(p("a {{p ten }}")))] == ["the-dat-sai-cho"]


@pytest.mark.parametrize("word", ["tr", "tc"])
def test_values_at_the_level_of_rows_and_cells_are_refused(word: str) -> None:
    assert [item.rule.code for item in complaints(docx(table([p(f"{{{{{word} ten }}}}")])))] == ["the-khong-duoc-dung"]


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ([p("{% colspan so_nguoi %}")], "chỉ dùng trong ô"),
        ([table([p("{% colspan so_nguoi %}{% colspan so_nguoi %}")])], "đã có một thẻ khác"),
        ([table([p("{% vm %}x")])], "không nằm trong vòng lặp"),
        (
            [table([p("{%tr for x in tu %}")], [p("{% hm %}{{ x }}")], [p("{%tr endfor %}")])],
            "không nằm trong vòng lặp",
        ),
        ([table([p("{%tc for x in tu %}"), p("{% vm %}{{ x }}"), p("{%tc endfor %}")])], "không nằm trong vòng lặp"),
        ([table([p('{% if ten %}{% cellbg "FFF2CC" %}{% endif %}x')])], "không theo khối «{% if ten %}»"),
        ([table([p("{%p for x in tu %}") + p("{% colspan 2 %}{{ x }}") + p("{%p endfor %}")])], "không theo khối"),
        ([p("a {% if ten -%} b{% endif %}")], "không đứng ở cuối đoạn"),
        ([p("{% if ten -%}"), table([p("x")]), p("{% endif %}")], "không có đoạn văn nào"),
        ([p("{%p if ten -%}"), p("x"), p("{%p endif %}")], "bỏ cả đoạn"),
        ([p("{{- ten }}")], "sát dấu ngoặc"),
    ],
)
def test_tags_of_cells_and_joining_signs_out_of_place_are_complained_of(blocks: list[str], words: str) -> None:
    found = complaints(docx(*blocks))
    assert words in "\n".join(item.message for item in found)
    assert all(item.span.place.startswith("đoạn ") for item in found)


@pytest.mark.parametrize(("field", "bad"), [("so_nguoi", 0), ("so_nguoi", 64), ("loai", "đỏ"), ("loai", 'FF"/>')])
def test_a_span_or_colour_that_no_cell_can_have_is_refused_at_its_tag(field: str, bad: Any) -> None:
    tag = {"so_nguoi": "colspan so_nguoi", "loai": "cellbg loai"}[field]
    with pytest.raises(TagFailure) as caught:
        rendered(docx(table([p(f"{{% {tag} %}}x"), p("y")])), **{field: bad})
    assert caught.value.diagnostic.span.place == "đoạn 1, thân văn bản"


def test_joined_paragraphs_keep_the_places_of_their_mistakes() -> None:
    found = complaints(docx(p("a {% if ten -%}"), p("{{ khong_co }}"), p("{%- endif %}"), p("{{ cung_khong }}")))
    assert [item.span.place for item in found] == ["đoạn 2, thân văn bản", "đoạn 4, thân văn bản"]
