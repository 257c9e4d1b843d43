"""Certificates as PDF: a declaration of boxes and the fields of one paper in, bytes out.

May import ``composition`` and lower; never files of the office, clocks or the register. Texts are measured with the
real fonts and drawn as plain strings, never as markup, so that a record's value cannot become an instruction: a text
shrinks to a floor, wraps, and is then refused.

A file is PDF/A-2a and PDF/UA-1, which the drawing library cannot write: it reads the fonts and draws the curves, and
the file is written here (``objects``, ``template``, ``page``). All that certificates of one drawing share is laid out,
deflated and numbered once (``template``); one certificate is that beginning and a tail with its texts, a file for the
printer (``print_run``) those objects and a page for each. The library is
loaded only when something is drawn. Fonts are shipped because a PDF must embed its letters and the office's Times New
Roman may not be passed on; see ``fonts/SOURCES.md``. Nothing here draws a seal, a signature or an emblem; a picture is
the office's own.
"""

from docgen.pdf.certificate import (
    UndrawableText,
    check_certificate,
    code_texts,
    draw_certificate,
    draw_print_run,
    printed_lines,
)
from docgen.pdf.declaration import CertificateDeclaration, load_declaration
from docgen.pdf.figures import SquareCode
from docgen.pdf.page_reading import NotAPdfError, PageSeen, pages_of
from docgen.pdf.preview import first_page_as_png

__all__ = [
    "CertificateDeclaration",
    "NotAPdfError",
    "PageSeen",
    "SquareCode",
    "UndrawableText",
    "check_certificate",
    "code_texts",
    "draw_certificate",
    "draw_print_run",
    "first_page_as_png",
    "load_declaration",
    "pages_of",
    "printed_lines",
]
