"""Work dealt out to other processes of this machine, each of which sends bytes as soon as they are there.

For work that may be done again here: what a process that dies or never starts was given is simply not answered.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

Row = TypeVar("Row")


def can_fork() -> bool:
    """Tell whether a process may be copied with all that it holds: quickest and, on Linux in one thread, safe."""
    return os.name == "posix" and os.uname().sysname == "Linux" and threading.active_count() == 1


def side_by_side(work: Callable[[Row], bytes], shares: Sequence[Sequence[Row]]) -> Generator[bytes, None, None]:
    """Yield what ``work`` answers for each row, a process for each share, in the order of their coming.

    Where processes cannot be copied, ``work`` and the rows travel pickled. Raises nothing for a process that fails.
    """
    context: Any = multiprocessing.get_context("fork" if can_fork() else "spawn")
    forking = context.get_start_method() == "fork"
    workers: list[BaseProcess] = []
    open_ends: list[Connection] = []
    try:
        with suppress(OSError):
            for share in shares:
                ours, theirs = context.Pipe(duplex=False)
                open_ends.append(ours)
                inherited = tuple(open_ends) if forking else ()
                worker = context.Process(target=_serve, args=(work, share, theirs, inherited), daemon=True)
                worker.start()
                theirs.close()
                workers.append(worker)
        waiting = open_ends[: len(workers)]
        while waiting:
            for end in wait(waiting):
                try:
                    yield end.recv_bytes()  # type: ignore[union-attr]
                except (EOFError, OSError):
                    waiting.remove(end)  # type: ignore[arg-type]
    finally:
        for end in open_ends:
            end.close()
        for worker in workers:
            worker.terminate()
            worker.join()


def _serve(
    work: Callable[[Row], bytes], rows: Sequence[Row], answers: Connection, inherited: Sequence[Connection]
) -> None:
    """Do the work of one share in another process.

    ``inherited`` are the parent's ends of pipes, which forking copied: while one is open here, nobody would notice
    that the parent is gone, and this process would wait for ever.
    """
    for end in inherited:
        end.close()
    # The parent hears Ctrl-C itself and stops its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What memory does not hold here is done by the parent, which says so if it cannot either.
    with suppress(BrokenPipeError, MemoryError):
        for row in rows:
            answers.send_bytes(work(row))
    answers.close()
