"""What makes a comparison pointless: a word that the field never holds, values of different kinds."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from docgen.composition.complaints_expression import UNKNOWN_CHOICE, WRONG_FIELD_KIND
from docgen.composition.field_tree import FieldKind, FieldTree
from docgen.composition.tag_text import shorten
from docgen.diagnostics import Rule
from docgen.vietnamese import closest

Problem = tuple[Rule, str, str]
"""Rule, message, hint."""

_ORDER = ("lt", "lteq", "gt", "gteq")


def comparison_problems(
    operator: str, left: nodes.Expr, left_kind: FieldTree | None, right: nodes.Expr, right_kind: FieldTree | None
) -> Iterator[Problem]:
    """Yield what is wrong with ``left operator right``; a kind is None where it is not known."""
    if operator in ("in", "notin"):
        if left_kind is not None and isinstance(right, nodes.List | nodes.Tuple):
            for item in right.items:
                if isinstance(item, nodes.Const):
                    yield from _against_constant(left_kind, item.value)
        elif right_kind is not None and right_kind.kind is not FieldKind.LIST:
            yield (
                WRONG_FIELD_KIND,
                f"Sau «in» phải là danh sách, không phải {right_kind.kind.value}",
                'Viết ["a", "b"].',
            )
        return
    if isinstance(right, nodes.Const) and left_kind is not None:
        yield from _against_constant(left_kind, right.value)
    elif isinstance(left, nodes.Const) and right_kind is not None:
        yield from _against_constant(right_kind, left.value)
    elif (
        operator in _ORDER
        and left_kind is not None
        and right_kind is not None
        and left_kind.kind is not right_kind.kind
    ):
        message = f"So sánh lớn nhỏ giữa {left_kind.kind.value} và {right_kind.kind.value}"
        yield WRONG_FIELD_KIND, message, "Hai bên phải cùng loại."


def _against_constant(kind: FieldTree, value: object) -> Iterator[Problem]:
    if value is None:
        return
    if kind.choices and isinstance(value, str) and value not in kind.choices:
        guess = closest(value, kind.choices)
        hint = f"Có phải «{guess}» không?" if guess else f"Chỉ có: {', '.join(kind.choices)}."
        yield UNKNOWN_CHOICE, f"Trường này không bao giờ bằng «{shorten(value)}»", hint
        return
    wanted: dict[FieldKind, tuple[type, ...]] = {
        FieldKind.TEXT: (str,),
        FieldKind.NUMBER: (int, float),
        FieldKind.YES_NO: (bool,),
        FieldKind.DAY: (),
        FieldKind.LIST: (),
    }
    if kind.kind in wanted and (
        not isinstance(value, wanted[kind.kind]) or (isinstance(value, bool) and kind.kind is not FieldKind.YES_NO)
    ):
        hint = "Trường có/không thì viết thẳng «if tên_trường» hoặc «if not tên_trường»."
        yield (
            WRONG_FIELD_KIND,
            f"So sánh {kind.kind.value} với «{shorten(str(value))}»",
            hint if kind.kind is FieldKind.YES_NO else "Hai bên phải cùng loại.",
        )
