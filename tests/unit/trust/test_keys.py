"""Private keys lie sealed, the list of keys is read back as written, and what is wrong with it is told."""

from __future__ import annotations

import pickle
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from docgen.trust import load_key_book, write_key_book
from docgen.trust.signing import WrongPassphraseError, open_sealed
from tests.support.tokens import OTHER_SIGNER, SIGNER, book, entry

CHANCE = bytes(range(32))
SEALED = SIGNER.sealed("mật khẩu dài", CHANCE)
FILE = "khoa/so_khoa.yaml"


def test_a_sealed_key_is_opened_by_its_passphrase_only() -> None:
    assert open_sealed(SEALED, "mật khẩu dài").sign(b"giay") == SIGNER.sign(b"giay")
    for data, passphrase in ((SEALED, "mật khẩu"), (SEALED, ""), (SEALED[:-60], "mật khẩu dài"), (b"", "x")):
        with pytest.raises(WrongPassphraseError):
            open_sealed(data, passphrase)
    assert SIGNER.sealed("mật khẩu dài", CHANCE[::-1]) != SEALED


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_openssl_opens_it_too_and_stretches_the_passphrase_long(tmp_path: Path) -> None:
    path = tmp_path / "khoa.pem"
    path.write_bytes(SEALED)
    command = ["openssl", "pkey", "-in", str(path), "-passin", "pass:mật khẩu dài", "-noout", "-text"]
    assert b"ED25519" in subprocess.run(command, capture_output=True, check=True).stdout
    parsed = subprocess.run(["openssl", "asn1parse", "-in", path], capture_output=True, check=True).stdout
    assert f"INTEGER           :{600_000:06X}".encode() in parsed


def test_a_private_key_does_not_travel() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(SIGNER)


def test_a_list_of_keys_is_read_back_as_written() -> None:
    retired = entry(OTHER_SIGNER, last_day=date(2020, 1, 31))
    keys = book(entry(holder='Ban "Quản lý": #1'), retired, hosts=("a.vn", "b.vn:81"))
    assert load_key_book(write_key_book(keys), FILE) == (keys, [])
    empty = book().model_copy(update={"keys": (), "hosts": ()})
    assert load_key_book(write_key_book(empty), FILE) == (empty, [])


TEXT = write_key_book(book(entry(), entry(OTHER_SIGNER)))
_, FIRST, SECOND = TEXT.split("  - ma: ")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (f"ma: {entry().id}", f"ma: {entry(OTHER_SIGNER).id}", "ma-khoa-sai"),
        (SECOND, FIRST, "khoa-trung"),
        ("tu_ngay: 01/01/2017\n", "tu_ngay: 01/01/2017\n    den_ngay: 31/12/2016\n", "ngay-khoa-nguoc"),
        ('khoa_cong_khai: "', 'khoa_cong_khai: "A', "gia-tri-sai"),
        ("xacthuc.namdinh.gov.vn", "https://xacthuc.vn/", "gia-tri-sai"),
    ],
)
def test_what_is_wrong_with_a_list_of_keys_is_told_with_its_line(old: str, new: str, code: str) -> None:
    changed = TEXT.replace(old, new, 1)
    assert changed != TEXT
    keys, found = load_key_book(changed, FILE)
    assert keys is None
    assert code in {complaint.rule.code for complaint in found}
    assert all(complaint.span.line for complaint in found)


def test_a_certificate_is_signed_by_the_newest_key_of_its_agency_that_covers_its_day() -> None:
    old, new = entry(last_day=date(2019, 6, 30)), entry(OTHER_SIGNER, first_day=date(2019, 1, 1))
    keys = book(old, new)
    days = {date(2018, 1, 1): old, date(2019, 1, 1): new, date(2026, 1, 1): new, date(2016, 1, 1): None}
    assert {day: keys.for_day("ubnd_tinh", day) for day in days} == days
    assert keys.for_day("bql", date(2018, 1, 1)) is None
