"""Registers without an office: claims made up, lines written by processes that are killed or crowd each other.

From the command line, so that it can be many processes at once: ``python -m tests.support.registers crowd FOLDER
WORKER COUNT`` or ``killed FOLDER TIMES SEED``; each prints JSON.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from docgen.diagnostics import Span
from docgen.production.register_office import OfficeRegister, found_register, open_register
from docgen.register import Book, Claim, Draft, number_claims
from docgen.register.numbering import take_over

TODAY = date(2026, 3, 5)
SERIES, PATTERN, YEAR = "GCN-ATANTT", "{so}/{nam}/{ky_hieu}", 2026


def claim_of(subject: str, number: int | None = None, year: int = YEAR) -> Claim:
    """A certificate of a subject that exists nowhere else."""
    return Claim(
        SERIES, PATTERN, year, subject, f"Tên {subject}", number, "1/QĐ", "2026-03-01", Span("danh_gia.yaml", 1, 1)
    )


def empty_register(office: Path) -> OfficeRegister:
    """Found a register that has given nothing."""
    return found_register(
        office, "ubnd_tinh", TODAY, lambda founding: take_over([], founding, {}).drafts, instead_of_lost=False
    )


def ask(register: OfficeRegister, subjects: Sequence[str]) -> dict[str, str]:
    """Give numbers to subjects in one transaction and return them as they are printed."""
    claims = [claim_of(subject) for subject in subjects]

    def plan(book: Book) -> list[Draft]:
        return number_claims(book, claims, {claim.key for claim in claims}, TODAY.isoformat()).drafts

    register.write(plan)
    found = {subject: register.book.current(SERIES, YEAR, subject) for subject in subjects}
    return {subject: given.entry.draft.text for subject, given in found.items() if given is not None}


def opened(office: Path) -> OfficeRegister:
    """Open a register that must be there."""
    register = open_register(office)
    assert register is not None
    return register


def _crowd(office: Path, worker: int, count: int) -> dict[str, str]:
    """Ask for numbers one by one, every tenth for a subject that all workers ask for."""
    answers: dict[str, str] = {}
    with opened(office) as register:
        for at in range(count):
            answers |= ask(register, [f"khu/{worker}_{at}"])
            if at % 10 == 0:
                answers |= ask(register, [f"khu/chung_{at}"])
    return answers


def _killed(office: Path, times: int, seed: int) -> dict[str, object]:
    """Fork writers one after the other and kill each at a random moment; returns what they had been answered."""
    chance = random.Random(seed)
    answers: dict[str, str] = {}
    ends: list[int] = []
    for number in range(times):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _write_on(office, number, writing)
        os.close(writing)
        if number % 4:
            select.select([reading], [], [], 20)
        time.sleep(chance.uniform(0.0, 0.03))
        os.kill(child, signal.SIGKILL)
        ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        said = b""
        while select.select([reading], [], [], 1)[0] and (piece := os.read(reading, 1 << 16)):
            said += piece
        os.close(reading)
        for line in said.decode().split("\n")[:-1]:
            subject, _, text = line.partition("\t")
            answers[subject] = text
    return {"answers": answers, "ends": ends}


def _write_on(office: Path, number: int, writing: int) -> None:
    try:
        with opened(office) as register:
            for at in range(10_000):
                found = ask(register, [f"khu/{number}_{at}_{part}" for part in range(3)])
                os.write(writing, "".join(f"{key}\t{text}\n" for key, text in found.items()).encode())
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(70)


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    numbers = int(sys.argv[3]), int(sys.argv[4])
    print(json.dumps(_crowd(folder, *numbers) if sys.argv[1] == "crowd" else _killed(folder, *numbers)))
