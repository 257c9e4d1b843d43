"""Which fields a tag may name: the shape of the data of one kind of paper, read off the models."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel


class FieldKind(Enum):
    """What a field holds; the values are the words a clerk reads."""

    RECORD = "nhóm trường"
    LIST = "danh sách"
    TEXT = "chữ"
    NUMBER = "số"
    DAY = "ngày"
    YES_NO = "có/không"


@dataclass(frozen=True, slots=True)
class FieldTree:
    """A field: its kind, its children by Vietnamese key (record), its item (list), whether it may be empty.

    ``choices`` lists the only texts that the field can hold (an enumeration), empty where any text may stand.
    """

    kind: FieldKind
    children: Mapping[str, FieldTree] = field(default_factory=dict)
    item: FieldTree | None = None
    optional: bool = False
    label: str = ""
    choices: tuple[str, ...] = ()


def field_tree(model: type[BaseModel], label: str = "", *, optional: bool = False) -> FieldTree:
    """Return the tree of a model: keys are the Vietnamese aliases, as :func:`docgen.model.to_fields` writes them."""
    children = {
        info.alias or name: _of_annotation(info.annotation, info.title or "")
        for name, info in model.model_fields.items()
    }
    return FieldTree(FieldKind.RECORD, children=children, label=label, optional=optional)


def _of_annotation(annotation: Any, label: str, optional: bool = False) -> FieldTree:
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        inner = [part for part in get_args(annotation) if part is not type(None)]
        return _of_annotation(inner[0], label, optional or len(inner) < len(get_args(annotation)))
    if hasattr(annotation, "__metadata__"):
        return _of_annotation(annotation.__origin__, label, optional)
    if origin in (tuple, list):
        return FieldTree(FieldKind.LIST, item=_of_annotation(get_args(annotation)[0], label), label=label)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return field_tree(annotation, label, optional=optional)
    return _leaf(annotation, label, optional)


def _leaf(annotation: Any, label: str, optional: bool) -> FieldTree:
    if annotation is bool:
        return FieldTree(FieldKind.YES_NO, label=label, optional=optional)
    if annotation in (int, Decimal, float):
        return FieldTree(FieldKind.NUMBER, label=label, optional=optional)
    if annotation is date:
        return FieldTree(FieldKind.DAY, label=label, optional=optional)
    choices: tuple[str, ...] = ()
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        choices = tuple(str(member.value) for member in annotation)
    return FieldTree(FieldKind.TEXT, label=label, optional=optional, choices=choices)
