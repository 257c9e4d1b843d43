"""What a token says of one certificate, and its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from docgen.trust.cbor import Item, NotCanonicalError, decode, encode
from docgen.trust.key_ids import KEY_ID_LENGTH
from docgen.trust.short_text import lengthen, shorten
from docgen.vietnamese import nfc

_VERSION = 1
_FIRST_DAY = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Statement:
    """What is certified: ``issuer`` is the record of the agency, ``serial`` the number in its register, ``subject`` who
    gets the certificate, ``day`` that of the decision, ``words`` the digest of all that the page prints
    (:func:`~docgen.trust.page_text.digest_of_words`), where it is known; texts are NFC.
    """

    issuer: str
    serial: str
    subject: str
    standard: str
    year: int
    decision: str
    day: date
    valid_from: date | None = None
    valid_to: date | None = None
    words: bytes | None = None


def to_bytes(statement: Statement, key_id: bytes) -> bytes:
    """Return what is signed: statement and key in their one form. Raises ValueError for days before 1900."""
    return encode(
        (
            _VERSION,
            key_id,
            *(_text(text) for text in (statement.issuer, statement.serial, statement.subject, statement.standard)),
            statement.year,
            _text(statement.decision),
            *(_day(day) for day in (statement.day, statement.valid_from, statement.valid_to)),
            statement.words,
        )
    )


def from_bytes(data: bytes) -> tuple[Statement, bytes]:
    """Return statement and key identifier. Raises :class:`~docgen.trust.cbor.NotCanonicalError`."""
    match decode(data):
        case (1, bytes(key_id), *texts, int(year), decision, day, start, end, bytes() | None as words) if (
            len(texts) == 4
        ):
            issuer, serial, subject, standard = map(_read_text, texts)
            try:
                days = _read_day(day), _read_day(start), _read_day(end)
            except OverflowError as error:
                raise NotCanonicalError("a day that no calendar has") from error
            if days[0] is None or len(key_id) != KEY_ID_LENGTH:
                raise NotCanonicalError("no day, or no key")
            said = _read_text(decision)
            statement = Statement(issuer, serial, subject, standard, year, said, days[0], *days[1:], words)
            if to_bytes(statement, key_id) == data:
                return statement, key_id
    raise NotCanonicalError("not the fields of a token")


def _text(text: str) -> Item:
    short = shorten(nfc(text))
    return nfc(text) if short is None else short


def _read_text(item: Item) -> str:
    if isinstance(item, bytes):
        return lengthen(item)
    if isinstance(item, str):
        return item
    raise NotCanonicalError("a text was expected")


def _day(day: date | None) -> int | None:
    return None if day is None else (day - _FIRST_DAY).days


def _read_day(item: Item) -> date | None:
    if isinstance(item, int):
        return _FIRST_DAY + timedelta(days=item)
    if item is None:
        return None
    raise NotCanonicalError("a day was expected")
