"""A face as objects of a PDF file: subset, widths, and the map that gives the very text back to a reader."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from docgen.pdf.drawing import Face
from docgen.pdf.faces import LoadedFace, load_face
from docgen.pdf.objects import Objects, number, stream
from docgen.pdf.subset import subset_font

_MOST_RANGES = 100
"""Ranges that one block of a character map may have (Adobe Technical Note 5014)."""

_VIETNAMESE = "AĂÂEÊIOÔƠUƯY"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_SIGNS = "–—‘’“”„•…′″₫€№™"


def _shared_characters() -> str:
    """Return what every file's fonts can draw: Latin letters with Western marks, all Vietnamese, signs of writing."""
    vowels = [unicodedata.normalize("NFC", vowel + tone) for vowel in _VIETNAMESE for tone in _TONES]
    every = {*map(chr, range(0x20, 0x7F)), *map(chr, range(0xA0, 0x100)), *"ĐđŒœŠšŽž", *_SIGNS}
    every |= {letter for vowel in vowels for letter in (vowel, vowel.lower())}
    return "".join(sorted(every - {"\u00ad"}))


SHARED = _shared_characters()


def drawable(face: Face, characters: str) -> str:
    """Return those of the characters that the face can draw, in the same order."""
    return "".join(char for char in characters if char in load_face(face).widths)


def codes(characters: str) -> dict[str, str]:
    """Return the hexadecimal code of each character in a subset."""
    return {char: f"{place:04X}" for place, char in enumerate(characters, 1)}


def add_font(objects: Objects, face: Face, chars: str) -> int:
    """Append the objects of a subset with these characters and return the number of the font that a page names."""
    loaded = load_face(face)
    program = _program(face, chars)
    name = f"{_tag(program)}+{loaded.file.name.decode()}"
    descriptor = objects.add(_descriptor(loaded, name, objects.add(program)))
    widths = " ".join(str(loaded.widths[char]) for char in chars)
    missing = round(loaded.file.hmetrics[0][0] * 1000 / loaded.file.unitsPerEm)
    system = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    descendant = objects.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo{system}/CIDToGIDMap/Identity"
        f"/FontDescriptor {descriptor} 0 R/DW {missing}/W[1[{widths}]]>>"
    )
    meaning = objects.add(stream(_meaning(chars)))
    return objects.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
        f"/ToUnicode {meaning} 0 R>>"
    )


@lru_cache(maxsize=16)
def _program(face: Face, chars: str) -> bytes:
    """Return the font file as a stream; cut and deflated once a process, whatever number of drawings share it."""
    font = subset_font(load_face(face).file, chars)
    return stream(font, f"/Length1 {len(font)}")


def _tag(program: bytes) -> str:
    """Return the six capitals that mark a subset, made of its content."""
    return "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])


def _descriptor(loaded: LoadedFace, name: str, program: int) -> str:
    file = loaded.file
    flags = 32 | 2 | (64 if file.italicAngle else 0)
    box = " ".join(number(round(side)) for side in file.bbox)
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox[{box}]/ItalicAngle {number(file.italicAngle)}"
        f"/Ascent {round(file.ascent)}/Descent {round(file.descent)}/CapHeight {round(file.capHeight)}"
        f"/StemV {round(file.stemV)}/FontFile2 {program} 0 R>>"
    )


def _meaning(chars: Sequence[str]) -> bytes:
    pairs = [f"<{place:04X}> <{char.encode('utf-16-be').hex().upper()}>" for place, char in enumerate(chars, 1)]
    blocks = [pairs[start : start + _MOST_RANGES] for start in range(0, len(pairs), _MOST_RANGES)]
    lines = ["/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap"]
    lines += ["/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def"]
    lines += ["/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def"]
    lines += ["1 begincodespacerange", "<0000> <FFFF>", "endcodespacerange"]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()
