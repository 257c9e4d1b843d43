"""The values: where (Span), what kind (Rule), what was found and what to do (Diagnostic)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How grave a complaint is; the values are the words a clerk reads."""

    ERROR = "lỗi"
    WARNING = "lưu ý"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a source: a YAML line and column, or a paragraph of a Word part.

    ``line`` and ``column`` count from 1; 0 means that the whole file is meant. ``place`` names the place in words
    where lines mean nothing to the reader («đoạn 12, phần đầu trang»). ``length`` is in characters.
    ``part`` is the entry of a Word file that is meant; ``line`` then counts its paragraphs, those of tables and text
    boxes included, and ``column`` the characters of the paragraph's text (0: the whole paragraph).
    """

    file: str
    line: int = 0
    column: int = 0
    length: int = 1
    place: str = ""
    part: str = ""

    def __str__(self) -> str:
        """Return ``file:line:column``, or ``file, place``, or the file alone."""
        if self.place:
            return f"{self.file}, {self.place}"
        if self.line:
            return f"{self.file}:{self.line}:{self.column}"
        return self.file


_LONGEST_TEXT = 1_000


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of complaint: a stable code, a severity, a short Vietnamese title."""

    code: str
    severity: Severity
    title: str

    def at(self, span: Span, message: str, *hints: str, excerpt: str = "") -> Diagnostic:
        """Make the complaint: ``message`` says what was found and expected, each hint what to do.

        ``excerpt`` is the text of the place (a Word paragraph) where the report cannot look it up by line. A message
        or hint that quotes megabytes of a source is cut.
        """
        texts = tuple(text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…" for text in hints)
        if len(message) > _LONGEST_TEXT:
            message = message[: _LONGEST_TEXT - 1] + "…"
        return Diagnostic(span=span, rule=self, message=message, hints=texts, excerpt=excerpt)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One complaint about one place."""

    span: Span
    rule: Rule
    message: str
    hints: tuple[str, ...] = ()
    excerpt: str = ""

    @property
    def is_error(self) -> bool:
        """Whether papers must not be made while this stands."""
        return self.rule.severity is Severity.ERROR


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether at least one complaint forbids making papers."""
    return any(diagnostic.is_error for diagnostic in diagnostics)
