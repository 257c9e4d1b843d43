"""Certificates as PDF: a declaration of boxes and the fields of one paper in, bytes out.

May import ``composition`` and lower; never files of the office, clocks or the register. Texts are measured with the
real fonts and drawn as plain strings, never as markup, so that a record's value cannot become an instruction: a text
shrinks to a floor, wraps, and is then refused. The drawing library is loaded only when something is drawn.
Liberation Serif is shipped (SIL Open Font License) because a PDF must embed its letters and the office's Times New
Roman may not be passed on. Nothing here draws a seal, a signature or an emblem.
"""

from docgen.pdf.certificate import UndrawableText, check_certificate, draw_certificate
from docgen.pdf.declaration import CertificateDeclaration, load_declaration

__all__ = ["CertificateDeclaration", "UndrawableText", "check_certificate", "draw_certificate", "load_declaration"]
