"""Which parts of a .docx may hold tags, and what a clerk calls them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from docgen.word.gate import Package, rels_of

_WORD_PARTS = {
    "header": "phần đầu trang",
    "footer": "phần chân trang",
    "footnotes": "chú thích chân trang",
    "endnotes": "chú thích cuối",
}
_PROPERTIES = ("core-properties", "custom-properties", "extended-properties")
MAIN_LABEL = "thân văn bản"
PROPERTIES_LABEL = "thuộc tính tệp"
LINKS_LABEL = "liên kết"


class PartKind(Enum):
    """What a part holds: Word text, properties of the file, or the links of a Word part."""

    WORD = "word"
    PROPERTIES = "properties"
    LINKS = "links"


@dataclass(frozen=True, slots=True)
class FilledPart:
    """A part that tags may stand in: its entry name, its name in words, what it holds."""

    name: str
    label: str
    kind: PartKind = PartKind.WORD

    @property
    def is_word(self) -> bool:
        """Whether the part is Word text."""
        return self.kind is PartKind.WORD


def filled_parts(package: Package) -> list[FilledPart]:
    """Return the parts in the order in which they are filled: body, headers, footers, notes, properties, links."""
    found = [FilledPart(package.main, MAIN_LABEL)]
    for kind, label in _WORD_PARTS.items():
        names = sorted(set(package.related(package.main, kind)), key=_natural)
        numbered = len(names) > 1
        found += [FilledPart(name, f"{label} {place}" if numbered else label) for place, name in enumerate(names, 1)]
    links = [name for part in found if (name := rels_of(part.name)) in package.by_name]
    properties = [name for kind in _PROPERTIES for name in package.related("", kind)]
    found += [FilledPart(name, PROPERTIES_LABEL, PartKind.PROPERTIES) for name in properties]
    return found + [FilledPart(name, LINKS_LABEL, PartKind.LINKS) for name in links]


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(piece or 0), text) for text, piece in re.findall(r"(\D+)(\d*)", name)]
