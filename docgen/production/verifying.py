"""A certificate checked offline: a PDF, a photograph, or the text of its code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docgen.diagnostics import Diagnostic
from docgen.pdf import NotAPdfError, pages_of
from docgen.production.key_folder import KEY_BOOK, read_key_file
from docgen.production.whole_file import write_whole
from docgen.trust import (
    KeyBook,
    NotAPictureError,
    RegisterExport,
    RegisterRefusedError,
    Standing,
    Verdict,
    checking_page,
    codes_in,
    judge,
    looks_like_token,
    read_export,
)

LARGEST_FILE = 200 * 1024 * 1024
_PDF_WITHIN = 1024
"""A PDF may begin with other bytes (ISO 32000-1, annex H)."""


class NotCheckableError(Exception):
    """What was given is nothing that can be checked; the message says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One code and its verdict; ``page`` counts from 1 in a PDF, 0 elsewhere."""

    page: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Trusted:
    """The public keys and the register that certificates are checked against; what is wrong with the list of keys."""

    book: KeyBook | None
    register: RegisterExport | None
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, str]


def read_trusted(folder: Path, book_file: Path | None, register_file: Path | None) -> Trusted:
    """Read the office's list of keys, or the one given, and a register export, if given.

    Raises :class:`NotCheckableError` where the export is refused, OSError when the disk fails.
    """
    path, name = (folder / KEY_BOOK, KEY_BOOK) if book_file is None else (book_file, str(book_file))
    if not path.is_file():
        raise NotCheckableError(f"không có sổ khóa công khai {path}; xin cơ quan cấp giấy tệp so_khoa.yaml")
    book, data, found = read_key_file(path, name)
    register = None
    if register_file is not None and book is not None:
        try:
            register = read_export(_read(register_file), book)
        except RegisterRefusedError as error:
            raise NotCheckableError(f"không dùng được sổ {register_file}: {error}") from error
    return Trusted(book, register, tuple(found), {name: data.decode("utf-8", "replace")})


def write_checking_page(target: Path, trusted: Trusted, made_on: date) -> None:
    """Write the page by which others check certificates, over an earlier one. Raises OSError."""
    if trusted.book is None:
        raise ValueError("no list of keys")
    write_whole(target, checking_page(trusted.book, trusted.register, made_on).encode())


def verify(target: str, book: KeyBook, register: RegisterExport | None, today: date) -> list[Checked]:
    """Check a PDF, a picture, or the text of a code; one answer a code, at least one.

    Raises :class:`NotCheckableError` for a file that is neither, or a text that is no token; OSError.
    """
    path = Path(target)
    if looks_like_token(target):
        return [Checked(0, judge(target, book, today, register))]
    if not _is_file(path):
        raise NotCheckableError(f"«{target}» không phải là tệp có trên máy, cũng không phải nội dung mã QR")
    data = _read(path)
    try:
        if b"%PDF-" in data[:_PDF_WITHIN]:
            return _of_pdf(data, book, register, today)
        return _verdicts(0, codes_in(data), book, register, today, None)
    except (NotAPdfError, NotAPictureError) as error:
        raise NotCheckableError(f"{target}: {error}") from error


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise NotCheckableError(f"{path}: tệp nặng hơn {LARGEST_FILE // 1024 // 1024} MB")
    return data


def _of_pdf(data: bytes, book: KeyBook, register: RegisterExport | None, today: date) -> list[Checked]:
    """Check the codes that are seen on the pages, against the words of their pages: never what is hidden in a file."""
    answer: list[Checked] = []
    for page in pages_of(data):
        answer += _verdicts(page.number, codes_in(page.picture), book, register, today, page.text)
    return answer


def _verdicts(
    page: int, texts: list[str], book: KeyBook, register: RegisterExport | None, today: date, words: str | None
) -> list[Checked]:
    if not texts:
        reason = "không thấy mã QR đọc được; chụp lại cho rõ, thẳng, đủ sáng, hoặc giấy này không có mã"
        return [Checked(page, Verdict(Standing.NO_CODE, (reason,)))]
    return [Checked(page, judge(text, book, today, register, words)) for text in texts]
