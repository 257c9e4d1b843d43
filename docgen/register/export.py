"""The register for others: sheets for Excel, and a JSON file that the office can sign.

The JSON is «docgen-so-cap-giay/1»::

    {"dang": "docgen-so-cap-giay/1", "co_quan": "ubnd_tinh", "ngay": "2026-11-27", "so_dong": 2, "dau_so": "…hex…",
     "giay": [{"so": "01/2017/GCN-ATANTT", "ten": "Khu công nghiệp …", "tinh_trang": "hieu_luc"},
              {"so": "02/2017/GCN-ATANTT", "ten": "…", "tinh_trang": "huy", "ly_do": "…"}],
     "khoa": "…", "chu_ky": "…base64…"}

What is signed is :data:`PURPOSE`, then the object without ``chu_ky`` as JSON with sorted keys, no blanks, UTF-8.
Without a signer ``khoa`` and ``chu_ky`` are not there.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from docgen.records import Column, Sheet
from docgen.register.book import Book, Given, Standing
from docgen.register.entry import Kind, columns_of
from docgen.register.paper_rows import HEADINGS
from docgen.vietnamese import short_date

FORM = "docgen-so-cap-giay/1"
PURPOSE = b"docgen: so cap giay, 1\0"
_KINDS = {
    Kind.FOUNDED: "lập sổ",
    Kind.OPENED: "mở loạt số",
    Kind.ISSUED: "cấp",
    Kind.IMPORTED: "nhập từ sổ giấy",
    Kind.CANCELLED: "hủy",
    Kind.REISSUED: "cấp lại",
}
_WIDTHS = (22.0, 8.0, 14.0, 22.0, 40.0, 18.0, 14.0, 16.0, 30.0, 18.0, 14.0, 22.0)
_LOG = ("Dòng", "Việc", "Ngày ghi", "Ký hiệu", "Năm", "Số", "Số in ra, cách viết", "Mã", "Tên", "Quyết định")
_LOG_END = ("Ngày quyết định", "Lý do", "Về dòng", "Chuỗi kiểm")


@dataclass(frozen=True, slots=True)
class Signer:
    """A key of the office: its identifier, and what makes a signature of bytes."""

    key_id: str
    sign: Callable[[bytes], bytes]


def public_content(book: Book, day: date) -> dict[str, Any]:
    """Return what the JSON says, without key and signature."""
    head = book.head
    return {
        "dang": FORM,
        "co_quan": book.agency,
        "ngay": day.isoformat(),
        "so_dong": head.count,
        "dau_so": head.digest.hex(),
        "giay": [_public(book, given) for given in book.numbers()],
    }


def canonical(content: object) -> bytes:
    """Return the one form of a JSON value that is signed."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def export_json(book: Book, day: date, signer: Signer | None = None) -> bytes:
    """Return the register as JSON, signed where there is a signer; the same book, day and key give the same bytes."""
    content = public_content(book, day)
    if signer is not None:
        content["khoa"] = signer.key_id
        content["chu_ky"] = base64.b64encode(signer.sign(PURPOSE + canonical(content))).decode()
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def export_sheets(book: Book) -> list[Sheet]:
    """Return the numbers (which an import reads again), every line with its chain, and the head."""
    columns = tuple(Column(text, width) for text, width in zip(HEADINGS.values(), _WIDTHS, strict=True))
    rows = tuple(number_row(book, given) for given in book.numbers())
    log = (*(Column(text) for text in (*_LOG, *_LOG_END[:-1])), Column(_LOG_END[-1], 66.0))
    head = (("Số dòng", str(book.head.count)), ("Đầu sổ", str(book.head)), ("Tên riêng của sổ", book.id))
    return [
        Sheet("Sổ cấp giấy", columns, rows),
        Sheet("Các dòng của sổ", log, _log_rows(book)),
        Sheet("Đầu sổ", (Column("Mục", 20.0), Column("Giá trị", 76.0)), head),
    ]


def number_row(book: Book, given: Given) -> tuple[str, ...]:
    """Return a number as a row under the headings that an import reads."""
    draft = given.entry.draft
    ended = book.entries[given.ended_by - 1].draft if given.ended_by else None
    cancelled = ended if given.standing is Standing.CANCELLED else None
    replaced = book.entries[draft.refers - 1].draft.text if draft.refers else ""
    return (
        draft.text,
        str(draft.year),
        draft.series,
        draft.subject,
        draft.name,
        draft.decision,
        shown_day(draft.decision_day),
        given.standing.value,
        cancelled.reason if cancelled else draft.reason,
        cancelled.decision if cancelled else "",
        shown_day(cancelled.decision_day) if cancelled else "",
        replaced,
    )


def shown_day(text: str) -> str:
    """Return an ISO day as it is read; an empty text stays empty."""
    return short_date(date.fromisoformat(text)) if text else ""


def kind_words(kind: Kind) -> str:
    """Return what a line does, in words."""
    return _KINDS[kind]


def _public(book: Book, given: Given) -> dict[str, str]:
    draft = given.entry.draft
    answer = {"so": draft.text, "ten": draft.name or draft.subject, "tinh_trang": "hieu_luc"}
    if given.ended_by:
        ended = book.entries[given.ended_by - 1].draft
        by = f"quyết định {ended.decision}" if ended.decision else ""
        new = f"đã cấp lại số {ended.text}" if given.standing is Standing.REPLACED else ""
        answer["tinh_trang"] = "huy"
        answer["ly_do"] = "; ".join(part for part in (new, ended.reason, by) if part)
    return answer


def _log_rows(book: Book) -> tuple[tuple[str, ...], ...]:
    rows = []
    for entry in book.entries:
        texts = [str(value) if value != 0 else "" for value in columns_of(entry.draft)[1:]]
        row = [str(entry.position), kind_words(entry.draft.kind), *texts, entry.digest.hex()]
        row[2], row[10] = shown_day(entry.draft.day), shown_day(entry.draft.decision_day)
        rows.append(tuple(row))
    return tuple(rows)
