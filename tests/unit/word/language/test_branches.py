"""The branch of an empty list: it knows nothing of the loop that it belongs to."""

from __future__ import annotations

from tests.support.word_building import complaints, docx, lines, p, rendered


def test_the_branch_of_an_empty_list_does_not_know_the_variable_of_the_loop() -> None:
    found = complaints(docx(p("{% for x in tu %}{{ x }}{% else %}{{ x }}{% endfor %}")))
    assert [item.rule.code for item in found] == ["truong-khong-co"]


def test_the_branch_of_an_empty_list_counts_as_no_loop() -> None:
    inner = "{% for c in tu %}{{ c }}{% else %}{% for d in a.ca %}{{ d }};{% endfor %}{% endfor %}"
    data = docx(p("{% for a in chot %}{% for b in a.ca %}" + inner + "{% endfor %}{% endfor %}"))
    assert lines(rendered(data, tu=[])) == ["sáng;chiều;sáng;chiều;đêm;"]


def test_after_the_branch_the_loop_around_is_known_again() -> None:
    data = docx(p("{% for c in chot %}{% for x in tu %}{% else %}{{ loop.index }}{% endfor %}{{ c.ten }};{% endfor %}"))
    assert lines(rendered(data, tu=[])) == ["1Cổng chính;2Cổng phụ;"]
