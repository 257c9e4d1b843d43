"""Each way in which a certificate is not what it says is told apart from the others; none is accepted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from docgen.trust import EntryState, KeyBook, RegisterExport, Standing, differences, judge
from tests.support.tokens import HOST, OTHER_SIGNER, PAGE, STATEMENT, TODAY, book, entry, register, row, token

RETIRED = book(entry(last_day=date(2018, 12, 31)))


def test_a_genuine_certificate_that_stands_in_the_register_is_valid() -> None:
    verdict = judge(token(), book(), TODAY, register(row()), PAGE)
    assert verdict.standing is Standing.VALID
    assert verdict.statement == STATEMENT


def test_without_a_register_nobody_is_told_that_it_is_valid() -> None:
    verdict = judge(token(), book(), TODAY, None, PAGE)
    assert verdict.standing is Standing.GENUINE
    assert any("chưa biết giấy có bị thu hồi" in reason for reason in verdict.reasons)


@pytest.mark.parametrize(
    ("text", "keys", "said"),
    [
        ("HTTPS://XACTHUC.NAMDINH.GOV.VN", book(), "không phải do chương trình này"),
        (token(OTHER_SIGNER), book(entry(), entry(OTHER_SIGNER, agency="bql")), "nhưng ký bằng khóa của «bql»"),
        (token(host="xacthuc-namdinh.vn"), book(), "không phải địa chỉ của cơ quan"),
        (token(day=date(2019, 1, 1)), RETIRED, "sau ngày 31/12/2018"),
        (token(day=date(2016, 12, 31)), book(), "trước ngày khóa"),
    ],
)
def test_a_forged_or_misused_token_is_forged_and_why_is_told(text: str, keys: KeyBook, said: str) -> None:
    verdict = judge(text, keys, TODAY, register(row()))
    assert verdict.standing is Standing.FORGED
    assert said in " ".join(verdict.reasons)


def test_a_token_of_a_key_that_is_not_in_the_list_has_an_unknown_key() -> None:
    verdict = judge(token(OTHER_SIGNER), book(), TODAY, register(row()))
    assert verdict.standing is Standing.UNKNOWN_KEY
    assert entry(OTHER_SIGNER).id in verdict.reasons[0]


def test_a_token_that_says_it_was_signed_by_another_key_is_forged() -> None:
    both = book(entry(), entry(OTHER_SIGNER))
    word, other = token(host=None), token(OTHER_SIGNER, host=None)
    mixed = other[:16] + word[16:]
    assert judge(mixed, both, TODAY).standing is Standing.FORGED


def test_what_a_key_signed_before_it_was_retired_stays_genuine() -> None:
    assert judge(token(), RETIRED, TODAY, register(row())).standing is Standing.VALID


@pytest.mark.parametrize(
    ("export", "standing", "said"),
    [
        (register(row(EntryState.CANCELLED, "Quyết định số 9/QĐ-UBND")), Standing.CANCELLED, "Quyết định số 9/QĐ-UBND"),
        (register(row(serial="02/2017/GCN-ATANTT")), Standing.NOT_IN_REGISTER, "không có số 01/2017/GCN-ATANTT"),
        (register(row(subject="Khu công nghiệp Hòa Xá")), Standing.NOT_IN_REGISTER, "cấp cho «Khu công nghiệp Hòa Xá»"),
        (register(row(serial="x"), day=date(2017, 2, 1)), Standing.NOT_IN_REGISTER, "hãy dùng sổ mới hơn"),
        (register(row(), agency="bql"), Standing.NOT_IN_REGISTER, "cơ quan khác"),
    ],
)
def test_the_register_decides_what_the_signature_cannot(export: RegisterExport, standing: Standing, said: str) -> None:
    verdict = judge(token(), book(), TODAY, export)
    assert verdict.standing is standing
    assert said in " ".join(verdict.reasons)


@pytest.mark.parametrize(
    ("days", "today", "standing"),
    [
        ({"valid_to": date(2026, 11, 26)}, TODAY, Standing.EXPIRED),
        ({"valid_to": TODAY}, TODAY, Standing.VALID),
        ({"valid_from": date(2026, 11, 28)}, TODAY, Standing.EXPIRED),
        ({"valid_from": TODAY}, TODAY, Standing.VALID),
    ],
)
def test_a_certificate_holds_for_its_days_only(days: dict[str, Any], today: date, standing: Standing) -> None:
    assert judge(token(**days), book(), today, register(row())).standing is standing


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Bảo Minh", "Bảo Mình", "tên được cấp theo mã"),
        ("Bảo Minh", "Bảo Minh mở rộng", "tên được cấp theo mã"),
        ("Khu công nghiệp\n", "Cụm Khu công nghiệp\n", "tên được cấp theo mã"),
        ("01/2017/GCN", "101/2017/GCN", "số vào sổ theo mã"),
        ("GCN-ATANTT", "GCN-ATANTT-2", "số vào sổ theo mã"),
        ("125/QĐ", "126/QĐ", "số quyết định theo mã"),
        ("ngày 18 tháng 11 năm 2017\nSố", "ngày 19 tháng 11 năm 2017\nSố", "mà mã không có"),
        ("ngày 18 tháng 11", "ngày 18 tháng 12", "ngày quyết định theo mã"),
        ("tự” năm 2017", "tự” năm 2027", "năm được công nhận theo mã"),
    ],
)
def test_a_page_that_says_otherwise_than_its_code_is_forged(old: str, new: str, said: str) -> None:
    page = PAGE.replace(old, new)
    assert page != PAGE
    verdict = judge(token(), book(), TODAY, register(row()), page)
    assert verdict.standing is Standing.FORGED
    assert said in " ".join(verdict.reasons)


@pytest.mark.parametrize(
    "page",
    [
        PAGE.upper(),
        PAGE.replace("Khu công nghiệp\nBảo Minh", "Khu công nghiệp Bảo Minh"),
        PAGE.replace("Khu công nghiệp\n", "Khu công\nnghiệp   \r\n"),
        PAGE + "\n\nBản in thử\n",
    ],
)
def test_line_breaks_capitals_and_other_lines_are_no_difference(page: str) -> None:
    assert differences(STATEMENT, page) == []


@pytest.mark.parametrize("changes", [{"hosts": ()}, {"hosts": ("cu.vn", HOST)}])
def test_a_token_of_an_earlier_host_or_without_one_is_good(changes: dict[str, Any]) -> None:
    text = token(host=None) if not changes["hosts"] else token()
    assert judge(text, book(**changes), TODAY, register(row())).standing is Standing.VALID
