"""Square codes on certificates: what a paper's code says joins its fields, and is signed when the paper is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from docgen.composition import Document
from docgen.diagnostics import Diagnostic
from docgen.pdf import CertificateDeclaration, SquareCode, code_texts, printed_lines
from docgen.production.key_folder import KeyRing
from docgen.trust import (
    LONGEST_TOKEN,
    KeyBook,
    Statement,
    complaints,
    differences,
    digest_of_words,
    square_rows,
    to_bytes,
    token_length,
    write_token,
)
from docgen.trust.key_ids import SIGNATURE_LENGTH, read_id

CODE = "ma_qr"
"""The field of a certificate that gets a code; no tag can name it."""
_FINISHED = "the"
_NAMES = {
    "issuer": "mã cơ quan",
    "serial": "số vào sổ",
    "subject": "tên được cấp",
    "standard": "tiêu chuẩn",
    "year": "năm",
    "decision": "số quyết định",
    "day": "ngày quyết định",
}


def with_code(
    document: Document, declaration: CertificateDeclaration, book: KeyBook
) -> tuple[Document, list[Diagnostic]]:
    """Return the document with what its code will say, and why it gets none or must not get it.

    An office without keys has certificates without codes. Raises TagFailure where a fact is missing.
    """
    code = declaration.code
    if not book.keys or code is None:
        return document, []
    texts = code_texts(document.fields, declaration)
    if texts is None:
        return document, []
    statement = _statement(texts)
    if not isinstance(statement, Statement):
        message = f"{document.title}: chưa có {statement}, nên giấy in không có mã QR"
        return document, [complaints.NO_STATEMENT.at(code.span, message, "Bổ sung trong hồ sơ rồi làm lại giấy này")]
    key = book.for_day(statement.issuer, statement.day)
    if key is None:
        message = f"{document.title}: «{statement.issuer}» không có khóa dùng được ngày {statement.day:%d/%m/%Y}"
        hint = "Giấy in không có mã QR. Tạo khóa có --tu-ngay sớm hơn: docgen keys new"
        return document, [complaints.NO_KEY_FOR_DAY.at(code.span, message, hint)]
    printed = "\n".join(printed_lines(document.fields, declaration))
    statement = replace(statement, words=digest_of_words(printed))
    payload = to_bytes(statement, read_id(key.id))
    found = []
    if token_length(payload, book.host) > LONGEST_TOKEN:
        message = f"{document.title}: nội dung mã QR quá dài"
        found.append(complaints.CODE_TOO_LARGE.at(code.span, message, "Hãy rút gọn tên hoặc số trong hồ sơ"))
    for difference in differences(statement, printed):
        message = f"{document.title}: {difference}"
        hint = "Sửa bố trí cho giấy in đúng điều mã nói, tên đứng riêng dòng, hoặc sửa «ma_qr»"
        found.append(complaints.NOT_ON_PAGE.at(code.span, message, hint))
    about = {"khoa": key.id, "may_chu": book.host, "noi_dung": payload.hex(), "mo_ta": texts["meaning"]}
    return replace(document, fields={**document.fields, CODE: about}), found


def _statement(texts: Mapping[str, str]) -> Statement | str:
    """Return the statement, or what is missing or cannot be read in it."""
    missing = [words for name, words in _NAMES.items() if not texts[name]]
    if missing:
        return ", ".join(missing)
    day, start, end = (_day(texts.get(name, "")) for name in ("day", "valid_from", "valid_to"))
    if day is None or not texts["year"].isdecimal():
        return "ngày, năm viết bằng số"
    names = ("issuer", "serial", "subject", "standard")
    issuer, serial, subject, standard = (texts[name] for name in names)
    return Statement(issuer, serial, subject, standard, int(texts["year"]), texts["decision"], day, start, end)


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        return None


def keys_needed(fields: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the keys that sign the codes of these papers, each once."""
    return list(dict.fromkeys(str(each[CODE]["khoa"]) for each in fields if CODE in each))


def signed(fields: Mapping[str, Any], ring: KeyRing) -> Mapping[str, Any]:
    """Return the fields with the finished token. Raises what :meth:`KeyRing.signer` raises."""
    if CODE not in fields:
        return fields
    about = fields[CODE]
    token = write_token(bytes.fromhex(about["noi_dung"]), ring.signer(about["khoa"]).sign, about["may_chu"])
    return {**fields, CODE: {**about, _FINISHED: token}}


def as_specimen(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields with a token that looks like the finished one but is signed by nobody."""
    if CODE not in fields:
        return fields
    about = fields[CODE]
    token = write_token(bytes.fromhex(about["noi_dung"]), lambda _: bytes(SIGNATURE_LENGTH), about["may_chu"])
    return {**fields, CODE: {**about, _FINISHED: token}}


def code_of(fields: Mapping[str, Any]) -> SquareCode | None:
    """Return the code that these fields are to be drawn with; a KeyError where it was not signed is a bug."""
    if CODE not in fields:
        return None
    about = fields[CODE]
    return SquareCode(square_rows(about[_FINISHED]), about["mo_ta"])
