"""Slugs, file names, nearest words, capitals, composed text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.vietnamese import capitalise_first, closest, nfc, one_spaced, safe_file_name, slug, upper

RESERVED = {"con", "prn", "aux", "nul"} | {f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789"}
any_text = st.text()


@pytest.mark.parametrize("label", ["Mã số thuế", "ma_so_thue", "Mã_số_thuế", "MÃ SỐ  THUẾ", "  mã-số-thuế: "])
def test_every_spelling_of_a_label_is_one_name(label: str) -> None:
    assert slug(label) == "ma_so_thue"
    assert slug(unicodedata.normalize("NFD", label)) == "ma_so_thue"


def test_letters_without_decomposition_become_plain() -> None:
    assert slug("Đường Straße, Ørsted & Łódź; số ²") == "duong_strasse_orsted_lodz_so_2"
    assert slug("株式会社") == ""


@settings(deadline=None)
@given(any_text)
def test_a_slug_is_its_own_slug_and_plain_ascii(text: str) -> None:
    name = slug(text)
    assert slug(name) == name
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789_")
    assert slug(unicodedata.normalize("NFD", text)) == slug(unicodedata.normalize("NFC", text))


def test_a_file_name_is_the_identifier_and_a_readable_label() -> None:
    assert safe_file_name("bm001", "Công ty TNHH «Hoa & Sen»", "docx") == "bm001-cong_ty_tnhh_hoa_sen.docx"
    assert safe_file_name("kcn-a_b", "Đường 1", ".pdf") == "kcn-a_b-duong_1.pdf"


@settings(deadline=None, max_examples=300)
@given(any_text, any_text, st.sampled_from(["docx", ".pdf"]), st.integers(40, 200))
def test_any_text_makes_a_legal_file_name(identifier: str, label: str, extension: str, room: int) -> None:
    name = safe_file_name(identifier, label, extension, room)
    stem = name.split(".")[0]
    assert len(name.encode()) <= room
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-.")
    assert stem not in RESERVED
    assert name[-1] not in ". "
    assert name[0] not in "-."
    assert name.endswith("." + extension.removeprefix("."))


plain = st.from_regex(r"[a-z0-9]{1,4}([_-][a-z0-9]{1,4}){0,3}", fullmatch=True)


@settings(deadline=None)
@given(plain, plain, any_text, any_text)
def test_two_identifiers_never_share_a_file_name(first: str, second: str, label: str, other: str) -> None:
    same = safe_file_name(first, label, "docx") == safe_file_name(second, other, "docx")
    assert not same or first == second


def test_identifiers_that_must_be_changed_stay_apart() -> None:
    names = {
        safe_file_name(text, "x", "docx") for text in ("BM001", "bm001", "bm 001", "bm.001", "con", "", "../bm001")
    }
    assert len(names) == 7


def test_a_long_label_is_cut_between_words() -> None:
    name = safe_file_name("bm001", "Công ty " * 40, "docx")
    assert len(name) <= 120
    assert name.endswith("_cong_ty.docx") or name.endswith("_cong.docx")


@pytest.mark.parametrize(("extension", "room"), [("", 120), ("do cx", 120), ("../x", 120), ("docx", 10)])
def test_a_senseless_extension_or_room_is_refused(extension: str, room: int) -> None:
    with pytest.raises(ValueError, match=r"extension|room"):
        safe_file_name("a", "b", extension, room)


def test_the_nearest_word_is_found_in_spite_of_slips() -> None:
    keys = ["ma_so_thue", "ten", "ten_viet_tat", "dia_chi", "nguoi_dai_dien"]
    assert closest("ma_so_thue_", keys) == "ma_so_thue"
    assert closest("Mã số thếu", keys) == "ma_so_thue"
    assert closest("dia_chj", keys) == "dia_chi"
    assert closest("nguoi_dai_dine", keys) == "nguoi_dai_dien"
    assert closest("so_lao_dong", keys) is None
    assert closest("", keys) is None
    assert closest("ten", []) is None


@settings(deadline=None)
@given(st.lists(plain, min_size=1, max_size=5), st.data())
def test_a_known_word_is_nearest_to_itself(words: list[str], data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(words))
    found = closest(word, words)
    assert found is not None
    assert slug(found) == slug(word)


def test_capitals_keep_accents() -> None:
    assert upper("Công an tỉnh, đường phố") == "CÔNG AN TỈNH, ĐƯỜNG PHỐ"
    assert capitalise_first("ông Ân") == "Ông Ân"
    assert capitalise_first("«đường» 5") == "«Đường» 5"
    assert capitalise_first("5 ông") == "5 ông"
    assert capitalise_first("") == ""


@given(any_text)
def test_text_comes_out_composed(text: str) -> None:
    for result in (nfc(text), upper(text), capitalise_first(text), one_spaced(text)):
        assert unicodedata.is_normalized("NFC", result)
    assert nfc(nfc(text)) == nfc(text)


def test_spaces_are_single() -> None:
    assert one_spaced("  Công \u00a0 ty\tTNHH ") == "Công ty TNHH"
