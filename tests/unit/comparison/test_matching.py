from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from docgen.comparison import Level, ReadClause, agreement, articles_of, match_articles, words


def clause(level: Level, number: str, text: str, name: str | None = None) -> ReadClause:
    return ReadClause(level, number, name, text.split("\n")[0], text, (0,))


def article(number: int, text: str, name: str | None = None) -> ReadClause:
    return clause(Level.ARTICLE, f"Điều {number}", text, name)


def test_the_articles_of_the_decision_before_a_regulation_are_left_out() -> None:
    read = [article(1, "Ban hành"), article(2, "Thi hành"), article(1, "Phạm vi"), clause(Level.CLAUSE, "1", "Ai")]
    (only,) = articles_of(read)
    assert (only.head.heading, [child.text for child in only.children]) == ("Phạm vi", ["Ai"])


def test_where_nothing_is_called_an_article_the_numbered_paragraphs_are() -> None:
    read = [clause(Level.CLAUSE, "1", "Thẻ"), clause(Level.POINT, "a", "Đeo"), clause(Level.CLAUSE, "2", "Xe")]
    assert [len(item.children) for item in articles_of(read)] == [1, 0]


def test_the_hidden_name_decides_before_the_heading() -> None:
    wanted = articles_of([article(1, "Nhà xe", "nha_xe"), article(2, "Thẻ", "the")])
    old = articles_of([article(1, "Nhà xe", "the"), article(2, "Thẻ", "nha_xe")])
    matches, left = match_articles(wanted, old)
    assert [(match.found.head.name if match.found else None, match.certain) for match in matches] == [
        ("nha_xe", True),
        ("the", True),
    ]
    assert not left


def test_a_half_alike_article_is_matched_in_doubt_and_an_unlike_one_is_not() -> None:
    wanted = articles_of([article(1, "Quản lý nhà xe của người lao động"), article(2, "Camera giám sát")])
    old = articles_of([article(1, "Nhà xe của người lao động và của khách"), article(2, "Bếp ăn tập thể")])
    matches, left = match_articles(wanted, old)
    assert (matches[0].found, matches[0].certain) == (old[0], False)
    assert matches[1].found is None
    assert left == [old[1]]


def test_no_old_article_is_taken_twice() -> None:
    wanted = articles_of([article(1, "Nhà xe"), article(2, "Nhà xe")])
    matches, _ = match_articles(wanted, articles_of([article(1, "Nhà xe")]))
    assert [match.found is not None for match in matches] == [True, False]


@given(st.text(max_size=60))
def test_case_punctuation_numbers_and_unicode_form_do_not_count(text: str) -> None:
    other = unicodedata.normalize("NFD", f"12. {text} ; 7")
    assert words(other) == words(text)
    assert agreement(text, other) == 1.0


@given(st.text(max_size=40), st.text(max_size=40))
def test_agreement_is_the_same_from_both_sides_and_a_share(one: str, other: str) -> None:
    assert agreement(one, other) == agreement(other, one)
    assert 0.0 <= agreement(one, other) <= 1.0
