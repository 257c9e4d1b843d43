"""Everything about an office looked at before the first paper: records, rules across them, templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen.composition import LoadedType, act_problems, load_types
from docgen.diagnostics import Diagnostic, has_errors
from docgen.production.engines import Engine, load_engines
from docgen.production.office import Office, read_office
from docgen.records import Dossier, load_dossier
from docgen.review import review
from docgen.schema import decode


@dataclass(frozen=True, slots=True)
class CheckedOffice:
    """An office with what was found wrong in it; ``sources`` are the texts of its files for carets in reports."""

    office: Office
    dossier: Dossier
    types: Mapping[str, LoadedType]
    engines: Mapping[str, Engine]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]

    @property
    def is_sound(self) -> bool:
        """Whether no complaint forbids making papers."""
        return not has_errors(self.diagnostics)


def check_office(folder: Path) -> CheckedOffice:
    """Read an office folder and collect every complaint about it at once. Raises OSError when the disk fails."""
    office, diagnostics = read_office(folder)
    types, found = load_types(office.templates)
    diagnostics += found
    dossier, found = load_dossier(office.records)
    diagnostics += found
    diagnostics += judge_records(dossier, types, office)
    engines, found = load_engines(types, office.templates)
    diagnostics += found
    sources = {**_texts(office.templates), **dossier.sources}
    return CheckedOffice(office, dossier, types, engines, tuple(dict.fromkeys(diagnostics)), sources)


def judge_records(dossier: Dossier, types: Mapping[str, LoadedType], office: Office) -> list[Diagnostic]:
    """Apply every rule across records, also those that look at the office's document types."""
    folders = {parts[1] for parts in (name.split("/") for name in office.templates) if len(parts) > 2}
    return [*review(dossier), *act_problems(dossier, types, folders)]


def _texts(files: Mapping[str, bytes]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, data in files.items():
        if name.endswith((".yaml", ".yml")):
            text, _ = decode(data, name)
            if text is not None:
                texts[name] = text
    return texts
