"""Even lines of headings, and ruled lines as long as the decree asks, measured in the room that they have."""

from __future__ import annotations

import pytest
from lxml import etree

from docgen.layout import text_width_mm
from tests.support.ooxml import ooxml_findings
from tests.support.word_building import W, docx, lines, p, part, rendered, style, table

_TWIPS = 1440 / 25.4
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
    + style("Goc", "VB Gốc", letters='<w:b/><w:sz w:val="26"/>')
    + style("CQ", "VB Cơ quan ban hành", base="Goc", paragraph='<w:jc w:val="center"/>')
    + style("TY", "VB Trích yếu", base="Goc", paragraph='<w:ind w:left="567" w:right="567"/><w:jc w:val="center"/>')
    + style("TN", "VB Tiêu ngữ", base="Goc")
    + style("Dai", "VB Đường kẻ dài", paragraph='<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1"/></w:pBdr>')
    + style("Ngan", "VB Đường kẻ ngắn")
    + style("Doan", "VB Đoạn")
)
LONG = "Công ty TNHH Một thành viên Sản xuất Thương mại Dịch vụ Xuất nhập khẩu Hoàng Long"


def indents(data: bytes, place: int) -> tuple[int, int]:
    paragraph = list(part(data).iter(f"{W}p"))[place]
    indent = paragraph.find(f"{W}pPr/{W}ind")
    assert indent is not None
    return int(indent.get(f"{W}left", "0")), int(indent.get(f"{W}right", "0"))


def mm(text: str, size: float = 13, *, bold: bool = True) -> float:
    return text_width_mm(text, size, bold=bold)


