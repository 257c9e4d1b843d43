"""Chapters, articles, clauses and points: consecutive after conditions, restarted where the law restarts them."""

from __future__ import annotations

import pytest

from docgen.composition.failure import TagFailure
from docgen.word import AbsentReference
from tests.support.tag_fields import sample
from tests.support.word_building import compiled, docx, lines, p, part, profile, rendered, text_of


def test_numbers_follow_the_order_of_the_paper_and_restart_below_each_article() -> None:
    data = docx(
        p("{{ chuong() }}"), p("{{ dieu() }}"), p("{{ khoan() }}"), p("{{ diem() }}"), p("{{ diem() }}"),
        p("{{ khoan() }}"), p("{{ diem() }}"), p("{{ chuong() }}"), p("{{ dieu() }}"), p("{{ diem() }}"),
        p("{{ khoan() }}"),
    )  # fmt: skip
    assert lines(rendered(data)) == [
        "Chương I", "Điều 1.", "1.", "a)", "b)", "2.", "a)", "Chương II", "Điều 2.", "a)", "1.",
    ]  # fmt: skip


def test_points_are_lettered_as_vietnamese_law_does() -> None:
    data = docx(p("{% for x in tu %}{{ diem() }}{% endfor %}"))
    assert "".join(lines(rendered(data, tu=["x"] * 11))) == "a)b)c)d)đ)e)g)h)i)k)l)"


def test_an_article_that_does_not_apply_takes_no_number() -> None:
    data = docx(
        p('{{ dieu("a") }}'), p("{%p if co_bao_ve %}"), p('{{ dieu("b") }}'), p("{%p endif %}"), p('{{ dieu("c") }}'),
        p('Xem {{ dan("c") }} và {{ dan("a") }}'),
    )  # fmt: skip
    assert lines(rendered(data)) == ["Điều 1.", "Điều 2.", "Điều 3.", "Xem Điều 3 và Điều 1"]
    assert lines(rendered(data, co_bao_ve=False)) == ["Điều 1.", "Điều 2.", "Xem Điều 2 và Điều 1"]


def test_a_reference_may_point_forward_and_from_a_header() -> None:
    data = docx(p('Theo {{ dan("sau") }}.'), p('{{ dieu("sau") }} Tên'), header=p('({{ dan("sau") }})'))
    finished = rendered(data)
    assert lines(finished) == ["Theo Điều 1.", "Điều 1. Tên"]
    assert text_of(part(finished, "word/header1.xml")) == "(Điều 1)"


def test_names_may_come_from_fields() -> None:
    data = docx(p("{%p for c in chot %}"), p("{{ dieu(c.ten) }}"), p("{%p endfor %}"), p("{{ dan(chot[1].ten) }}"))
    assert lines(rendered(data)) == ["Điều 1.", "Điều 2.", "Điều 2"]


def test_a_reference_to_an_article_that_is_absent_from_this_paper_is_an_error_at_its_tag() -> None:
    data = docx(p("{%p if co_bao_ve %}"), p('{{ dieu("b") }}'), p("{%p endif %}"), p('Xem {{ dan("b") }}'))
    with pytest.raises(AbsentReference) as caught:
        rendered(data, co_bao_ve=False)
    diagnostic = caught.value.diagnostic
    assert (diagnostic.rule.code, diagnostic.span.place) == ("dan-chieu-sai", "đoạn 4, thân văn bản")
    assert '{{ dan("b") }}' in diagnostic.message


def test_one_name_for_two_articles_is_an_error_unless_only_one_is_there() -> None:
    data = docx(p('{% if co_bao_ve %}{{ dieu("a") }}{% else %}{{ dieu("a") }}{% endif %} {{ dan("a") }}'))
    assert lines(rendered(data)) == ["Điều 1. Điều 1"]
    with pytest.raises(TagFailure, match="đã đặt cho Điều 1"):
        rendered(docx(p('{{ dieu("a") }}'), p('{{ dieu("a") }}')))


def test_each_render_counts_from_one() -> None:
    template = compiled(docx(p("{{ dieu() }}"), p("{{ chuong() }}")))
    first = template.render(sample(), profile())
    assert template.render(sample(), profile()) == first
    assert lines(first) == ["Điều 1.", "Chương I"]


@pytest.mark.parametrize("value", ["<?docgen-dan 61?>", "&lt;?docgen-dan 61?&gt;", "docgen-dan"])
def test_a_value_cannot_pass_for_a_reference(value: str) -> None:
    assert lines(rendered(docx(p("{{ ten }}"), p('{{ dieu("a") }}')), ten=value)) == [value, "Điều 1."]
