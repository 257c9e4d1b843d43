"""Files for the printer: all certificates of a request as one PDF, and the sheet on which signing is followed.

The sheet is written to by hand afterwards, so both go through the output folder like papers: what a person changed is
never overwritten.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from docgen.composition import Subject, SubjectKind
from docgen.pdf import draw_print_run
from docgen.production.asking import Asked, WrongRequestError
from docgen.production.check import CheckedOffice
from docgen.production.engines import CertificateEngine
from docgen.production.output_names import folder_part
from docgen.production.papers import PRINT_RUN, Paper
from docgen.records import Column, Sheet, write_workbook

_COLUMNS = (
    Column("STT", 6),
    Column("Số vào sổ", 24),
    Column("Tên ghi trên giấy", 50),
    Column("Trang trong tệp in", 11),
    Column("Ngày ký", 14),
    Column("Ngày giao", 14),
    Column("Người nhận (ký, ghi rõ họ tên)", 30),
)

_LONGEST_CHOICE = 50
"""Characters of a file's name that say what was chosen."""


def printed_types(checked: CheckedOffice, asked: Asked) -> tuple[str, ...]:
    """Return the asked types that are drawn; raises WrongRequestError where there is none."""
    drawn = tuple(key for key in asked.types if isinstance(checked.engines.get(key), CertificateEngine))
    if not drawn:
        raise WrongRequestError(["--gop chỉ dùng cho loại giấy in thành PDF, ví dụ giay_cong_nhan"])
    return drawn


def print_runs(
    checked: CheckedOffice,
    asked: Asked,
    papers: Sequence[Paper],
    fields_of: Callable[[Paper], dict[str, Any]],
    *,
    cut_marks: bool,
) -> Iterator[tuple[Paper, bytes]]:
    """Yield for each drawn type that has papers its file for the printer and its sheet, in the order of the papers."""
    for type_id in printed_types(checked, asked):
        chosen = [paper for paper in papers if paper.type_id == type_id]
        engine = checked.engines[type_id]
        if not chosen or not isinstance(engine, CertificateEngine):
            continue
        fields = [fields_of(paper) for paper in chosen]
        title = f"{checked.types[type_id].declaration.name}: bản in {len(chosen)} giấy"
        data = draw_print_run(fields, engine.declaration, title, cut_marks=cut_marks)
        yield _paper(chosen, asked, title, "ban_in", "pdf", data), data
        rows = tuple(_row(at, paper, said) for at, (paper, said) in enumerate(zip(chosen, fields, strict=True), 1))
        sheet = write_workbook([Sheet("Theo dõi ký, giao giấy", _COLUMNS, rows)])
        yield _paper(chosen, asked, f"{title} (theo dõi)", "theo_doi", "xlsx", sheet), sheet


def _row(position: int, paper: Paper, fields: Mapping[str, Any]) -> tuple[str, ...]:
    serial, name = _SAYS[paper.subject.kind](fields) if paper.subject.kind in _SAYS else (None, paper.title)
    return (str(position), serial or "", name, str(position), "", "", "")


def _recognised(fields: Mapping[str, Any]) -> tuple[str | None, str]:
    return fields["cong_nhan"]["so_vao_so"], fields["khu"]["ten_day_du"]


def _commended(fields: Mapping[str, Any]) -> tuple[str | None, str]:
    return None, f"{fields['khen']['ten']}, {fields['khen']['don_vi']}"


_SAYS: Mapping[SubjectKind, Callable[[Mapping[str, Any]], tuple[str | None, str]]] = {
    SubjectKind.COMMENDED: _commended,
    SubjectKind.RECOGNISED_PARK: _recognised,
}
"""Serial and name that a paper of each kind has."""


def _paper(chosen: Sequence[Paper], asked: Asked, title: str, what: str, extension: str, data: bytes) -> Paper:
    first, choice = chosen[0], asked.selection
    year = () if choice.year is None else (str(choice.year),)
    which = folder_part("-".join((*year, *choice.parks, *choice.enterprises)) or "tat_ca")
    if len(which) > _LONGEST_CHOICE:
        which = f"{which[:_LONGEST_CHOICE]}-{hashlib.sha256(which.encode()).hexdigest()[:8]}"
    subject = Subject(first.subject.kind, f"{what} {which}", choice.year or first.subject.year)
    path = f"{first.type_id}/{what}-{which}.{extension}"
    rests_on = tuple(sorted({name for paper in chosen for name in paper.rests_on}))
    return Paper(f"{first.type_id}{PRINT_RUN}", subject, title, path, hashlib.sha256(data).digest(), rests_on)
