"""A crew on the machines of a Dask cluster, which somebody started: a scheduler and any number of workers.

The engines go to every worker once, also to one that joins later, by a plugin that the scheduler keeps for the length
of a run; jobs travel as pickled chunks, which Dask need not look into. Dask itself gives the work of a lost worker to
another one; a chunk whose workers die again and again comes back here and is taken apart. Workers write nothing.
"""

from __future__ import annotations

import pickle
import platform
import pydoc
import time
import traceback
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager, suppress
from dataclasses import replace
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import urlsplit

from distributed import Client, KilledWorker, WorkerPlugin, cfexecutor, get_worker

import docgen
from docgen.production.engines import Engine
from docgen.production.executors import CrewFailureError, Job, Made, make_many
from docgen.production.executors_chunks import MOST_DEATHS, Chunk, Dealer

_PROTOCOLS = ("tcp", "tls", "ws", "wss")
_CONNECT_SECONDS = 15
_WORKERS_SECONDS = 60
"""How long to wait for the first worker, and for another one when all are lost."""
_CHUNKS_AHEAD = 2
"""Chunks out at a time for each thread of the cluster."""
_LOOK_AROUND_SECONDS = 5.0


class Cluster:
    """A crew of the workers of the scheduler at ``address``."""

    def __init__(self, address: str) -> None:
        """Nothing is connected yet."""
        self._address = address

    def make(self, engines: Mapping[str, Engine], jobs: Iterable[Job]) -> Generator[Made, None, None]:
        """Make every job on the cluster.

        Raises :class:`CrewFailureError` when the scheduler cannot be reached, has no workers, or its workers have
        another version of this program or of Python.
        """
        with _connected(self._address) as client:
            _wait_for_workers(client)
            _refuse_other_programs(client)
            plugin = EnginesOnWorker(client.id, pickle.dumps(dict(engines), pickle.HIGHEST_PROTOCOL))
            client.register_plugin(plugin)
            run = _Run(client, plugin.name, Dealer(jobs))
            try:
                yield from run.results()
            finally:
                run.stop()
                with suppress(Exception):  # the scheduler may be the very thing that failed
                    client.unregister_worker_plugin(plugin.name)


class EnginesOnWorker(WorkerPlugin):
    """Holds the engines of one run on a worker."""

    def __init__(self, run: str, data: bytes) -> None:
        """``run`` tells runs at the same time apart, ``data`` are the pickled engines."""
        self.name = f"docgen-{run}"
        self.idempotent = True
        self._data = data
        self._engines: dict[str, Engine] | None = None

    def engines(self) -> dict[str, Engine]:
        """Return the engines; threads that ask first at once may each unpickle them, which does no harm."""
        if self._engines is None:
            self._engines = pickle.loads(self._data)  # noqa: S301 - from the client of this cluster
        return self._engines

    def __getstate__(self) -> dict[str, Any]:
        """Travel without what was unpickled."""
        return {**self.__dict__, "_engines": None}


def make_chunk(plugin_name: str, program: str, data: bytes) -> bytes:
    """Make a pickled tuple of jobs on a worker; returns the pickled results and what make_many says of the time."""
    if _program() != program:
        raise OtherProgramError(f"{get_worker().address} ({_program()})")
    plugin = get_worker().plugins[plugin_name]
    assert isinstance(plugin, EnginesOnWorker)
    jobs = pickle.loads(data)  # noqa: S301 - from the client of this cluster
    return pickle.dumps(make_many(plugin.engines(), jobs), pickle.HIGHEST_PROTOCOL)


class OtherProgramError(Exception):
    """A worker that joined during the run has another version of this program or of Python."""


