"""From agencies, signatories, numbers and days to the frame of a paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgen.composition.complaints import NO_SIGNATORY, NOT_IN_FORCE
from docgen.composition.frame import FrameView, IssuerView, SignatureView
from docgen.diagnostics import Diagnostic, Span
from docgen.model import Agency, AgencyPeriod, Signatory, SigningAuthority
from docgen.vietnamese import blank_date, long_date, two_digits, upper

_BLANK_NUMBER = "\u00a0" * 6


@dataclass(frozen=True, slots=True)
class Origin:
    """Who issues a paper, when, where and under what number; ``day`` and ``number`` are None in a draft."""

    issuers: tuple[IssuerView, ...]
    signatures: tuple[SignatureView, ...]
    place: str
    number: int | None
    day: date | None
    year: int
    sample: bool


@dataclass(frozen=True, slots=True)
class FrameTexts:
    """The texts of the frame, rendered; ``called`` is what the attached text calls itself."""

    type_name: str
    called: str
    abstract: str
    symbol: str
    recipients: tuple[str, ...]
    filing: str


@dataclass(frozen=True, slots=True)
class Signing:
    """An agency on the day of a paper with the person who signs for it."""

    period: AgencyPeriod
    issuer: IssuerView
    signature: SignatureView
    sample: bool


def frame_of(origin: Origin, texts: FrameTexts) -> FrameView:
    """Make the frame; number and date stay blank, with room to write, until they are recorded."""
    number = two_digits(origin.number) if origin.number is not None else _BLANK_NUMBER
    bare = f"{number}/{texts.symbol}"
    words = long_date(origin.day) if origin.day is not None else blank_date(origin.year)
    return FrameView(
        type_name=texts.type_name,
        called=texts.called,
        abstract=texts.abstract,
        number_and_symbol=f"Số: {bare}",
        bare_number=bare,
        place_and_date=f"{origin.place}, {words}",
        date_in_words=words,
        day=origin.day,
        year=origin.year,
        issuers=origin.issuers,
        signatures=origin.signatures,
        recipients=texts.recipients,
        filing=texts.filing,
        sample=origin.sample,
    )


def sign_for(agency: Agency, day: date, span: Span, name: str | None = None) -> Signing | list[Diagnostic]:
    """Find what the agency is called on that day and who signs; complaints where there is none."""
    period = agency.on(day)
    if period is None:
        message = f"cơ quan «{agency.id}» không có giai đoạn nào bao gồm ngày {day:%d/%m/%Y}"
        return [NOT_IN_FORCE.at(span, message, "Bổ sung «giai_doan» trong bản ghi cơ quan hoặc sửa ngày")]
    person = agency.signatory_on(day, name)
    if person is None:
        who = f"«{name}»" if name else "người nào"
        message = f"ngày {day:%d/%m/%Y} {period.name} không có {who} giữ chức vụ ký văn bản"
        return [NO_SIGNATORY.at(span, message, "Bổ sung «nguoi_ky» trong bản ghi cơ quan hoặc sửa ngày")]
    return Signing(period, _issuer(period, person), _signature(agency, person), person.sample)


def _issuer(period: AgencyPeriod, person: Signatory) -> IssuerView:
    collective = person.on_behalf_of if person.authority is SigningAuthority.ON_BEHALF_OF_COLLECTIVE else None
    if collective is None:
        decider = f"{period.head_title} {period.name}"
    elif period.name.casefold().startswith(collective.casefold()):
        decider = period.name
    else:
        decider = f"{collective} {period.name}"
    return IssuerView(
        superior=period.superior,
        name=period.name,
        short_name=period.short_name,
        symbol=period.symbol,
        decider=decider,
    )


def _signature(agency: Agency, person: Signatory) -> SignatureView:
    authority = None
    if person.authority is not SigningAuthority.HEAD:
        authority = f"{person.authority.value} {upper(person.on_behalf_of or '')}".strip()
    with_rank = agency.armed_force and person.rank is not None
    name = f"{person.rank} {person.name}" if with_rank else person.name
    return SignatureView(authority=authority, title=upper(person.title), name=name)
