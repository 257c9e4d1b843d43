"""What the commands of the register say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

import click

from docgen.cli.console import complain, complain_about, result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.tables import table_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docgen.production import RegisterAnswer
    from docgen.register import Book, Entry, Given, Head

_Answer = TypeVar("_Answer")
_MOST_SHOWN = 20


def asked(question: Callable[[], _Answer]) -> _Answer | int:
    """Return what a question to the register answers, or the exit status after saying why there is no answer."""
    from docgen.production import NoRegisterError, RegisterRefusedError, WrongRequestError

    try:
        return question()
    except NoRegisterError as error:
        message = "văn phòng này chưa có sổ cấp giấy; lập sổ bằng lệnh: docgen register new"
        raise click.UsageError(message) from error
    except WrongRequestError as error:
        raise click.UsageError("; ".join(error.messages)) from error
    except FileExistsError as error:
        raise click.UsageError(f"đã có {error}; không ghi đè lên tệp có sẵn") from error
    except RegisterRefusedError as error:
        complain_about(error.diagnostics, {})
        complain("Chưa ghi gì vào sổ.")
        return ExitCode.WRONG_OFFICE


def tell(answer: RegisterAnswer, done: str) -> int:
    """Say what a request wrote, or why it wrote nothing; returns the exit status."""
    complain_about(answer.diagnostics, {})
    if answer.refused:
        complain("Chưa ghi gì vào sổ.")
        return ExitCode.WRONG_OFFICE
    result(done)
    result(head_line(answer.head))
    return ExitCode.GOOD


def head_line(head: Head) -> str:
    """Return where a register stands, to be written down."""
    return f"Sổ có {head.count} dòng, đầu sổ {head}"


def number_lines(book: Book, given: Sequence[Given]) -> Iterator[str]:
    """Yield a table of numbers."""
    from docgen.register import shown_day

    rows = [
        (
            item.entry.draft.text,
            item.entry.draft.name or item.entry.draft.subject,
            item.entry.draft.decision,
            shown_day(item.entry.draft.decision_day),
            standing_words(book, item),
        )
        for item in given
    ]
    yield from table_lines(("Số vào sổ", "Cấp cho", "Quyết định", "Ngày", "Tình trạng"), rows)


def standing_words(book: Book, given: Given) -> str:
    """Return how a certificate stands, with what ended it."""
    if not given.ended_by:
        return given.standing.value
    ended = book.entries[given.ended_by - 1].draft
    by = ended.text if ended.text != given.entry.draft.text else ended.decision
    return f"{given.standing.value} ({by})"


def entry_lines(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield lines of the register as sentences."""
    from docgen.register import kind_words, shown_day

    for entry in entries:
        draft = entry.draft
        line = f"  dòng {entry.position}, ghi ngày {shown_day(draft.day)}: {kind_words(draft.kind)} số {draft.text}"
        if draft.decision:
            day = f" ngày {shown_day(draft.decision_day)}" if draft.decision_day else ""
            line += f"; quyết định {draft.decision}{day}"
        yield line + (f"; lý do: {draft.reason}" if draft.reason else "")


def written_lines(answer: RegisterAnswer) -> Iterator[str]:
    """Yield the numbers that a request wrote, the first of many."""
    numbers = [entry.draft for entry in answer.entries if entry.draft.subject and entry.draft.series]
    for draft in numbers[:_MOST_SHOWN]:
        yield f"  {draft.text}  {draft.name}"
    if len(numbers) > _MOST_SHOWN:
        yield f"  … và {len(numbers) - _MOST_SHOWN} số nữa, xem bằng lệnh: docgen register list"
