"""How every paper stands in the output folder, without making or writing any."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docgen.diagnostics import Diagnostic, has_errors
from docgen.production.asking import resolve_request
from docgen.production.build_request import BuildRequest
from docgen.production.check import CheckedOffice, check_office
from docgen.production.composing import SetAside
from docgen.production.foundations import Foundations
from docgen.production.journal import Journal
from docgen.production.papers import Composer, made_apart, place
from docgen.production.registering import with_known_numbers
from docgen.production.shelf import Shelf, Standing
from docgen.production.spool import Spool


@dataclass(frozen=True, slots=True)
class OutputStatus:
    """How the papers of a request stand; ``refused`` when records or templates are wrong, so that it cannot be told.

    ``extra`` are files that no paper has any more; they are known only when no park, enterprise or year is asked for
    (``extra_is_known``).
    """

    checked: CheckedOffice
    diagnostics: tuple[Diagnostic, ...]
    refused: bool = False
    standings: tuple[Standing, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    extra: tuple[str, ...] = ()
    extra_is_known: bool = False
    damaged_journal: Path | None = None


def output_status(request: BuildRequest) -> OutputStatus:
    """Tell how each paper of the request stands.

    Raises :class:`~docgen.production.asking.WrongRequestError` when the request names what the office does not have,
    OSError when the disk fails.
    """
    checked = with_known_numbers(check_office(request.folder))
    if has_errors(checked.diagnostics):
        return OutputStatus(checked, checked.diagnostics, refused=True)
    asked = resolve_request(request.types, request.parks, request.enterprises, request.year, checked)
    foundations = Foundations(checked)
    with Spool() as spool, Journal(request.output, foundations.digests, writable=False) as journal:
        survey = Composer(checked, foundations, spool).survey(asked.types, asked.selection, journal, anew=False)
        whole = not (asked.restricted or survey.set_aside)
        shelf = Shelf(request.output, journal, verify=request.verify_files)
        standings = tuple(map(shelf.standing, place(survey.papers, journal, restricted=not whole)))
        types = None if set(asked.types) == set(checked.types) else asked.types
        return OutputStatus(
            checked,
            tuple(dict.fromkeys((*checked.diagnostics, *survey.diagnostics))),
            standings=standings,
            set_aside=tuple(survey.set_aside),
            extra=tuple(shelf.superfluous(standings, types, made_apart(checked))) if whole else (),
            extra_is_known=whole,
            damaged_journal=journal.damaged,
        )
