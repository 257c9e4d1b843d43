"""How jobs are dealt out to workers and dealt out again when a worker dies; the same for processes and clusters.

A chunk holds as many jobs as take about a tenth of a second by what earlier papers of their types took: long enough
that passing it costs little, short enough that nothing waits for it. When a worker dies, the chunk that it was working
on comes back as single jobs, so that the one that kills its workers shows itself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from docgen.composition.failure import TagFailure
from docgen.diagnostics import Span
from docgen.production.complaints_executors import KILLS_WORKER
from docgen.production.executors import Job, Made

FIRST_JOBS = 4
"""Jobs in a chunk of types about which nothing is known yet."""
MOST_JOBS = 128
MOST_DEATHS = 2
"""So many workers may die of a job alone before it is given up."""
_CHUNK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Chunk:
    """Jobs that go to a worker together; ``deaths`` counts the workers that died while this chunk was one job."""

    jobs: tuple[Job, ...]
    deaths: int = 0


class Dealer:
    """Deals out all jobs, each until it is made or given up; draws them no earlier than they are needed."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        """Begin to deal these jobs; none is drawn yet."""
        self._source: Iterator[Job] = iter(jobs)
        self._drawn: deque[Job] = deque()
        self._returned: deque[Chunk] = deque()
        self._seconds: dict[str, float] = {}

    def waiting(self, most: int) -> int:
        """Return how many first chunks could be dealt now, counted up to ``most``; draws what it counts."""
        self._draw((most - len(self._returned)) * FIRST_JOBS)
        return min(most, len(self._returned) + -(-len(self._drawn) // FIRST_JOBS))

    def next(self) -> Chunk | None:
        """Return the next chunk, or None when no job waits."""
        if self._returned:
            return self._returned.popleft()
        self._draw(1)
        if not self._drawn:
            return None
        jobs = [self._drawn.popleft()]
        seconds = self._expected(jobs[0])
        while len(jobs) < MOST_JOBS:
            self._draw(1)
            if not self._drawn:
                break
            seconds += self._expected(self._drawn[0])
            if seconds > _CHUNK_SECONDS:
                break
            jobs.append(self._drawn.popleft())
        return Chunk(tuple(jobs))

    def learn(self, seconds: Mapping[str, float]) -> None:
        """Remember how many seconds a paper of each of these types took of late."""
        self._seconds.update(seconds)

    def take_back(self, chunk: Chunk) -> None:
        """Deal this chunk again before any other: its worker went away without having begun it."""
        self._returned.appendleft(chunk)

    def bury(self, chunk: Chunk) -> list[Made]:
        """Deal the jobs of this chunk again one by one: its worker died of it. Returns those that are given up."""
        if len(chunk.jobs) > 1:
            self._returned.extend(Chunk((job,)) for job in chunk.jobs)
        elif chunk.deaths + 1 < MOST_DEATHS:
            self._returned.append(Chunk(chunk.jobs, chunk.deaths + 1))
        else:
            return [Made(job.position, failure=_given_up(job)) for job in chunk.jobs]
        return []

    def _draw(self, wanted: int) -> None:
        while len(self._drawn) < wanted:
            job = next(self._source, None)
            if job is None:
                return
            self._drawn.append(job)

    def _expected(self, job: Job) -> float:
        return self._seconds.get(job.type_id, _CHUNK_SECONDS / FIRST_JOBS)


def _given_up(job: Job) -> TagFailure:
    message = f"làm văn bản này thì tiến trình tạo văn bản bị tắt giữa chừng, đã thử riêng {MOST_DEATHS} lần"
    hint = "Có thể máy thiếu bộ nhớ: hãy đóng bớt chương trình, xem lại danh sách quá dài trong hồ sơ, rồi chạy lại."
    return TagFailure(KILLS_WORKER.at(Span(f"templates/{job.type_id}"), message, hint))
