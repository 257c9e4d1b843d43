"""The second pass over a filled part: lines of headings broken, ruled lines given their length, tables made whole.

Each note carries all that it needs to know of the template; it works on the pieces that it was made for and no others.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from docgen.word.filling import Filling
from docgen.word.lines import Letters, breaks, last_line_mm, widest
from docgen.word.repairs import repair_tables
from docgen.word.styles import StyleSheet
from docgen.word.typesetting import indents, keep_with_next, ratio_of, typeset
from docgen.word.writing import Markup, escaped
from docgen.word.xml_names import parse_filled_xml


class Sign(str):
    """A character of a held paragraph that stands as markup of its own: a break, a tab, an object."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of a paragraph's lines: millimetres of room, letters where runs do not say, indents in twips."""

    room: float | None
    letters: Letters
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Above:
    """The text above a ruled line, as it stands in the paper."""

    text: str
    line: Line
    letters: Letters

    def settle(self, filling: Filling, start: int, end: int) -> None:
        """Remember this text: tags have no part in it."""
        filling.above = self


@dataclass(frozen=True, slots=True)
class NothingAbove:
    """The beginning of a place where ruled lines may stand, or something between that is no text."""

    def settle(self, filling: Filling, start: int, end: int) -> None:
        """Forget the text above."""
        filling.above = None


@dataclass(frozen=True, slots=True)
class Held:
    """A paragraph whose text tags decide and whose lines matter: its pieces of text are broken and escaped here."""

    line: Line
    balanced: bool
    remembered: bool
    markup: Markup

    def settle(self, filling: Filling, start: int, end: int) -> None:
        """Break the lines of the text, write it as XML and remember it for a ruled line below."""
        out = filling.out
        places = [at for at in range(start, end) if type(out[at]) is not bytes]
        text, letters = self._read([out[at] for at in places])
        gaps: tuple[tuple[int, int], ...] = ()
        if self.balanced and self.line.room is not None and not any(mark in text for mark in "\n\t\ufffc"):
            gaps = breaks(text, self.line.room, letters)
        if self.remembered and text.strip():
            shown = text
            for gap_start, gap_end in reversed(gaps):
                shown = f"{shown[:gap_start]}\n{shown[gap_end:]}"
            filling.above = Above(shown.replace("\ufffc", ""), self.line, letters)
        position = 0
        for at in places:
            piece = out[at]
            if isinstance(piece, str):
                out[at] = b"" if type(piece) is Sign else self._written(piece, position, gaps)
                position += len(piece)
            else:
                out[at] = b""

    def _read(self, pieces: list[str | Letters]) -> tuple[str, Letters]:
        """Return the text of the pieces and the letters that it is measured in."""
        texts: list[str] = []
        found: list[Letters] = []
        current = self.line.letters
        for piece in pieces:
            if isinstance(piece, Letters):
                current = piece
            elif piece:
                texts.append(piece)
                found.append(current)
        return "".join(texts), widest(found) if found else self.line.letters

    def _written(self, text: str, position: int, gaps: tuple[tuple[int, int], ...]) -> bytes:
        """Write a piece that begins at ``position`` of the text, with breaks instead of the gaps."""
        if not gaps:
            return escaped(text, self.markup).encode()
        parts: list[str] = []
        done = 0
        for start, end in gaps:
            left, right = start - position, end - position
            if right <= 0 or left >= len(text):
                continue
            parts.append(escaped(text[done : max(left, 0)], self.markup))
            if left >= 0:
                parts.append(self.markup.line_break)
            done = right
        parts.append(escaped(text[done:], self.markup))
        return "".join(parts).encode()


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: its style, the room between the borders of what holds it, its indent as it was, its prefix."""

    style: str
    width: int | None
    before: bytes
    prefix: str

    def settle(self, filling: Filling, start: int, end: int) -> None:
        """Write the indents that make the line as long as the profile asks of the text above."""
        above = filling.above
        ratio = ratio_of(self.style, filling.paper.profile)
        if above is None or self.width is None or ratio is None:
            filling.out[start] = self.before
            return
        length = last_line_mm(above.text, above.line.room, above.letters) * ratio
        left, right = indents(length, self.width, above.line.left, above.line.right)
        w = self.prefix
        filling.out[start] = f'<{w}:ind {w}:left="{left}" {w}:right="{right}" {w}:firstLine="0"/>'.encode()


@dataclass(frozen=True, slots=True)
class KeptRow:
    """The last row but one of a table with a repeated header; ``root`` is the start tag that names its namespaces."""

    root: bytes

    def settle(self, filling: Filling, start: int, end: int) -> None:
        """Keep the row with the one after it."""
        tree = _parsed(self.root, filling, start, end)
        keep_with_next(tree)
        _put_back(tree, filling, start, end)


@dataclass(frozen=True, slots=True)
class WholeTable:
    """A table whose cells or spans tags decide: made whole again as a tree."""

    root: bytes
    styles: StyleSheet

    def settle(self, filling: Filling, start: int, end: int) -> None:
        """Give the table the grid that its rows have, close its cells, set its lines; drop it where it is empty."""
        tree = _parsed(self.root, filling, start, end)
        repair_tables(tree)
        typeset(tree, self.styles, filling.paper.profile)
        _put_back(tree, filling, start, end)


def _parsed(root: bytes, filling: Filling, start: int, end: int) -> etree._Element:
    name = root[1:].split(None, 1)[0]
    return parse_filled_xml(root + b"".join(filling.out[start:end]) + b"</" + name + b">")


def _put_back(tree: etree._Element, filling: Filling, start: int, end: int) -> None:
    """Put the children of the tree in the place of the pieces, without the namespaces that are around them anyway."""
    data = etree.tostring(tree, encoding="UTF-8", xml_declaration=False)
    inside = data[data.index(b">") + 1 : data.rindex(b"</")] if len(tree) else b""
    filling.out[start:end] = [inside, *([b""] * (end - start - 1))]
