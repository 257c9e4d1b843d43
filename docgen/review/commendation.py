"""Yearly commendation lists: who decides, who is commended, by which form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.diagnostics import Diagnostic
from docgen.model import CollectiveRow, CommendationYear, PersonRow, in_force
from docgen.records import Dossier, Record
from docgen.review.complaints import (
    ADDRESS_IN_NAME,
    AWARD_NOT_GIVEN,
    AWARD_NOT_IN_FORCE,
    COMMENDATION_NUMBER_TWICE,
    COMMENDATION_OTHER_YEAR,
    COMMENDED_NAMESAKE,
    COMMENDED_TWICE,
    LIST_EMPTY,
    NO_SALARY_ON_DAY,
    ROW_WITHOUT_UNIT,
)
from docgen.review.issuing import can_sign
from docgen.review.names import address_in
from docgen.vietnamese import short_date, slug, two_digits


def check_commendations(dossier: Dossier) -> Iterator[Diagnostic]:
    """Check every year's decision and list."""
    for record in dossier.commendations.values():
        year = record.value
        yield from _decision(dossier, record)
        lists: dict[str, Sequence[CollectiveRow | PersonRow]] = {"tap_the": year.collectives, "ca_nhan": year.persons}
        for key, rows in lists.items():
            for position, row in enumerate(rows):
                yield from _unit(record, key, position, row)
                yield from _award(dossier, record, key, position, row)
        yield from _collectives_twice(record)
        yield from _persons_twice(record)
        for position, person in enumerate(year.persons):
            if address := address_in(person.name):
                span = record.span("ca_nhan", position, "ho_ten")
                yield ADDRESS_IN_NAME.at(span, f"họ tên có «{address}»", "Ghi danh xưng ở «danh_xung»")


def check_commendation_numbers(dossier: Dossier) -> Iterator[Diagnostic]:
    """Complain when an agency gave one decision number twice in a calendar year."""
    seen: dict[tuple[str, int, int], int] = {}
    for record in dossier.commendations.values():
        year = record.value
        if year.decision_number is None:
            continue
        first = seen.setdefault((year.authority_id, year.day.year, year.decision_number), year.year)
        if first != year.year:
            number = two_digits(year.decision_number)
            message = f"quyết định số {number} trong năm {year.day.year} đã dùng để khen thưởng năm {first}"
            yield COMMENDATION_NUMBER_TWICE.at(record.span("so_quyet_dinh"), message, "Kiểm tra lại sổ văn bản đi")


def _decision(dossier: Dossier, record: Record[CommendationYear]) -> Iterator[Diagnostic]:
    year = record.value
    day = short_date(year.day)
    span = record.span("ngay")
    if year.day.year not in (year.year, year.year + 1):
        message = f"ngày quyết định {day} không thuộc năm {year.year} hoặc năm sau"
        yield COMMENDATION_OTHER_YEAR.at(span, message, "Sửa «ngay» hoặc «nam»")
    signer = (year.signer_name, record.span("nguoi_ky")) if year.signer_name is not None else None
    yield from can_sign(dossier, year.authority_id, year.day, span, signer)
    rows = len(year.collectives) + len(year.persons)
    if rows == 0:
        message = f"danh sách khen thưởng năm {year.year} không có tập thể, cá nhân nào"
        yield LIST_EMPTY.at(record.span("nam"), message, "Bổ sung «tap_the», «ca_nhan», hoặc bỏ bản ghi")
    elif dossier.base_salary_on(year.day) is None:
        message = f"không có mức lương cơ sở cho ngày {day} nên không tính được tiền thưởng"
        yield NO_SALARY_ON_DAY.at(span, message, "Bổ sung bản ghi trong thư mục luong_co_so")


def _unit(
    record: Record[CommendationYear], key: str, position: int, row: CollectiveRow | PersonRow
) -> Iterator[Diagnostic]:
    if (row.enterprise_id is None) == (row.park_id is None):
        what = "chưa ghi" if row.enterprise_id is None else "ghi cả"
        message = f"«{row.name}» {what} «doanh_nghiep» và «khu»"
        hint = "Ghi «doanh_nghiep», hoặc ghi «khu» khi không thuộc doanh nghiệp nào"
        yield ROW_WITHOUT_UNIT.at(record.span(key, position), message, hint)


def _award(
    dossier: Dossier, record: Record[CommendationYear], key: str, position: int, row: CollectiveRow | PersonRow
) -> Iterator[Diagnostic]:
    found = dossier.award_forms.get(row.award_id)
    if found is None:
        return
    form = found.value
    span = record.span(key, position, "hinh_thuc")
    day = record.value.day
    if not in_force(form.since, form.until, day):
        message = f"hình thức «{form.name}» ({form.id}) không áp dụng vào ngày {short_date(day)}"
        yield AWARD_NOT_IN_FORCE.at(span, message, "Chọn hình thức áp dụng vào ngày đó, hoặc sửa «tu», «den» của nó")
    collective = isinstance(row, CollectiveRow)
    if (form.collective_coefficient if collective else form.person_coefficient) is None:
        kind, coefficient = ("tập thể", "he_so_tap_the") if collective else ("cá nhân", "he_so_ca_nhan")
        message = f"hình thức «{form.name}» không có hệ số tiền thưởng cho {kind}"
        yield AWARD_NOT_GIVEN.at(span, message, f"Chọn hình thức khác, hoặc bổ sung «{coefficient}» cho hình thức này")


def _identity(row: CollectiveRow | PersonRow) -> tuple[str, str | None, str | None]:
    return slug(row.name), row.enterprise_id, row.park_id


def _collectives_twice(record: Record[CommendationYear]) -> Iterator[Diagnostic]:
    seen: set[tuple[str, str | None, str | None]] = set()
    for position, row in enumerate(record.value.collectives):
        if _identity(row) in seen:
            message = f"tập thể «{row.name}» đã có ở trên trong năm {record.value.year}"
            yield COMMENDED_TWICE.at(record.span("tap_the", position, "ten"), message, "Giữ lại một dòng")
        seen.add(_identity(row))


def _persons_twice(record: Record[CommendationYear]) -> Iterator[Diagnostic]:
    rows: Sequence[PersonRow] = record.value.persons
    seen: dict[tuple[str, str | None, str | None], set[tuple[str, str]]] = {}
    for position, row in enumerate(rows):
        posts = seen.setdefault(_identity(row), set())
        post = (row.honorific.value, slug(row.position))
        span = record.span("ca_nhan", position, "ho_ten")
        name = f"{row.honorific.value} {row.name}"
        if post in posts:
            message = f"«{name}» cùng đơn vị, cùng chức vụ đã có ở trên trong năm {record.value.year}"
            yield COMMENDED_TWICE.at(span, message, "Giữ lại một dòng; nếu là hai người khác nhau hãy ghi rõ chức vụ")
        elif posts:
            message = f"ở trên đã có người trùng họ tên, đơn vị với «{name}» nhưng khác chức vụ"
            yield COMMENDED_NAMESAKE.at(span, message, "Kiểm tra xem có phải một người không")
        posts.add(post)