def test_a_long_heading_breaks_into_even_lines_and_loses_no_letter() -> None:
    data = docx(table([p("{{ ten }}", style="CQ"), p("b")], width=8000), p(""), styles=STYLES)
    finished = rendered(data, ten=LONG)
    broken = lines(finished)[0]
    assert broken.replace("\n", " ") == LONG
    widths = [mm(line) for line in broken.split("\n")]
    room = (4000 - 2 * 115) / _TWIPS
    assert len(widths) == -(-sum(widths) // room)
    assert max(widths) <= room
    assert min(widths) > room / 2
    assert ooxml_findings(finished) == []


def test_a_heading_that_fits_stays_on_one_line() -> None:
    assert lines(rendered(docx(p("{{ ten }}", style="CQ"), styles=STYLES)))[0] == "Công ty A & B"


@pytest.mark.parametrize("kind", ["Doan", ""])
def test_ordinary_paragraphs_are_left_to_word(kind: str) -> None:
    assert "\n" not in lines(rendered(docx(p("{{ ten }}", style=kind), styles=STYLES), ten=LONG * 3))[0]


def test_lines_broken_by_hand_stay() -> None:
    assert (
        lines(rendered(docx(p("{{ ten }}", style="CQ"), styles=STYLES), ten=f"{LONG}\n{LONG}"))[0] == f"{LONG}\n{LONG}"
    )


def test_a_heading_in_several_runs_keeps_them() -> None:
    runs = p("{{ ten }}", " ", "{{ ten }}", style="TY")
    finished = rendered(docx(runs, styles=STYLES), ten=LONG)
    assert lines(finished)[0].replace("\n", " ") == f"{LONG} {LONG}"
    assert "\n" in lines(finished)[0]


def test_blanks_where_runs_meet_vanish_at_the_break() -> None:
    words = LONG.split(" ")
    runs = [f" {word} " for word in words]
    broken = lines(rendered(docx(table([p(*runs, style="CQ"), p("{{ ten }}")]), styles=STYLES)))[0]
    assert broken.count("\n") >= 1
    assert " \n" not in broken
    assert "\n " not in broken
    assert " ".join(broken.split()) == LONG


def test_indents_of_the_style_narrow_the_room() -> None:
    text = "Về việc xây dựng mô hình khu công nghiệp an toàn về an ninh, trật tự năm 2016"
    room = (9354 - 2 * 567) / _TWIPS
    assert mm(text) > room - 20
    for line in lines(rendered(docx(p("{{ ten }}", style="TY"), styles=STYLES), ten=text))[0].split("\n"):
        assert mm(line) <= room


def test_the_long_line_is_as_long_as_the_text_above_and_centred() -> None:
    motto = "Độc lập - Tự do - Hạnh phúc"
    finished = rendered(docx(p(motto, style="TN"), p("", style="Dai"), p("{{ ten }}"), styles=STYLES))
    left, right = indents(finished, 1)
    assert abs((9354 - left - right) / _TWIPS - mm(motto)) < 0.1
    assert abs(left - right) <= 1
    assert ooxml_findings(finished) == []


def test_the_short_line_is_part_of_the_last_line_above() -> None:
    data = docx(table([p("{{ ten }}", style="CQ") + p("", style="Ngan"), p("b")], width=8000), p(""), styles=STYLES)
    finished = rendered(data, ten=LONG)
    last = lines(finished)[0].split("\n")[-1]
    left, right = indents(finished, 1)
    assert abs((4000 - 230 - left - right) / _TWIPS - 0.4 * mm(last)) < 0.1


def test_margins_of_the_cell_itself_count_first() -> None:
    cell = p("Tên", style="TN") + p("", style="Dai")
    margins = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tcMar></w:tcPr>'
    data = docx(table([cell], width=5000).replace("</w:tcPr>", margins), p("{{ ten }}"), styles=STYLES)
    left, right = indents(rendered(data), 1)
    assert abs((4900 - left - right) / _TWIPS - mm("Tên")) < 0.1


def test_margins_of_the_table_style_and_its_base_count_last() -> None:
    def table_style(identity: str, base: str, side: str) -> str:
        return (
            f'<w:style w:type="table" w:styleId="{identity}"><w:name w:val="{identity}"/>{base}<w:tblPr><w:tblCellMar>'
            f'<w:{side} w:w="300" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        )

    styles = STYLES + table_style("B1", "", "left") + table_style("B2", '<w:basedOn w:val="B1"/>', "right")
    cell = p("Tên", style="TN") + p("", style="Dai")
    styled = table([cell], width=5000).replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="B2"/>')
    left, right = indents(rendered(docx(styled, p("{{ ten }}"), styles=styles)), 1)
    assert abs((4400 - left - right) / _TWIPS - mm("Tên")) < 0.1


def test_a_line_below_indented_text_stands_in_the_middle_of_that_text() -> None:
    data = docx(p("Ngắn", style="TY"), p("", style="Dai"), p("{{ ten }}"), styles=STYLES)
    left, right = indents(rendered(data), 1)
    assert abs(left - right) <= 1
    assert left > 567


def test_letters_of_the_run_itself_are_measured() -> None:
    big = p("").replace("<w:r>", '<w:r><w:rPr><w:b w:val="0"/><w:sz w:val="56"/></w:rPr>').replace("/></w:t>", "")
    big = big.replace('<w:t xml:space="preserve"></w:t>', '<w:t xml:space="preserve">Chữ to</w:t>')
    left, right = indents(rendered(docx(big, p("", style="Dai"), p("{{ ten }}"), styles=STYLES)), 1)
    assert abs((9354 - left - right) / _TWIPS - mm("Chữ to", 28, bold=False)) < 0.1


def test_a_line_with_no_text_above_is_left_as_the_style_says() -> None:
    root: etree._Element = part(rendered(docx(p("", style="Dai"), p("{{ ten }}"), styles=STYLES)))
    assert root.find(f".//{W}ind") is None


def test_typesetting_needs_no_tags() -> None:
    finished = rendered(docx(p("Chữ", style="TN"), p("", style="Dai"), styles=STYLES))
    assert indents(finished, 1)[0] > 0


def kept(data: bytes) -> list[bool]:
    return [row.find(f".//{W}keepNext") is not None for row in part(data).iter(f"{W}tr")]


def headed(*rows: str) -> str:
    return table(*([p(row)] for row in rows)).replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)


def test_the_last_row_under_a_repeated_header_never_stands_alone() -> None:
    finished = rendered(docx(headed("STT", "1", "2", "Cộng"), p(""), styles=STYLES))
    assert kept(finished) == [False, False, True, False]
    assert ooxml_findings(finished) == []


def test_tables_without_a_repeated_header_break_where_word_likes() -> None:
    assert not any(kept(rendered(docx(table([p("1")], [p("2")], [p("3")]), p(""), styles=STYLES))))
    assert not any(kept(rendered(docx(headed("STT", "1"), p(""), styles=STYLES))))
