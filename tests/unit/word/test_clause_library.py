"""Clauses of the library in a finished paper, and what is said of wrong ones, at their place in the YAML."""

from __future__ import annotations

from textwrap import dedent

import pytest

from docgen.composition import ClauseLibrary, load_clauses
from docgen.composition.complaints_clauses import CLAUSE_TOO_DEEP, MISSING_STYLE
from docgen.diagnostics import Diagnostic
from docgen.word import WordTemplate, compile_template, outline
from tests.support.tag_fields import TREE, sample
from tests.support.word_building import FILE, docx, lines, p, part, profile, style

LIBRARY_FILE = "templates/dieu_khoan/chung.yaml"
HOUSE = "".join(
    style(identity, name)
    for identity, name in {
        "D": "VB Điều",
        "O": "VB Đoạn",
        "K": "VB Khoản",
        "M": "VB Điểm",
        "L": "VB Lệnh",
    }.items()
)
GUARDS = """\
    - ma: bao_ve
      tieu_de: Bảo vệ {{ ten }}
      dieu_kien: co_bao_ve
      doan: Công tác bảo vệ gồm
      khoan:
        - Trực cổng.
        - noi_dung: >-
            Tuần tra
            tường rào {{ so_nguoi }} lượt, gồm
          ma: tuan_tra
          diem:
            - Ban ngày;
            - noi_dung: Ban đêm.
              dieu_kien: loai == "KCN"
        - noi_dung: Báo cáo theo {{ dan("tuan_tra") }}.
          dieu_kien: loai == "CCN"
"""


def library(text: str) -> tuple[ClauseLibrary, list[Diagnostic]]:
    return load_clauses({LIBRARY_FILE: dedent(text).encode()})


def template(text: str, *calls: str, styles: str = HOUSE) -> tuple[WordTemplate | None, list[Diagnostic]]:
    clauses, found = library(text)
    blocks = [p(call, style="D") for call in calls]
    made, complaints = compile_template(docx(*blocks, styles=styles), FILE, TREE, clauses)
    return made, found + complaints


def good(text: str, *calls: str) -> WordTemplate:
    made, found = template(text, *calls)
    assert found == []
    assert made is not None
    return made


def told(found: list[Diagnostic]) -> list[str]:
    return [f"{item.span} {item.rule.code}" for item in found]


def test_a_clause_stands_as_an_article_in_the_styles_of_the_house() -> None:
    made = good(GUARDS, '{{ dieu("dau") }} Đầu', '{{ dieu_khoan("bao_ve") }}', '{{ dieu("cuoi") }} Cuối')
    data = made.render(sample(), profile())
    assert lines(data) == [
        "Điều 1. Đầu",
        "Điều 2. Bảo vệ Công ty A & B",
        "Công tác bảo vệ gồm",
        "1. Trực cổng.",
        "2. Tuần tra tường rào 1234 lượt, gồm",
        "a) Ban ngày;",
        "b) Ban đêm.",
        "Điều 3. Cuối",
    ]
    prefix = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    styles = [str(each.get(f"{prefix}val")) for each in part(data).iter(f"{prefix}pStyle")]
    assert styles == ["D", "D", "O", "K", "K", "M", "M", "D"]


def test_conditions_of_every_level_decide_and_numbers_and_references_follow() -> None:
    made = good(GUARDS, '{{ dieu_khoan("bao_ve") }}')
    assert lines(made.render(sample(loai="CCN"), profile()))[-2:] == [
        "a) Ban ngày;",
        "3. Báo cáo theo khoản 2 Điều này.",
    ]
    assert lines(made.render(sample(co_bao_ve=False), profile())) == []


def test_a_clause_sinks_to_a_paragraph_of_another_paper() -> None:
    text = """\
    - ma: ra_vao
      tieu_de: Kiểm soát ra, vào
      khoan: [Xuất trình thẻ, Ghi sổ]
    - ma: mot_cau
      tieu_de: Một câu
      doan: Chỉ một câu.
    """
    calls = ('{{ dieu_khoan("ra_vao", nhu="khoan") }}', '{{ dieu_khoan("mot_cau", nhu="khoan") }}')
    made = good(text, '{{ dieu("a") }} Đầu', *calls)
    expected = ["Điều 1. Đầu", "1. Kiểm soát ra, vào:", "a) Xuất trình thẻ", "b) Ghi sổ", "2. Chỉ một câu."]
    assert lines(made.render(sample(), profile())) == expected


def test_a_clause_with_points_does_not_sink() -> None:
    _, found = template(GUARDS, '{{ dieu_khoan("bao_ve", nhu="khoan") }}')
    assert [item.rule for item in found] == [CLAUSE_TOO_DEEP]


