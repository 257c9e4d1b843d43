"""Placed text as the tail of a certificate's file: marked for reading aloud, with structure and metadata."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import add

from docgen.pdf.drawing import Face
from docgen.pdf.faces import load_face
from docgen.pdf.figures import SquareCode, code_figure
from docgen.pdf.font_objects import SHARED
from docgen.pdf.metadata import PageInfo, info_dictionary, xmp_stream
from docgen.pdf.objects import POINTS, closing, identity_of, number, table_lines, wrapped
from docgen.pdf.placing import PlacedBox, PlacedLine, PlacedPage, PlacedRule
from docgen.pdf.template import CertificateTemplate

_SHARED = frozenset(SHARED)
_SPEED = 6
"""How hard text is deflated: more makes no file of this size smaller."""


def further_characters(page: PlacedPage) -> str:
    """Return the characters that the fonts shared by all files lack, in order of their codes."""
    texts = [line.text for box in page.boxes for lines in box.paragraphs for line in lines]
    return "".join(sorted(set().union(*texts) - _SHARED))


def write_page(
    template: CertificateTemplate, page: PlacedPage, info: PageInfo, code: SquareCode | None = None
) -> bytes:
    """Return a PDF of one page."""
    text, tags = page_content(template, page, code)
    bodies = [
        text,
        xmp_stream(info),
        info_dictionary(info),
        *_structure(template.first + 3, tags),
    ]
    return _whole(template, bodies)


def page_content(
    template: CertificateTemplate, page: PlacedPage, code: SquareCode | None = None
) -> tuple[bytes, tuple[str, ...]]:
    """Return the stream of what the record says on a page, and the kind of each of its marks in order."""
    figures = list(template.pictures)
    if code is not None and template.code_space is not None:
        figures.append(code_figure(code, template.code_space))
    tags = [figure.element for figure in figures]
    content = [f"/Figure<</MCID {mark}>>BDC\n{figure.code}EMC\n" for mark, figure in enumerate(figures)]
    drawn = "".join(content)
    content = [] if code is not None else [drawn]
    for box in page.boxes:
        tag = "H1" if box.box.heading else "P"
        paragraphs, rule = _box_code(template, box)
        for lines in paragraphs:
            content.append(f"/{tag}<</MCID {len(tags)}>>BDC\n{lines}EMC\n")
            tags.append(tag)
        content.append(rule)
    text = _deflated(b"" if code is None else drawn.encode(), "".join(content).encode())
    return b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(text), text), tuple(tags)


def _deflated(code: bytes, text: bytes) -> bytes:
    """Return both as one deflated stream; the many like figures of a code are not worth a long search (RFC 1950)."""
    if not code:
        return zlib.compress(text, _SPEED)
    quick, thorough = zlib.compressobj(1, wbits=-15), zlib.compressobj(_SPEED, wbits=-15)
    parts = (quick.compress(code), quick.flush(zlib.Z_FULL_FLUSH), thorough.compress(text), thorough.flush())
    return b"\x78\x9c" + b"".join(parts) + zlib.adler32(text, zlib.adler32(code)).to_bytes(4)


def _whole(template: CertificateTemplate, bodies: Sequence[bytes]) -> bytes:
    first = template.first
    written = [wrapped(place, body) for place, body in enumerate(bodies, first)]
    tail = b"".join(written)
    start = len(template.beginning)
    table = template.table + table_lines(written, start)
    identity = identity_of(template.digest, tail)
    end = closing(table, first + len(bodies), start + len(tail), 1, first + 2, identity)
    return b"".join((template.beginning, tail, end))


@lru_cache(maxsize=64)
def _structure(document: int, tags: tuple[str, ...]) -> tuple[bytes, ...]:
    """Return the document's element, the tree from marks to elements, and an element for each mark."""
    first = document + 2
    numbers = " ".join(f"{first + place} 0 R" for place in range(len(tags)))
    elements = [f"<</Type/StructElem/S/{tag}/P {document} 0 R/Pg 3 0 R/K {place}>>" for place, tag in enumerate(tags)]
    whole = f"<</Type/StructElem/S/Document/P 4 0 R/Lang(vi-VN)/K[{numbers}]>>"
    return tuple(body.encode() for body in (whole, f"<</Nums[0[{numbers}]]>>", *elements))


@lru_cache(maxsize=4096)
def _box_code(template: CertificateTemplate, placed: PlacedBox) -> tuple[tuple[str, ...], str]:
    """Return the operators of each paragraph and those of the rule below them."""
    return (
        tuple("".join(_lines_code(template, placed, lines)) for lines in placed.paragraphs),
        "" if placed.rule is None else _rule_code(template, placed.rule, placed.box.colour),
    )


def _lines_code(template: CertificateTemplate, placed: PlacedBox, lines: Sequence[PlacedLine]) -> list[str]:
    box = placed.box
    code = [f"BT\n{_colour(box.colour)} rg\n/{template.fonts[box.face]} {number(lines[0].size_pt)} Tf\n"]
    if box.spacing:
        code.append(f"{number(box.spacing * lines[0].size_pt)} Tc\n")
    for place, line in enumerate(lines):
        x, y = line.left * POINTS, template.height_pt - line.baseline * POINTS
        # A blank at the end of a line that goes on keeps the words apart for whoever listens or copies.
        text = line.text if place == len(lines) - 1 else line.text + " "
        code.append(f"1 0 0 1 {number(x)} {number(y)} Tm\n{_shown(template, placed, text)}\n")
    code.append("0 Tc\nET\n" if box.spacing else "ET\n")
    return code


def _shown(template: CertificateTemplate, placed: PlacedBox, text: str) -> str:
    """Return the operator that shows the text, with the kerning between its letters."""
    codes = _codes(template, placed.box.face)
    return f"[<{codes[text[0]]}{''.join(map(codes.__getitem__, map(add, text, text[1:])))}>]TJ"


@lru_cache(maxsize=64)
def _codes(template: CertificateTemplate, face: Face) -> dict[str, str]:
    return _Codes(template.codes[face], load_face(face).kerning)


class _Codes(dict[str, str]):
    """What is written for a first letter, and for a letter after another: its code, after the kerning of the two."""

    def __init__(self, codes: Mapping[str, str], kerning: Mapping[str, int]) -> None:
        super().__init__(codes)
        self._kerning = kerning

    def __missing__(self, pair: str) -> str:
        amount, code = self._kerning[pair], self[pair[1]]
        self[pair] = written = f">{-amount}<{code}" if amount else code
        return written


def _rule_code(template: CertificateTemplate, rule: PlacedRule, colour: str) -> str:
    y = number(template.height_pt - rule.top * POINTS)
    ends = number(rule.left * POINTS), number((rule.left + rule.width) * POINTS)
    return f"/Artifact BMC\n{_colour(colour)} RG {number(rule.weight_pt)} w {ends[0]} {y} m {ends[1]} {y} l S\nEMC\n"


@lru_cache(maxsize=64)
def _colour(colour: str) -> str:
    return " ".join(number(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
