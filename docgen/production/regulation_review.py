"""The regulations in force of an office, each held against what its records and the law ask for on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from docgen.comparison import ReadClause, read_clauses
from docgen.composition import Document, Selection, Subject, SubjectKind, select
from docgen.diagnostics import Diagnostic, Span
from docgen.model import Enterprise, Issue, LegalAct
from docgen.production.asking import WrongRequestError
from docgen.production.check import CheckedOffice
from docgen.production.clause_reasons import AskedPaper
from docgen.production.complaints import REGULATION_UNREADABLE
from docgen.production.composing import compose_one
from docgen.production.engines import WordEngine
from docgen.production.failures import REFUSALS, reason_of
from docgen.production.office import RECORDS
from docgen.production.regulation_files import read_regulation
from docgen.production.regulation_findings import Templated, compare_regulation, law_findings, own_conditions
from docgen.production.regulation_status import RegulationReview, Result, judge
from docgen.records import REGULATIONS, Dossier, Record
from docgen.vietnamese import short_date
from docgen.word import outline

REGULATION_TYPE = "noi_quy"
_KEY = "noi_quy_hien_hanh"


def review_regulations(checked: CheckedOffice, selection: Selection, day: date) -> Iterator[RegulationReview]:
    """Yield what the review finds for each enterprise of the selection, one at a time, in order of their ids.

    Raises WrongRequestError when the office has no Word type ``noi_quy`` made one per enterprise.
    """
    engine, loaded = checked.engines.get(REGULATION_TYPE), checked.types.get(REGULATION_TYPE)
    if not isinstance(engine, WordEngine) or loaded is None or loaded.declaration.subject is not SubjectKind.ENTERPRISE:
        raise WrongRequestError([f"không có mẫu Word nào ở templates/{REGULATION_TYPE} làm cho từng doanh nghiệp"])
    reviewer = _Reviewer(checked, engine, day)
    for subject in select(loaded, checked.dossier, selection):
        yield reviewer.review(subject)


class _Reviewer:
    """Reviews one enterprise after the other against one template on one day."""

    def __init__(self, checked: CheckedOffice, engine: WordEngine, day: date) -> None:
        self._checked = checked
        self._engine = engine
        self._day = day
        self._outline = outline(engine.template)
        self._own = own_conditions(self._outline)
        self._acts: Sequence[LegalAct] = [record.value for record in checked.dossier.legal_acts.values()]
        self._dossier = _as_of(checked.dossier, day)

    def review(self, subject: Subject) -> RegulationReview:
        """Review the regulation of one enterprise."""
        record = self._checked.dossier.enterprises[subject.id]
        regulation = record.value.regulation_in_force
        place = record.span() if regulation is None else record.span(_KEY)
        answer = RegulationReview(
            subject.id, record.value.name, record.value.park_id, place, Result.SILENT, sample=record.value.sample
        )
        if regulation is None:
            return answer
        if not regulation.exists:
            return replace(answer, result=Result.NONE)
        said = (regulation.number, f"ngày {short_date(regulation.day)}" if regulation.day else None)
        answer = replace(answer, regulation=" ".join(filter(None, said)))
        old, found = self._old(record)
        if old is None:
            return replace(answer, result=Result.UNREADABLE, diagnostics=tuple(found))
        return self._compared(replace(answer, diagnostics=tuple(found)), subject, old)

    def _old(self, record: Record[Enterprise]) -> tuple[tuple[ReadClause, ...] | None, list[Diagnostic]]:
        regulation = record.value.regulation_in_force
        place = record.span(_KEY, "tep")
        if regulation is None or regulation.file is None:
            message = "đã có nội quy nhưng chưa ghi tệp của nội quy"
            hint = f"Chép tệp .docx vào {RECORDS}/{REGULATIONS} rồi ghi ở «tep»"
            return None, [REGULATION_UNREADABLE.at(place, message, hint)]
        data, found = read_regulation(self._checked.office.folder, regulation.file, place)
        if data is None:
            return None, found
        shown = f"{RECORDS}/{REGULATIONS}/{regulation.file}"
        clauses, found = read_clauses(data, shown)
        placed = [_placed(item, place, shown) for item in found]
        return (None if any(item.is_error for item in found) else clauses), placed

    def _compared(self, answer: RegulationReview, subject: Subject, old: Sequence[ReadClause]) -> RegulationReview:
        now = replace(subject, year=self._day.year)
        composed = compose_one(self._checked, REGULATION_TYPE, now, self._dossier)
        if composed.document is None:
            why = composed.set_aside.reason if composed.set_aside else "điều kiện của loại giấy tờ không thỏa"
            return self._unjudged(answer, why)
        try:
            paper = self._engine.make(composed.document.fields)
        except REFUSALS as error:
            return self._unjudged(answer, reason_of(error))
        wanted, found = read_clauses(paper, composed.document.title)
        if not wanted:
            raise ValueError(f"a paper that docgen made cannot be read: {found}")
        template = Templated(self._outline, self._own, self._asked(composed.document), composed.document.fields)
        findings, asked_for, there = compare_regulation(old, wanted, template)
        findings = [*law_findings(old, self._acts, self._day), *findings]
        result = judge(findings, asked_for, there)
        return replace(answer, result=result, findings=tuple(findings), wanted=asked_for, found=there)

    def _unjudged(self, answer: RegulationReview, why: str) -> RegulationReview:
        message = f"chưa làm được nội quy cần có để đối chiếu: {why}"
        found = REGULATION_UNREADABLE.at(answer.place, message)
        return replace(answer, result=Result.UNJUDGED, diagnostics=(*answer.diagnostics, found))

    def _asked(self, document: Document) -> AskedPaper:
        return AskedPaper(self._checked.types[REGULATION_TYPE], document, self._checked.dossier)


def _as_of(dossier: Dossier, day: date) -> Dossier:
    """Return the dossier with every regulation as a draft of that day, so that law and districts are those of it."""
    issue = Issue(number=None, day=day, year=day.year)
    enterprises = {
        key: replace(record, value=record.value.model_copy(update={"issue": issue}))
        for key, record in dossier.enterprises.items()
    }
    return replace(dossier, enterprises=MappingProxyType(enterprises))


def _placed(item: Diagnostic, place: Span, file: str) -> Diagnostic:
    """Say of a file's fault where the record names the file, the clerk's way to it."""
    where = f", {item.span.place}" if item.span.place else ""
    return REGULATION_UNREADABLE.at(place, f"«{file}»{where}: {item.message}", *item.hints)
