"""The register of an office: where it lies, opened only when it is whole and not older than what is remembered of it.

It lies in ``so_cap_giay/`` of the office folder, beside ``records`` and ``templates``: not among the papers, which may
be thrown away, nor among the records, which are copied about. An office without it types its numbers into the records.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import TracebackType

from docgen.diagnostics import Diagnostic, Rule, Span
from docgen.production.register_memory import (
    HEAD_FILE,
    Remembered,
    forget_place,
    remember,
    remembered,
    remembered_by_name,
)
from docgen.production.register_store import BACKUPS, RegisterStore, UnreadableRegisterError
from docgen.register import Book, Draft, Entry, Head, Kind
from docgen.register.complaints import (
    CLOCK_BACK,
    DAMAGED,
    HEAD_NOT_KEPT,
    MISSING_REGISTER,
    NEWER_REGISTER,
    OTHER_REGISTER,
    ROLLED_BACK,
)
from docgen.vietnamese import short_date

REGISTER_FOLDER = "so_cap_giay"
REGISTER_FILE = "so_cap_giay.sqlite"
_FILE = f"{REGISTER_FOLDER}/{REGISTER_FILE}"
_PUT_BACK = (
    f"Xin đừng cấp số bằng tệp này. Chép lại bản mới nhất của thư mục {REGISTER_FOLDER} (từ bản sao lưu của cơ quan, "
    "từ máy đã cấp số lần cuối), rồi chạy: docgen register verify"
)
_FOUND_ANEW = (
    "Nếu không còn bản nào đúng: cất thư mục hỏng đi, lập sổ mới bằng docgen register new --thay-so-mat, nhập lại các "
    "số đã cấp (từ bản xuất Excel, từ các giấy đã in) bằng docgen register import rồi mới cấp tiếp"
)


class RegisterRefusedError(Exception):
    """The register cannot be relied on; the complaints say why and what to do."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__("; ".join(item.message for item in diagnostics))
        self.diagnostics = tuple(diagnostics)


class OfficeRegister:
    """The opened register of an office; use it in a ``with`` block. ``warnings`` are what a clerk should know of it."""

    def __init__(self, store: RegisterStore) -> None:
        """Take over an opened file that has been compared with what is remembered."""
        self.warnings: list[Diagnostic] = []
        self._store = store

    def __enter__(self) -> OfficeRegister:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._store.__exit__(kind, error, trace)

    @property
    def book(self) -> Book:
        """The lines as they are known now."""
        return self._store.book

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.path

    def write(self, plan: Callable[[Book], Sequence[Draft]]) -> list[Entry]:
        """Write the lines that ``plan`` makes of the book, all or none, and remember where the register stands.

        Raises :class:`RegisterRefusedError` when the file has been changed meanwhile, OSError when the disk refuses.
        """
        try:
            entries = self._store.write(plan)
        except UnreadableRegisterError as error:
            raise RegisterRefusedError([_unreadable(error)]) from error
        self.keep_head()
        self._look_at_clock(entries)
        return entries

    def keep_head(self) -> None:
        """Remember where the register stands; warns where that cannot be kept."""
        if not remember(self.path, self.book.id, self.book.head) and not self.warnings:
            message = f"không ghi được đầu sổ ra ngoài sổ (tệp {HEAD_FILE} hoặc thư mục riêng của người dùng)"
            hint = f"Chép lại đầu sổ ra giấy để về sau đối chiếu: {self.book.head}"
            self.warnings.append(HEAD_NOT_KEPT.at(Span(_FILE), message, hint))

    def _look_at_clock(self, entries: Sequence[Entry]) -> None:
        before = [entry.draft.day for entry in self.book.entries[: -len(entries) or None]]
        if entries and before and entries[0].draft.day < max(before):
            today, last = (short_date(date.fromisoformat(day)) for day in (entries[0].draft.day, max(before)))
            message = f"hôm nay theo máy là {today}, sổ đã có dòng ghi ngày {last}"
            hint = "Số vẫn cấp đúng thứ tự; xin chỉnh lại ngày giờ của máy"
            self.warnings.append(CLOCK_BACK.at(Span(_FILE), message, hint))


def register_path(office: Path) -> Path:
    """Return where the register of an office folder lies."""
    return office / REGISTER_FOLDER / REGISTER_FILE


