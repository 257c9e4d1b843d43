"""Where the lines of a paragraph break and how long its last one is, measured in the letters that it is set in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from docgen.layout import line_starts, text_width_mm
from docgen.vietnamese import upper

_WORD = re.compile(r"[^ \t\r\n]+")
REMEMBERED = 64
"""Texts whose breaks a process remembers: those of headings, and of the records in hand."""


class Letters(NamedTuple):
    """The letters that text is measured in: points, bold, italic, all capitals."""

    size: float
    bold: bool
    italic: bool
    capitals: bool


def widest(letters: list[Letters]) -> Letters:
    """Return the letters that a line of all these is measured in: the largest and boldest count."""
    if len(letters) == 1:
        return letters[0]
    return Letters(
        max(each.size for each in letters),
        any(each.bold for each in letters),
        all(each.italic for each in letters),
        any(each.capitals for each in letters),
    )


def breaks(text: str, room: float, letters: Letters) -> tuple[tuple[int, int], ...]:
    """Return the blanks, as borders in ``text``, at which its lines break so that they are even."""
    spans = [match.span() for match in _WORD.finditer(text)]
    if not spans:
        return ()
    words, widths = [text[start:end] for start, end in spans], _widths(letters)
    starts = line_starts(words, [*map(widths.__getitem__, words)], widths[" "], room)
    return tuple([(spans[place - 1][1], spans[place][0]) for place in starts[1:]])


@lru_cache(maxsize=REMEMBERED)
def broken(text: str, room: float, letters: Letters) -> tuple[str, float]:
    """Break the lines of a text without breaks and tabs evenly.

    Returns the text with a line break for each blank at which it breaks, and the length of its last line in mm.
    """
    words = text.split(" ")
    if "" in words or "\r" in text:
        for start, end in reversed(breaks(text, room, letters)):
            text = f"{text[:start]}\n{text[end:]}"
        return text, last_line_mm(text, room, letters)
    widths = _widths(letters)
    of_words, blank = [*map(widths.__getitem__, words)], widths[" "]
    starts = line_starts(words, of_words, blank, room)
    last = starts[-1]
    length = sum(of_words[last:]) + blank * (len(words) - last - 1)
    if not last:
        return text, length
    ends = [*starts[1:], len(words)]
    return "\n".join([" ".join(words[start:end]) for start, end in zip(starts, ends, strict=True)]), length


def last_line_mm(text: str, room: float | None, letters: Letters) -> float:
    """Return the length of the last line of a text as Word would break it in this room."""
    widths = _widths(letters)
    words = text.rstrip().rsplit("\n", 1)[-1].strip().split(" ")
    length = sum(map(widths.__getitem__, words)) + widths[" "] * (len(words) - 1)
    if room is None or length <= room:
        return length
    length = 0.0
    for word in filter(None, words):
        longer = length + widths[" "] * (length > 0) + widths[word]
        length = longer if longer <= room else widths[word]
    return length


class _Widths(dict[str, float]):
    """Widths of words in these letters, in millimetres; forgotten when they are too many."""

    def __init__(self, letters: Letters) -> None:
        super().__init__()
        self._letters = letters

    def __missing__(self, word: str) -> float:
        if len(self) > 256 * REMEMBERED:
            self.clear()
        self[word] = width = _width_mm(word, self._letters)
        return width


_widths = lru_cache(maxsize=64)(_Widths)


def _width_mm(text: str, letters: Letters) -> float:
    shown = upper(text) if letters.capitals else text
    return text_width_mm(shown, letters.size, bold=letters.bold, italic=letters.italic)
