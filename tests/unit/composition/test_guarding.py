"""Fields that may be empty and are needed without a guard are told before any paper fails."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from docgen.composition.expression import MissingValue, compile_text
from docgen.composition.field_tree import FieldKind, FieldTree
from docgen.composition.guarding import unguarded
from docgen.composition.tag_text import Place, scan
from docgen.diagnostics import Span

TEXT = FieldTree(FieldKind.TEXT, optional=True, label="Ghi chú")
NUMBER = FieldTree(FieldKind.NUMBER, optional=True)
DAY = FieldTree(FieldKind.DAY, optional=True)
GROUP = FieldTree(
    FieldKind.RECORD,
    optional=True,
    label="Công ty",
    children={"ten": FieldTree(FieldKind.TEXT), "ngay": DAY},
)
TREE = FieldTree(
    FieldKind.RECORD,
    children={
        "ten": FieldTree(FieldKind.TEXT),
        "co": FieldTree(FieldKind.YES_NO),
        "chu": TEXT,
        "so": NUMBER,
        "nhom": GROUP,
        "dong": FieldTree(
            FieldKind.LIST, item=FieldTree(FieldKind.RECORD, children={"ten": FieldTree(FieldKind.TEXT), "chu": TEXT})
        ),
        "tu": FieldTree(FieldKind.LIST, optional=True, item=FieldTree(FieldKind.TEXT)),
    },
)


def paths(source: str) -> list[str]:
    tags, found = scan(source, Place(Span("khai_bao.yaml", 1, 1)))
    assert found == []
    return [each.path for each in unguarded(tags, TREE)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ ten }}", []),
        ("{{ chu }}", ["chu"]),
        ("{{ chu|chu_hoa }}", ["chu"]),
        ('{{ chu|mac_dinh("…") }}', []),
        ('{{ chu|chu_hoa|mac_dinh("…") }}', []),
        ('{{ chu|bat_buoc("Ghi chú") }}', []),
        ("{% if chu %}{{ chu }}{% endif %}", []),
        ("{% if chu %}{% else %}{{ chu }}{% endif %}", ["chu"]),
        ("{% if not chu %}{% else %}{{ chu }}{% endif %}", []),
        ("{% if not chu %}a{% elif co %}{{ chu }}{% endif %}", []),
        ("{% if co %}{{ chu }}{% endif %}", ["chu"]),
        ("{% if co and chu %}{{ chu }}{% endif %}", []),
        ("{% if co or chu %}{{ chu }}{% endif %}", ["chu"]),
        ("{% if not (co or not chu) %}{{ chu }}{% endif %}", []),
        ("{% if chu|chu_hoa %}{{ chu }}{% endif %}", []),
        ('{% if chu|mac_dinh("a") %}{{ chu }}{% endif %}', ["chu"]),
        ('{% if chu == "a" %}{{ chu }}{% endif %}', []),
        ('{% if chu != "a" %}{{ chu }}{% endif %}', ["chu"]),
        ('{% if chu != "a" %}{% else %}{{ chu }}{% endif %}', []),
        ("{% if chu != none %}{{ chu }}{% endif %}", []),
        ("{% if chu == none %}{% else %}{{ chu }}{% endif %}", []),
        ("{% if chu == none %}{{ chu }}{% endif %}", ["chu"]),
        ('{% if chu in ["a", "b"] %}{{ chu }}{% endif %}', []),
        ('{% if chu not in ["a", "b"] %}{{ chu }}{% endif %}', ["chu"]),
        ("{% if so > 3 %}{{ so }}{% endif %}", ["so"]),
        ("{% if so and so > 3 %}{{ so }}{% endif %}", []),
        ("{% if so or so > 3 %}a{% endif %}", ["so"]),
        ("{{ nhom.ten }}", ["nhom"]),
        ("{% if nhom %}{{ nhom.ten }}{% endif %}", []),
        ("{% if nhom %}{{ nhom.ngay|ngay }}{% endif %}", ["nhom.ngay"]),
        ("{% if nhom.ngay %}{{ nhom.ten }} {{ nhom.ngay|ngay }}{% endif %}", []),
        ("{{ nhom['ten'] }}", ["nhom"]),
        ('{{ chu if chu else "…" }}', []),
        ('{{ "…" if chu else chu }}', ["chu"]),
        ("{% for d in dong %}{{ d.ten }}{{ d.chu }}{% endfor %}", ["d.chu"]),
        ("{% for d in dong %}{% if d.chu %}{{ d.chu }}{% endif %}{% endfor %}", []),
        ("{% for d in dong if d.chu %}{{ d.chu }}{% endfor %}", []),
        ("{% if chu %}{% for chu in dong %}{{ chu.chu }}{% endfor %}{% endif %}", ["chu.chu"]),
        ("{% for a in tu %}{{ a }}{% endfor %}", ["tu"]),
        ("{% if tu %}{% for a in tu %}{{ a }}{% endfor %}{% endif %}", []),
        ("{{ tu|noi_va }}", ["tu"]),
        ('{{ nhom.ten|bat_buoc("Ghi công ty") }} {{ nhom.ten }}', []),
        ("{{ nhom.ten }} {{ nhom.ten }}", ["nhom"]),
        ('{{ nhom.ten|mac_dinh("…") }} {{ nhom.ten }}', ["nhom"]),
        ('{% if co %}{{ nhom.ten|bat_buoc("x") }}{% endif %}{{ nhom.ten }}', ["nhom"]),
    ],
)
def test_a_field_that_may_be_empty_needs_a_guard(source: str, expected: list[str]) -> None:
    assert paths(source) == expected


def test_only_tags_that_were_let_through_are_looked_at() -> None:
    with pytest.raises(ValueError, match="Không có trường «la»"):
        paths("{{ la }}")


def test_the_warning_names_the_field_its_label_and_the_three_ways_out() -> None:
    tags, _ = scan("{{ nhom.ngay|ngay }}", Place(Span("a.yaml", 1, 1)))
    (found,) = [each.complaint() for each in unguarded(tags, TREE)]
    assert found.rule.code == "truong-co-the-trong"
    assert not found.is_error
    assert "«nhom» (Công ty) có thể để trống" in found.message
    assert all(word in found.hints[0] for word in ("if nhom", "mac_dinh", "bat_buoc"))


values = st.sampled_from(
    ["{{ chu }}", "{{ so|so }}", "{{ nhom.ten }}", "{{ nhom.ngay|ngay }}", "{{ tu|noi_va }}", '{{ chu|mac_dinh("x") }}',
     '{{ chu|chu_hoa if nhom.ngay else "y" }}', "{{ nhom.ngay if nhom else ten }}", "{{ so > 3 and co }}"]
)  # fmt: skip
tests = st.recursive(
    st.sampled_from(
        ["chu", "so", "co", "nhom", "nhom.ngay", "tu", 'chu == "a"', 'chu != "a"', "so > 3", "nhom.ten", "chu == none",
         'chu in ["a"]', "nhom != none", "tu|so_luong", "so == 0", "chu|chu_hoa"]
    ),
    lambda inner: st.one_of(
        inner.map(lambda test: f"not ({test})"),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda three: "({}) {} ({})".format(*three)),
    ),
    max_leaves=4,
)  # fmt: skip
sources = st.recursive(
    values,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(tests, inner, inner).map(lambda it: "{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format(*it)),
        st.tuples(tests, inner, tests, inner).map(
            lambda it: "{{% if {} %}}{}{{% elif {} %}}{}{{% endif %}}".format(*it)
        ),
        inner.map(lambda body: f"{{% for d in tu %}}{body}{{% endfor %}}"),
    ),
    max_leaves=6,
)
fields = st.fixed_dictionaries(
    {
        "ten": st.just("t"),
        "co": st.booleans(),
        "chu": st.sampled_from([None, "a", "b"]),
        "so": st.sampled_from([None, 0, 5]),
        "nhom": st.none()
        | st.fixed_dictionaries({"ten": st.just("n"), "ngay": st.sampled_from([None, date(2016, 3, 5)])}),
        "dong": st.just([]),
        "tu": st.sampled_from([None, [], ["a"]]),
    }
)


@given(sources, st.lists(fields, min_size=1, max_size=6))
@settings(deadline=None, max_examples=300)
def test_a_text_without_warnings_never_lacks_a_value(source: str, papers: list[dict[str, Any]]) -> None:
    text, found = compile_text(source, Span("a.yaml", 1, 1), TREE)
    assume(source.count("{% for") <= 1)
    assert text is not None, found
    if paths(source):
        return
    for each in papers:
        text.render(each)


@given(sources, fields)
@settings(deadline=None, max_examples=300)
def test_what_lacks_a_value_was_warned_of(source: str, paper: dict[str, Any]) -> None:
    text, _ = compile_text(source, Span("a.yaml", 1, 1), TREE)
    assume(source.count("{% for") <= 1)
    assert text is not None
    try:
        text.render(paper)
    except MissingValue:
        assert paths(source)
