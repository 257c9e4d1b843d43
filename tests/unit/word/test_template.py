"""Filling a template: what comes out is what the fields say, whole, escaped, the same every time."""

from __future__ import annotations

import copy
import pickle
import threading
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.composition.failure import MissingValue, TagFailure
from docgen.composition.filters import FORBIDDEN
from docgen.diagnostics import has_errors
from tests.support.ooxml import ooxml_findings
from tests.support.tag_fields import sample
from tests.support.word_building import (
    W,
    changed,
    compiled,
    complaints,
    docx,
    entries_of,
    lines,
    p,
    part,
    profile,
    rendered,
    table,
    text_of,
)

HOSTILE = "A & B <c> \"d\" 'e' ]]> &amp; {{ ten }} {% if %} {_{ \\a\\f"


def header_text(data: bytes, name: str = "word/header1.xml") -> str:
    return text_of(part(data, name))


def test_a_template_without_tags_comes_back_with_its_text() -> None:
    assert lines(rendered(docx(p("Không có gì &amp; để điền")))) == ["Không có gì & để điền"]


@pytest.mark.parametrize("where", ["body", "table", "header", "footer", "title"])
def test_a_value_with_markup_is_just_text_everywhere(where: str) -> None:
    tag = p("Trước {{ ten }} sau")
    data = {
        "body": docx(tag),
        "table": docx(table([tag, p("x")])),
        "header": docx(p("x"), header=tag),
        "footer": docx(p("x"), footer=tag),
        "title": docx(p("x"), title="Trước {{ ten }} sau"),
    }[where]
    finished = rendered(data, ten=HOSTILE)
    names = {"header": "word/header1.xml", "footer": "word/footer1.xml", "title": "docProps/core.xml"}
    assert f"Trước {HOSTILE} sau" in text_of(part(finished, names.get(where, "word/document.xml")))
    assert ooxml_findings(finished) == []


def test_footnotes_are_filled() -> None:
    note = f'<w:footnote w:id="2">{p("Chú thích {{ ten }}")}</w:footnote>'
    assert header_text(rendered(docx(p("x"), footnotes=note)), "word/footnotes.xml") == "Chú thích Công ty A & B"


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not FORBIDDEN.search(text)))
@settings(deadline=None)
def test_any_value_comes_back_exactly_and_changes_nothing_else(value: str) -> None:
    finished = _TEMPLATE.render(sample(ten=value), profile())
    first, middle, last, *cells = lines(finished)
    assert (first, last) == ("Đầu", "Cuối")
    assert middle == f"«{value}»"
    assert cells == ["ô", value]
    assert header_text(finished) == value.replace("\n", "").replace("\t", "")


_TEMPLATE = compiled(
    docx(p("Đầu"), p("«{{ ten }}»"), p("Cuối"), table([p("ô"), p("{{ ten }}")]), header=p("{{ ten }}"))
)


def test_line_breaks_and_tabs_of_a_value_become_those_of_word() -> None:
    run = part(rendered(docx(p("{{ ten }}")), ten="một\nhai\tba")).find(f".//{W}r")
    assert run is not None
    assert [child.tag.removeprefix(W) for child in run] == ["t", "br", "t", "tab", "t"]


def test_the_same_fields_give_the_same_bytes() -> None:
    data = docx(p("{{ ten }}"), table([p("{%tr for c in chot %}")], [p("{{ c.ten }}")], [p("{%tr endfor %}")]))
    assert rendered(data) == rendered(data) == compiled(data).render(sample(), profile())


def test_parts_without_tags_are_copied_and_the_order_kept() -> None:
    data = changed(docx(p("{{ ten }}")), "word/media/anh.png", lambda _: bytes(range(256)))
    finished = rendered(data)
    before, after = entries_of(data), entries_of(finished)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}


def test_dates_and_names_in_the_properties_stay_those_of_the_template() -> None:
    properties = header_text(rendered(docx(p("x"), title="{{ ten }}")), "docProps/core.xml")
    assert properties == "Công ty A & BVăn thư2016-03-30T01:02:03Z"


def test_conditions_compare_with_texts_that_hold_markup() -> None:
    tag = '{% if ten == "R&amp;D &lt;1&gt;" %}đúng{% else %}sai{% endif %}'
    assert lines(rendered(docx(p(tag)), ten="R&D <1>")) == ["đúng"]


def test_percent_signs_and_braces_may_stand_inside_tags() -> None:
    data = docx(p('{%p if ten == "50%" or ten == "}" %}'), p("có"), p("{%p endif %}"))
    assert lines(rendered(data, ten="50%")) == ["có"]
    assert lines(rendered(data, ten="}")) == ["có"]
    assert lines(rendered(data)) == []


