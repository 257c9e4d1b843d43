"""The short ways that thousands of papers take say what the long way says."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.composition.complaints_expression import MISSING_VALUE
from docgen.composition.expression import (
    CompiledText,
    Condition,
    MissingValue,
    TagFailure,
    compile_condition,
    compile_text,
)
from docgen.composition.field_tree import field_tree
from docgen.diagnostics import Span
from docgen.model import OfficeModel, Period, to_fields, vn


class Kind(Enum):
    ONE = "mot"
    TWO = "hai"


class Inner(OfficeModel):
    name: str | None = vn("ten", "Tên", default=None)
    day: date | None = vn("ngay", "Ngày", default=None)
    kind: Kind = vn("loai", "Loại", default=Kind.ONE)
    rows: tuple[str, ...] = vn("dong", "Dòng", default=())


class Outer(OfficeModel):
    name: str = vn("ten", "Tên")
    count: int = vn("so", "Số")
    area: Decimal = vn("rong", "Rộng", default=Decimal("1.50"))
    yes: bool = vn("co", "Có", default=False)
    inner: Inner | None = vn("trong", "Trong", default=None)
    more: tuple[Inner, ...] = vn("them", "Thêm", default=())
    figures: dict[str, Decimal] = vn("so_lieu", "Số liệu", default={})
    when: Period | None = vn("khi", "Khi", default=None)


TREE = field_tree(Outer)
TEXTS = [
    "không có thẻ",
    "",
    "{{ ten }}",
    "a {{ ten }}\nb",
    "{{ trong.ten }}/{{ ten }}",
    "{{ so }} {{ ten }}",
    "{{ ten | chu_hoa }}",
    "{# lời #}{{ ten }}",
    "{% if co %}{{ ten }}{% endif %}",
    "{{ trong.ngay }}",
]
CONDITIONS = [
    "co",
    "not co",
    'ten == "a"',
    "so > 2",
    "so > 2 and co",
    "trong.ten",
    'trong.loai == "mot"',
    "them",
    "trong",
    'trong.ten == "a" or so == 1',
    "rong > 1",
    "ten | chu_hoa == 'A'",
    "them[0].ten",
    "trong.ngay",
]

words = st.none() | st.sampled_from(["a", "b", "", "A&B <x>", "hai\ndòng", "xấu\x0b", "\ufffe", "{{ so }}", "9"])
inners = st.none() | st.fixed_dictionaries(
    {"ten": words, "ngay": st.none() | st.just(date(2016, 3, 30)), "loai": st.sampled_from(["mot", "hai"])}
)
outers = st.fixed_dictionaries(
    {
        "ten": words,
        "so": st.none() | st.integers(0, 4),
        "co": st.booleans(),
        "rong": st.sampled_from([Decimal("1.0"), None]),
        "trong": inners,
        "them": st.lists(inners, max_size=2),
    },
    optional={"thua": words},
)


def answer(function: Any) -> object:
    try:
        return function()
    except (MissingValue, TagFailure) as error:
        return type(error), str(error)


def text_of(source: str) -> CompiledText:
    text, complaints = compile_text(source, Span("a"), TREE)
    assert text is not None, complaints
    return text


def condition_of(source: str) -> Condition:
    condition, complaints = compile_condition(source, Span("a"), TREE)
    assert condition is not None, complaints
    return condition


@pytest.mark.parametrize("source", TEXTS)
@settings(deadline=None, max_examples=60)
@given(fields=outers, gone=st.sampled_from(["", "ten", "trong", "so"]))
def test_a_text_put_together_is_the_text_that_the_tags_print(source: str, fields: dict[str, Any], gone: str) -> None:
    fields.pop(gone, None)
    text = text_of(source)
    slow = CompiledText(text.source, text.program)
    assert answer(lambda: text.render(fields)) == answer(lambda: slow.render(fields))


@pytest.mark.parametrize("source", CONDITIONS)
@settings(deadline=None, max_examples=60)
@given(papers=st.lists(outers, min_size=1, max_size=6), gone=st.sampled_from(["", "ten", "trong", "so"]))
def test_an_answer_remembered_is_the_answer_asked_anew(source: str, papers: list[dict[str, Any]], gone: str) -> None:
    condition = condition_of(source)
    slow = Condition(condition.source, condition.names, condition.program)
    for fields in papers:
        fields.pop(gone, None)
        assert answer(lambda fields=fields: condition.holds(fields)) == answer(lambda fields=fields: slow.holds(fields))


def test_short_ways_are_taken_where_they_are_sure() -> None:
    assert text_of("{{ trong.ten }}/{{ ten }}").pieces == ("", ("trong", "ten"), "/", ("ten",), "")
    assert text_of("{{ ten | chu_hoa }}").pieces is None
    assert condition_of("so > 2 and co").asks == (("so",), ("co",))


def test_a_missing_value_is_told_again_each_time() -> None:
    condition = condition_of("so > 2")
    for _ in range(2):
        with pytest.raises(MissingValue) as error:
            condition.holds({"so": None})
        assert error.value.diagnostic.rule is MISSING_VALUE


def test_both_stay_picklable() -> None:
    text, condition = text_of("{{ ten }}"), condition_of("co")
    condition.holds({"co": True})
    assert pickle.loads(pickle.dumps(text)).render({"ten": "x"}) == "x"
    assert pickle.loads(pickle.dumps(condition)).holds({"co": True})


def _plainly(value: Any) -> Any:
    if isinstance(value, OfficeModel):
        return {info.alias: _plainly(getattr(value, name)) for name, info in type(value).model_fields.items()}
    if isinstance(value, tuple):
        return [_plainly(item) for item in value]
    if isinstance(value, dict):
        return {key: _plainly(item) for key, item in value.items()}
    if isinstance(value, Period):
        return value.label
    return value.value if isinstance(value, Enum) else value


def test_fields_are_the_values_of_the_models_under_vietnamese_keys() -> None:
    inner = Inner(name="x", kind=Kind.TWO, rows=("1", "2"))
    outer = Outer(
        name="a",
        count=1,
        inner=inner,
        more=(inner, Inner()),
        figures={"k": Decimal(1)},
        when=Period.parse("quý II/2016"),
    )
    for value in (inner, outer, Outer(name="b", count=2)):
        assert to_fields(value) == _plainly(value)
        assert list(to_fields(value)) == list(_plainly(value))
    assert to_fields(outer)["trong"]["loai"] == "hai"
