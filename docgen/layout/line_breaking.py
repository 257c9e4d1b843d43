"""Where to break a centred line: fewest lines, names kept whole, then lines as even as can be."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from math import inf

from docgen.layout.keep_together import KEPT, LEANING, judge

_BLANKS = re.compile(r"[ \t\r\n]+")
_ROUNDING = 1e-6
_PARTED, _LINE, _OVERFLOW, _IMPOSSIBLE = 10**4, 10**8, 10**12, 10**18
_LEANING_WEIGHT = 0.3
"""A line that ends with a leaning word is as bad as one that leaves this part of the width empty."""

_MOST_SEARCHED = 4
"""Lines up to which the search for the evenest is quicker than reckoning every line from every word."""


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
    reach = [*accumulate([width + blank for width in widths], initial=0.0)]
    longest, end = limit + _ROUNDING + blank, reach[-1]
    if end <= longest:
        return [0]
    text = _Text(words, reach, blank, limit, keep_together)
    low, high = bisect_left(reach, end - longest), bisect_right(reach, longest) - 1
    fewest = 2 if low <= high else text.fewest_lines()
    if fewest == 2:
        # As of most headings.
        place = text.evenest_two(low, high)
        if place:
            return [0, place]
        text.fewest_lines()
    elif fewest is None or fewest > _MOST_SEARCHED:
        return text.cheapest()
    else:
        starts = text.evenest(fewest)
        if starts:
            return starts
    # One more line costs as much as a parted name and comes before it.
    return (text.evenest(fewest + 1) if fewest < len(words) else None) or text.cheapest()


def _outwards(reach: Sequence[float], aim: float, low: int, high: int) -> Iterator[int]:
    """Yield the words from ``low`` to ``high`` by how far from ``aim`` they begin; of two as far the first."""
    after = bisect_left(reach, aim, low, max(low, high + 1))
    before = after - 1
    while before >= low:
        if after > high or aim - reach[before] <= reach[after] - aim:
            yield before
            before -= 1
        else:
            yield after
            after += 1
    yield from range(after, high + 1)


class _Text:
    """The words of one text with what decides the cost of its lines.

    A cost is a whole number and the unevenness of the lines, compared in this order. The number counts, each worth
    more than any count of the next: overflowing lines; lines and gaps parted; gaps parted; a word alone at the end.
    ``reach`` is where each word begins were all on one line, and where one more would.
    """

    __slots__ = ("_blank", "_count", "_earliest", "_keep", "_lean", "_limit", "_reach", "_words")

    def __init__(
        self, words: Sequence[str], reach: list[float], blank: float, limit: float, keep_together: bool
    ) -> None:
        self._words, self._reach, self._blank, self._limit = words, reach, blank, limit
        self._count, self._keep = len(words), keep_together
        self._lean = (limit * _LEANING_WEIGHT) ** 2 if keep_together else 0.0

    def evenest_two(self, low: int, high: int) -> int:
        """Return where the second of two lines begins that are as even as can be and part nothing, 0 if none are.

        It fits if it begins at one of the words from ``low`` to ``high``.
        """
        aim, final = self._reach[-1] / 2, self._count - 1
        place, _ = self._evenest_break(aim, low, min(high, final - 1), inf)
        if not place and high == final:
            place, _ = self._evenest_break(aim, final, final, inf)
        return place

    def _evenest_break(self, aim: float, low: int, high: int, bound: float) -> tuple[int, float]:
        """Return the best word from ``low`` to ``high`` for the last of two lines to begin at, 0 where none will do,
        and by how much these are less even than lines alike, parted at ``aim``; only less than ``bound`` will do.

        Breaks are tried outwards from ``aim`` until one is too uneven even if nothing else speaks against it.
        """
        reach, words, keep, best = self._reach, self._words, self._keep, 0
        after = bisect_left(reach, aim, low, high + 1) if low <= high else low
        before = after - 1
        while before >= low or after <= high:
            if after > high or (before >= low and aim - reach[before] <= reach[after] - aim):
                place, before = before, before - 1
            else:
                place, after = after, after + 1
            cost = 2 * (reach[place] - aim) ** 2
            if cost >= bound:
                break
            judged = judge(words, place) if keep else 0
            if judged == LEANING:
                cost += self._lean
            if judged < KEPT and cost < bound:
                best, bound = place, cost
        return best, bound

    def fewest_lines(self) -> int | None:
        """Return how few lines hold the words; None where a word is too wide for any."""
        reach, place = self._reach, self._count
        longest = self._limit + _ROUNDING + self._blank
        self._earliest = [place]
        while place:
            start = bisect_left(reach, reach[place] - longest)
            if start == place:
                return None
            self._earliest.append(start)
            place = start
        return len(self._earliest) - 1

    def evenest(self, lines: int) -> list[int] | None:
        """Return the starts of the evenest of so many lines: three or more, the fewest that hold the words or one more.

        Only lines that fit and part nothing count: where no fewer do so, these are the cheapest of all. None where
        there are none. A word stands alone at the end only where that cannot be helped.
        """
        found = self._rest(0, lines, self._count - 2, inf) or self._rest(0, lines, self._count - 1, inf)
        return None if found is None else [0, *found[1]]

    def _rest(self, start: int, lines: int, last: int, bound: float) -> tuple[float, list[int]] | None:
        """Return what the evenest so many lines from the word ``start`` on cost, where that is less than ``bound``,
        and where all but the first begin, the last one no later than at the word ``last``.

        Breaks are tried outwards from where all lines would be alike, until a break costs too much however even the
        lines after it may be.
        """
        reach, others = self._reach, lines - 1
        full = reach[start] + self._limit + self._blank
        spare = lines * (self._limit + self._blank) + reach[start] - reach[-1]
        aim = full - spare / lines
        low = max(start + 1, self._earliest[others])
        high = min(last + 1 - others, bisect_right(reach, full + _ROUNDING) - 1)
        if others == 1:
            alike = spare * spare / 2
            place, uneven = self._evenest_break(aim, low, high, bound - alike)
            return (alike + uneven, [place]) if place else None
        best: list[int] | None = None
        for place in _outwards(reach, aim, low, high):
            left = full - reach[place]
            cost = left * left
            after_it = (spare - left) ** 2 / others
            if cost + after_it >= bound:
                break
            judged = judge(self._words, place) if self._keep else 0
            if judged == LEANING:
                cost += self._lean
            if judged >= KEPT or cost + after_it >= bound:
                continue
            rest = self._rest(place, others, last, bound - cost)
            if rest is not None:
                best, bound = [place, *rest[1]], cost + rest[0]
        return None if best is None else (bound, best)

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
            farthest = max(start + 1, bisect_right(self._reach, begin + most + self._blank) - 1)
            for end in range(farthest, start, -1):
                length = self._reach[end] - self._blank - begin
                number = numbers[end] + own[end][0]
                if length > most:
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
        judged = judge(self._words, end) if self._keep else 0
        return _LINE + (_LINE + _PARTED) * (judged >= KEPT), self._lean * (judged & LEANING)
