"""The two questions a certificate answers: can it be drawn from these facts, and what is it as a PDF."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from docgen.composition.failure import TagFailure
from docgen.diagnostics import Diagnostic
from docgen.pdf import complaints
from docgen.pdf.declaration import CertificateDeclaration
from docgen.pdf.metadata import PageInfo
from docgen.vietnamese import nfc

_DAY = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\s*")


class UndrawableText(TagFailure):
    """A text does not fit its box or has a character that the font lacks; ``diagnostics`` holds all complaints."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics[0])
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[UndrawableText], tuple[tuple[Diagnostic, ...]]]:  # type: ignore[override]
        """Pickle by the complaints, so that a failure crosses from a worker process whole."""
        return type(self), (self.diagnostics,)


def check_certificate(fields: Mapping[str, Any], declaration: CertificateDeclaration) -> list[Diagnostic]:
    """Return what keeps the certificate from being drawn, all at once; nothing when it can be drawn.

    ``fields`` is plain data as :func:`docgen.model.to_fields` makes it.
    """
    from docgen.pdf.placing import place

    found = list(place(fields, declaration).diagnostics)
    try:
        _info(fields, declaration)
    except TagFailure as failure:
        found.append(failure.diagnostic)
    return found


def draw_certificate(fields: Mapping[str, Any], declaration: CertificateDeclaration) -> bytes:
    """Return the certificate as a PDF of one page, PDF/A-2a and PDF/UA-1; the same fields give the same bytes.

    Raises :class:`UndrawableText` with every complaint where a text cannot be drawn, and
    :class:`~docgen.composition.failure.TagFailure` where a fact for the file's title, author, subject or day is
    missing.
    """
    from docgen.pdf.page import further_characters, write_page
    from docgen.pdf.placing import place
    from docgen.pdf.template import certificate_template

    page = place(fields, declaration)
    if page.diagnostics:
        raise UndrawableText(page.diagnostics)
    info = _info(fields, declaration)
    return write_page(certificate_template(declaration, further_characters(page)), page, info)


def _info(fields: Mapping[str, Any], declaration: CertificateDeclaration) -> PageInfo:
    texts = (declaration.title, declaration.author, declaration.subject)
    title, author, subject = (nfc(text.render(fields)) for text in texts)
    return PageInfo(title, author, subject, _day(fields, declaration))


def _day(fields: Mapping[str, Any], declaration: CertificateDeclaration) -> date | None:
    if declaration.day is None:
        return None
    text = declaration.day.render(fields)
    found = _DAY.fullmatch(text)
    try:
        if found is not None:
            day, month, year = map(int, found.groups())
            return date(year, month, day)
    except ValueError:
        pass
    raise TagFailure(
        complaints.DAY_NOT_READ.at(
            declaration.span,
            f"ngày của giấy là «{text}», không đọc được",
            "Hãy sửa «ngay» trong «thong_tin»: viết ngày bằng số, ví dụ {{ cong_nhan.ngay_quyet_dinh | ngay_so }}",
        )
    )
