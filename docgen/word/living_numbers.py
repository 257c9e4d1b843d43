"""Numbers and references as Word keeps them alive: a bookmark around each number, a REF field for each mention.

The bare number stands in a run of its own inside the bookmark, because a bookmark cannot begin within a run; a field
stands within the run of its reference, so that it has that run's letters. CHARFORMAT keeps them when Word updates
the field: without it the bold of a heading would come along with its number.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from docgen.composition.tag_text import Tag
from docgen.word.numbering import AFTER, BEFORE, FUNCTIONS, NAMED, UNNAMED, Numbered, Place, bare_number
from docgen.word.references import Phrase, capitalised, phrase
from docgen.word.writing import escaped, word_markup, write_attribute
from docgen.word.xml_names import PARAGRAPH, TABLE, TEXT_BOX, W, ancestor, value_of, word_prefix

_NOTHING = (b"",)
_PIECES_OF_A_NAME = 16
"""Pieces that one name of a reference takes at most: three numbers of three pieces, words around and between them."""


def drop_numbers_marks(root: etree._Element) -> None:
    """Drop bookmarks of numbers that a template made of a finished paper has kept: the new ones bear their names."""
    starts = [
        mark for mark in root.iter(W + "bookmarkStart") if (value_of(mark, "name") or "").startswith((NAMED, UNNAMED))
    ]
    gone = {value_of(mark, "id") for mark in starts}
    ends = [mark for mark in root.iter(W + "bookmarkEnd") if value_of(mark, "id") in gone]
    for mark in (*starts, *ends):
        parent = mark.getparent()
        assert parent is not None, "a bookmark stands in a part"
        parent.remove(mark)


@dataclass(frozen=True, slots=True)
class RunAt:
    """The run that a tag stands in: Word's prefix, its properties as bytes, whether it stands in the flow of clauses.

    ``takes_fields`` is False inside links, controls and the like.
    """

    prefix: str
    properties: bytes
    in_clauses: bool
    takes_fields: bool


def run_at(tag: Tag, run: etree._Element) -> RunAt | None:
    """Return what a number or reference needs to know of its run; None for another tag."""
    if tag.body.partition("(")[0].strip() not in FUNCTIONS:
        return None
    root = run.getroottree().getroot()
    in_clauses = root.tag == W + "document" and ancestor(run, TABLE, TEXT_BOX) is None
    parent = run.getparent()
    return RunAt(word_prefix(root), _properties(run), in_clauses, parent is not None and parent.tag == PARAGRAPH)


def _properties(run: etree._Element) -> bytes:
    """Return the properties of a run without the namespaces that are known around it anyway."""
    found = run.find(W + "rPr")
    if found is None:
        return b""
    data = etree.tostring(found, encoding="UTF-8", xml_declaration=False, with_tail=False)
    known = {f' xmlns:{name}="{uri}"'.encode() for name, uri in run.nsmap.items() if name}
    end = data.index(b">")
    head = data[:end]
    for each in known:
        head = head.replace(each, b"")
    return head + data[end:]


@dataclass(frozen=True, slots=True, eq=False)
class NumberSpot:
    """How a number is written where its tag stands; ``held`` where its pieces are looked at again as text."""

    run: RunAt
    held: bool

    def write(self, level: int, count: int, out: list[Any]) -> None:
        """Put the number at the end of the pieces."""
        before, number, after = BEFORE[level], bare_number(level, count), AFTER[level]
        if self.held:
            out += (before, b"", number, b"", after)
        else:
            out.append(f"{before}{number}{after}".encode())

    def mark(self, clause: Numbered, identity: int, out: list[Any], at: int) -> None:
        """Put a bookmark around the number that was written at this place of the pieces."""
        opened, closed = self.around(clause.bookmark, b"%d" % identity)
        if self.held:
            out[at + 1], out[at + 3] = opened, closed
            return
        before, after = BEFORE[clause.level].encode(), AFTER[clause.level].encode()
        out[at] = b"".join((before, opened, clause.number.encode(), closed, after))

    def fixed(self, level: int, name: str, identity: int) -> tuple[bytes, bytes]:
        """Return what stands before and after the bare number of a clause whose name is known beforehand."""
        opened, closed = self.around(f"{NAMED}{name}".encode(), b"%d" % identity)
        return BEFORE[level].encode() + opened, closed + AFTER[level].encode()

    def around(self, name: bytes, identity: bytes) -> tuple[bytes, bytes]:
        """Return the marks that open and close a bookmark in the middle of a run's text."""
        w = self.run.prefix.encode()
        again = b'<%b:r>%b<%b:t xml:space="preserve">' % (w, self.run.properties, w)
        leave = b"</%b:t></%b:r>" % (w, w)
        start = b'<%b:bookmarkStart %b:id="%b" %b:name="%b"/>' % (w, w, identity, w, name)
        return leave + start + again, b'%b<%b:bookmarkEnd %b:id="%b"/>%b' % (leave, w, w, identity, again)


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceSpot:
    """How a reference is written where its tag stands, and the options of the tag.

    ``tag`` is its number among those of the part; ``run`` is None in an attribute. ``instead`` are the words for
    clauses that the paper does not have.
    """

    tag: int
    run: RunAt | None
    held: bool
    names: int
    instead: str | None = None
    capital: bool = False
    full: bool = False

    @property
    def empty(self) -> tuple[bytes, ...]:
        """The room that is kept for the reference: as many pieces as it may take."""
        return _NOTHING * (_PIECES_OF_A_NAME * self.names) if self.held else _NOTHING

    @property
    def in_clauses(self) -> bool:
        """Whether the clause that it stands in says something to its reader."""
        return self.run is not None and self.run.in_clauses

    def pieces(self, words: Phrase) -> tuple[Any, ...]:
        """Return the words as pieces of a part: at most as many as ``empty`` keeps."""
        run = self.run
        if run is None:
            return (b"".join(write_attribute(_text(word)) for word in words),)
        pieces: list[Any] = []
        markup = word_markup(run.prefix)
        for word in words:
            if isinstance(word, Numbered) and run.takes_fields:
                opened, closed = _field(run.prefix.encode(), word.bookmark)
                pieces += (opened, word.number if self.held else word.number.encode(), closed)
            else:
                pieces.append(_text(word) if self.held else escaped(_text(word), markup).encode())
        return tuple(pieces) if self.held else (b"".join(pieces),)


