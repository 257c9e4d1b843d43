"""Where the lines of a paragraph break and how long its last one is, measured in the letters that it is set in."""

from __future__ import annotations

import re
from collections.abc import Callable
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
    spans = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end] for start, end in spans]
    if len(words) < 2:
        return ()
    starts = line_starts(words, [_width_mm(word, letters) for word in words], _width_mm(" ", letters), room)
    return tuple((spans[place - 1][1], spans[place][0]) for place in starts[1:])


@lru_cache(maxsize=REMEMBERED)
def last_line_mm(text: str, room: float | None, letters: Letters) -> float:
    """Return the length of the last line of a text as Word would break it in this room."""
    measure = measure_of(letters)
    line = text.rstrip().rsplit("\n", 1)[-1].strip()
    if room is None or measure(line) <= room:
        return measure(line)
    last = ""
    for word in line.split():
        longer = f"{last} {word}".strip()
        last = longer if measure(longer) <= room else word
    return measure(last)


def measure_of(letters: Letters) -> Callable[[str], float]:
    """Return the function that measures a word in these letters, in millimetres."""
    return lambda text: _width_mm(text, letters)


@lru_cache(maxsize=4 * REMEMBERED)
def _width_mm(text: str, letters: Letters) -> float:
    shown = upper(text) if letters.capitals else text
    return text_width_mm(shown, letters.size, bold=letters.bold, italic=letters.italic)
