"""A clause of the library as the lines of a template: each a level, a text with tags, and its place in the YAML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from docgen.composition.clause_library import LoadedClause
from docgen.composition.complaints_clauses import CLAUSE_TOO_DEEP
from docgen.composition.tag_text import Place
from docgen.diagnostics import Diagnostic, Span


class LineStyle(Enum):
    """What a line is; the values are the names of the house styles in Word."""

    COMMAND = "VB Lệnh"
    ARTICLE = "VB Điều"
    LEAD = "VB Đoạn"
    PARAGRAPH = "VB Khoản"
    POINT = "VB Điểm"


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One paragraph that a clause becomes; ``keeps_next`` holds it on the page of what follows."""

    style: LineStyle
    text: str
    place: Place
    keeps_next: bool = False


def article_lines(loaded: LoadedClause) -> list[ClauseLine]:
    """Return the lines of a clause that stands as an article."""
    clause = loaded.clause
    head = [_line(LineStyle.ARTICLE, f'{{{{ dieu("{clause.id}") }}}} ', clause.heading, loaded.place("tieu_de"))]
    if clause.lead is not None:
        head.append(ClauseLine(LineStyle.LEAD, clause.lead, loaded.place("doan"), bool(clause.paragraphs)))
    return list(_guarded(loaded, (), clause.condition, [*head, *_paragraphs(loaded)]))


def own_lines(owner: str, clause_id: str, span: Span) -> list[ClauseLine]:
    """Return the lines that put own clauses after a clause of the library, as the record with this tag prefix asks."""
    command, place = LineStyle.COMMAND, Place(span)
    texts = [
        (command, f'{{%p for d in {owner}.dieu_rieng if d.sau and d.sau == "{clause_id}" %}}'),
        (LineStyle.ARTICLE, "{{ dieu() }} {{ d.tieu_de }}"),
        (command, "{%p for n in d.noi_dung %}"),
        (command, "{%p if loop.first and loop.last %}"),
        (LineStyle.LEAD, "{{ n }}"),
        (command, "{%p else %}"),
        (LineStyle.PARAGRAPH, "{{ khoan() }} {{ n }}"),
        *[(command, f"{{%p {word} %}}") for word in ("endif", "endfor", "endfor")],
    ]
    return [ClauseLine(style, text, place) for style, text in texts]


def paragraph_lines(loaded: LoadedClause) -> tuple[list[ClauseLine], list[Diagnostic]]:
    """Return the lines of a clause that stands as one paragraph of an article: its heading runs in, paragraphs sink.

    A clause that already reaches down to points cannot sink; one that is a single text leaves its heading out.
    """
    clause = loaded.clause
    deep = next((at for at, each in enumerate(clause.paragraphs) if each.points), None)
    if deep is not None and (len(clause.paragraphs) > 1 or clause.lead is not None):
        message = f"điều khoản «{clause.id}» có điểm nên không hạ xuống thành khoản được: dưới điểm không còn bậc nào"
        hint = 'Bỏ nhu="khoan" trong mẫu, hoặc viết lại khoản này không có điểm'
        return [], [CLAUSE_TOO_DEEP.at(loaded.places.span("khoan", deep, "diem"), message, hint)]
    number = f'{{{{ khoan("{clause.id}") }}}} '
    if not clause.paragraphs and clause.lead is not None:
        lines = [_line(LineStyle.PARAGRAPH, number, clause.lead, loaded.place("doan"))]
    elif len(clause.paragraphs) == 1 and clause.lead is None:
        text, place = clause.paragraphs[0].text, loaded.place("khoan", 0, "noi_dung")
        lines = [_line(LineStyle.PARAGRAPH, number, text, place), *_points(loaded, 0)]
    else:
        title = _line(LineStyle.PARAGRAPH, number, f"{clause.heading}:", loaded.place("tieu_de"))
        lines = [title, *_sunk(loaded)]
    return list(_guarded(loaded, (), clause.condition, lines)), []


def _paragraphs(loaded: LoadedClause) -> Iterator[ClauseLine]:
    for position, paragraph in enumerate(loaded.clause.paragraphs):
        path = ("khoan", position)
        number, place = _number("khoan", paragraph.name), loaded.place(*path, "noi_dung")
        lines = [_line(LineStyle.PARAGRAPH, number, paragraph.text, place), *_points(loaded, position)]
        yield from _guarded(loaded, path, paragraph.condition, lines)


def _sunk(loaded: LoadedClause) -> Iterator[ClauseLine]:
    """Yield the paragraphs as points: «;» ends each but the last, where it is sure which one that is."""
    paragraphs = loaded.clause.paragraphs
    certain = bool(paragraphs) and paragraphs[-1].condition is None
    for position, paragraph in enumerate(paragraphs):
        path = ("khoan", position)
        goes_on = certain and position < len(paragraphs) - 1 and paragraph.text.endswith(".")
        text = f"{paragraph.text[:-1]};" if goes_on else paragraph.text
        line = _line(LineStyle.POINT, _number("diem", paragraph.name), text, loaded.place(*path, "noi_dung"))
        yield from _guarded(loaded, path, paragraph.condition, [line])


def _points(loaded: LoadedClause, paragraph: int) -> Iterator[ClauseLine]:
    for position, point in enumerate(loaded.clause.paragraphs[paragraph].points):
        path = ("khoan", paragraph, "diem", position)
        line = _line(LineStyle.POINT, _number("diem", point.name), point.text, loaded.place(*path, "noi_dung"))
        yield from _guarded(loaded, path, point.condition, [line])


def _number(function: str, name: str | None) -> str:
    return f'{{{{ {function}("{name}") }}}} ' if name else f"{{{{ {function}() }}}} "


def _guarded(
    loaded: LoadedClause, path: tuple[str | int, ...], condition: str | None, lines: Sequence[ClauseLine]
) -> Iterator[ClauseLine]:
    """Yield the lines between an ``if`` and its end where there is a condition."""
    if condition is None:
        yield from lines
        return
    place = loaded.place(*path, "dieu_kien")
    yield ClauseLine(LineStyle.COMMAND, f"{{%p if {condition} %}}", _shifted(place, len("{%p if ")))
    yield from lines
    yield ClauseLine(LineStyle.COMMAND, "{%p endif %}", Place(place.span))


def _line(style: LineStyle, number: str, text: str, place: Place) -> ClauseLine:
    return ClauseLine(style, f"{number}{text}", _shifted(place, len(number)))


def _shifted(place: Place, by: int) -> Place:
    """Return the place of a text that stands after ``by`` characters of its line; these have the place of its start."""
    first: tuple[tuple[int, Span], ...] = ((0, place.span),) if by and place.lines else ()
    return Place(place.span, "", (*first, *((offset + by, span) for offset, span in place.lines)))
