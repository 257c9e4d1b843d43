"""Which parts of a .docx may hold tags, and what a clerk calls them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docgen.word.gate import Package

_WORD_PARTS = {
    "header": "phần đầu trang",
    "footer": "phần chân trang",
    "footnotes": "chú thích chân trang",
    "endnotes": "chú thích cuối",
}
MAIN_LABEL = "thân văn bản"
PROPERTIES_LABEL = "thuộc tính tệp"


@dataclass(frozen=True, slots=True)
class FilledPart:
    """A part that tags may stand in: its entry name, its name in words, whether it is Word text (or properties)."""

    name: str
    label: str
    is_word: bool = True


def filled_parts(package: Package) -> list[FilledPart]:
    """Return the parts in the order in which they are filled: body, headers, footers, notes, properties."""
    found = [FilledPart(package.main, MAIN_LABEL)]
    for kind, label in _WORD_PARTS.items():
        names = sorted(set(package.related(package.main, kind)), key=_natural)
        numbered = len(names) > 1
        found += [FilledPart(name, f"{label} {place}" if numbered else label) for place, name in enumerate(names, 1)]
    return found + [
        FilledPart(name, PROPERTIES_LABEL, is_word=False) for name in package.related("", "core-properties")
    ]


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(piece or 0), text) for text, piece in re.findall(r"(\D+)(\d*)", name)]
