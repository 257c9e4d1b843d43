"""Where to break a centred line: fewest lines, names kept whole, then lines as even as can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from docgen.layout.keep_together import LEANING, unbreakable_gaps

_BLANKS = re.compile(r"[ \t\r\n]+")
_ROUNDING = 1e-6
_LEANING_WEIGHT = 0.3
"""A line that ends with a leaning word is as bad as one that leaves this part of the width empty."""


class _Cost(NamedTuple):
    """Compared from left to right: what is worse comes first."""

    overflowing: int = 0
    lines_and_parted: int = 0
    parted: int = 0
    lone_word: int = 0
    raggedness: float = 0.0

    def plus(self, other: _Cost) -> _Cost:
        return _Cost(
            self.overflowing + other.overflowing,
            self.lines_and_parted + other.lines_and_parted,
            self.parted + other.parted,
            self.lone_word + other.lone_word,
            self.raggedness + other.raggedness,
        )


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
    whole = " ".join(words)
    if len(words) == 1 or measure(whole) <= width + _ROUNDING:
        return [whole]
    gaps = unbreakable_gaps(words) if keep_together else [False] * (len(words) - 1)
    leaning = [keep_together and word.casefold() in LEANING for word in words]
    starts = _best_starts(_Line(tuple(map(measure, words)), measure(" "), width, gaps, leaning))
    return [" ".join(words[start:end]) for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]


class _Line(NamedTuple):
    """What decides the cost of a line: widths of words and blanks, the limit, gaps to keep, words that lean."""

    widths: Sequence[float]
    blank: float
    limit: float
    gaps: Sequence[bool]
    leaning: Sequence[bool]

    def cost(self, start: int, end: int, length: float) -> _Cost:
        last = end == len(self.widths)
        parted = int(not last and self.gaps[end - 1])
        leaning = (self.limit * _LEANING_WEIGHT) ** 2 if self.leaning[end - 1] and not last else 0.0
        return _Cost(
            overflowing=int(length > self.limit + _ROUNDING),
            lines_and_parted=1 + parted,
            parted=parted,
            lone_word=int(last and end - start == 1),
            raggedness=(self.limit - length) ** 2 + leaning,
        )


def _best_starts(line: _Line) -> list[int]:
    """Return the index of the first word of each line of the cheapest breaking."""
    count = len(line.widths)
    best: list[_Cost] = [_Cost()] * (count + 1)
    line_end = [count] * (count + 1)
    for start in range(count - 1, -1, -1):
        cheapest: _Cost | None = None
        length = -line.blank
        for end in range(start + 1, count + 1):
            length += line.widths[end - 1] + line.blank
            if cheapest is not None and length > line.limit + _ROUNDING:
                break
            cost = line.cost(start, end, length).plus(best[end])
            if cheapest is None or cost < cheapest:
                cheapest, line_end[start] = cost, end
        if cheapest is not None:
            best[start] = cheapest
    starts = [0]
    while line_end[starts[-1]] < count:
        starts.append(line_end[starts[-1]])
    return starts
