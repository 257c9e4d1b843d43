"""Where to break a centred line: fewest lines, names kept whole, then lines as even as can be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import accumulate

from docgen.layout.keep_together import LEANING, gap_is_unbreakable, unbreakable_gaps

_BLANKS = re.compile(r"[ \t\r\n]+")
_ROUNDING = 1e-6
_PARTED, _LINE, _OVERFLOW, _IMPOSSIBLE = 10**4, 10**8, 10**12, 10**18
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
    widths = [*map(measure, words)]
    starts = line_starts(words, widths, measure(" "), width, keep_together=keep_together)
    return [" ".join(words[start:end]) for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]


def line_starts(
    words: Sequence[str], widths: Sequence[float], blank: float, limit: float, *, keep_together: bool = True
) -> list[int]:
    """Return the index of the first word of each line, broken as :func:`balanced_lines` does.

    ``widths`` are those of the words, ``blank`` that of a blank between two, ``limit`` that of a line, in one unit.
    """
    count = len(words)
    if count == 1 or sum(widths) + blank * (count - 1) <= limit + _ROUNDING:
        return [0]
    starts = _two_lines(words, widths, blank, limit, keep_together)
    if starts is not None:
        return starts
    gaps = unbreakable_gaps(words) if keep_together else [False] * (count - 1)
    text = _Text(words, widths, blank, limit, gaps, keep_together)
    fewest = _lines_before(widths, blank, limit + 2 * _ROUNDING)
    rest = _lines_before(widths[::-1], blank, limit + 2 * _ROUNDING)[::-1]
    layers: list[list[int]] = [[0], *([] for _ in range(fewest[-1] - 1)), [count]]
    for place, (before, after, gap) in enumerate(zip(fewest[1:-1], rest[1:-1], gaps, strict=True), 1):
        if not gap and before + after == fewest[-1]:
            layers[before].append(place)
    starts = text.evenest(layers)
    if starts is None:
        filled = _lines_before(widths, blank, limit)
        turns = zip(gaps, filled[1:-1], filled[2:], strict=True)
        enough = filled[-1] + sum(gap for gap, left, right in turns if right > left)
        starts = text.cheapest([place for place in range(1, count) if fewest[place] + rest[place] <= enough])
    return starts


def _two_lines(
    words: Sequence[str], widths: Sequence[float], blank: float, limit: float, keep_together: bool
) -> list[int] | None:
    """Return the starts of the cheapest two lines that part nothing, None where there are none.

    Most headings need two lines; then only the few places near the middle are of interest.
    """
    count, most = len(words), limit + _ROUNDING
    reach = [0.0, *accumulate([width + blank for width in widths])]
    end = reach[-1] - blank
    lean = (limit * _LEANING_WEIGHT) ** 2
    costs: list[tuple[bool, float, int]] = []
    for place in range(max(1, bisect_left(reach, end - most)), count):
        first, second = reach[place] - blank, end - reach[place]
        if first > most:
            break
        if second <= most:
            leans = keep_together and words[place - 1].casefold() in LEANING
            rough = (limit - first) ** 2 + (lean if leans else 0.0) + ((limit - second) ** 2 + 0.0)
            costs.append((place == count - 1, rough, place))
    costs.sort()
    for _, _, place in costs:
        if not (keep_together and gap_is_unbreakable(words, place)):
            return [0, place]
    return None


class _Text:
    """The words of one text with what decides the cost of its lines.

    A cost is a whole number and the unevenness of the lines, compared in this order. The number counts, each worth
    more than any count of the next: overflowing lines; lines and gaps parted; gaps parted; a word alone at the end.
    """

    def __init__(
        self,
        words: Sequence[str],
        widths: Sequence[float],
        blank: float,
        limit: float,
        gaps: Sequence[bool],
        keep_together: bool,
    ) -> None:
        self._words, self._gaps, self._keep_together = words, gaps, keep_together
        self._blank, self._limit = blank, limit
        self._reach = [0.0, *accumulate(width + blank for width in widths)]

    def evenest(self, layers: Sequence[Sequence[int]]) -> list[int] | None:
        """Return the starts of the cheapest lines of which each begins at a word of its layer.

        Those are the cheapest of all where the layers are as many as the fewest lines and none of their words is
        parted from the one before. None where no such lines fit.
        """
        limit, most, lean = self._limit, self._limit + _ROUNDING, (self._limit * _LEANING_WEIGHT) ** 2
        count, words, reach = len(self._words), self._words, self._reach
        best: dict[int, tuple[bool, float, int]] = {count: (False, 0.0, count)}
        for layer, following in zip(layers[-2::-1], layers[:0:-1], strict=True):
            ends = [(end, reach[end] - self._blank, *best[end][:2]) for end in reversed(following) if end in best]
            for start in layer:
                leans = start and self._keep_together and words[start - 1].casefold() in LEANING
                for end, to, alone, uneven in ends:
                    length = to - reach[start]
                    if length <= most:
                        alone_too = alone or start + 1 == end == count
                        cost = (alone_too, (limit - length) ** 2 + (lean if leans else 0.0) + uneven, end)
                        if start not in best or cost[:2] <= best[start][:2]:
                            best[start] = cost
        if 0 not in best:
            return None
        starts = [0]
        while (end := best[starts[-1]][2]) < count:
            starts.append(end)
        return starts

    def cheapest(self, places: Sequence[int]) -> list[int]:
        """Return the starts of the cheapest lines that begin at some of these words.

        Of breakings that cost the same, the one with the earliest breaks is taken.
        """
        count, limit, most = len(self._words), self._limit, self._limit + _ROUNDING
        points = [0, *places, count]
        ends = [self._reach[point] - self._blank for point in points]
        own = [self._own_cost(point) for point in points]
        following = [count] * len(points)
        numbers, uneven = [_IMPOSSIBLE] * (len(points) - 1) + [0], [0.0] * len(points)
        for first in range(len(points) - 2, -1, -1):
            start, begin = points[first], self._reach[points[first]]
            for last in range(len(points) - 1, first, -1):
                length = ends[last] - begin
                number = numbers[last] + own[last][0]
                if length > most:
                    if points[last] > start + 1:
                        continue
                    number += _OVERFLOW
                if number > numbers[first]:
                    continue
                number += start + 1 == points[last] == count
                roughness = (limit - length) ** 2 + own[last][1] + uneven[last]
                if number < numbers[first] or (number == numbers[first] and roughness <= uneven[first]):
                    numbers[first], uneven[first], following[first] = number, roughness, last
        starts, point = [0], following[0]
        while point < len(points) - 1:
            starts.append(points[point])
            point = following[point]
        return starts

    def _own_cost(self, end: int) -> tuple[int, float]:
        """Return what a line costs for where it ends."""
        if end in (0, len(self._words)):
            return _LINE, 0.0
        leans = self._keep_together and self._words[end - 1].casefold() in LEANING
        number = _LINE + (_LINE + _PARTED) * self._gaps[end - 1]
        return number, (self._limit * _LEANING_WEIGHT) ** 2 if leans else 0.0


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
