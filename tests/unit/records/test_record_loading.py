from __future__ import annotations

import gc
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.diagnostics import Diagnostic
from docgen.records import RECORD_KINDS, Dossier, RecordKey, examples, load_dossier

GOOD = {f"records/{name}": text.encode() for name, text in examples().items()}
AWARD = "ma: {id}\nten: Bằng khen\ntu: {since}\nnguon: Nghị định\n"
LIST = """\
nam: 2018
co_quan: cong_an_tinh
ngay: 15/12/2018
can_cu: Quy chế
tap_the:
  - ten: Tổ bảo vệ
    khu: kcn_bao_minh
    thanh_tich: Bắt trộm
    hinh_thuc: {award}
"""


def load(**changes: str | bytes) -> tuple[Dossier, list[Diagnostic]]:
    extra = {
        f"records/{name.replace('__', '/')}.yaml": text if isinstance(text, bytes) else text.encode()
        for name, text in changes.items()
    }
    return load_dossier({**GOOD, **extra})


def codes(complaints: list[Diagnostic]) -> list[str]:
    return [item.rule.code for item in complaints]


def test_the_examples_together_are_an_office_without_mistakes() -> None:
    dossier, complaints = load_dossier(GOOD)
    assert complaints == []
    assert {key.kind for key, _ in dossier.records()} == set(RECORD_KINDS)


def test_a_file_holds_one_record_or_a_list() -> None:
    dossier, complaints = load(
        hinh_thuc_khen__a="".join(
            f"- {AWARD.format(id=name, since='01/7/2014')}".replace("\n", "\n  ").rstrip(" ") for name in "xy"
        )
    )
    assert complaints == []
    assert list(dossier.award_forms) == ["x", "y", "giay_khen"]


def test_the_order_of_files_and_how_their_letters_are_composed_change_nothing() -> None:
    backwards = {
        name: unicodedata.normalize("NFD", data.decode()).encode() for name, data in reversed(list(GOOD.items()))
    }
    first, second = load_dossier(GOOD)[0], load_dossier(backwards)[0]
    values = [[(key, record.value) for key, record in dossier.records()] for dossier in (first, second)]
    assert values[0] == values[1]
    assert first.sources == second.sources


def test_the_texts_of_all_readable_files_are_kept_for_the_report() -> None:
    dossier, _ = load(khu__vo="a: 'b", khu__anh=b"\xff\xfe\xff", khu__cu="tên".encode("cp1258"))
    assert dossier.sources["records/khu/vo.yaml"] == "a: 'b"
    assert "records/khu/cu.yaml" not in dossier.sources


def test_a_wrong_record_and_its_dependants_are_left_out_with_the_cause() -> None:
    dossier, complaints = load(
        hinh_thuc_khen__a=AWARD.format(id="bang_khen", since="hôm qua"), khen_thuong__a=LIST.format(award="bang_khen")
    )
    assert codes(complaints) == ["ngay-sai-dang"]
    assert 2018 not in dossier.commendations
    causes = {item.key: item.cause for item in dossier.left_out}
    assert causes == {
        RecordKey("hinh_thuc_khen", "bang_khen"): None,
        RecordKey("khen_thuong", 2018): RecordKey("hinh_thuc_khen", "bang_khen"),
    }


def test_an_unknown_id_is_guessed_among_the_known_ones() -> None:
    _, (complaint,) = load(khen_thuong__a=LIST.format(award="giay_ken"))
    assert complaint.rule.code == "ma-khong-co"
    assert complaint.hints == ("Có phải «giay_khen» không?",)


def test_ids_of_a_file_that_nobody_can_read_are_not_called_unknown() -> None:
    _, complaints = load(
        hinh_thuc_khen__a="Giấy khen: công an".encode("cp1258", "replace"),
        khen_thuong__a=LIST.format(award="bang_khen"),
    )
    assert codes(complaints) == ["sai-bang-ma"]


def test_ids_of_a_file_with_broken_yaml_are_not_called_unknown() -> None:
    broken = AWARD.format(id="bang_khen", since="'01/7/2014")
    _, complaints = load(hinh_thuc_khen__a=broken, khen_thuong__a=LIST.format(award="bang_khen"))
    assert codes(complaints) == ["thieu-ngoac-kep"]


def test_a_forbidden_character_leaves_out_only_the_record_it_stands_in() -> None:
    text = f"- {AWARD.format(id='a', since='01/7/2014')}- {AWARD.format(id='b', since='01/7/2014')}"
    text = text.replace("\n", "\n  ").replace("  - ", "- ").rstrip(" ").replace("khen", "k\u200bhen", 1)
    dossier, complaints = load(hinh_thuc_khen__a=text)
    assert codes(complaints) == ["ky-tu-vo-hinh"]
    assert set(dossier.award_forms) == {"b", "giay_khen"}


def test_when_too_many_characters_are_forbidden_the_whole_file_is_left_out() -> None:
    text = "# " + "\u200b" * 30 + "\n" + AWARD.format(id="a", since="01/7/2014")
    dossier, complaints = load(hinh_thuc_khen__a=text)
    assert "con-ky-tu-la" in codes(complaints)
    assert set(dossier.award_forms) == {"giay_khen"}


def test_a_warning_leaves_nothing_out() -> None:
    text = AWARD.format(id="a", since="01/7/2014").replace("Bằng khen", "Bằng khen #2")
    dossier, complaints = load(hinh_thuc_khen__a=text)
    assert codes(complaints) == ["chu-sau-dau-thang"]
    assert "a" in dossier.award_forms


def test_each_complaint_is_told_once() -> None:
    _, complaints = load(hinh_thuc_khen__a=AWARD.format(id="a", since="01/7/2014").replace("Bằng", "B\x00ằng"))
    assert codes(complaints) == ["ky-tu-dieu-khien"]


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=80) | st.text(max_size=80).map(lambda text: text.encode("utf-8", "replace")))
def test_whatever_lies_in_a_record_file_is_complained_about_and_the_rest_is_there(data: bytes) -> None:
    dossier, complaints = load_dossier({**GOOD, "records/khu/la.yaml": data})
    assert complaints
    assert "kcn_bao_minh" in dossier.parks


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_without_one_kind_every_complaint_is_about_ids_nobody_has(kind: str) -> None:
    files = {name: data for name, data in GOOD.items() if not name.startswith(f"records/{kind}/")}
    dossier, complaints = load_dossier(files)
    assert set(codes(complaints)) <= {"ma-khong-co"}
    assert not dossier.of_kind(kind)


@pytest.mark.parametrize("on", [True, False])
def test_python_collects_afterwards_as_it_did_before(on: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        load_dossier(GOOD)
        assert gc.isenabled() is on
    finally:
        (gc.enable if was_on else gc.disable)()
