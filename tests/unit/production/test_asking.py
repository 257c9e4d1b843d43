"""What a clerk asks for, matched with what the office has."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.production.asking import WrongRequestError, find_enterprises, find_parks, resolve_request
from docgen.production.check import CheckedOffice, check_office


@pytest.fixture(scope="module")
def checked(repository: Path) -> CheckedOffice:
    return check_office(repository / "tests/dossiers/nho")


def test_a_request_without_words_means_everything(checked: CheckedOffice) -> None:
    asked = resolve_request((), (), (), None, checked)
    assert asked.types == tuple(checked.types)
    assert not asked.restricted


@pytest.mark.parametrize("word", ["kcn_bao_minh", "kcn-bao-minh", "Bảo Minh", "bao minh", "Khu công nghiệp Bảo Minh"])
def test_a_park_is_known_by_its_id_and_names(checked: CheckedOffice, word: str) -> None:
    messages: list[str] = []
    assert find_parks([word], checked.dossier, messages) == ("kcn_bao_minh",)
    assert messages == []


def test_an_enterprise_is_known_by_its_tax_code_too(checked: CheckedOffice) -> None:
    code = checked.dossier.enterprises["bm001"].value.tax_code
    assert find_enterprises([code], checked.dossier, []) == ("bm001",)


def test_all_wrong_words_are_told_at_once(checked: CheckedOffice) -> None:
    with pytest.raises(WrongRequestError) as caught:
        resolve_request((), ("bảo min",), ("bm01",), 1999, checked)
    park, enterprise, year = caught.value.messages
    assert "có phải «Bảo Minh» (mã kcn_bao_minh) không?" in park
    assert "có phải «bm001» không?" in enterprise
    assert "hồ sơ có các năm 2016, 2017" in year


def test_a_word_said_twice_counts_once(checked: CheckedOffice) -> None:
    assert find_parks(["bao minh", "kcn_bao_minh"], checked.dossier, []) == ("kcn_bao_minh",)