class _Run:
    """The chunks of one ``make`` on their way."""

    def __init__(self, client: Client, plugin_name: str, dealer: Dealer) -> None:
        self._client = client
        self._plugin_name = plugin_name
        self._dealer = dealer
        self._executor = client.get_executor(pure=False, retries=2)
        self._out: dict[Future[bytes], Chunk] = {}
        self._back: SimpleQueue[Future[bytes]] = SimpleQueue()
        self._alone_since: float | None = None
        self._looked = float("-inf")
        self._most = 0

    def results(self) -> Iterator[Made]:
        """Yield what workers send back until every job is made or given up."""
        while True:
            self._look_around()
            self._fill()
            if not self._out:
                return
            try:
                future = self._back.get(timeout=_LOOK_AROUND_SECONDS)
            except Empty:
                continue
            made = self._receive(future, self._out.pop(future))
            self._fill()
            yield from made

    def stop(self) -> None:
        """Call back what is still out."""
        self._out.clear()
        with suppress(Exception):  # the scheduler may be the very thing that failed
            self._executor.shutdown(wait=False)

    def _fill(self) -> None:
        while len(self._out) < self._most and (chunk := self._dealer.next()) is not None:
            data = pickle.dumps(chunk.jobs, pickle.HIGHEST_PROTOCOL)
            future = self._executor.submit(make_chunk, self._plugin_name, _program(), data)
            self._out[future] = chunk
            future.add_done_callback(self._back.put)

    def _receive(self, future: Future[bytes], chunk: Chunk) -> Iterable[Made]:
        try:
            answer: tuple[tuple[Made, ...], dict[str, float]] = pickle.loads(future.result())  # noqa: S301 - from this cluster
        except KilledWorker:
            # Dask has already tried it on several workers: a job alone in its chunk is not tried again.
            return self._dealer.bury(replace(chunk, deaths=MOST_DEATHS))
        except MemoryError:
            return self._dealer.bury(chunk)
        except OtherProgramError as error:
            raise CrewFailureError(_other_program([str(error)])) from error
        except CancelledError as error:
            raise CrewFailureError("mất kết nối với máy điều phối; hãy kiểm tra mạng rồi chạy lại") from error
        except ValueError as error:
            if not _is_lost_answer(error):
                raise
            self._dealer.take_back(chunk)
            return ()
        made, seconds = answer
        self._dealer.learn(seconds)
        return made

    def _look_around(self) -> None:
        """Count the cluster's threads anew now and then; give up when it has had none for too long."""
        now = time.monotonic()
        if now - self._looked < _LOOK_AROUND_SECONDS:
            return
        self._looked = now
        threads = sum(self._client.nthreads().values())
        if threads:
            self._alone_since = None
            self._most = threads * _CHUNKS_AHEAD
        elif self._alone_since is None:
            self._alone_since = now
        elif now - self._alone_since > _WORKERS_SECONDS:
            raise CrewFailureError("các máy làm việc của cụm máy đều đã mất; hãy bật lại rồi chạy lại lệnh")


def _is_lost_answer(error: ValueError) -> bool:
    """Tell whether Dask's own executor stumbled over an answer whose worker died just after giving it.

    The future was finished when its answer was fetched and lost when its state was read, so the executor takes the
    answer for an error and cannot unpack it; an error of ours ends in our own code instead.
    """
    last = traceback.extract_tb(error.__traceback__)[-1]
    return last.filename == cfexecutor.__file__


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    # A client given an address that it does not understand never lets go of its thread.
    if not _is_address(address):
        raise CrewFailureError(_unreachable(address))
    try:
        client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False, name="docgen")
    except OSError as error:
        raise CrewFailureError(_unreachable(address)) from error
    try:
        yield client
    finally:
        client.close()


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in _PROTOCOLS and bool(parts.hostname and parts.port) and not parts.path.strip("/")
    except ValueError:
        return False


def _unreachable(address: str) -> str:
    return (
        f"không kết nối được với máy điều phối «{address}»; địa chỉ có dạng tcp://10.0.0.5:8786, "
        "hãy xem máy đó đã chạy lệnh dask scheduler và tường lửa có cho qua không"
    )


def _wait_for_workers(client: Client) -> None:
    try:
        client.wait_for_workers(1, timeout=_WORKERS_SECONDS)
    except TimeoutError as error:
        raise CrewFailureError("máy điều phối chưa có máy làm việc nào; hãy chạy lệnh dask worker trên đó") from error


def _program() -> str:
    """Return what must be the same on all machines: compiled templates are read by no other Python than their own."""
    return f"docgen {docgen.__version__}, {_python(platform.python_version())}"


def _python(version: str) -> str:
    return f"Python {'.'.join(version.split('.')[:2])}"


def _refuse_other_programs(client: Client) -> None:
    versions: dict[str, str | None] = client.run(pydoc.locate, "docgen.__version__")
    pythons: dict[str, str] = client.run(platform.python_version)
    without = sorted(worker for worker, version in versions.items() if version is None)
    if without:
        raise CrewFailureError(f"máy làm việc chưa cài docgen: {', '.join(without)}; hãy cài {_program()} trên mọi máy")
    programs = {
        worker: f"docgen {version}, {_python(pythons[worker])}"
        for worker, version in versions.items()
        if worker in pythons
    }
    others = [f"{worker} ({program})" for worker, program in sorted(programs.items()) if program != _program()]
    if others:
        raise CrewFailureError(_other_program(others))


def _other_program(others: list[str]) -> str:
    return (
        f"máy này chạy {_program()}, máy làm việc chạy phiên bản khác: {', '.join(others)}; "
        "hãy cài như nhau trên mọi máy"
    )
