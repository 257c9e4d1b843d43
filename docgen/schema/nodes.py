"""The tree of a source text: every scalar is still text, every node knows its place."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from docgen.diagnostics import Span

_STANDS_FOR_NOTHING = frozenset({"", "~", "null"})


class Scalar(NamedTuple):
    """One value as it was written, NFC; a tuple, because a file of thousands of records has half a million of them.

    ``line`` and ``column`` count from 1; ``length`` is in characters and ends with the line. ``plain`` means without
    quotes. ``refused`` marks a value that has been complained about already, so that nobody does it twice.
    """

    text: str
    file: str
    line: int
    column: int
    length: int
    plain: bool = True
    refused: bool = False

    @property
    def span(self) -> Span:
        """The place of the value."""
        return Span(self.file, self.line, self.column, max(self.length, 1))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written (``key:`` alone, ``~``, ``null``); a quoted ``""`` is not nothing."""
        return self.plain and self.text in _STANDS_FOR_NOTHING

    @property
    def is_sound(self) -> bool:
        """Whether there is something written and nothing has been complained about."""
        return not self.refused and not (self.plain and self.text in _STANDS_FOR_NOTHING)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list and the place where it begins."""

    items: tuple[Node, ...]
    file: str
    line: int
    column: int

    @property
    def span(self) -> Span:
        """The place of the first dash or of ``[``."""
        return Span(self.file, self.line, self.column)


class Entry(NamedTuple):
    """A key as it was written and its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Entries by the slug of their keys, in the order of writing, and the place of the first key (or of ``{``)."""

    entries: MappingOf[str, Entry]
    file: str
    line: int
    column: int

    @property
    def span(self) -> Span:
        """The place of the first key."""
        for entry in self.entries.values():
            if entry.key.line == self.line:
                return entry.key.span
        return Span(self.file, self.line, self.column)


Node: TypeAlias = Scalar | Sequence | Mapping
"""A node of the tree."""
