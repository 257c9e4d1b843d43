"""Nodes -> pydantic models, with every mistake of form and of value told at its place, all at once."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from docgen.diagnostics import Diagnostic
from docgen.schema.form import FormReader
from docgen.schema.nodes import Node
from docgen.schema.places import Places
from docgen.schema.shape import Shape, shape_of
from docgen.schema.values import value_complaint

Model = TypeVar("Model", bound=BaseModel)


def bind(node: Node, model: type[Model]) -> tuple[Model | None, Places, list[Diagnostic]]:
    """Bind a node to a model whose field aliases are the keys of the source, compared by slug.

    Returns None for the model when anything is wrong with it, or when ``compose`` has refused a part of it.
    """
    places = Places(node)
    shape = shape_of(model)
    reader = FormReader()
    data = reader.read(node, shape)
    complaints = reader.complaints
    bound: Model | None = None
    try:
        bound = model.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            path = _path(item["loc"])
            if not reader.has_complained(path):
                complaints.append(value_complaint(item, places, path, _shape_at(shape, path)))
        if not complaints and not reader.refused:
            raise
    return (None if complaints or reader.refused else bound), places, complaints


def _path(location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Drop the mark that pydantic adds to the path of a wrong key of a table."""
    return tuple(step for step in location if step != "[key]")


def _shape_at(shape: Shape, path: tuple[Any, ...]) -> Shape | None:
    current: Shape | None = shape
    for step in path:
        if current is None:
            return None
        named = current.fields.get(step) if isinstance(step, str) else None
        current = named.shape if named is not None else current.item
    return current
