"""The second pass over a filled part: lines of headings broken, ruled lines given their length, tables made whole.

Each note carries all that it needs to know of the template; it works on the pieces that it was made for and no others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from lxml import etree

from docgen.composition.failure import TagFailure
from docgen.composition.tag_text import Tag, shorten
from docgen.word.complaints import UNSAFE_LINK
from docgen.word.filling import Filling
from docgen.word.gate import SAFE_LINK
from docgen.word.lines import Letters, breaks, broken, last_line_mm, widest
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


class Above(NamedTuple):
    """The text above a ruled line, as it stands in the paper; the length of its last line in mm where it is known."""

    text: str
    line: Line
    letters: Letters
    length: float | None = None

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
        inside = out[start + 1 : end - 1]
        try:
            text = "".join(inside)
        except TypeError:
            self._settle_apart(filling, start, end)
            return
        if not inside:
            return
        # One run holds it all, as in most headings: written at one stroke.
        room, letters = self.line.room, self.line.letters
        length = None
        if self.balanced and room is not None and not _has_signs(text):
            text, length = broken(text, room, letters)
        out[start + 1 : end - 1] = [escaped(text, self.markup).encode(), *([b""] * (len(inside) - 1))]
        if self.remembered and text.strip():
            filling.above = Above(text.replace("\ufffc", ""), self.line, letters, length)

    def _settle_apart(self, filling: Filling, start: int, end: int) -> None:
        """Settle a text that lies in several runs or between markup of its own."""
        out = filling.out
        places = [at for at in range(start, end) if type(out[at]) is not bytes]
        if not places:
            return
        text, letters = self.read([out[at] for at in places])
        room = self.line.room
        gaps = breaks(text, room, letters) if self.balanced and room is not None and not _has_signs(text) else ()
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


def _has_signs(text: str) -> bool:
    """Tell whether a text has breaks, tabs or objects of its own: its lines are the author's business then."""
    return "\n" in text or "\t" in text or "\ufffc" in text


@dataclass(frozen=True, eq=False)
class Rule:
    """A ruled line: its style, the room between the borders of what holds it, its indent as it was, its prefix."""

    style: str
    width: int | None
    before: bytes
    prefix: str

    def settle(self, filling: Filling, start: int, end: int) -> None:
        """Write the indents that make the line as long as the profile asks of the text above."""
        ratio = ratio_of(self.style, filling.paper.profile)
        above = filling.above
        if above is None or self.width is None or ratio is None:
            filling.out[start] = self.before
            return
        text, line, letters, length = above
        if length is None or length > (line.room or 0):
            length = last_line_mm(text, line.room, letters)
        left, right = indents(length * ratio, self.width, line.left, line.right)
        filling.out[start] = self.written % (left, right)

    @cached_property
    def written(self) -> bytes:
        """The element, with places for its two indents."""
        w = self.prefix.encode()
        return b'<%b:ind %b:left="%%d" %b:right="%%d" %b:firstLine="0"/>' % (w, w, w, w)


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
