"""The records of an office read: unchanged files from the cache, many new ones side by side in other processes.

Small offices are read here and now, without cache or processes: there is nothing to gain.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from docgen.diagnostics import Diagnostic
from docgen.production.cores import usable_cores
from docgen.production.office import Office
from docgen.production.records_cache import RecordsCache, open_cache
from docgen.records import (
    Dossier,
    FileReading,
    collector_at_rest,
    join_files,
    pack,
    read_file,
    record_files,
    unpack,
)
from docgen.review import review

LARGE = 1024 * 1024
"""Bytes of record files from which on a cache is kept, and other processes are worth their start."""

_Files = Sequence[tuple[str, str]]
"""Name and kind of each file."""


@dataclass(frozen=True, slots=True)
class ReadRecords:
    """The dossier of an office, the complaints about its files, and the cache where one is kept."""

    dossier: Dossier
    complaints: list[Diagnostic]
    cache: RecordsCache | None = None

    def across(self, rules: Callable[[Dossier], list[Diagnostic]] = review) -> list[Diagnostic]:
        """Return what the rules across records say of the dossier, from the cache where no file has changed."""
        known = self.cache.across() if self.cache is not None else None
        if known is not None:
            return known
        found = rules(self.dossier)
        if self.cache is not None:
            self.cache.put_across(found)
        return found


def read_records(office: Office, processes: int | None = None, large: int = LARGE) -> ReadRecords:
    """Make the dossier of an office, equal to that of ``docgen.records.load_dossier``.

    ``processes`` is how many may read at once, by default one for each core. Raises nothing for a cache or a process
    that fails: its files are read here.
    """
    chosen, complaints = record_files(office.records)
    files = office.records
    with collector_at_rest():
        readings: dict[str, FileReading] = {}
        cache = open_cache(office.folder) if _size(chosen, files) >= large else None
        if cache is not None:
            known = {file: cache.get(file, files[file]) for file, _ in chosen}
            readings = {file: reading for file, reading in known.items() if reading is not None}
        new = [(file, kind) for file, kind in chosen if file not in readings]
        for reading, packed in _read(new, files, processes or usable_cores(), large):
            readings[reading.file] = reading
            if cache is not None:
                cache.put(reading.file, packed or pack(reading))
        if cache is not None:
            cache.sweep()
        dossier, found = join_files((readings[file] for file, _ in chosen), files)
        if cache is not None:
            # They stay until the end: Python need not look through half a million of them for rings at every round.
            gc.freeze()
    return ReadRecords(dossier, [*complaints, *found], cache)


def _read(
    chosen: _Files, files: Mapping[str, bytes], processes: int, large: int
) -> Iterator[tuple[FileReading, bytes | None]]:
    """Yield the reading of each file, and its packed form where it was packed on the way."""
    if _size(chosen, files) < large:
        yield from ((read_file(file, kind, files[file]), None) for file, kind in chosen)
        return
    # Packed even when read here: a tree with all its places takes fifty times the room of the values.
    left = dict(chosen)
    for packed in _read_elsewhere(chosen, files, processes):
        reading = unpack(packed)
        del left[reading.file]
        yield reading, packed
    for file, kind in left.items():
        packed = pack(read_file(file, kind, files[file]))
        yield unpack(packed), packed


def _read_elsewhere(chosen: _Files, files: Mapping[str, bytes], processes: int) -> Iterator[bytes]:
    """Yield what other processes read; the files of one that died or never started are simply not among it."""
    shares = [share for share in _shares(chosen, files, min(processes, len(chosen))) if share]
    if len(shares) < 2:
        return
    method = _start_method()
    context: Any = multiprocessing.get_context(method)
    workers: list[BaseProcess] = []
    open_ends: list[Connection] = []
    try:
        with suppress(OSError):
            for share in shares:
                ours, theirs = context.Pipe(duplex=False)
                open_ends.append(ours)
                rows = [(file, kind, files[file]) for file, kind in share]
                inherited = tuple(open_ends) if method == "fork" else ()
                worker = context.Process(target=_work, args=(rows, theirs, inherited), daemon=True)
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


def _work(rows: Sequence[tuple[str, str, bytes]], answers: Connection, inherited: Sequence[Connection]) -> None:
    """Read files in another process and send each as soon as it is read.

    ``inherited`` are the parent's ends of pipes, which forking copied: while one is open here, nobody would notice
    that the parent is gone, and this process would wait for ever.
    """
    for end in inherited:
        end.close()
    # The parent hears Ctrl-C itself and stops its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What memory does not hold here is read by the parent, which says so if it cannot either.
    with collector_at_rest(), suppress(BrokenPipeError, MemoryError):
        for file, kind, data in rows:
            answers.send_bytes(pack(read_file(file, kind, data)))
    answers.close()


def _shares(chosen: _Files, files: Mapping[str, bytes], count: int) -> list[list[tuple[str, str]]]:
    """Deal the files out, the largest first, each to whoever has least."""
    shares: list[list[tuple[str, str]]] = [[] for _ in range(max(count, 1))]
    loads = [0] * len(shares)
    for row in sorted(chosen, key=lambda row: (-len(files[row[0]]), row[0])):
        least = loads.index(min(loads))
        shares[least].append(row)
        loads[least] += len(files[row[0]])
    return shares


def _size(chosen: _Files, files: Mapping[str, bytes]) -> int:
    return sum(len(files[file]) for file, _ in chosen)


def _start_method() -> str:
    """Forking is quickest and, in a process of one thread on Linux, safe."""
    can_fork = os.name == "posix" and os.uname().sysname == "Linux" and threading.active_count() == 1
    return "fork" if can_fork else "spawn"
