"""A text made to fit its box: the size and the lines it is drawn in, or nothing when it cannot be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from docgen.layout import line_starts
from docgen.pdf.drawing import Face, TextBox

POINT_MM = 25.4 / 72
_STEP_PT = 0.5
_ROUNDING = 1e-6
_WORTH_A_NAME = 0.85
"""Letters are made smaller down to this part of their size rather than part a name or term at the end of a line."""

Measure = Callable[[str], float]
"""Gives the width of a text as a multiple of its size."""


@dataclass(frozen=True, slots=True)
class FittedText:
    """The lines of each paragraph of one box and their size in points."""

    paragraphs: tuple[tuple[str, ...], ...]
    size_pt: float

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines, one below the other."""
        return tuple(line for paragraph in self.paragraphs for line in paragraph)

    def height_mm(self, face: Face, line_spacing: float) -> float:
        """Height from the top of the first line's capitals to the foot of the last line's letters."""
        return _height(len(self.lines), self.size_pt, face, line_spacing)


def fit(paragraphs: Sequence[str], box: TextBox, advance: Measure, width: Measure) -> FittedText | None:
    """Choose size and lines for the paragraphs of a box; None when they do not fit even at the least size.

    ``advance`` measures without kerning and so adds up over words; ``width`` measures a line as it is drawn. Fewer
    lines are preferred as long as the size does not fall below the box's wrapping size; then the largest size wins.
    """
    texts = [_Text(paragraph, advance, width) for paragraph in paragraphs]
    largest: FittedText | None = None
    wrap_below = box.least_size_pt if box.wrap_below_pt is None else box.wrap_below_pt
    for most_lines in range(len(paragraphs), box.most_lines + 1):
        fitted = _largest(texts, box, most_lines)
        if fitted is None:
            continue
        if fitted.size_pt >= wrap_below:
            return fitted
        if largest is None or fitted.size_pt > largest.size_pt:
            largest = fitted
    return largest


class _Text:
    """A paragraph and the widths of its words, measured once for all sizes that are tried."""

    def __init__(self, text: str, advance: Measure, width: Measure) -> None:
        self.text, self.width = text, width
        self._advance = advance
        self.whole = width(text)

    @cached_property
    def words(self) -> list[str]:
        """The words between the blanks."""
        return self.text.split(" ")

    @cached_property
    def widths(self) -> list[float]:
        """Their widths; measured only where one line is too short."""
        return [*map(self._advance, self.words)]

    @cached_property
    def blank(self) -> float:
        """The width of a blank."""
        return self._advance(" ")

    def fewest(self, limit: float, most: int) -> int:
        """Return how many lines the paragraph needs at least; more than ``most`` where it is certain to be too many."""
        if self.whole <= limit:
            return 1
        if max(self.widths) > limit:
            return most + 1
        lines, length = 1, -self.blank
        for width in self.widths:
            length += self.blank + width
            if length > limit:
                lines, length = lines + 1, width
        return lines

    def lines(self, limit: float, *, keep_together: bool) -> tuple[str, ...]:
        """Return the best lines; a line that is whole only because letters move together is left whole."""
        if self.whole <= limit + _ROUNDING:
            return (self.text,)
        starts = line_starts(self.words, self.widths, self.blank, limit, keep_together=keep_together)
        ends = [*starts[1:], len(self.words)]
        return tuple(" ".join(self.words[start:end]) for start, end in zip(starts, ends, strict=True))


@lru_cache(maxsize=256)
def _sizes(size: float, least: float) -> tuple[float, ...]:
    """Return the sizes to try, largest first; the least is tried even off the steps."""
    steps = int((size - least) / _STEP_PT + 1e-9)
    sizes = [size - step * _STEP_PT for step in range(steps + 1)]
    return tuple(sizes if sizes[-1] <= least else [*sizes, least])


def _largest(texts: Sequence[_Text], box: TextBox, most_lines: int) -> FittedText | None:
    """Return the text at the largest size at which it needs so few lines.

    A smaller size never needs more lines, so the first of the sizes that will do is found by halving.
    """
    box_width, room = box.width / POINT_MM, box.text_height / POINT_MM + _ROUNDING
    lowest, spacing = box.face.ascent + box.face.descent, box.line_spacing

    def enough(size: float) -> bool:
        limit = box_width / size + _ROUNDING
        needed = sum([text.fewest(limit, most_lines) for text in texts])
        return needed <= most_lines and (lowest + (needed - 1) * spacing) * size <= room

    sizes = _sizes(box.size_pt, box.least_size_pt)
    place = 0 if enough(sizes[0]) else bisect_left(sizes, True, lo=1, key=enough)
    if place == len(sizes):
        return None
    least = sizes[place] * _WORTH_A_NAME
    for keep_together in (True, False):
        for size in sizes[place:]:
            if keep_together and size < least:
                break
            limit = box_width / size
            fitted = FittedText(tuple([text.lines(limit, keep_together=keep_together) for text in texts]), size)
            count = sum(map(len, fitted.paragraphs))
            low = (lowest + (count - 1) * spacing) * size <= room
            if count <= most_lines and low and _narrow(fitted, texts, limit + _ROUNDING):
                return fitted
    return None


def _narrow(fitted: FittedText, texts: Sequence[_Text], limit: float) -> bool:
    """Tell whether every line is as narrow as the box, as it is drawn."""
    for text, lines in zip(texts, fitted.paragraphs, strict=True):
        if len(lines) == 1:
            if text.whole > limit:
                return False
        elif any(text.width(line) > limit for line in lines):
            return False
    return True


def _height(lines: int, size_pt: float, face: Face, line_spacing: float) -> float:
    return (face.ascent + face.descent + (lines - 1) * line_spacing) * size_pt * POINT_MM
