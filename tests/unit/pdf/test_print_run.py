"""One file for the printer: a page for each certificate, whole, in order, fit for the archive, told where to cut."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from docgen.pdf import UndrawableText, draw_certificate, draw_print_run
from docgen.pdf.drawing import Across, Down, TextBox
from docgen.pdf.faces import load_face
from tests.support.certificates import DRAWINGS, POINT_MM, Line, declaration_of, drawn_lines, facts, findings

DECLARATION = declaration_of()
LONG = " ".join(["Khu công nghiệp dệt may và phụ trợ “Rạng Đông” mở rộng"] * 4)
NAMES = ["KCN A", LONG, "CCN <b>An Xá</b> & {{ khu.ten }} (\\1)", "KCN Škoda Łódź Ωmega"]


def _papers(names: list[str]) -> list[dict[str, Any]]:
    return [facts(name=name, serial=f"{at:02d}/2017/GCN") for at, name in enumerate(names, 1)]


def _run(names: list[str], **options: Any) -> bytes:
    return draw_print_run(_papers(names), DECLARATION, "Giấy công nhận: bản in", **options)


def _content(data: bytes, page: int) -> bytes:
    sheet: Any = PdfReader(io.BytesIO(data)).pages[page]
    content = sheet["/Contents"][-1]
    return bytes(content.get_object().get_data())


@pytest.mark.parametrize("file", DRAWINGS)
@pytest.mark.parametrize("cut_marks", [False, True])
def test_the_judge_of_archives_and_the_judge_of_access_find_nothing(file: str, cut_marks: bool) -> None:
    data = draw_print_run(_papers(NAMES), declaration_of(file), "Bản in", cut_marks=cut_marks)
    assert findings(data) == []


def test_every_page_is_the_certificate_that_is_made_alone_in_the_order_of_the_list() -> None:
    names = NAMES[:3]
    data = _run(names)
    assert len(PdfReader(io.BytesIO(data)).pages) == len(names)
    for at, fields in enumerate(_papers(names)):
        assert _content(data, at) == _content(draw_certificate(fields, DECLARATION), 0)


def test_each_certificate_is_a_section_read_aloud_in_order() -> None:
    reader = PdfReader(io.BytesIO(_run(NAMES)))
    root: Any = reader.root_object["/StructTreeRoot"]
    document = root["/K"]
    sections = [item.get_object() for item in document["/K"]]
    assert [section["/S"] for section in sections] == ["/Sect"] * len(NAMES)
    for section, page in zip(sections, reader.pages, strict=True):
        elements = [item.get_object() for item in section["/K"]]
        assert [element["/K"] for element in elements] == list(range(len(elements)))
        assert {element["/Pg"].get_object()["/StructParents"] for element in elements} == {page["/StructParents"]}
        assert [element["/S"] for element in elements].count("/H1") == 1


def test_a_further_page_costs_a_few_thousand_bytes() -> None:
    sizes = [len(_run(["KCN A"] * count)) for count in (1, 2, 3, 40)]
    assert all(later - earlier < 4_000 for earlier, later in pairwise(sizes[:3]))
    assert sizes[3] - sizes[0] < 39 * 4_000


def test_the_same_papers_give_the_same_bytes() -> None:
    assert _run(NAMES) == _run(NAMES)
    assert _run(NAMES) != _run(NAMES[::-1])


def test_one_text_that_cannot_be_drawn_refuses_the_whole_run_with_all_complaints() -> None:
    with pytest.raises(UndrawableText) as caught:
        _run(["KCN A", "x" * 900, "KCN 漢"])
    assert len(caught.value.diagnostics) == 2


def test_the_file_says_where_to_cut_and_how_far_colour_may_run_over() -> None:
    sheet = PdfReader(io.BytesIO(_run(["KCN A"], cut_marks=True))).pages[0]
    for box, larger in ((sheet.trimbox, 0), (sheet.bleedbox, 3), (sheet.mediabox, 10)):
        assert float(box.left) * POINT_MM == pytest.approx(-larger, abs=0.01)
        assert float(box.bottom) * POINT_MM == pytest.approx(-larger, abs=0.01)
        assert float(box.right) * POINT_MM == pytest.approx(297 + larger, abs=0.01)
        assert float(box.top) * POINT_MM == pytest.approx(210 + larger, abs=0.01)


def test_the_lines_that_show_where_to_cut_stay_off_the_paper_and_its_bleed() -> None:
    reader = PdfReader(io.BytesIO(_run(["KCN A"], cut_marks=True)))
    contents: Any = reader.pages[0]["/Contents"]
    ends = [
        (float(operands[0]) * POINT_MM, float(operands[1]) * POINT_MM)
        for operands, operator in ContentStream(contents[1], reader).operations
        if operator in (b"m", b"l")
    ]
    assert len(ends) == 16
    for x, y in ends:
        assert x <= -2.99 or x >= 299.99 or y <= -2.99 or y >= 212.99
        assert min(abs(x), abs(x - 297)) < 0.01 or min(abs(y), abs(y - 210)) < 0.01


@pytest.mark.parametrize("file", DRAWINGS)
@pytest.mark.parametrize("name", ["KCN A", "Khu công nghiệp Bảo Minh", LONG])
def test_printed_at_full_size_texts_stand_where_the_declaration_says_to_a_fifth_of_a_millimetre(
    file: str, name: str
) -> None:
    declaration = declaration_of(file)
    left_over = drawn_lines(draw_certificate(facts(name=name), declaration))
    for compiled in declaration.boxes:
        box = compiled.box
        if compiled.condition is not None or box.with_code:
            continue
        mine = [line for line in left_over if box.left - 0.2 <= line.left and _inside(line, box)]
        assert mine, box.name
        for line in mine:
            width = _width(line.text.rstrip(" "), line.size_pt, box)
            room = {Across.LEFT: 0.0, Across.CENTRE: (box.width - width) / 2, Across.RIGHT: box.width - width}
            assert line.left == pytest.approx(box.left + room[box.across], abs=0.2), line.text
        if box.down is Down.TOP and box.underline is None:
            first = box.top + box.face.ascent * mine[0].size_pt * POINT_MM
            assert mine[0].baseline == pytest.approx(first, abs=0.2)


def _inside(line: Line, box: TextBox) -> bool:
    return box.top <= line.baseline <= box.bottom and line.left <= box.right


def _width(text: str, size: float, box: TextBox) -> float:
    return (load_face(box.face).width(text) / 1000 + box.spacing * (len(text) - 1)) * size * POINT_MM
