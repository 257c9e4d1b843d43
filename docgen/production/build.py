"""From a request to files: the gate, then every paper that needs it made and written as it comes."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from docgen.composition import SubjectKind
from docgen.diagnostics import Diagnostic, has_errors
from docgen.production.asking import Asked, resolve_request
from docgen.production.build_request import BuildRequest, BuildResult
from docgen.production.check import CheckedOffice, check_office
from docgen.production.coding import keys_needed, signed
from docgen.production.composing import SetAside
from docgen.production.cores import usable_cores
from docgen.production.engines import CertificateEngine
from docgen.production.executors import Crew, Job, Made, cluster, processes, serial
from docgen.production.failures import reason_of
from docgen.production.foundations import Foundations
from docgen.production.journal import Journal
from docgen.production.key_folder import AskPassphrase, KeyRing, from_environment
from docgen.production.leaving_out import Omission, leave_out_wrong
from docgen.production.output import ARCHIVE, Outcome, Output, Written, plan_path
from docgen.production.papers import Composer, Paper, Survey, made_apart, place
from docgen.production.path_lengths import refuse_too_long
from docgen.production.print_runs import print_runs, printed_types
from docgen.production.progress import Progress, silent
from docgen.production.register_office import RegisterRefusedError
from docgen.production.registering import PARK, Numbered, Numberer
from docgen.production.shelf import Shelf, Standing
from docgen.production.spool import Spool
from docgen.production.standing import ParkStanding, park_standings

FEW_PAPERS = 200
"""Up to this many papers to make, starting other processes takes longer than it saves."""


def build(request: BuildRequest, progress: Progress = silent, ask: AskPassphrase = from_environment) -> BuildResult:
    """Make every paper of the request that is not right already; ``ask`` is asked for passphrases of signing keys.

    All records and templates are looked at, and every paper is composed, before the first file is written. Raises
    ``WrongRequestError`` when the request names what the office does not have, ``FolderInUseError`` when another run
    holds the output folder, ``CrewFailureError`` when no worker can work, ``KeyRefusedError`` before anything is
    written when a key cannot sign, OSError when the disk fails; papers finished before that are whole.
    """
    checked = check_office(request.folder, request.processes)
    checked, left_out, standing = _left_out(request, checked)
    if has_errors(standing):
        return BuildResult(checked, checked.diagnostics, refused=True)
    asked = _asked(request, checked)
    try:
        with ExitStack() as stack:
            numberer = stack.enter_context(Numberer(checked, asked.types, asked.selection))
            return _numbered_build(request, asked, left_out, numberer, stack, progress, ask)
    except RegisterRefusedError as error:
        return BuildResult(checked, (*checked.diagnostics, *error.diagnostics), refused=True)


def _numbered_build(
    request: BuildRequest,
    asked: Asked,
    left_out: tuple[Omission, ...],
    numberer: Numberer,
    stack: ExitStack,
    progress: Progress,
    ask: AskPassphrase,
) -> BuildResult:
    """Look at every paper with the numbers that it has or would get, give the numbers, make the papers."""
    lenient = request.leave_out_wrong
    numbered = numberer.foreseen(leave_out_wrong=lenient)
    if has_errors(numbered.diagnostics):
        return BuildResult(numbered.checked, (*numbered.checked.diagnostics, *numbered.diagnostics), refused=True)
    look = _Look(numbered, request, asked, stack)
    if has_errors(look.survey.diagnostics) and not lenient:
        return BuildResult(look.checked, look.diagnostics, refused=True)
    archive = ARCHIVE if request.over_edited else None
    refuse_too_long(request.output, (paper.path for paper in look.survey.papers), archive)
    if not request.dry_run:
        papers = (paper for paper in look.survey.papers if paper.subject.kind is SubjectKind.RECOGNISED_PARK)
        given = numberer.given([paper.subject for paper in papers], leave_out_wrong=lenient)
        if has_errors(given.diagnostics):
            return BuildResult(given.checked, (*given.checked.diagnostics, *given.diagnostics), refused=True)
        if given.numbers != numbered.numbers or given.without != numbered.without:
            look = _Look(given, request, asked, stack)
        look.numbered = given
    return _written(request, asked, left_out, look, progress, ask)


def _written(
    request: BuildRequest,
    asked: Asked,
    left_out: tuple[Omission, ...],
    look: _Look,
    progress: Progress,
    ask: AskPassphrase,
) -> BuildResult:
    """Make and write the papers that passed the gate."""
    run = _Run(look, request, asked, progress, ask)
    run.whole = not (asked.restricted or left_out or look.survey.set_aside or look.numbered.set_aside)
    run.run(look.survey)
    return BuildResult(
        look.checked,
        tuple(dict.fromkeys((*look.diagnostics, *look.numbered.diagnostics))),
        made=run.in_order(),
        printed=tuple(run.printed),
        set_aside=(*look.numbered.set_aside, *look.survey.set_aside, *run.set_aside),
        left_out=left_out,
        without_certificate=_without_certificate(look, asked),
        stale=tuple(run.stale),
        damaged_journal=run.damaged_journal,
        fewer_processes=run.fewer_processes,
        register=look.numbered.news,
    )


def _left_out(
    request: BuildRequest, checked: CheckedOffice
) -> tuple[CheckedOffice, tuple[Omission, ...], tuple[Diagnostic, ...]]:
    """Return the office without its wrong records where that is asked for, those records, and what is still wrong."""
    if not request.leave_out_wrong:
        return checked, (), checked.diagnostics
    dossier, left_out, standing = leave_out_wrong(checked)
    return replace(checked, dossier=dossier), left_out, standing


def _asked(request: BuildRequest, checked: CheckedOffice) -> Asked:
    asked = resolve_request(request.types, request.parks, request.enterprises, request.year, checked)
    if request.print_run:
        printed_types(checked, asked)
    return asked


class _Look:
    """Every paper of the request composed, with the numbers of ``numbered``; nothing is written."""

    def __init__(self, numbered: Numbered, request: BuildRequest, asked: Asked, stack: ExitStack) -> None:
        self.numbered = numbered
        self.checked = numbered.checked
        self.foundations = Foundations(self.checked)
        self.composer = Composer(self.checked, self.foundations, stack.enter_context(Spool()), request.processes)
        with Journal(request.output, self.foundations.digests, writable=False) as journal:
            self.survey = self.composer.survey(asked.types, asked.selection, journal, anew=request.remake_all)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Every complaint, each once."""
        found = (*self.checked.diagnostics, *self.numbered.diagnostics, *self.survey.diagnostics)
        return tuple(dict.fromkeys(found))


