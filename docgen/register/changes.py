"""Cancelling a certificate, and giving another in its place."""

from __future__ import annotations

from docgen.model import serial_text
from docgen.register.book import Book, Given, Standing
from docgen.register.complaints import NOT_GIVEN, NOT_STANDING, REASON_MISSING
from docgen.register.entry import Draft, Kind
from docgen.register.refusal import Refusal
from docgen.vietnamese import closest, nfc


def find_number(book: Book, text: str) -> Given | Refusal:
    """Return the certificate of a number as a clerk types it: «01/2019/GCN-ATANTT», also «1/2019/gcn-atantt»."""
    wanted = _plain(text)
    found = [given for given in book.given.values() if _plain(given.entry.draft.text) == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        shown = ", ".join(given.entry.draft.text for given in found)
        return Refusal(NOT_GIVEN, f"«{text}» chỉ nhiều số: {shown}", ("Ghi đủ số như in trên giấy",))
    near = closest(text, [given.entry.draft.text for given in book.given.values()])
    hint = f"Có phải «{near}»?" if near else "Xem các số đã cấp bằng lệnh: docgen register list"
    return Refusal(NOT_GIVEN, f"sổ không có số «{text}»", (hint,))


def cancel(book: Book, text: str, reason: str, decision: str, decision_day: str, day: str) -> Draft | Refusal:
    """Return the line that cancels a certificate, with why and by which decision."""
    given = find_number(book, text)
    if isinstance(given, Refusal):
        return given
    if given.standing is not Standing.VALID:
        return _no_longer(book, given)
    if not reason.strip() or not decision.strip():
        return Refusal(REASON_MISSING, "hủy giấy phải có lý do và số quyết định", ("Ghi --ly-do và --quyet-dinh",))
    old = given.entry.draft
    return _change(Kind.CANCELLED, given, old.number, old.text, reason, decision, decision_day, day)


def reissue(book: Book, text: str, reason: str, decision: str, decision_day: str, day: str) -> Draft | Refusal:
    """Return the line that gives the next number in place of a certificate, which may have been cancelled."""
    given = find_number(book, text)
    if isinstance(given, Refusal):
        return given
    if given.standing is Standing.REPLACED:
        return _no_longer(book, given)
    if not reason.strip():
        return Refusal(REASON_MISSING, "cấp lại phải có lý do", ("Ghi --ly-do",))
    old = given.entry.draft
    series = book.series_of(old.series, old.year)
    if series is None:
        raise ValueError(f"{old.text} is of no series")
    text = serial_text(series.pattern, series.next, old.year, old.series)
    return _change(Kind.REISSUED, given, series.next, text, reason, decision, decision_day, day)


def _change(
    kind: Kind, given: Given, number: int, text: str, reason: str, decision: str, decision_day: str, day: str
) -> Draft:
    old = given.entry.draft
    return Draft(
        kind,
        day,
        series=old.series,
        year=old.year,
        number=number,
        text=text,
        subject=old.subject,
        name=old.name,
        decision=nfc(decision.strip()),
        decision_day=decision_day,
        reason=nfc(reason.strip()),
        refers=given.entry.position,
    )


def _no_longer(book: Book, given: Given) -> Refusal:
    ended = book.entries[given.ended_by - 1].draft
    text = given.entry.draft.text
    if given.standing is Standing.CANCELLED:
        return Refusal(NOT_STANDING, f"giấy số {text} đã hủy rồi ({ended.decision})", ())
    message = f"giấy số {text} đã được cấp lại thành số {ended.text}"
    return Refusal(NOT_STANDING, message, (f"Ghi số {ended.text}",))


def _plain(text: str) -> str:
    """Return a number without what clerks write differently: case, blanks, zeros before a part."""
    return "/".join(part.strip().lstrip("0") or "0" for part in nfc(text).casefold().split("/"))
