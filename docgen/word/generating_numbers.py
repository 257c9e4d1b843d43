"""What the generator of source must know of numbers and references to write the least that each of them needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from jinja2 import nodes

from docgen.composition.tag_source import Names, expression_source
from docgen.composition.tag_text import Tag
from docgen.word.instructions import TagAt
from docgen.word.living_numbers import NumberSpot, ReferenceSpot
from docgen.word.numbering import ARTICLE, CHAPTER, CLAUSE, LEVELS, POINT, SECTION

_OPTIONS = {"thay": "instead", "hoa": "capital", "day_du": "full"}


def remembered_levels(said: Iterable[nodes.Node | None]) -> frozenset[int]:
    """Return the levels whose numbers a reference may have to mark although they have no name.

    A reference to a named clause says what the clause stands in («khoản 2 Điều 7»), so that where clauses or points
    have names, where and how the numbers of the levels above were written must be known.
    """
    named = {level for node in said if (level := _named_level(node)) is not None}
    around = {SECTION: {CHAPTER}, CLAUSE: {ARTICLE}, POINT: {ARTICLE, CLAUSE}}
    return frozenset().union(*(around.get(level, set()) for level in named))


class CallWriter(Protocol):
    """What the writer of a part's source says of a call: names in reach, tags so far, levels to be remembered."""

    @property
    def names(self) -> Names:
        """What expressions may name here."""
        ...

    @property
    def tags(self) -> list[Tag]:
        """The tags so far, this one included."""
        ...

    @property
    def remembered(self) -> frozenset[int]:
        """See :func:`remembered_levels`."""
        ...

    @property
    def first_mark(self) -> int:
        """From where on bookmarks of the part are numbered."""
        ...

    def constant(self, value: Any) -> str:
        """Keep a value and return its name in the source."""
        ...


@dataclass(frozen=True, slots=True)
class CallSource:
    """Source of a call: an expression that gives a piece, or a line of its own."""

    code: str
    is_line: bool


def source_of_call(call: nodes.Call, at: TagAt, writer: CallWriter) -> CallSource:
    """Return the source of a number or reference.

    Most numbers are given by their function alone; those with a name in the template have their bookmark ready around
    them; only what a field names, what lines are broken in, and what a reference may have to mark is remembered.
    """
    assert isinstance(call.node, nodes.Name)
    function = call.node.name
    names = [_name(each, writer, "name" if function == "dan" else "own_name") for each in call.args]
    if function == "van_ban_moi":
        return CallSource("T.begin_text()", is_line=True)
    if function == "dan":
        spot = writer.constant(_reference_spot(len(writer.tags) - 1, at, call))
        return CallSource(f"refer(({', '.join(names)},), {spot})", is_line=True)
    assert at.run is not None, "numbers stand in runs"
    level, name, number = LEVELS.index(function), _constant(call), NumberSpot(at.run, at.held)
    if at.held or (name is None and (names or level in writer.remembered)):
        return CallSource(f"number({', '.join([writer.constant(number), str(level), *names])})", is_line=True)
    if name is None:
        return CallSource(f"{function}()", is_line=False)
    before, after = map(writer.constant, number.fixed(level, name, writer.first_mark + len(writer.tags)))
    return CallSource(f"named({level}, {names[0]}, {before}, {after})", is_line=False)


def _reference_spot(tag: int, at: TagAt, call: nodes.Call) -> ReferenceSpot:
    given = (option for option in call.kwargs if isinstance(option, nodes.Keyword))
    options: dict[str, Any] = {_OPTIONS[option.key]: option.value.as_const() for option in given}
    return ReferenceSpot(tag, at.run, at.held, len(call.args), **options)


def _name(given: nodes.Expr, writer: CallWriter, maker: str) -> str:
    """Return source of a clause's name: as it stands, or made of a field's value."""
    source = expression_source(given, writer.names)
    return source if isinstance(given, nodes.Const) else f"{maker}({source})"


def _constant(call: nodes.Call) -> str | None:
    """Return the name that a call gives in the template itself, None where it gives none or a field does."""
    return str(call.args[0].value) if call.args and isinstance(call.args[0], nodes.Const) else None


def _named_level(node: nodes.Node | None) -> int | None:
    call = node.nodes[0] if isinstance(node, nodes.Output) else None
    if not isinstance(call, nodes.Call) or not call.args or not isinstance(call.node, nodes.Name):
        return None
    return LEVELS.index(call.node.name) if call.node.name in LEVELS else None
