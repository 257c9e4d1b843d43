"""What ``docgen explain --bang`` says of the shipped enterprises, reckoned again from the raw YAML as plain Python."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import yaml

from tests.functional.conftest import Command
from tests.support.shipped import REPOSITORY


class _Facts(SimpleNamespace):
    """A record whose absent keys are false."""

    def __getattr__(self, name: str) -> Any:
        return False


def _facts(value: Any) -> Any:
    if isinstance(value, dict):
        return _Facts(**{key: _facts(item) for key, item in value.items()})
    if isinstance(value, list):
        return [_facts(item) for item in value]
    if value in ("có", "không"):
        return value == "có"
    return int(value) if value.isdecimal() else value


def _records() -> dict[str, Any]:
    found = {}
    for file in sorted((REPOSITORY / "records/doanh_nghiep").glob("*.yaml")):
        for item in yaml.load(file.read_text("utf-8"), yaml.BaseLoader):
            # The one feature that holds unless the record says otherwise.
            item.setdefault("dac_diem", {}).setdefault("nha_xe", "có")
            found[item["ma"]] = _facts(item)
    return found


def _holds(words: str, facts: Any) -> bool:
    return bool(eval(words, {"__builtins__": {}}, {"doanh_nghiep": facts, "dieu_rieng_cuoi": facts.dieu_rieng}))


def _has(words: str, facts: Any) -> bool:
    parts = words.split(" và ") if words else []
    return all(not _holds(part[7:-1], facts) if part.startswith("KHÔNG (") else _holds(part, facts) for part in parts)


def test_counts_and_remarks_are_those_of_plain_python_over_the_raw_records(docgen: Command, tmp_path: Path) -> None:
    file = tmp_path / "bang.xlsx"
    answer = docgen("--thu-muc", REPOSITORY, "explain", "--bang", file)
    assert answer.code == 0, answer.err
    book = openpyxl.load_workbook(file)
    sheets = [
        [["" if cell is None else str(cell) for cell in row] for row in page.values]
        for page in book.worksheets
        if page.title.startswith("Phân tích")
    ]
    rows = next(found for found in sheets if any("doanh_nghiep." in str(row[6]) for row in found))
    records = _records()
    assert len(records) == 184
    clauses = [row for row in rows if row[0] == "Điều khoản" and "mỗi mục của" not in row[6] and "khu." not in row[6]]
    combination: dict[str, tuple[bool, ...]] = dict.fromkeys(records, ())
    for row in clauses:
        has = {key: _has(row[6], facts) for key, facts in records.items()}
        assert int(row[7] or 0) == sum(has.values()), row
        assert (row[8] == "không doanh nghiệp nào có") is (not any(has.values())), row
        if row[8] == "có điều kiện nhưng mọi doanh nghiệp đều có":
            assert row[6], row
            assert all(has.values()), row
        combination = {key: (*combination[key], has[key]) for key in records}
    conditions = [row for row in rows if row[0] == "Điều kiện"]
    assert len(conditions) > 30
    for row in conditions:
        count = sum(_holds(row[6], facts) for facts in records.values())
        assert int(row[7] or 0) == count, row
        assert (row[8] == "không hồ sơ nào thỏa") is (count == 0), row
    count_of = Counter(combination.values())
    alone = {key for key, found in combination.items() if count_of[found] == 1}
    told = {row[4].split("(")[-1].split(")")[0] for row in rows if row[0] == "Tổ hợp riêng"}
    assert told == alone
