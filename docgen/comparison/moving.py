"""Paragraphs that went from one place and came at another: shown as moved, neighbours together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from docgen.comparison.aligning import Block, Change
from docgen.comparison.marks import AUTHOR, DATE, MOVE_FROM, MOVE_TO, Marker
from docgen.word.xml_names import W

_FEWEST_WORDS = 3
"""Words of a paragraph that is taken to be the same at another place; fewer are the same by accident."""


@dataclass(frozen=True, slots=True)
class Move:
    """A moved paragraph at one of its two places: whether the range of its neighbours begins, ends with it."""

    tag: str
    name: str
    first: bool
    last: bool

    def written(self, paragraph: etree._Element, marker: Marker) -> list[etree._Element]:
        """Return the marked paragraph with the ends of the range that fall here."""
        kind = "moveFrom" if self.tag == MOVE_FROM else "moveTo"
        identity = {W + "id": f"{kind} {self.name}"}
        if self.first:
            names = {W + "name": self.name, W + "author": AUTHOR, W + "date": DATE}
            start = etree.Element(f"{W}{kind}RangeStart", {**identity, **names})
            paragraph.insert(0 if paragraph.find(W + "pPr") is None else 1, start)
        out = [paragraph]
        if self.last:
            out.append(etree.Element(f"{W}{kind}RangeEnd", identity))
        return out


def moves_of(changes: Sequence[Change]) -> dict[int, Move]:
    """Return the moved paragraphs by their place among the changes."""
    gone = _single(changes, 0)
    come = _single(changes, 1)
    pairs = sorted((place, come[key]) for key, place in gone.items() if key in come)
    groups: list[list[tuple[int, int]]] = []
    for pair in pairs:
        if groups and groups[-1][-1] == (pair[0] - 1, pair[1] - 1):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    moves: dict[int, Move] = {}
    for number, group in enumerate(groups, start=1):
        for place, (source, target) in enumerate(group):
            ends = (place == 0, place == len(group) - 1)
            moves[source] = Move(MOVE_FROM, f"docgen{number}", *ends)
            moves[target] = Move(MOVE_TO, f"docgen{number}", *ends)
    return moves


def _single(changes: Sequence[Change], side: int) -> dict[str, int]:
    """Return the places of paragraphs on one side alone whose text stands there once."""
    alone: list[tuple[str, int]] = []
    for place, change in enumerate(changes):
        block = change[side]
        if block is not None and change[1 - side] is None and _may_move(block):
            alone.append((block.key, place))
    counted = Counter(key for key, _ in alone)
    return {key: place for key, place in alone if counted[key] == 1}


def _may_move(block: Block) -> bool:
    return block.kind == "paragraph" and block.words.total() >= _FEWEST_WORDS


def number_ranges(root: etree._Element, marker: Marker) -> None:
    """Give the ranges of a finished part numbers of their own."""
    numbers: dict[str, str] = {}
    for kind in ("moveFrom", "moveTo"):
        for element in root.iter(f"{W}{kind}RangeStart", f"{W}{kind}RangeEnd"):
            name = element.get(W + "id", "")
            if name not in numbers:
                numbers[name] = marker.next_id()
            element.set(W + "id", numbers[name])
