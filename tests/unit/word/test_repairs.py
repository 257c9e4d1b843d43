"""What filling leaves behind is made whole: cells, rows, grids, bookmarks, ids."""

from __future__ import annotations

import pytest

from tests.support.ooxml import ooxml_findings, structure_findings
from tests.support.word_building import W, docx, lines, p, part, rendered, table

_FOR_CHOT = "{%tr for c in chot %}"
_END = "{%tr endfor %}"
_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"


def grid(data: bytes) -> list[int]:
    return [int(column.get(f"{W}w", "0")) for column in part(data).iter(f"{W}gridCol")]


def test_the_judge_of_these_tests_sees_each_kind_of_damage() -> None:
    damaged = docx(
        table([""]),
        "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>",
        table([p("a"), p("b")]).replace('<w:gridCol w:w="4500"/>', "", 1),
        "<w:tbl><w:tblPr/><w:tblGrid/><w:tr/></w:tbl>",
        p("x", extra='<w:bookmarkStart w:id="0" w:name="a"/><w:bookmarkStart w:id="0" w:name="a"/>'),
    )
    found = " ".join(structure_findings(damaged))
    for words in ("end with a paragraph", "without rows", "grid of 1", "without cells", "id 0", "name a", "do not end"):
        assert words in found


def test_a_row_for_each_item_and_the_rows_of_the_tags_gone() -> None:
    data = docx(
        table([p("Chốt"), p("Số")], [p(_FOR_CHOT), p("")], [p("{{ c.ten }}"), p("{{ c.so_nguoi }}")], [p(_END), p("")])
    )
    finished = rendered(data)
    assert lines(finished) == ["Chốt", "Số", "Cổng chính", "2", "Cổng phụ", "1"]
    assert ooxml_findings(finished) == []
    assert lines(rendered(data, chot=[])) == ["Chốt", "Số"]


def test_a_table_left_without_rows_goes_away() -> None:
    data = docx(table([p(_FOR_CHOT)], [p("{{ c.ten }}")], [p(_END)]), p("sau"))
    finished = rendered(data, chot=[])
    assert lines(finished) == ["sau"]
    assert part(finished).find(f".//{W}tbl") is None
    assert ooxml_findings(finished) == []


def test_a_row_left_without_cells_goes_away() -> None:
    row = [p("{%tc for x in tu %}"), p("{{ x }}"), p("{%tc endfor %}")]
    finished = rendered(docx(table([p("Tên")], row), p("")), tu=[])
    assert lines(finished) == ["Tên", ""]
    assert ooxml_findings(finished) == []


def test_a_nested_table_that_goes_away_leaves_a_whole_cell() -> None:
    inner = table([p(_FOR_CHOT)], [p("{{ c.ten }}")], [p(_END)], width=4000)
    finished = rendered(docx(table([inner + p(""), p("b")]), p("")), chot=[])
    assert ooxml_findings(finished) == []
    assert len(grid(finished)) == 2


def test_a_cell_whose_paragraphs_all_went_gets_an_empty_one() -> None:
    data = docx(table([p("{%p if co_bao_ve %}") + p("x") + p("{%p endif %}"), p("b")]), p(""))
    finished = rendered(data, co_bao_ve=False)
    assert lines(finished) == ["", "b", ""]
    assert ooxml_findings(finished) == []


@pytest.mark.parametrize("where", ["header", "footer"])
def test_a_header_whose_paragraphs_all_went_gets_an_empty_one(where: str) -> None:
    inside = p("{%p if co_bao_ve %}") + p("x") + p("{%p endif %}")
    finished = rendered(docx(p("a"), **{where: inside}), co_bao_ve=False)
    assert ooxml_findings(finished) == []


@pytest.mark.parametrize("items", [[], ["một"], ["một", "hai", "ba", "bốn", "năm"]])
def test_the_grid_follows_the_cells_and_shares_the_width(items: list[str]) -> None:
    row = [p("Tên"), p("{%tc for x in tu %}"), p("{{ x }}"), p("{%tc endfor %}")]
    finished = rendered(docx(table(row, width=9000), p("")), tu=items)
    widths = grid(finished)
    assert len(widths) == 1 + len(items)
    assert sum(widths) == 9000
    assert max(widths) - min(widths) <= 1
    assert [int(width.get(f"{W}w", "0")) for width in part(finished).iter(f"{W}tcW")] == widths
    assert ooxml_findings(finished) == []


def test_a_right_grid_is_left_alone_and_spans_are_counted() -> None:
    wide = table([p("a"), p("b")], [p("c")]).replace('<w:gridCol w:w="4500"/>', '<w:gridCol w:w="1000"/>', 1)
    before, _, last = wide.rpartition("</w:tcPr>")
    wide = before + '<w:gridSpan w:val="2"/></w:tcPr>' + last
    assert grid(rendered(docx(wide, p("{{ ten }}")))) == [1000, 4500]


def test_copies_of_bookmarks_and_ids_are_told_apart() -> None:
    marked = (
        '<w:p w14:paraId="0000000A" w14:textId="0000000B"><w:bookmarkStart w:id="7" w:name="cho"/>'
        '<w:r><w:t>{{ c.ten }}</w:t></w:r><w:bookmarkEnd w:id="7"/></w:p>'
    )
    finished = rendered(docx(p("{%p for c in chot %}"), marked, p("{%p endfor %}")))
    assert lines(finished) == ["Cổng chính", "Cổng phụ"]
    assert structure_findings(finished) == []
    root = part(finished)
    assert [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")] == ["cho"]
    identities = [node.get(_PARAGRAPH_ID) for node in root.iter(f"{W}p")]
    assert identities == ["0000000A", None]


def test_a_bookmark_that_lost_one_end_goes_away() -> None:
    start = p("{%p if co_bao_ve %}", extra='<w:bookmarkStart w:id="1" w:name="a"/>')
    data = docx(start, p("x"), p("{%p endif %}"), p("y", extra='<w:bookmarkEnd w:id="1"/>'))
    assert structure_findings(rendered(data)) == []


def test_copies_of_drawings_and_content_controls_get_ids_of_their_own() -> None:
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="4" name="a"/></wp:inline></w:drawing></w:r>'
    control = f'<w:sdt><w:sdtPr><w:id w:val="9"/></w:sdtPr><w:sdtContent>{p("{{ c.ten }}")}</w:sdtContent></w:sdt>'
    finished = rendered(docx(p("{%p for c in chot %}"), p("x", extra=drawing), control, p("{%p endfor %}")))
    root = part(finished)
    name = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    assert [node.get("id") for node in root.iter(name)] == ["4", "5"]
    assert len(list(root.iter(f"{W}sdt"))) == 2
    assert len(list(root.iter(f"{W}id"))) == 1
