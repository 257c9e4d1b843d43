"""A list of records in the plainest form of YAML read line by line, five times as fast as by its events.

The judge of what is right stays ``compose`` with ``bind``. This reader takes a text only when every line of it has one
of a few forms (``khóa: giá trị``, ``khóa:``, ``- giá trị``, comments, empty lines), values are plain or in simple
quotes, and the model takes all of it; such a text the judge reads without a complaint, to the same values. It gives
up, without saying why, on anything else: then the judge reads the text and tells what there is to tell.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from docgen.schema.form import text_for_model
from docgen.schema.line_checks import has_odd_space, looks_like_key
from docgen.schema.shape import Shape, ShapeKind, shape_of
from docgen.vietnamese import legacy_encoding

Model = TypeVar("Model", bound=BaseModel)

MOST_LINES = 150_000
"""Of a longer text the judge says whether it is too large."""

MOST_LETTERS = 1_000
"""Of a line; matching a longer one would take memory in proportion, and no clerk types such lines."""

# A letter or digit, then no «#» and no colon but before something other than a space; no space at the end.
_PLAIN = r"[^\W_](?:[^:#\n]|:(?=[^\s]))*(?<! )"
_VALUE = rf"(?:{_PLAIN}|\"[^\"\\\n]*\"|'[^'\n]*')"
_LINE = re.compile(rf"( *)(- )?(?:([a-z][a-z0-9_]*):(?: ({_VALUE}))?|({_VALUE}))")
_EMPTY = re.compile(r" *#.*|")
_MEANS_NOTHING = "null"


class _Row(NamedTuple):
    """A line that says something.

    Columns from 0 of its first character and of its key or value, whether a dash opens it, the key and the text
    (empty and None where there is none), whether the text is in quotes.
    """

    start: int
    column: int
    dashed: bool
    key: str
    text: str | None
    quoted: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether this can only be more of the text of the line before."""
        return not (self.key or self.dashed or self.quoted)


class _NotPlainError(Exception):
    """The text is for the judge."""


def plain_list(text: str, model: type[Model]) -> list[tuple[int, Model]] | None:
    """Return the records of a text that is a plain list of them, each with the line (from 1) of its dash.

    ``text`` is what ``decode`` returned without a complaint. None when it has any other form, or any mistake.
    """
    lines = text.split("\n")
    if len(lines) > MOST_LINES or max(map(len, lines)) > MOST_LETTERS or has_odd_space(text):
        return None
    try:
        reader = _Reader(lines)
        return [(line, model.model_validate(data, by_alias=True, by_name=False)) for line, data in reader.all_of(model)]
    except (_NotPlainError, ValidationError):
        return None


@lru_cache(maxsize=32768)
def _row(line: str) -> _Row | None:
    """Return what a line says, None for nothing. Raises :class:`_NotPlainError`."""
    found = _LINE.fullmatch(line)
    if found is None:
        if _EMPTY.fullmatch(line):
            return None
        raise _NotPlainError
    blanks, dash, key, value, alone = found.groups()
    start = len(blanks)
    text = alone if key is None else value
    quoted = text is not None and text[0] in "\"'"
    if text is not None:
        text = _right(text[1:-1] if quoted else text)
        if text == _MEANS_NOTHING and not quoted:
            raise _NotPlainError
    return _Row(start, start + (2 if dash else 0), dash is not None, key or "", text, quoted)


def _right(text: str) -> str:
    if not text.isascii() and legacy_encoding(text) is not None:
        raise _NotPlainError
    return text


class _Reader:
    """Reads rows one after the other."""

    def __init__(self, lines: list[str]) -> None:
        """Look at every line. Raises :class:`_NotPlainError`."""
        rows = [(number, row) for number, line in enumerate(lines, 1) if (row := _row(line)) is not None]
        self._numbers = [number for number, _ in rows]
        # The end is a row left of all others.
        self._rows = [*(row for _, row in rows), _Row(-1, -1, False, "", None)]
        self._at = 0

    def all_of(self, model: type[BaseModel]) -> list[tuple[int, dict[str, Any]]]:
        """Return the data of each record and the line of its dash. Raises :class:`_NotPlainError`."""
        shape, rows, records = shape_of(model), self._rows, []
        while rows[self._at].start == 0:
            row = rows[self._at]
            if not (row.dashed and row.key):
                raise _NotPlainError
            number = self._numbers[self._at]
            records.append((number, self._group(shape, row.column)))
        if not records or self._at != len(rows) - 1:
            raise _NotPlainError
        return records

    def _group(self, shape: Shape, column: int) -> dict[str, Any]:
        """Read the rows of a group whose first row is the next one and whose keys stand in this column."""
        data: dict[str, Any] = {}
        rows, at, fields = self._rows, self._at, shape.fields
        row = rows[at]
        while True:
            known = fields.get(row.key)
            if known is None or known.key in data:
                raise _NotPlainError
            at += 1
            if row.text is None:
                self._at = at
                data[known.key] = self._below(known.shape, column)
                at = self._at
            elif known.takes_text:
                text = row.text
                if rows[at].goes_on and rows[at].start > column:
                    text = self._joined(at - 1, column)
                    at = self._at
                data[known.key] = text_for_model(text, known.shape)
            else:
                raise _NotPlainError
            row = rows[at]
            if row.start != column:
                break
            if row.dashed:
                raise _NotPlainError
        if row.start > column:
            raise _NotPlainError
        self._at = at
        return data

    def _joined(self, at: int, column: int) -> str:
        """Return the text of this row with the lines below that go on with it, and go to the row after them.

        They stand right of this column and below each other, in no quotes, and do not look like keys.
        """
        row = self._rows[at]
        texts = [row.text or ""]
        while (more := self._rows[at + 1]).goes_on and more.start > column:
            at += 1
            if row.quoted or self._numbers[at] != self._numbers[at - 1] + 1 or looks_like_key(more.text or ""):
                raise _NotPlainError
            texts.append(more.text or "")
        self._at = at + 1
        return texts[0] if len(texts) == 1 else _right(" ".join(texts))

    def _below(self, shape: Shape, column: int) -> Any:
        """Read what stands below a key in this column."""
        row = self._rows[self._at]
        if row.start <= column:
            raise _NotPlainError
        if shape.kind is ShapeKind.GROUP and not row.dashed and row.key:
            return self._group(shape, row.start)
        if shape.kind is ShapeKind.LIST and row.dashed and shape.item is not None:
            return self._list(shape.item, row.start)
        raise _NotPlainError

    def _list(self, shape: Shape, column: int) -> list[Any]:
        """Read the rows of a list whose dashes stand in this column."""
        items: list[Any] = []
        rows = self._rows
        while (row := rows[self._at]).start == column:
            if not row.dashed:
                raise _NotPlainError
            if row.key and shape.kind is ShapeKind.GROUP:
                items.append(self._group(shape, row.column))
            elif not row.key and shape.takes_text and row.text is not None:
                items.append(text_for_model(self._joined(self._at, column), shape))
            else:
                raise _NotPlainError
        if row.start > column:
            raise _NotPlainError
        return items
