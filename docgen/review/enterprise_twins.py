"""Enterprises against each other: tax codes, names, abbreviations, decision numbers used twice."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.diagnostics import Diagnostic
from docgen.records import Dossier
from docgen.review.complaints import DECISION_TWICE, NAME_ALIKE, SHORT_NAME_SHARED, TAX_CODE_TWICE
from docgen.vietnamese import slug, two_digits


def check_enterprise_twins(dossier: Dossier) -> Iterator[Diagnostic]:
    """Complain about what two enterprises must not share; the later record is the one complained about."""
    yield from _tax_codes(dossier)
    yield from _names(dossier)
    yield from _abbreviations(dossier)
    yield from _decisions(dossier)


def _tax_codes(dossier: Dossier) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for record in dossier.enterprises.values():
        code = record.value.tax_code
        first = seen.setdefault(code, record.value.id)
        if first != record.value.id:
            message = f"mã số thuế «{code}» đã ghi cho doanh nghiệp «{first}»"
            hint = "Sửa mã số, hoặc thêm -001, -002… nếu là đơn vị phụ thuộc"
            yield TAX_CODE_TWICE.at(record.span("ma_so_thue"), message, hint)


def _names(dossier: Dossier) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, str], str] = {}
    for record in dossier.enterprises.values():
        name = slug(record.value.name)
        first = seen.setdefault((record.value.park_id, name), record.value.id)
        if name and first != record.value.id:
            message = f"tên này giống tên doanh nghiệp «{first}» trong cùng khu, cụm"
            yield NAME_ALIKE.at(record.span("ten"), message, "Kiểm tra xem một doanh nghiệp có ghi hai lần không")


def _abbreviations(dossier: Dossier) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for record in dossier.enterprises.values():
        first = seen.setdefault(slug(record.value.short_name), record.value.id)
        if first != record.value.id:
            message = f"«{record.value.short_name}» cũng là tên viết tắt của doanh nghiệp «{first}»"
            hint = "Nên dùng tên viết tắt khác để số, ký hiệu quyết định không trùng"
            yield SHORT_NAME_SHARED.at(record.span("ten_viet_tat"), message, hint)


def _decisions(dossier: Dossier) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, int, int], str] = {}
    for record in dossier.enterprises.values():
        issue = record.value.issue
        if issue.number is None:
            continue
        key = (slug(record.value.short_name), issue.year, issue.number)
        first = seen.setdefault(key, record.value.id)
        if first != record.value.id:
            number = f"{two_digits(issue.number)}/QĐ-{record.value.short_name}"
            message = f"số, ký hiệu {number} năm {issue.year} đã dùng cho doanh nghiệp «{first}»"
            yield DECISION_TWICE.at(record.span("noi_quy", "so"), message, "Sửa số quyết định hoặc tên viết tắt")
