"""Every paper of a selection composed before the first one is made; only what making it needs is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from docgen.composition import Document, Selection, Subject, compose, select
from docgen.diagnostics import Diagnostic
from docgen.production.check import CheckedOffice
from docgen.production.coding import with_code
from docgen.production.engines import CertificateEngine
from docgen.production.failures import REFUSALS, reason_of
from docgen.records import Dossier


@dataclass(frozen=True, slots=True)
class SetAside:
    """A paper that could not be made: its type, its title, why (in words), its path when it had one."""

    type_id: str
    title: str
    reason: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Composition:
    """What became of one subject: a document, nothing (its type leaves it out), or why there is none."""

    type_id: str
    subject: Subject
    document: Document | None = None
    set_aside: SetAside | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class Papers:
    """What the papers of a selection say, the ones that cannot be composed, and all complaints on the way."""

    documents: list[Document] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def compose_one(checked: CheckedOffice, type_id: str, subject: Subject, dossier: Dossier) -> Composition:
    """Compose the paper of one subject from this dossier; a fact that is missing is told, not raised."""
    loaded = checked.types[type_id]
    title = f"{loaded.declaration.name} ({subject.id})"
    notes: list[Diagnostic] = []
    try:
        document, found = compose(loaded, subject, dossier)
        if document is not None:
            engine = checked.engines[type_id]
            if isinstance(engine, CertificateEngine):
                document, notes = with_code(document, engine.declaration, checked.key_book)
            found = [*engine.faults(document.fields), *(note for note in notes if note.is_error)]
    except REFUSALS as error:
        return Composition(type_id, subject, set_aside=SetAside(type_id, title, reason_of(error)))
    if not found:
        return Composition(type_id, subject, document, diagnostics=tuple(notes))
    reason = "; ".join(dict.fromkeys(item.message for item in found))
    return Composition(type_id, subject, None, SetAside(type_id, title, reason), tuple(found))


def compose_each(checked: CheckedOffice, types: Iterable[str], selection: Selection) -> Iterator[Composition]:
    """Compose the papers of these types for all subjects of the selection, one at a time, in a fixed order."""
    for type_id in types:
        for subject in select(checked.types[type_id], checked.dossier, selection):
            yield compose_one(checked, type_id, subject, checked.dossier)


def compose_all(checked: CheckedOffice, types: Iterable[str], selection: Selection) -> Papers:
    """Compose the papers of these types and hold them all: for a few papers."""
    papers = Papers()
    for item in compose_each(checked, types, selection):
        papers.documents += [item.document] if item.document is not None else []
        papers.set_aside += [item.set_aside] if item.set_aside is not None else []
        papers.diagnostics += item.diagnostics
    return papers


def digest_of_fields(fields: dict[str, Any]) -> bytes:
    """Return the SHA-256 of what a paper says: the same for equal fields in the same order, whatever made them."""
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), default=_typed)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _typed(value: Any) -> dict[str, str]:
    """Write a value that JSON lacks with the name of its type, so that a day differs from the text of a day."""
    return {f"<{type(value).__name__}>": str(value)}