@lru_cache(maxsize=8192)
def written(
    spot: ReferenceSpot, wanted: tuple[Numbered, ...], near: tuple[Place, ...]
) -> tuple[tuple[Any, ...], tuple[Numbered, ...]]:
    """Return a reference as pieces, and the clauses without a name whose numbers its fields show.

    Remembered: thousands of papers say the same few references.
    """
    words: Phrase = phrase(wanted, near) if wanted else [spot.instead or ""]
    pieces = spot.pieces(capitalised(words) if spot.capital else words)
    shown = [word for word in words if isinstance(word, Numbered)] if spot.run and spot.run.takes_fields else []
    return pieces, tuple(word for word in shown if word.bookmark.startswith(UNNAMED.encode()))


def _text(word: str | Numbered) -> str:
    return word if isinstance(word, str) else word.number


def _field(w: bytes, bookmark: bytes) -> tuple[bytes, bytes]:
    """Return what stands before and after the number that a field shows."""
    sign = b'<%b:fldChar %b:fldCharType="%%b"/>' % (w, w)
    code = b'<%b:instrText xml:space="preserve"> REF %b \\h \\* CHARFORMAT </%b:instrText>' % (w, bookmark, w)
    again = b'<%b:t xml:space="preserve">' % w
    leave = b"</%b:t>" % w
    opened = b"".join((leave, sign % b"begin", code, sign % b"separate", again))
    return opened, b"".join((leave, sign % b"end", again))
