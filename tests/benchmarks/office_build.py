"""``docgen build`` of a whole office as a clerk starts it: seconds, CPU, memory of each of its processes."""

from __future__ import annotations

import atexit
import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Run:
    """One run of a command: wall and CPU seconds of it and its children, exit code, what it printed.

    ``processes`` are peak memory (MB) and CPU seconds of each process as last seen, the largest first.
    """

    wall: float
    cpu: float
    processes: tuple[tuple[float, float], ...]
    code: int
    said: str


def measured(command: list[str]) -> Run:
    """Run a command to its end, looking at its processes five times a second."""
    seen: dict[int, tuple[float, float]] = {}
    done = threading.Event()
    begun = time.perf_counter()
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        watcher = threading.Thread(target=_watch, args=(process.pid, seen, done))
        watcher.start()
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        done.set()
        watcher.join()
    largest = tuple(sorted(seen.values(), reverse=True))
    return Run(wall, usage.ru_utime + usage.ru_stime, largest, process.returncode, said)


def change_one_record(office: Path) -> str:
    """Give the last enterprise of the last park one worker more; returns its identifier."""
    path = sorted((office / "records" / "doanh_nghiep").glob("*.yaml"))[-1]
    head, found, last = path.read_text(encoding="utf-8").rpartition("- ma:")
    changed = re.sub(r"^(  so_lao_dong: )(\d+)", lambda match: f"{match[1]}{int(match[2]) + 1}", last, flags=re.M)
    assert changed != last
    path.write_text(head + found + changed, encoding="utf-8", newline="\n")
    return last.split("\n", 1)[0].strip()


def build_command(office: Path, output: Path, processes: int) -> list[str]:
    """Return the command, with the number of processes where the program takes one."""
    command = [sys.executable, "-m", "docgen", "build"]
    told = subprocess.run(
        [*command, "--help"], cwd=REPOSITORY, env=_environment(), capture_output=True, text=True, check=True
    ).stdout
    every = "import docgen.cli.build, docgen.production"
    subprocess.run([sys.executable, "-c", every], cwd=REPOSITORY, env=_environment(), check=True)
    command += ["noi_quy", "--thu-muc", str(office), "--ra", str(output)]
    return [*command, "--tien-trinh", str(processes)] if "--tien-trinh" in told else command


def _environment() -> dict[str, str]:
    """This environment, in which the program's modules are compiled once, as where it was installed for use."""
    changed = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**changed, "PYTHONPYCACHEPREFIX": _compiled()}


@cache
def _compiled() -> str:
    folder = tempfile.mkdtemp(prefix="docgen-compiled-")
    atexit.register(shutil.rmtree, folder)
    return folder


def _watch(root: int, seen: dict[int, tuple[float, float]], done: threading.Event) -> None:
    while not done.wait(0.2):
        for process in _family(root):
            with contextlib.suppress(OSError, StopIteration):
                status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
                line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
                ticks = sum(map(int, _statistics(process)[11:13]))
                seen[process] = int(line.split()[1]) / 1024, ticks / os.sysconf("SC_CLK_TCK")


def _statistics(process: int) -> list[str]:
    """Return the fields of /proc/PID/stat after the name, from the state on."""
    return Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()


def _family(root: int) -> list[int]:
    """Return a process and all that came from it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                children.setdefault(int(_statistics(int(entry.name))[1]), []).append(int(entry.name))
    family = [root]
    for process in family:
        family += children.get(process, [])
    return family
