"""What is asked of certificates: can one be drawn from these facts, what is it as a PDF, what are many as one PDF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from docgen.composition.failure import TagFailure
from docgen.diagnostics import Diagnostic
from docgen.pdf.declaration import CertificateDeclaration
from docgen.pdf.figures import SquareCode


class UndrawableText(TagFailure):
    """A text does not fit its box or has a character that the font lacks; ``diagnostics`` holds all complaints."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics[0])
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[UndrawableText], tuple[tuple[Diagnostic, ...]]]:  # type: ignore[override]
        """Pickle by the complaints, so that a failure crosses from a worker process whole."""
        return type(self), (self.diagnostics,)


def check_certificate(
    fields: Mapping[str, Any], declaration: CertificateDeclaration, *, coded: bool = False
) -> list[Diagnostic]:
    """Return what keeps the certificate from being drawn, all at once; nothing when it can be drawn.

    ``fields`` is plain data as :func:`docgen.model.to_fields` makes it; ``coded`` says that it gets a square code.
    """
    from docgen.pdf.placing import place

    return list(place(fields, declaration, coded=coded).diagnostics)


def code_texts(fields: Mapping[str, Any], declaration: CertificateDeclaration) -> dict[str, str] | None:
    """Return what the square code of a certificate is to say, by the names of ``CodeTexts``; None where it has none.

    Raises :class:`~docgen.composition.failure.TagFailure` where a fact is missing.
    """
    from docgen.pdf.filling import fill_code

    return fill_code(fields, declaration)


def printed_lines(fields: Mapping[str, Any], declaration: CertificateDeclaration) -> list[str]:
    """Return the lines of text of a certificate as they will be printed, in order."""
    from docgen.pdf.placing import place

    page = place(fields, declaration, coded=True)
    return [line.text for box in page.boxes for lines in box.paragraphs for line in lines]


def draw_certificate(
    fields: Mapping[str, Any], declaration: CertificateDeclaration, code: SquareCode | None = None
) -> bytes:
    """Return the certificate as a PDF of one page, PDF/A-2a and PDF/UA-1; the same fields give the same bytes.

    ``code`` is drawn in the place that the declaration keeps for it.

    Raises :class:`UndrawableText` with every complaint where a text cannot be drawn or a fact is missing.
    """
    from docgen.pdf.page import further_characters, write_page
    from docgen.pdf.placing import place
    from docgen.pdf.template import certificate_template

    page = place(fields, declaration, coded=code is not None)
    if page.diagnostics or page.info is None:
        raise UndrawableText(page.diagnostics)
    return write_page(certificate_template(declaration, further_characters(page)), page, page.info, code)


def draw_print_run(
    papers: Iterable[Mapping[str, Any]], declaration: CertificateDeclaration, title: str, *, cut_marks: bool = False
) -> bytes:
    """Return the certificates, at least one, in their order as one PDF; the same papers give the same bytes.

    ``title`` is that of the file. With ``cut_marks`` each sheet is 10 mm larger on every side and says where to cut.
    Raises :class:`UndrawableText` with every complaint where a text cannot be drawn.
    """
    from docgen.pdf.print_run import print_run

    return print_run(papers, declaration, title, cut_marks=cut_marks)
