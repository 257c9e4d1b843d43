"""Chapters, articles, clauses and points: consecutive after conditions, restarted where the law restarts them."""

from __future__ import annotations

import pytest

from docgen.composition.failure import TagFailure
from docgen.word import AbsentReference
from tests.support.ooxml import ooxml_findings
from tests.support.tag_fields import sample
from tests.support.word_building import W, compiled, docx, lines, p, part, profile, rendered, table, text_of


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
    assert lines(rendered(data)) == ["Điều 1.", "Điều 2.", "Điều 3.", "Xem Điều này và Điều 1"]
    assert lines(rendered(data, co_bao_ve=False)) == ["Điều 1.", "Điều 2.", "Xem Điều này và Điều 1"]


def test_a_reference_may_point_forward_and_from_a_header() -> None:
    data = docx(p('Theo {{ dan("sau") }}.'), p('{{ dieu("sau") }} Tên'), header=p('({{ dan("sau") }})'))
    finished = rendered(data)
    assert lines(finished) == ["Theo Điều 1.", "Điều 1. Tên"]
    assert text_of(part(finished, "word/header1.xml")) == "(Điều 1)"


def test_names_may_come_from_fields() -> None:
    data = docx(p("{%p for c in chot %}"), p("{{ dieu(c.ten) }}"), p("{%p endfor %}"), p("{{ dan(chot[1].ten) }}"))
    assert lines(rendered(data)) == ["Điều 1.", "Điều 2.", "Điều này"]


def test_a_reference_to_an_article_that_is_absent_from_this_paper_is_an_error_at_its_tag() -> None:
    data = docx(p("{%p if co_bao_ve %}"), p('{{ dieu("b") }}'), p("{%p endif %}"), p('Xem {{ dan("b") }}'))
    with pytest.raises(AbsentReference) as caught:
        rendered(data, co_bao_ve=False)
    diagnostic = caught.value.diagnostic
    assert (diagnostic.rule.code, diagnostic.span.place) == ("dan-chieu-sai", "đoạn 4, thân văn bản")
    assert '{{ dan("b") }}' in diagnostic.message


def test_one_name_for_two_articles_is_an_error_unless_only_one_is_there() -> None:
    data = docx(p('{% if co_bao_ve %}{{ dieu("a") }}{% else %}{{ dieu("a") }}{% endif %} {{ dan("a") }}'))
    assert lines(rendered(data)) == ["Điều 1. Điều này"]
    with pytest.raises(TagFailure, match="đã đặt cho Điều 1"):
        rendered(docx(p('{% for x in tu %}{{ dieu("a") }}{% endfor %}')))


def test_each_render_counts_from_one() -> None:
    template = compiled(docx(p("{{ dieu() }}"), p("{{ chuong() }}")))
    first = template.render(sample(), profile())
    assert template.render(sample(), profile()) == first
    assert lines(first) == ["Điều 1.", "Chương I"]


@pytest.mark.parametrize("value", ["<?docgen-dan 61?>", "&lt;?docgen-dan 61?&gt;", "docgen-dan"])
def test_a_value_cannot_pass_for_a_reference(value: str) -> None:
    assert lines(rendered(docx(p("{{ ten }}"), p('{{ dieu("a") }}')), ten=value)) == [value, "Điều 1."]


REGULATION = (
    p('{{ chuong("chuong_mot") }}'), p('{{ muc("muc_mot") }}'),
    p('{{ dieu("a") }}'), p('{{ khoan("a1") }}'), p('{{ khoan("a2") }}'), p('{{ diem("a2a") }}'), p("{{ khoan() }}"),
    p('{{ muc("muc_hai") }}'), p('{{ dieu("b") }}'), p('{{ dieu("c") }}'), p('{{ dieu("d") }}'), p('{{ dieu("e") }}'),
)  # fmt: skip


