"""Plain tables for the terminal and for files: columns aligned by what a terminal shows, no frames."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

_GAP = "  "


def table_lines(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the heading, a rule and the rows, each column as wide as its widest cell, the last one unpadded."""
    if not rows:
        yield "(chưa có)"
        return
    widths = [max(_width(row[column]) for row in (heading, *rows)) for column in range(len(heading))]
    yield _line(heading, widths)
    yield _GAP.join("-" * width for width in widths)
    yield from (_line(row, widths) for row in rows)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)]
    return _GAP.join(padded).rstrip()


def _width(text: str) -> int:
    """Columns that a terminal gives to the text."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
