"""What a model takes, read off pydantic once: groups of keys, lists, tables, single values."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from docgen.vietnamese import slug


class ShapeKind(Enum):
    """What may stand at a place."""

    GROUP = "group of known keys"
    TABLE = "group of free keys"
    LIST = "list"
    TEXT = "text"
    CHOICE = "one of a few words"
    YES_NO = "yes or no"
    NUMBER = "number"
    DAY = "day"
    ANY = "not known here, left to pydantic"


@dataclass(frozen=True, slots=True)
class Shape:
    """What may stand at one place.

    ``fields`` of a group by the slug of their keys; ``item`` of a list or table; ``choices`` of a choice, as written;
    ``slugged`` tells that the free keys of a table are identifiers, so that labels are turned into slugs.
    """

    kind: ShapeKind
    fields: Mapping[str, ShapeField] = field(default_factory=dict)
    item: Shape | None = None
    choices: tuple[str, ...] = ()
    slugged: bool = False

    @property
    def takes_text(self) -> bool:
        """Whether a single value is expected."""
        return self.kind not in (ShapeKind.GROUP, ShapeKind.TABLE, ShapeKind.LIST, ShapeKind.ANY)


@dataclass(frozen=True, slots=True)
class ShapeField:
    """One key of a group: as the model spells it, with its label, explanation, example and shape."""

    key: str
    label: str
    note: str
    example: str | None
    required: bool
    shape: Shape
    takes_text: bool

    @property
    def named(self) -> str:
        """The key with its label, as messages call it: «ma_so_thue» (Mã số thuế)."""
        return f"«{self.key}» ({self.label})" if self.label and self.label != self.key else f"«{self.key}»"


@lru_cache(maxsize=256)
def shape_of(model: type[BaseModel]) -> Shape:
    """Return the shape of a model; its keys are the aliases of its fields."""
    found = (_field(name, info) for name, info in model.model_fields.items())
    return Shape(ShapeKind.GROUP, fields={slug(item.key): item for item in found})


def fields_below(shape: Shape) -> Iterator[tuple[ShapeField, ShapeField]]:
    """Yield (owner, field) for every key of the groups nested in a group, the outer ones first."""
    for owner in shape.fields.values():
        inner = owner.shape.item if owner.shape.kind is ShapeKind.LIST and owner.shape.item else owner.shape
        for item in inner.fields.values():
            yield owner, item


def _field(name: str, info: FieldInfo) -> ShapeField:
    example = str(info.examples[0]) if info.examples else None
    shape = _shape(info.annotation)
    return ShapeField(
        info.alias or name,
        info.title or "",
        info.description or "",
        example,
        info.is_required(),
        shape,
        shape.takes_text,
    )


def _shape(annotation: Any) -> Shape:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return _shape(annotation.__origin__)
    if origin in (Union, types.UnionType):
        rest = [part for part in arguments if part is not type(None)]
        return _shape(rest[0]) if len(rest) == 1 else Shape(ShapeKind.ANY)
    if origin in (list, set, frozenset) or (origin is tuple and arguments[1:] == (...,)):
        return Shape(ShapeKind.LIST, item=_shape(arguments[0]))
    if origin in (dict, Mapping):
        slugged = hasattr(arguments[0], "__metadata__")
        return Shape(ShapeKind.TABLE, item=_shape(arguments[1]), slugged=slugged)
    if origin is Literal:
        return Shape(ShapeKind.CHOICE, choices=tuple(str(choice) for choice in arguments))
    return _leaf(annotation) if isinstance(annotation, type) else Shape(ShapeKind.ANY)


def _leaf(annotation: type) -> Shape:
    if issubclass(annotation, BaseModel):
        return shape_of(annotation)
    if issubclass(annotation, Enum):
        return Shape(ShapeKind.CHOICE, choices=tuple(str(member.value) for member in annotation))
    if annotation is bool:
        return Shape(ShapeKind.YES_NO)
    if annotation in (int, float, Decimal):
        return Shape(ShapeKind.NUMBER)
    if annotation is date:
        return Shape(ShapeKind.DAY)
    if issubclass(annotation, list | tuple | dict | set | frozenset):
        return Shape(ShapeKind.ANY)
    return Shape(ShapeKind.TEXT)
