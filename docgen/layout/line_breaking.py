"""Where to break a centred line: fewest lines, names kept whole, then lines as even as can be."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from docgen.layout.keep_together import kept_together, read_words

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
    starts = line_starts(words, [*map(measure, words)], measure(" "), width, keep_together=keep_together)
    return [" ".join(words[start:end]) for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]


def line_starts(
    words: Sequence[str], widths: Sequence[float], blank: float, limit: float, *, keep_together: bool = True
) -> list[int]:
    """Return the index of the first word of each line, broken as :func:`balanced_lines` does.

    ``widths`` are those of the words, ``blank`` that of a blank between two, ``limit`` that of a line, in one unit.
    """
    reach = [0.0, *accumulate([width + blank for width in widths])]
    if reach[-1] - blank <= limit + _ROUNDING:
        return [0]
    text = _Text(words, reach, blank, limit, keep_together)
    earliest = text.earliest_starts()
    if earliest is None:
        return text.cheapest()
    latest = text.latest_starts()
    fewest = len(earliest)
    starts = text.evenest([(max(low, 1), high) for low, high in zip(earliest[1:], latest[1:], strict=False)])
    if starts is None and fewest < len(words):
        # One more line costs as much as a parted name and comes before it.
        bounds = zip(earliest, [*latest[1:], len(words) - 1], strict=True)
        starts = text.evenest([(max(low, 1), high) for low, high in bounds])
    return text.cheapest() if starts is None else starts


class _Text:
    """The words of one text with what decides the cost of its lines.

    A cost is a whole number and the unevenness of the lines, compared in this order. The number counts, each worth
    more than any count of the next: overflowing lines; lines and gaps parted; gaps parted; a word alone at the end.
    ``reach`` is where each word begins were all on one line, and where one more would.
    """

    def __init__(
        self, words: Sequence[str], reach: list[float], blank: float, limit: float, keep_together: bool
    ) -> None:
        self._words = read_words(words)
        self._count = len(words)
        self._reach, self._blank, self._limit, self._keep = reach, blank, limit, keep_together
        self._wide = limit + 2 * _ROUNDING + blank
        self._lean = (limit * _LEANING_WEIGHT) ** 2 if keep_together else 0.0

    def latest_starts(self) -> list[int]:
        """Return where each line begins when every line is filled; each must be wider than its first word."""
        reach, wide, count, place = self._reach, self._wide, self._count, 0
        starts = []
        while place < count:
            starts.append(place)
            place = bisect_right(reach, reach[place] + wide) - 1
        return starts

    def earliest_starts(self) -> list[int] | None:
        """Return where each line begins when every line is filled from the end; None where a word is too wide."""
        reach, wide, place = self._reach, self._wide, self._count
        starts = []
        while place:
            start = bisect_left(reach, reach[place] - wide)
            if start == place:
                return None
            starts.append(start)
            place = start
        return starts[::-1]

    def evenest(self, layers: Sequence[tuple[int, int]]) -> list[int] | None:
        """Return the starts of the evenest lines of which each but the first begins at a word of its layer.

        A layer is a first and a last word. Those lines are the cheapest of all where no fewer would part nothing.
        None where none fit and part nothing.
        """
        if len(layers) == 1:
            return self._evenest_two(*layers[0])
        limit, most, reach, count = self._limit, self._limit + _ROUNDING, self._reach, self._count
        ends = [(count, reach[count] - self._blank, False, 0.0)]
        paths: list[dict[int, int]] = []
        for first, last in layers[::-1]:
            starts = []
            path: dict[int, int] = {}
            for start in range(first, last + 1):
                own = self._least(start, ends, most, limit)
                if own is None or (self._keep and kept_together(self._words, start)):
                    continue
                alone, uneven, path[start] = own
                uneven += self._lean if self._words[start - 1].leans else 0.0
                starts.append((start, reach[start] - self._blank, alone, uneven))
            ends = starts
            paths.append(path)
        own = self._least(0, ends, most, limit)
        if own is None:
            return None
        found = [0, own[2]]
        for path in paths[:0:-1]:
            found.append(path[found[-1]])
        return found

    def _least(
        self, start: int, ends: Sequence[tuple[int, float, bool, float]], most: float, limit: float
    ) -> tuple[bool, float, int] | None:
        """Return what the best line from ``start`` and all after it cost and where it ends; the earliest of equals."""
        begin, alone_at_end = self._reach[start], start + 1 == self._count
        best: tuple[bool, float, int] | None = None
        for end, to, alone, uneven in ends:
            length = to - begin
            if length <= most and end > start:
                cost = (alone or alone_at_end, (limit - length) ** 2 + uneven, end)
                if best is None or cost < best:
                    best = cost
        return best

    def _evenest_two(self, first: int, last: int) -> list[int] | None:
        """As :meth:`evenest` for two lines, what most headings need: gaps are judged from the best on."""
        limit, most, words, reach = self._limit, self._limit + _ROUNDING, self._words, self._reach
        end = reach[-1] - self._blank
        base, lean, final = self._blank + limit, self._lean, self._count - 1
        costs = []
        for place in range(first, last + 1):
            left, right = base - reach[place], limit - end + reach[place]
            if left >= -_ROUNDING and end - reach[place] <= most:
                uneven = left * left + right * right
                costs.append((place == final, uneven + lean if words[place - 1].leans else uneven, place))
        costs.sort()
        for _, _, place in costs:
            if not (self._keep and kept_together(words, place)):
                return [0, place]
        return None

    def cheapest(self) -> list[int]:
        """Return the starts of the cheapest lines, whatever they part and overflow.

        Of breakings that cost the same, the one with the earliest breaks is taken.
        """
        count, limit, most = self._count, self._limit, self._limit + _ROUNDING
        own = [self._own_cost(point) for point in range(count + 1)]
        following = [count] * (count + 1)
        numbers, uneven = [_IMPOSSIBLE] * count + [0], [0.0] * (count + 1)
        for start in range(count - 1, -1, -1):
            begin = self._reach[start]
            for end in range(count, start, -1):
                length = self._reach[end] - self._blank - begin
                number = numbers[end] + own[end][0]
                if length > most:
                    if end > start + 1:
                        continue
                    number += _OVERFLOW
                if number > numbers[start]:
                    continue
                number += start + 1 == end == count
                roughness = (limit - length) ** 2 + own[end][1] + uneven[end]
                if number < numbers[start] or (number == numbers[start] and roughness <= uneven[start]):
                    numbers[start], uneven[start], following[start] = number, roughness, end
        starts = [0]
        while (end := following[starts[-1]]) < count:
            starts.append(end)
        return starts

    def _own_cost(self, end: int) -> tuple[int, float]:
        """Return what a line costs for where it ends."""
        if end in (0, self._count):
            return _LINE, 0.0
        parted = self._keep and kept_together(self._words, end)
        return _LINE + (_LINE + _PARTED) * parted, self._lean if self._words[end - 1].leans else 0.0
