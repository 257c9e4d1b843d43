"""How far a long run is: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from docgen.cli.console import complain

_PLAIN_STEPS = 4


@contextmanager
def shown_progress() -> Iterator[Callable[[int, int, str], None]]:
    """Give a function to call with (done, total, title of the next paper); the bar goes away at the end.

    Progress goes to stderr, so that stdout holds the answer alone.
    """
    if not sys.stderr.isatty():
        yield _plain
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(done: int, total: int, title: str) -> None:
            bar.update(task, completed=done, total=total, description=title)

        yield show


def _plain(done: int, total: int, title: str) -> None:
    step = max(1, -(-total // _PLAIN_STEPS))
    if done and (done % step == 0 or done == total):
        complain(f"Đã làm {done}/{total} văn bản")
