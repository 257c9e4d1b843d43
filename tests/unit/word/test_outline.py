"""The clauses of a template, each with the conditions around it, for explaining which papers get it."""

from __future__ import annotations

import pickle

from docgen.word import Clause, outline
from tests.support.tag_fields import sample
from tests.support.word_building import compiled, docx, p, style, table

STYLES = "".join(
    style(identity, name)
    for identity, name in {
        "C": "VB Chương",
        "T": "VB Tên chương",
        "D": "VB Điều",
        "K": "VB Khoản",
        "M": "VB Điểm",
    }.items()
)


def clauses(*blocks: str) -> tuple[Clause, ...]:
    return outline(compiled(docx(*blocks, styles=STYLES)))


def test_clauses_carry_level_text_and_place() -> None:
    found = clauses(
        p("{{ chuong() }}", style="C"), p("Quy định {{ ten }}", style="T"), p("không phải điều"),
        p('{{ dieu("a") }} Phạm vi', style="D"), p("{{ khoan() }} Nội dung", style="K"), p("", style="M"),
    )  # fmt: skip
    assert [(clause.level, clause.text, clause.place) for clause in found] == [
        ("tên chương", "Quy định {{ ten }}", "đoạn 2"),
        ("điều", "Phạm vi", "đoạn 4"),
        ("khoản", "Nội dung", "đoạn 5"),
    ]
    assert [clause.name for clause in found] == ["", "a", ""]


def test_guards_are_the_conditions_around_with_their_sides() -> None:
    found = clauses(
        p("{%p if co_bao_ve %}"), p("{%p if loai == 'KCN' %}"), p("một", style="D"),
        p("{%p elif so_nguoi &gt; 5 %}"), p("hai", style="D"), p("{%p else %}"), p("ba", style="D"),
        p("{%p endif %}"), p("bốn", style="D"), p("{%p endif %}"), p("năm", style="D"),
    )  # fmt: skip
    guards = [[(guard.source, guard.wanted) for guard in clause.guards] for clause in found]
    outer, first, second = ("co_bao_ve", True), "loai == 'KCN'", "so_nguoi > 5"
    assert guards == [
        [outer, (first, True)],
        [outer, (first, False), (second, True)],
        [outer, (first, False), (second, False)],
        [outer],
        [],
    ]
    fields = sample(loai="CCN", so_nguoi=1)
    assert [clause.applies(fields) for clause in found] == [False, False, True, True, True]
    assert found[1].names == ("co_bao_ve", "loai", "so_nguoi")


def test_a_clause_in_a_loop_cannot_be_told_beforehand_unless_it_is_shut_out() -> None:
    found = clauses(
        p("{%p if co_bao_ve %}"), p("{%p for c in chot %}"), p("{%p if c.so_nguoi &gt; 1 %}"),
        p("{{ c.ten }}", style="D"), p("{%p endif %}"), p("{%p endfor %}"), p("{%p endif %}"),
    )  # fmt: skip
    (clause,) = found
    assert clause.loops == ("c in chot",)
    assert clause.guards[1].condition is None
    assert clause.applies(sample()) is None
    assert clause.applies(sample(co_bao_ve=False)) is False


def test_rows_of_tables_carry_their_conditions() -> None:
    (clause,) = clauses(table([p("{%tr if co_bao_ve %}")], [p("trong bảng", style="K")], [p("{%tr endif %}")]))
    assert [guard.source for guard in clause.guards] == ["co_bao_ve"]


def test_an_outline_can_be_pickled() -> None:
    found = clauses(p("{%p if co_bao_ve %}"), p("một", style="D"), p("{%p endif %}"))
    assert pickle.loads(pickle.dumps(found)) == found
