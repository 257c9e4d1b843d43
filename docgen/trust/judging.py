"""Whether a token is genuine and its certificate still stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from docgen.trust.key_book import KeyBook, KeyEntry
from docgen.trust.key_ids import written_id
from docgen.trust.page_text import differences
from docgen.trust.register_export import EntryState, RegisterExport
from docgen.trust.statement import Statement
from docgen.trust.token import NotATokenError, Token, is_genuine, read_token


class Standing(Enum):
    """What is said of a certificate; the values are the words that people read."""

    VALID = "CÓ GIÁ TRỊ"
    GENUINE = "CHỮ KÝ ĐÚNG, CHƯA ĐỐI CHIẾU SỔ"
    EXPIRED = "HẾT HIỆU LỰC"
    CANCELLED = "ĐÃ THU HỒI"
    NOT_IN_REGISTER = "KHÔNG CÓ TRONG SỔ"
    FORGED = "GIẢ"
    UNKNOWN_KEY = "KHÔNG XÁC ĐỊNH ĐƯỢC KHÓA"
    NO_CODE = "KHÔNG THẤY MÃ"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a certificate stands and why; ``statement`` is what its token says, where it can be read and is genuine."""

    standing: Standing
    reasons: tuple[str, ...]
    statement: Statement | None = None
    key: KeyEntry | None = None


def judge(
    text: str, book: KeyBook, today: date, register: RegisterExport | None = None, page: str | None = None
) -> Verdict:
    """Judge the text of a square code by the office's keys, by its register and by the words of the page, if given."""
    try:
        token = read_token(text)
    except NotATokenError:
        return Verdict(Standing.FORGED, ("mã không phải do chương trình này làm ra, hoặc đã bị sửa",))
    key = book.find(written_id(token.key_id))
    if key is None:
        reason = f"mã ký bằng khóa {written_id(token.key_id)}, không có trong sổ khóa của cơ quan"
        return Verdict(Standing.UNKNOWN_KEY, (reason,))
    if not is_genuine(token, key.public_key):
        return Verdict(Standing.FORGED, (f"chữ ký không đúng: nội dung mã đã bị sửa, không phải do {key.holder} ký",))
    statement = token.statement
    wrong = tuple(_misused(token, key, book)) or tuple(differences(statement, page) if page is not None else ())
    if wrong:
        return Verdict(Standing.FORGED, wrong, statement, key)
    return _standing(statement, key, today, register)


def _misused(token: Token, key: KeyEntry, book: KeyBook) -> Iterable[str]:
    statement = token.statement
    if statement.issuer != key.agency:
        yield f"mã ghi cơ quan «{statement.issuer}» nhưng ký bằng khóa của «{key.agency}»"
    if key.last_day is not None and statement.day > key.last_day:
        yield f"mã ghi ngày {statement.day:%d/%m/%Y}, sau ngày {key.last_day:%d/%m/%Y} là ngày khóa {key.id} ngừng dùng"
    if statement.day < key.first_day:
        yield f"mã ghi ngày {statement.day:%d/%m/%Y}, trước ngày khóa {key.id} bắt đầu dùng"
    if token.host is not None and token.host not in {host.upper() for host in book.hosts}:
        yield f"mã dẫn tới địa chỉ «{token.host.lower()}», không phải địa chỉ của cơ quan"


def _standing(statement: Statement, key: KeyEntry, today: date, register: RegisterExport | None) -> Verdict:
    def verdict(standing: Standing, *reasons: str) -> Verdict:
        return Verdict(standing, reasons, statement, key)

    signed = f"chữ ký đúng, do {key.holder} ký"
    seen = "chưa đối chiếu với sổ cấp giấy, nên chưa biết giấy có bị thu hồi hay không"
    if register is not None:
        if register.agency != statement.issuer:
            seen = f"sổ đã cho là của cơ quan khác («{register.agency}»)"
            return verdict(Standing.NOT_IN_REGISTER, signed, seen)
        seen = f"đã đối chiếu với sổ xuất ngày {register.day:%d/%m/%Y}, {register.count} dòng"
        entry = register.find(statement.serial)
        if entry is None:
            older = ("sổ này xuất trước ngày của giấy: hãy dùng sổ mới hơn",) if register.day < statement.day else ()
            return verdict(Standing.NOT_IN_REGISTER, signed, f"{seen}: không có số {statement.serial}", *older)
        if entry.subject.split() != statement.subject.split():
            return verdict(Standing.NOT_IN_REGISTER, signed, f"{seen}: số {statement.serial} cấp cho «{entry.subject}»")
        if entry.state is EntryState.CANCELLED:
            why = (entry.reason,) if entry.reason else ()
            return verdict(Standing.CANCELLED, f"{seen}: số {statement.serial} đã bị hủy", *why)
    if statement.valid_to is not None and today > statement.valid_to:
        return verdict(Standing.EXPIRED, signed, f"giấy có hiệu lực đến hết ngày {statement.valid_to:%d/%m/%Y}", seen)
    if statement.valid_from is not None and today < statement.valid_from:
        return verdict(Standing.EXPIRED, signed, f"giấy chưa có hiệu lực trước ngày {statement.valid_from:%d/%m/%Y}")
    return verdict(Standing.GENUINE if register is None else Standing.VALID, signed, seen)
