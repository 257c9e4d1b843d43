"""Papers composed in copies of this process are those that this process composes."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.production import check_office
from docgen.production.asking import resolve_request
from docgen.production.check import CheckedOffice
from docgen.production.foundations import Foundations
from docgen.production.journal import Journal
from docgen.production.papers import Composer, Survey
from docgen.production.spool import Spool
from tests.support.large_office import write_large_office


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> CheckedOffice:
    return check_office(write_large_office(tmp_path_factory.mktemp("van_phong") / "a", 130))


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("docgen.production.papers.MANY_PAPERS", 2)
    yield
    assert not multiprocessing.active_children()


def surveyed(checked: CheckedOffice, processes: int) -> tuple[Survey, list[bytes]]:
    asked = resolve_request((), (), (), None, checked)
    foundations = Foundations(checked)
    with Spool() as spool, Journal(Path("khong_co"), foundations.digests, writable=False) as journal:
        composer = Composer(checked, foundations, spool, processes)
        survey = composer.survey(asked.types, asked.selection, journal, anew=False)
        return survey, [composer.fields_of(paper) for paper in survey.papers]


def test_several_processes_compose_what_one_composes(checked: CheckedOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = surveyed(checked, 1)
    assert len(alone[0].papers) > 100
    ours = os.getpid()
    real = Composer._compose
    monkeypatch.setattr(Composer, "_compose", lambda self, *row: real(self, *row) if os.getpid() != ours else None)
    for processes in (2, 3):
        assert surveyed(checked, processes) == alone


def test_what_a_process_that_died_was_to_compose_is_composed_here(
    checked: CheckedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = surveyed(checked, 1)
    ours, real = os.getpid(), Composer._compose

    def dying(self: Composer, *row: object) -> object:
        if os.getpid() != ours and str(row[1]).count("7"):
            os._exit(9)
        return real(self, *row)  # type: ignore[arg-type]

    monkeypatch.setattr(Composer, "_compose", dying)
    assert surveyed(checked, 2) == alone


def test_a_process_with_threads_composes_alone(checked: CheckedOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.production.papers.can_fork", lambda: False)
    monkeypatch.setattr("docgen.production.papers.side_by_side", lambda *_: pytest.fail("copied"))
    assert surveyed(checked, 2) == surveyed(checked, 1)
