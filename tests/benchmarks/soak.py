"""The soak: very many papers in one run, to see that memory stays flat and the rate steady.

``python -m tests.benchmarks.soak --documents 200000`` with two processes of this machine; ``--cluster`` starts a Dask
scheduler and as many workers here instead, ``--cluster tcp://…`` uses one that stands. Regulations of 1,000
enterprises are made again and again; the parent looks at every paper and, with ``--write FOLDER``, writes it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import psutil

from docgen.composition import Selection
from docgen.production import check_office, compose_all
from docgen.production.engines import Engine
from docgen.production.executors import Crew, Job, Made, cluster, processes, serial
from docgen.production.whole_file import write_whole
from tests.benchmarks.measuring import machine
from tests.support.large_office import write_large_office

_ENTERPRISES = 1_000
_MEMORY_EVERY = 5_000
_RATE_EVERY = 10_000
_TYPE = "noi_quy"


def main(arguments: Sequence[str]) -> int:
    """Make the papers and print a table of memory and rate."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.soak", description=__doc__)
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--processes", type=int, default=2, help="0 makes them in this process alone")
    parser.add_argument("--cluster", nargs="?", const="", metavar="ADDRESS")
    parser.add_argument("--write", type=Path, metavar="FOLDER")
    parser.add_argument("--minutes", type=float, help="stop after so long, whatever is left")
    asked = parser.parse_args(arguments)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="docgen-soak-")))
        engines, fields = _regulations(folder)
        jobs = (Job(number, _TYPE, fields[number % len(fields)]) for number in range(asked.documents))
        crew = _crew(asked.cluster, asked.processes, folder, stack)
        print(f"Machine: {machine()}")
        made = stack.enter_context(closing(crew.make(engines, jobs)))
        _watch(made, asked.write, asked.minutes)
    return 0


def _regulations(folder: Path) -> tuple[dict[str, Engine], list[dict[str, object]]]:
    checked = check_office(write_large_office(folder / "office", _ENTERPRISES))
    papers = compose_all(checked, [_TYPE], Selection())
    return {_TYPE: checked.engines[_TYPE]}, [document.fields for document in papers.documents]


def _crew(address: str | None, count: int, folder: Path, stack: ExitStack) -> Crew:
    if address is not None:
        return cluster(address or stack.enter_context(_local_cluster(folder, count)))
    return processes(count) if count else serial()


@contextmanager
def _local_cluster(folder: Path, count: int) -> Iterator[str]:
    """Start a scheduler and workers of one thread as processes of this machine."""
    file = folder / "cluster.json"
    dask = [sys.executable, "-m", "dask"]
    common = ["--scheduler-file", str(file), "--no-dashboard"]
    settings = {**os.environ, "DASK_TEMPORARY_DIRECTORY": str(folder)}
    worker = [*dask, "worker", "--nthreads", "1", "--no-nanny", *common]
    with (folder / "dask.log").open("ab") as log:
        scheduler = subprocess.Popen([*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", *common], stderr=log)
        started = [scheduler, *(subprocess.Popen(worker, stderr=log, env=settings) for _ in range(count))]
    try:
        while not file.exists():
            time.sleep(0.1)
        yield json.loads(file.read_text(encoding="utf-8"))["address"]
    finally:
        for process in started:
            process.kill()
            process.wait()


def _watch(made: Generator[Made, None, None], folder: Path | None, minutes: float | None) -> None:
    print("| papers | papers/s in the last 10,000 | MB written | RSS of the parent, MB | RSS of the others, MB |")
    print("|---|---|---|---|---|")
    began = lap = time.monotonic()
    size = failed = done = 0
    rate = ""
    for done, paper in enumerate(made, 1):
        failed += paper.data is None
        size += len(paper.data or b"")
        if folder is not None and paper.data is not None:
            place = folder / f"{paper.position // 1_000:04d}"
            place.mkdir(parents=True, exist_ok=True)
            write_whole(place / f"{paper.position:07d}.docx", paper.data)
        if done % _RATE_EVERY == 0:
            now = time.monotonic()
            rate, lap = f"{_RATE_EVERY / (now - lap):,.0f}", now
        if done % _MEMORY_EVERY == 0:
            parent, others = _memory()
            print(f"| {done:,} | {rate} | {size / 1e6:,.0f} | {parent:.0f} | {others} |", flush=True)
            rate = ""
        if minutes is not None and time.monotonic() - began > minutes * 60:
            break
    seconds = time.monotonic() - began
    print(f"\n{done:,} papers in {seconds:,.0f} s: {done / seconds:,.0f} a second; {failed:,} failed.")


def _memory() -> tuple[float, str]:
    parent = psutil.Process()
    others = []
    for child in parent.children(recursive=True):
        try:
            size = child.memory_info().rss / 1e6
        except psutil.NoSuchProcess:
            continue
        # The resource tracker of multiprocessing is no worker.
        if size > 20:
            others.append(size)
    return parent.memory_info().rss / 1e6, ", ".join(f"{size:.0f}" for size in others)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
