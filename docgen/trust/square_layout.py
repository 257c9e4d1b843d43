"""Where everything of a square code stands, worked out once a version (ISO/IEC 18004:2015, error correction M)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import Any

PAD = 4
"""Light modules that stand between two rows in an integer of the whole symbol: as many as the margin has."""

_CHECKS = (10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26)
"""Error correction codewords of a block by version from 1, level M (table 9)."""
_BLOCKS = (1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16)
"""Number of blocks by version from 1, level M (table 9)."""

_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda row, column: (row + column) % 2 == 0,
    lambda row, column: row % 2 == 0,
    lambda row, column: column % 3 == 0,
    lambda row, column: (row + column) % 3 == 0,
    lambda row, column: (row // 2 + column // 3) % 2 == 0,
    lambda row, column: row * column % 2 + row * column % 3 == 0,
    lambda row, column: (row * column % 2 + row * column % 3) % 2 == 0,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2 == 0,
)
"""The masks by number (table 10)."""

Picker = Callable[[Any], tuple[Any, ...]]
"""Takes items of a sequence in an order of its own."""

Place = tuple[int, int]
"""Row and column from 0."""


@dataclass(frozen=True, slots=True, eq=False)
class SquareLayout:
    """One version: how its data are parted and where each bit goes.

    ``interleaved`` takes the codewords of all blocks, data before checks, into the order in which they are shown.
    ``placed`` takes the bits of the codewords, then seven that are left over, a light one and a dark one, to all
    modules, row by row with ``PAD`` light ones behind each row. ``masks`` and ``formats`` are the modules that each
    mask turns, and those that are dark in its format and version information, as integers of the symbol.
    """

    size: int
    data_count: int
    check_count: int
    block_sizes: tuple[int, ...]
    interleaved: Picker
    placed: Picker
    masks: tuple[int, ...]
    formats: tuple[int, ...]


@lru_cache(maxsize=32)
def layout_of(version: int) -> SquareLayout:
    """Return the layout of a version from 1 to 20."""
    size = 4 * version + 17
    fixed = _fixed(version, size)
    reserved = fixed.keys() | _format_places(size).keys() | {(size - 8, 8)} | _version_places(version, size).keys()
    path = [place for place in _path(size) if place not in reserved]
    words, count = len(path) // 8, _BLOCKS[version - 1]
    checks = _CHECKS[version - 1]
    short, longer = divmod(words, count)
    sizes = tuple(short - checks + (place >= count - longer) for place in range(count))
    light = 8 * words + 7
    sources = dict.fromkeys(reserved, light) | {place: light + dark for place, dark in fixed.items()}
    sources |= {place: index for index, place in enumerate(path)}
    row_by_row = (sources.get((row, column), light) for row in range(size) for column in range(size + PAD))
    masks = tuple(_whole({place for place in path if mask(*place)}, size) for mask in _MASKS)
    extra = {place for place, dark in _version_places(version, size).items() if dark} | {(size - 8, 8)}
    formats = tuple(
        _whole(extra | {at for at, dark in _format_places(size, mask).items() if dark}, size) for mask in range(8)
    )
    order = itemgetter(*_interleaved(sizes, checks))
    return SquareLayout(size, sum(sizes), checks, sizes, order, itemgetter(*row_by_row), masks, formats)


def _interleaved(sizes: tuple[int, ...], checks: int) -> Iterator[int]:
    starts = [0, *accumulate(sizes)]
    for at in range(max(sizes)):
        yield from (start + at for start, size in zip(starts, sizes, strict=False) if at < size)
    for at in range(checks):
        yield from (starts[-1] + checks * block + at for block in range(len(sizes)))


def _whole(dark: set[Place], size: int) -> int:
    return sum(1 << ((size - 1 - row) * (size + PAD) + size + PAD - 1 - column) for row, column in dark)


def _fixed(version: int, size: int) -> dict[Place, bool]:
    """Return the modules that are the same in every symbol: finders with their margin, alignment, timing."""
    places: dict[Place, bool] = {}
    for at in range(size):
        places[6, at] = places[at, 6] = at % 2 == 0
    for down, across in ((3, 3), (3, size - 4), (size - 4, 3)):
        for row in range(max(0, down - 4), min(size, down + 5)):
            for column in range(max(0, across - 4), min(size, across + 5)):
                places[row, column] = max(abs(row - down), abs(column - across)) in (0, 1, 3)
    for down, across in _alignments(version, size):
        for row in range(down - 2, down + 3):
            for column in range(across - 2, across + 3):
                places[row, column] = max(abs(row - down), abs(column - across)) != 1
    return places


def _alignments(version: int, size: int) -> Iterator[Place]:
    """Yield the centres of the alignment patterns (annex E)."""
    if version == 1:
        return
    count = version // 7 + 2
    step = (version * 4 + count * 2 + 1) // (2 * count - 2) * 2
    centres = [6, *(size - 7 - step * back for back in range(count - 2, -1, -1))]
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    yield from ((down, across) for down in centres for across in centres if (down, across) not in corners)


def _path(size: int) -> Iterator[Place]:
    """Yield the modules in the order in which codewords fill them: two columns at a time, up and down in turn."""
    upward = True
    for right in range(size - 1, 0, -2):
        column = right if right > 6 else right - 1
        for row in range(size - 1, -1, -1) if upward else range(size):
            yield row, column
            yield row, column - 1
        upward = not upward


def _format_places(size: int, mask: int = 0) -> dict[Place, bool]:
    """Return both copies of the format information: level M and the mask, with their check bits (7.9)."""
    rest = mask
    for _ in range(10):
        rest = rest << 1 ^ (rest >> 9) * 0x537
    bits = (mask << 10 | rest) ^ 0x5412
    first = [(at, 8) for at in (0, 1, 2, 3, 4, 5, 7, 8)] + [(8, at) for at in (7, 5, 4, 3, 2, 1, 0)]
    second = [(8, size - 1 - at) for at in range(8)] + [(size - 7 + at, 8) for at in range(7)]
    return {place: bool(bits >> at & 1) for copy in (first, second) for at, place in enumerate(copy)}


def _version_places(version: int, size: int) -> dict[Place, bool]:
    """Return both copies of the version information, which versions from 7 have (7.10)."""
    if version < 7:
        return {}
    rest = version
    for _ in range(12):
        rest = rest << 1 ^ (rest >> 11) * 0x1F25
    bits = version << 12 | rest
    places: dict[Place, bool] = {}
    for at in range(18):
        far, near = size - 11 + at % 3, at // 3
        places[far, near] = places[near, far] = bool(bits >> at & 1)
    return places
