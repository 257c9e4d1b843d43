"""The office's list of keys, ``khoa/so_khoa.yaml``: which public key signed for whom, from when to when."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from docgen.diagnostics import Diagnostic, has_errors
from docgen.model import OfficeModel, vn
from docgen.model.types import Day, Identifier, Name
from docgen.schema import Places, bind, compose
from docgen.trust import complaints
from docgen.trust.key_ids import key_id_of, written_id

_PUBLIC_LENGTH = 32
_HEADING = """\
# Sổ khóa ký mã QR của cơ quan. Lệnh «docgen keys» ghi tệp này; ai cũng được xem.
# Khóa bí mật nằm trong các tệp .pem bên cạnh, mở bằng mật khẩu: không gửi cho ai, sao lưu ở nơi an toàn.
# «may_chu»: tên miền của trang kiểm tra giấy; tên đầu tiên được in vào mã. Chưa có trang thì để [].
"""


def _public_key(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        data = base64.b64decode(value.strip(), validate=True)
    except binascii.Error:
        data = b""
    if len(data) != _PUBLIC_LENGTH:
        raise PydanticCustomError("khoa_cong_khai", "đây không phải là khóa công khai; hãy chép lại nguyên văn")
    return data


PublicKey = Annotated[bytes, BeforeValidator(_public_key)]
"""32 bytes, written in base64."""
KeyId = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Z2-7]{8}$")]
Host = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=100, pattern=r"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d{1,5})?$"),
]
"""A name of a server, with its port where it has one of its own."""


class KeyEntry(OfficeModel):
    """One key: tokens of ``agency`` dated from ``first_day`` to ``last_day``, both included, may bear its signature."""

    id: KeyId = vn("ma", "Mã khóa")
    agency: Identifier = vn("co_quan", "Mã cơ quan giữ khóa, như trong hồ sơ")
    holder: Name = vn("ten_co_quan", "Tên cơ quan giữ khóa")
    public_key: PublicKey = vn("khoa_cong_khai", "Khóa công khai")
    first_day: Day = vn("tu_ngay", "Dùng cho giấy ký từ ngày", example="01/01/2026")
    last_day: Day | None = vn("den_ngay", "Dùng cho giấy ký đến ngày, khi đã ngừng dùng", default=None)

    def covers(self, day: date) -> bool:
        """Tell whether a token of this day may bear this key's signature."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


class KeyBook(OfficeModel):
    """All keys that an office ever used, and the hosts that its tokens lead to, the present one first."""

    hosts: tuple[Host, ...] = vn("may_chu", "Tên miền của trang kiểm tra giấy", default=())
    keys: tuple[KeyEntry, ...] = vn("khoa", "Các khóa", default=())

    @property
    def host(self) -> str | None:
        """The host that new tokens lead to."""
        return self.hosts[0] if self.hosts else None

    def find(self, key_id: str) -> KeyEntry | None:
        """Return the key of this identifier."""
        return next((key for key in self.keys if key.id == key_id), None)

    def for_day(self, agency: str, day: date) -> KeyEntry | None:
        """Return the key by which a certificate of this agency and day is signed: of those that cover it the newest."""
        fitting = [key for key in self.keys if key.agency == agency and key.covers(day)]
        return max(fitting, key=lambda key: (key.first_day, key.id), default=None)


def load_key_book(text: str, file: str) -> tuple[KeyBook | None, list[Diagnostic]]:
    """Read a list of keys; ``file`` is the name that complaints show. None where a complaint is an error."""
    node, found = compose(text, file)
    if node is None:
        return None, found
    book, places, more = bind(node, KeyBook)
    found = [*found, *more]
    if book is not None:
        found += _problems(book, places)
    return (None if has_errors(found) else book), found


def _problems(book: KeyBook, places: Places) -> Iterator[Diagnostic]:
    for index, key in enumerate(book.keys):
        if written_id(key_id_of(key.public_key)) != key.id:
            yield complaints.WRONG_KEY_ID.at(
                places.span("khoa", index, "ma"),
                f"mã {key.id} không phải là mã của khóa công khai bên dưới",
                "Một trong hai đã bị sửa: hãy lấy lại so_khoa.yaml từ bản sao lưu",
            )
        if any(other.id == key.id for other in book.keys[:index]):
            yield complaints.KEY_TWICE.at(
                places.span("khoa", index, "ma"), f"khóa {key.id} đã ghi ở trên", "Hãy xóa một trong hai"
            )
        if key.last_day is not None and key.last_day < key.first_day:
            yield complaints.KEY_DAYS_REVERSED.at(
                places.span("khoa", index, "den_ngay"),
                f"khóa {key.id} ngừng dùng trước khi bắt đầu dùng",
                "Hãy xem lại «tu_ngay» và «den_ngay»",
            )


def write_key_book(book: KeyBook) -> str:
    """Return the text of the list, for :func:`load_key_book`."""
    lines = [_HEADING, f"may_chu: [{', '.join(map(_quoted, book.hosts))}]\n", f"khoa:{'' if book.keys else ' []'}\n"]
    for key in book.keys:
        lines.append(
            f"  - ma: {key.id}\n    co_quan: {key.agency}\n    ten_co_quan: {_quoted(key.holder)}\n"
            f"    khoa_cong_khai: {_quoted(base64.b64encode(key.public_key).decode())}\n"
            f"    tu_ngay: {_day(key.first_day)}\n"
        )
        if key.last_day is not None:
            lines.append(f"    den_ngay: {_day(key.last_day)}\n")
    return "".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
