"""Capitals and forms of address for names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.vietnamese import addressed, capitalise_each, capitalise_first


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("nguyễn văn an", "Nguyễn Văn An"),
        ("TRẦN THỊ ÁNH", "Trần Thị Ánh"),
        ("ĐỖ ĐỨC ƯỚC", "Đỗ Đức Ước"),
        ("lê  đình-ân", "Lê  Đình-Ân"),
        ("ông/bà vũ y", "Ông/Bà Vũ Y"),
        ("Nguyễn văn McAn", "Nguyễn Văn McAn"),
        ("tổ 3b đội 2", "Tổ 3b Đội 2"),
        ("", ""),
    ],
)
def test_every_word_of_a_name_begins_with_a_capital(typed: str, name: str) -> None:
    assert capitalise_each(typed) == name
    assert capitalise_each(unicodedata.normalize("NFD", typed)) == name


@given(st.text("aăâbcđeêghiklmnoôơuưyáàảãạ AĂĐ-/'", max_size=30))
@settings(deadline=None)
def test_a_name_once_capitalised_stays(text: str) -> None:
    once = capitalise_each(text)
    assert once.lower() == unicodedata.normalize("NFC", text).lower()
    assert capitalise_first(once) == once
    assert once == once.upper() or capitalise_each(once) == once


@pytest.mark.parametrize(
    ("name", "honorific", "expected"),
    [
        ("Nguyễn Văn An", "Ông/Bà", "Ông/Bà Nguyễn Văn An"),
        ("Trần Thị Ánh", "Bà", "Bà Trần Thị Ánh"),
        ("Bà Trần Thị Ánh", "Ông", "Bà Trần Thị Ánh"),
        ("ông Nguyễn Văn An", "Ông", "ông Nguyễn Văn An"),
        ("Ông/Bà Nguyễn Văn An", "Ông", "Ông/Bà Nguyễn Văn An"),
        ("Đồng chí Lê Bình", "Ông", "Đồng chí Lê Bình"),
        ("Anh Đào", "Bà", "Bà Anh Đào"),
        ("Bàng Văn An", "Ông", "Ông Bàng Văn An"),
        ("", "Ông", ""),
    ],
)
def test_a_person_is_addressed_once(name: str, honorific: str, expected: str) -> None:
    assert addressed(name, honorific) == expected
    assert addressed(addressed(name, honorific), "Đồng chí") == expected
