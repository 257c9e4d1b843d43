"""Numbers of chapters, articles, clauses and points, given while a paper is filled, and references to articles.

Tags run in the order of the paper and only where their conditions hold, so an article that does not apply takes no
number. A reference may point forward: its place is kept until every part is filled.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from docgen.composition.filters import Empty, Unfit
from docgen.vietnamese import point_letter, roman

FUNCTIONS = ("chuong", "dieu", "khoan", "diem", "dan")
"""The functions that a tag may call."""


class Numbering:
    """The counters of one paper; made anew for each render."""

    __slots__ = ("_article", "_chapter", "_clause", "_point", "articles")

    def __init__(self) -> None:
        self._chapter = 0
        self._article = 0
        self._clause = 0
        self._point = 0
        self.articles: dict[str, str] = {}

    def functions(self) -> tuple[Callable[..., str], ...]:
        """Return the functions that print a number, in the order of FUNCTIONS (without ``dan``)."""
        return self._next_chapter, self._next_article, self._next_clause, self._next_point

    def _next_chapter(self) -> str:
        self._chapter += 1
        return f"Chương {roman(self._chapter)}"

    def _next_article(self, name: str | None = "") -> str:
        if name is None:
            raise Empty
        self._article += 1
        self._clause = self._point = 0
        if name and name in self.articles:
            raise Unfit(f"tên «{name}» đã đặt cho {self.articles[name]}")
        if name:
            self.articles[name] = f"Điều {self._article}"
        return f"Điều {self._article}."

    def _next_clause(self) -> str:
        self._clause += 1
        self._point = 0
        return f"{self._clause}."

    def _next_point(self) -> str:
        self._point += 1
        return f"{_letter(self._point)})"


_letter = lru_cache(maxsize=256)(point_letter)
