"""Keys, statements and tokens for tests, and forgeries of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from docgen.trust import EntryState, KeyBook, KeyEntry, RegisterEntry, RegisterExport, Statement, to_bytes, write_token
from docgen.trust.key_ids import key_id_of, written_id
from docgen.trust.signing import Signer

HOST = "xacthuc.namdinh.gov.vn"
SIGNER = Signer(bytes(range(32)))
OTHER_SIGNER = Signer(bytes(range(1, 33)))
TODAY = date(2026, 11, 27)
STATEMENT = Statement(
    issuer="ubnd_tinh",
    serial="01/2017/GCN-ATANTT",
    subject="Khu công nghiệp Bảo Minh",
    standard="An toàn về an ninh, trật tự",
    year=2017,
    decision="125/QĐ-UBND",
    day=date(2017, 11, 18),
)
PAGE = """GIẤY CÔNG NHẬN
Khu công nghiệp
Bảo Minh
Đạt tiêu chuẩn “An toàn về an ninh, trật tự” năm 2017
Nam Định, ngày 18 tháng 11 năm 2017
Quyết định số 125/QĐ-UBND
ngày 18 tháng 11 năm 2017
Số vào sổ: 01/2017/GCN-ATANTT
"""


def entry(signer: Signer = SIGNER, **changes: Any) -> KeyEntry:
    """An entry of a list of keys."""
    values: dict[str, Any] = {
        "id": written_id(key_id_of(signer.public_key)),
        "agency": "ubnd_tinh",
        "holder": "Ủy ban nhân dân tỉnh Nam Định",
        "public_key": signer.public_key,
        "first_day": date(2017, 1, 1),
        **changes,
    }
    return KeyEntry(**values)


def book(*keys: KeyEntry, hosts: tuple[str, ...] = (HOST,)) -> KeyBook:
    """A list of keys, by default of the one that signs here."""
    return KeyBook(hosts=hosts, keys=keys or (entry(),))


def token(signer: Signer = SIGNER, host: str | None = HOST, **changes: Any) -> str:
    """A finished token of the statement with these changes."""
    payload = to_bytes(replace(STATEMENT, **changes), key_id_of(signer.public_key))
    return write_token(payload, signer.sign, host)


def register(*entries: RegisterEntry, **changes: Any) -> RegisterExport:
    """A register export, not yet signed, with these entries."""
    values: dict[str, Any] = {
        "agency": "ubnd_tinh",
        "day": date(2026, 11, 20),
        "count": 3,
        "head": "ab" * 32,
        "entries": entries,
        "key_id": entry().id,
        **changes,
    }
    return RegisterExport(**values)


def row(state: EntryState = EntryState.VALID, reason: str | None = None, **changes: Any) -> RegisterEntry:
    """The register's entry of the certificate."""
    values: dict[str, Any] = {"serial": STATEMENT.serial, "subject": STATEMENT.subject, **changes}
    return RegisterEntry(state=state, reason=reason, **values)
