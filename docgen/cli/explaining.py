"""The words of ``docgen explain``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from docgen.composition import OWNERS, Selection, SubjectKind
from docgen.production import fact_words, park_standings, reasons_for
from docgen.review import CriterionResult, shortfall_text
from docgen.vietnamese import grouped, short_date

if TYPE_CHECKING:
    from docgen.production import CheckedOffice, ClauseReason, ParkStanding

_LONGEST_TEXT = 100
_SIGNS = {">=": "từ", "<=": "không quá", "=": "đúng bằng"}


def park_lines(park_id: str, year: int | None, checked: CheckedOffice) -> Iterator[str]:
    """Yield how a park stands in the year, or in every year, criterion by criterion, then the clauses of its papers.

    Raises click.UsageError when the park was not assessed then and has no paper with clauses either.
    """
    standings = park_standings(checked.dossier, Selection(parks=(park_id,), year=year))
    papers = list(paper_lines(SubjectKind.PARK, park_id, checked)) if year is None else []
    if not standings and not papers:
        when = f"năm {year}" if year is not None else "năm nào"
        raise click.UsageError(f"chưa có kết quả đánh giá của {park_id} {when} trong records/danh_gia")
    for standing in standings:
        yield from _standing(standing)
        yield ""
    yield from papers


def _standing(standing: ParkStanding) -> Iterator[str]:
    verdict = "ĐẠT chuẩn" if standing.verdict.met else f"CHƯA ĐẠT chuẩn ({len(standing.failures)} tiêu chí)"
    yield f"{standing.park_name} ({standing.park_id}), năm {standing.year}: {verdict}"
    yield f"Xét theo: {standing.criteria_name}. Số liệu: {standing.place}"
    for result in standing.verdict.results:
        yield from _criterion(result, standing)
    certificate = standing.assessment.certificate
    if certificate is not None:
        yield f"  Quyết định công nhận: {certificate.decision_number} ngày {short_date(certificate.decision_day)}"
    elif standing.verdict.met:
        yield "  Chưa ghi quyết định công nhận (khóa cong_nhan) nên chưa làm giấy công nhận"


def _criterion(result: CriterionResult, standing: ParkStanding) -> Iterator[str]:
    criterion = result.criterion
    mark = "[đạt] " if result.met else "[CHƯA]"
    wanted = f"{_SIGNS[criterion.comparison.value]} {grouped(criterion.threshold)} {criterion.unit}"
    yield f"  {mark} {criterion.name} (cần {wanted}): {shortfall_text(result)}"
    for figure in filter(None, (criterion.figure, criterion.denominator)):
        value = standing.assessment.figures.get(figure)
        if value is None:
            yield f"           {figure}: chưa có, thêm vào so_lieu ở {standing.place}"
        else:
            yield f"           {figure} = {grouped(value)}   {standing.figures_places[figure]}"


def paper_lines(kind: SubjectKind, record_id: str, checked: CheckedOffice) -> Iterator[str]:
    """Yield the clauses of a record's papers that depend on its facts, present or absent, and why.

    Nothing where the record asks for no such paper.
    """
    owner = OWNERS[kind]
    record = owner.records(checked.dossier)[record_id]
    papers = reasons_for(kind, record_id, checked)
    if papers:
        yield f"{owner.name(record.value)} ({record_id}), hồ sơ {record.file}:{record.span().line}"
    for paper in papers:
        yield ""
        yield f"{paper.type_name} (mẫu {paper.template})"
        if not paper.made:
            yield f"  Không làm văn bản này cho {owner.noun}: điều kiện của loại giấy tờ không thỏa, hoặc thiếu dữ kiện"
            continue
        count = sum(clause.present is not False for clause in paper.clauses)
        yield f"  {len(paper.clauses)} chỗ tùy điều kiện: {count} chỗ có, {len(paper.clauses) - count} chỗ không"
        yield f"  Ngoài ra {paper.always} điều khoản không có điều kiện nào nên {owner.noun} nào cũng có"
        within = ""
        for clause in paper.clauses:
            if clause.within != within:
                within = clause.within
                yield f"  Trong điều «{_shorten(within)}»:" if within else "  Cả điều, cả chương:"
            yield from _clause(clause)


def _clause(clause: ClauseReason) -> Iterator[str]:
    mark = {True: "[có]   ", False: "[không]", None: "[tùy]  "}[clause.present]
    named = f" (tên trong mẫu: {clause.name})" if clause.name else ""
    yield f"    {mark} {clause.level}: {_shorten(clause.text)}{named}"
    for reason in clause.reasons:
        verdict = {True: "thỏa", False: "không thỏa", None: "xét riêng từng mục của danh sách"}[reason.holds]
        wanted = "chỉ có khi" if reason.wanted else "chỉ có khi KHÔNG phải"
        yield f"              {wanted} {reason.condition}: {verdict}"
    for fact in clause.facts:
        place = str(fact.place or "") if fact.written else "(không ghi nên lấy mặc định)"
        yield f"              {fact.label or fact.name}: {fact_words(fact.value)}   {place}".rstrip()


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"
