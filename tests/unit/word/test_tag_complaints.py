"""Every mistake about where a tag stands in a Word file, with its place, all at once."""

from __future__ import annotations

import pytest

from tests.support.word_building import complaints, docx, p, table

_RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
_AUTHOR = 'w:id="1" w:author="a" w:date="2016-01-01T00:00:00Z"'


def _across(opening: str, closing: str) -> str:
    return f"<w:p>{_RUN.format('{{ t')}{opening}{_RUN.format('en }}')}{closing}</w:p>"


@pytest.mark.parametrize(
    ("blocks", "code", "words"),
    [
        ([p("{{ tenn }}")], "truong-khong-co", "«ten»"),
        ([p("{{ ten")], "the-chua-dong", "cùng đoạn"),
        ([p("{{ ten"), p("}}")], "the-chua-dong", "không có dấu mở"),
        ([p("{% if ten %}"), p("{% endif %}")], "the-dat-sai-cho", "{%p … %}"),
        ([p("{%p if ten %}"), p("x")], "khoi-khong-khop", "endif"),
        ([p("{%p if ten %}"), p("{% endif %}")], "the-dat-sai-cho", "không cùng kiểu"),
        ([p("{%p if ten %}{%p endif %}")], "the-dat-sai-cho", "hai thẻ cùng bỏ một đoạn"),
        ([p("a {%p if ten %}"), p("{%p endif %}")], "the-dat-sai-cho", "một mình trong đoạn; ở đó còn «a»"),
        ([p("{%p if ten %}", extra="<w:r><w:drawing/></w:r>"), p("{%p endif %}")], "the-dat-sai-cho", "hình"),
        ([p("{%tr if ten %}"), p("{%tr endif %}")], "the-dat-sai-cho", "chỉ dùng trong bảng"),
        ([table([p("{%tr for x in tu %}"), p("chữ")], [p("{%tr endfor %}"), p("")])], "the-dat-sai-cho", "hàng của"),
        ([table([p("{%tr if ten %}"), p("{%tr endif %}")])], "the-dat-sai-cho", "hai thẻ cùng bỏ một hàng"),
        ([table([p("{%tr if ten %}")]), table([p("{%tr endif %}")])], "the-dat-sai-cho", "cùng một bảng"),
        ([table([p("{%tc if ten %}")], [p("{%tc endif %}")])], "the-dat-sai-cho", "cùng một hàng"),
        ([table([p("{%p if ten %}"), p("{%p endif %}")])], "the-dat-sai-cho", "cùng ô"),
        ([p("{%p if ten %}", extra="").replace("<w:p>", "<w:p><w:pPr><w:sectPr/></w:pPr>"), p("{%p endif %}")],
         "the-dat-sai-cho", "ngắt phần"),
        ([_across('<w:fldSimple w:instr="PAGE">', "</w:fldSimple>")], "the-bi-cat", "trường"),
        ([f"<w:p>{_RUN.format('{{ t')}<w:r><w:drawing/></w:r>{_RUN.format('en }}')}</w:p>"], "the-bi-cat", "hình"),
        ([f"<w:p><w:del {_AUTHOR}><w:r><w:delText>{{{{ ten }}}}</w:delText></w:r></w:del></w:p>"],
         "the-dat-sai-cho", "chữ đã xóa"),
        (['<w:p><w:r><w:instrText>SET a "{{ ten }}"</w:instrText></w:r></w:p>'], "the-dat-sai-cho", "mã trường"),
        (['<w:p><w:hyperlink w:tooltip="{{ ten }}"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'],
         "the-dat-sai-cho", "mô tả hình"),
        ([p('{{ dan("khong_co") }}'), p('{{ dieu("khong_con") }}')], "dan-chieu-sai", "«khong_con»"),
        ([p('{{ dan("khong_co") }}')], "dan-chieu-sai", "dieu(\"khong_co\")"),
        ([p("{{ dieu(tenn) }}")], "truong-khong-co", "«ten»"),
        ([p('{{ khoan("Ra vào") }}')], "ten-dieu-khoan-sai", "«ra_vao»"),
        ([p('{{ dieu("a") }}'), p('{{ khoan("a") }}')], "ten-dieu-khoan-trung", "else"),
        ([p('{{ dan("a", lai="b") }}'), p('{{ dieu("a") }}')], "the-khong-duoc-dung", ""),
        ([p("{{ dan() }}")], "the-khong-duoc-dung", ""),
        ([p("{{ chuong() | chu_hoa }}")], "the-khong-duoc-dung", "lời gọi"),
        ([p("{{ ten – 1 }}")], "gach-ngang-trong-the", "«–»"),
        (["<w:p><w:r><w:t>{{ ten</w:t><w:noBreakHyphen/><w:t>a }}</w:t></w:r></w:p>"], "gach-ngang-trong-the", "«‑»"),
    ],
)  # fmt: skip
def test_a_misplaced_tag_is_named_with_what_to_do(blocks: list[str], code: str, words: str) -> None:
    found = complaints(docx(*blocks))
    assert code in {item.rule.code for item in found}
    assert words in "\n".join(line for item in found for line in (item.message, *item.hints))
    assert all(item.span.place for item in found)


