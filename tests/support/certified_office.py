"""Small offices with many parks that meet the standard, whose certificates take their numbers from a register."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
YEAR = 2019
_PARK = """
- ma: khu_{at:02d}
  loai: KCN
  ten: Thứ {at:02d}
  vi_tri:
    - {{tu: 01/01/2003, dia_ban: "huyện Vụ Bản, tỉnh Nam Định", tinh: Nam Định, cong_an_dia_ban: Công an huyện Vụ Bản, \
don_vi_quan_ly: Ban Quản lý các khu công nghiệp tỉnh}}
"""
_RESULT = """
  - khu: khu_{at:02d}
    so_lieu: {{so_dn: 40, so_dn_dang_ky: 36, so_chay_no: 0}}
    cong_nhan:
      so_quyet_dinh: 125/QĐ-UBND
      ngay_quyet_dinh: 18/11/{year}
"""
_YEAR = """nam: {year}
ngay_hop_xet: 15/11/{year}
bo_tieu_chi_khu: khu_2016
co_quan_cong_nhan: ubnd_tinh
ky_hieu_so: GCN-ATANTT
{more}ket_qua:
{results}
"""


def write_office(folder: Path, parks: int, typed: Mapping[int, int] | None = None, more: str = "") -> Path:
    """Write an office of so many recognised parks of one year; ``typed`` gives numbers by park (from 1).

    ``more`` are further lines of the year's record.
    """
    shutil.copytree(REPOSITORY / "tests/dossiers/nho/records", folder / "records")
    for name in ("giay_cong_nhan", "the_thuc"):
        shutil.copytree(REPOSITORY / "templates" / name, folder / "templates" / name)
    for file in (folder / "records/van_ban_phap_luat").glob("*.yaml"):
        file.write_text(re.sub(r"(?m)^dung_cho:.*$", "dung_cho: []", file.read_text("utf-8")), encoding="utf-8")
    text = "".join(_PARK.format(at=at).lstrip("\n") for at in range(1, parks + 1))
    (folder / "records/khu/them.yaml").write_text(text, encoding="utf-8")
    write_year(folder, range(1, parks + 1), typed, more)
    return folder


def write_year(
    folder: Path, parks: range | list[int], typed: Mapping[int, int] | None = None, more: str = "", year: int = YEAR
) -> Path:
    """Write (or write anew) the record of a year and return its file."""
    rows = []
    for at in parks:
        row = _RESULT.format(at=at, year=year).strip("\n")
        if typed and at in typed:
            row += f"\n      so_vao_so: {typed[at]:02d}"
        rows.append(row)
    file = folder / f"records/danh_gia/{year}.yaml"
    file.write_text(_YEAR.format(year=year, more=more, results="\n".join(rows)), encoding="utf-8")
    return file


def printed_serials(output: Path, year: int = YEAR) -> dict[str, str]:
    """Return the number printed on each certificate, by the park's id; «» where none is."""
    from pypdf import PdfReader

    found = {}
    for path in sorted((output / "giay_cong_nhan" / str(year)).glob("*.pdf")):
        text = PdfReader(path).pages[0].extract_text()
        match = re.search(r"(\d{2,})/" + str(year) + "/GCN-ATANTT", text)
        found[path.name.split("-")[0].removeprefix(f"{year}_")] = match[0] if match else ""
    return found