@pytest.mark.parametrize(
    ("after", "tag", "words"),
    [
        (5, 'dan("a1")', "khoản 1 Điều này"),
        (4, 'dan("a2a")', "điểm a khoản 2 Điều này"),
        (6, 'dan("a2a")', "điểm này"),
        (5, 'dan("a2a")', "điểm a khoản này"),
        (6, 'dan("a")', "Điều này"),
        (6, 'dan("a", day_du=true)', "Điều 1"),
        (9, 'dan("a2")', "khoản 2 Điều 1"),
        (9, 'dan("a2a")', "điểm a khoản 2 Điều 1"),
        (9, 'dan("muc_mot")', "Mục 1 Chương này"),
        (9, 'dan("muc_hai")', "Mục này"),
        (0, 'dan("muc_hai")', "Mục 2 Chương I"),
        (9, 'dan("chuong_mot")', "Chương này"),
        (12, 'dan("a", "b")', "Điều 1 và Điều 2"),
        (12, 'dan("d", "a", "b", "a")', "các Điều 1, 2 và 4"),
        (12, 'dan("a", "b", "c", "d")', "từ Điều 1 đến Điều 4"),
        (12, 'dan("a1", "a2", "c", hoa=true)', "Khoản 1 và khoản 2 Điều 1 và Điều 3"),
    ],
)
def test_a_reference_reads_as_the_law_writes_it_at_its_place(after: int, tag: str, words: str) -> None:
    blocks = [*REGULATION[:after], p(f"{{{{ {tag} }}}}"), *REGULATION[after:]]
    assert lines(rendered(docx(*blocks)))[after] == words


def test_words_stand_in_for_clauses_that_are_absent() -> None:
    absent = p("{% if not co_bao_ve %}{{ dieu('b') }}{% endif %}")
    data = docx(
        p('{{ dan("b", thay="pháp luật &amp; lệ") }}; {{ dan("a", "b", thay="x") }}'), absent, p('{{ dieu("a") }}')
    )
    assert lines(rendered(data))[0] == "pháp luật & lệ; Điều 1"


def test_another_text_counts_from_one_and_is_referred_to_by_name() -> None:
    data = docx(
        p('{{ dieu("a") }}'), p("{{ dieu() }}"), p('{{ van_ban_moi() }}{{ dieu("b") }} {{ dan("a") }} {{ dan("b") }}')
    )
    assert lines(rendered(data)) == ["Điều 1.", "Điều 2.", "Điều 1. Điều 1 Điều này"]


def test_references_in_tables_and_headers_name_everything() -> None:
    data = docx(*REGULATION[:5], table([p('{{ dan("a1") }}')]), header=p('{{ dan("a2") }}'))
    finished = rendered(data)
    assert lines(finished)[5] == "khoản 1 Điều 1"
    assert text_of(part(finished, "word/header1.xml")) == "khoản 2 Điều 1"


def test_clauses_may_refer_to_each_other_in_a_circle() -> None:
    data = docx(p('{{ dieu("a") }} {{ dan("b") }}'), p('{{ dieu("b") }} {{ dan("a") }}'))
    assert lines(rendered(data)) == ["Điều 1. Điều 2", "Điều 2. Điều 1"]


def test_numbers_are_bookmarks_and_references_fields_that_show_them() -> None:
    bold = '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{{ dieu("a") }}</w:t></w:r></w:p>'
    mark = '<w:bookmarkStart w:id="7" w:name="cu"/><w:bookmarkEnd w:id="7"/>'
    unnamed = p("{{ dieu() }}"), p('{{ khoan("k") }}'), p('{{ dieu() }}{{ dan("a", "k") }}', extra=mark)
    data = docx(bold, *unnamed)
    finished = rendered(data)
    root = part(finished)
    marks = {str(each.get(f"{W}name")): str(each.get(f"{W}id")) for each in root.iter(f"{W}bookmarkStart")}
    assert list(marks) == ["_DG_a", "_DGx_1_0_0_2", "_DG_k", "cu"]
    assert len({*marks.values()}) == len(marks)
    assert [each.text for each in root.iter(f"{W}instrText")] == [
        rf" REF {name} \h \* CHARFORMAT " for name in ("_DG_a", "_DG_k", "_DGx_1_0_0_2")
    ]
    inside = next(root.iter(f"{W}bookmarkStart")).getnext()
    assert inside is not None
    assert (text_of(inside), inside.find(f"{W}rPr/{W}b") is not None) == ("1", True)
    assert ooxml_findings(finished) == []
