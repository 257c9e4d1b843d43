"""How complaints are shown."""

from __future__ import annotations

import json

import pytest

from docgen.diagnostics import Rule, Severity, Span, has_errors, render_json, render_text

WRONG = Rule("vi-du-sai", Severity.ERROR, "Ví dụ sai")
DOUBTFUL = Rule("vi-du-ngo", Severity.WARNING, "Ví dụ ngờ")
SOURCES = {"a.yaml": "ma: x\nngày: 31/02/2016\n"}


def test_a_complaint_shows_its_line_with_a_caret_under_the_place_and_what_to_do() -> None:
    shown = render_text([WRONG.at(Span("a.yaml", 2, 7, 10), "không có ngày này", "Sửa lại ngày")], SOURCES)
    assert shown == (
        "a.yaml:2:7: lỗi [vi-du-sai]: không có ngày này\n"
        "    | ngày: 31/02/2016\n"
        "    |       ^^^^^^^^^^\n"
        "    → Sửa lại ngày"
    )


def test_the_caret_stands_right_under_text_with_combining_marks() -> None:
    line = "te\u0302n: b"
    shown = render_text([WRONG.at(Span("a.yaml", 1, 7), "x")], {"a.yaml": line})
    assert shown.splitlines()[2].index("^") == len("    | ten: ")


def test_complaints_come_in_reading_order_and_each_once() -> None:
    late, early = WRONG.at(Span("a.yaml", 2, 1), "sau"), DOUBTFUL.at(Span("a.yaml", 1, 1), "trước")
    shown = render_text([late, early, late], SOURCES)
    assert shown.index("trước") < shown.index("sau")
    assert shown.count("sau") == 1


def test_a_word_paragraph_is_named_and_quoted_instead_of_a_line() -> None:
    span = Span("mau.docx", place="đoạn 12, thân văn bản")
    shown = render_text([WRONG.at(span, "thẻ lạ", excerpt="Tên: {{ ten }}")], {})
    assert "mau.docx, đoạn 12, thân văn bản: lỗi" in shown
    assert "    | Tên: {{ ten }}" in shown


def test_a_very_long_line_is_cut_around_the_place() -> None:
    line = "x" * 500 + "SAI" + "y" * 500
    shown = render_text([WRONG.at(Span("a.yaml", 1, 501, 3), "x")], {"a.yaml": line}).splitlines()
    caret = shown[2].index("^")
    assert shown[1][caret : caret + 3] == "SAI"
    assert max(map(len, shown)) < 200


@pytest.mark.parametrize("column", [1, 80, 200, 395])
def test_a_long_paragraph_of_word_is_shown_around_its_tag(column: int) -> None:
    text = "a" * (column - 1) + "{{ x }}" + "b" * (400 - column)
    span = Span("mau.docx", 3, column, 7, place="đoạn 3, thân văn bản", part="word/document.xml")
    shown = render_text([WRONG.at(span, "x", excerpt=text)], {}).splitlines()[1]
    assert "{{ x }}" in shown
    assert len(shown) <= 170
    assert shown.startswith("    | …") == (column > 100)
    assert shown.endswith("…") == (column < 300)


def test_json_says_where_in_a_word_file() -> None:
    span = Span("mau.docx", 3, 5, 7, "đoạn 3", "word/header1.xml")
    row = json.loads(render_json([WRONG.at(span, "x", excerpt="Gửi {{ x }}")]))[0]
    assert (row["phan"], row["dong"], row["cot"], row["do_dai"], row["chu"]) == (
        "word/header1.xml", 3, 5, 7, "Gửi {{ x }}",
    )  # fmt: skip


def test_json_carries_the_same_facts() -> None:
    row = json.loads(render_json([WRONG.at(Span("a.yaml", 2, 7), "không có ngày này", "Sửa lại ngày")]))[0]
    assert (row["tep"], row["dong"], row["cot"], row["ma"]) == ("a.yaml", 2, 7, "vi-du-sai")
    assert row["goi_y"] == ["Sửa lại ngày"]


def test_only_errors_forbid_papers() -> None:
    assert not has_errors([DOUBTFUL.at(Span("a.yaml"), "x")])
    assert has_errors([DOUBTFUL.at(Span("a.yaml"), "x"), WRONG.at(Span("a.yaml"), "y")])
