"""The rows of a sheet written as XML at once: openpyxl would make an object of each of what may be millions of cells.

openpyxl lays the sheet out with its headings and one empty row, in whose cells each column has its looks; here that row
gives way to all rows, whose cells take the looks by number. Texts stand in their cells (``inlineStr``), as text,
whatever they begin with (ECMA-376 part 1, 18.18.11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

FIRST_ROW = 2
"""The row that openpyxl writes empty and dressed."""
_MODEL = re.compile(rb'<row\b[^>]*\br="2"[^>]*>(.*?)</row>', re.DOTALL)
_LOOK = re.compile(rb'<c\b[^>]*\bs="(\d+)"')
_SIZE = re.compile(rb'(<dimension ref="[A-Z]+\d+:[A-Z]+)\d+"')
_AT_A_TIME = 1_000


def with_rows(page: bytes, rows: Sequence[Sequence[str]], marks: Sequence[bool]) -> Iterator[bytes]:
    """Yield the pieces of a sheet's XML with these rows; ``marks`` are columns in which an empty text needs no cell.

    Texts hold only characters that XML has a place for. Raises ValueError where the sheet has no row to begin with.
    """
    model = _MODEL.search(page)
    if model is None:
        raise ValueError("the sheet was laid out without its first row")
    looks = [look.decode() for look in _LOOK.findall(model[1])]
    yield _SIZE.sub(rb'\g<1>%d"' % (FIRST_ROW + len(rows) - 1), page[: model.start()])
    columns = [
        (letters, f'" s="{look}" t="inlineStr"><is><t xml:space="preserve">', "" if is_mark else f'" s="{look}"/>')
        for letters, look, is_mark in zip(_letters(len(looks)), looks, marks, strict=True)
    ]
    for start in range(0, len(rows), _AT_A_TIME):
        part = rows[start : start + _AT_A_TIME]
        yield "".join(_row(number, row, columns) for number, row in enumerate(part, FIRST_ROW + start)).encode()
    yield page[model.end() :]


def _row(number: int, row: Sequence[str], columns: Sequence[tuple[str, str, str]]) -> str:
    pieces = [f'<row r="{number}">']
    for text, (letters, filled, empty) in zip(row, columns, strict=True):
        if text:
            pieces.append(f'<c r="{letters}{number}{filled}{_escaped(text)}</t></is></c>')
        elif empty:
            pieces.append(f'<c r="{letters}{number}{empty}')
    pieces.append("</row>")
    return "".join(pieces)


def _escaped(text: str) -> str:
    """Return the text as XML; «_x000D_» and the like, which Excel would read as a character, is kept from it."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return _CODED.sub("_x005F_", text) if "_x" in text else text


_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def _letters(count: int) -> Iterator[str]:
    for number in range(1, count + 1):
        name = ""
        while number:
            number, rest = divmod(number - 1, 26)
            name = chr(65 + rest) + name
        yield name
