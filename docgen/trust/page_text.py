"""Whether the words of a page say what its token says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date

from docgen.trust.statement import Statement
from docgen.vietnamese import nfc

_DIGEST_LENGTH = 8
_DAY = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")


def differences(statement: Statement, text: str) -> list[str]:
    """Return what a page says otherwise than its token, or not at all, in Vietnamese; nothing when all fits.

    The subject has lines of its own, number and decision stand between blanks; every full date is one of the token's.
    """
    lines = [line for line in map(_plain, text.splitlines()) if line]
    whole = " ".join(lines)
    found = list(_differences(statement, lines, whole))
    if not found and statement.words is not None and digest_of_words(text) != statement.words:
        found.append("chữ trên trang không đúng như khi cấp: tệp đã bị sửa, hoặc bị phần mềm khác ghi lại")
    return found


def digest_of_words(text: str) -> bytes:
    """Return what stands for all the letters of a page in their order; line breaks and blanks do not count.

    Eight bytes, which a code has room for: whoever looks for another page with the same digest tries 2^64 of them.
    """
    return hashlib.sha256("".join(nfc(text).split()).encode()).digest()[:_DIGEST_LENGTH]


def _differences(statement: Statement, lines: Sequence[str], whole: str) -> Iterator[str]:
    if not _has_lines("".join(_plain(statement.subject).split()), ["".join(line.split()) for line in lines]):
        yield f"tên được cấp theo mã là «{statement.subject}», trên giấy không in đúng như vậy"
    rest = whole
    for what, value in (("số vào sổ", statement.serial), ("số quyết định", statement.decision)):
        found = re.compile(rf"(?<![\w/.-]){re.escape(_plain(value))}(?![\w/-])")
        if not found.search(rest):
            yield f"{what} theo mã là «{value}», trên giấy không in đúng như vậy"
        rest = found.sub(" ", rest)
    written = {tuple(map(int, found.groups())) for found in _DAY.finditer(rest)}
    known = {_numbers(day) for day in (statement.day, statement.valid_from, statement.valid_to) if day is not None}
    if _numbers(statement.day) not in written:
        yield f"ngày quyết định theo mã là {statement.day:%d/%m/%Y}, trên giấy không in đúng như vậy"
    for day, month, year in sorted(written - known):
        yield f"trên giấy in ngày {day}/{month}/{year} mà mã không có"
    if not re.search(rf"(?<!\d){statement.year}(?!\d)", _DAY.sub(" ", rest)):
        yield f"năm được công nhận theo mã là {statement.year}, trên giấy không in đúng như vậy"


def _has_lines(wanted: str, lines: Sequence[str]) -> bool:
    """Tell whether some lines that follow each other are this text and nothing more; all are without blanks."""
    for start in range(len(lines)):
        joined = ""
        for line in lines[start:]:
            joined += line
            if joined == wanted:
                return True
            if not wanted.startswith(joined):
                break
    return False


def _numbers(day: date) -> tuple[int, int, int]:
    return day.day, day.month, day.year


def _plain(text: str) -> str:
    return " ".join(nfc(text).split()).casefold()