@pytest.mark.parametrize("text", ["a { b", "cuối {", "{ đầu", "50%", "} 1", "#", "{_{", "&amp;#123;"])
def test_lone_braces_of_ordinary_text_stay(text: str) -> None:
    finished = lines(rendered(docx(p(text), p(text), p("{{ ten }}"), p(text))))
    shown = text.replace("&amp;", "&")
    assert finished == [shown, shown, "Công ty A & B", shown]


def test_whole_paragraphs_rows_and_cells_follow_their_tags() -> None:
    data = docx(
        p("{%p for c in chot %}"), p("Chốt {{ c.ten }}"),
        p("{%p for x in c.ca %}"), p("- {{ x }}"), p("{%p endfor %}"), p("{%p endfor %}"),
        p("{%p if not co_bao_ve %}"), p("không"), p("{%p elif so_nguoi &gt; 5 %}"), p("nhiều"),
        p("{%p else %}"), p("ít"), p("{%p endif %}"),
    )  # fmt: skip
    assert lines(rendered(data, co_bao_ve=False)) == [
        "Chốt Cổng chính", "- sáng", "- chiều", "Chốt Cổng phụ", "- đêm", "không",
    ]  # fmt: skip
    assert lines(rendered(data))[-1] == "nhiều"
    assert lines(rendered(data, so_nguoi=1))[-1] == "ít"


def test_statements_inside_a_paragraph_keep_the_letters_of_each_run() -> None:
    bold = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{% if co_bao_ve %}đậm {% endif %}</w:t></w:r>'
    data = docx(p("trước ", extra=bold + "<w:r><w:t>{{ ten }}{% for x in tu %}, {{ x }}{% endfor %}</w:t></w:r>"))
    finished = rendered(data)
    assert lines(finished) == ["trước đậm Công ty A & B, một, hai, ba"]
    marked = [text_of(run) for run in part(finished).iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
    assert marked == ["đậm "]
    assert lines(rendered(data, co_bao_ve=False, tu=[])) == ["trước Công ty A & B"]


def test_a_tag_cut_into_runs_is_read_whole() -> None:
    pieces = ["x {", "{ t", "en }", "} y {", "% if co_ba", "o_ve %", "}z{% end", "if %}"]
    assert lines(rendered(docx(p(*pieces)))) == ["x Công ty A & B y z"]


def test_marks_between_the_runs_of_a_tag_are_kept() -> None:
    first, last = "<w:r><w:t>{{ t</w:t></w:r>", "<w:r><w:t>en }}</w:t></w:r>"
    marks = '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="cho"/><w:bookmarkEnd w:id="0"/>'
    finished = rendered(docx(f"<w:p>{first}{marks}{last}</w:p>"))
    assert lines(finished) == ["Công ty A & B"]
    assert part(finished).find(f".//{W}bookmarkStart") is not None
    assert ooxml_findings(finished) == []


def test_remarks_vanish() -> None:
    data = docx(p("a{# riêng #}b"), p("{#p cả đoạn #}"), p("c"))
    assert lines(rendered(data)) == ["ab", "c"]


def test_an_empty_value_names_part_paragraph_and_text() -> None:
    data = docx(p("Một"), p("Ghi chú: {{ ghi_chu }} và {{ ten }}"), header=p("{{ ten }}"))
    with pytest.raises(MissingValue) as caught:
        rendered(data)
    diagnostic = caught.value.diagnostic
    assert str(diagnostic.span) == "templates/thu/mau.docx, đoạn 2, thân văn bản"
    assert diagnostic.excerpt == "Ghi chú: {{ ghi_chu }} và {{ ten }}"
    assert "{{ ghi_chu }}" in diagnostic.message


def test_a_forbidden_character_in_a_value_is_an_error_at_the_tag() -> None:
    with pytest.raises(TagFailure, match="U\\+000B"):
        rendered(docx(p("{{ ten }}")), ten="a\x0bb")


def test_a_template_can_be_pickled_and_shared_by_threads() -> None:
    template = pickle.loads(pickle.dumps(_NUMBERED))
    results: dict[int, bytes] = {}

    def work(place: int) -> None:
        results[place] = template.render(sample(ten=f"Công ty {place}"), profile())

    threads = [threading.Thread(target=work, args=(place,)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {place: _NUMBERED.render(sample(ten=f"Công ty {place}"), profile()) for place in range(8)}


_NUMBERED = compiled(docx(p("{{ dieu() }} {{ ten }}"), p("{{ khoan() }} {{ dieu() }}")))


def test_rendering_changes_no_field() -> None:
    fields: dict[str, Any] = sample()
    before = copy.deepcopy(fields)
    _TEMPLATE.render(fields, profile())
    assert fields == before


def test_tags_in_parts_that_are_not_filled_are_warned_of() -> None:
    data = changed(docx(p("x")), "word/comments.xml", lambda _: b"<a>{{ ten }}</a>")
    found = complaints(data)
    assert [item.rule.code for item in found] == ["the-khong-duoc-doc"]
    assert not has_errors(found)
