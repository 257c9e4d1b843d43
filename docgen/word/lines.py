"""Where the lines of a paragraph break and how long its last one is, measured in the letters that it is set in."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from docgen.layout import balanced_lines, text_width_mm
from docgen.vietnamese import upper

_BLANKS = re.compile(r"[ \t\r\n]+")
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
    return Letters(
        max(each.size for each in letters),
        any(each.bold for each in letters),
        all(each.italic for each in letters),
        any(each.capitals for each in letters),
    )


@lru_cache(maxsize=REMEMBERED)
def breaks(text: str, room: float, letters: Letters) -> tuple[tuple[int, int], ...]:
    """Return the blanks, as borders in ``text``, at which its lines break so that they are even."""
    lines = balanced_lines(text, room, measure_of(letters))
    if len(lines) < 2:
        return ()
    blanks = [match.span() for match in _BLANKS.finditer(text.rstrip()) if match.start() > 0]
    at = 0
    found: list[tuple[int, int]] = []
    for line in lines[:-1]:
        at += len(_BLANKS.split(line))
        found.append(blanks[at - 1])
    return tuple(found)


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
