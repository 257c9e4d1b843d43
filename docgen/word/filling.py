"""One paper being filled: the pieces of its parts, what was noted for the second pass, and that pass.

A piece is bytes ready for the part, or (in paragraphs that are looked at again) text, a sign or the letters of a run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from docgen.composition.filters import Unfit, to_text
from docgen.layout import LayoutProfile
from docgen.vietnamese import grouped
from docgen.word.cells import write_colour, write_merge, write_span
from docgen.word.living_numbers import NumberSpot, ReferenceSpot, written
from docgen.word.numbering import Numbered, Numbering, Place, name_of_value, own_name_of_value
from docgen.word.objects import Placed, Writer, is_object, place
from docgen.word.references import near
from docgen.word.writing import write_attribute, write_link

MOST_ROUNDS = 2_000_000
"""Rounds of all loops of one part together."""
MOST_PIECES = 3_000_000
MOST_BYTES = 150_000_000
_STRIDE = 5_000


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One end of a bookmark: its number in the template and, of a start, its name."""

    number: str
    name: str | None


class Note(Protocol):
    """What is done in the second pass with the pieces from ``start`` to ``end`` of a part."""

    def settle(self, filling: Filling, start: int, end: int) -> None:
        """Change the pieces in place; their number stays."""
        ...


@dataclass(slots=True)
class Reference:
    """A reference whose clauses are not known yet: the place of its pieces, the names, the clause that it stands in."""

    at: int
    names: Sequence[str]
    here: Place | None
    spot: ReferenceSpot


@dataclass(slots=True)
class Paper:
    """What the parts of one paper share: its numbers, the ids given to copied drawings, the profile."""

    profile: LayoutProfile
    numbers: Numbering
    last_drawing: int
    last_bookmark: int

    lists: dict[str, str | None] = field(default_factory=dict)
    """What stands for the numbers of lists that begin anew; None until the second round."""
    begun: list[tuple[str, str]] = field(default_factory=list)
    """Lists that the paper adds: the number of the template's and its own."""

    def serial(self) -> bytes:
        """Return an id that no drawing has."""
        self.last_drawing += 1
        return b"%d" % self.last_drawing

    def bookmark(self) -> int:
        """Return an id that no bookmark has."""
        self.last_bookmark += 1
        return self.last_bookmark

    def mark(self, clause: Numbered) -> None:
        """Put a bookmark around the number of a clause that was remembered, unless it has one."""
        remembered = self.numbers.remembered.pop(clause.place, None)
        if remembered is not None:
            spot, out, at = remembered
            spot.mark(clause, self.bookmark(), out, at)


