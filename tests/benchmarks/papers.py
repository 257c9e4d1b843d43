"""What the benchmark renders: the regulation in three lengths and the list, with records, in every language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from docgen.composition import Selection
from docgen.layout import LayoutProfile
from docgen.production import CheckedOffice, check_office, compose_all
from docgen.production.engines import WordEngine, load_layout
from docgen.word import compile_template
from tests.benchmarks.dialects import CARBONE, DOCXTEMPLATER, DOCXTPL, write_template
from tests.benchmarks.peers import NodePeer, Peer, PythonPeer, Record, docxtpl_reused, docxtpl_usual
from tests.benchmarks.regulation import (
    BODY,
    Neutral,
    W,
    flat_records,
    neutral_regulation,
    read_package,
    text_of,
    write_package,
)
from tests.support.large_office import write_large_office

PLAIN = "docgen, styles without lines to finish (no more work than the peers do)"
OURS, USUAL = "**docgen**, compiled once", "docxtpl, its usual loop: open, render, save"
REUSED_PEERS = ("docxtemplater, package reused", "Carbone")
_STYLES = "word/styles.xml"
_COLUMNS = ("stt", "ho_ten", "don_vi", "tien_thuong", "thanh_tich")


class Facts:
    """An office of so many enterprises with the shipped templates: its regulation and the layout of Word papers."""

    def __init__(self, folder: Path, enterprises: int = 800) -> None:
        self._folder = folder / "facts"
        self._enterprises = enterprises

    @cached_property
    def office(self) -> CheckedOffice:
        """The office, made anew and checked."""
        return check_office(write_large_office(self._folder, self._enterprises))

    @cached_property
    def regulation(self) -> bytes:
        """The shipped template with the clauses of the library in their places."""
        engine = self.office.engines["noi_quy"]
        assert isinstance(engine, WordEngine)
        return write_package({entry.name: entry.data for entry in engine.template.package.entries})

    @cached_property
    def profile(self) -> LayoutProfile:
        """The shipped layout."""
        profile, found = load_layout(self.office.office.templates)
        assert profile is not None, found
        return profile

    @cached_property
    def papers(self) -> list[Mapping[str, Any]]:
        """The fields of the regulation of every enterprise."""
        return [paper.fields for paper in compose_all(self.office, ["noi_quy"], Selection()).documents]


@dataclass(frozen=True)
class Case:
    """A template in every language and the records to fill it with."""

    neutral: Neutral
    records: Sequence[Record]
    profile: LayoutProfile
    folder: Path

    @cached_property
    def docx(self) -> bytes:
        """The template in docxtpl's language, which is ours."""
        return write_template(self.neutral, DOCXTPL)

    def ours(self) -> Peer:
        """Ours, compiled once for all records."""
        return self._rendering(self.docx)

    def plain(self) -> Peer:
        """Ours with the styles renamed, so that it breaks no lines evenly and measures no ruled line."""
        package = read_package(self.docx)
        package[_STYLES] = package[_STYLES].replace(b'w:name w:val="VB ', b'w:name w:val="')
        return self._rendering(write_package(package))

    def _rendering(self, docx: bytes) -> Peer:
        template, found = compile_template(docx, "mau.docx", self.neutral.fields())
        assert template is not None, found
        return PythonPeer(lambda record: template.render(record, self.profile), self.records)

    def peers(self, modules: Path | None) -> dict[str, Peer]:
        """Ours first, then docxtpl, then those of npm where they are."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / "docxtpl.docx"
        path.write_bytes(self.docx)
        peers: dict[str, Peer] = {OURS: self.ours(), PLAIN: self.plain()}
        peers[USUAL] = PythonPeer(docxtpl_usual(path), self.records)
        peers["docxtpl, template object reused"] = PythonPeer(docxtpl_reused(path), self.records)
        if modules is not None:
            peers |= self._node_peers(modules)
        return peers

    def _node_peers(self, modules: Path) -> dict[str, Peer]:
        records = self.folder / "records.json"
        records.write_text(json.dumps(self.records), encoding="utf-8")
        for name, dialect in (("docxtemplater", DOCXTEMPLATER), ("carbone", CARBONE)):
            (self.folder / f"{name}.docx").write_bytes(write_template(self.neutral, dialect))
        names = {
            "docxtemplater, package opened for each": "docxtemplater",
            **dict(zip(REUSED_PEERS, ("docxtemplater-reused", "carbone"), strict=True)),
        }
        return {
            shown: NodePeer(name, modules, self.folder / f"{name.partition('-')[0]}.docx", records)
            for shown, name in names.items()
        }


def regulation_case(facts: Facts, copies: int, folder: Path) -> Case:
    """The regulation with its chapters so many times, for every enterprise."""
    neutral = neutral_regulation(facts.regulation, copies)
    records = flat_records(neutral, facts.office.types["noi_quy"], facts.papers)
    return Case(neutral, records, facts.profile, folder / f"regulation_{copies}")


def list_case(facts: Facts, rows: int, folder: Path, records: int) -> Case:
    """A list of persons with five columns and so many rows, in the regulation's package."""
    regulation = neutral_regulation(facts.regulation)
    root = etree.fromstring(regulation.package[BODY])
    table = next(table for table in root.iter(W + "tbl") if len(table.findall(W + "tblGrid/" + W + "gridCol")) == 5)
    row = table[4]
    for cell, name in zip(row.iter(W + "tc"), _COLUMNS, strict=True):
        next(cell.iter(W + "t")).text = f"⟦i.{name}⟧"
    row.set("loop", "nguoi")
    for tags in (table[5], table[3]):
        table.remove(tags)
    root[0][:] = [table, root[0][-1]]
    marked = {**regulation.marked, BODY: root}
    flags = sorted({name for part in marked.values() for name in re.findall(r"⟦if (\w+)⟧", text_of(part))})
    neutral = Neutral(regulation.package, marked, {}, dict.fromkeys(flags, ""), {"nguoi": ("", _COLUMNS)})
    made = [
        {**dict.fromkeys(flags, False), "nguoi": [_person(number, other * rows) for number in range(1, rows + 1)]}
        for other in range(records)
    ]
    return Case(neutral, made, facts.profile, folder / f"list_{rows}")


def _person(number: int, others: int) -> dict[str, str]:
    return {
        "stt": str(number),
        "ho_ten": f"Nguyễn Thị Hồng Ánh {number + others}",
        "don_vi": f"Công ty TNHH Dệt may số {number % 97}",
        "tien_thuong": f"{number % 9 + 1}.490.000",
        "thanh_tich": "Có thành tích xuất sắc trong phong trào bảo vệ an ninh Tổ quốc",
    }
