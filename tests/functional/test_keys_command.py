"""``docgen keys`` and what a key changes in a build: codes that are signed, or none at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docgen.pdf import pages_of
from docgen.production import PASSPHRASE_VARIABLE, read_key_book
from docgen.trust import KeyBook, Standing, codes_in, judge
from tests.functional.conftest import Command, tree
from tests.support.certificates import findings
from tests.support.signed_office import PASSPHRASE, SERIAL, certificate_of, no_samples, without_code
from tests.support.tokens import TODAY

NEW = ("keys", "new", "--co-quan", "ubnd_tinh", "--tu-ngay", "1/1/2017")
BUILD = ("build", "giay-cong-nhan")


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)


@pytest.fixture
def real(office: Path) -> Path:
    no_samples(office)
    return office


def _book(office: Path) -> KeyBook:
    book, _, found = read_key_book(office)
    assert found == []
    assert book is not None
    return book


def _codes(path: Path) -> list[str]:
    [page] = pages_of(path.read_bytes())
    return codes_in(page.picture)


def test_a_new_key_is_listed_and_its_private_half_lies_sealed(real: Path, docgen: Command) -> None:
    answer = docgen("--thu-muc", real, *NEW, "--may-chu", "xacthuc.vn")
    assert answer.code == 0
    listed = docgen("--thu-muc", real, "keys", "list")
    assert "Ủy ban nhân dân tỉnh Nam Định (ubnd_tinh)" in listed.out
    assert "đang dùng" in listed.out
    assert "xacthuc.vn" in listed.out
    [private] = (real / "khoa").glob("*.pem")
    assert private.read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert private.stem in answer.out
    assert not any(PASSPHRASE.encode() in path.read_bytes() for path in real.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("words", "phrase", "said"),
    [
        (NEW, "ngắn", "ít nhất 8 ký tự"),
        (NEW, "", "cần mật khẩu"),
        ((*NEW[:3], "khong_co"), PASSPHRASE, "không có cơ quan «khong_co»"),
        ((*NEW, "--may-chu", "https://x.vn/"), PASSPHRASE, "không phải là tên miền"),
        (("keys", "retire", "AAAAAAAA"), PASSPHRASE, "không có khóa AAAAAAAA"),
    ],
)
def test_what_cannot_be_a_key_is_refused_and_nothing_is_written(
    real: Path, docgen: Command, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], phrase: str, said: str
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, phrase)
    answer = docgen("--thu-muc", real, *words)
    assert answer.code == 2
    assert said in answer.err
    assert not (real / "khoa").exists()


def test_without_a_key_a_certificate_is_what_it_was_before_there_were_codes(real: Path, docgen: Command) -> None:
    assert docgen("--thu-muc", real, *BUILD).code == 0
    plain = certificate_of(real).read_bytes()
    drawing = real / "templates/giay_cong_nhan/bo_tri.yaml"
    text = drawing.read_text("utf-8")
    assert without_code(text) != text
    assert "chi_khi_co_ma" not in without_code(text)
    drawing.write_text(without_code(text), "utf-8")
    assert docgen("--thu-muc", real, *BUILD).code == 0
    assert certificate_of(real).read_bytes() == plain


def test_with_a_key_it_has_a_code_the_same_every_time_in_any_number_of_processes(real: Path, docgen: Command) -> None:
    docgen("--thu-muc", real, *BUILD)
    plain = certificate_of(real).read_bytes()
    assert _codes(certificate_of(real)) == []
    docgen("--thu-muc", real, *NEW)
    assert "giay_cong_nhan" in docgen("--thu-muc", real, "status", "giay-cong-nhan").out
    assert docgen("--thu-muc", real, *BUILD).code == 0
    coded = certificate_of(real).read_bytes()
    assert coded != plain
    assert findings(coded) == []
    [code] = _codes(certificate_of(real))
    assert judge(code, _book(real), TODAY).standing is Standing.GENUINE
    for words in (("--lam-lai",), ("--lam-lai", "--tien-trinh", "2")):
        assert docgen("--thu-muc", real, *BUILD, *words).code == 0
        assert certificate_of(real).read_bytes() == coded


def test_a_wrong_or_missing_passphrase_or_key_file_writes_nothing(
    real: Path, docgen: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    docgen("--thu-muc", real, *NEW)
    for phrase, said in (("mật khẩu khác", "mật khẩu không mở được khóa"), ("", "cần mật khẩu của khóa")):
        monkeypatch.setenv(PASSPHRASE_VARIABLE, phrase)
        answer = docgen("--thu-muc", real, *BUILD)
        assert answer.code == 1
        assert said in answer.err
        assert not tree(real / "output")
    [private] = (real / "khoa").glob("*.pem")
    private.unlink()
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    answer = docgen("--thu-muc", real, *BUILD)
    assert answer.code == 1
    assert "hãy chép lại từ bản sao lưu" in answer.err


def test_a_sample_is_never_signed(office: Path, docgen: Command) -> None:
    docgen("--thu-muc", office, *NEW)
    assert docgen("--thu-muc", office, *BUILD).code == 0
    assert _codes(certificate_of(office)) == []


def test_a_certificate_older_than_every_key_or_without_a_number_has_no_code_and_that_is_told(
    real: Path, docgen: Command
) -> None:
    docgen("--thu-muc", real, *NEW[:4], "--tu-ngay", "1/1/2020")
    assert docgen("--thu-muc", real, *BUILD).code == 0
    assert _codes(certificate_of(real)) == []
    assert "giay-khong-co-khoa" in docgen("--thu-muc", real, "check").err
    docgen("--thu-muc", real, *NEW)
    record = real / "records/danh_gia/2017.yaml"
    record.write_text(record.read_text("utf-8").replace(", so_vao_so: 1", ""), "utf-8")
    assert "giay-thieu-du-lieu-ma" in docgen("--thu-muc", real, "check").err


def test_what_the_code_says_must_stand_on_the_page(real: Path, docgen: Command) -> None:
    docgen("--thu-muc", real, *NEW)
    drawing = real / "templates/giay_cong_nhan/bo_tri.yaml"
    text = drawing.read_text("utf-8")
    drawing.write_text(text.replace('noi_dung: ["{{ khu.ten_day_du }}"]', 'noi_dung: ["{{ khu.ten }}"]'), "utf-8")
    answer = docgen("--thu-muc", real, *BUILD)
    assert answer.code == 1
    assert "ma-qr-khac-chu-in" in answer.err
    drawing.write_text(text.replace("cho_ma:", "# cho_ma:"), "utf-8")
    assert "thieu-cho-ma" in docgen("--thu-muc", real, *BUILD).err


def test_a_name_too_long_for_a_code_is_told(real: Path, docgen: Command) -> None:
    docgen("--thu-muc", real, *NEW)
    drawing = real / "templates/giay_cong_nhan/bo_tri.yaml"
    text = drawing.read_text("utf-8")
    drawing.write_text(text.replace("tieu_chuan: An toàn", f"tieu_chuan: {'Ω' * 200} An toàn"), "utf-8")
    assert "ma-qr-qua-lon" in docgen("--thu-muc", real, *BUILD).err


def test_a_retired_key_proves_what_it_signed_and_a_new_one_signs_what_comes_later(real: Path, docgen: Command) -> None:
    docgen("--thu-muc", real, *NEW)
    docgen("--thu-muc", real, *BUILD)
    before = certificate_of(real).read_bytes()
    old = _book(real).keys[0].id
    assert docgen("--thu-muc", real, "keys", "retire", old, "--den-ngay", "31/12/2017").code == 0
    assert "ngừng dùng sau ngày 31/12/2017" in docgen("--thu-muc", real, "keys", "list").out
    assert docgen("--thu-muc", real, *NEW[:4], "--tu-ngay", "1/1/2018").code == 0
    assert docgen("--thu-muc", real, *BUILD, "--lam-lai").code == 0
    assert certificate_of(real).read_bytes() == before
    assert docgen("--thu-muc", real, "verify", certificate_of(real)).code == 0
    book = _book(real)
    assert book.for_day("ubnd_tinh", date(2017, 6, 1)) == book.find(old)
    assert book.for_day("ubnd_tinh", date(2018, 6, 1)) not in (None, book.find(old))
    assert docgen("--thu-muc", real, "keys", "retire", old, "--den-ngay", "1/1/2030").code == 2


def test_a_preview_shows_a_code_that_nobody_signed(real: Path, docgen: Command, tmp_path: Path) -> None:
    docgen("--thu-muc", real, *NEW)
    target = tmp_path / "xem.png"
    assert docgen("--thu-muc", real, "preview", "giay-cong-nhan", "--ra", target).code == 0
    assert len(codes_in(target.read_bytes())) == 1
    assert docgen("--thu-muc", real, "verify", target).code == 12


def test_values_that_look_like_markup_are_printed_and_proved_as_they_are(real: Path, docgen: Command) -> None:
    docgen("--thu-muc", real, *NEW)
    park = real / "records/khu/khu.yaml"
    name = "Bảo <b>Minh</b> & {_{ 1 }_}"
    park.write_text(park.read_text("utf-8").replace("ten: Bảo Minh", f'ten: "{name}"'), "utf-8")
    assert docgen("--thu-muc", real, *BUILD).code == 0
    answer = docgen("--thu-muc", real, "verify", certificate_of(real))
    assert answer.code == 0
    assert f"Cấp cho: Khu công nghiệp {name}" in answer.out
    assert SERIAL in answer.out


def test_a_broken_list_of_keys_stops_every_command_with_its_line(real: Path, docgen: Command) -> None:
    docgen("--thu-muc", real, *NEW)
    path = real / "khoa/so_khoa.yaml"
    path.write_text(path.read_text("utf-8").replace("tu_ngay: 01/01/2017", "tu_ngay: 45/01/2017"), "utf-8")
    for words in (("keys", "list"), NEW, BUILD, ("verify", "x" * 120), ("check",)):
        answer = docgen("--thu-muc", real, *words)
        assert answer.code == 1
        assert "khoa/so_khoa.yaml:10:14" in answer.err
