"""Where to break a centred line: fewest lines, names kept whole, then lines as even as can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from docgen.layout.keep_together import LEANING, unbreakable_gaps

_BLANKS = re.compile(r"[ \t\r\n]+")
_ROUNDING = 1e-6
_PARTED, _LINE, _OVERFLOW = 10**4, 10**8, 10**12
_LEANING_WEIGHT = 0.3
"""A line that ends with a leaning word is as bad as one that leaves this part of the width empty."""


def balanced_lines(
    text: str, width: float, measure: Callable[[str], float], *, keep_together: bool = True
) -> list[str]:
    """Break ``text`` at blanks into lines of at most ``width``, in the unit that ``measure`` returns.

    The fewest lines win; parting a name or term (see :mod:`docgen.layout.keep_together`) counts as much as one more
    line; then no word stands alone on the last line where that can be avoided; then the lines are as even as
    possible. Only a single word wider than ``width`` makes a line that does not fit. ``measure`` must be additive
    (no kerning). Lines joined by single spaces give back the words of the text; a blank text gives no line.
    With ``keep_together=False`` any blank may break.
    """
    words = _BLANKS.split(text.strip(" \t\r\n"))
    if words == [""]:
        return []
    widths, blank = [*map(measure, words)], measure(" ")
    if len(words) == 1 or sum(widths) + blank * (len(words) - 1) <= width + _ROUNDING:
        return [" ".join(words)]
    gaps = unbreakable_gaps(words) if keep_together else [False] * (len(words) - 1)
    leaning = [keep_together and word.casefold() in LEANING for word in words]
    starts = _best_starts(widths, blank, width, gaps, leaning)
    return [" ".join(words[start:end]) for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]


def _best_starts(
    widths: Sequence[float], blank: float, limit: float, gaps: Sequence[bool], leaning: Sequence[bool]
) -> list[int]:
    """Return the index of the first word of each line of the cheapest breaking.

    A cost is a whole number and the unevenness of the lines, compared in this order. The number counts, each worth
    more than any count of the next: overflowing lines; lines and gaps parted; gaps parted; a word alone at the end.
    """
    count, most = len(widths), limit + _ROUNDING
    lean = (limit * _LEANING_WEIGHT) ** 2
    leaned = [lean if leans else 0.0 for leans in (False, *leaning[:-1], False)]
    before = [0] * count + [_LINE]
    uneven = [0.0] * (count + 1)
    line_end = [count] * (count + 1)
    for start in reversed(_useful_starts(widths, blank, limit, gaps)):
        length, cheapest, least = -blank, 0, 0.0
        for end in range(start + 1, count + 1):
            length += widths[end - 1] + blank
            if length > most and cheapest:
                break
            number = before[end]
            if not number or (cheapest and number > cheapest):
                continue
            number += _OVERFLOW * (length > most) + (start + 1 == end == count)
            roughness = (limit - length) ** 2 + leaned[end] + uneven[end]
            if not cheapest or number < cheapest or (number == cheapest and roughness < least):
                cheapest, least, line_end[start] = number, roughness, end
        if cheapest and start:
            before[start] = cheapest + _LINE + (_LINE + _PARTED) * gaps[start - 1]
            uneven[start] = least
    starts = [0]
    while line_end[starts[-1]] < count:
        starts.append(line_end[starts[-1]])
    return starts


def _useful_starts(widths: Sequence[float], blank: float, limit: float, gaps: Sequence[bool]) -> list[int]:
    """Return the words at which a line of the cheapest breaking may begin.

    Filling each line as far as it goes gives a breaking; a word is of no use where the lines before it and those from
    it on are more than that breaking has, its parted gaps counted as lines.
    """
    filled = _lines_before(widths, blank, limit)
    turns = zip(gaps, filled[1:-1], filled[2:], strict=True)
    enough = filled[-1] + sum(gap for gap, left, right in turns if right > left)
    fore = _lines_before(widths, blank, limit + 2 * _ROUNDING)
    back = _lines_before(widths[::-1], blank, limit + 2 * _ROUNDING)[::-1]
    return [start for start in range(len(widths)) if fore[start] + back[start] <= enough]


def _lines_before(widths: Sequence[float], blank: float, limit: float) -> list[int]:
    """Return how many lines of at most ``limit`` the first words need, for every number of words from 0 on."""
    lines, length = 0, limit
    needed = [0]
    for width in widths:
        length += blank + width
        if length > limit:
            lines, length = lines + 1, width
        needed.append(lines)
    return needed
