"""What the templates of a document type may name, each field with a value from the office's own records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docgen.composition import FieldKind, FieldTree, LoadedType, Selection, compose, select
from docgen.composition.filters import Unfit, to_text
from docgen.production.failures import REFUSALS
from docgen.records import Dossier

EACH = "[]"
"""Stands in a path behind a list whose items are meant."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field: dotted path, kind, whether it may be empty, its only words (an enumeration), label, a value.

    A path through a list is written ``ca_nhan[].ho_ten``: the field of each item, reached by a loop. ``example`` is
    None where no record has a value or where the field holds other fields.
    """

    path: str
    kind: FieldKind
    optional: bool
    choices: tuple[str, ...]
    label: str
    example: str | None


def field_rows(loaded: LoadedType, dossier: Dossier) -> list[FieldRow]:
    """Return every field of the type in the order of its records; looks at records until each has an example."""
    trees = dict(_walk(loaded.fields, ""))
    wanted = {path for path, tree in trees.items() if tree.kind not in (FieldKind.RECORD, FieldKind.LIST)}
    examples: dict[str, str] = {}
    for subject in select(loaded, dossier, Selection()):
        if not wanted:
            break
        try:
            document, _ = compose(loaded, subject, dossier)
        except REFUSALS:
            continue
        if document is not None:
            found = {path: text for path in wanted if (text := _first(document.fields, path.split("."))) is not None}
            examples.update(found)
            wanted -= set(found)
    return [
        FieldRow(path, tree.kind, tree.optional, tree.choices, tree.label, examples.get(path))
        for path, tree in trees.items()
    ]


def _walk(tree: FieldTree, path: str, optional: bool = False) -> Iterator[tuple[str, FieldTree]]:
    """Yield each field below a group; what stands in a group that may be empty may be empty too."""
    for name, child in tree.children.items():
        inner = f"{path}.{name}" if path else name
        empty = optional or child.optional
        yield inner, replace(child, optional=empty)
        while child.kind is FieldKind.LIST and child.item is not None:
            child, inner, empty = child.item, inner + EACH, False
            if child.kind is not FieldKind.RECORD:
                yield inner, child
        yield from _walk(child, inner, empty)


def _first(value: Any, steps: Sequence[str]) -> str | None:
    """Return the first value at a path, written; None where there is none."""
    if not steps:
        try:
            return None if value is None or value == "" else to_text(value)
        except Unfit:
            return None
    name, depth = steps[0].rstrip(EACH), steps[0].count(EACH)
    inner = value.get(name) if isinstance(value, Mapping) else None
    for each in _items(inner, depth):
        found = _first(each, steps[1:])
        if found is not None:
            return found
    return None


def _items(value: Any, depth: int) -> Iterator[Any]:
    if depth == 0:
        yield value
        return
    for each in value if isinstance(value, list | tuple) else ():
        yield from _items(each, depth - 1)
