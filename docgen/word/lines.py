"""Where the lines of a paragraph break and how long its last one is, measured in the letters that it is set in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from docgen.layout import line_starts, text_width_mm
from docgen.vietnamese import upper

_WORD = re.compile(r"[^ \t\r\n]+")
REMEMBERED = 2048
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


@lru_cache(maxsize=REMEMBERED)
def breaks(text: str, room: float, letters: Letters) -> tuple[tuple[int, int], ...]:
    """Return the blanks, as borders in ``text``, at which its lines break so that they are even."""
    words = text.split(" ")
    evenly = "" not in words and not ("\t" in text or "\n" in text or "\r" in text)
    if not evenly:
        words = _WORD.findall(text)
    if len(words) < 2:
        return ()
    widths = _widths(letters)
    starts = line_starts(words, [*map(widths.__getitem__, words)], widths[" "], room)
    if len(starts) == 1:
        return ()
    if evenly:
        ends = [len(" ".join(words[:place])) for place in starts[1:]]
        return tuple([(end, end + 1) for end in ends])
    spans = [match.span() for match in _WORD.finditer(text)]
    return tuple([(spans[place - 1][1], spans[place][0]) for place in starts[1:]])


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
        if len(self) > 8 * REMEMBERED:
            self.clear()
        self[word] = width = _width_mm(word, self._letters)
        return width


_widths = lru_cache(maxsize=64)(_Widths)


def _width_mm(text: str, letters: Letters) -> float:
    shown = upper(text) if letters.capitals else text
    return text_width_mm(shown, letters.size, bold=letters.bold, italic=letters.italic)
