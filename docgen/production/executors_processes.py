"""A crew of processes on this machine.

Every worker has two pipes of its own, and the parent, in one thread, waits for whichever speaks. Decision: not
``concurrent.futures.ProcessPoolExecutor``. Its workers share one result pipe whose writing end the parent also
holds; a worker killed while it writes a long result leaves the parent reading for ever, workers outlive a killed
parent, and one death loses the work of all without telling whose job it was. With a pipe each, a death is the end of
that pipe and nothing else: the other workers go on, and the oldest chunk sent is the one that it died of.

Workers are started anew (spawn), on every system alike: a fork would copy the parent's threads and records.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import wait

from docgen.production.engines import Engine
from docgen.production.executors import CrewFailureError, Job, Made, make_one
from docgen.production.executors_chunks import MOST_DEATHS, Chunk, Dealer
from docgen.production.executors_worker import Crashed, Finished, Message, Ready, Started, serve

_CHUNKS_AHEAD = 2
"""Chunks that a worker has at a time: one in work, one waiting so that it need not."""
_MOST_FALSE_STARTS = 5
"""So many workers may die one after the other before any of them was ready."""


class Processes:
    """A crew of ``count`` processes of this machine, or of as many as it lets us start."""

    def __init__(self, count: int, fewer: Callable[[int], None]) -> None:
        """Nothing is started yet. Raises ValueError when ``count`` is below 1; ``fewer`` as in ``processes``."""
        if count < 1:
            raise ValueError(f"a crew needs at least one process, not {count}")
        self._count = count
        self._fewer = fewer

    def make(self, engines: Mapping[str, Engine], jobs: Iterable[Job]) -> Generator[Made, None, None]:
        """Make every job; workers run while there is work, and none is left when the iterator ends or is closed."""
        dealer = Dealer(jobs)
        run = _Run(self._count, pickle.dumps(dict(engines), pickle.HIGHEST_PROTOCOL), dealer, self._fewer)
        try:
            yield from run.results()
        finally:
            run.stop()
        # What is left when no process could be started is made here, but nothing that another one died of.
        while (chunk := dealer.next()) is not None:
            if chunk.deaths:
                yield from dealer.bury(replace(chunk, deaths=MOST_DEATHS))
            else:
                yield from (make_one(engines, job) for job in chunk.jobs)


class _Gone(Exception):  # noqa: N818 - a signal that never leaves this file
    """The worker is dead or dying."""


class _Worker:
    """One process as the parent sees it; ``chunks`` are those sent and not answered, the oldest in work."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.ready = False
        self.chunks: deque[Chunk] = deque()
        inbox, self._send = context.Pipe(duplex=False)
        self.receive, outbox = context.Pipe(duplex=False)
        self._process = context.Process(target=serve, args=(inbox, outbox), daemon=True)
        try:
            with _interrupts_held():
                self._process.start()
        finally:
            inbox.close()
            outbox.close()

    def hear(self) -> Message:
        """Return the next message. Raises :class:`_Gone` when there will be none."""
        try:
            data = self.receive.recv_bytes()
        except (EOFError, OSError) as error:
            raise _Gone from error
        message: Message = pickle.loads(data)  # noqa: S301 - from the worker's own pipe
        return message

    def tell(self, data: bytes) -> bool:
        """Send bytes; returns False when the worker is gone, which :meth:`hear` will say too."""
        try:
            self._send.send_bytes(data)
        except OSError:
            return False
        return True

    def end(self) -> None:
        """End the process at once (it holds nothing of worth) and wait until it is gone."""
        self._send.close()
        self.receive.close()
        self._process.kill()
        self._process.join()