class _Run:
    """The making and writing of papers that passed the gate; ``whole`` when it looks at all papers of its types."""

    def __init__(
        self, look: _Look, request: BuildRequest, asked: Asked, progress: Progress, ask: AskPassphrase
    ) -> None:
        self.set_aside: list[SetAside] = []
        self.stale: list[str] = []
        self.printed: list[Written] = []
        self.damaged_journal: Path | None = None
        self.fewer_processes: int | None = None
        self.whole = False
        self._written: dict[str, tuple[Paper, Written]] = {}
        self._standings: list[Standing] = []
        self._checked = look.checked
        self._request = request
        self._asked = asked
        self._foundations = look.foundations
        self._composer = look.composer
        self._progress = progress
        self._ring = KeyRing(request.folder, look.checked.key_book, ask)
        self._done = 0
        self._total = 0

    def in_order(self) -> tuple[tuple[Paper, Written], ...]:
        """Return what became of the papers, in their order."""
        paths = (standing.paper.path for standing in self._standings)
        return tuple(self._written[path] for path in paths if path in self._written)

    def run(self, survey: Survey) -> None:
        """Make and write every paper that needs it. Raises OSError."""
        root, digests = self._request.output, self._foundations.digests
        if self._request.dry_run:
            with Journal(root, digests, writable=False) as journal:
                shelf = Shelf(root, journal, verify=self._request.verify_files)
                self._try_all(survey, shelf, journal)
            return
        day = date.today() if self._request.over_edited else None
        with Output(root, digests, verify=self._request.verify_files, archive_day=day) as output:
            journal = output.journal
            self._remember(survey, journal)
            needed = self._look(survey, output.shelf, journal)
            self._make_all(needed, output)
            if self._request.print_run:
                self._print(output)
            if self.whole:
                unused = output.shelf.unused(self._standings)
                journal.forget(path for path in unused if output.shelf.seen(path) is None)

    def _remember(self, survey: Survey, journal: Journal) -> None:
        composed = {
            key: item._replace(rests_on=journal.rests_on(names)) for key, (item, names) in survey.composed.items()
        }
        gone = [key for key in journal.composed if key[0] in self._asked.types and key not in survey.seen]
        journal.remember(composed, gone if self.whole else ())

    def _look(self, survey: Survey, shelf: Shelf, journal: Journal) -> list[Paper]:
        """Tell how each paper stands; returns those to make, keeps the others as they are."""
        papers = place(survey.papers, journal, restricted=not self.whole)
        self._standings = [shelf.standing(paper) for paper in papers]
        self.damaged_journal = journal.damaged
        needed = []
        for standing in self._standings:
            paper, beside = standing.paper, standing.used != standing.paper.path
            if standing.needed or self._request.remake_all or (beside and self._request.over_edited):
                needed.append(paper)
            else:
                outcome = Outcome.BESIDE if beside else Outcome.UNCHANGED
                self._written[paper.path] = (paper, Written(paper.path, standing.used, outcome))
        if self.whole:
            every = set(self._asked.types) == set(self._checked.types)
            types = None if every else self._asked.types
            self.stale = shelf.superfluous(self._standings, types, made_apart(self._checked))
        return needed

    def _try_all(self, survey: Survey, shelf: Shelf, journal: Journal) -> None:
        needed = self._look(survey, shelf, journal)
        for paper, data in self._made(needed):
            digest = hashlib.sha256(data).digest()
            went = plan_path(shelf, paper.path, digest, over_edited=self._request.over_edited)
            self._tell([(paper, went)])

    def _make_all(self, needed: list[Paper], output: Output) -> None:
        for paper, data in self._made(needed):
            self._tell(output.put(paper, data))
        self._tell(output.flush())
        again = [paper for paper, written in self._written.values() if written.outcome is Outcome.LOCKED]
        if again:
            for paper, data in self._made(again):
                self._tell(output.put(paper, data))
            self._tell(output.flush())

    def _print(self, output: Output) -> None:
        papers = [standing.paper for standing in self._standings if standing.paper.path in self._written]
        fields_of, cut_marks = self._composer.open_fields_of, self._request.cut_marks
        for paper, data in print_runs(self._checked, self._asked, papers, fields_of, cut_marks=cut_marks):
            self.printed += [written for _, written in output.put(paper, data)]
        self.printed += [written for _, written in output.flush()]

    def _made(self, papers: list[Paper]) -> Iterator[tuple[Paper, bytes]]:
        """Yield each paper that its engine can make and its bytes, as they come; the others are set aside."""
        self._done, self._total = 0, len(papers)
        for key_id in keys_needed(map(self._composer.open_fields_of, filter(self._is_drawn, papers))):
            self._ring.signer(key_id)
        jobs = (Job(at, paper.type_id, self._fields(paper)) for at, paper in enumerate(papers))
        with closing(_made_by(self._crew(len(papers)), self._checked, jobs)) as all_made:
            for made in all_made:
                paper = papers[made.position]
                if made.data is not None:
                    yield paper, made.data
                elif made.failure is not None:
                    reason = reason_of(made.failure)
                    self.set_aside.append(SetAside(paper.type_id, paper.title, reason, paper.path))
                    self._count(paper)

    def _is_drawn(self, paper: Paper) -> bool:
        return isinstance(self._checked.engines[paper.type_id], CertificateEngine)

    def _fields(self, paper: Paper) -> Mapping[str, Any] | bytes:
        """Return what the maker of a paper needs: signed where it bears a code, else packed as it is."""
        if self._is_drawn(paper):
            return signed(self._composer.open_fields_of(paper), self._ring)
        return self._composer.fields_of(paper)

    def _tell(self, written: Iterable[tuple[Paper, Written]]) -> None:
        for paper, went in written:
            self._written[paper.path] = (paper, went)
            self._count(paper)

    def _count(self, paper: Paper) -> None:
        self._done += 1
        self._progress(self._done, self._total, paper.title)

    def _crew(self, papers: int) -> Crew:
        if self._request.cluster is not None:
            return cluster(self._request.cluster)
        wanted = self._request.processes
        if wanted is None:
            wanted = usable_cores() if papers > FEW_PAPERS else 1
        wanted = min(wanted, papers)
        return processes(wanted, self._note_fewer) if wanted > 1 else serial()

    def _note_fewer(self, count: int) -> None:
        self.fewer_processes = count


def _made_by(crew: Crew, checked: CheckedOffice, jobs: Iterable[Job]) -> Generator[Made, None, None]:
    yield from crew.make(checked.engines, jobs)


def _without_certificate(look: _Look, asked: Asked) -> tuple[ParkStanding, ...]:
    checked = look.checked
    kinds = {checked.types[type_id].declaration.subject for type_id in asked.types}
    if SubjectKind.RECOGNISED_PARK not in kinds:
        return ()
    standings = park_standings(checked.dossier, asked.selection)
    ended = look.numbered.without
    return tuple(
        standing
        for standing in standings
        if not standing.gets_certificate and (standing.year, f"{PARK}/{standing.park_id}") not in ended
    )
