"""An agency through time."""

from __future__ import annotations

from datetime import date

from docgen.model import Agency, to_fields

POLICE = Agency.model_validate(
    {
        "ma": "cong_an_tinh",
        "luc_luong_vu_trang": "có",
        "giai_doan": [
            {
                "tu": "01/01/1997",
                "den": "30/6/2025",
                "ten": "Công an tỉnh Nam Định",
                "ten_ngan": "Công an tỉnh",
                "ky_hieu": "CAT",
                "dia_danh": "Nam Định",
                "chuc_vu_dung_dau": "Giám đốc",
            },
            {
                "tu": "01/7/2025",
                "ten": "Công an tỉnh Ninh Bình",
                "ten_ngan": "Công an tỉnh",
                "ky_hieu": "CAT",
                "dia_danh": "Ninh Bình",
                "chuc_vu_dung_dau": "Giám đốc",
            },
        ],
        "nguoi_ky": [
            {"ho_ten": "Trần Văn Một", "chuc_vu": "Giám đốc", "tu": "01/01/2015", "den": "31/12/2018"},
            {"ho_ten": "Lê Thị Hai", "chuc_vu": "Phó Giám đốc", "tu": "01/01/2016"},
        ],
    }
)


def test_an_agency_bears_the_name_of_the_day() -> None:
    before, after = POLICE.on(date(2025, 6, 30)), POLICE.on(date(2025, 7, 1))
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("Công an tỉnh Nam Định", "Công an tỉnh Ninh Bình")
    assert POLICE.on(date(1996, 12, 31)) is None


def test_the_first_person_in_office_signs_unless_another_is_named() -> None:
    def signer(day: date, name: str | None = None) -> str | None:
        person = POLICE.signatory_on(day, name)
        return person.name if person else None

    assert signer(date(2016, 3, 30)) == "Trần Văn Một"
    assert signer(date(2016, 3, 30), "Lê Thị Hai") == "Lê Thị Hai"
    assert signer(date(2019, 1, 1)) == "Lê Thị Hai"
    assert signer(date(2015, 6, 1), "Lê Thị Hai") is None


def test_fields_for_tags_stand_under_their_vietnamese_keys() -> None:
    fields = to_fields(POLICE)
    assert fields["giai_doan"][0]["tu"] == date(1997, 1, 1)
    assert fields["luc_luong_vu_trang"] is True
    assert fields["nguoi_ky"][1]["hinh_thuc_ky"] == "truc_tiep"
