"""The office's keys on its disk: the folder ``khoa`` beside ``records`` and ``templates``.

``so_khoa.yaml`` lists the public keys and may go to anyone; ``<mã>.pem`` holds a private key, sealed by a passphrase.
Private keys are opened only while something is signed, and only in this process: workers get finished tokens.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.diagnostics import Diagnostic
from docgen.production.new_file import write_new_file
from docgen.production.whole_file import write_whole
from docgen.schema import decode
from docgen.trust import KeyBook, KeyEntry, load_key_book, write_key_book

if TYPE_CHECKING:
    from docgen.trust.signing import Signer

KEYS = "khoa"
KEY_BOOK = f"{KEYS}/so_khoa.yaml"
PASSPHRASE_VARIABLE = "DOCGEN_MAT_KHAU_KHOA"  # noqa: S105 - the name of a variable
LEAST_PASSPHRASE = 8
_LARGEST_BOOK = 5 * 1024 * 1024

AskPassphrase = Callable[[KeyEntry], str | None]
"""Asks for the passphrase of a key; None where nobody can be asked."""


class KeyRefusedError(Exception):
    """A key cannot be used, made or retired; the message says why and what to do, in Vietnamese."""


def from_environment(_key: KeyEntry | None = None) -> str | None:
    """Return the passphrase that the environment holds."""
    return os.environ.get(PASSPHRASE_VARIABLE) or None


def read_key_book(folder: Path) -> tuple[KeyBook | None, bytes, list[Diagnostic]]:
    """Return the office's list of keys, its bytes, and what is wrong with it; an empty list where it has no file.

    Raises OSError when the disk fails.
    """
    return read_key_file(folder / KEY_BOOK, KEY_BOOK)


def read_key_file(path: Path, name: str) -> tuple[KeyBook | None, bytes, list[Diagnostic]]:
    """Return a list of keys as :func:`read_key_book`; ``name`` is what complaints show."""
    if not path.is_file():
        return KeyBook(), b"", []
    with path.open("rb") as file:
        data = file.read(_LARGEST_BOOK)
    text, found = decode(data, name)
    if text is None:
        return None, data, found
    book, more = load_key_book(text, name)
    return book, data, [*found, *more]


def new_key(folder: Path, book: KeyBook, agency: str, holder: str, first_day: date, passphrase: str) -> KeyEntry:
    """Make a key of an agency, seal it, and add it to the list. Raises :class:`KeyRefusedError`, OSError."""
    from docgen.trust.key_ids import key_id_of, written_id
    from docgen.trust.signing import SEED_LENGTH, Signer

    if len(passphrase) < LEAST_PASSPHRASE:
        raise KeyRefusedError(f"mật khẩu phải có ít nhất {LEAST_PASSPHRASE} ký tự")
    signer = Signer(secrets.token_bytes(SEED_LENGTH))
    key = KeyEntry(
        id=written_id(key_id_of(signer.public_key)),
        agency=agency,
        holder=holder,
        public_key=signer.public_key,
        first_day=first_day,
    )
    private = folder / KEYS / f"{key.id}.pem"
    write_new_file(private, signer.sealed(passphrase, secrets.token_bytes(SEED_LENGTH)))
    with suppress(OSError):
        private.chmod(0o600)
    _write(folder, book.model_copy(update={"keys": (*book.keys, key)}))
    return key


def retire_key(folder: Path, book: KeyBook, key_id: str, last_day: date) -> KeyEntry:
    """Say that a key signs nothing dated after a day; what it signed before stays genuine.

    Raises :class:`KeyRefusedError` where there is no such key, or it was retired for an earlier day; OSError.
    """
    key = book.find(key_id.strip().upper())
    if key is None:
        raise KeyRefusedError(f"không có khóa {key_id}; xem các khóa bằng lệnh: docgen keys list")
    if key.last_day is not None and key.last_day < last_day:
        raise KeyRefusedError(f"khóa {key.id} đã ngừng dùng từ sau ngày {key.last_day:%d/%m/%Y}, không dùng lại được")
    if last_day < key.first_day:
        raise KeyRefusedError(f"khóa {key.id} dùng từ ngày {key.first_day:%d/%m/%Y}, không ngừng trước ngày đó được")
    retired = key.model_copy(update={"last_day": last_day})
    keys = tuple(retired if other.id == key.id else other for other in book.keys)
    _write(folder, book.model_copy(update={"keys": keys}))
    return retired


def set_host(folder: Path, book: KeyBook, host: str) -> KeyBook:
    """Let new tokens lead to a host; earlier ones stay known. Raises pydantic's ValidationError, OSError."""
    hosts = (host, *(other for other in book.hosts if other.lower() != host.lower()))
    changed = KeyBook.model_validate({"may_chu": hosts, "khoa": book.keys})
    _write(folder, changed)
    return changed


class KeyRing:
    """The private keys that were opened in this process, each asked for once."""

    def __init__(self, folder: Path, book: KeyBook, ask: AskPassphrase) -> None:
        self._folder = folder
        self._book = book
        self._ask = ask
        self._open: dict[str, Signer] = {}

    def signer(self, key_id: str) -> Signer:
        """Return an opened key. Raises :class:`KeyRefusedError`, OSError."""
        if key_id not in self._open:
            self._open[key_id] = self._opened(key_id)
        return self._open[key_id]

    def _opened(self, key_id: str) -> Signer:
        from docgen.trust.signing import WrongPassphraseError, open_sealed

        key = self._book.find(key_id)
        path = self._folder / KEYS / f"{key_id}.pem"
        if key is None or not path.is_file():
            message = f"không có tệp khóa bí mật {KEYS}/{key_id}.pem; hãy chép lại từ bản sao lưu"
            raise KeyRefusedError(message)
        passphrase = self._ask(key)
        if passphrase is None:
            message = f"cần mật khẩu của khóa {key_id} để ký mã; chạy trong cửa sổ lệnh, hoặc đặt {PASSPHRASE_VARIABLE}"
            raise KeyRefusedError(message)
        try:
            signer = open_sealed(path.read_bytes(), passphrase)
        except WrongPassphraseError as error:
            raise KeyRefusedError(f"mật khẩu không mở được khóa {key_id}") from error
        if signer.public_key != key.public_key:
            raise KeyRefusedError(f"tệp {KEYS}/{key_id}.pem không phải là khóa {key_id} trong sổ khóa")
        return signer


def _write(folder: Path, book: KeyBook) -> None:
    (folder / KEYS).mkdir(exist_ok=True)
    write_whole(folder / KEY_BOOK, write_key_book(book).encode())
