"""The functions of numbering at work on a small regulation, for the list that clerks read; all is computed."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.word.numbering import LEVELS, Numbering
from docgen.word.references import capitalised, near, phrase

_CLAUSES = {
    "chuong": ("",),
    "muc": ("",),
    "dieu": ("ra_vao",),
    "khoan": ("khach", "xe", "hang"),
    "diem": ("",),
}
_REFERENCES = (
    (("ra_vao",), False, False),
    (("khach", "xe", "hang"), False, False),
    (("xe",), True, False),
    (("xe",), False, True),
)


def _numbering() -> Numbering:
    numbering = Numbering()
    for function, names in _CLAUSES.items():
        for name in names:
            numbering.next(LEVELS.index(function), name)
    return numbering


def shown_numbers() -> Iterator[tuple[str, str, str]]:
    """Yield for each function that counts its name, a call of it, and what it prints the first time."""
    numbering = Numbering()
    for function, names in _CLAUSES.items():
        printed = numbering.functions[LEVELS.index(function)]().decode()
        call = f'{function}("{names[0]}")' if names[0] else f"{function}()"
        yield function, call, printed
    yield "van_ban_moi", "van_ban_moi()", ""


def shown_references() -> Iterator[tuple[str, str]]:
    """Yield calls of ``dan`` and what each prints: outside the regulation; with options, inside its article."""
    numbering = _numbering()
    for names, capital, full in _REFERENCES:
        wanted = [numbering.clause(name) for name in names]
        words = phrase(wanted, near(wanted, numbering.here) if capital and not full else ())
        words = capitalised(words) if capital else words
        text = "".join(word if isinstance(word, str) else word.number for word in words)
        options = (", hoa=true" if capital else "") + (", day_du=true" if full else "")
        quoted = ", ".join(f'"{name}"' for name in names)
        yield f"dan({quoted}{options})", text
    yield 'dan("khong_co", thay="quy định của pháp luật")', "quy định của pháp luật"
