"""Agencies: their names and symbols, and who signs for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from docgen.diagnostics import Diagnostic
from docgen.model import Agency, AgencyPeriod, Signatory, SigningAuthority
from docgen.records import Dossier, Record
from docgen.review.complaints import (
    ADDRESS_IN_NAME,
    DEGREE_IN_SIGNER,
    RANK_IN_SIGNER,
    RANK_OF_CIVILIAN,
    SAMPLE_SIGNATORY,
    STEAD_MISSING,
    STEAD_NEEDLESS,
    SUPERIOR_IS_SELF,
    SYMBOL_SHARED,
    SYMBOL_SPACED,
    TWO_HEADS,
)
from docgen.review.names import address_in, degree_in, rank_in
from docgen.review.papers import signed_papers
from docgen.vietnamese import short_date, slug

_NEEDS_STEAD = frozenset(
    {
        SigningAuthority.ON_BEHALF_OF_COLLECTIVE,
        SigningAuthority.FOR_HEAD,
        SigningAuthority.BY_ORDER,
        SigningAuthority.BY_AUTHORISATION,
    }
)


def check_agencies(dossier: Dossier) -> Iterator[Diagnostic]:
    """Check each agency by itself."""
    for record in dossier.agencies.values():
        yield from _names(record)
        yield from _two_heads(record)
        for position, person in enumerate(record.value.signatories):
            yield from _stead(record, position, person)
            yield from _person_name(record, position, person)


def check_symbols(dossier: Dossier) -> Iterator[Diagnostic]:
    """Complain when two agencies have the same symbol at the same time: their papers could not be told apart.

    Bodies of one kind at different places share theirs by law: every «Ủy ban nhân dân …» writes UBND.
    """
    seen: dict[str, list[tuple[str, AgencyPeriod]]] = {}
    for record in dossier.agencies.values():
        for position, period in enumerate(record.value.periods):
            others = seen.setdefault(slug(period.symbol), [])
            for other, its in others:
                if other == record.value.id or _one_kind(period, its):
                    continue
                if _meet(period.since, period.until, its.since, its.until):
                    message = f"«{period.symbol}» cũng là chữ viết tắt của cơ quan «{other}» trong cùng thời gian"
                    span = record.span("giai_doan", position, "ky_hieu")
                    yield SYMBOL_SHARED.at(span, message, "Dùng chữ viết tắt khác để số, ký hiệu văn bản không trùng")
                    break
            others.append((record.value.id, period))


def _one_kind(period: AgencyPeriod, other: AgencyPeriod) -> bool:
    """Tell whether two different names begin with the same words, whose first letters are the symbol."""
    names = [slug(each.name).split("_") for each in (period, other)]
    kinds = [words[: len(period.symbol)] for words in names]
    initials = "".join(word[:1] for word in kinds[0])
    return kinds[0] == kinds[1] and names[0] != names[1] and initials == slug(period.symbol)


def check_sample_signatories(dossier: Dossier) -> Iterator[Diagnostic]:
    """Warn, once a person, that papers are signed by a name that was only made up."""
    used: dict[tuple[str, int], list[str]] = {}
    for paper in signed_papers(dossier):
        record = dossier.agencies.get(paper.agency_id)
        person = record.value.signatory_on(paper.day, paper.signer) if record else None
        if record and person and person.sample:
            position = record.value.signatories.index(person)
            used.setdefault((paper.agency_id, position), []).append(paper.name)
    for (agency_id, position), papers in used.items():
        record = dossier.agencies[agency_id]
        name = record.value.signatories[position].name
        message = f"«{name}» là tên mẫu nhưng ký: {_listed(papers)}"
        span = record.span("nguoi_ky", position, "mau")
        yield SAMPLE_SIGNATORY.at(span, message, "Thay bằng họ tên, chức vụ người ký thật trước khi phát hành")


def _names(record: Record[Agency]) -> Iterator[Diagnostic]:
    for position, period in enumerate(record.value.periods):
        if any(char.isspace() or char == "/" for char in period.symbol):
            message = f"chữ viết tắt «{period.symbol}» có dấu cách hoặc gạch chéo"
            span = record.span("giai_doan", position, "ky_hieu")
            yield SYMBOL_SPACED.at(span, message, "Viết liền hoặc dùng gạch nối, ví dụ «BQLCKCN»")
        if period.superior is not None and slug(period.superior) == slug(period.name):
            message = f"cơ quan chủ quản trùng tên với chính cơ quan: «{period.name}»"
            span = record.span("giai_doan", position, "co_quan_chu_quan")
            yield SUPERIOR_IS_SELF.at(span, message, "Ghi cơ quan cấp trên trực tiếp, hoặc bỏ khóa này")


def _two_heads(record: Record[Agency]) -> Iterator[Diagnostic]:
    heads = [
        (position, person)
        for position, person in enumerate(record.value.signatories)
        if person.authority is SigningAuthority.HEAD
    ]
    for (_, first), (position, second) in combinations(heads, 2):
        if _meet(first.since, first.until, second.since, second.until):
            later = max(first.since, second.since)
            message = f"từ ngày {short_date(later)} cả «{first.name}» và «{second.name}» đều ký trực tiếp"
            span = record.span("nguoi_ky", position, "tu")
            hint = "Ghi «den» cho người trước, hoặc ghi «hinh_thuc_ky: KT.» cho cấp phó"
            yield TWO_HEADS.at(span, message, hint)


def _stead(record: Record[Agency], position: int, person: Signatory) -> Iterator[Diagnostic]:
    if person.authority in _NEEDS_STEAD and person.on_behalf_of is None:
        message = f"ký «{person.authority.value}» nhưng chưa ghi ký thay, thay mặt cho ai"
        span = record.span("nguoi_ky", position, "hinh_thuc_ky")
        yield STEAD_MISSING.at(span, message, "Bổ sung «ky_thay», ví dụ «ky_thay: Giám đốc»")
    if person.authority is SigningAuthority.HEAD and person.on_behalf_of is not None:
        message = f"«{person.name}» ký trực tiếp nên không ghi ký thay «{person.on_behalf_of}»"
        span = record.span("nguoi_ky", position, "ky_thay")
        yield STEAD_NEEDLESS.at(span, message, "Bỏ «ky_thay», hoặc sửa «hinh_thuc_ky» thành TM., KT., TL. hoặc TUQ.")


def _person_name(record: Record[Agency], position: int, person: Signatory) -> Iterator[Diagnostic]:
    span = record.span("nguoi_ky", position, "ho_ten")
    if degree := degree_in(person.name):
        message = f"họ tên người ký có «{degree}»"
        yield DEGREE_IN_SIGNER.at(span, message, "Chỉ ghi họ và tên: trước họ tên người ký không ghi học hàm, học vị")
    if rank := rank_in(person.name):
        yield RANK_IN_SIGNER.at(span, f"họ tên người ký có «{rank}»", f"Ghi «cap_bac: {rank}» thành dòng riêng")
    if address := address_in(person.name):
        yield ADDRESS_IN_NAME.at(span, f"họ tên người ký có «{address}»", "Chỉ ghi họ và tên")
    if person.rank is not None and not record.value.armed_force:
        message = f"cấp bậc «{person.rank}» sẽ không in vì cơ quan không thuộc lực lượng vũ trang"
        hint = "Bỏ «cap_bac», hoặc ghi «luc_luong_vu_trang: có» cho cơ quan"
        yield RANK_OF_CIVILIAN.at(record.span("nguoi_ky", position, "cap_bac"), message, hint)


def _meet(since: date, until: date | None, other_since: date, other_until: date | None) -> bool:
    return since <= (other_until or date.max) and other_since <= (until or date.max)


def _listed(papers: Iterable[str]) -> str:
    names = list(dict.fromkeys(papers))
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} và {len(names) - 3} văn bản khác"
