"""Expressions of tags as Python source: what a compiled paper evaluates, written from Jinja's own parse tree.

Only trees that the allow-list has let through come here; everything else is a fault of the caller. Decision: source
of our own instead of Jinja's compiler, because a paper has hundreds of tags and Jinja's code asks its environment for
every dot; the source stays with the template and is compiled to code once a process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from jinja2 import StrictUndefined, UndefinedError, nodes

from docgen.composition.complaints_expression import FORBIDDEN_CHARACTER, MISSING_VALUE
from docgen.composition.failure import MissingValue, TagFailure
from docgen.composition.filters import FILTERS, Demanded, Empty, Unfit
from docgen.composition.tag_text import Tag, shorten
from docgen.diagnostics import Diagnostic

FILE_NAME = "<tags of a paper>"
"""The file name under which generated source is compiled: how a traceback is known to come from a tag."""

ABSENT = StrictUndefined(name="…")
"""Stands for a field that the record does not have; an error wherever it is used, except by ``mac_dinh``."""


def item(group: Any, key: Any) -> Any:
    """Return the item of a group or list; None of an absent (None) group, ABSENT where there is no such item."""
    if type(group) is dict:
        return group.get(key, ABSENT)
    if group is None:
        return None
    if isinstance(group, Mapping):
        return group.get(key, ABSENT)
    if isinstance(group, list | tuple) and isinstance(key, int) and -len(group) <= key < len(group):
        return group[key]
    return ABSENT


def sequence(value: Any) -> Sequence[Any]:
    """Return what a loop goes through; raises Empty where it is None or absent."""
    if type(value) is list or type(value) is tuple:
        return value
    if value is None or value is ABSENT:
        raise Empty
    return list(value)


def runtime() -> dict[str, Any]:
    """Return the names that generated source uses."""
    filters = {f"filter_{name}": known.apply for name, known in FILTERS.items()}
    return {"__builtins__": {"len": len}, "item": item, "sequence": sequence, "ABSENT": ABSENT, **filters}


_LOOP = {
    "index": "(i{0} + 1)",
    "index0": "i{0}",
    "revindex": "(n{0} - i{0})",
    "revindex0": "(n{0} - i{0} - 1)",
    "length": "n{0}",
    "first": "(i{0} == 0)",
    "last": "(i{0} == n{0} - 1)",
}
_OPERATORS = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}


@dataclass(frozen=True)
class Names:
    """What the names of a tag mean where it stands: loop variables by name, the number of the innermost loop.

    ``paths`` are the fields that no loop changes, by the source that reaches them: each is looked up once a paper,
    before the first tag, into the variable given here; looking up raises nothing. Where ``ahead`` is False nothing
    is looked up beforehand: each expression reaches its fields by itself.
    """

    variables: Mapping[str, str] = field(default_factory=dict)
    loop: int = 0
    paths: dict[str, str] = field(default_factory=dict)
    ahead: bool = True

    def inside_loop(self, number: int, name: str) -> Names:
        """Return the names inside the loop of this number over ``name``; its variable is ``v<number>``."""
        return Names({**self.variables, name: f"v{number}"}, number, self.paths, self.ahead)

    def path(self, source: str) -> str:
        """Return the variable that holds what this source reaches, or the source itself."""
        if not self.ahead:
            return source
        return self.paths.setdefault(source, f"p{len(self.paths) + 1}")


def expression_source(node: nodes.Node | None, names: Names) -> str:
    """Return Python source of an expression; raises TypeError for a node that the allow-list refuses."""
    if isinstance(node, nodes.Const):
        return repr(node.value)
    if isinstance(node, nodes.Name):
        return names.variables.get(node.name) or names.path(f"field({node.name!r}, ABSENT)")
    if isinstance(node, nodes.Getattr):
        return _item(node.node, node.attr, names)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return _item(node.node, node.arg.value, names)
    if isinstance(node, nodes.Compare):
        compared = (f"{_OPERATORS[each.op]} {expression_source(each.expr, names)}" for each in node.ops)
        return f"({expression_source(node.expr, names)} {' '.join(compared)})"
    if isinstance(node, nodes.And | nodes.Or):
        word = "and" if isinstance(node, nodes.And) else "or"
        return f"({expression_source(node.left, names)} {word} {expression_source(node.right, names)})"
    if isinstance(node, nodes.CondExpr):
        parts = [expression_source(part, names) for part in (node.expr1, node.test, node.expr2)]
        return "({} if {} else {})".format(*parts)
    return _other_source(node, names)


def _other_source(node: nodes.Node | None, names: Names) -> str:
    if isinstance(node, nodes.Not):
        return f"(not {expression_source(node.node, names)})"
    if isinstance(node, nodes.Neg):
        return f"(-{expression_source(node.node, names)})"
    if isinstance(node, nodes.List | nodes.Tuple):
        return "({})".format("".join(f"{expression_source(each, names)}, " for each in node.items))
    if isinstance(node, nodes.Filter):
        given = ", ".join(expression_source(each, names) for each in (node.node, *node.args))
        return f"filter_{node.name}({given})"
    raise TypeError(f"{type(node).__name__} in a tag that the allow-list let through")


def _item(owner: nodes.Node, key: Any, names: Names) -> str:
    if isinstance(owner, nodes.Name) and owner.name == "loop" and names.loop and key in _LOOP:
        return _LOOP[key].format(names.loop)
    whole = expression_source(owner, names)
    source = f"item({whole}, {key!r})"
    return names.path(source) if whole[0] == "p" and whole[1:].isdigit() else source


def failure_of(error: Exception, tag_at: Callable[[int], Tag]) -> TagFailure | None:
    """Turn what a tag raised into the failure that names its place; None where the error is a bug of ours.

    ``tag_at`` gives the tag of a line of the generated source.
    """
    if isinstance(error, TagFailure):
        return error
    line, deepest = _line_in_tags(error.__traceback__)
    tag = tag_at(line)
    if isinstance(error, Unfit):
        message = f"Không in được thẻ «{shorten(tag.source)}»: {error}"
        return TagFailure(tag.place.complain(FORBIDDEN_CHARACTER, message))
    if isinstance(error, Empty | UndefinedError) or (isinstance(error, TypeError) and deepest):
        return MissingValue(missing(tag, error))
    return None


def missing(tag: Tag, error: BaseException) -> Diagnostic:
    """Complain that the tag needs a value which the record leaves empty, in the author's words where it has them."""
    if isinstance(error, Demanded):
        return tag.place.complain(MISSING_VALUE, f"{error} (thẻ «{shorten(tag.source)}» bắt buộc phải có giá trị)")
    message = f"Thẻ «{shorten(tag.source)}» cần một giá trị mà hồ sơ để trống"
    hint = 'Điền giá trị vào hồ sơ, hoặc trong mẫu đặt thẻ trong khối if, hoặc thêm | mac_dinh("…").'
    return tag.place.complain(MISSING_VALUE, message, hint)


def _line_in_tags(trace: TracebackType | None) -> tuple[int, bool]:
    """Return the last line of generated source that the traceback passes, and whether it ends there."""
    line, deepest = 0, False
    while trace is not None:
        deepest = trace.tb_frame.f_code.co_filename == FILE_NAME
        line = trace.tb_lineno if deepest else line
        trace = trace.tb_next
    return line, deepest
