"""``docgen verify``: genuine, cancelled, unknown and forged certificates told apart, in words and by exit code."""

from __future__ import annotations

import random
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from docgen.pdf import NotAPdfError, first_page_as_png, pages_of
from docgen.production import NotCheckableError, read_key_book, verify
from docgen.trust import EntryState, Standing
from tests.functional.conftest import Answer, Command
from tests.support.signed_office import (
    NAME,
    SERIAL,
    certificate_of,
    drawn,
    export_of,
    signed_office,
    token_of,
)
from tests.support.tokens import OTHER_SIGNER, TODAY, token

GENUINE, CANCELLED, NOT_IN_REGISTER, FORGED, UNKNOWN_KEY, NO_CODE = 0, 10, 11, 12, 13, 15


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a key and its certificate made."""
    return signed_office(tmp_path_factory.mktemp("office") / "van_phong")


@pytest.fixture
def real(made: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(made, tmp_path / "van_phong"))


def _verified(docgen: Command, office: Path, data: bytes, *words: str | Path) -> Answer:
    path = office / "giay_xem.bin"
    path.write_bytes(data)
    return docgen("--thu-muc", office, "verify", path, *words)


def test_file_photo_and_text_of_a_genuine_certificate_are_proved_and_shown(real: Path, docgen: Command) -> None:
    path = certificate_of(real)
    photo = real / "anh.png"
    photo.write_bytes(first_page_as_png(path.read_bytes(), 200))
    for target in (path, photo, token_of(real)):
        answer = docgen("--thu-muc", real, "verify", target)
        assert answer.code == GENUINE
        assert answer.out.startswith("CHỮ KÝ ĐÚNG, CHƯA ĐỐI CHIẾU SỔ")
        assert all(words in answer.out for words in (NAME, SERIAL, "125/QĐ-UBND", "18/11/2017"))


def test_an_inspector_needs_nothing_but_the_public_list_and_the_register(
    real: Path, docgen: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = export_of(real)
    keys = tmp_path / "so_khoa.yaml"
    keys.write_bytes((real / "khoa/so_khoa.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)
    answer = docgen("verify", certificate_of(real), "--khoa", keys, "--so", export)
    assert answer.code == GENUINE
    assert answer.out.startswith("CÓ GIÁ TRỊ\n")


def test_a_cancelled_certificate_and_one_that_the_register_lacks_are_told_apart(real: Path, docgen: Command) -> None:
    path = certificate_of(real)
    cancelled = docgen("--thu-muc", real, "verify", path, "--so", export_of(real, EntryState.CANCELLED))
    assert cancelled.code == CANCELLED
    assert cancelled.out.startswith("ĐÃ THU HỒI")
    assert "Quyết định số 9/QĐ-UBND" in cancelled.out
    lacking = docgen("--thu-muc", real, "verify", path, "--so", export_of(real, entries=()))
    assert lacking.code == NOT_IN_REGISTER
    assert lacking.out.startswith("KHÔNG CÓ TRONG SỔ")
    old = docgen("--thu-muc", real, "verify", path, "--so", export_of(real, entries=(), day=date(2017, 11, 1)))
    assert "hãy dùng sổ mới hơn" in old.out


def test_a_genuine_code_on_a_certificate_that_prints_otherwise_is_forged(real: Path, docgen: Command) -> None:
    token_text = token_of(real)
    assert _verified(docgen, real, drawn(real, token_text)).code == GENUINE
    for changed, said in (
        ({"khu": {"ten_day_du": "Khu công nghiệp Bảo Mình"}}, "tên được cấp theo mã"),
        ({"cong_nhan": {"so_vao_so": "02/2017/GCN-ATANTT"}}, "số vào sổ theo mã"),
        ({"cong_nhan": {"nam": 2018}}, "năm được công nhận theo mã"),
        ({"cong_nhan": {"so_quyet_dinh": "1125/QĐ-UBND"}}, "số quyết định theo mã"),
        ({"cong_nhan": {"ngay_quyet_dinh": date(2018, 11, 18)}}, "mà mã không có"),
    ):
        answer = _verified(docgen, real, drawn(real, token_text, **changed))
        assert answer.code == FORGED
        assert answer.out.startswith("GIẢ")
        assert said in answer.out


def test_one_changed_bit_of_the_token_is_forged_wherever_it_is(real: Path, docgen: Command) -> None:
    text = token_of(real)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    chance = random.Random(1)
    start = text.index("#") + 1
    codes = set()
    for place in (*chance.sample(range(start, len(text)), 40), len(text) - 1):
        letter = letters[letters.index(text[place]) ^ 1 << chance.randrange(5)]
        codes.add(docgen("--thu-muc", real, "verify", text[:place] + letter + text[place + 1 :]).code)
    assert codes <= {FORGED, UNKNOWN_KEY}
    other_host = text.replace("XACTHUC.VN", "XACTHUK.VN")
    assert docgen("--thu-muc", real, "verify", other_host).code == FORGED
    assert _verified(docgen, real, drawn(real, text[:-5] + "AAAAA")).code == FORGED


def test_the_key_of_another_office_is_unknown_and_its_name_does_not_help(real: Path, docgen: Command) -> None:
    answer = _verified(docgen, real, drawn(real, token(OTHER_SIGNER, "xacthuc.vn")))
    assert answer.code == UNKNOWN_KEY
    assert answer.out.startswith("KHÔNG XÁC ĐỊNH ĐƯỢC KHÓA")


def test_a_token_dated_after_its_key_was_retired_is_refused(
    real: Path, docgen: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    [key] = (real / "khoa").glob("*.pem")
    text = token_of(real)
    assert docgen("--thu-muc", real, "keys", "retire", key.stem, "--den-ngay", "17/11/2017").code == 0
    answer = docgen("--thu-muc", real, "verify", text)
    assert answer.code == FORGED
    assert "sau ngày 17/11/2017 là ngày khóa" in answer.out


def test_a_changed_bit_of_the_file_never_makes_it_say_something_else(real: Path) -> None:
    """A bit that changes no word and no module may pass; whatever passes has the very words of the original."""
    data = certificate_of(real).read_bytes()
    [page] = pages_of(data)
    book, _, _ = read_key_book(real)
    assert book is not None
    chance = random.Random(7)
    tail = data.rindex(b" 0 obj", 0, data.index(b"xpacket"))
    standings = []
    for number in range(24):
        changed = bytearray(data)
        changed[chance.randrange(tail - 6000 if number % 3 else 0, len(data))] ^= 1 << chance.randrange(8)
        target = real / "giay_xem.pdf"
        target.write_bytes(changed)
        try:
            [answer] = verify(str(target), book, None, TODAY)
        except NotCheckableError:
            continue
        standings.append(answer.verdict.standing)
        if standings[-1] is Standing.GENUINE:
            [seen] = pages_of(bytes(changed))
            assert seen.text.split() == page.text.split()
    assert set(standings) > {Standing.GENUINE}


@pytest.mark.parametrize(
    "changed",
    [
        {"van_ban": {"chu_ky": [{"quyen_han": "TM. ỦY BAN NHÂN DÂN", "chuc_vu": "CHỦ TỊCH", "ho_ten": "Vũ Văn Mậu"}]}},
        {"khu": {"dia_ban": "huyện Vụ Bản, tỉnh Ninh Bình"}},
        {"van_ban": {"co_quan": [{"ma": "ubnd_tinh", "ten": "Ủy ban nhân dân tỉnh Ninh Bình"}]}},
    ],
)
def test_other_words_of_the_page_cannot_be_changed_either(
    real: Path, docgen: Command, changed: dict[str, dict[str, Any]]
) -> None:
    answer = _verified(docgen, real, drawn(real, token_of(real), **changed))
    assert answer.code == FORGED
    assert "chữ trên trang không đúng như khi cấp" in answer.out


def test_a_picture_whose_code_was_painted_over_has_no_code(real: Path, docgen: Command) -> None:
    photo = real / "anh.png"
    photo.write_bytes(first_page_as_png(certificate_of(real).read_bytes(), 150))
    with Image.open(photo) as image:
        image.load()
        across, down = image.width * 134.5 / 297, image.height * 169 / 210
        image.paste((255, 255, 255), (int(across) - 30, int(down) - 80, int(across) + 30, int(down) + 80))
        image.save(photo)
    answer = docgen("--thu-muc", real, "verify", photo)
    assert answer.code == NO_CODE
    assert answer.out.startswith("KHÔNG THẤY MÃ")


def test_a_certificate_without_a_code_says_so(real: Path, docgen: Command) -> None:
    (real / "khoa").rename(real / "khoa_cu")
    docgen("--thu-muc", real, "build", "giay-cong-nhan")
    answer = docgen("verify", certificate_of(real), "--khoa", real / "khoa_cu/so_khoa.yaml")
    assert answer.code == NO_CODE


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "không đọc được tệp này như một hình"), (b"%PDF-1.7 hong", "không mở được tệp PDF"), (b"GIF89a", "hình")],
)
def test_a_file_that_is_neither_page_nor_picture_is_wrong_use(
    real: Path, docgen: Command, data: bytes, said: str
) -> None:
    answer = _verified(docgen, real, data)
    assert answer.code == 2
    assert said in answer.err


def test_what_is_neither_file_nor_token_and_what_lacks_keys_or_has_a_bad_register_is_wrong_use(
    real: Path, docgen: Command, tmp_path: Path
) -> None:
    assert "không phải là tệp" in docgen("--thu-muc", real, "verify", "khong_co.pdf").err
    assert "không có sổ khóa" in docgen("--thu-muc", tmp_path, "verify", certificate_of(real)).err
    export = export_of(real, EntryState.CANCELLED)
    export.write_bytes(export.read_bytes().replace(b'"huy"', b'"hieu_luc"'))
    answer = docgen("--thu-muc", real, "verify", certificate_of(real), "--so", export)
    assert answer.code == 2
    assert "sổ đã bị sửa" in answer.err


def test_a_huge_picture_and_a_page_of_kilometres_are_refused_or_drawn_small() -> None:
    small = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    small += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9000000 9000000]>>endobj\ntrailer<</Root 1 0 R>>\n"
    try:
        [page] = pages_of(small)
    except NotAPdfError:
        return
    assert len(page.picture) < 1_000_000