def open_register(office: Path) -> OfficeRegister | None:
    """Open the register of an office; None for an office that never had one.

    Raises :class:`RegisterRefusedError` for one that is damaged, older than remembered, another or gone; OSError.
    """
    path = register_path(office)
    known = remembered(path)
    if not path.is_file():
        if known:
            raise RegisterRefusedError([_missing(known[0])])
        return None
    try:
        store = RegisterStore(path)
    except UnreadableRegisterError as error:
        raise RegisterRefusedError([_unreadable(error)]) from error
    if not store.book.entries and not known:
        store.__exit__(None, None, None)
        raise RegisterRefusedError([DAMAGED.at(Span(_FILE), "sổ chưa lập xong", "Chạy lại: docgen register new")])
    by_name = remembered_by_name(store.book.id)
    # Another run may have written, and remembered more, between our reading of the file and of the memory.
    try:
        store.refresh()
    except UnreadableRegisterError as error:
        store.__exit__(None, None, None)
        raise RegisterRefusedError([_unreadable(error)]) from error
    found = next((item for it in (*known, by_name) if it and (item := _against(store.book, it)) is not None), None)
    if found is not None:
        store.__exit__(None, None, None)
        raise RegisterRefusedError([found])
    register = OfficeRegister(store)
    register.keep_head()
    return register


def found_register(
    office: Path, agency: str, today: date, plan: Callable[[Draft], Sequence[Draft]], *, instead_of_lost: bool
) -> OfficeRegister:
    """Found the register of an office with the lines that ``plan`` makes of the founding one, which comes first.

    With ``instead_of_lost`` a register that is remembered here but gone is given up. Raises FileExistsError for an
    office that has one, :class:`RegisterRefusedError` for one whose register is gone, OSError.
    """
    path = register_path(office)
    known = remembered(path)
    if known and not instead_of_lost and not path.is_file():
        raise RegisterRefusedError([_missing(known[0])])
    path.parent.mkdir(parents=True, exist_ok=True)
    founding = Draft(Kind.FOUNDED, today.isoformat(), text=secrets.token_hex(8), subject=agency)
    try:
        store = RegisterStore(path, create=True)
        if store.book.entries:
            store.__exit__(None, None, None)
            raise FileExistsError(str(path))
        forget_place(path)
        register = OfficeRegister(store)
        if not register.write(lambda book: plan(founding) if not book.entries else ()):
            raise FileExistsError(str(path))
    except UnreadableRegisterError as error:
        raise RegisterRefusedError([_unreadable(error)]) from error
    return register


def compare_head(book: Book, head: Head, where: str) -> Diagnostic | None:
    """Return why a book is not the one whose head was written down somewhere, None when it may well be."""
    digest = book.digest_at(head.count)
    if digest == head.digest:
        return None
    if digest is None:
        message = f"sổ này có {book.head.count} dòng, nhưng đã từng có {head.count} dòng (ghi ở {where}): đây là bản cũ"
    else:
        message = f"dòng {head.count} của sổ này khác với dòng đã ghi nhớ ở {where}: sổ đã bị thay bằng bản khác"
    return ROLLED_BACK.at(Span(_FILE), message, _PUT_BACK, _FOUND_ANEW)


def _against(book: Book, known: Remembered) -> Diagnostic | None:
    if known.id != book.id:
        message = f"sổ này (tên riêng {book.id}) không phải là sổ đã dùng ở đây ({known.id}, ghi ở {known.where})"
        return OTHER_REGISTER.at(Span(_FILE), message, _PUT_BACK, _FOUND_ANEW)
    return compare_head(book, known.head, str(known.where))


def _missing(known: Remembered) -> Diagnostic:
    message = f"không thấy tệp sổ cấp giấy, nhưng ở đây đã có sổ với {known.head.count} dòng (ghi ở {known.where})"
    return MISSING_REGISTER.at(Span(_FILE), message, _PUT_BACK, _FOUND_ANEW)


def _unreadable(error: UnreadableRegisterError) -> Diagnostic:
    rule: Rule = error.rule
    if rule is NEWER_REGISTER:
        return rule.at(Span(_FILE), error.message, "Cài bản docgen mới rồi chạy lại")
    hints = (_PUT_BACK, f"Bản sao trước mỗi lần đổi dạng tệp nằm trong {REGISTER_FOLDER}/{BACKUPS}", _FOUND_ANEW)
    return DAMAGED.at(Span(_FILE), error.message, *hints)


def close_quietly(register: OfficeRegister | None) -> None:
    """Close a register that nothing more is asked of."""
    if register is not None:
        with suppress(OSError):
            register.__exit__(None, None, None)
