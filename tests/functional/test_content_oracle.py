"""What finished regulations say, against a second opinion that shares no code with the engine."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.content_oracle import NASTY, Oracle, as_yaml, facts_of, random_enterprise, texts_of

RECORDS = 300


def check(office: Path, run: Callable[..., Any], records: list[dict[str, Any]]) -> int:
    """Build the regulations of these enterprises and compare each; returns how many were compared."""
    folder = office / "records/doanh_nghiep"
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "nhieu.yaml").write_text(as_yaml(records), encoding="utf-8")
    shutil.rmtree(office / "records/danh_gia")
    shutil.rmtree(office / "records/khen_thuong")
    answer = run("--thu-muc", office, "build", "noi-quy")
    assert answer.code == 0, answer.err[-3000:]
    papers = {path.name.split("-")[0]: path for path in (office / "output").rglob("*.docx")}
    assert len(papers) == len(records)
    oracle = Oracle(
        (office / "templates/noi_quy/mau.docx").read_bytes(),
        (path.read_bytes() for path in sorted((office / "templates/dieu_khoan").glob("*.yaml"))),
    )
    for record in records:
        data = papers[record["ma"]].read_bytes()
        facts = facts_of(record)
        assert texts_of(data) == oracle.body(facts), record
        assert texts_of(data, "word/footer1.xml") == oracle.footer(facts), record
    return len(records)


@pytest.mark.parametrize(("seed", "nasty"), [(1, 0.0), (2, 0.01), (3, 0.3)])
def test_every_regulation_says_what_its_template_and_record_say(
    office: Path, docgen: Callable[..., Any], seed: int, nasty: float
) -> None:
    """A hundred random enterprises each: plain ones, 1 % of nasty texts, a third of nasty texts."""
    chance = random.Random(seed)
    records = [random_enterprise(number, chance, nasty) for number in range(1, RECORDS // 3 + 1)]
    assert check(office, docgen, records) == RECORDS // 3


def test_each_nasty_text_stands_in_a_paper_as_it_was_written(office: Path, docgen: Callable[..., Any]) -> None:
    chance = random.Random(4)
    records = []
    for number, odd in enumerate(NASTY, 1):
        record = random_enterprise(number, chance, 0)
        record["ten"] = f"Công ty {odd} {number}"
        record["dia_chi"] = odd
        record["nguoi_dai_dien"]["chuc_vu"] = f"Giám đốc {odd}"
        record["lien_he_khan_cap"][0]["don_vi"] = odd
        record["dieu_rieng"] = [{"tieu_de": odd, "noi_dung": [odd, f"Hai {odd}"]}]
        records.append(record)
    assert check(office, docgen, records) == len(NASTY)
