"""Numbers of chapters, articles, clauses and points, given while a paper is filled, and references to articles.

Tags run in the order of the paper and only where their conditions hold, so an article that does not apply takes no
number. A reference may point forward: it stands as a processing instruction, which no value can imitate, until the
whole body is filled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from docgen.composition.filters import Empty, Unfit, to_text
from docgen.vietnamese import point_letter, roman

REFERENCE = "docgen-dan"
LINE_BREAK = "docgen-ngat-dong"
TAB = "docgen-tab"
"""Targets of the processing instructions that stand in a filled part until it is finished."""

FUNCTIONS = ("chuong", "dieu", "khoan", "diem", "dan")
"""The functions that a tag may call."""

_QUOTES = {'"': "&quot;", "'": "&apos;", "\r": "&#13;"}


class Reference(str):
    """The name of an article that a tag refers to."""

    __slots__ = ()


class Numbering:
    """The counters of one paper; made anew for each render."""

    def __init__(self) -> None:
        self._chapter = 0
        self._article = 0
        self._clause = 0
        self._point = 0
        self.articles: dict[str, str] = {}

    def functions(self) -> Mapping[str, Callable[..., str]]:
        """Return the functions by the names that tags call."""
        methods = (self._next_chapter, self._next_article, self._next_clause, self._next_point, self._refer)
        return dict(zip(FUNCTIONS, methods, strict=True))

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
        return f"{point_letter(self._point)})"

    def _refer(self, name: str | None) -> Reference:
        if name is None:
            raise Empty
        return Reference(name)


def write_word(value: Any) -> str:
    """Write the value of a tag into Word text: escaped always; line breaks and tabs become Word's own.

    Raises Empty and Unfit as :func:`docgen.composition.filters.to_text` does.
    """
    if isinstance(value, Reference):
        return f"<?{REFERENCE} {value.encode('utf-8').hex()}?>"
    text = escape(to_text(value), _QUOTES)
    return text.replace("\n", f"<?{LINE_BREAK}?>").replace("\t", f"<?{TAB}?>")


def write_property(value: Any) -> str:
    """Write the value of a tag into a document property: escaped always."""
    return escape(to_text(value), _QUOTES)