def test_a_clause_is_explained_by_its_place_in_the_library() -> None:
    made = good(GUARDS, '{{ dieu("dau") }} Đầu', '{{ dieu_khoan("bao_ve") }}', '{{ dieu("cuoi") }} Cuối')
    places = [(clause.text[:8], clause.place) for clause in outline(made)]
    assert places[0] == ("Đầu", "đoạn 1")
    assert places[1] == ("Bảo vệ {", f"{LIBRARY_FILE}:2:12")
    assert places[-1] == ("Cuối", "đoạn 3")


def test_a_mistake_in_the_word_file_keeps_its_own_paragraph_number_after_a_clause() -> None:
    _, found = template(GUARDS, '{{ dieu_khoan("bao_ve") }}', "{{ khong_co }}")
    assert [item.span.line for item in found] == [2]


@pytest.mark.parametrize(
    ("clause", "place"),
    [
        ("- ma: a\n  tieu_de: Tên {{ sai }}\n  doan: x", "2:16"),
        ("- ma: a\n  tieu_de: x\n  khoan:\n    - Một {{ sai }}", "4:11"),
        ('- ma: a\n  tieu_de: x\n  khoan:\n    - "Một {{ sai }}"', "4:12"),
        ("- ma: a\n  tieu_de: x\n  khoan:\n    - >-\n      Một\n      hai {{ sai }}", "6:11"),
        ("- ma: a\n  tieu_de: x\n  doan: |\n    Một {{ sai }}", "4:9"),
        (
            "- ma: a\n  tieu_de: x\n  khoan:\n    - noi_dung: x\n      diem:\n        - Một\n        - hai {{ sai }}",
            "7:15",
        ),
        ("- ma: a\n  tieu_de: x\n  dieu_kien: sai\n  doan: x", "3:14"),
        ("- ma: a\n  tieu_de: x\n  khoan:\n    - noi_dung: x\n      dieu_kien: nhom.sai", "5:18"),
    ],
)
def test_a_wrong_tag_is_shown_at_its_line_and_column(clause: str, place: str) -> None:
    _, found = template(clause, '{{ dieu_khoan("a") }}')
    assert len(found) == 1
    assert str(found[0].span).startswith(f"{LIBRARY_FILE}:{place.split(':')[0]}:")
    wanted = int(place.split(":")[1])
    assert found[0].span.column <= wanted <= found[0].span.column + found[0].span.length


def test_wrong_clauses_are_all_told_at_once() -> None:
    text = """\
    - ma: a
      tieu_de: Một
      doan: x
    - ma: a
      tieu_de: Hai
      doan: x
    - ma: b
      tieu_de: Rỗng
    - ma: c
      tieu_de: Một điểm
      khoan:
        - noi_dung: x
          diem: [y]
    - ma: Sai-Mã
      tieu_de: x
      doan: x
    - ma: d
      tieu_de: x
      la: x
      doan: ""
    """
    _, found = library(text)
    assert told(found) == [
        f"{LIBRARY_FILE}:4:7 dieu-khoan-trung-ma",
        f"{LIBRARY_FILE}:7:7 dieu-khoan-rong",
        f"{LIBRARY_FILE}:13:7 khoan-mot-diem",
        f"{LIBRARY_FILE}:14:7 ma-sai-dang",
        f"{LIBRARY_FILE}:19:3 khoa-la",
        f"{LIBRARY_FILE}:20:9 de-trong",
    ]


@pytest.mark.parametrize(
    ("call", "code", "hint"),
    [
        ('{{ dieu_khoan("bao_vee") }}', "dieu-khoan-la", "«bao_ve»"),
        ('Theo {{ dieu_khoan("bao_ve") }}', "the-dieu-khoan-sai", "một mình"),
        ("{{ dieu_khoan(ten) }}", "the-dieu-khoan-sai", "Viết"),
        ('{{ dieu_khoan("bao_ve", nhu="diem") }}', "the-dieu-khoan-sai", "Viết"),
    ],
)
def test_a_wrong_call_is_shown_in_the_word_file_with_what_to_write(call: str, code: str, hint: str) -> None:
    _, found = template(GUARDS, call)
    assert [(item.rule.code, item.span.line) for item in found] == [(code, 1)]
    assert hint in found[0].hints[0]


def test_a_clause_is_placed_once() -> None:
    _, found = template(GUARDS, '{{ dieu_khoan("bao_ve") }}', '{{ dieu_khoan("bao_ve") }}')
    assert [(item.rule.code, item.span.line) for item in found] == [("dieu-khoan-dat-hai-lan", 2)]


def test_a_template_without_the_styles_of_the_house_is_told() -> None:
    _, found = template(GUARDS, '{{ dieu_khoan("bao_ve") }}', styles=style("D", "VB Điều"))
    assert [item.rule for item in found] == [MISSING_STYLE]


def test_another_text_of_a_clause_is_another_template() -> None:
    one = good(GUARDS, '{{ dieu_khoan("bao_ve") }}')
    other = good(GUARDS.replace("Trực cổng", "Trực kho"), '{{ dieu_khoan("bao_ve") }}')
    assert one.digest != other.digest
