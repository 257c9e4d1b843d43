"""Texts with tags and conditions: what they give, and that they are values."""

from __future__ import annotations

import copy
import pickle
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.composition.expression import MissingValue, TagFailure, compile_condition, compile_text
from docgen.composition.filters import FORBIDDEN
from docgen.diagnostics import Span
from tests.support.tag_fields import TREE, sample

SPAN = Span("khai_bao.yaml", 3, 7)


def rendered(source: str, **changes: Any) -> str:
    text, found = compile_text(source, SPAN, TREE)
    assert text is not None, found
    return text.render(sample(**changes))


def holds(source: str, **changes: Any) -> bool:
    condition, found = compile_condition(source, SPAN, TREE)
    assert condition is not None, found
    return condition.holds(sample(**changes))


def test_text_without_tags_comes_back_unchanged() -> None:
    assert rendered("Giá < 50% & {còn} hàng\nhai dòng\n") == "Giá < 50% & {còn} hàng\nhai dòng\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ ten }}", "Công ty A & B"),
        ("{{ten}}/{{ so_nguoi }}", "Công ty A & B/1234"),
        ("{{ so_nguoi | so }}", "1.234"),
        ("{{ so_nguoi | tien }}", "1.234 đồng"),
        ("{{ so_nguoi | bang_chu }}", "một nghìn hai trăm ba mươi tư"),
        ("{{ so_nguoi | tien_bang_chu }}", "Một nghìn hai trăm ba mươi tư đồng"),
        ("{{ ngay_ky | ngay }}", "ngày 05 tháng 3 năm 2016"),
        ("{{ ngay_ky | ngay_so }} {{ ngay_ky }}", "05/3/2016 05/3/2016"),
        ("{{ ten | chu_hoa }}", "CÔNG TY A & B"),
        ("{{ ten | chu_thuong }}", "công ty a & b"),
        ("{{ tu[0] | hoa_dau }}", "Một"),
        ("{{ tu | noi_va }}", "một, hai và ba"),
        ('{{ tu | noi("; ") }}', "một; hai; ba"),
        ("{{ chot | so_luong | hai_so }}", "02"),
        ("{{ chot[1].so_nguoi | la_ma }}{{ chot[0].so_nguoi | chu_cai }}", "Ib"),
        ('{{ ghi_chu | mac_dinh("không") }}', "không"),
        ("{{ co_bao_ve }}", "có"),
        ('{{ "A & B" }}', "A & B"),
        ('{{ ten if co_bao_ve else "trống" }}', "Công ty A & B"),
        ("{{ nhom['ten'] }}", "Nhóm"),
        ("{% for c in chot %}{{ loop.index }}. {{ c.ten }}{% if not loop.last %}; {% endif %}{% endfor %}",
         "1. Cổng chính; 2. Cổng phụ"),
        ("{% for c in chot if c.so_nguoi > 1 %}{{ c.ten }}{% endfor %}", "Cổng chính"),
        ("{% if loai == 'CCN' %}cụm{% elif so_nguoi >= 1000 %}lớn{% else %}nhỏ{% endif %}", "lớn"),
        ("{# ghi chú riêng #}x", "x"),
    ],
)  # fmt: skip
def test_tags_print_fields_in_the_ways_of_the_office(source: str, expected: str) -> None:
    assert rendered(source) == expected


def test_whole_decimals_lose_their_zeros_and_use_a_comma() -> None:
    assert rendered("{{ so_nguoi }}", so_nguoi=Decimal("62.50")) == "62,5"
    assert rendered("{{ so_nguoi }}", so_nguoi=Decimal("1E+3")) == "1000"


@pytest.mark.parametrize("joined", [[], ["một"], ["một", "hai"]])
def test_joining_with_and_needs_no_comma_before_the_last(joined: list[str]) -> None:
    assert rendered("{{ tu | noi_va }}", tu=joined) == " và ".join(joined)


def test_a_field_typed_in_decomposed_letters_is_the_same_field() -> None:
    assert rendered(unicodedata.normalize("NFD", "{{ nhom.Mã_số_thuế }}")) == "0600000001"


@pytest.mark.parametrize("spelling", ["nhom.ma_so_thue", "nhom.Mã_số_thuế", "NHÓM.MA_SO_THUE"])
def test_a_field_may_be_spelt_with_or_without_accents(spelling: str) -> None:
    assert rendered("{{ " + spelling + " }}") == "0600000001"


@pytest.mark.parametrize("tag", ["{% if loai == “KCN” %}", "{% if loai == ‘KCN’ %}", "{% if loai == \"KCN” %}",
                                 "{%\u00a0if\u00a0loai\u2003==\n'KCN' %}"])  # fmt: skip
def test_curly_quotes_and_odd_blanks_in_tags_are_read_as_meant(tag: str) -> None:
    assert rendered(tag + "đúng{% endif %}") == "đúng"


def test_curly_quotes_inside_quoted_text_stay() -> None:
    assert rendered('{{ tu | noi(" “và” ") }}') == "một “và” hai “và” ba"


