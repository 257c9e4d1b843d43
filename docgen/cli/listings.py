"""The tables of ``docgen list``: for each kind of thing its heading and a row a thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docgen.composition import Selection, select
from docgen.vietnamese import grouped, short_date, sort_key

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from docgen.production import CheckedOffice
    from docgen.records import Record

Rows = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: what it lists, its heading, how its rows are made."""

    title: str
    heading: tuple[str, ...]
    rows: Callable[[CheckedOffice], Rows]


def _file(record: Record[Any]) -> str:
    span = record.span()
    return f"{span.file}:{span.line}"


def _validity(since: date, until: date | None) -> str:
    return f"{short_date(since)} - {short_date(until) if until else 'nay'}"


def _coefficient(value: Decimal | None) -> str:
    return "-" if value is None else grouped(value)


def _by_name(keys: Iterable[str], name: Callable[[str], str]) -> list[str]:
    return sorted(keys, key=lambda key: (sort_key(name(key)), key))


def _types(checked: CheckedOffice) -> Rows:
    rows: Rows = []
    for key, loaded in checked.types.items():
        engine = checked.engines.get(key)
        made = {"docx": "Word (.docx)", "pdf": "PDF (.pdf)"}.get(engine.extension if engine else "", "mẫu có lỗi")
        count = len(select(loaded, checked.dossier, Selection())) if engine else 0
        rows.append((key, loaded.declaration.name, made, str(count), loaded.file))
    return rows


def _agencies(checked: CheckedOffice) -> Rows:
    return [
        (key, record.value.periods[-1].name, str(len(record.value.signatories)), _file(record))
        for key, record in checked.dossier.agencies.items()
        if record.value.periods
    ]


def _parks(checked: CheckedOffice) -> Rows:
    dossier = checked.dossier
    return [
        (
            key,
            dossier.parks[key].value.full_name,
            str(sum(item.value.park_id == key for item in dossier.enterprises.values())),
            _file(dossier.parks[key]),
        )
        for key in _by_name(dossier.parks, lambda key: dossier.parks[key].value.full_name)
    ]


def _enterprises(checked: CheckedOffice) -> Rows:
    dossier = checked.dossier
    rows = [
        (record.value.park_id, key, record.value.name, _file(record)) for key, record in dossier.enterprises.items()
    ]
    return sorted(rows, key=lambda row: (row[0], row[1]))


def _plans(checked: CheckedOffice) -> Rows:
    return [
        (key, short_date(record.value.day), record.value.abstract, _file(record))
        for key, record in checked.dossier.plans.items()
    ]


def _criteria(checked: CheckedOffice) -> Rows:
    return [
        (
            key,
            record.value.name,
            str(len(record.value.criteria)),
            _validity(record.value.since, record.value.until),
            _file(record),
        )
        for key, record in checked.dossier.criteria_sets.items()
    ]


def _assessments(checked: CheckedOffice) -> Rows:
    from docgen.production import park_standings

    rows: Rows = []
    for standing in park_standings(checked.dossier, Selection()):
        verdict = "đạt" if standing.verdict.met else f"chưa đạt {len(standing.failures)} tiêu chí"
        certificate = "có" if standing.assessment.certificate else "chưa"
        place = f"{standing.place.file}:{standing.place.line}"
        rows.append((str(standing.year), standing.park_id, standing.park_name, verdict, certificate, place))
    return rows


def _commendations(checked: CheckedOffice) -> Rows:
    return [
        (str(year), str(len(record.value.collectives)), str(len(record.value.persons)), _file(record))
        for year, record in sorted(checked.dossier.commendations.items())
    ]


def _awards(checked: CheckedOffice) -> Rows:
    return [
        (
            key,
            record.value.name,
            _coefficient(record.value.collective_coefficient),
            _coefficient(record.value.person_coefficient),
            _validity(record.value.since, record.value.until),
            _file(record),
        )
        for key, record in checked.dossier.award_forms.items()
    ]


def _salaries(checked: CheckedOffice) -> Rows:
    return [
        (
            key,
            f"{grouped(record.value.amount)} đồng",
            _validity(record.value.since, record.value.until),
            _file(record),
        )
        for key, record in checked.dossier.base_salaries.items()
    ]


def _acts(checked: CheckedOffice) -> Rows:
    return [
        (key, "có" if record.value.verified else "chưa", record.value.citation, _file(record))
        for key, record in checked.dossier.legal_acts.items()
    ]


LISTINGS: Mapping[str, Listing] = {
    "loai": Listing("Loại giấy tờ", ("Mã", "Tên", "Làm ra", "Số văn bản", "Khai báo"), _types),
    "co_quan": Listing("Cơ quan", ("Mã", "Tên hiện nay", "Số người ký", "Hồ sơ"), _agencies),
    "khu": Listing("Khu, cụm công nghiệp", ("Mã", "Tên", "Số doanh nghiệp", "Hồ sơ"), _parks),
    "doanh_nghiep": Listing("Doanh nghiệp", ("Khu", "Mã", "Tên", "Hồ sơ"), _enterprises),
    "ke_hoach": Listing("Kế hoạch liên tịch", ("Mã", "Ngày", "Trích yếu", "Hồ sơ"), _plans),
    "tieu_chi": Listing("Bộ tiêu chí", ("Mã", "Tên", "Số tiêu chí", "Hiệu lực", "Hồ sơ"), _criteria),
    "danh_gia": Listing("Đánh giá khu, cụm", ("Năm", "Mã", "Tên", "Kết quả", "Giấy", "Hồ sơ"), _assessments),
    "khen_thuong": Listing("Khen thưởng", ("Năm", "Tập thể", "Cá nhân", "Hồ sơ"), _commendations),
    "hinh_thuc_khen": Listing(
        "Hình thức khen", ("Mã", "Tên", "Hệ số tập thể", "Hệ số cá nhân", "Áp dụng", "Hồ sơ"), _awards
    ),
    "luong_co_so": Listing("Lương cơ sở", ("Mã", "Mức", "Áp dụng", "Hồ sơ"), _salaries),
    "van_ban_phap_luat": Listing("Văn bản pháp luật", ("Mã", "Đối chiếu", "Trích dẫn", "Hồ sơ"), _acts),
}
