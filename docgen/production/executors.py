"""Who makes papers: this process, several processes of this machine, or the machines of a cluster.

Engines are pure functions, so a paper is the same wherever it is made; only the parent writes files. What is wrong
with one paper travels back as a value (:class:`Made`), a bug as an exception that stops the run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from docgen.composition.failure import TagFailure
from docgen.production.engines import Engine
from docgen.production.failures import REFUSALS


@dataclass(frozen=True, slots=True)
class Job:
    """One paper to make; ``position`` is the caller's own number for it, ``type_id`` names its engine."""

    position: int
    type_id: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """What became of the job of this position: the bytes of the paper or why it cannot be made, never both."""

    position: int
    data: bytes | None = None
    failure: TagFailure | None = None

    def __post_init__(self) -> None:
        if (self.data is None) == (self.failure is None):
            raise ValueError(f"job {self.position} needs either bytes or a failure")


class CrewFailureError(Exception):
    """The workers as a whole cannot work; the message is for the clerk, in Vietnamese: what happened, what to do."""


class Crew(Protocol):
    """Those who make papers."""

    def make(self, engines: Mapping[str, Engine], jobs: Iterable[Job]) -> Generator[Made, None, None]:
        """Make every job and yield each as it is finished, in any order.

        Jobs are drawn only a bounded number ahead, so that any number of them fits in memory. The generator must be
        run to its end or closed (``contextlib.closing``): that is when workers are let go. Raises
        :class:`CrewFailureError` when the workers as a whole cannot work; what an engine raises beyond
        ``failures.REFUSALS`` is a bug and comes through as it is.
        """
        ...


def make_one(engines: Mapping[str, Engine], job: Job) -> Made:
    """Make one paper here and now; what its facts do not allow becomes its failure."""
    try:
        return Made(job.position, engines[job.type_id].make(job.fields))
    except REFUSALS as error:
        return Made(job.position, failure=error.with_traceback(None))


def make_many(engines: Mapping[str, Engine], jobs: Iterable[Job]) -> tuple[tuple[Made, ...], dict[str, float]]:
    """Make papers here and now; returns also how many seconds a paper of each type took on average."""
    made: list[Made] = []
    spent: dict[str, list[float]] = {}
    for job in jobs:
        began = time.perf_counter()
        made.append(make_one(engines, job))
        spent.setdefault(job.type_id, []).append(time.perf_counter() - began)
    return tuple(made), {type_id: sum(times) / len(times) for type_id, times in spent.items()}


class _Serial:
    """This process alone, one paper after the other."""

    def make(self, engines: Mapping[str, Engine], jobs: Iterable[Job]) -> Generator[Made, None, None]:
        """Make every job in the order given."""
        for job in jobs:
            yield make_one(engines, job)


def serial() -> Crew:
    """Return the crew that is this process alone: best for a few papers, for which no other process is started."""
    return _Serial()


def processes(count: int, fewer: Callable[[int], None] = lambda count: None) -> Crew:
    """Return a crew of ``count`` (at least 1) processes of this machine, which live as long as one ``make``.

    Where the machine lets it start no more, ``fewer`` is called with how many there are; with none the papers are made
    in this process.
    """
    from docgen.production.executors_processes import Processes

    return Processes(count, fewer)


def cluster(address: str) -> Crew:
    """Return the crew of the Dask workers at a scheduler's address («tcp://10.0.0.5:8786»).

    Nothing is connected before ``make``. Raises :class:`CrewFailureError` when Dask is not installed here.
    """
    try:
        from docgen.production.executors_cluster import Cluster
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("dask", "distributed"):
            raise
        message = 'máy này chưa cài phần chạy trên nhiều máy; hãy cài bằng lệnh: pip install "docgen[cluster]"'
        raise CrewFailureError(message) from error
    crew: Crew = Cluster(address)
    return crew
