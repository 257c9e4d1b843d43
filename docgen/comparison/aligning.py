"""Which paragraph of the new paper is which of the old: by clause first, then by equal text, then by likeness."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from lxml import etree

Change = tuple["Block | None", "Block | None"]
"""An old block that became a new one; None on one side where it is gone or has come."""

_WORD = re.compile(r"\w+")
_LIKENESS = 0.45
_TABLE_LIKENESS = 0.15
_MOST_CELLS = 40_000
_BAND = 60


@dataclass(frozen=True)
class Block:
    """A paragraph or table of a story.

    ``kind`` must be equal for two blocks to be one: it tells paragraphs, those that end a section, and tables of one
    grid apart. ``key`` is the text without the clause's number, ``name`` the clause's name, ``anchor`` what tells this
    clause from all others ("" for none), ``said`` what its words are read from.
    """

    element: etree._Element
    kind: str
    key: str
    name: str | None
    anchor: str
    said: str

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands in it; most blocks are never asked."""
        return Counter(_WORD.findall(self.said.casefold()))


def align(old: Sequence[Block], new: Sequence[Block]) -> list[Change]:
    """Return old and new blocks side by side, each once, both in their order."""
    changes: list[Change] = []
    before_old = before_new = 0
    for at_old, at_new in [*_anchors(old, new), (len(old), len(new))]:
        changes += _between(old[before_old:at_old], new[before_new:at_new])
        if at_old < len(old):
            changes.append((old[at_old], new[at_new]))
        before_old, before_new = at_old + 1, at_new + 1
    return changes


def _anchors(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    """Return the places of clauses that both have, as many as keep their order."""
    places = _single([block.anchor for block in new])
    pairs = [
        (place, places[anchor])
        for anchor, place in _single([block.anchor for block in old]).items()
        if anchor in places and old[place].kind == new[places[anchor]].kind
    ]
    pairs.sort()
    return [pairs[index] for index in longest_rise([second for _, second in pairs])]


def _single(anchors: Sequence[str]) -> dict[str, int]:
    counted = Counter(anchors)
    return {anchor: place for place, anchor in enumerate(anchors) if anchor and counted[anchor] == 1}


def longest_rise(numbers: Sequence[int]) -> list[int]:
    """Return the places of a longest rising row of numbers."""
    ends: list[int] = []
    holders: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(ends, number)
        before.append(holders[at - 1] if at else -1)
        if at == len(ends):
            ends.append(number)
            holders.append(place)
        else:
            ends[at], holders[at] = number, place
    found: list[int] = []
    place = holders[-1] if holders else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


def _between(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Change]:
    keys_old = [(block.kind, block.key, block.name) for block in old]
    keys_new = [(block.kind, block.key, block.name) for block in new]
    for what, i1, i2, j1, j2 in SequenceMatcher(None, keys_old, keys_new, autojunk=False).get_opcodes():
        if what == "equal":
            yield from zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            yield from _by_likeness(old[i1:i2], new[j1:j2])


def _by_likeness(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Change]:
    at_old = at_new = 0
    for i, j in [*best_pairs(len(old), len(new), lambda i, j: _alike(old[i], new[j])), (len(old), len(new))]:
        yield from ((block, None) for block in old[at_old:i])
        yield from ((None, block) for block in new[at_new:j])
        if i < len(old):
            yield old[i], new[j]
        at_old, at_new = i + 1, j + 1


def _alike(old: Block, new: Block) -> float:
    if old.kind != new.kind or (old.name and new.name and old.name != new.name):
        return 0.0
    if old.name and old.name == new.name:
        return 2.0
    found = likeness(old.words, new.words)
    return found if found >= (_TABLE_LIKENESS if old.kind.startswith("table") else _LIKENESS) else 0.0


def likeness(old: Counter[str], new: Counter[str]) -> float:
    """Return from 0 to 1 how much of two texts is the same words."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 0.0


def best_pairs(rows: int, columns: int, alike: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Return pairs in order in both whose likeness together is greatest; far from the diagonal none is sought."""
    if not rows or not columns:
        return []
    wide = rows * columns > _MOST_CELLS
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    scores: dict[tuple[int, int], float] = {}
    for i in range(rows - 1, -1, -1):
        row, below = best[i], best[i + 1]
        for j in range(columns - 1, -1, -1):
            here = max(below[j], row[j + 1])
            if not wide or abs(i * columns // rows - j) <= _BAND:
                score = alike(i, j)
                if score and below[j + 1] + score > here:
                    here = below[j + 1] + score
                    scores[i, j] = score
            row[j] = here
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < rows and j < columns:
        score = scores.get((i, j), 0.0)
        if score and best[i][j] == best[i + 1][j + 1] + score:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found
