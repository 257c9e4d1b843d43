"""``docgen review``: each result for the right reason, old papers of every kind, lists that are safe."""

from __future__ import annotations

import io
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from tests.functional.conftest import tree
from tests.support.dump import paragraphs_of
from tests.support.ooxml import ooxml_findings
from tests.support.shipped import REPOSITORY

Command = Callable[..., Any]
DAY = "15/6/2017"


def record_of(office: Path, enterprise: str) -> Path:
    return office / f"records/doanh_nghiep/{enterprise}.yaml"


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def declare(office: Path, enterprise: str, *lines: str) -> int:
    """Write the regulation in force into a record; returns the line of its first key."""
    record = record_of(office, enterprise)
    text = record.read_text(encoding="utf-8").rstrip("\n")
    record.write_text("\n".join([text, "noi_quy_hien_hanh:", *(f"  {line}" for line in lines), ""]), encoding="utf-8")
    return text.count("\n") + 3


def keep(office: Path, file: str, data: bytes) -> None:
    target = office / "records/noi_quy_hien_hanh" / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def made_from(office: Path, enterprise: str, old: str, new: str, docgen: Command) -> bytes:
    """Return the regulation that docgen makes of the enterprise when its record says ``new`` instead of ``old``."""
    before = office.parent / "truoc_kia"
    shutil.copytree(office, before)
    spoil(record_of(before, enterprise), old, new)
    answer = docgen("--thu-muc", before, "build", "noi_quy", "--doanh-nghiep", enterprise)
    assert answer.code == 0, answer.err
    (paper,) = (before / "output").rglob("*.docx")
    data = paper.read_bytes()
    shutil.rmtree(before)
    return data


def typed(lines: list[str]) -> bytes:
    word = docx.Document()
    for line in lines:
        word.add_paragraph(line)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def same(office: Path, docgen: Command) -> bytes:
    return made_from(office, "bm001", "so: 5", "so: 6", docgen)


def closely(office: Path, docgen: Command, enterprise: str = "bm001", *words: str) -> Any:
    return docgen("--thu-muc", office, "review", "--doanh-nghiep", enterprise, "--ngay", DAY, *words)


def test_a_regulation_that_says_what_is_asked_still_fits(office: Path, docgen: Command, same: bytes) -> None:
    keep(office, "kcn_bao_minh/Nội quy Hoa Sen (bản ký).docx", same)
    declare(office, "bm001", "tep: kcn_bao_minh/Nội quy Hoa Sen (bản ký).docx", "so: 06/QĐ-HOASEN", "ngay: 20/6/2016")
    answer = closely(office, docgen)
    assert answer.code == 0, answer.err
    assert "Kết quả: còn phù hợp. Nội quy hiện hành: 06/QĐ-HOASEN ngày 20/6/2016." in answer.out
    assert "[" not in answer.out


def test_a_fact_that_has_changed_asks_for_more_and_says_where_it_stands(office: Path, docgen: Command) -> None:
    keep(office, "cu.docx", made_from(office, "bm001", "camera: có", "camera: không", docgen))
    declare(office, "bm001", "tep: cu.docx")
    answer = closely(office, docgen)
    line = 1 + record_of(office, "bm001").read_text(encoding="utf-8").splitlines().index("  camera: có")
    assert "Kết quả: phải bổ sung" in answer.out
    missing = answer.out.split("«Hệ thống camera giám sát»")[1].split("[")[0]
    assert "vì: Có camera giám sát: có" in missing
    assert "chỉ có khi doanh_nghiep.dac_diem.camera" in missing
    assert f"records/doanh_nghiep/bm001.yaml:{line}:" in missing
    assert "[không còn áp dụng]" in answer.out
    assert "chưa lắp camera" in answer.out


def test_an_article_that_no_longer_applies_is_told_with_its_fact(office: Path, docgen: Command) -> None:
    keep(office, "cu.docx", made_from(office, "bm001", "camera: có", "camera: có\n  ca_dem: có", docgen))
    declare(office, "bm001", "tep: cu.docx")
    answer = closely(office, docgen)
    assert "Kết quả: phải bổ sung" in answer.out
    gone = answer.out.split("«Bảo đảm an ninh, trật tự trong ca đêm» của văn bản cũ")
    assert gone[0].rstrip().rsplit("\n", 1)[-1].strip().startswith("[không còn áp dụng]")
    assert "Có làm ca đêm: không" in gone[1]
    assert "(mặc định)" in gone[1]