class _Run:
    """The workers of one ``make``."""

    def __init__(self, count: int, engines: bytes, dealer: Dealer, fewer: Callable[[int], None]) -> None:
        self._count = count
        self._fewer = fewer
        self._engines = engines
        self._dealer = dealer
        self._workers: list[_Worker] = []
        self._false_starts = 0

    def results(self) -> Iterator[Made]:
        """Yield what workers send back, keeping them at work, until every job is made or given up."""
        while True:
            self._hire()
            if not self._workers:
                return
            speakers = {worker.receive: worker for worker in self._workers}
            for connection in wait(list(speakers)):
                worker = speakers[connection]  # type: ignore[index]
                made = self._listen(worker)
                self._load(worker)
                yield from made
            self._settle()

    def stop(self) -> None:
        """End all workers at once; also when an interrupt comes while one is being ended."""
        try:
            while self._workers:
                self._workers[-1].end()
                self._workers.pop()
        except BaseException:
            self.stop()
            raise

    def _hire(self) -> None:
        """Start as many workers as the waiting jobs can keep busy."""
        vacant = self._count - len(self._workers)
        if vacant < 1:
            return
        free = sum(not worker.chunks for worker in self._workers)
        for _ in range(self._dealer.waiting(vacant + free) - free):
            try:
                self._workers.append(_Worker())
            except OSError:
                # No more processes, memory or open files are to be had: those that run do the work.
                self._count = len(self._workers)
                self._fewer(self._count)
                return

    def _settle(self) -> None:
        """Give the jobs of a worker that died to those that stand idle; when nothing waits, end the idle ones."""
        for worker in self._workers:
            self._load(worker)
        if self._dealer.waiting(1):
            return
        for worker in [worker for worker in self._workers if not worker.chunks]:
            self._workers.remove(worker)
            worker.end()

    def _listen(self, worker: _Worker) -> Iterable[Made]:
        try:
            message = worker.hear()
        except _Gone:
            return self._lose(worker)
        match message:
            case Started():
                worker.tell(self._engines)
            case Ready():
                worker.ready = True
                self._false_starts = 0
            case Finished(made, seconds):
                worker.chunks.popleft()
                self._dealer.learn(seconds)
                return made
            case Crashed(error, trace):
                raise_bug(error, trace)
        return ()

    def _load(self, worker: _Worker) -> None:
        while worker.ready and len(worker.chunks) < _CHUNKS_AHEAD:
            # The last chunks are left to workers that have none yet.
            free = sum(not other.chunks for other in self._workers)
            if worker.chunks and self._dealer.waiting(free + 1) <= free:
                return
            chunk = self._dealer.next()
            if chunk is None:
                return
            if not worker.tell(pickle.dumps(chunk.jobs, pickle.HIGHEST_PROTOCOL)):
                self._dealer.take_back(chunk)
                return
            worker.chunks.append(chunk)

    def _lose(self, worker: _Worker) -> list[Made]:
        """Take leave of a dead worker: the chunk that it worked on is to blame, the next one is not."""
        self._workers.remove(worker)
        worker.end()
        if not worker.ready:
            self._false_starts += 1
            if self._false_starts == _MOST_FALSE_STARTS:
                raise CrewFailureError(
                    "các tiến trình tạo văn bản vừa khởi động đã bị tắt; hãy xem máy còn đủ bộ nhớ không, "
                    "hoặc chạy bằng một tiến trình: --tien-trinh 1"
                )
        worker.ready = False
        given_up = self._dealer.bury(worker.chunks.popleft()) if worker.chunks else []
        while worker.chunks:
            self._dealer.take_back(worker.chunks.pop())
        return given_up


def raise_bug(error: Exception | None, trace: str) -> None:
    """Raise a worker's exception here, with the worker's traceback beneath it."""
    if error is None:
        raise RuntimeError(f"a worker met a bug:\n{trace}")
    error.add_note(f"In the worker:\n{trace}")
    raise error


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold back Ctrl-C while a process is started: the child inherits that for good, the parent gets it afterwards."""
    if sys.platform == "win32":  # pragma: no cover
        yield
        return
    from multiprocessing import resource_tracker

    # Started for the first time within the block, the tracker would let interrupts through again.
    resource_tracker.ensure_running()
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
