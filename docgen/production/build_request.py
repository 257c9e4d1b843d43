"""What a run is asked for, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docgen.diagnostics import Diagnostic
from docgen.production.check import CheckedOffice
from docgen.production.composing import SetAside
from docgen.production.leaving_out import Omission
from docgen.production.output import Outcome, Written
from docgen.production.papers import Paper
from docgen.production.registering import RegisterNews
from docgen.production.standing import ParkStanding


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to make: words as the clerk typed them; nothing named means everything.

    ``remake_all`` makes also what is still right, ``verify_files`` reads every file instead of believing its size
    and times, ``over_edited`` moves files that were edited by hand into the archive of the day. ``processes`` None
    chooses by the number of papers; ``cluster`` is the address of a Dask scheduler. ``print_run`` also makes one file
    of all certificates for the printer, ``cut_marks`` with the lines where its sheets are cut.
    """

    folder: Path
    output: Path
    types: tuple[str, ...] = ()
    parks: tuple[str, ...] = ()
    enterprises: tuple[str, ...] = ()
    year: int | None = None
    dry_run: bool = False
    leave_out_wrong: bool = False
    remake_all: bool = False
    verify_files: bool = False
    over_edited: bool = False
    processes: int | None = None
    cluster: str | None = None
    print_run: bool = False
    cut_marks: bool = False


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What became of a request.

    ``refused`` means that complaints stood against it and nothing was written. ``made`` pairs each paper with where
    it is now, in the order of the papers; ``stale`` are files of earlier runs that this run, which looked at
    everything, no longer makes; ``damaged_journal`` is where a journal lies that could not be read; ``fewer_processes``
    is how many processes worked where the machine did not let as many start as were asked for (0: only this one);
    ``printed`` are the files for the printer and the sheets that go with them;
    ``register`` is what was done with the register of an office that has one.
    """

    checked: CheckedOffice
    diagnostics: tuple[Diagnostic, ...]
    refused: bool = False
    made: tuple[tuple[Paper, Written], ...] = ()
    printed: tuple[Written, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    left_out: tuple[Omission, ...] = ()
    without_certificate: tuple[ParkStanding, ...] = ()
    stale: tuple[str, ...] = ()
    damaged_journal: Path | None = None
    fewer_processes: int | None = None
    register: RegisterNews | None = None

    @property
    def locked(self) -> tuple[Written, ...]:
        """Files that another program holds open, so that their new text was not written."""
        every = (*(written for _, written in self.made), *self.printed)
        return tuple(written for written in every if written.outcome is Outcome.LOCKED)
