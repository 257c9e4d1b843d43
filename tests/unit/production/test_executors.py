"""Crews: whoever makes the papers, the papers are the same."""

from __future__ import annotations

import errno
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.composition.failure import MissingValue, TagFailure
from docgen.diagnostics import Span
from docgen.pdf.certificate import UndrawableText
from docgen.production import executors_processes
from docgen.production.executors import Crew, CrewFailureError, Job, Made, cluster, processes, serial
from docgen.production.executors_chunks import FIRST_JOBS, MOST_JOBS, Chunk, Dealer
from docgen.word.template import AbsentReference
from tests.support.toy_engines import EMPTY, ENGINES, StubbornError, Unopenable, by_position, toy_jobs

MISSING = {"what": "missing"}


@pytest.mark.parametrize("count", [1, 2, 3])
def test_processes_make_what_this_process_makes(count: int) -> None:
    def jobs() -> Iterator[Job]:
        return toy_jobs(500, length=2_000, at_7=MISSING, at_499=MISSING)

    expected = by_position(serial().make(ENGINES, jobs()))
    assert len(expected) == 500
    assert expected[7] == "thu-nghiem: thiếu 7"
    assert by_position(processes(count).make(ENGINES, jobs())) == expected


def test_papers_longer_than_a_pipe_come_through_whole() -> None:
    jobs = list(toy_jobs(40, length=300_000))
    assert by_position(processes(2).make(ENGINES, jobs)) == by_position(serial().make(ENGINES, jobs))


def test_fields_longer_than_a_pipe_come_through_whole() -> None:
    jobs = [Job(number, "giay", {"number": "số " * 200_000}) for number in range(20)]
    assert by_position(processes(2).make(ENGINES, jobs)) == by_position(serial().make(ENGINES, jobs))


@pytest.mark.parametrize("count", [1, 2])
def test_a_job_that_memory_does_not_hold_fails_alone_and_without_noise(
    count: int, capfd: pytest.CaptureFixture[str]
) -> None:
    jobs = list(toy_jobs(60, at_17={"what": "hungry"}))
    made = by_position(processes(count).make(ENGINES, jobs))
    assert "tiến trình tạo văn bản bị tắt giữa chừng" in str(made.pop(17))
    del jobs[17]
    assert made == by_position(serial().make(ENGINES, jobs))
    assert capfd.readouterr() == ("", "")


