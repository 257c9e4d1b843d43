"""The command line under limits: a process that forks once a command, so that a hang or a flood is seen and ends.

Started by :class:`Limited`; speaks one JSON line a command.
"""

from __future__ import annotations

import gc
import io
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

SECONDS = 20
BYTES = 600_000_000
_REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Outcome:
    """What became of one command: its exit status (negative: the signal that ended it) and what it printed."""

    code: int
    out: str
    err: str
    seconds: float
    kilobytes: int

    @property
    def said(self) -> str:
        """Everything printed."""
        return self.out + self.err


class Limited:
    """Runs ``docgen WORDS…`` in processes of their own; unless ``free``, within 20 s of computing and 600 MB each.

    They are forked from one that has imported everything, so that a hundred of them take seconds.
    """

    def __init__(self, *, free: bool = False) -> None:
        """Start the process that forks."""
        command = [sys.executable, "-m", "tests.support.attacked", "free" if free else "limited"]
        environment = {**os.environ, "PYTHONPATH": str(_REPOSITORY)}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=_REPOSITORY, text=True, env=environment
        )

    def __call__(self, *words: str | Path) -> Outcome:
        """Run one command and wait for it."""
        return self._ask(words)

    def killed(self, after: float, *words: str | Path) -> Outcome:
        """Run one command and kill it (as ``kill -9`` does) so many seconds after its start, unless it has ended."""
        return self._ask(words, after=after)

    def killed_at(self, step: int, *words: str | Path) -> Outcome:
        """Run one command and kill it at a step: a few kilobytes of a new file written, a file synced or renamed."""
        return self._ask(words, step=step)

    def _ask(self, words: Sequence[str | Path], after: float | None = None, step: int = 0) -> Outcome:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([[str(word) for word in words], after, step]) + "\n")
        self._process.stdin.flush()
        return Outcome(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def _serve() -> None:
    # Imported, and the shipped office looked at, before the first fork, so that each command starts warm: what it would
    # import late, and the tags of the shipped templates, are read once and not by each.
    import docgen.cli.build
    import docgen.cli.check
    import docgen.cli.summary  # noqa: F401
    from docgen.production import examine

    examine(_REPOSITORY)
    gc.freeze()
    for line in sys.stdin:
        words, kill_after, step = json.loads(line)
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = os.fork()
            if child == 0:
                if step:
                    _die_at(step)
                _run(words, out, err)
            killer = threading.Timer(kill_after or 0, os.kill, (child, signal.SIGKILL))
            if kill_after is not None:
                killer.start()
            _, status, usage = os.wait4(child, 0)
            if kill_after is not None:
                killer.cancel()
                killer.join()
            answer = {
                "code": os.waitstatus_to_exitcode(status),
                "out": _text(out),
                "err": _text(err),
                "seconds": usage.ru_utime + usage.ru_stime,
                "kilobytes": usage.ru_maxrss,
            }
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _die_at(step: int) -> None:
    """Make this process kill itself at a step of its writing, half-way through what it writes."""
    left = [step]
    really_open, really_sync, really_replace = io.open, os.fsync, Path.replace

    def count() -> None:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    class Slow(io.FileIO):
        def write(self, data: Any) -> int:
            view = memoryview(data).cast("B")
            for start in range(0, len(view), 4096):
                super().write(view[start : start + 4096])
                count()
            return len(view)

    def opened(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if mode in ("xb", "wb"):
            return io.BufferedWriter(Slow(file, mode))
        return really_open(file, mode, *rest, **named)

    def sync(handle: int) -> None:
        really_sync(handle)
        count()

    def replace(source: Path, target: Any) -> Path:
        count()
        return really_replace(source, target)

    changed: Any = (io, os, Path)
    changed[0].open, changed[1].fsync, changed[2].replace = opened, sync, replace


def _run(words: list[str], out: IO[bytes], err: IO[bytes]) -> None:
    from docgen.cli.main import run

    status = 70
    try:
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        if sys.argv[1] == "limited":
            resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        signal.alarm(10 * SECONDS)
        status = run(words)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(status))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


if __name__ == "__main__":
    _serve()
