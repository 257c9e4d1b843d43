"""An engine that does what the job says: make a paper, fail it, meet a bug, or die."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.composition.failure import MissingValue
from docgen.diagnostics import Diagnostic, Rule, Severity, Span
from docgen.production.executors import Job, Made

EMPTY = Rule("thu-nghiem", Severity.ERROR, "Giá trị để trống")


class StubbornError(Exception):
    """A bug that cannot travel: its pickle does not open."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one)
        self.two = two


@dataclass(frozen=True)
class ToyEngine:
    """``what`` of the fields: «paper», «missing», «bug», «hungry» (for memory), «stubborn», «die», «die once»
    (``mark`` is the file that remembers it), «wait» (until the file ``mark`` is there)."""

    word: str = "giấy"
    extension: str = "txt"

    def faults(self, fields: Mapping[str, Any]) -> list[Diagnostic]:
        return []

    def make(self, fields: Mapping[str, Any]) -> bytes:
        what = fields.get("what", "paper")
        if what == "missing":
            raise MissingValue(EMPTY.at(Span("mau.docx", 3, 4), f"thiếu {fields['number']}"))
        if what == "bug":
            raise ZeroDivisionError("a bug of the engine")
        if what == "hungry":
            raise MemoryError
        if what == "stubborn":
            raise StubbornError("a bug of the engine", "that cannot travel")
        if what == "die" or (what == "die once" and _first_time(Path(fields["mark"]))):
            os.kill(os.getpid(), signal.SIGKILL)
        if what == "wait":
            _wait_for(Path(fields["mark"]))
        return f"{self.word} {fields['number']} {'x' * fields.get('length', 0)}".encode()


@dataclass(frozen=True)
class Unopenable:
    """An engine whose pickle does not open in a worker."""

    extension: str = "txt"

    def faults(self, fields: Mapping[str, Any]) -> list[Diagnostic]:
        return []

    def make(self, fields: Mapping[str, Any]) -> bytes:
        return b""

    def __reduce__(self) -> tuple[Any, ...]:
        return int, ("not a number",)


ENGINES = {"don": ToyEngine("đơn"), "giay": ToyEngine()}


def toy_jobs(count: int, *, length: int = 0, **special: Any) -> Iterator[Job]:
    """Yield jobs of two types; ``special`` maps «at_3» to the fields that the job at position 3 gets besides."""
    for number in range(count):
        fields = {"number": number, "length": length, **special.get(f"at_{number}", {})}
        yield Job(number, "don" if number % 5 == 4 else "giay", fields)


def by_position(made: Iterator[Made]) -> dict[int, bytes | str]:
    """Return bytes or the code and message of the failure by position; no position may come twice."""
    found: dict[int, bytes | str] = {}
    for item in made:
        assert item.position not in found
        failure = item.failure.diagnostic if item.failure else None
        found[item.position] = f"{failure.rule.code}: {failure.message}" if failure else item.data or b""
    return found


def _wait_for(mark: Path) -> None:
    deadline = time.monotonic() + 60
    while not mark.exists():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{mark} never came")
        time.sleep(0.01)


def _first_time(mark: Path) -> bool:
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