def test_without_any_process_a_job_that_workers_died_of_is_not_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine lets one process start; it dies of a job alone, then no other may start."""
    really_start, left, told = executors_processes._Worker.__init__, [2], list[int]()

    def start(worker: Any) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        really_start(worker)

    monkeypatch.setattr(executors_processes._Worker, "__init__", start)
    jobs = list(toy_jobs(FIRST_JOBS, at_1={"what": "die"}))
    made = by_position(processes(1, told.append).make(ENGINES, jobs))
    assert told == [0]
    assert "tiến trình tạo văn bản bị tắt giữa chừng" in str(made.pop(1))
    del jobs[1]
    assert made == by_position(serial().make(ENGINES, jobs))


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_few_papers_need_few_workers(count: int) -> None:
    assert len(by_position(processes(8).make(ENGINES, toy_jobs(count)))) == count


def test_a_crew_can_be_used_again() -> None:
    crew = processes(1)
    assert by_position(crew.make(ENGINES, toy_jobs(3))) == by_position(crew.make(ENGINES, toy_jobs(3)))


@pytest.mark.parametrize("crew", [serial(), processes(2)], ids=["serial", "processes"])
def test_jobs_are_drawn_only_a_little_ahead(crew: Crew) -> None:
    drawn = 0

    def jobs() -> Iterator[Job]:
        nonlocal drawn
        for job in toy_jobs(20_000):
            drawn += 1
            yield job

    furthest = 0
    with closing(crew.make(ENGINES, jobs())) as made:
        for done, _ in enumerate(made, 1):
            furthest = max(furthest, drawn - done)
    assert drawn == 20_000
    # Two workers with two chunks each, the one being handed out, and a first chunk looked at.
    assert furthest <= 5 * MOST_JOBS + FIRST_JOBS * 3


@pytest.mark.parametrize("crew", [serial(), processes(2)], ids=["serial", "processes"])
def test_a_bug_stops_the_run_as_itself(crew: Crew) -> None:
    with pytest.raises(ZeroDivisionError, match="a bug of the engine"):
        by_position(crew.make(ENGINES, toy_jobs(50, at_20={"what": "bug"})))


def test_a_bug_brings_the_workers_traceback() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        by_position(processes(1).make(ENGINES, toy_jobs(5, at_2={"what": "bug"})))
    assert "toy_engines.py" in caught.value.__notes__[0]


def test_a_bug_that_cannot_travel_is_told_in_words() -> None:
    with pytest.raises(RuntimeError, match="StubbornError: a bug of the engine") as caught:
        by_position(processes(1).make(ENGINES, toy_jobs(5, at_2={"what": "stubborn"})))
    assert not isinstance(caught.value, StubbornError)


def test_engines_that_cannot_be_opened_are_a_bug() -> None:
    with pytest.raises(ValueError, match="not a number"):
        by_position(processes(2).make({"giay": Unopenable()}, toy_jobs(3)))


def test_a_mistake_in_the_jobs_themselves_comes_through() -> None:
    def jobs() -> Iterator[Job]:
        yield from toy_jobs(100)
        raise LookupError("no more")

    with pytest.raises(LookupError, match="no more"):
        by_position(processes(2).make(ENGINES, jobs()))


def test_an_unknown_type_is_a_bug() -> None:
    with pytest.raises(KeyError, match="khac"):
        by_position(processes(1).make(ENGINES, [Job(0, "khac", {})]))


def test_a_crew_of_no_processes_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one process"):
        processes(0)


def test_made_is_either_a_paper_or_a_failure() -> None:
    with pytest.raises(ValueError, match="either"):
        Made(0)
    with pytest.raises(ValueError, match="either"):
        Made(0, b"", TagFailure(EMPTY.at(Span("a"), "b")))


COMPLAINT = EMPTY.at(Span("mau.docx", 1, 2, place="đoạn 3"), "thiếu ngày", "Ghi ngày.", excerpt="…")


@pytest.mark.parametrize(
    "failure",
    [
        TagFailure(COMPLAINT),
        MissingValue(COMPLAINT),
        AbsentReference(COMPLAINT),
        UndrawableText((COMPLAINT, COMPLAINT)),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_every_failure_of_a_paper_travels_whole(failure: TagFailure) -> None:
    copy = pickle.loads(pickle.dumps(failure))
    assert type(copy) is type(failure)
    assert copy.diagnostic == failure.diagnostic
    assert getattr(copy, "diagnostics", None) == getattr(failure, "diagnostics", None)
    assert str(copy) == str(failure)


def test_no_kind_of_failure_is_missing_above() -> None:
    def kinds(kind: type[TagFailure]) -> Iterator[type[TagFailure]]:
        yield kind
        for below in kind.__subclasses__():
            yield from kinds(below)

    ours = {kind for kind in kinds(TagFailure) if kind.__module__.startswith("docgen.")}
    assert ours == {TagFailure, MissingValue, AbsentReference, UndrawableText}


@given(
    types=st.lists(st.sampled_from(["a", "b", "c"]), max_size=300),
    seconds=st.lists(st.floats(0, 3), min_size=1, max_size=20),
    fates=st.lists(st.sampled_from(["made", "made", "made", "dies", "away"]), min_size=1, max_size=30),
)
@settings(deadline=None)
def test_whatever_becomes_of_chunks_every_job_ends_once(
    types: list[str], seconds: list[float], fates: list[str]
) -> None:
    dealer = Dealer(Job(position, type_id, {}) for position, type_id in enumerate(types))
    ended: list[int] = []
    step = 0
    while (chunk := dealer.next()) is not None:
        assert 1 <= len(chunk.jobs) <= MOST_JOBS
        fate = fates[step % len(fates)] if step < 2_000 else "made"
        step += 1
        if fate == "made":
            dealer.learn({job.type_id: seconds[step % len(seconds)] for job in chunk.jobs})
            ended += [job.position for job in chunk.jobs]
        elif fate == "dies":
            ended += [made.position for made in dealer.bury(chunk)]
        else:
            dealer.take_back(chunk)
    assert sorted(ended) == list(range(len(types)))


def test_a_job_that_kills_its_worker_is_given_up_after_it_was_tried_alone_twice() -> None:
    dealer = Dealer([Job(0, "a", {}), Job(1, "a", {})])
    both = _next(dealer)
    assert dealer.bury(both) == []
    first, second = _next(dealer), _next(dealer)
    assert [job.position for chunk in (first, second) for job in chunk.jobs] == [0, 1]
    assert dealer.bury(first) == []
    (given_up,) = dealer.bury(_next(dealer))
    assert given_up.position == 0
    assert given_up.failure is not None
    assert given_up.failure.diagnostic.rule.code == "van-ban-lam-tat-tien-trinh"
    assert dealer.next() is None


def test_chunks_take_about_a_tenth_of_a_second() -> None:
    dealer = Dealer(Job(position, "a", {}) for position in range(1_000))
    sizes = []
    for seconds_each in (0.000_999, 0.009_99, 0.049_9, 2.0):
        chunk = _next(dealer)
        sizes.append(len(chunk.jobs))
        dealer.learn({"a": seconds_each})
    sizes.append(len(_next(dealer).jobs))
    assert sizes == [FIRST_JOBS, 100, 10, 2, 1]


def test_very_fast_papers_still_go_in_bounded_chunks() -> None:
    dealer = Dealer(Job(position, "a", {}) for position in range(1_000))
    dealer.learn({"a": 0.0})
    assert len(_next(dealer).jobs) == MOST_JOBS


def test_types_share_a_chunk_by_what_each_takes() -> None:
    dealer = Dealer(Job(position, "ab"[position % 2], {}) for position in range(100))
    dealer.learn({"a": 0.001, "b": 0.02})
    assert [job.position for job in _next(dealer).jobs] == list(range(9))


def test_a_type_not_seen_yet_enters_a_chunk_only_in_small_numbers() -> None:
    dealer = Dealer([Job(0, "a", {}), *(Job(position, "b", {}) for position in range(1, 100))])
    dealer.learn({"a": 0.0})
    assert len(_next(dealer).jobs) == 1 + FIRST_JOBS


def test_waiting_chunks_are_counted_up_to_the_number_asked_for() -> None:
    dealer = Dealer(Job(position, "a", {}) for position in range(FIRST_JOBS * 3 + 1))
    assert [dealer.waiting(most) for most in (0, 1, 3, 4, 100)] == [0, 1, 3, 4, 4]


def test_a_cluster_needs_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "docgen.production.executors_cluster", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(CrewFailureError, match=r"docgen\[cluster\]"):
        cluster("tcp://127.0.0.1:1")


def _next(dealer: Dealer) -> Chunk:
    chunk = dealer.next()
    assert chunk is not None
    return chunk
