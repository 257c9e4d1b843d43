"""Which article of an old regulation is which article of the one asked for, and how much their words agree.

The hidden name that docgen gives a clause decides where both papers have it; else heading and words decide. Letter
case, punctuation, numbers and the form of Unicode do not count. The limits stand here and in the clerks' guide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from docgen.comparison.clauses import Level, ReadClause
from docgen.vietnamese import nfc

CERTAIN = 0.75
"""From this agreement on, two articles are taken for one and the same."""
POSSIBLE = 0.5
"""From this agreement on, two articles are perhaps the same: matched, and a person is asked to look."""
SAME_CONTENT = 0.8
"""From this agreement on, the content of two matched articles counts as the same, differing in wording only."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Article:
    """An article with the clauses and points inside it."""

    head: ReadClause
    children: tuple[ReadClause, ...]

    @property
    def text(self) -> str:
        """All that the article says below its heading, or its only paragraph."""
        return "\n".join((self.head.text, *(child.text for child in self.children)))


@dataclass(frozen=True, slots=True)
class Match:
    """An article that is asked for and the one of the old paper that it is, None where there is none.

    ``certain`` is False where a person should look whether it really is.
    """

    wanted: Article
    found: Article | None
    certain: bool


def articles_of(clauses: Sequence[ReadClause]) -> tuple[Article, ...]:
    """Return the articles of the regulation proper: those that are numbered last.

    A decision that issues a regulation has articles of its own before it, numbered from 1 as well. Where nothing is
    called «Điều», the numbered paragraphs are taken for articles.
    """
    has_articles = any(clause.level is Level.ARTICLE for clause in clauses)
    top = Level.ARTICLE if has_articles else Level.CLAUSE
    found: list[tuple[ReadClause, list[ReadClause]]] = []
    for clause in clauses:
        if clause.level is top:
            if has_articles and found and _number(clause) == 1 and _number(found[-1][0]) >= 1:
                found.clear()
            found.append((clause, []))
        elif clause.level in (Level.CLAUSE, Level.POINT) and found:
            found[-1][1].append(clause)
    return tuple(Article(head, tuple(children)) for head, children in found)


def match_articles(wanted: Sequence[Article], old: Sequence[Article]) -> tuple[list[Match], list[Article]]:
    """Return a match for each wanted article, in order, and the old articles that are none of them."""
    free = dict(enumerate(old))
    taken: dict[int, tuple[int, bool]] = {}
    for same in (_by_name, _by_heading):
        keys = {key: at for at, article in reversed(free.items()) if (key := same(article))}
        for at, article in enumerate(wanted):
            key = same(article)
            if at not in taken and key and key in keys and keys[key] in free:
                taken[at] = (keys[key], True)
                del free[keys[key]]
    pairs = [
        (agreement, -abs(at - other), at, other)
        for at, article in enumerate(wanted)
        if at not in taken
        for other, candidate in free.items()
        if (agreement := _agreement(article, candidate)) >= POSSIBLE
    ]
    for agreement, _, at, other in sorted(pairs, reverse=True):
        if at not in taken and other in free:
            taken[at] = (other, agreement >= CERTAIN)
            del free[other]
    matches = [
        Match(article, old[taken[at][0]] if at in taken else None, at not in taken or taken[at][1])
        for at, article in enumerate(wanted)
    ]
    return matches, list(free.values())


def agreement(one: str, other: str) -> float:
    """Return how much the words of two texts agree: 1 for the same words in the same order, 0 for none in common."""
    if one == other:
        return 1.0
    (first, one_total), (second, other_total) = _pieces(one), _pieces(other)
    whole = one_total + other_total
    # Keys that both have are found by C; an intersection of counters would walk through all of them.
    common = sum(min(first[key], second[key]) for key in first.keys() & second.keys())
    return 2 * common / whole if whole else 1.0


def best(text: str, others: Iterable[str]) -> tuple[int, float]:
    """Return which of the other texts agrees best and how much, (-1, 0.0) where there is none."""
    scored = [(agreement(text, other), -at) for at, other in enumerate(others)]
    if not scored:
        return -1, 0.0
    score, at = max(scored)
    return -at, score


def words(text: str) -> tuple[str, ...]:
    """Return the words that count: NFC, small letters, neither numbers nor punctuation."""
    return tuple(_WORD.findall(nfc(text).casefold()))


@lru_cache(maxsize=8192)
def _pieces(text: str) -> tuple[Counter[tuple[str, ...]], int]:
    found = words(text)
    pieces = Counter([*((word,) for word in found), *pairwise(found)])
    return pieces, pieces.total()


def _agreement(one: Article, other: Article) -> float:
    return max(agreement(one.head.heading, other.head.heading), agreement(one.text, other.text))


def _by_name(article: Article) -> tuple[str, ...]:
    return (article.head.name,) if article.head.name else ()


def _by_heading(article: Article) -> tuple[str, ...]:
    return words(article.head.heading)


def _number(clause: ReadClause) -> int:
    found = re.search(r"\d+", clause.number)
    return int(found.group()) if found else 0
