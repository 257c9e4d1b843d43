"""Every mistake in a tag, all at once, in plain words; and every attack refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError

from docgen.composition.expression import compile_condition, compile_text, environment
from docgen.composition.filters import Empty, to_text
from docgen.diagnostics import Diagnostic, Span
from tests.support.tag_fields import TREE

SPAN = Span("khai_bao.yaml", 3, 7)


def complaints(source: str) -> list[Diagnostic]:
    text, found = compile_text(source, SPAN, TREE)
    assert (text is None) == bool(found)
    assert all(item.span == SPAN for item in found)
    return found


def codes(source: str) -> set[str]:
    return {item.rule.code for item in complaints(source)}


@pytest.mark.parametrize(
    ("source", "code", "words"),
    [
        ("{{ tenn }}", "truong-khong-co", "«ten»"),
        ("{{ nhom.ma_so_thu }}", "truong-khong-co", "«nhom.ma_so_thue»"),
        ("{{ xyzw }}", "truong-khong-co", "Các trường có: chot, co_bao_ve"),
        ("{{ ten.dai }}", "truong-khong-co", "«ten» là chữ"),
        ("{{ chot.ten }}", "truong-khong-co", "Lặp bằng for"),
        ("{{ loop.index }}", "truong-khong-co", "«loop»"),
        ("{% for c in chot %}{{ c.tenn }}{% endfor %}", "truong-khong-co", "«c.ten»"),
        ("{% for c in chot %}{% endfor %}{{ c.ten }}", "truong-khong-co", "Không có trường «c»"),
        ("{{ ten", "the-chua-dong", "không có dấu đóng «}}»"),
        ("{% if ten }}a{% endif %}", "the-chua-dong", "không có dấu đóng «%}»"),
        ("ten }}", "the-chua-dong", "không có dấu mở"),
        ("{{{ ten }}}", "the-chua-dong", "3 dấu ngoặc nhọn"),
        ("C{#1 trong câu", "the-chua-dong", "{#"),
        ("{{ ten" + "x" * 500 + " }}", "the-qua-dai", "500"),
        ("{{ nhom–ten }}", "gach-ngang-trong-the", "«–»"),
        ("{{ ma so thue }}", "the-viet-sai", "dấu gạch dưới"),
        ("{{ }}", "the-viet-sai", "thiếu tên trường"),
        ("{{ ten ? }}", "the-viet-sai", "ký tự lạ «?»"),
        ("{% if loai = 'KCN' %}{% endif %}", "the-viet-sai", "«==»"),
        ("{% if ten %}{% else if loai %}{% endif %}", "the-viet-sai", "elif"),
        ("{% p if ten %}", "the-viet-sai", "{%p if ten %}"),
        ("{{p ten }}", "the-khong-duoc-dung", "Viết {{ ten_truong }}"),
        ("{%- if ten %}{% endif %}", "the-khong-duoc-dung", "«-»"),
        ("{{ ten | chu_hao }}", "bo-loc-khong-co", "«chu_hoa»"),
        ("{{ ten | center }}", "bo-loc-khong-co", "«center»"),
        ("{{ ten | ngay }}", "truong-sai-loai", "«ten» là chữ"),
        ("{{ so_nguoi | noi_va }}", "truong-sai-loai", "danh sách"),
        ("{{ chot }}", "truong-sai-loai", "for"),
        ("{{ nhom }}", "truong-sai-loai", "ma_so_thue, ten"),
        ("{% for x in ten %}{% endfor %}", "truong-sai-loai", "danh sách"),
        ("{% if so_nguoi == '3' %}{% endif %}", "truong-sai-loai", "cùng loại"),
        ("{% if co_bao_ve == 'có' %}{% endif %}", "truong-sai-loai", "if tên_trường"),
        ("{% if ngay_ky > so_nguoi %}{% endif %}", "truong-sai-loai", "cùng loại"),
        ("{% if 'a' in ten %}{% endif %}", "truong-sai-loai", "danh sách"),
        ("{% if loai == 'KNC' %}{% endif %}", "so-sanh-gia-tri-la", "«KCN»"),
        ("{% if loai in ['KCN', 'XYZ'] %}{% endif %}", "so-sanh-gia-tri-la", "KCN, CCN"),
        ("{% if ten %}", "khoi-khong-khop", "endif"),
        ("{% for c in chot %}", "khoi-khong-khop", "endfor"),
        ("{% endif %}", "khoi-khong-khop", "mở ở trước"),
        ("{% else %}", "khoi-khong-khop", "khối if"),
        ("{% if ten %}{% else %}{% elif loai %}{% endif %}", "khoi-khong-khop", "sau else"),
        ("{% for c in chot %}{% elif ten %}{% endfor %}", "khoi-khong-khop", "khối for"),
        ("{% for c in chot %}{% if ten %}{% endfor %}{% endif %}", "khoi-khong-khop", "chưa đóng"),
        ("{% enfor %}", "the-khong-duoc-dung", "«endfor»"),
        ("{{ 'a' if ten }}", "the-khong-duoc-dung", "else"),
        ("Dòng\x07", "ky-tu-khong-in-duoc", "U+0007"),
    ],
)
def test_a_mistake_is_named_with_what_to_do(source: str, code: str, words: str) -> None:
    found = complaints(source)
    assert code in {item.rule.code for item in found}
    assert words in "\n".join(line for item in found for line in (item.message, *item.hints))


def test_all_mistakes_come_at_once() -> None:
    found = complaints("{{ tenn }}{% if loai == 'X' %}{{ a b }}{{ ten | ngay }}{% set x = 1 %}")
    assert {item.rule.code for item in found} == {
        "truong-khong-co", "so-sanh-gia-tri-la", "the-viet-sai", "truong-sai-loai", "the-khong-duoc-dung",
        "khoi-khong-khop",
    }  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        "{{ ten.__class__ }}",
        "{{ ten['__class__'] }}",
        "{{ ''.join }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ ten.upper() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum(n=100) }}",
        "{{ range(10**9) }}",
        "{{ dict() }}",
        "{{ namespace(a=1) }}",
        "{{ self._TemplateReference__context }}",
        "{{ 'A' * 10**10 }}",
        "{{ 9**9**9 }}",
        "{{ so_nguoi + 1 }}",
        "{{ ten ~ ten }}",
        "{{ ten[1:2] }}",
        "{{ {'a': 1} }}",
        "{{ [1, 2] }}",
        "{{ ten is defined }}",
        "{{ ten | attr('upper') }}",
        "{{ ten | center(999999999) }}",
        "{{ tu | map('upper') }}",
        "{{ tu | noi(ten) }}",
        "{{ tu | noi }}",
        "{{ dieu() }}",
        "{{ ten(**nhom) }}",
        "{% for a, b in tu %}{% endfor %}",
        "{% for loop in tu %}{% endfor %}",
        "{% for a in 'xyz' %}{% endfor %}",
        "{% for a in tu recursive %}{% endfor %}",
        "{% for a in [1, 2, 3] %}{% endfor %}",
        "{% for a in tu %}" * 4 + "{% endfor %}" * 4,
        "{% set x = 1 %}",
        "{% include 'a' %}",
        "{% import 'a' as a %}",
        "{% from 'a' import b %}",
        "{% extends 'a' %}",
        "{% macro m() %}{% endmacro %}",
        "{% call m() %}{% endcall %}",
        "{% filter upper %}{% endfilter %}",
        "{% block b %}{% endblock %}",
        "{% raw %}{% endraw %}",
        "{% autoescape false %}{% endautoescape %}",
        "{% do ten %}",
        "{% with a = 1 %}{% endwith %}",
        "{{ " + "(" * 200 + "ten" + ")" * 200 + " }}",
        "{{ " + "not " * 100 + "ten }}",
        "{{ " + "-" * 300 + "1 }}",
        "{{ ten" + "[0]" * 150 + " }}",
        "{{ ten" + "|chu_hoa" * 60 + " }}",
        "{% if " + "a and " * 75 + "a %}{% endif %}",
    ],
)  # fmt: skip
def test_what_is_not_in_the_language_is_refused(source: str) -> None:
    assert codes(source) & {"the-khong-duoc-dung", "the-viet-sai", "truong-khong-co", "bo-loc-khong-co"}


@pytest.mark.parametrize(("depth", "refused"), [(20, False), (21, True), (500, True)])
def test_blocks_nest_to_a_limit(depth: int, refused: bool) -> None:
    found = complaints("{% if ten %}" * depth + "x" + "{% endif %}" * depth)
    assert [item.rule.code for item in found] == ["the-khong-duoc-dung"] * refused


def test_a_long_chain_of_branches_compiles() -> None:
    assert complaints("{% if ten %}" + "{% elif loai %}x" * 300 + "{% endif %}") == []


@pytest.mark.parametrize("source", ["{{ ten.__class__ }}", "{{ nhom['_ten'] }}", "{{ _ten }}"])
def test_names_with_a_leading_underscore_are_refused_by_name(source: str) -> None:
    assert "the-khong-duoc-dung" in codes(source)


@pytest.mark.parametrize(
    "source",
    ["{{ x.__class__ }}", "{{ x['__len__'] }}", "{{ ''.join }}", "{{ range }}", "{{ lipsum }}", "{{ x.append }}",
     "{% for a in x %}{{ loop.cycle }}{% endfor %}"],
)  # fmt: skip
def test_even_unchecked_the_environment_gives_only_items(source: str) -> None:
    template = environment(to_text).from_string(source)
    with pytest.raises((Empty, UndefinedError)):
        template.render(x=[1])


@pytest.mark.parametrize("flood", ["{" * 60_000, "}" * 60_000, "{{ a" * 15_000, "{# " * 20_000, "{% %}" * 12_000,
                                   '{{ "' * 15_000, "{{" + "'" * 60_000])  # fmt: skip
def test_a_flood_of_braces_is_answered_with_few_complaints(flood: str) -> None:
    assert complaints(flood)


@pytest.mark.parametrize("source", ["ten }}{{ loai", "ten %}x{% if loai", "", "ten {# x #}"])
def test_a_condition_holds_no_braces(source: str) -> None:
    condition, found = compile_condition(source, SPAN, TREE)
    assert condition is None
    assert {item.rule.code for item in found} <= {"the-viet-sai", "the-chua-dong"}


@given(st.text(st.sampled_from("{}%# \"'“”tenifor=|().[]–\n\\-1"), max_size=60))
@settings(deadline=None, max_examples=300)
def test_any_text_is_compiled_or_complained_about(source: str) -> None:
    complaints(source)
