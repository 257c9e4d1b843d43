"""The standard: every criterion judged, and the words for how far a failing one is away."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.model import Comparison, CriteriaSet, Criterion
from docgen.review import evaluate, shortfall_text


def criterion(comparison: str = ">=", threshold: str = "70", over: str | None = None, unit: str = "%") -> Criterion:
    fields = {"ma": "a", "ten": "A", "chi_so": "so_dat", "phep_so": comparison, "nguong": threshold, "nguon": "thử"}
    return Criterion.model_validate({**fields, "don_vi": unit, **({"tren": over} if over else {})})


def criteria_set(*criteria: Criterion) -> CriteriaSet:
    fields = {"ma": "bo", "ten": "Bộ", "ap_dung_cho": "khu", "tu": "01/01/2016", "nguon": "thử"}
    return CriteriaSet.model_validate({**fields, "tieu_chi": criteria})


def text_of(figures: dict[str, str], **options: str) -> str:
    numbers = {name: Decimal(value) for name, value in figures.items()}
    return shortfall_text(evaluate(criteria_set(criterion(**options)), numbers).results[0])


@pytest.mark.parametrize(
    ("figures", "options", "text"),
    [
        ({"so_dat": "5", "so_dn": "8"}, {"over": "so_dn"}, "đạt 62,5 %, thiếu 7,5 so với mức 70 %"),
        ({"so_dat": "7", "so_dn": "10"}, {"over": "so_dn"}, "đạt 70 %"),
        ({"so_dat": "2", "so_dn": "3"}, {"over": "so_dn"}, "đạt 66,67 %, thiếu 3,33 so với mức 70 %"),
        (
            {"so_dat": "3", "so_dn": "7"},
            {"over": "so_dn", "comparison": "<=", "threshold": "10"},
            "đạt 42,86 %, vượt 32,86 so với mức 10 %",
        ),
        (
            {"so_dat": "1500"},
            {"unit": "người", "threshold": "2000"},
            "đạt 1.500 người, thiếu 500 so với mức 2.000 người",
        ),
        (
            {"so_dat": "2"},
            {"comparison": "=", "threshold": "4", "unit": "cuộc"},
            "đạt 2 cuộc, thiếu 2 so với mức 4 cuộc",
        ),
        (
            {"so_dat": "6"},
            {"comparison": "=", "threshold": "4", "unit": "cuộc"},
            "đạt 6 cuộc, vượt 2 so với mức 4 cuộc",
        ),
        ({}, {"unit": "vụ"}, "chưa tính được vì thiếu số liệu «so_dat»"),
        ({"so_dat": "5"}, {"over": "so_dn"}, "chưa tính được vì thiếu số liệu «so_dat» hoặc «so_dn» bằng không"),
        (
            {"so_dat": "5", "so_dn": "0"},
            {"over": "so_dn"},
            "chưa tính được vì thiếu số liệu «so_dat» hoặc «so_dn» bằng không",
        ),
        (
            {"so_dat": "69999", "so_dn": "100000"},
            {"over": "so_dn"},
            "đạt 69,99 %, thiếu dưới 0,01 so với mức 70 %",
        ),
    ],
)
def test_the_shortfall_is_said_in_words(figures: dict[str, str], options: dict[str, str], text: str) -> None:
    assert text_of(figures, **options) == text


def test_all_criteria_must_hold() -> None:
    both = criteria_set(criterion(threshold="1"), criterion("<=", "5"))
    assert evaluate(both, {"so_dat": Decimal(3)}).met
    verdict = evaluate(both, {"so_dat": Decimal(6)})
    assert not verdict.met
    assert [result.criterion.comparison for result in verdict.failed] == [Comparison.AT_MOST]


def test_a_set_without_criteria_recognises_nobody() -> None:
    assert not evaluate(criteria_set(), {"so_dat": Decimal(1)}).met


numbers = st.decimals(min_value=0, max_value=10**6, places=2)


@settings(deadline=None)
@given(numbers, numbers, numbers, st.sampled_from([">=", "<=", "="]), st.booleans())
def test_the_verdict_is_that_of_exact_arithmetic(
    figure: Decimal, whole: Decimal, threshold: Decimal, comparison: str, by_percent: bool
) -> None:
    judged = criterion(comparison, str(threshold), "so_dn" if by_percent else None)
    result = evaluate(criteria_set(judged), {"so_dat": figure, "so_dn": whole}).results[0]
    if by_percent and whole == 0:
        assert not result.met
        assert result.value is None
        return
    exact = Fraction(figure) / Fraction(whole) * 100 if by_percent else Fraction(figure)
    limit = Fraction(threshold)
    assert result.met == {">=": exact >= limit, "<=": exact <= limit, "=": exact == limit}[comparison]
    assert (result.shortfall is None) == result.met
    text = shortfall_text(result)
    shown = text.removeprefix("đạt ").split(" ")[0]
    assert result.met or Fraction(shown.replace(".", "").replace(",", ".")) != limit
