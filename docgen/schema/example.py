"""An example record of a model as YAML: each key with its label above it, the optional ones commented out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from docgen.schema.shape import Shape, ShapeField, ShapeKind, shape_of

_PLAIN = re.compile(r"[^\W\d_][^:#\"'\n]*|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[1-9][0-9]*|0")
_NOT_TEXT = frozenset({"yes", "no", "true", "false", "null", "on", "off", "y", "n"})
_COMMENTED = re.compile(r"^(\s*)#(?=[^\s])", re.MULTILINE)
_DEFAULTS = {ShapeKind.YES_NO: "không", ShapeKind.NUMBER: "1", ShapeKind.DAY: "01/01/2016"}


def example(model: type[BaseModel]) -> str:
    """Return an example record that binds to the model as it stands and with its optional keys switched on.

    A line ``# …`` explains; a line ``#key: …`` is an optional key, switched on by deleting the ``#`` before it.
    Values are the examples that the fields declare.
    """
    return "\n".join(_group(shape_of(model), "", optional=False)) + "\n"


def switched_on(text: str) -> str:
    """Return the example with all its optional keys switched on."""
    return _COMMENTED.sub(r"\1", text)


def _group(shape: Shape, indent: str, *, optional: bool) -> Iterator[str]:
    for field in shape.fields.values():
        yield from _field(field, indent, off=optional or not field.required)


def _field(field: ShapeField, indent: str, *, off: bool) -> Iterator[str]:
    required = "" if field.required else " (không bắt buộc)"
    yield f"{indent}# {field.label or field.key}{required}"
    if field.note:
        yield f"{indent}#   {field.note}"
    mark = "#" if off else ""
    if field.shape.takes_text or field.shape.kind is ShapeKind.ANY:
        yield f"{indent}{mark}{field.key}: {_value(field.shape, field.example, field.label)}"
        return
    yield f"{indent}{mark}{field.key}:"
    yield from _inside(field, indent + "  ", off=off)


def _inside(field: ShapeField, indent: str, *, off: bool) -> Iterator[str]:
    mark = "#" if off else ""
    shape, item = field.shape, field.shape.item
    if shape.kind is ShapeKind.GROUP:
        if not off and not any(inner.required for inner in shape.fields.values()):
            yield from _first_switched_on(shape, indent)
            return
        yield from _group(shape, indent, optional=off)
    elif shape.kind is ShapeKind.TABLE:
        name, _, value = (field.example or "").partition(": ")
        yield f"{indent}{mark}{name or 'ten'}: {_value(item or shape, value or None, field.label)}"
    elif item is not None and item.kind is ShapeKind.GROUP:
        yield from _item(item, indent, off=off)
    elif item is not None:
        yield f"{indent}{mark}- {_value(item, field.example, field.label)}"


def _first_switched_on(shape: Shape, indent: str) -> Iterator[str]:
    """A required group all of whose keys are optional needs one of them, lest it be empty."""
    for position, field in enumerate(shape.fields.values()):
        yield from _field(field, indent, off=position > 0)


def _item(shape: Shape, indent: str, *, off: bool) -> Iterator[str]:
    """One item of a list: a required key goes first, because the dash stands before it."""
    fields = sorted(shape.fields.values(), key=lambda field: not field.required)
    mark = "#" if off else ""
    dashed = False
    for field in fields:
        for line in _field(field, indent + "  ", off=off or (not field.required and field is not fields[0])):
            is_note = line.lstrip().startswith("# ")
            if dashed or is_note:
                yield line
                continue
            dashed = True
            yield f"{indent}{mark}- {line.lstrip().removeprefix('#')}"


def _value(shape: Shape, given: str | None, label: str) -> str:
    if given is None:
        given = shape.choices[0] if shape.choices else _DEFAULTS.get(shape.kind, label or "…")
    if _PLAIN.fullmatch(given) and given.casefold() not in _NOT_TEXT and given == given.strip():
        return given
    return '"' + given.replace("\\", "\\\\").replace('"', '\\"') + '"'
