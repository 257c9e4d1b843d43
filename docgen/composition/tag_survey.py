"""What the records of an office make of the tags of a template: which conditions ever hold, what is ever filled.

Every record is shown to the survey once; it follows the branches and loops that the paper would follow, without
writing anything. A tag that has nothing left to learn is dropped, so a large office costs little more than the tags
that never change their answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as of_instance
from typing import Any

from jinja2 import UndefinedError, nodes

from docgen.composition.allow_list import MOST_NESTED_LOOPS
from docgen.composition.field_tree import FieldKind, FieldTree
from docgen.composition.filters import Empty, Unfit, is_empty
from docgen.composition.guarding import path_of, tree_of
from docgen.composition.tag_source import Names, expression_source, runtime
from docgen.composition.tag_text import Tag
from docgen.composition.tag_tree import Branching, Loop, Piece, Printed, tag_tree

_PARAMETERS = ", ".join(["field", *(f"v{n}=None, i{n}=0, n{n}=0" for n in range(1, MOST_NESTED_LOOPS + 1))])
_UNANSWERED = (Empty, Unfit, UndefinedError, TypeError)
"""What an expression raises that cannot be answered for a record; the paper itself tells that in its own time."""

Around = tuple[Any, ...]
"""For each loop around: item, index, number of items."""

Field = Callable[..., Any]
"""Gives a field of the paper by its name."""

Asked = Callable[..., Any]


@dataclass(slots=True)
class Seen:
    """What became of one tag: how often it was asked, how often a condition held or a field was filled.

    ``is_guard`` is True for a condition that only asks whether a field is there; ``is_watched`` for a tag that is
    asked for every paper, whatever it has shown.
    """

    tag: Tag
    is_guard: bool = False
    is_watched: bool = False
    asked: int = 0
    held: int = 0


class TagSurvey:
    """Surveys the tags of one text or part; show it the fields of every paper, then read what it has seen.

    ``watched`` are tags that print a value and whose empty values are counted to the last.
    """

    def __init__(
        self, tags: Sequence[Tag], fields: FieldTree, functions: Collection[str] = (), watched: Collection[Tag] = ()
    ) -> None:
        self._watched = {id(tag) for tag in watched}
        self.conditions: list[Seen] = []
        self.values: list[Seen] = []
        self.lists: list[Seen] = []
        self.papers = 0
        top = _Place(Names(ahead=False), fields.children)
        self._top = self._steps(tag_tree(tags, fields, functions), top)

    def see(self, fields: Mapping[str, Any]) -> None:
        """Follow one paper through the tags."""
        self.papers += 1
        self._top = _visit(self._top, fields.get, ())

    def _steps(self, pieces: Sequence[Piece], place: _Place) -> list[_Step]:
        steps: list[_Step] = []
        for piece in pieces:
            if isinstance(piece, Printed):
                path = _printed_field(piece.value)
                if path is not None:
                    seen = Seen(piece.tag, is_watched=id(piece.tag) in self._watched)
                    self.values.append(seen)
                    steps.append(_Value(seen, _function(path, place.names)))
            elif isinstance(piece, Branching):
                steps.append(self._branching(piece, place))
            else:
                steps.append(self._loop(piece, place))
        return steps

    def _branching(self, piece: Branching, place: _Place) -> _Branches:
        made = _Branches()
        for branch in piece.branches:
            seen = Seen(branch.tag)
            ask = None
            if branch.test is not None:
                seen.is_guard = place.is_guard(branch.test)
                self.conditions += [] if _asks_the_loop(branch.test) else [seen]
                ask = _function(branch.test, place.names)
            made.branches.append(_Branch(seen, ask, self._steps(branch.body, place)))
        return made

    def _loop(self, piece: Loop, place: _Place) -> _Items:
        seen = Seen(piece.tag)
        self.lists.append(seen)
        inner = place.inside(piece)
        test = _function(piece.test, inner.names) if piece.test is not None else None
        body, otherwise = self._steps(piece.body, inner), self._steps(piece.otherwise, place)
        return _Items(seen, _function(piece.source, place.names), test, body, otherwise)


@dataclass(frozen=True, slots=True)
class _Place:
    """What names mean where a tag stands: as source, and as fields; how many loops are around."""

    names: Names
    scope: Mapping[str, FieldTree]
    depth: int = 0

    def inside(self, loop: Loop) -> _Place:
        """Return the place inside a loop."""
        items = tree_of(path_of(loop.source), self.scope)
        item = items.item if items is not None and items.item is not None else FieldTree(FieldKind.RECORD)
        names = self.names.inside_loop(self.depth + 1, loop.name)
        return _Place(names, {**self.scope, loop.name: item}, self.depth + 1)

    def is_guard(self, test: nodes.Expr) -> bool:
        """Tell whether a condition only asks whether a field is there: a field that is no yes or no."""
        tree = tree_of(path_of(test), self.scope) if path_of(test) else None
        return tree is not None and (tree.optional or tree.kind is not FieldKind.YES_NO)


def _printed_field(node: nodes.Expr) -> nodes.Expr | None:
    """Return the field under the filters of a printed value, None where it is no single field."""
    inside: nodes.Node | None = node
    while isinstance(inside, nodes.Filter):
        inside = inside.node
    return inside if isinstance(inside, nodes.Name | nodes.Getattr | nodes.Getitem) else None


def _asks_the_loop(test: nodes.Expr) -> bool:
    """Tell whether a condition asks where in a list it stands: that is how the list is written, no fact of a record."""
    return any(name.name == "loop" for name in test.find_all(nodes.Name))


def _function(node: nodes.Expr, names: Names) -> Asked:
    source = f"lambda {_PARAMETERS}: {expression_source(node, names)}"
    made: Asked = eval(source, runtime())  # noqa: S307 - written from a tree that the allow-list has let through
    return made


@dataclass(slots=True)
class _Value:
    seen: Seen
    ask: Asked

    def visit(self, field: Field, around: Around) -> bool:
        """Look at the value; returns whether there is more to learn here."""
        try:
            value = self.ask(field, *around)
        except _UNANSWERED:
            return True
        self.seen.asked += 1
        filled = not is_empty(value) and value != "" and value != []
        self.seen.held += filled
        return not filled or self.seen.is_watched


@dataclass(slots=True)
class _Branch:
    seen: Seen
    ask: Asked | None
    body: list[_Step]

    @property
    def is_open(self) -> bool:
        """Whether there is more to learn here."""
        undecided = self.ask is not None and not 0 < self.seen.held < self.seen.asked
        return undecided or bool(self.body)


@dataclass(slots=True)
class _Branches:
    branches: list[_Branch] = of_instance(default_factory=list)

    def visit(self, field: Field, around: Around) -> bool:
        """Follow the branch that the paper follows; returns whether there is more to learn here."""
        for branch in self.branches:
            if branch.ask is not None:
                try:
                    holds = bool(branch.ask(field, *around))
                except _UNANSWERED:
                    break
                branch.seen.asked += 1
                branch.seen.held += holds
                if not holds:
                    continue
            branch.body = _visit(branch.body, field, around)
            break
        return any(branch.is_open for branch in self.branches)


@dataclass(slots=True)
class _Items:
    seen: Seen
    ask: Asked
    test: Asked | None
    body: list[_Step]
    otherwise: list[_Step]

    def visit(self, field: Field, around: Around) -> bool:
        """Follow the loop through its items; returns whether there is more to learn here."""
        try:
            items = list(self.ask(field, *around))
            chosen = [each for each in items if self.test is None or self.test(field, *around, each)]
        except _UNANSWERED:
            return True
        self.seen.asked += 1
        self.seen.held += bool(chosen)
        for index, each in enumerate(chosen):
            if not self.body:
                break
            self.body = _visit(self.body, field, (*around, each, index, len(chosen)))
        if not chosen:
            self.otherwise = _visit(self.otherwise, field, around)
        return not self.seen.held or bool(self.body) or bool(self.otherwise)


_Step = _Value | _Branches | _Items


def _visit(steps: list[_Step], field: Field, around: Around) -> list[_Step]:
    """Look at each step and return those that are still open."""
    return [step for step in steps if step.visit(field, around)]
