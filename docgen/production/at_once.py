"""The same work on many values at once, by as many threads as the machine lets us have, be it only this one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

_Given = TypeVar("_Given")
_Answer = TypeVar("_Answer")


def all_at_once(work: Callable[[_Given], _Answer], values: Sequence[_Given], most: int) -> list[_Answer]:
    """Return ``work`` of each value, in their order: for work that mostly waits, such as forcing files to disk.

    Decision: not ``ThreadPoolExecutor``. Where the system denies it a thread it raises, with an unknown part of the
    work in hand; here this thread works along with up to ``most`` - 1 others, and any number of them will do. Raises
    what ``work`` raises first, after all threads are at rest.
    """
    answers: dict[int, _Answer] = {}
    errors: list[BaseException] = []
    waiting = iter(range(len(values)))

    def work_along() -> None:
        try:
            # A range's iterator gives each number once, whatever the number of threads.
            for at in waiting:
                if errors:
                    return
                answers[at] = work(values[at])
        except BaseException as error:  # raised again below, in the caller's own thread
            errors.append(error)

    threads: list[threading.Thread] = []
    with suppress(RuntimeError):
        for _ in range(min(most, len(values)) - 1):
            thread = threading.Thread(target=work_along, name="docgen-write")
            thread.start()
            threads.append(thread)
    work_along()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return [answers[at] for at in range(len(values))]
