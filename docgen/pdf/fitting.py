"""A text made to fit its box: the size and the lines it is drawn in, or nothing when it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docgen.layout import balanced_lines
from docgen.pdf.drawing import TextBox

POINT_MM = 25.4 / 72
ASCENT = 0.91
"""Height of the tallest Vietnamese capital (Ễ) above the baseline, as a part of the size, in all four faces."""

DESCENT = 0.225
"""Depth of the deepest letter below the baseline, as a part of the size, in all four faces."""

_STEP_PT = 0.5


@dataclass(frozen=True, slots=True)
class FittedText:
    """Lines of one box and their size in points."""

    lines: tuple[str, ...]
    size_pt: float

    def height_mm(self, line_spacing: float) -> float:
        """Height from the top of the first line's capitals to the foot of the last line's letters."""
        between = (len(self.lines) - 1) * line_spacing
        return (ASCENT + DESCENT + between) * self.size_pt * POINT_MM


def fit(paragraphs: Sequence[str], box: TextBox, width_em: Callable[[str], float]) -> FittedText | None:
    """Choose size and lines for the paragraphs of a box; None when they do not fit even at the least size.

    ``width_em`` gives the width of a text as a multiple of its size. Fewer lines are preferred as long as the size
    does not fall below the box's wrapping size; then the largest size wins.
    """
    largest: FittedText | None = None
    wrap_below = box.least_size_pt if box.wrap_below_pt is None else box.wrap_below_pt
    for most_lines in range(len(paragraphs), box.most_lines + 1):
        fitted = _largest(paragraphs, box, width_em, most_lines)
        if fitted is None:
            continue
        if fitted.size_pt >= wrap_below:
            return fitted
        if largest is None or fitted.size_pt > largest.size_pt:
            largest = fitted
    return largest


def _largest(
    paragraphs: Sequence[str], box: TextBox, width_em: Callable[[str], float], most_lines: int
) -> FittedText | None:
    steps = int((box.size_pt - box.least_size_pt) / _STEP_PT + 1e-9)
    sizes = [box.size_pt - step * _STEP_PT for step in range(steps + 1)]
    if sizes[-1] > box.least_size_pt:
        sizes.append(box.least_size_pt)
    for size in sizes:
        lines = _lines(paragraphs, box.width / (size * POINT_MM), width_em, most_lines)
        if lines is None:
            continue
        fitted = FittedText(lines, size)
        if fitted.height_mm(box.line_spacing) <= box.text_height + 1e-6:
            return fitted
    return None


def _lines(
    paragraphs: Sequence[str], limit_em: float, width_em: Callable[[str], float], most_lines: int
) -> tuple[str, ...] | None:
    if sum(map(width_em, paragraphs)) > limit_em * most_lines:
        return None
    for keep_together in (True, False):
        lines = [
            line
            for paragraph in paragraphs
            for line in balanced_lines(paragraph, limit_em, width_em, keep_together=keep_together)
        ]
        if len(lines) <= most_lines and all(width_em(line) <= limit_em + 1e-6 for line in lines):
            return tuple(lines)
    return None
