"""Copies of Word templates with their complaints as comments, beside the templates and never over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from docgen.diagnostics import Diagnostic
from docgen.production.office import REVIEW_COPY, Office
from docgen.production.whole_file import write_whole
from docgen.word.annotate import annotate


@dataclass(frozen=True, slots=True)
class ReviewCopy:
    """A template with complaints: its name, how many, the copy (None where the template cannot be opened)."""

    template: str
    complaints: int
    copy: Path | None


def write_review_copies(office: Office, diagnostics: Iterable[Diagnostic]) -> list[ReviewCopy]:
    """Write ``<name>.gop_y.docx`` beside every Word template that is complained about; an older copy is replaced.

    Raises :class:`~docgen.production.whole_file.FileHeldError` when an older copy is open in Word, OSError when the
    disk fails.
    """
    by_file: dict[str, list[Diagnostic]] = {}
    for item in dict.fromkeys(diagnostics):
        if item.span.file in office.templates and item.span.file.lower().endswith(".docx"):
            by_file.setdefault(item.span.file, []).append(item)
    return [_written(office, name, by_file[name]) for name in sorted(by_file)]


def _written(office: Office, name: str, found: list[Diagnostic]) -> ReviewCopy:
    data = annotate(office.templates[name], found)
    if data is None:
        return ReviewCopy(name, len(found), None)
    target = office.folder / PurePosixPath(name).with_suffix(REVIEW_COPY)
    write_whole(target, data)
    return ReviewCopy(name, len(found), target)
