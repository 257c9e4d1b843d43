"""A register export is believed only where a key of the office signed these very words."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from docgen.trust import EntryState, RegisterRefusedError, read_export, signed_export
from tests.support.tokens import OTHER_SIGNER, SIGNER, book, entry, register, row

GOOD = signed_export(register(row(), row(EntryState.CANCELLED, "Quyết định số 9", serial="02")), SIGNER.sign)


def test_it_is_read_back_and_the_same_register_gives_the_same_bytes() -> None:
    export = read_export(GOOD, book())
    assert [entry.state for entry in export.entries] == [EntryState.VALID, EntryState.CANCELLED]
    assert (
        signed_export(register(row(), row(EntryState.CANCELLED, "Quyết định số 9", serial="02")), SIGNER.sign) == GOOD
    )


def _without_cancellation(content: dict[str, Any]) -> None:
    content["giay"][1]["tinh_trang"] = "hieu_luc"


def _without_entry(content: dict[str, Any]) -> None:
    del content["giay"][1]


def _other_count(content: dict[str, Any]) -> None:
    content["so_dong"] += 1


def _other_head(content: dict[str, Any]) -> None:
    content["dau_so"] = "00" * 32


def _further_word(content: dict[str, Any]) -> None:
    content["giay"][0]["ly_do"] = "thêm"


@pytest.mark.parametrize("change", [_without_cancellation, _without_entry, _other_count, _other_head, _further_word])
def test_a_changed_register_is_refused(change: Callable[[dict[str, Any]], None]) -> None:
    content = json.loads(GOOD)
    change(content)
    with pytest.raises(RegisterRefusedError, match="đã bị sửa"):
        read_export(json.dumps(content).encode(), book())


def test_blanks_between_words_are_no_change() -> None:
    assert read_export(json.dumps(json.loads(GOOD)).encode(), book()).count == 3


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", GOOD[:-40], b"\xff", GOOD.replace(b"/1", b"/2"), b"[" * 100_000])
def test_what_is_no_register_is_refused(data: bytes) -> None:
    with pytest.raises(RegisterRefusedError, match="không phải là tệp sổ"):
        read_export(data, book())


def test_a_register_of_an_unknown_or_retired_or_other_key_is_refused() -> None:
    with pytest.raises(RegisterRefusedError, match="không có khóa"):
        read_export(GOOD, book(entry(OTHER_SIGNER)))
    with pytest.raises(RegisterRefusedError, match="ngoài thời gian"):
        read_export(GOOD, book(entry(last_day=date(2020, 1, 1))))
    with pytest.raises(RegisterRefusedError, match="nhưng khóa"):
        read_export(signed_export(register(agency="bql"), SIGNER.sign), book())
    with pytest.raises(RegisterRefusedError, match="đã bị sửa"):
        read_export(signed_export(register(), OTHER_SIGNER.sign), book())
