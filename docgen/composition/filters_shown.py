"""Each filter at work: what it prints is computed by the tags themselves, so that a list of filters cannot lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docgen.composition.expression import TagFailure, compile_text
from docgen.composition.field_tree import FieldKind, FieldTree
from docgen.composition.filters import FILTERS, Filter, to_text
from docgen.diagnostics import Span

_FIELD = "ten_truong"
_ANY = "mọi loại trường"
_EMPTY = "(để trống)"


@dataclass(frozen=True, slots=True)
class ShownFilter:
    """A filter as a clerk meets it: name, what it does, for which kinds, a tag, a value and what is then printed.

    ``refuses`` is True where the tag stops the paper; ``prints`` is then the complaint.
    """

    name: str
    says: str
    takes: tuple[str, ...]
    tag: str
    value: str
    prints: str
    refuses: bool = False


def shown_filters() -> list[ShownFilter]:
    """Return every filter at work on its example, in the order of the table."""
    return [_shown(name, known) for name, known in FILTERS.items()]


def _shown(name: str, known: Filter) -> ShownFilter:
    words = ", ".join(f'"{word}"' for word in known.words)
    tag = f"{{{{ {_FIELD}|{name}{f'({words})' if words else ''} }}}}"
    kind = known.takes[0] if known.takes else FieldKind.TEXT
    item = FieldTree(FieldKind.TEXT) if kind is FieldKind.LIST else None
    fields = FieldTree(FieldKind.RECORD, children={_FIELD: FieldTree(kind, item=item, optional=True)})
    text, found = compile_text(tag, Span(name), fields)
    if text is None:
        raise ValueError(f"the example of {name} does not compile: {found}")
    takes = tuple(each.value for each in known.takes) or (_ANY,)
    try:
        prints, refuses = text.render({_FIELD: known.example}), False
    except TagFailure as failure:
        prints, refuses = failure.diagnostic.message, True
    return ShownFilter(name, known.says, takes, tag, _written(known.example), prints, refuses)


def _written(value: Any) -> str:
    if value is None:
        return _EMPTY
    return "; ".join(map(to_text, value)) if isinstance(value, list) else to_text(value)
