"""How far a long run is, how fast, how long it will take: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from docgen.cli.console import complain

_PLAIN_STEPS = 4
_PLAIN_SECONDS = 20.0
_REDRAWN_SECONDS = 0.1


class Pace:
    """How fast a run goes, by this machine's steady clock, from its first paper on; ``said`` is when it was told."""

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Begin anew: a run begins."""
        self._start: float | None = None
        self._first = 0
        self.said = time.monotonic()

    def rate(self, done: int) -> float:
        """Return papers a second so far; 0 while it cannot be told."""
        now = time.monotonic()
        if self._start is None:
            self._start, self._first = now, done
        return (done - self._first) / (now - self._start) if now > self._start else 0.0


_pace = Pace()


@contextmanager
def shown_progress() -> Iterator[Callable[[int, int, str], None]]:
    """Give a function to call with (done, total, title of the paper just done); the bar goes away at the end.

    Progress goes to stderr, so that stdout holds the answer alone. The bar is drawn by this thread: a machine short of
    threads can show it too, and reading the records may fork.
    """
    if not sys.stderr.isatty():
        _pace.restart()
        yield _plain
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TextColumn("còn"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("đang đọc và kiểm tra hồ sơ, mẫu", total=None, rate="")
        bar.refresh()
        pace = Pace()

        def show(done: int, total: int, title: str) -> None:
            bar.update(task, completed=done, total=total, description=title, rate=f"{pace.rate(done):.0f}/giây")
            if done == total or time.monotonic() - pace.said >= _REDRAWN_SECONDS:
                pace.said = time.monotonic()
                bar.refresh()

        yield show


def _plain(done: int, total: int, title: str) -> None:
    rate = _pace.rate(done)
    step = max(1, -(-total // _PLAIN_STEPS))
    late = time.monotonic() - _pace.said >= _PLAIN_SECONDS
    if done and (done % step == 0 or done == total or late):
        _pace.said = time.monotonic()
        pace = f", {rate:.0f} văn bản/giây, còn khoảng {(total - done) / rate:.0f} giây" if rate else ""
        complain(f"Đã làm {done}/{total} văn bản{pace if done < total else ''}")
