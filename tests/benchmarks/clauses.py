"""A batch of regulations with everything that keeps law together, beside the plain one, in turns.

The plain template is the shipped one with the clauses of the library typed into it, each number and reference typed
as it first comes, and the legal bases typed as the longest list of the office. Conditions, tables, signatures, filters,
line breaking stay: every regulation has those. What the plain one does not have: living numbers and references with
their bookmarks and fields, clauses of the library with their checks, bases chosen by clause, own clauses of records.
The library itself lies in both offices, because other templates use it, and so do the records: reading them costs both
the same.
"""

from __future__ import annotations

import re
import shutil
import statistics
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from lxml import etree

from docgen.production import check_office
from docgen.production.engines import WordEngine
from docgen.vietnamese import point_letter, roman
from tests.benchmarks.measuring import Costs, paired, texts_of
from tests.benchmarks.office_build import Run, build_command, measured
from tests.benchmarks.papers import Facts
from tests.benchmarks.peers import Peer, PythonPeer
from tests.benchmarks.regulation import BODY, W, read_package, text_of, write_package
from tests.benchmarks.scenes import Setting
from tests.support.large_office import write_large_office

MOST_ENTERPRISES = 5_000
LIVING, PLAIN = "**everything on**", "plain: same text, numbers and bases typed"
_NUMBER = re.compile(r"\{\{\s*(chuong|dieu|khoan|diem|dan|cac_dieu|day_so)\((.*?)\)\s*\}\}")
_TEMPLATE = "templates/noi_quy/mau.docx"


def clauses(setting: Setting) -> list[str]:
    """Whole builds of both offices in turns, then their engines alone."""
    count = min(MOST_ENTERPRISES, setting.enterprises)
    facts = Facts(setting.folder / "clauses_living", count)
    offices = {LIVING: facts.office.office.folder, PLAIN: plain_office(facts, setting.folder / "clauses_plain", count)}
    runs = _in_turns(offices, setting)
    lines = [
        f"{count:,} enterprises, {setting.processes} processes, from nothing (no cache, no output folder), "
        f"taken in turns, {len(runs[LIVING])} of each; medians. The plain template is the shipped one with the clauses "
        "of the library, all numbers, references and legal bases typed in; conditions, tables and filters stay. It "
        "prints no own clauses of enterprises; the records are the same.",
        "",
        "| | wall s | CPU s, all processes | papers | bytes of a paper | letters of a paper |",
        "|---|---|---|---|---|---|",
    ]
    lines += [_row(name, runs[name], setting.folder / _output(name)) for name in runs]
    lines += [_ratio("times the plain one, paired", *runs.values()), ""]
    return [*lines, *_engines_alone(facts, offices[PLAIN], setting)]


def plain_office(facts: Facts, folder: Path, count: int) -> Path:
    """Write the same office with the plain template, which asks nothing of the library; returns its folder."""
    office = write_large_office(folder, count)
    package = read_package(facts.regulation)
    root = etree.fromstring(package[BODY])
    _without_own_clauses(root)
    _with_typed_bases(root, max((paper["can_cu"] for paper in facts.papers[:200]), key=len))
    _with_typed_numbers(root)
    package[BODY] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    (office / _TEMPLATE).write_bytes(write_package(package))
    for path in (office / "records" / "doanh_nghiep").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^ +sau: .*\n", "", text), encoding="utf-8", newline="\n")
    return office


def _without_own_clauses(root: etree._Element) -> None:
    """Take away what prints own clauses: they are no part of a plain regulation."""
    depth, kept = 0, list(root.iter(W + "p"))
    for paragraph in kept:
        tag = text_of(paragraph).strip()
        opens = re.fullmatch(r"\{%p (if|for) .*%\}", tag)
        if depth or (opens and "dieu_rieng" in tag):
            depth += bool(opens) - bool(re.fullmatch(r"\{%p end(if|for) %\}", tag))
            _remove(paragraph)


