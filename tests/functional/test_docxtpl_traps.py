"""Where docxtpl is wrong (D1-D23), ours gives the right paper, or complains at the tag's place; never silence."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docxtpl import DocxTemplate, InlineImage, RichText
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.composition.failure import MissingValue, TagFailure
from docgen.diagnostics import has_errors
from tests.support.ooxml import ooxml_findings, structure_findings
from tests.support.tag_fields import sample
from tests.support.word_building import (
    SECTION,
    W,
    changed,
    compiled,
    complaints,
    docx,
    entries_of,
    lines,
    p,
    part,
    profile,
    rendered,
    table,
    text_of,
    with_part,
)

HOSTILE = "A & B a<b </w:t> {{ 7*7 }} {_{ \\a"
_RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def test_d01_a_value_is_escaped_in_the_body_in_headers_and_in_notes() -> None:
    note = f'<w:footnote w:id="2">{p("{{ ten }}")}</w:footnote>'
    tag = p("«{{ ten }}»")
    finished = rendered(docx(tag, table([tag]), header=tag, footer=tag, footnotes=note), ten=HOSTILE)
    assert lines(finished) == [f"«{HOSTILE}»"] * 2
    for name in ("header1", "footer1", "footnotes"):
        assert HOSTILE in text_of(part(finished, f"word/{name}.xml"))


_INSIDE: dict[str, str] = {
    "proofing mark": '<w:proofErr w:type="spellStart"/>',
    "bookmark": '<w:bookmarkStart w:id="0" w:name="a"/><w:bookmarkEnd w:id="0"/>',
    "comment range": '<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/>',
}


@pytest.mark.parametrize("mark", list(_INSIDE))
def test_d02_a_tag_is_read_across_marks(mark: str) -> None:
    data = docx(f"<w:p>{_RUN.format('a {{ t')}{_INSIDE[mark]}{_RUN.format('en }} b')}</w:p>")
    assert lines(rendered(data)) == ["a Công ty A & B b"]


_TRACKED = 'w:id="1" w:author="a" w:date="2016-01-01T00:00:00Z"'
_AROUND = {
    "w:ins": (f"<w:ins {_TRACKED}>", "</w:ins>"),
    "w:moveTo": (f"<w:moveTo {_TRACKED}>", "</w:moveTo>"),
    "w:smartTag": ('<w:smartTag w:uri="a" w:element="b">', "</w:smartTag>"),
    "w:sdt": ('<w:sdt><w:sdtPr><w:id w:val="9"/></w:sdtPr><w:sdtContent>', "</w:sdtContent></w:sdt>"),
    "w:hyperlink": ('<w:hyperlink w:anchor="a">', "</w:hyperlink>"),
}


@pytest.mark.parametrize("around", _AROUND)
@pytest.mark.parametrize("begins_inside", [True, False])
def test_d02_a_tag_cut_by_a_tracked_change_link_or_control_is_read_across(around: str, begins_inside: bool) -> None:
    opening, closing = _AROUND[around]
    first, second = _RUN.format("a {{ t"), _RUN.format("en }} b")
    inside = (f"{opening}{first}{closing}", second) if begins_inside else (first, f"{opening}{second}{closing}")
    mark = '<w:bookmarkStart w:id="3" w:name="a"/><w:bookmarkEnd w:id="3"/>'
    finished = rendered(docx(f"<w:p>{mark}{''.join(inside)}</w:p>"))
    assert lines(finished) == ["a Công ty A & B b"]
    assert not ooxml_findings(finished)
    link = part(finished).find(f".//{W}hyperlink")
    if around == "w:hyperlink":
        assert link is not None
        assert text_of(link) == ("a Công ty A & B" if begins_inside else " b")


def test_d02_what_ends_a_tag_and_holds_nothing_else_goes_away() -> None:
    for opening, closing in _AROUND.values():
        finished = rendered(docx(f"<w:p>{_RUN.format('{{ t')}{opening}{_RUN.format('en }}')}{closing}</w:p>"))
        (paragraph,) = part(finished).iter(f"{W}p")
        assert {child.tag for child in paragraph} == {f"{W}r"}
        assert lines(finished) == ["Công ty A & B"]


def test_d02_words_struck_out_within_a_tag_do_not_count() -> None:
    struck = f"<w:del {_TRACKED}><w:r><w:delText>xyz</w:delText></w:r></w:del>"
    data = docx(f"<w:p>{_RUN.format('{{ t')}{struck}{_RUN.format('en }}')}</w:p>")
    assert lines(rendered(data)) == ["Công ty A & B"]


@pytest.mark.parametrize("around", ["w:ins", "w:moveTo", "w:smartTag"])
def test_d02_a_block_whose_tags_a_tracked_change_cuts_keeps_its_words(around: str) -> None:
    opening, closing = _AROUND[around]
    cut = f"{_RUN.format('{% if t')}{opening}{_RUN.format('en %}có{% end')}{closing}{_RUN.format('if %}.')}"
    finished = rendered(docx(f"<w:p>{cut}</w:p>"))
    assert lines(finished) == ["có."]
    assert not ooxml_findings(finished)


@pytest.mark.parametrize(("around", "words"), [("w:sdt", "content control"), ("w:hyperlink", "hyperlink")])
def test_d02_a_steering_tag_half_in_a_link_or_control_is_named_with_its_obstacle(around: str, words: str) -> None:
    opening, closing = _AROUND[around]
    cut = f"{_RUN.format('{% if t')}{opening}{_RUN.format('en %}')}{closing}{_RUN.format('có{% endif %}')}"
    found = complaints(docx(f"<w:p>{cut}</w:p>"))
    assert "the-bi-cat" in [item.rule.code for item in found]
    assert words in found[0].message
    assert found[0].span.place == "đoạn 1, thân văn bản"


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_d02_however_a_paragraph_is_cut_it_says_the_same(data: st.DataObject) -> None:
    text = data.draw(
        st.sampled_from(("a {{ ten }} b", "{% if ten %}x {{ ten }}{% endif %}", "{{ ten }}{{ ten|chu_hoa }}!"))
    )
    kinds = [*_AROUND] if "{%" not in text else ["w:ins", "w:moveTo", "w:smartTag"]
    cuts = sorted(data.draw(st.sets(st.integers(1, len(text) - 1), max_size=4)))
    pieces = [text[start:end] for start, end in zip((0, *cuts), (*cuts, len(text)), strict=True)]
    runs = []
    for piece in pieces:
        opening, closing = _AROUND.get(data.draw(st.sampled_from(["", *kinds])), ("", ""))
        runs.append(f"{opening}{_RUN.format(piece)}{closing}")
    whole, cut = rendered(docx(f"<w:p>{_RUN.format(text)}</w:p>")), rendered(docx(f"<w:p>{''.join(runs)}</w:p>"))
    assert lines(cut) == lines(whole)


def test_d03_properties_and_joined_texts_are_escaped_for_what_they_are() -> None:
    finished = rendered(docx(p('{{ tu | noi(" &amp; ") }}'), title="{{ ten }}"))
    assert lines(finished) == ["một & hai & ba"]
    assert text_of(part(finished, "docProps/core.xml")).startswith("Công ty A & B")


def test_d04_a_condition_may_compare_with_an_ampersand() -> None:
    data = docx(p('{% if ten == "R&amp;D" %}đúng{% else %}sai{% endif %}'))
    assert lines(rendered(data, ten="R&D")) == ["đúng"]


@pytest.mark.parametrize("text", ["{%p if co_bao_ve %}{%p if ten %}", "{%p if co_bao_ve %} chữ bên cạnh"])
def test_d05_what_stands_beside_a_paragraph_tag_is_never_lost(text: str) -> None:
    closing = [p("{%p endif %}")] * text.count("{%p")
    found = complaints(docx(p(text), p("x"), *closing))
    assert {(item.rule.code, item.span.place) for item in found} == {("the-dat-sai-cho", "đoạn 1, thân văn bản")}


@pytest.mark.parametrize("literal", ["50%", "}", "{a}", "a%}b", "%}"])
@pytest.mark.parametrize("level", ["p", "tr", "tc", "r", ""])
def test_d06_percent_signs_and_braces_may_stand_in_a_tag(level: str, literal: str) -> None:
    opening, closing = p(f'{{%{level} if ten == "{literal}" %}}'), p(f"{{%{level} endif %}}")
    data = {
        "p": docx(opening, p("có"), closing),
        "tr": docx(table([opening], [p("có")], [closing], [p("x")])),
        "tc": docx(table([opening, p("có"), closing, p("x")])),
    }.get(level, docx(p(f'{{%{level} if ten == "{literal}" %}}có{{%{level} endif %}}')))
    assert "có" in lines(rendered(data, ten=literal))
    assert "có" not in lines(rendered(data))


def test_d07_a_value_in_a_note_is_never_code() -> None:
    note = f'<w:footnote w:id="2">{p("{{ ten }}")}</w:footnote>'
    two = f"<w:p><w:pPr>{SECTION}</w:pPr></w:p>"
    finished = rendered(docx(two, p("x"), footnotes=note), ten="{{ 7*7 }}")
    assert text_of(part(finished, "word/footnotes.xml")) == "{{ 7*7 }}"


def test_d08_a_cell_emptied_by_a_condition_keeps_a_paragraph() -> None:
    data = docx(table([p("{%p if not co_bao_ve %}") + p("x") + p("{%p endif %}"), p("y")]))
    assert lines(rendered(data)) == ["", "y"]
    assert ooxml_findings(rendered(data)) == []


def test_d08_a_table_emptied_by_a_loop_goes_and_one_with_a_heading_stays() -> None:
    loop = [p("{%tr for x in tu %}")], [p("{{ x }}")], [p("{%tr endfor %}")]
    assert lines(rendered(docx(p("a"), table(*loop), p("b")), tu=[])) == ["a", "b"]
    assert lines(rendered(docx(p("a"), table([p("đầu")], *loop), p("b")), tu=[])) == ["a", "đầu", "b"]
    assert ooxml_findings(rendered(docx(p("a"), table(*loop), p("b")), tu=[])) == []


def test_d09_a_nested_table_leaves_the_outer_grid_as_it_is() -> None:
    inner = table([p("{{ x }}")] * 5, width=3000)
    data = docx(
        table([p("{%tr for x in tu %}"), p("")], [inner + p(""), p("a")], [p("{%tr endfor %}"), p("")], [p("b")] * 2)
    )
    finished = rendered(data)
    outer = part(finished).find(f".//{W}tbl")
    assert outer is not None
    assert [column.get(f"{W}w") for column in outer.findall(f"{W}tblGrid/{W}gridCol")] == ["4500", "4500"]
    assert all(
        len(found.findall(f"{W}tblGrid/{W}gridCol")) == 5 for found in outer.iter(f"{W}tbl") if found is not outer
    )
    assert ooxml_findings(finished) == []


def test_d09_columns_left_out_before_and_after_a_row_are_counted() -> None:
    row = '<w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr><w:tc><w:tcPr/>{}</w:tc></w:tr>'
    data = docx(table([p("a"), p("b"), p("{{ ten }}")]).replace("</w:tbl>", row.format(p("x")) + "</w:tbl>"))
    columns = part(rendered(data)).findall(f".//{W}gridCol")
    assert [column.get(f"{W}w") for column in columns] == ["3000"] * 3


def test_d09_a_missing_grid_is_made() -> None:
    loop = "<w:tr><w:tc>{}</w:tc></w:tr>"
    rows = "".join(loop.format(p(tag)) for tag in ("{%tr for x in tu %}", "{{ x }}", "{%tr endfor %}"))
    finished = rendered(docx(f"<w:tbl><w:tblPr/>{rows}</w:tbl>", p("")))
    assert len(part(finished).findall(f".//{W}gridCol")) == 1
    assert lines(finished) == ["một", "hai", "ba", ""]
    assert structure_findings(finished) == []


def test_d09_a_missing_grid_of_a_table_that_stays_raises_nothing() -> None:
    bare = f"<w:tbl><w:tblPr/><w:tr><w:tc>{p('{{ ten }}')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"
    assert lines(rendered(docx(bare, p("")))) == ["Công ty A & B", "b", ""]


@pytest.mark.parametrize(
    "lost", [' w:w="3000"', '<w:tcW w:w="3000" w:type="dxa"/>', '<w:tblW w:w="9000" w:type="dxa"/>']
)
def test_d09_a_missing_width_raises_nothing(lost: str) -> None:
    row = [p("{%tc for x in tu %}"), p("{{ x }}"), p("{%tc endfor %}")]
    finished = rendered(docx(table(row).replace(lost, ""), p("")))
    assert lines(finished) == ["một", "hai", "ba", ""]
    assert len(part(finished).findall(f".//{W}gridCol")) == 3
    assert structure_findings(finished) == []


def test_d09_cells_repeated_across_widen_their_own_table_only() -> None:
    data = docx(table([p("{%tc for x in tu %}"), p("{{ x }}"), p("{%tc endfor %}"), p("cuối")], width=8000))
    finished = rendered(data)
    widths = [int(column.get(f"{W}w", "0")) for column in part(finished).findall(f".//{W}gridCol")]
    assert len(widths) == 4
    assert sum(widths) == 8000
    assert ooxml_findings(finished) == []


def test_d10_a_section_break_is_never_copied_by_a_value() -> None:
    ending = f"<w:p><w:pPr>{SECTION}</w:pPr>{_RUN.format('{{ ten }}')}</w:p>"
    finished = rendered(docx(ending, p("x")), ten="một\nhai\tba")
    assert len(part(finished).findall(f".//{W}sectPr")) == 2
    assert lines(finished) == ["một\nhai\tba", "x"]


def test_d10_a_paragraph_mark_of_docxtpl_in_a_plain_value_is_refused_at_the_tag() -> None:
    with pytest.raises(TagFailure, match=r"U\+0007") as caught:
        rendered(docx(p("x"), p("{{ ten }}")), ten="một\ahai")
    assert caught.value.diagnostic.span.place == "đoạn 2, thân văn bản"


def test_d10_a_value_in_a_link_nests_no_paragraph() -> None:
    link = f'<w:hyperlink w:anchor="a">{_RUN.format("{{ ten }}")}</w:hyperlink>'
    finished = rendered(docx(f"<w:p>{link}</w:p>"), ten="một\nhai")
    assert not part(finished).findall(f".//{W}p//{W}p")
    assert lines(finished) == ["một\nhai"]


def _looped(inside: str) -> bytes:
    return docx(p("{%p for x in tu %}"), inside, p("{%p endfor %}"), p("hết"))


def test_d11_bookmarks_are_one_of_a_kind_after_a_loop() -> None:
    mark = '<w:bookmarkStart w:id="3" w:name="cho"/>{}<w:bookmarkEnd w:id="3"/>'
    finished = rendered(_looped(f"<w:p>{mark.format(_RUN.format('{{ x }}'))}</w:p>"))
    assert lines(finished) == ["một", "hai", "ba", "hết"]
    assert ooxml_findings(finished) == []


def test_d11_content_controls_have_ids_of_their_own_after_a_loop() -> None:
    inside = f"<w:sdtContent>{_RUN.format('{{ x }}')}</w:sdtContent>"
    finished = rendered(_looped(f'<w:p><w:sdt><w:sdtPr><w:id w:val="77"/></w:sdtPr>{inside}</w:sdt></w:p>'))
    ids = [element.get(f"{W}val") for element in part(finished).iter(f"{W}id")]
    assert len(ids) == len(set(ids))
    assert ooxml_findings(finished) == []


def test_d11_drawings_have_ids_of_their_own_in_all_parts_together() -> None:
    inline = '<wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="{}" name="a"/></wp:inline>'
    drawing = f"<w:r><w:drawing>{inline}</w:drawing></w:r>"
    loops = [_blocks_in_loop(p("{{ x }}", extra=drawing.format(number))) for number in (1, 2, 3)]
    note = f'<w:footnote w:id="2">{loops[2]}</w:footnote>'
    finished = rendered(docx(loops[0], header=loops[1], footnotes=note))
    name = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    parts = ("word/document.xml", "word/header1.xml", "word/footnotes.xml")
    ids = [each.get("id") for entry in parts for each in part(finished, entry).iter(name)]
    assert len(ids) == len(set(ids)) == 9


def _blocks_in_loop(inside: str) -> str:
    return p("{%p for x in tu %}") + inside + p("{%p endfor %}")


def test_d12_a_template_serves_again_and_again() -> None:
    template = compiled(docx(p("{{ ten }}"), header=p("{{ ten }}")))
    first = template.render(sample(ten="một"), profile())
    assert lines(template.render(sample(ten="hai"), profile())) == ["hai"]
    assert template.render(sample(ten="một"), profile()) == first


def test_d15_a_tag_typed_in_decomposed_letters_is_the_same_tag() -> None:
    assert lines(rendered(docx(p('{% if ten == "tên" %}có{% endif %}')), ten="tên")) == ["có"]


@pytest.mark.parametrize("dash", ["–", "—", "\u2011"])
def test_d15_a_dash_in_an_expression_is_asked_back(dash: str) -> None:
    found = complaints(docx(p("x"), p(f"{{{{ ten {dash} 1 }}}}")))
    assert found[0].rule.code == "gach-ngang-trong-the"
    assert {item.span.place for item in found} == {"đoạn 2, thân văn bản"}


def test_d15_a_hyphen_of_word_beside_a_tag_stays() -> None:
    data = docx("<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>{{ ten }}</w:t></w:r></w:p>")
    assert part(rendered(data)).find(f".//{W}noBreakHyphen") is not None


@pytest.mark.parametrize("text", ["mở {{ ten", "mở {#1", "mở {%5", "đóng }}", "{{ ten }", "{{{ ten }}}"])
def test_d16_an_unclosed_tag_is_complained_of_where_it_stands(text: str) -> None:
    found = complaints(docx(p("x"), p("{{ ten }}"), p(text), p("y")))
    assert {item.rule.code for item in found} == {"the-chua-dong"}
    assert {item.span.place for item in found} == {"đoạn 3, thân văn bản"}


def test_d17_every_mistake_comes_at_once_with_part_paragraph_and_text() -> None:
    data = docx(p("Kính gửi {{ khong_co }}"), p("{{ ten"), header=p("{{ cung_khong }}"))
    found = complaints(data)
    assert {(item.span.place, item.excerpt) for item in found} == {
        ("đoạn 1, thân văn bản", "Kính gửi {{ khong_co }}"),
        ("đoạn 2, thân văn bản", "{{ ten"),
        ("đoạn 1, phần đầu trang", "{{ cung_khong }}"),
    }


def test_d17_an_empty_value_names_its_tag_part_and_paragraph() -> None:
    with pytest.raises(MissingValue) as caught:
        rendered(docx(p("x"), p("Ghi chú: {{ ghi_chu }}")))
    assert caught.value.diagnostic.span.place == "đoạn 2, thân văn bản"
    assert caught.value.diagnostic.excerpt == "Ghi chú: {{ ghi_chu }}"


def test_d18_a_template_is_compiled_once_and_can_be_sent_away() -> None:
    template = compiled(docx(p("{{ ten }}")))
    away = pickle.loads(pickle.dumps(template))
    assert away.render(sample(), profile()) == template.render(sample(), profile())


def test_d19_the_same_fields_give_the_same_bytes() -> None:
    data = docx(p("{{ ten }}"), header=p("{{ ten }}"), title="{{ ten }}")
    assert rendered(data) == rendered(data)
    with zipfile.ZipFile(BytesIO(rendered(data))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


_SEEDED = """
import hashlib
from tests.functional.test_docxtpl_places import KINDS, everywhere
from tests.support.word_building import rendered
print([hashlib.sha256(rendered(everywhere(KINDS[kind]))).hexdigest() for kind in ("p for", "tc for", "vm")])
"""


def test_d19_another_process_gives_the_same_bytes(repository: Path) -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", _SEEDED],
            cwd=repository,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(repository)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1] != ""


@pytest.mark.parametrize(
    "expression",
    [
        "''.__class__",
        "ten.__class__.__mro__",
        "cycler.__init__.__globals__",
        "'A' * 10",
        "9 ** 9",
        "range(9)",
        "ten.upper()",
    ],
)
def test_d21_what_is_not_of_the_language_is_refused(expression: str) -> None:
    found = complaints(docx(p("x"), p(f"{{{{ {expression} }}}}")))
    assert has_errors(found)
    assert {item.span.place for item in found} == {"đoạn 2, thân văn bản"}


@pytest.mark.parametrize("bad", ["\x0b", "\x00", "\x1f", "\ufffe", "\ud800"])
def test_d23_a_control_character_is_refused_with_its_tag(bad: str) -> None:
    with pytest.raises(TagFailure) as caught:
        rendered(docx(p("x"), p("Tên: {{ ten }}")), ten=f"a{bad}b")
    assert caught.value.diagnostic.span.place == "đoạn 2, thân văn bản"
    assert "{{ ten }}" in caught.value.diagnostic.message


_CORE = "docProps/core.xml"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Ten"><vt:lpwstr>{{ ten }}</vt:lpwstr>'
    "</property></Properties>"
)


_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.parametrize("name", ["keywords", "category", "contentStatus"])
def test_d20_tags_in_every_property_are_filled(name: str) -> None:
    tag = f"<cp:{name}>{{{{ ten }}}}</cp:{name}></cp:coreProperties>".encode()
    data = changed(docx(p("x")), _CORE, lambda found: found.replace(b"</cp:coreProperties>", tag))
    assert "Công ty A & B" in text_of(part(rendered(data), _CORE))


def test_d20_custom_properties_are_filled() -> None:
    data = with_part(docx(p("x")), "docProps/custom.xml", _CUSTOM, _CUSTOM_TYPE, "custom-properties", "")
    assert text_of(part(rendered(data), "docProps/custom.xml")) == "Công ty A & B"


def test_d20_endnotes_are_filled() -> None:
    note = f'<w:endnote w:id="2">{p("Chú thích {{ ten }}")}</w:endnote>'
    xml = f'<w:endnotes xmlns:w="{W.strip("{}")}">{note}</w:endnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
    data = with_part(docx(p("x")), "word/endnotes.xml", xml, kind, "endnotes")
    assert text_of(part(rendered(data), "word/endnotes.xml")) == "Chú thích Công ty A & B"


@pytest.mark.parametrize("target", ["https://example.org/{{ loai }}", "https://example.org/%7B%7B%20loai%20%7D%7D"])
def test_d20_the_target_of_a_link_is_filled_also_beside_what_an_object_adds(target: str) -> None:
    link = f'<Relationship Id="rL" Type="{_RELATIONS}/hyperlink" Target="{target}" TargetMode="External"/>'
    body = f'<w:p><w:hyperlink r:id="rL">{_RUN.format("x")}</w:hyperlink></w:p>'
    name = "word/_rels/document.xml.rels"
    data = changed(
        docx(body, p("{{ ten }}")),
        name,
        lambda found: found.replace(b"</Relationships>", link.encode() + b"</Relationships>"),
    )
    for value in ("x", RichText("y", url_id="https://example.com/")):
        assert b'"https://example.org/KCN"' in entries_of(rendered(data, ten=value))[name]


def test_d20_the_description_of_a_picture_is_filled() -> None:
    inline = '<wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="7" name="a" descr="Ảnh {{ ten }}"/></wp:inline>'
    data = docx(f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>")
    assert 'descr="Ảnh Công ty A &amp; B"'.encode() in entries_of(rendered(data))["word/document.xml"]


@pytest.mark.parametrize("title", ["{{ ten }}"])
def test_d14_an_object_in_a_property_is_refused(title: str) -> None:
    with pytest.raises(TagFailure):
        rendered(docx(p("x"), title=title), ten=RichText("x"))


def test_d22_a_picture_that_cannot_be_read_is_reported_at_its_tag() -> None:
    with pytest.raises(TagFailure, match="ảnh hỏng") as caught:
        rendered(docx(p("x"), p("{{ ten }}")), ten=InlineImage(None, BytesIO(b"\x89PNG\r\n\x1a\n")))
    assert caught.value.diagnostic.span.place == "đoạn 2, thân văn bản"


def test_d12_a_sub_document_serves_a_second_render() -> None:
    data = docx(p("{{p ten }}"))
    sub_document = DocxTemplate(BytesIO(data)).new_subdoc()
    sub_document.add_paragraph("bên trong")
    template = compiled(data)
    first = template.render(sample(ten=sub_document), profile())
    assert template.render(sample(ten=sub_document), profile()) == first
    assert lines(first) == ["bên trong"]
    assert ooxml_findings(first) == []


@pytest.mark.parametrize("tag", ["{{ ten }}", "{{r ten }}"])
def test_d13_rich_text_and_plain_values_are_printed_with_and_without_r(tag: str) -> None:
    for value in ("chữ", RichText("chữ", bold=True)):
        finished = rendered(docx(p(f"a {tag} b")), ten=value)
        assert lines(finished) == ["a chữ b"]
        assert ooxml_findings(finished) == []


def test_d14_properties_of_runs_and_cells_come_in_the_order_of_the_schema() -> None:
    rich = RichText("x", bold=True, italic=True, font="Arial", size=20, color="00FF00", highlight="FFFF00", strike=True)
    cell = '<w:tc><w:tcPr><w:tcW w:w="9000" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{}</w:tc>'
    tags = p("{% cellbg loai %}{% colspan so_nguoi %}{{r ten }}")
    grid = '<w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>'
    data = docx(f"<w:tbl>{grid}<w:tr>{cell.format(tags)}</w:tr></w:tbl>", p(""))
    assert ooxml_findings(rendered(data, ten=rich, loai="FFCC00", so_nguoi=2)) == []


def test_every_row_of_the_table_has_a_test(repository: Path) -> None:
    files = (repository / "tests" / "functional").glob("test_docxtpl_*.py")
    names = re.findall(
        r"def test_(d[0-9]{2}(?:_and_d[0-9]{2})*)_", "\n".join(file.read_text("utf-8") for file in files)
    )
    rows = {int(row.removeprefix("d")) for name in names for row in name.split("_and_")}
    assert rows == set(range(1, 24))