def test_the_act_it_rests_on_mainly_has_ended_so_it_must_be_replaced(
    office: Path, docgen: Command, same: bytes
) -> None:
    keep(office, "cu.docx", same)
    declare(office, "bm001", "tep: cu.docx")
    act = office / "records/van_ban_phap_luat/nd_06_2013.yaml"
    spoil(act, "tu: 01/3/2013", "tu: 01/3/2013\nden: 31/12/2016")
    heir = act.read_text(encoding="utf-8").replace("06/2013", "07/2016").replace("nd_06_2013", "nd_07_2016")
    heir = heir.replace("tu: 01/3/2013\nden: 31/12/2016", "tu: 01/01/2017")
    (act.parent / "moi.yaml").write_text(heir, encoding="utf-8")
    answer = closely(office, docgen)
    assert "Kết quả: phải thay thế" in answer.out
    assert "[căn cứ chính hết hiệu lực] Nghị định số 06/2013/NĐ-CP" in answer.out
    assert "hết hiệu lực sau ngày 31/12/2016; nay là Nghị định số 07/2016/NĐ-CP" in answer.out


def test_another_act_that_has_ended_asks_for_completing(office: Path, docgen: Command, same: bytes) -> None:
    word = docx.Document(io.BytesIO(same))
    next(item for item in word.paragraphs if item.text.startswith("Căn cứ")).insert_paragraph_before(
        "Căn cứ Luật Cơ sở số 11/2005/QH11;"
    )
    buffer = io.BytesIO()
    word.save(buffer)
    keep(office, "cu.docx", buffer.getvalue())
    declare(office, "bm001", "tep: cu.docx")
    (office / "records/van_ban_phap_luat/luat.yaml").write_text(
        "- {ma: luat_a, trich_dan: Luật Cơ sở ngày 01 tháng 6 năm 2005, thu_bac: 1, tu: 01/01/2006, den: 31/12/2016, "
        "dung_cho: [noi_quy], nguon: mẫu}\n"
        "- {ma: luat_b, trich_dan: Luật Cơ sở ngày 02 tháng 6 năm 2016, thu_bac: 1, tu: 01/01/2017, "
        "dung_cho: [noi_quy], nguon: mẫu}\n",
        encoding="utf-8",
    )
    answer = closely(office, docgen)
    assert "Kết quả: phải bổ sung" in answer.out
    assert "[căn cứ hết hiệu lực] Luật Cơ sở ngày 01 tháng 6 năm 2005" in answer.out
    assert "nay là Luật Cơ sở ngày 02 tháng 6 năm 2016" in answer.out


def test_a_short_regulation_typed_by_hand_must_be_replaced(office: Path, docgen: Command) -> None:
    lines = ["NỘI QUY", "ĐIỀU 1: thẻ ra vào", "Đeo thẻ khi vào cổng.", "Điều 2. Giờ làm việc", "1) Từ 7 giờ."]
    keep(office, "cu.docx", typed([*lines, "Theo Nghị định số 99/1999/NĐ-CP."]))
    declare(office, "bm001", "tep: cu.docx")
    answer = closely(office, docgen)
    assert "Kết quả: phải thay thế" in answer.out
    assert "Có 1 trong " in answer.out
    assert "[cần người xem] 99/1999/NĐ-CP" in answer.out
    assert "[cần người xem] Điều 2 «Giờ làm việc» của văn bản cũ" in answer.out


def test_the_same_text_typed_by_hand_without_styles_still_fits(office: Path, docgen: Command, same: bytes) -> None:
    lines = []
    for style, text in paragraphs_of(same):
        lines.append(text.upper().replace(".", ":", 1) if style == "VB Điều" else text.replace(";", " ;"))
    keep(office, "cu.docx", typed(lines))
    declare(office, "bm001", "tep: cu.docx")
    answer = closely(office, docgen)
    assert "Kết quả: còn phù hợp" in answer.out, answer.out


def test_other_words_under_the_same_heading_are_told(office: Path, docgen: Command, same: bytes) -> None:
    word = docx.Document(io.BytesIO(same))
    at = next(place for place, item in enumerate(word.paragraphs) if item.text.endswith("Thẻ ra, vào"))
    for item in word.paragraphs[at + 1 : at + 6]:
        item.runs[0].text = "Ai cũng có thể đi lại tự do trong nhà máy vào mọi lúc, kể cả ban đêm và ngày nghỉ"
        for run in item.runs[1:]:
            run.text = ""
    buffer = io.BytesIO()
    word.save(buffer)
    keep(office, "cu.docx", buffer.getvalue())
    declare(office, "bm001", "tep: cu.docx")
    answer = closely(office, docgen)
    assert "Kết quả: phải bổ sung" in answer.out
    assert "[khác nội dung] Điều 6 «Thẻ ra, vào»" in answer.out


