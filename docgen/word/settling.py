"""The second pass over a filled part: lines of headings broken, ruled lines given their length, tables made whole.

Each note carries all that it needs to know of the template; it works on the pieces that it was made for and no others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from docgen.composition.failure import TagFailure
from docgen.composition.tag_text import Tag, shorten
from docgen.word.complaints import UNSAFE_LINK
from docgen.word.field_codes import SAFE_LINK
from docgen.word.filling import Filling
from docgen.word.lines import REMEMBERED, Letters, breaks, last_line_mm, widest
from docgen.word.repairs import repair_tables
from docgen.word.styles import StyleSheet
from docgen.word.typesetting import indents, ratio_of, typeset
from docgen.word.writing import Markup, escaped
from docgen.word.xml_names import parse_filled_xml


@dataclass(frozen=True, slots=True, eq=False)
class Sign:
    """A character of a held paragraph that stands as markup of its own: a break, a tab, an object."""

    character: str


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of a paragraph's lines: millimetres of room, letters where runs do not say, indents in twips."""

    room: float | None
    letters: Letters
    left: int
    right: int


@dataclass(frozen=True, slots=True, eq=False)
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


HeldPiece = str | Sign | Letters
_Gaps = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
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
        if not places:
            return
        pieces = [out[at] for at in places]
        in_one = len(places) == places[-1] - places[0] + 1 and all(type(piece) is str for piece in pieces)
        text, letters = ("".join(pieces), self.line.letters) if in_one else self.read(pieces)
        gaps = self.gaps(text, letters)
        if in_one:
            # One run holds it all, as in most headings: written at one stroke.
            out[places[0]] = self.written(text, 0, gaps)
            out[places[0] + 1 : places[-1] + 1] = [b""] * (len(places) - 1)
        else:
            self._write_apart(out, places, gaps)
        if self.remembered and text.strip():
            for first, last in reversed(gaps):
                text = f"{text[:first]}\n{text[last:]}"
            filling.above = Above(text.replace("\ufffc", ""), self.line, letters)

    def _write_apart(self, out: list[Any], places: Sequence[int], gaps: _Gaps) -> None:
        position = 0
        for at in places:
            piece = out[at]
            if isinstance(piece, str):
                out[at] = self.written(piece, position, gaps)
                position += len(piece)
            else:
                out[at] = b""
                position += type(piece) is Sign

    def read(self, pieces: Sequence[HeldPiece]) -> tuple[str, Letters]:
        """Return the text of the pieces and the letters that it is measured in."""
        texts: list[str] = []
        found: dict[Letters, None] = {}
        current = self.line.letters
        for piece in pieces:
            if isinstance(piece, Letters):
                current = piece
            elif piece:
                texts.append(piece if isinstance(piece, str) else piece.character)
                found[current] = None
        return "".join(texts), widest([*found]) if found else self.line.letters

    def gaps(self, text: str, letters: Letters) -> _Gaps:
        """Return the blanks that line breaks replace."""
        if not self.balanced or self.line.room is None or "\n" in text or "\t" in text or "\ufffc" in text:
            return ()
        return breaks(text, self.line.room, letters)

    def written(self, text: str, position: int, gaps: _Gaps) -> bytes:
        """Write a piece that begins at ``position`` of the text, with breaks instead of the gaps."""
        if not gaps or gaps[-1][1] <= position or gaps[0][0] >= position + len(text):
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


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A ruled line: its style, the room between the borders of what holds it, its indent as it was, its prefix."""

    style: str
    width: int | None
    before: bytes
    prefix: str

    def settle(self, filling: Filling, start: int, end: int) -> None:
        """Write the indents that make the line as long as the profile asks of the text above."""
        ratio = ratio_of(self.style, filling.paper.profile)
        filling.out[start] = _ruled(self, filling.above, ratio)


@lru_cache(maxsize=REMEMBERED)
def _ruled(rule: Rule, above: Above | None, ratio: float | None) -> bytes:
    if above is None or rule.width is None or ratio is None:
        return rule.before
    length = last_line_mm(above.text, above.line.room, above.letters) * ratio
    left, right = indents(length, rule.width, above.line.left, above.line.right)
    w = rule.prefix
    return f'<{w}:ind {w}:left="{left}" {w}:right="{right}" {w}:firstLine="0"/>'.encode()


@dataclass(frozen=True, slots=True, eq=False)
class KeptRow:
    """The last row but one of a table with a repeated header; ``kept`` are literals as they are in such a row."""

    kept: Mapping[bytes, bytes]

    def settle(self, filling: Filling, start: int, end: int) -> None:
        """Keep the row with the one after it."""
        filling.out[start:end] = [self.kept.get(piece, piece) for piece in filling.out[start:end]]


@dataclass(frozen=True, slots=True)
class SafeLink:
    """The target of a link whose address tags decide; ``tag`` is the first of them."""

    tag: Tag

    def settle(self, filling: Filling, start: int, end: int) -> None:
        """Raise TagFailure unless the link points to the web or a mailbox."""
        target = b"".join(filling.out[start:end]).decode()
        if not SAFE_LINK.match(target):
            message = f"Liên kết «{shorten(target)}» không phải trang web (http, https) hay thư (mailto)"
            hint = "Viết đủ địa chỉ, bắt đầu bằng http:// hoặc https://."
            raise TagFailure(self.tag.place.complain(UNSAFE_LINK, message, hint))


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