@dataclass(slots=True)
class Filling:
    """One part being filled; what the generated source (see :mod:`docgen.word.generating`) works on."""

    paper: Paper
    text: Writer
    objects: list[Placed]
    out: list[Any] = field(default_factory=list)
    notes: list[tuple[int, int, Note]] = field(default_factory=list)
    marks: list[tuple[int, Bookmark]] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    above: Any = None
    rounds: int = 0
    room: int = _STRIDE
    bytes_measured: int = 0
    pieces_measured: int = 0

    words = staticmethod(to_text)
    name = staticmethod(name_of_value)
    own_name = staticmethod(own_name_of_value)
    quoted = staticmethod(write_attribute)
    linked = staticmethod(write_link)
    span = staticmethod(write_span)
    colour = staticmethod(write_colour)
    merge = staticmethod(write_merge)

    def block(self, value: Any) -> bytes:
        """Write the value of a tag whose paragraph blocks may take the place of."""
        return place(value, self.objects, block=True) if is_object(value) else self.text(value)

    def inner(self, value: Any) -> bytes:
        """Write the value of a tag in a link or the like, which no paragraph may cut."""
        return place(value, self.objects, inner=True) if is_object(value) else self.text(value)

    def times(self, columns: int) -> Callable[[int], bytes]:
        """Return the function that writes how many columns so many cells of this width span."""
        return lambda cells: write_span(cells * columns)

    @property
    def serial(self) -> Callable[[], bytes]:
        """The ids of copied drawings."""
        return self.paper.serial

    def new_list(self, number: str, last: int) -> None:
        """Begin a list anew, from its second round on under a number of its own."""
        paper = self.paper
        if number not in paper.lists:
            paper.lists[number] = None
            return
        made = paper.lists[number] = str(last + len(paper.begun) + 1)
        paper.begun.append((number, made))

    def list_number(self, number: str) -> bytes:
        """Return the number that a list has by now."""
        return (self.paper.lists.get(number) or number).encode()

    def spend(self, rounds: int) -> None:
        """Count the rounds of a loop before it runs; raises Unfit when loops in loops would run for ever."""
        self.rounds += rounds
        if self.rounds > MOST_ROUNDS:
            raise Unfit(f"các vòng lặp chạy hơn {grouped(MOST_ROUNDS)} lượt; hãy bớt vòng lặp lồng nhau")

    def measure(self) -> None:
        """Look at how large the part has grown since the last time; raises Unfit when it is too large for memory."""
        out = self.out
        self.bytes_measured += sum(len(piece) for piece in out[self.pieces_measured :] if type(piece) is bytes)
        self.pieces_measured = len(out)
        self.room = len(out) + _STRIDE
        if self.bytes_measured > MOST_BYTES or len(out) > MOST_PIECES:
            raise Unfit(f"văn bản dài hơn {MOST_BYTES // 1_000_000} MB; hãy bớt vòng lặp lồng nhau")

    def begin_text(self) -> None:
        """Begin another numbered text."""
        self.paper.numbers.begin_text()

    def number(self, spot: NumberSpot, level: int, name: str = "") -> None:
        """Count and write a number that may get its bookmark later; raises Unfit where its name is taken."""
        numbers = self.paper.numbers
        place = numbers.next(level, name)
        numbers.remembered[place] = (spot, self.out, len(self.out))
        spot.write(level, place[level + 1], self.out)
        if name:
            self.paper.mark(numbers.clause(name))

    def refer(self, names: Sequence[str], spot: ReferenceSpot) -> None:
        """Keep a place for a reference."""
        here = self.paper.numbers.here if spot.in_clauses and not spot.full else None
        self.references.append(Reference(len(self.out), names, here, spot))
        self.out += spot.empty

    def clear(self, start: int) -> None:
        """Take away the pieces from ``start`` on: of a table that got no row."""
        self.out[start:] = [b""] * (len(self.out) - start)

    def resolve(self, absent: Callable[[Reference, str], Exception]) -> None:
        """Write the references; raises what ``absent`` makes of one and the name that this paper does not have."""
        numbers, named = self.paper.numbers, self.paper.numbers.named
        for reference in self.references:
            spot = reference.spot
            wanted = tuple([numbers.clause(name) for name in reference.names if name in named])
            if len(wanted) < len(reference.names) and spot.instead is None:
                raise absent(reference, next(name for name in reference.names if name not in named))
            around = near(wanted, reference.here) if reference.here is not None else ()
            pieces, unnamed = written(spot, wanted, around)
            self.out[reference.at : reference.at + len(pieces)] = pieces
            for clause in unnamed:
                self.paper.mark(clause)

    def finish(self) -> bytes:
        """Do what was noted and return the part."""
        if self.marks:
            self._pair_bookmarks()
        for start, end, note in self.notes:
            note.settle(self, start, end)
        return b"".join(self.out)

    def _pair_bookmarks(self) -> None:
        """Pair bookmark starts and ends again: loops copy them, blocks left out take one end away.

        A mark is three pieces: up to its id, the id, the rest.
        """
        out = self.out
        open_marks: dict[str, tuple[int, int]] = {}
        names: set[str] = set()
        spare: list[int] = []
        for at, mark in self.marks:
            if not out[at]:
                continue
            if mark.name is not None and mark.name not in names and mark.number not in open_marks:
                open_marks[mark.number] = (at, self.paper.bookmark())
                names.add(mark.name)
            elif mark.name is None and mark.number in open_marks:
                start, given = open_marks.pop(mark.number)
                out[start + 1] = out[at + 1] = b"%d" % given
            else:
                spare.append(at)
        for at in [*spare, *(at for at, _ in open_marks.values())]:
            out[at : at + 3] = (b"", b"", b"")
