"""How wide a line of text is in Times New Roman, from a table of advance widths."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources

from docgen.vietnamese import nfc

_POINT_MM = 25.4 / 72


class _Advances(dict[str, int]):
    """Advance widths by character; one not in the table is as wide as the widest, a combining mark takes no width."""

    widest = 0

    def __missing__(self, char: str) -> int:
        return 0 if unicodedata.combining(char) else self.widest


class _Face:
    """Advance widths of one face in units of the em square."""

    def __init__(self, blocks: Mapping[str, list[int]], units_per_em: int) -> None:
        self.em = units_per_em
        self.advances = _Advances()
        for first, block in blocks.items():
            for code, advance in enumerate(block, int(first, 16)):
                self.advances[chr(code)] = 0 if unicodedata.combining(chr(code)) else advance
        self.advances.widest = max(max(block) for block in blocks.values())

    def units(self, text: str) -> int:
        """Return the width of a text."""
        return sum(map(self.advances.__getitem__, text))


@cache
def _faces() -> dict[tuple[bool, bool], _Face]:
    table = json.loads(resources.files(__package__).joinpath("times_widths.json").read_bytes())
    faces = {name: _Face(blocks, table["units_per_em"]) for name, blocks in table["faces"].items()}
    return {
        (False, False): faces["regular"],
        (True, False): faces["bold"],
        (False, True): faces["italic"],
        (True, True): faces["bold_italic"],
    }


def text_width_mm(text: str, size_pt: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return the width in millimetres of ``text`` on one line at ``size_pt`` points, without kerning.

    The text is measured in composed form (NFC); marks that no letter composes with take no width, a character that
    the table lacks counts as the widest of the face, so that a line judged to fit does fit. Never raises.
    """
    face = _faces()[bold, italic]
    return face.units(nfc(text)) * size_pt * _POINT_MM / face.em
