"""The register as others get it: a JSON file that the office signed.

::

    {"dang": "docgen-so-cap-giay/1", "co_quan": "ubnd_tinh", "ngay": "2026-11-27",
     "so_dong": 2, "dau_so": "…hex…",
     "giay": [{"so": "01/2017/GCN-ATANTT", "ten": "Khu công nghiệp …", "tinh_trang": "hieu_luc"},
              {"so": "02/2017/GCN-ATANTT", "ten": "…", "tinh_trang": "huy", "ly_do": "Quyết định số …"}],
     "khoa": "K7Q2M9XA", "chu_ky": "…base64…"}

``so_dong`` and ``dau_so`` are count and hash of the register's chain, ``ngay`` the day of the export. What is signed is
the purpose below, then the object without ``chu_ky`` as JSON with sorted keys, no blanks, UTF-8.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from docgen.model import OfficeModel, vn
from docgen.trust.key_book import KeyBook, KeyEntry
from docgen.vietnamese import nfc

_PURPOSE = b"docgen: so cap giay, 1\0"
_Words = Annotated[str, StringConstraints(max_length=2000)]


class EntryState(Enum):
    """How a number of the register stands; the values are the words of the file."""

    VALID = "hieu_luc"
    CANCELLED = "huy"


class RegisterEntry(OfficeModel):
    """One number given: to whom, and whether it still stands."""

    serial: _Words = vn("so", "Số vào sổ")
    subject: _Words = vn("ten", "Cấp cho")
    state: EntryState = vn("tinh_trang", "hieu_luc hoặc huy")
    reason: _Words | None = vn("ly_do", "Vì sao bị hủy, theo quyết định nào", default=None)


class RegisterExport(OfficeModel):
    """A whole register as of one day, not yet known to be genuine."""

    form: Literal["docgen-so-cap-giay/1"] = vn("dang", "Dạng tệp", default="docgen-so-cap-giay/1")
    agency: _Words = vn("co_quan", "Mã cơ quan")
    day: date = vn("ngay", "Ngày xuất sổ")
    count: int = vn("so_dong", "Số dòng của sổ")
    head: _Words = vn("dau_so", "Mã băm của dòng cuối")
    entries: Annotated[tuple[RegisterEntry, ...], Field(max_length=1_000_000)] = vn("giay", "Các số đã cấp")
    key_id: _Words = vn("khoa", "Mã khóa ký")
    signature: str = vn("chu_ky", "Chữ ký", default="")

    def find(self, serial: str) -> RegisterEntry | None:
        """Return the entry of a number."""
        return next((entry for entry in self.entries if nfc(entry.serial) == serial), None)


class RegisterRefusedError(Exception):
    """The file is no register export, or not one of this office; the message says why, in Vietnamese."""


def signed_export(export: RegisterExport, sign: Callable[[bytes], bytes]) -> bytes:
    """Return the file of an export; the same export and key give the same bytes."""
    content = export.model_dump(mode="json", by_alias=True, exclude={"signature"}, exclude_none=True)
    content["chu_ky"] = base64.b64encode(sign(_PURPOSE + _canonical(content))).decode()
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def read_export(data: bytes, book: KeyBook) -> RegisterExport:
    """Return a register export whose signature is that of a key of this office, in use on the day of the export.

    Raises :class:`RegisterRefusedError`.
    """
    from docgen.trust.signing import is_signed

    try:
        export = RegisterExport.model_validate_json(data, by_alias=True, by_name=False)
        content = json.loads(data)
        signature = base64.b64decode(content.pop("chu_ky", ""), validate=True)
    except (ValidationError, ValueError, RecursionError) as error:
        raise RegisterRefusedError("đây không phải là tệp sổ do docgen xuất, hoặc tệp đã hỏng") from error
    key = book.find(export.key_id)
    if key is None:
        raise RegisterRefusedError(f"không có khóa {export.key_id} trong sổ khóa, nên không biết sổ này của ai")
    if not is_signed(_PURPOSE + _canonical(content), signature, key.public_key):
        raise RegisterRefusedError("chữ ký của sổ không đúng: sổ đã bị sửa sau khi xuất")
    if reason := _not_of(export, key):
        raise RegisterRefusedError(reason)
    return export


def _not_of(export: RegisterExport, key: KeyEntry) -> str | None:
    if export.agency != key.agency:
        return f"sổ ghi là của «{export.agency}» nhưng khóa {key.id} của «{key.agency}»"
    if not key.covers(export.day):
        return f"sổ xuất ngày {export.day:%d/%m/%Y}, ngoài thời gian dùng khóa {key.id}"
    return None


def _canonical(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
