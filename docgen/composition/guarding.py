"""Fields that may be empty and yet are printed, compared or repeated without a guard.

A guard is a condition that cannot hold where the field is empty, ``mac_dinh`` or ``bat_buoc``. What a condition tells
is read off its form alone: «a and b» tells both, «not a» in front of ``else`` tells a.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from docgen.composition.complaints_expression import UNGUARDED
from docgen.composition.field_tree import FieldKind, FieldTree
from docgen.composition.filters import FILTERS
from docgen.composition.tag_text import Tag, shorten
from docgen.composition.tag_tree import Branching, Loop, Piece, Printed, tag_tree
from docgen.diagnostics import Diagnostic

Names = frozenset[str]
"""Dotted paths of fields."""

_NOTHING: Names = frozenset()
_ORDER = ("lt", "lteq", "gt", "gteq")


@dataclass(frozen=True, slots=True)
class Unguarded:
    """A tag that needs a field which may be empty where it stands: the field's dotted path and label."""

    tag: Tag
    path: str
    label: str

    def complaint(self, empty_in: str = "") -> Diagnostic:
        """Return the warning; ``empty_in`` says in words where the field is empty now."""
        label = f" ({self.label})" if self.label else ""
        message = f"Trường «{self.path}»{label} có thể để trống mà thẻ «{shorten(self.tag.source)}» cần giá trị"
        hint = f'Đặt thẻ trong khối if {self.path}, hoặc thêm |mac_dinh("…"), hoặc thêm |bat_buoc("lời nhắc").'
        return self.tag.place.complain(UNGUARDED, message + empty_in, hint)


def unguarded(tags: Sequence[Tag], fields: FieldTree, functions: Collection[str] = ()) -> list[Unguarded]:
    """Return the fields that need a guard and have none, in the order of the tags, each once a tag."""
    walk = _Walk()
    walk.pieces(tag_tree(tags, fields, functions), fields.children, _NOTHING)
    return list(dict.fromkeys(walk.found))


class _Walk:
    def __init__(self) -> None:
        self.found: list[Unguarded] = []

    def pieces(self, pieces: Sequence[Piece], scope: Mapping[str, FieldTree], known: Names) -> None:
        """Look at pieces where ``known`` are the fields that cannot be empty there.

        A tag that stops the paper where its field is empty guards the tags that stand after it beside it.
        """
        for piece in pieces:
            if isinstance(piece, Printed):
                self._need(piece.tag, _needed(piece.value, known), scope)
                known |= _proved(piece.value)
            elif isinstance(piece, Branching):
                self._branching(piece, scope, known)
            else:
                self._loop(piece, scope, known)

    def _branching(self, piece: Branching, scope: Mapping[str, FieldTree], known: Names) -> None:
        for branch in piece.branches:
            if branch.test is None:
                self.pieces(branch.body, scope, known)
                continue
            self._need(branch.tag, _asked(branch.test, known), scope)
            self.pieces(branch.body, scope, known | _told(branch.test, True))
            known |= _told(branch.test, False)

    def _loop(self, piece: Loop, scope: Mapping[str, FieldTree], known: Names) -> None:
        self._need(piece.tag, _needed(piece.source, known), scope)
        self.pieces(piece.otherwise, scope, known)
        items = tree_of(path_of(piece.source), scope)
        item = items.item if items is not None and items.item is not None else FieldTree(FieldKind.RECORD)
        inner = {**scope, piece.name: item}
        known = frozenset(name for name in known if name.split(".")[0] != piece.name) | _paths(piece.source)
        if piece.test is not None:
            self._need(piece.tag, _asked(piece.test, known), inner)
            known |= _told(piece.test, True)
        self.pieces(piece.body, inner, known)

    def _need(self, tag: Tag, needed: Iterator[tuple[str, Names]], scope: Mapping[str, FieldTree]) -> None:
        for path, known in needed:
            for empty, tree in _may_be_empty(path, scope):
                if not any(name == empty or name.startswith(f"{empty}.") for name in known):
                    self.found.append(Unguarded(tag, path if tree.kind is not FieldKind.RECORD else empty, tree.label))
                    break


