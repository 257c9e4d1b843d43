"""Everything about an office looked at before the first paper: records, rules across them, templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from docgen.composition import LoadedType, act_problems, inclusion_problems, load_clauses, load_types
from docgen.diagnostics import Diagnostic, has_errors
from docgen.production.clauses import clause_problems, with_clauses
from docgen.production.engines import Engine, load_engines
from docgen.production.key_folder import KEY_BOOK, read_key_book
from docgen.production.office import Office, read_office
from docgen.production.own_clauses import followed_clauses, own_clause_problems, own_names
from docgen.production.records_reading import read_records
from docgen.production.templates_cache import open_templates
from docgen.records import Dossier, Sources
from docgen.review import review
from docgen.schema import decode
from docgen.trust import KeyBook


@dataclass(frozen=True, slots=True)
class CheckedOffice:
    """An office with what was found wrong in it; ``sources`` are the texts of its files for carets in reports."""

    office: Office
    dossier: Dossier
    types: Mapping[str, LoadedType]
    engines: Mapping[str, Engine]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]
    key_book: KeyBook = field(default_factory=KeyBook)
    key_book_data: bytes = b""

    @property
    def is_sound(self) -> bool:
        """Whether no complaint forbids making papers."""
        return not has_errors(self.diagnostics)


def check_office(folder: Path, processes: int | None = None) -> CheckedOffice:
    """Read an office folder and collect every complaint about it at once.

    ``processes`` is how many may read a large office at once, by default one for each core. Raises OSError when the
    disk fails.
    """
    office, diagnostics = read_office(folder)
    types, found = load_types(office.templates)
    diagnostics += found
    read = read_records(office, processes)
    dossier = read.dossier
    diagnostics += [*read.complaints, *read.across(), *_act_problems(dossier, types, office)]
    library, found = load_clauses(office.templates)
    diagnostics += inclusion_problems(library.clauses)
    library = replace(library, followed=followed_clauses(dossier), own_names=own_names(dossier))
    diagnostics += found
    engines, found = load_engines(types, office.templates, open_templates(office.templates, library))
    diagnostics += found
    types = with_clauses(types, engines, library)
    diagnostics += [*clause_problems(types, library, dossier), *own_clause_problems(types, engines, library, dossier)]
    book, book_data, found = read_key_book(office.folder)
    diagnostics += found
    sources = _sources(office, dossier, {KEY_BOOK: book_data})
    every = tuple(dict.fromkeys(diagnostics))
    return CheckedOffice(office, dossier, types, engines, every, sources, book or KeyBook(), book_data)


def judge_records(dossier: Dossier, types: Mapping[str, LoadedType], office: Office) -> list[Diagnostic]:
    """Apply every rule across records, also those that look at the office's document types."""
    return [*review(dossier), *_act_problems(dossier, types, office)]


def _act_problems(dossier: Dossier, types: Mapping[str, LoadedType], office: Office) -> list[Diagnostic]:
    folders = {parts[1] for parts in (name.split("/") for name in office.templates) if len(parts) > 2}
    return act_problems(dossier, types, folders)


def _sources(office: Office, dossier: Dossier, others: Mapping[str, bytes]) -> Sources:
    declared = [
        name
        for name, data in office.templates.items()
        if name.endswith((".yaml", ".yml")) and decode(data, name)[0] is not None
    ]
    texts = {**office.templates, **office.records, **others}
    return Sources(texts, [*declared, *(name for name in others if others[name]), *dossier.sources])