def test_numbers_are_given_in_the_body_only() -> None:
    found = complaints(docx(p("x"), header=p("{{ dieu() }}")))
    assert [(item.rule.code, item.span.place) for item in found] == [("the-dat-sai-cho", "đoạn 1, phần đầu trang")]


def test_numbers_are_not_given_in_text_boxes() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('{{ khoan() }}')}</w:txbxContent></w:pict></w:r>"
    assert [item.rule.code for item in complaints(docx(p("x", extra=box)))] == ["the-dat-sai-cho"]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("{{ tenn }}", "truong-khong-co"),
        ("{%p if ten %}{%p endif %}", "the-dat-sai-cho"),
        ("{% if ten %}", "khoi-khong-khop"),
        ("{{ dieu() }}", "the-khong-duoc-dung"),
        ("{# x #}", "the-dat-sai-cho"),
        ("{{ ten", "the-chua-dong"),
    ],
)
def test_mistakes_in_properties_name_the_property(title: str, code: str) -> None:
    found = complaints(docx(p("x"), title=title))
    assert code in {item.rule.code for item in found}
    assert {item.span.place for item in found} == {"thuộc tính Tiêu đề"}


def test_all_mistakes_of_all_parts_come_at_once_in_reading_order() -> None:
    data = docx(p("{{ a1 }}"), table([p("{{ b2 ")]), p("{%p if ten %}"), header=p("{{ c3 }}"), title="{{ d4 }}")
    found = complaints(data)
    assert [(item.rule.code, item.span.place) for item in found] == [
        ("the-chua-dong", "đoạn 2, thân văn bản"),
        ("khoi-khong-khop", "đoạn 3, thân văn bản"),
        ("truong-khong-co", "đoạn 1, thân văn bản"),
        ("truong-khong-co", "đoạn 1, phần đầu trang"),
        ("truong-khong-co", "thuộc tính Tiêu đề"),
    ]


def test_the_excerpt_is_the_text_of_the_paragraph() -> None:
    (found,) = complaints(docx(p("Kính gửi ", "{{ te", "nn }} cùng toàn thể")))
    assert found.excerpt == "Kính gửi {{ tenn }} cùng toàn thể"


def test_paragraphs_of_text_boxes_are_read_apart_from_the_one_around_them() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('{{ tenn }}')}</w:txbxContent></w:pict></w:r>"
    (found,) = complaints(docx(p("{{ ten }}", extra=box)))
    assert (found.span.place, found.excerpt) == ("đoạn 2, thân văn bản", "{{ tenn }}")


@pytest.mark.parametrize("flood", ["{" * 60_000, "}" * 60_000, "{{ a" * 15_000])
def test_a_flood_of_braces_is_answered(flood: str) -> None:
    assert {item.rule.code for item in complaints(docx(p(flood)))} == {"the-chua-dong"}


_WITHIN = {
    "<w:drawing/>": ("hình ảnh", "Cắt hình ra"),
    "<w:pict/>": ("hình ảnh", "Cắt hình ra"),
    '<w:fldChar w:fldCharType="begin"/>': ("trường (field)", "chèn lại ngoài thẻ"),
    '<w:footnoteReference w:id="2"/>': ("dấu chú thích", "dán dấu vào sau thẻ"),
    '<w:endnoteReference w:id="2"/>': ("dấu chú thích", "dán dấu vào sau thẻ"),
    '<w:commentReference w:id="2"/>': ("ghi chú bên lề (comment)", "bôi đen cả thẻ"),
    '<w:br w:type="page"/>': ("dấu ngắt trang hoặc ngắt cột", "đặt lại ở trước hoặc sau thẻ"),
    '<w:br w:type="column"/>': ("dấu ngắt trang hoặc ngắt cột", "đặt lại ở trước hoặc sau thẻ"),
    '<w:sym w:char="F0E0"/>': ("ký hiệu đặc biệt (Symbol)", "chèn lại ngoài thẻ"),
    "<w:ruby/>": ("chữ có phiên âm", "Bỏ phiên âm"),
    "<w:pgNum/>": ("thứ không phải chữ", "gõ lại"),
}


@pytest.mark.parametrize("inside", list(_WITHIN))
@pytest.mark.parametrize(("before", "after"), [("{{ ten ", "}}"), ("{{", " ten }}"), ("{% if ten", " %}a{% endif %}")])
def test_what_stands_within_a_tag_is_called_by_its_name_and_told_once(inside: str, before: str, after: str) -> None:
    name, advice = _WITHIN[inside]
    data = docx(p("x"), f"<w:p>{_RUN.format(before)}<w:r>{inside}</w:r>{_RUN.format(after)}</w:p>")
    (found,) = complaints(data)
    assert (found.rule.code, found.span.place) == ("the-bi-cat", "đoạn 2, thân văn bản")
    assert found.message.endswith(f"» bị cắt bởi {name}")
    assert advice in found.hints[0]
