"""From a request to files: the gate, then every paper made and written, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.composition import Document, SubjectKind
from docgen.diagnostics import Diagnostic, has_errors
from docgen.production.asking import Asked, resolve_request
from docgen.production.check import CheckedOffice, check_office
from docgen.production.composing import Papers, SetAside, compose_all
from docgen.production.failures import REFUSALS, reason_of
from docgen.production.leaving_out import Omission, leave_out_wrong
from docgen.production.manifest import Manifest, digest_of, read_manifest
from docgen.production.output import Outcome, Output, Written, plan_path
from docgen.production.output_names import place_documents
from docgen.production.progress import Progress, silent
from docgen.production.standing import ParkStanding, park_standings


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to make: words as the clerk typed them; nothing named means everything."""

    folder: Path
    output: Path
    types: tuple[str, ...] = ()
    parks: tuple[str, ...] = ()
    enterprises: tuple[str, ...] = ()
    year: int | None = None
    dry_run: bool = False
    leave_out_wrong: bool = False


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What became of a request.

    ``refused`` means that complaints stood against it and nothing was written. ``made`` pairs each finished paper
    with where it went; ``stale`` are files of earlier runs that this run, which made everything, no longer makes.
    """

    checked: CheckedOffice
    diagnostics: tuple[Diagnostic, ...]
    refused: bool = False
    made: tuple[tuple[Document, Written], ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    left_out: tuple[Omission, ...] = ()
    without_certificate: tuple[ParkStanding, ...] = ()
    stale: tuple[str, ...] = ()

    @property
    def locked(self) -> tuple[Written, ...]:
        """Files that another program holds open, so that their new text was not written."""
        return tuple(written for _, written in self.made if written.outcome is Outcome.LOCKED)


def build(request: BuildRequest, progress: Progress = silent) -> BuildResult:
    """Make every paper of the request.

    All records and templates are looked at before the first file is written. Raises
    :class:`~docgen.production.asking.WrongRequestError` when the request names what the office does not have,
    :class:`~docgen.production.folder_lock.FolderInUseError` when another run holds the output folder, OSError when
    the disk fails; papers finished before that are whole.
    """
    checked = check_office(request.folder)
    left_out: tuple[Omission, ...] = ()
    standing = checked.diagnostics
    if request.leave_out_wrong:
        dossier, left_out, standing = leave_out_wrong(checked)
        checked = replace(checked, dossier=dossier)
    if has_errors(standing):
        return BuildResult(checked, checked.diagnostics, refused=True)
    asked = resolve_request(request.types, request.parks, request.enterprises, request.year, checked)
    papers = compose_all(checked, asked.types, asked.selection)
    diagnostics = tuple(dict.fromkeys((*checked.diagnostics, *papers.diagnostics)))
    if has_errors(papers.diagnostics) and not request.leave_out_wrong:
        return BuildResult(checked, diagnostics, refused=True)
    run = _Run(checked, request, progress)
    manifest = run.make_all(papers)
    return BuildResult(
        checked,
        diagnostics,
        made=tuple(run.made),
        set_aside=(*papers.set_aside, *run.set_aside),
        left_out=left_out,
        without_certificate=_without_certificate(checked, asked),
        stale=() if asked.restricted or left_out or papers.set_aside else _stale(request.output, manifest, asked, run),
    )


class _Run:
    """The making and writing of papers that passed the gate."""

    def __init__(self, checked: CheckedOffice, request: BuildRequest, progress: Progress) -> None:
        self.made: list[tuple[Document, Written]] = []
        self.set_aside: list[SetAside] = []
        self._checked = checked
        self._request = request
        self._progress = progress

    def make_all(self, papers: Papers) -> Manifest:
        """Make and write every paper; returns what the output folder is known to hold afterwards."""
        root = self._request.output
        if self._request.dry_run:
            manifest = read_manifest(root)
            for document, path, data in self._made_of(papers):
                self.made.append((document, plan_path(root, path, digest_of(data), manifest)))
            return manifest
        with Output(root) as output:
            for document, path, data in self._made_of(papers):
                self.made.append((document, output.put(path, data, document.type_id, document.subject_id)))
        return output.manifest

    def _made_of(self, papers: Papers) -> Iterator[tuple[Document, str, bytes]]:
        """Yield each paper that its engine can make, its path and bytes; the others are set aside."""
        engines = [self._checked.engines[document.type_id] for document in papers.documents]
        paths = place_documents(zip(papers.documents, (engine.extension for engine in engines), strict=True))
        total = len(paths)
        for position, (document, engine, path) in enumerate(zip(papers.documents, engines, paths, strict=True)):
            self._progress(position, total, document.title)
            try:
                data = engine.make(document.fields)
            except REFUSALS as error:
                self.set_aside.append(SetAside(document.type_id, document.title, reason_of(error), path))
                continue
            yield document, path, data
        self._progress(total, total, "")


def _without_certificate(checked: CheckedOffice, asked: Asked) -> tuple[ParkStanding, ...]:
    kinds = {checked.types[type_id].declaration.subject for type_id in asked.types}
    if SubjectKind.RECOGNISED_PARK not in kinds:
        return ()
    standings = park_standings(checked.dossier, asked.selection)
    return tuple(standing for standing in standings if not standing.gets_certificate)


def _stale(root: Path, manifest: Manifest, asked: Asked, run: _Run) -> tuple[str, ...]:
    used = {path for _, written in run.made for path in (written.path, written.used)}
    used |= {item.path for item in run.set_aside}
    return tuple(
        path
        for path, entry in sorted(manifest.entries.items())
        if path not in used and entry.type_id in asked.types and (root / path).is_file()
    )
