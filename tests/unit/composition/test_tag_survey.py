"""What the records make of a template's tags is found by following each paper, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.composition.expression import compile_condition
from docgen.composition.tag_survey import Seen, TagSurvey
from docgen.composition.tag_text import Place, Tag, scan
from docgen.diagnostics import Span
from tests.support.tag_fields import TREE, sample

SPAN = Span("a.yaml", 1, 1)


def tags_of(source: str) -> list[Tag]:
    tags, found = scan(source, Place(SPAN))
    assert found == []
    return tags


def surveyed(source: str, papers: Sequence[dict[str, Any]]) -> TagSurvey:
    survey = TagSurvey(tags_of(source), TREE)
    for paper in papers:
        survey.see(sample(**paper))
    return survey


def never(seen: Sequence[Seen]) -> list[str]:
    return [each.tag.source for each in seen if each.asked and not each.held]


def always(seen: Sequence[Seen]) -> list[str]:
    return [each.tag.source for each in seen if each.asked and each.held == each.asked]


@pytest.mark.parametrize(
    ("source", "papers", "never_true", "always_true"),
    [
        ("{% if co_bao_ve %}a{% endif %}", [{"co_bao_ve": False}] * 2, ["{% if co_bao_ve %}"], []),
        ("{% if co_bao_ve %}a{% endif %}", [{"co_bao_ve": False}, {}], [], []),
        ("{% if co_bao_ve %}a{% endif %}", [{}, {}], [], ["{% if co_bao_ve %}"]),
        ("{% if so_nguoi > 5 %}a{% elif ghi_chu %}b{% else %}c{% endif %}", [{}], [], ["{% if so_nguoi > 5 %}"]),
        ("{% if so_nguoi > 5 %}a{% elif ghi_chu %}b{% endif %}", [{}, {"so_nguoi": 1}], ["{% elif ghi_chu %}"], []),
        ("{% if co_bao_ve %}{% if ghi_chu %}a{% endif %}{% endif %}", [{"co_bao_ve": False}],
         ["{% if co_bao_ve %}"], []),
        ("{% for c in chot %}{% if c.so_nguoi > 9 %}a{% endif %}{% endfor %}", [{}], ["{% if c.so_nguoi > 9 %}"], []),
        ("{% for c in chot %}{% if c.so_nguoi > 1 %}a{% endif %}{% endfor %}", [{}], [], []),
        ("{% for c in chot %}{% if loop.last %}a{% endif %}{% endfor %}", [{}], [], []),
        ("{% for c in chot %}{% for x in c.ca %}{% if loop.length > 2 %}a{% endif %}{% endfor %}{% endfor %}", [{}],
         [], []),
        ("{% for c in chot %}{% if loop.last %}{% if c.so_nguoi > 1 %}a{% endif %}{% endif %}{% endfor %}", [{}],
         ["{% if c.so_nguoi > 1 %}"], []),
        ("{% for c in chot if c.so_nguoi > 1 %}{% if c.ten == 'Cổng phụ' %}a{% endif %}{% endfor %}", [{}],
         ["{% if c.ten == 'Cổng phụ' %}"], []),
        ("{% if so_nguoi > 5 %}a{% endif %}", [{"so_nguoi": None}], [], []),
        ("{% if nhom.ten == 'Nhóm' %}a{% endif %}", [{"nhom": None}], ["{% if nhom.ten == 'Nhóm' %}"], []),
        ("{% if tu|so_luong > 3 %}a{% endif %}", [{}], ["{% if tu|so_luong > 3 %}"], []),
    ],
)  # fmt: skip
def test_conditions_that_never_or_always_hold_are_found(
    source: str, papers: list[dict[str, Any]], never_true: list[str], always_true: list[str]
) -> None:
    survey = surveyed(source, papers)
    assert never(survey.conditions) == never_true
    assert always(survey.conditions) == always_true


@pytest.mark.parametrize(
    ("source", "papers", "expected"),
    [
        ('{{ ghi_chu|mac_dinh("…") }}', [{}, {}], ['{{ ghi_chu|mac_dinh("…") }}']),
        ('{{ ghi_chu|mac_dinh("…") }}', [{}, {"ghi_chu": "a"}, {}], []),
        ("{{ ten }}", [{"ten": ""}], ["{{ ten }}"]),
        ("{{ so_nguoi }}", [{"so_nguoi": 0}], []),
        ("{{ co_bao_ve }}", [{"co_bao_ve": False}], []),
        ("{{ tu|noi_va }}", [{"tu": []}], ["{{ tu|noi_va }}"]),
        ("{{ nhom.ten }}", [{"nhom": None}], ["{{ nhom.ten }}"]),
        ("{% if ghi_chu %}{{ ghi_chu }}{% endif %}", [{}], []),
        ("{% for c in chot %}{{ c.ten }}{% endfor %}", [{"chot": []}], ["{% for c in chot %}"]),
        ("{% for c in chot %}{{ c.ten }}{% endfor %}", [{"chot": []}, {}], []),
        ("{% for c in chot %}{% for x in c.ca %}{{ x }}{% endfor %}{% else %}{{ ghi_chu }}{% endfor %}",
         [{"chot": []}], ["{{ ghi_chu }}", "{% for c in chot %}"]),
        ('{{ "a" if co_bao_ve else ten }}', [{}], []),
        ("{# ghi chú #}", [{}], []),
    ],
)  # fmt: skip
def test_fields_that_are_never_filled_are_found(source: str, papers: list[dict[str, Any]], expected: list[str]) -> None:
    survey = surveyed(source, papers)
    assert never([*survey.values, *survey.lists]) == expected


def test_a_condition_that_only_asks_whether_a_field_is_there_is_told_from_a_switch() -> None:
    survey = surveyed("{% if ghi_chu %}a{% elif co_bao_ve %}b{% elif not ghi_chu %}c{% endif %}", [{}])
    assert [seen.is_guard for seen in survey.conditions] == [True, False, False]


CONDITIONS = (
    "co_bao_ve", "ghi_chu", "so_nguoi > 3", "loai == 'KCN'", "loai in ['CCN']", "not co_bao_ve and so_nguoi >= 1",
    "nhom", "nhom.ten == 'a'", "tu|so_luong == 2", "ten|chu_hoa != 'A' or ghi_chu",
)  # fmt: skip


@given(
    st.sampled_from(CONDITIONS),
    st.lists(
        st.fixed_dictionaries(
            {
                "co_bao_ve": st.booleans(),
                "ghi_chu": st.sampled_from([None, "", "x"]),
                "so_nguoi": st.integers(0, 5),
                "loai": st.sampled_from(["KCN", "CCN"]),
                "nhom": st.sampled_from([None, {"ten": "a", "ma_so_thue": "1"}, {"ten": "b", "ma_so_thue": "2"}]),
                "tu": st.lists(st.just("t"), max_size=3),
                "ten": st.sampled_from(["a", "b"]),
            }
        ),
        max_size=6,
    ),
)
@settings(deadline=None)
def test_the_survey_agrees_with_the_conditions_of_papers(source: str, papers: list[dict[str, Any]]) -> None:
    condition, _ = compile_condition(source, SPAN, TREE)
    assert condition is not None
    answers = [condition.holds(sample(**paper)) for paper in papers]
    survey = surveyed(f"{{% if {source} %}}a{{% endif %}}", papers)
    assert bool(never(survey.conditions)) == (bool(papers) and not any(answers))
    assert bool(always(survey.conditions)) == (bool(papers) and all(answers))


def test_a_tag_that_has_shown_both_answers_is_asked_no_more() -> None:
    survey = surveyed("{% if co_bao_ve %}{{ ten }}{% endif %}", [{}, {"co_bao_ve": False}, *[{}] * 50])
    assert survey.papers == 52
    assert [(seen.asked, seen.held) for seen in (*survey.conditions, *survey.values)] == [(2, 1), (1, 1)]


def test_a_watched_tag_is_counted_to_the_last() -> None:
    tags = tags_of('{{ ghi_chu|mac_dinh("…") }}{{ ten }}')
    survey = TagSurvey(tags, TREE, watched=tags[:1])
    for note in ("a", None, "b", None):
        survey.see(sample(ghi_chu=note))
    assert [(seen.asked, seen.held) for seen in survey.values] == [(4, 2), (1, 1)]
