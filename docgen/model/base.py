"""How a noun of the office is declared: frozen, strict, each field once with its Vietnamese key and label."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field

from docgen.model.period import Period


class OfficeModel(BaseModel):
    """Base of every record: frozen, no unknown keys; ``alias`` is the YAML key and the Word tag."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, validate_default=False)


def vn(key: str, label: str, *, default: Any = ..., example: str | None = None, note: str | None = None) -> Any:
    """Declare a field: Vietnamese key, label a clerk reads, optional example and explanation."""
    extra: dict[str, Any] = {"examples": [example]} if example is not None else {}
    return Field(default, alias=key, title=label, description=note, **extra)


def to_fields(value: Any) -> Any:
    """Turn a model into plain data for tags: dicts by Vietnamese key, lists, text, numbers, dates, True/False, None."""
    if isinstance(value, BaseModel):
        data = value.__dict__
        return {key: data[name] if plain else to_fields(data[name]) for key, name, plain in _keys(type(value))}
    if isinstance(value, tuple | list):
        return [to_fields(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_fields(item) for key, item in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Period):
        return value.label
    return value


@lru_cache(maxsize=256)
def _keys(kind: type[BaseModel]) -> tuple[tuple[str, str, bool], ...]:
    """Return key and attribute of each field, and whether it holds what goes into the fields as it is."""
    return tuple((info.alias or name, name, _is_plain(info.annotation)) for name, info in kind.model_fields.items())


def _is_plain(annotation: Any) -> bool:
    if hasattr(annotation, "__metadata__"):
        return _is_plain(annotation.__origin__)
    if get_origin(annotation) in (Union, UnionType):
        return all(map(_is_plain, get_args(annotation)))
    return annotation in (str, int, bool, float, Decimal, date, NoneType)


def in_force(start: date, end: date | None, day: date) -> bool:
    """Tell whether a period from ``start`` to ``end`` (both included, None = still open) covers ``day``."""
    return start <= day and (end is None or day <= end)