def test_none_and_silence_are_not_the_same(office: Path, docgen: Command) -> None:
    declare(office, "bm001", "da_co: không")
    answer = docgen("--thu-muc", office, "review", "--ngay", DAY, "--thu")
    assert answer.code == 0
    rows = [line.split("  ") for line in answer.out.splitlines()]
    heading = next(row for row in rows if "Khu, cụm" in row[0])
    assert [cell.strip() for cell in heading if cell.strip()] == ["Khu, cụm", "chưa có", "chưa khai"]
    assert next(line for line in answer.out.splitlines() if line.startswith("Cộng")).split() == ["Cộng", "1", "2"]
    assert "2 doanh nghiệp chưa khai nội quy hiện hành: ghi khóa noi_quy_hien_hanh" in answer.out
    assert not (office / "output").exists()


@pytest.mark.parametrize(
    "name",
    [
        "../bm001.docx",
        "/etc/passwd",
        "a/../../b.docx",
        "C:\\x.docx",
        ".an.docx",
        "a//b.docx",
        "~$cu.docx",
        "a/./b.docx",
    ],
)
def test_a_name_that_leads_out_of_the_folder_is_refused(office: Path, docgen: Command, name: str) -> None:
    line = declare(office, "bm001", f"tep: '{name}'")
    answer = docgen("--thu-muc", office, "review")
    assert answer.code == 1
    assert f"records/doanh_nghiep/bm001.yaml:{line}:" in answer.err
    assert "không phải là tên tệp dùng được" in answer.err
    assert not (office / "output").exists()


def test_a_link_to_a_file_outside_is_not_read(office: Path, docgen: Command, same: bytes, tmp_path: Path) -> None:
    (tmp_path / "ngoai.docx").write_bytes(same)
    (office / "records/noi_quy_hien_hanh").mkdir()
    (office / "records/noi_quy_hien_hanh/cu.docx").symlink_to(tmp_path / "ngoai.docx")
    declare(office, "bm001", "tep: cu.docx")
    answer = closely(office, docgen)
    assert answer.code == 3
    assert "dẫn ra ngoài thư mục" in answer.err


