"""Square codes (QR, ISO/IEC 18004:2015), error correction M: a text as rows of dark and light modules.

Ours because a certificate is drawn in less than a millisecond and the library encoders that we tried take thirty:
the symbol is one long integer here, so that the eight masks are judged by a few shifts each. The tests hold it, module
by module, against an encoder that we did not write.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from docgen.trust.square_layout import PAD, SquareLayout, layout_of

_ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_RUNS = re.compile(r"([0-9A-Z $%*+\-./:]+)|([^0-9A-Z $%*+\-./:]+)")
_PAIRS = {
    first + second: f"{45 * left + right:011b}"
    for (left, first), (right, second) in product(enumerate(_ALPHANUMERIC), repeat=2)
}
_SINGLES = {letter: f"{value:06b}" for value, letter in enumerate(_ALPHANUMERIC)}
_FILL = (0b11101100, 0b00010001)
"""What fills the room behind the text (ISO/IEC 18004, 7.4.10)."""

LARGEST_VERSION = 20
"""Larger symbols have modules too fine for the place that a certificate keeps."""


class TextTooLongError(ValueError):
    """The text needs a symbol above :data:`LARGEST_VERSION`."""


def square_rows(text: str) -> tuple[str, ...]:
    """Return the rows of the smallest symbol that holds the text, ``1`` for a dark module, without a margin.

    Runs of capitals, figures and ``$%*+-./:`` take 5.5 bits a letter, everything else a byte of UTF-8 each. Raises
    :class:`TextTooLongError`.
    """
    for lengths, versions in (((9, 8), range(1, 10)), ((11, 16), range(10, LARGEST_VERSION + 1))):
        bits = _segments(text, *lengths)
        for version in versions:
            layout = layout_of(version)
            if len(bits) <= 8 * layout.data_count:
                return _symbol(layout, _codewords(bits, layout))
    raise TextTooLongError(text)


def _segments(text: str, alphanumeric_length: int, byte_length: int) -> str:
    """Return the bits of all segments; the lengths are the widths of their count fields."""
    parts: list[str] = []
    for found in _RUNS.finditer(text):
        run = found[0]
        if found[1]:
            parts.append(f"0010{len(run):0{alphanumeric_length}b}")
            parts += map(_PAIRS.__getitem__, map(str.__add__, run[::2], run[1::2]))
            parts += [_SINGLES[run[-1]]] if len(run) % 2 else []
        else:
            data = run.encode()
            parts.append(f"0100{len(data):0{byte_length}b}{int.from_bytes(data):0{8 * len(data)}b}")
    return "".join(parts)


def _codewords(bits: str, layout: SquareLayout) -> bytes:
    """Return data and error correction codewords, interleaved (ISO/IEC 18004, 7.4 to 7.6)."""
    room = 8 * layout.data_count
    bits += "0" * min(4, room - len(bits))
    bits += "0" * (-len(bits) % 8)
    data = int(bits, 2).to_bytes(len(bits) // 8)
    data += bytes(_FILL[place % 2] for place in range(layout.data_count - len(data)))
    blocks, start = [], 0
    for size in layout.block_sizes:
        blocks.append(data[start : start + size])
        start += size
    checks = [_check(block, layout.check_count) for block in blocks]
    return bytes(layout.interleaved(data + b"".join(checks)))


def _check(block: bytes, count: int) -> bytes:
    """Return the Reed-Solomon check codewords of a block: the remainder of a division, a codeword a step."""
    products = _products(count)
    rest, top = 0, 8 * (count - 1)
    below = (1 << top) - 1
    for word in block:
        rest = (rest & below) << 8 ^ products[word ^ rest >> top]
    return rest.to_bytes(count)


@lru_cache(maxsize=32)
def _products(count: int) -> tuple[int, ...]:
    """Return, for each factor, its product with the generator polynomial of this degree without the leading one."""
    generator = [1]
    root = 1
    for _ in range(count):
        shifted = [*generator, 0]
        scaled = [0, *(_times(value, root) for value in generator)]
        generator = [left ^ right for left, right in zip(shifted, scaled, strict=True)]
        root = _times(root, 2)
    return tuple(int.from_bytes(bytes(_times(value, factor) for value in generator[1:])) for factor in range(256))


def _times(left: int, right: int) -> int:
    """Multiply in the field of 256 elements with the polynomial 0x11D."""
    total = 0
    while right:
        total ^= left * (right & 1)
        left = left << 1 ^ (0x11D if left & 0x80 else 0)
        right >>= 1
    return total


def _symbol(layout: SquareLayout, words: bytes) -> tuple[str, ...]:
    bits = f"{int.from_bytes(words):0{8 * len(words)}b}"
    placed = int("".join(layout.placed(f"{bits}000000001")), 2)
    penalties = [_penalty(placed ^ mask, layout) for mask in layout.masks]
    best = penalties.index(min(penalties))
    size, stride = layout.size, layout.size + PAD
    whole = f"{placed ^ layout.masks[best] | layout.formats[best]:0{size * stride}b}"
    return tuple(whole[start : start + size] for start in range(0, size * stride, stride))


@dataclass(frozen=True, slots=True)
class _Direction:
    """A step along rows or down columns, and where a module has one, or six, before it."""

    step: int
    after_one: int
    after_six: int


@lru_cache(maxsize=64)
def _directions(layout: SquareLayout) -> tuple[_Direction, _Direction]:
    stride = layout.size + PAD

    def modules(first_row: int, first_column: int) -> int:
        row = "0" * first_column + "1" * (layout.size - first_column) + "0" * PAD
        return int(row * (layout.size - first_row), 2)

    return _Direction(1, modules(0, 1), modules(0, 6)), _Direction(stride, modules(1, 0), modules(6, 0))


def _penalty(dark: int, layout: SquareLayout) -> int:
    """Return how hard a symbol is to read (ISO/IEC 18004, 7.8.3): long runs, blocks, false finders, too dark or light.

    A bit of a shifted integer is the module one or more steps before; beside and between the rows all is light.
    """
    along, down = _directions(layout)
    total = 0
    alike = []
    for way in (along, down):
        same = ~(dark ^ dark >> way.step) & way.after_one
        alike.append(same)
        pairs = same & same >> way.step
        fives = pairs & pairs >> 2 * way.step
        total += fives.bit_count() + 2 * (fives & ~(fives >> way.step)).bit_count()
        total += 40 * _finders(dark, way)
    blocks = alike[0] & alike[0] >> down.step & alike[1]
    percent = dark.bit_count() / layout.size**2
    return total + 3 * blocks.bit_count() + 10 * int(abs(percent * 100 - 50) / 5)


def _finders(dark: int, way: _Direction) -> int:
    """Count dark-light-3 dark-light-dark with four light modules on one side; two that share modules count once."""
    step = way.step
    ends = dark & dark >> 2 * step
    ends &= ends >> 4 * step & dark >> 3 * step & ~(dark >> step | dark >> 5 * step) & way.after_six
    if not ends:
        return 0
    behind = dark | dark << step
    behind |= behind << 2 * step
    before = dark | dark >> step
    before |= before >> 2 * step
    ends &= ~(behind << step & before >> 7 * step)
    count = ends.bit_count()
    if ends & (ends >> 4 * step | ends >> 6 * step):
        count -= _shared(ends, step)
    return count


def _shared(ends: int, step: int) -> int:
    """Return how many of these, in their order, share modules with one that was counted."""
    shared = 0
    counted: set[int] = set()
    for place in range(ends.bit_length() - 1, -1, -1):
        if ends >> place & 1:
            if place + 4 * step in counted or place + 6 * step in counted:
                shared += 1
            else:
                counted.add(place)
    return shared