def test_a_backslash_is_a_backslash() -> None:
    assert rendered(r'{{ tu | noi("\n") }}') == r"một\nhai\nba"


def test_closing_braces_inside_quoted_text_do_not_close_the_tag() -> None:
    assert rendered('{{ "}}" }}{{ tu | noi("%}") }}') == "}}một%}hai%}ba"


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not FORBIDDEN.search(text)))
@settings(deadline=None)
def test_any_value_is_printed_as_it_is(value: str) -> None:
    assert rendered("«{{ ten }}»", ten=value) == f"«{value}»"


@pytest.mark.parametrize("value", ["{{ so_nguoi }}", "{% for x in y %}", "{_{", "<b>&amp;</b>", "\\a\f".rstrip("\f")])
def test_a_value_is_never_code(value: str) -> None:
    assert rendered("{{ ten }}", ten=value) == value


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ("Gọi {{ ghi_chu }}", {}),
        ("{{ ghi_chu | chu_hoa }}", {}),
        ("{{ nhom.ten }}", {"nhom": None}),
        ("{{ tu | noi_va }}", {"tu": ["a", None]}),
        ("{% if so_nguoi > 3 %}a{% endif %}", {"so_nguoi": None}),
        ("{% for a in tu %}a{% endfor %}", {"tu": None}),
        ("{{ tu[7] }}", {}),
        ("{{ chot | so_luong }}", {"chot": None}),
    ],
)
def test_an_empty_value_is_an_error_that_names_its_tag(source: str, changes: dict[str, Any]) -> None:
    with pytest.raises(MissingValue) as caught:
        rendered(source, **changes)
    diagnostic = caught.value.diagnostic
    assert diagnostic.rule.code == "thieu-gia-tri"
    assert diagnostic.span == SPAN
    assert source[source.index("{") : source.index("}")] in diagnostic.message


def test_of_several_tags_the_one_that_fails_is_named() -> None:
    with pytest.raises(MissingValue, match="ghi_chu"):
        rendered("{{ ten }}\n{% if co_bao_ve %}\n{{ so_nguoi }} {{ ghi_chu }}{% endif %} {{ loai }}")


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ("{{ ten }}", {"ten": "a\x0bb"}),
        ("{{ ten }}", {"ten": "\ud800"}),
        ("{{ so_nguoi | la_ma }}", {"so_nguoi": 0}),
        ("{{ so_nguoi | tien }}", {"so_nguoi": Decimal("1.5")}),
    ],
)
def test_a_value_that_cannot_be_written_is_an_error_that_names_its_tag(source: str, changes: dict[str, Any]) -> None:
    with pytest.raises(TagFailure) as caught:
        rendered(source, **changes)
    assert caught.value.diagnostic.rule.code == "ky-tu-khong-in-duoc"


def test_a_failure_crosses_between_processes() -> None:
    with pytest.raises(MissingValue) as caught:
        rendered("{{ ghi_chu }}")
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is MissingValue
    assert again.diagnostic == caught.value.diagnostic


def test_a_fault_of_ours_is_not_taken_for_a_missing_value() -> None:
    with pytest.raises(AttributeError):
        rendered("{{ ngay_ky | ngay }}", ngay_ky="05/3/2016")
    with pytest.raises(TypeError):
        rendered("{{ so_nguoi | tien }}", so_nguoi=[1])


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("co_bao_ve", True),
        ("not co_bao_ve", False),
        ("loai == 'KCN' and so_nguoi > 1000", True),
        ("loai in ['KCN', 'CCN']", True),
        ("loai not in ('CCN',)", True),
        ("'một' in tu", True),
        ("ghi_chu", False),
        ("ghi_chu == none", True),
        ("chot | so_luong >= 3 or co_bao_ve == true", True),
        ("so_nguoi > -1", True),
    ],
)
def test_conditions_are_answered_from_the_fields(source: str, answer: bool) -> None:
    assert holds(source) is answer


def test_a_condition_on_an_absent_group_is_false() -> None:
    assert holds("nhom.ten", nhom=None) is False


def test_a_condition_names_the_fields_it_asks() -> None:
    condition, _ = compile_condition("nhom.Tên and (loai == 'KCN' or not co_bao_ve) and nhom.ten", SPAN, TREE)
    assert condition is not None
    assert condition.names == ("nhom.ten", "loai", "co_bao_ve")


def test_compiled_values_can_be_pickled() -> None:
    text, _ = compile_text("{{ ten | chu_hoa }}", SPAN, TREE)
    condition, _ = compile_condition("so_nguoi > 3", SPAN, TREE)
    again_text, again_condition = pickle.loads(pickle.dumps((text, condition)))
    assert again_text.render(sample()) == "CÔNG TY A & B"
    assert again_condition.holds(sample()) is True


def test_rendering_changes_no_field() -> None:
    fields = sample(ngay_ky=date(2016, 1, 1))
    before = copy.deepcopy(fields)
    text, _ = compile_text("{% for c in chot %}{{ c.ten }}{{ c.ca | noi_va }}{% endfor %}{{ tu | noi_va }}", SPAN, TREE)
    assert text is not None
    text.render(fields)
    assert fields == before