def _with_typed_bases(root: etree._Element, bases: Sequence[str]) -> None:
    paragraphs = list(root.iter(W + "p"))
    at = next(number for number, each in enumerate(paragraphs) if "for c in can_cu" in text_of(each))
    opening, line, closing = paragraphs[at : at + 3]
    for basis in bases:
        typed = deepcopy(line)
        texts = list(typed.iter(W + "t"))
        texts[0].text = f"Căn cứ {basis};"
        for rest in texts[1:]:
            rest.text = ""
        line.addprevious(typed)
    for each in (opening, line, closing):
        _remove(each)


def _with_typed_numbers(root: etree._Element) -> None:
    counts = dict.fromkeys(("chuong", "dieu", "khoan", "diem"), 0)
    below = {"dieu": ("khoan", "diem"), "khoan": ("diem",)}

    def typed(found: re.Match[str]) -> str:
        kind = found[1]
        if kind not in counts:
            return "Điều 7"
        counts[kind] += 1
        counts.update(dict.fromkeys(below.get(kind, ()), 0))
        count = counts[kind]
        shown = {"chuong": f"Chương {roman(count)}", "dieu": f"Điều {count}.", "khoan": f"{count}."}
        return shown.get(kind) or f"{point_letter(count)})"

    for text in root.iter(W + "t"):
        text.text = _NUMBER.sub(typed, text.text or "")
    left = re.findall(r"\{\{\s*\w+\([^)]*\)\s*\}\}", "".join(text_of(each) for each in root.iter(W + "p")))
    assert not left, left


def _in_turns(offices: Mapping[str, Path], setting: Setting) -> dict[str, list[Run]]:
    runs: dict[str, list[Run]] = {name: [] for name in offices}
    commands = {
        name: build_command(office, setting.folder / _output(name), setting.processes)
        for name, office in offices.items()
    }
    for _ in range(max(1, setting.rounds // 8)):
        for name, office in offices.items():
            shutil.rmtree(setting.folder / _output(name), ignore_errors=True)
            shutil.rmtree(office / ".docgen", ignore_errors=True)
            run = measured(commands[name])
            assert run.code == 0, run.said[-2000:]
            runs[name].append(run)
    return runs


def _output(name: str) -> str:
    return "clauses_output_" + ("living" if name == LIVING else "plain")


def _row(name: str, runs: Sequence[Run], output: Path) -> str:
    wall, cpu = statistics.median(run.wall for run in runs), statistics.median(run.cpu for run in runs)
    paths = sorted(output.rglob("*.docx"))
    size = statistics.fmean(path.stat().st_size for path in paths)
    shown = paths[:: max(1, len(paths) // 50)]
    letters = statistics.fmean(sum(map(len, texts_of(path.read_bytes()))) for path in shown)
    return f"| {name} | {wall:.1f} | {cpu:.1f} | {len(paths):,} | {size:,.0f} | {letters:,.0f} |"


def _ratio(name: str, living: Sequence[Run], plain: Sequence[Run]) -> str:
    def shown(ours: Iterator[float], theirs: Iterator[float]) -> str:
        ratios = sorted(mine / other for mine, other in zip(ours, theirs, strict=True))
        return f"{statistics.median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f})"

    walls = shown((run.wall for run in living), (run.wall for run in plain))
    cpus = shown((run.cpu for run in living), (run.cpu for run in plain))
    return f"| {name} | {walls} | {cpus} | | | |"


def _engines_alone(facts: Facts, plain: Path, setting: Setting) -> list[str]:
    """What filling one paper costs in this process, the same fields for both templates."""
    engines = {LIVING: facts.office.engines["noi_quy"], PLAIN: check_office(plain).engines["noi_quy"]}
    papers = facts.papers[:800]
    costs = paired({name: _filling(engine, papers) for name, engine in engines.items()}, len(papers), setting.rounds)
    lines = ["| filling alone | CPU ms of a paper | times the plain one |", "|---|---|---|"]
    for name, cost in costs.items():
        lines.append(f"| {name} | {cost.shown()} | {_times(costs[PLAIN], cost)} |")
    return lines


def _filling(engine: Any, papers: Sequence[Mapping[str, Any]]) -> Peer:
    assert isinstance(engine, WordEngine)
    return PythonPeer(engine.make, papers)


def _times(plain: Costs, cost: Costs) -> str:
    middle, low, high = plain.times(cost)
    return f"{middle:.2f} ({low:.2f}–{high:.2f})"


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