def _scan() -> bytes:
    picture = io.BytesIO(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001000"
            "5fe02fea7350000000049454e44ae426082"
        )
    )
    word = docx.Document()
    try:
        word.add_picture(picture)
    except Exception:  # pragma: no cover - the picture is known to be right
        pytest.fail("the test's own picture is wrong")
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("file", "data", "said"),
    [
        ("khong_co.docx", None, "không có tệp"),
        ("ban_quet.pdf", b"%PDF-1.4", "tệp .pdf"),
        ("cu.doc", b"\xd0\xcf\x11\xe0", "tệp .doc"),
        ("cu.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Word cũ"),
        ("cu.docx", b"%PDF-1.4 ....", "PDF"),
        ("cu.docx", b"", "noi_quy_hien_hanh/cu.docx"),
        ("quet.docx", "scan", "ảnh"),
        ("bom.docx", "bomb", "noi_quy_hien_hanh/bom.docx"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_at_its_record_and_the_others_go_on(
    office: Path, docgen: Command, file: str, data: bytes | str | None, said: str
) -> None:
    if data == "scan":
        data = _scan()
    if data == "bomb":
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/document.xml", b" " * 250_000_000)
        data = buffer.getvalue()
    if isinstance(data, bytes):
        keep(office, file, data)
    line = declare(office, "bm001", f"tep: {file}")
    declare(office, "bm002", "da_co: không")
    answer = docgen("--thu-muc", office, "review", "--ngay", DAY, "--thu")
    assert answer.code == 3
    assert f"records/doanh_nghiep/bm001.yaml:{line}:" in answer.err
    assert "noi-quy-hien-hanh-khong-doc-duoc" in answer.err
    assert said.casefold() in answer.err.casefold()
    assert "không đọc được tệp" in answer.out
    assert "chưa có" in answer.out


def test_the_lists_are_good_papers_and_say_what_was_found(office: Path, docgen: Command, same: bytes) -> None:
    keep(office, "cu.docx", made_from(office, "bm001", "camera: có", "camera: không", docgen))
    declare(office, "bm001", "tep: cu.docx", "so: 07/QĐ-HS & <b>", "ngay: 01/02/2016")
    spoil(record_of(office, "bm002"), "Công ty TNHH Cơ khí & Đúc", "Công ty <w:t> {{ x }} “&amp;” =1+1")
    declare(office, "bm002", "da_co: không")
    answer = docgen("--thu-muc", office, "review", "--ngay", DAY, "--khu", "kcn_bao_minh")
    assert answer.code == 0, answer.err
    papers = tree(office / "output")
    assert [Path(name).suffix for name in papers] == [".xlsx", ".docx"] or len(papers) == 2
    data = next(papers[name] for name in papers if name.endswith(".docx"))
    assert not ooxml_findings(data)
    texts = [text for _, text in paragraphs_of(data)]
    assert "DANH SÁCH" in texts
    assert "07/QĐ-HS & <b> ngày 01/02/2016" in texts
    assert any("Hệ thống camera giám sát" in text for text in texts)
    assert any("Có camera giám sát: có" in text for text in texts)
    assert any(text.startswith("Công ty <w:t> {{ x }} “&amp;” =1+1") for text in texts)
    assert any("phải bổ sung: 01" in text and "chưa có: 01" in text for text in texts)
    book = openpyxl.load_workbook(io.BytesIO(next(papers[name] for name in papers if name.endswith(".xlsx"))))
    rows = list(book["Kết quả rà soát"].iter_rows(values_only=True))
    assert [row[4] for row in rows[1:]] == ["phải bổ sung", "chưa có"]
    assert any(
        "records/doanh_nghiep/bm001.yaml:" in str(row[6]) for row in book["Điều khoản"].iter_rows(values_only=True)
    )


def test_lists_edited_by_hand_are_kept_and_no_build_makes_or_misses_them(office: Path, docgen: Command) -> None:
    words = ("--thu-muc", office, "review", "--ngay", DAY, "--khu", "kcn_bao_minh")
    assert docgen(*words).code == 0
    (file,) = (office / "output").rglob("*.docx")
    first = tree(office / "output")
    assert docgen(*words).code == 0
    assert tree(office / "output") == first
    file.write_bytes(b"toi da sua")
    answer = docgen(*words)
    assert "(bản mới)" in answer.out
    assert file.read_bytes() == b"toi da sua"
    built = docgen("--thu-muc", office, "build")
    assert built.code == 0, built.err
    assert "không còn thuộc hồ sơ" not in built.out
    assert "ra_soat" not in docgen("--thu-muc", office, "status").out
    refused = docgen("--thu-muc", office, "build", "ra_soat")
    assert refused.code == 2
    assert "docgen review" in refused.err


def test_a_park_whose_board_has_no_record_gets_its_list_from_the_agency_that_is_named(
    office: Path, docgen: Command
) -> None:
    answer = docgen("--thu-muc", office, "review", "--ngay", DAY, "--khu", "ccn_an_xa")
    assert answer.code == 3
    assert "thieu-co-quan-quan-ly" in answer.err
    assert "Ủy ban nhân dân thành phố Nam Định" in answer.out
    assert [Path(name).suffix for name in tree(office / "output")] == [".xlsx"]
    answer = docgen("--thu-muc", office, "review", "--ngay", DAY, "--khu", "ccn_an_xa", "--co-quan", "ubnd_tinh")
    assert answer.code == 0, answer.err
    (paper,) = (data for name, data in tree(office / "output").items() if name.endswith(".docx"))
    assert "ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH" in " ".join(text for _, text in paragraphs_of(paper))


@pytest.mark.parametrize("words", [("--ngay", "31/2/2017"), ("--khu", "khong_co"), ("--co-quan", "khong_co")])
def test_words_that_mean_nothing_are_told(office: Path, docgen: Command, words: tuple[str, ...]) -> None:
    assert docgen("--thu-muc", office, "review", *words).code == 2
    assert not (office / "output").exists()


def test_the_files_of_regulations_are_no_records(office: Path, docgen: Command) -> None:
    keep(office, "cu.docx", b"khong phai ho so")
    keep(office, "ghi_chu.yaml", b"- khong: phai\n")
    answer = docgen("--thu-muc", office, "check")
    assert answer.code == 0
    assert "noi_quy_hien_hanh" not in answer.out + answer.err


def test_a_file_that_nobody_may_read_is_told(office: Path, docgen: Command, same: bytes) -> None:
    keep(office, "cu.docx", same)
    target = office / "records/noi_quy_hien_hanh/cu.docx"
    target.unlink()
    os.mkfifo(target)
    declare(office, "bm001", "tep: cu.docx")
    answer = closely(office, docgen)
    assert answer.code == 3
    assert "không phải là tệp thông thường" in answer.err


def _lists(office: Path, docgen: Command, *words: str) -> tuple[int, str, list[bytes]]:
    answer = docgen("--thu-muc", office, "review", "--ngay", DAY, "--khu", "ccn_an_xa", *words)
    found = [data for name, data in tree(office / "output").items() if name.endswith(".docx")]
    return answer.code, answer.err, found


def _with_reviewer(office: Path, agency: str) -> int:
    """Name an agency in the record of the cluster and return the line where."""
    file = office / "records/khu/khu.yaml"
    text = file.read_text("utf-8")
    assert text.count("  ma: ccn_an_xa\n") + text.count("- ma: ccn_an_xa\n") == 1
    text = re.sub(r"(- ma: ccn_an_xa\n)", rf"\1  co_quan_ra_soat: {agency}\n", text)
    file.write_text(text, encoding="utf-8")
    return text.split("co_quan_ra_soat")[0].count("\n") + 1


def test_the_agency_that_a_parks_record_names_makes_its_list(office: Path, docgen: Command) -> None:
    _with_reviewer(office, "ubnd_tinh")
    code, said, papers = _lists(office, docgen)
    assert code == 0, said
    assert "ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH" in " ".join(text for _, text in paragraphs_of(papers[0]))


def test_an_agency_that_nobody_knows_in_a_parks_record_is_an_error_at_its_place(office: Path, docgen: Command) -> None:
    line = _with_reviewer(office, "ubnd_tinhh")
    code, said, papers = _lists(office, docgen)
    assert (code, papers) == (1, [])
    assert f"records/khu/khu.yaml:{line}:20: lỗi [ma-khong-co]" in said
    assert "ubnd_tinh" in said


def test_the_police_of_the_district_makes_the_list_where_only_they_have_a_record(office: Path, docgen: Command) -> None:
    file = office / "records/co_quan/co_quan.yaml"
    text = file.read_text("utf-8")
    assert text.count("ten: Ủy ban nhân dân tỉnh Nam Định,") == 1
    renamed = text.replace("ten: Ủy ban nhân dân tỉnh Nam Định,", "ten: Công an thành phố Nam Định,")
    file.write_text(renamed, encoding="utf-8")
    code, said, papers = _lists(office, docgen)
    assert code == 0, said
    assert "CÔNG AN THÀNH PHỐ NAM ĐỊNH" in " ".join(text for _, text in paragraphs_of(papers[0]))


def test_a_list_that_nobody_can_make_says_which_record_lacks_what_and_the_ways_out(
    office: Path, docgen: Command
) -> None:
    text = (office / "records/khu/khu.yaml").read_text("utf-8")
    before, _, after = text.partition("- ma: ccn_an_xa")
    line = (before + after.partition("don_vi_quan_ly")[0]).count("\n") + 1
    code, said, papers = _lists(office, docgen)
    assert (code, papers) == (3, [])
    assert f"records/khu/khu.yaml:{line}:" in said
    assert "thieu-co-quan-quan-ly" in said
    assert "co_quan_ra_soat: MÃ (mã đang có: " in said
    assert "records/co_quan" in said
    assert "--co-quan MÃ" in said


def test_no_cell_of_a_list_ends_with_a_stray_semicolon(office: Path, docgen: Command) -> None:
    keep(office, "cu.docx", made_from(office, "bm001", "camera: có", "camera: không", docgen))
    declare(office, "bm001", "tep: cu.docx", "so: 07/QĐ-HS", "ngay: 01/02/2016")
    assert docgen("--thu-muc", office, "review", "--ngay", DAY, "--khu", "kcn_bao_minh").code == 0
    (data,) = (data for name, data in tree(office / "output").items() if name.endswith(".docx"))
    cells = [
        [paragraph.text for paragraph in cell.paragraphs if paragraph.text.startswith("- ")]
        for table in docx.Document(io.BytesIO(data)).tables
        for row in table.rows
        for cell in row.cells
    ]
    listed = [lines for lines in cells if lines]
    assert any(len(lines) > 1 for lines in listed)
    for lines in listed:
        assert not lines[-1].endswith((";", ";."))
        assert all(line.endswith(";") and not line.endswith(";;") for line in lines[:-1])


def test_every_park_of_the_shipped_records_gets_its_list(docgen: Command, tmp_path: Path) -> None:
    answer = docgen("--thu-muc", REPOSITORY, "review", "--ngay", "15/11/2026", "--ra", tmp_path)
    assert answer.code == 0, answer.err
    assert len(list(tmp_path.rglob("*.docx"))) == 9
