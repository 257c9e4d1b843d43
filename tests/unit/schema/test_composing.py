from __future__ import annotations

import unicodedata

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.diagnostics import Span
from docgen.model import Contact, Enterprise, OwnClause
from docgen.schema import Mapping, Scalar, Sequence, bind, compose, composing
from docgen.vietnamese import slug

SIGNS = "abđ: -\n\t#\"'{}[]&*!|>%@`?,<\\0159áộ~.=\u0302"
TOKENS = [
    *"a-\"'{}[],&*!|>%@`?#\\0ã",
    "b: ",
    "c:",
    "- ",
    "? ",
    " # ",
    " #",
    "  ",
    "\n",
    "\n  ",
    "\n- ",
    "---",
    "...",
    "<<: ",
]


def _texts() -> st.SearchStrategy[str]:
    pieces = st.lists(st.sampled_from(TOKENS), max_size=16).map("".join)
    return pieces | st.text(alphabet=SIGNS, max_size=60) | st.text(max_size=40)


@pytest.mark.parametrize(
    "written", ["0101243150", "007", "no", "yes", "12:30:45", "1e3", "0x1F", "1.490.000", "2016-03-30", "01", ".5"]
)
def test_a_value_stays_the_text_that_was_written(written: str) -> None:
    node, complaints = compose(f"a: {written}\n", "a.yaml")
    assert complaints == []
    assert isinstance(node, Mapping)
    assert isinstance(node.entries["a"].value, Scalar)
    assert node.entries["a"].value.text == written


def test_every_node_knows_its_place() -> None:
    node, _ = compose("# ghi chú\nTên: Sao Mai\nnoi_dung:\n  - một\n  - 'hai ba'\n", "a.yaml")
    assert isinstance(node, Mapping)
    assert node.span == Span("a.yaml", 2, 1, 3)
    key, value = node.entries["ten"]
    assert key.span == Span("a.yaml", 2, 1, 3)
    assert value.span == Span("a.yaml", 2, 6, 7)
    items = node.entries["noi_dung"].value
    assert isinstance(items, Sequence)
    assert items.span == Span("a.yaml", 4, 3, 1)
    assert [item.span for item in items.items] == [Span("a.yaml", 4, 5, 3), Span("a.yaml", 5, 5, 8)]


def test_a_value_over_several_lines_is_marked_on_its_first_line() -> None:
    node, complaints = compose("a: một câu\n  nối dòng\nb: x\n", "a.yaml")
    assert complaints == []
    assert isinstance(node, Mapping)
    value = node.entries["a"].value
    assert isinstance(value, Scalar)
    assert value.text == "một câu nối dòng"
    assert value.span == Span("a.yaml", 1, 4, 7)


@settings(deadline=None)
@given(st.text(alphabet="aeiouđươâêô xyz\u0300\u0301\u0302\u0303\u0309\u0323\u031b", max_size=30))
def test_composed_and_decomposed_letters_give_the_same_tree(text: str) -> None:
    both = [unicodedata.normalize(form, f'"{text}a": "{text}"\nb: x\n') for form in ("NFC", "NFD")]
    assert compose(both[0], "a") == compose(both[1], "a")


@settings(deadline=None, max_examples=400)
@given(_texts())
def test_any_text_gives_a_tree_or_a_complaint_and_never_raises(text: str) -> None:
    node, complaints = compose(text, "a.yaml")
    assert node is not None or complaints
    assert all(item.span.line <= text.count("\n") + text.count("\r") + 2 for item in complaints)


@settings(deadline=None, max_examples=400)
@given(_texts(), st.sampled_from([Contact, Enterprise, OwnClause]))
def test_whatever_yaml_accepts_is_bound_or_complained_about(text: str, model: type[Contact]) -> None:
    node, complaints = compose(f"don_vi: x\ntieu_de: {text}\n", "a.yaml")
    if node is not None:
        value, _, found = bind(node, model)
        assert value is not None or complaints or found


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(st.sampled_from("abcde"), st.text(max_size=20), max_size=4))
def test_texts_survive_being_written_and_read(values: dict[str, str]) -> None:
    node, complaints = compose(yaml.safe_dump(values, allow_unicode=True, default_style='"') or "{}", "a.yaml")
    if node is None or complaints:
        return
    assert isinstance(node, Mapping)
    read = {key: entry.value.text for key, entry in node.entries.items() if isinstance(entry.value, Scalar)}
    assert read == {slug(key): unicodedata.normalize("NFC", value) for key, value in values.items()}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[[{"])
def test_absurd_nesting_is_refused_without_running_out_of_stack(opening: str) -> None:
    node, complaints = compose(opening * 20_000, "a.yaml")
    assert node is None
    assert [item.rule.code for item in complaints][-1:] == ["long-qua-sau"]


def test_eight_levels_are_read_and_nine_are_not() -> None:
    assert compose("[" * 8 + "x" + "]" * 8, "a")[1] == []
    assert [item.rule.code for item in compose("[" * 9 + "x" + "]" * 9, "a")[1]] == ["long-qua-sau"]


def test_an_alias_bomb_costs_nothing() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]
    node, complaints = compose("\n".join(lines), "a.yaml")
    assert node is not None
    assert {item.rule.code for item in complaints} == {"dau-va", "dau-sao"}


def test_all_mistakes_of_form_are_told_at_once() -> None:
    _, complaints = compose("a: *x\nb: &y z\nc: !t u\na: v\n<<: w\n", "a.yaml")
    assert [(item.span.line, item.rule.code) for item in complaints] == [
        (1, "dau-sao"),
        (2, "dau-va"),
        (3, "dau-than"),
        (4, "trung-khoa"),
        (5, "khoa-gop"),
    ]


def test_the_first_of_two_equal_keys_is_kept() -> None:
    node, _ = compose("a: một\nA: hai\n", "a.yaml")
    assert isinstance(node, Mapping)
    assert [entry.value for entry in node.entries.values()] == [Scalar("một", "a.yaml", 1, 4, 3)]


@pytest.mark.parametrize("text", ["a: b\n", "a: [b, {c: d}]\n", 'a: "b\n', "a: b: c\n", "a: *x\n", "- a\nb: c\n"])
def test_without_the_c_parser_the_same_is_read(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = compose(text, "a.yaml")
    monkeypatch.setattr(composing, "_LOADER", yaml.SafeLoader)
    assert compose(text, "a.yaml") == quick


def test_letters_written_by_their_numbers_are_composed_too() -> None:
    node, _ = compose('a: "e\\u0301"\n', "a.yaml")
    assert isinstance(node, Mapping)
    assert node.entries["a"].value == Scalar("é", "a.yaml", 1, 4, 9, plain=False)