def path_of(node: nodes.Node | None) -> str:
    """Return the dotted path of a field, "" for anything else."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        owner = path_of(node.node)
        return f"{owner}.{node.attr}" if owner else ""
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        owner = path_of(node.node)
        return f"{owner}.{node.arg.value}" if owner else ""
    return ""


def _paths(node: nodes.Node | None) -> Names:
    path = path_of(node)
    return frozenset((path,)) if path else _NOTHING


def _step(tree: FieldTree | None, name: str) -> FieldTree | None:
    if tree is None:
        return None
    return tree.item if tree.kind is FieldKind.LIST else tree.children.get(name)


def tree_of(path: str, scope: Mapping[str, FieldTree]) -> FieldTree | None:
    """Return the field at a dotted path, None where nothing is known of it."""
    first, *rest = path.split(".")
    tree = scope.get(first)
    for name in rest:
        tree = _step(tree, name)
    return tree


def _may_be_empty(path: str, scope: Mapping[str, FieldTree]) -> Iterator[tuple[str, FieldTree]]:
    """Yield the field and the groups around it that may be empty, the outermost first."""
    names = path.split(".")
    for count in range(1, len(names) + 1):
        part = ".".join(names[:count])
        tree = tree_of(part, scope)
        if tree is not None and tree.optional:
            yield part, tree


def _needed(node: nodes.Node | None, known: Names) -> Iterator[tuple[str, Names]]:
    """Yield the fields without which the value cannot be printed, each with what is known not to be empty there."""
    if isinstance(node, nodes.Filter):
        if node.name not in FILTERS or not FILTERS[node.name].fills:
            yield from _needed(node.node, known)
    elif isinstance(node, nodes.CondExpr):
        yield from _asked(node.test, known)
        yield from _needed(node.expr1, known | _told(node.test, True))
        yield from _needed(node.expr2, known | _told(node.test, False))
    elif isinstance(node, nodes.Call):
        # What is numbered may go without a name; a reference may not.
        refers = isinstance(node.node, nodes.Name) and node.node.name == "dan"
        for argument in node.args if refers else ():
            yield from _needed(argument, known)
    elif isinstance(node, nodes.And | nodes.Or | nodes.Not | nodes.Compare):
        yield from _asked(node, known)
    elif path := path_of(node):
        yield path, known


def _proved(node: nodes.Node | None) -> Names:
    """Return the fields that cannot have been empty where the value was printed."""
    if isinstance(node, nodes.Filter):
        return _NOTHING if node.name == "mac_dinh" else _proved(node.node)
    return _paths(node)


def _asked(node: nodes.Node, known: Names) -> Iterator[tuple[str, Names]]:
    """Yield the fields without which a condition cannot be answered: those that are compared by size, or searched."""
    if isinstance(node, nodes.Not):
        yield from _asked(node.node, known)
    elif isinstance(node, nodes.And | nodes.Or):
        yield from _asked(node.left, known)
        yield from _asked(node.right, known | _told(node.left, isinstance(node, nodes.And)))
    elif isinstance(node, nodes.Compare):
        left = node.expr
        for operand in node.ops:
            if operand.op in _ORDER:
                yield from _needed(left, known)
            if operand.op in _ORDER or (operand.op in ("in", "notin") and path_of(operand.expr)):
                yield from _needed(operand.expr, known)
            left = operand.expr


def _told(node: nodes.Node, answer: bool) -> Names:
    """Return the fields that cannot be empty where the condition came out as ``answer``."""
    if isinstance(node, nodes.Not):
        return _told(node.node, not answer)
    if isinstance(node, nodes.And | nodes.Or):
        left, right = _told(node.left, answer), _told(node.right, answer)
        return left | right if isinstance(node, nodes.And) is answer else left & right
    if isinstance(node, nodes.Compare):
        return _told_by_comparison(node, answer)
    if isinstance(node, nodes.Filter) and node.name in FILTERS and not FILTERS[node.name].fills:
        return _told(node.node, answer) if node.node is not None and answer else _NOTHING
    return _paths(node) if answer else _NOTHING


def _told_by_comparison(node: nodes.Compare, answer: bool) -> Names:
    if len(node.ops) != 1:
        return _NOTHING
    operator, right = node.ops[0].op, node.ops[0].expr
    sides = _paths(_inside(node.expr)) | _paths(_inside(right))
    constants = [side.value for side in (node.expr, right) if isinstance(side, nodes.Const)]
    if operator in _ORDER:
        return sides
    if operator in ("eq", "ne"):
        equal = (operator == "eq") is answer
        return sides if constants and (constants[0] is not None) is equal else _NOTHING
    if isinstance(right, nodes.List | nodes.Tuple):
        among = (operator == "in") is answer
        return _paths(_inside(node.expr)) if among else _NOTHING
    return _NOTHING


def _inside(node: nodes.Node | None) -> nodes.Node | None:
    """Return what stands under filters that let an empty value through."""
    while isinstance(node, nodes.Filter) and node.name in FILTERS and not FILTERS[node.name].fills:
        node = node.node
    return node
