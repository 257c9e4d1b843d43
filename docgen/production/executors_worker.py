"""A worker process: reads chunks of jobs from one pipe, writes what became of them to another, knows nothing else.

It ends the moment the parent closes its pipe or dies, however the parent dies, and leaves Ctrl-C to the parent. Where
the machine denies it memory or a thread it ends without a word, as if the system had killed it: the parent knows what
to do about a death, whatever the cause.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue

from docgen.production.executors import Made, make_many


@dataclass(frozen=True, slots=True)
class Started:
    """The worker runs and can be sent the engines."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has its engines and can be sent jobs."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of the jobs of the oldest chunk, and how many seconds a paper of each type took."""

    made: tuple[Made, ...]
    seconds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Crashed:
    """A bug in an engine; ``trace`` is the worker's traceback in words, ``error`` the exception where it can travel."""

    error: Exception | None
    trace: str


Message = Started | Ready | Finished | Crashed


def serve(inbox: Connection, outbox: Connection) -> None:
    """Work until ``inbox`` closes: first the engines are read from it, then chunks (tuples of jobs), all pickled."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    received: SimpleQueue[bytes] = SimpleQueue()
    try:
        threading.Thread(target=_receive, args=(inbox, received), daemon=True).start()
    except (RuntimeError, MemoryError):
        os._exit(1)
    try:
        _work(received, outbox)
    except BrokenPipeError:
        return
    except MemoryError:
        os._exit(1)


def _receive(inbox: Connection, received: SimpleQueue[bytes]) -> None:
    """Take in what the parent sends at once, so that it never waits for a worker that waits for it."""
    while True:
        try:
            received.put(inbox.recv_bytes())
        except (EOFError, OSError):
            os._exit(0)
        except MemoryError:
            os._exit(1)


def _work(received: SimpleQueue[bytes], outbox: Connection) -> None:
    try:
        outbox.send(Started())
        engines = pickle.loads(received.get())  # noqa: S301 - from the parent's own pipe
        outbox.send(Ready())
        while True:
            jobs = pickle.loads(received.get())  # noqa: S301 - as above
            outbox.send(Finished(*make_many(engines, jobs)))
    except (BrokenPipeError, MemoryError):
        raise
    except Exception as error:
        outbox.send(Crashed(_portable(error), traceback.format_exc()))


def _portable(error: Exception) -> Exception | None:
    """Return the exception when it comes out of a pickle as it went in, else None."""
    try:
        copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - pickled on this line
    except Exception:  # a foreign exception may fail to pickle in any way; its traceback in words still travels
        return None
    return error if type(copy) is type(error) else None
