"""Every paper of a selection composed, before the first one is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from docgen.composition import Document, Selection, compose, select
from docgen.diagnostics import Diagnostic
from docgen.production.check import CheckedOffice, check_office
from docgen.production.failures import REFUSALS, reason_of


@dataclass(frozen=True, slots=True)
class SetAside:
    """A paper that could not be made: its type, its title, why (in words), its path when it had one."""

    type_id: str
    title: str
    reason: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Papers:
    """What the papers of a selection say, the ones that cannot be composed, and all complaints on the way."""

    documents: tuple[Document, ...]
    set_aside: tuple[SetAside, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A checked office, every complaint about it, and how many papers it makes."""

    checked: CheckedOffice
    diagnostics: tuple[Diagnostic, ...]
    papers: int


def compose_all(checked: CheckedOffice, types: Iterable[str], selection: Selection) -> Papers:
    """Compose the papers of these types for all subjects of the selection, in a fixed order."""
    documents: list[Document] = []
    set_aside: list[SetAside] = []
    diagnostics: list[Diagnostic] = []
    for type_id in types:
        loaded = checked.types[type_id]
        for subject in select(loaded, checked.dossier, selection):
            title = f"{loaded.declaration.name} ({subject.id})"
            try:
                document, found = compose(loaded, subject, checked.dossier)
                if document is not None:
                    found = checked.engines[type_id].faults(document.fields)
            except REFUSALS as error:
                set_aside.append(SetAside(type_id, title, reason_of(error)))
                continue
            diagnostics += found
            if found:
                set_aside.append(SetAside(type_id, title, "; ".join(dict.fromkeys(item.message for item in found))))
            elif document is not None:
                documents.append(document)
    return Papers(tuple(documents), tuple(set_aside), tuple(diagnostics))


def preview(folder: Path) -> Preview:
    """Check an office and, when its records and templates are sound, compose every paper of it.

    Raises OSError when the disk fails.
    """
    checked = check_office(folder)
    if not checked.is_sound:
        return Preview(checked, checked.diagnostics, 0)
    papers = compose_all(checked, checked.types, Selection())
    diagnostics = tuple(dict.fromkeys((*checked.diagnostics, *papers.diagnostics)))
    return Preview(checked, diagnostics, len(papers.documents))
