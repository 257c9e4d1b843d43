"""What a certificate says: the texts of its boxes and of its file, filled with the facts of one paper."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from docgen.composition.failure import TagFailure
from docgen.diagnostics import Diagnostic
from docgen.pdf import complaints
from docgen.pdf.declaration import PARTING, CertificateDeclaration, CompiledBox
from docgen.pdf.metadata import PageInfo
from docgen.vietnamese import nfc, upper

_BLANKS = re.compile(r"[ \t\r\n]+")
_DAY = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\s*")


@dataclass(frozen=True, slots=True)
class FilledPage:
    """The paragraphs of each box by its position, what the file says about itself, and what could not be filled."""

    boxes: tuple[tuple[int, tuple[str, ...]], ...]
    info: PageInfo | None
    diagnostics: tuple[Diagnostic, ...]


def fill(fields: Mapping[str, Any], declaration: CertificateDeclaration) -> FilledPage:
    """Fill every text; a box whose condition does not hold, or that has nothing to say, is left out."""
    texts = _at_once(fields, declaration)
    boxes: list[tuple[int, tuple[str, ...]]] = []
    found: list[Diagnostic] = []
    start = 0
    for index, compiled in enumerate(declaration.boxes):
        end = start + len(compiled.texts)
        try:
            if compiled.condition is None or compiled.condition.holds(fields):
                written = [text.render(fields) for text in compiled.texts] if texts is None else texts[start:end]
                paragraphs = tuple([text for text in _clean(written, compiled) if text])
                if paragraphs:
                    boxes.append((index, paragraphs))
        except TagFailure as failure:
            found.append(failure.diagnostic)
        start = end
    info = None
    try:
        about = [text.render(fields) for text in declaration.about] if texts is None else texts[start:]
        info = _info(about, declaration)
    except TagFailure as failure:
        found.append(failure.diagnostic)
    return FilledPage(tuple(boxes), info, tuple(found))


def fill_code(fields: Mapping[str, Any], declaration: CertificateDeclaration) -> dict[str, str] | None:
    """Return what the square code says, by the names of :class:`~docgen.pdf.drawing.CodeTexts`.

    None where the declaration has none or its condition does not hold. Raises TagFailure where a fact is missing.
    """
    code = declaration.code
    if code is None or not (code.condition is None or code.condition.holds(fields)):
        return None
    return {name: _single_spaced(text.render(fields)) for name, text in code.texts.items()}


def _at_once(fields: Mapping[str, Any], declaration: CertificateDeclaration) -> list[str] | None:
    """Return all texts, filled in one go; None where each must be filled, and complained of, by itself."""
    try:
        texts = declaration.together.render(fields).split(PARTING)
    except TagFailure:
        return None
    return texts if len(texts) == sum(len(box.texts) for box in declaration.boxes) + len(declaration.about) else None


def _clean(texts: Sequence[str], compiled: CompiledBox) -> list[str]:
    """Return the texts of a box composed and single-spaced; no-break blanks stay as they are."""
    return [*map(_capitals if compiled.box.capitals else _single_spaced, texts)]


@lru_cache(maxsize=4096)
def _capitals(text: str) -> str:
    return upper(_single_spaced(text))


@lru_cache(maxsize=4096)
def _single_spaced(text: str) -> str:
    return _BLANKS.sub(" ", nfc(text)).strip(" ")


def _info(about: Sequence[str], declaration: CertificateDeclaration) -> PageInfo:
    title, author, subject = map(nfc, about[:3])
    return PageInfo(title, author, subject, _day(about[3], declaration) if len(about) > 3 else None)


def _day(text: str, declaration: CertificateDeclaration) -> date:
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
