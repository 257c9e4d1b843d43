"""Certificates beside their peers: CPU of one file, two thousand files from a cold start, the first one."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from docgen.composition import Selection
from docgen.pdf import CertificateDeclaration, draw_certificate, load_declaration
from docgen.production import compose_all
from tests.benchmarks.certificate_peers import (
    Drawn,
    drawn_of,
    reportlab_tuned,
    reportlab_usual,
    scene_of,
    typst_reused,
    weasyprint_usual,
)
from tests.benchmarks.measuring import Costs, paired
from tests.benchmarks.peers import Peer, PythonPeer
from tests.benchmarks.scenes import Setting

OURS = "**docgen**, PDF/A-2a and PDF/UA-1"
MANY = 2000
_SLOW = frozenset({"reportlab as usual", "WeasyPrint, PDF/A-2b"})

_COLD = """
import pickle, sys, time
from pathlib import Path
from docgen.pdf import draw_certificate, load_declaration
text, records = pickle.load(sys.stdin.buffer)
declaration, _ = load_declaration(text, "bo_tri.yaml")
for number, fields in enumerate(records):
    Path(sys.argv[1], f"{number}.pdf").write_bytes(draw_certificate(fields, declaration))
status = Path("/proc/self/status")
most = status.read_text().partition("VmHWM:")[2].split()[0] if status.exists() else 0
print(time.process_time(), most)
"""


@dataclass(frozen=True)
class _Case:
    text: str
    declaration: CertificateDeclaration
    records: list[Mapping[str, Any]]


def certificates(setting: Setting) -> list[str]:
    """Every certificate has a name, a place and a serial of its own; no record comes twice."""
    case = _case(setting, MANY)
    rounds = max(3, setting.rounds // 3)
    costs, sizes, missing = _side_by_side(case, setting.folder, rounds)
    ours = costs[OURS]
    lines = ["| | CPU ms of one, median (10–90 %) | times ours | bytes |", "|---|---|---|---|"]
    for name, cost in costs.items():
        times, low, high = ours.times(cost)
        lines.append(f"| {name} | {cost.shown()} | {times:,.0f} ({low:,.0f}–{high:,.0f}) | {sizes[name]:,} |")
    lines += ["", *missing]
    for amount, words in ((MANY, f"{MANY:,} files written one by one"), (1, "the first file")):
        seconds, most = _cold(case, amount, setting.folder)
        lines.append(f"From a cold start, {words}: {seconds:.2f} s of CPU, at most {most / 1024:.0f} MB.")
    return lines


def _case(setting: Setting, amount: int) -> _Case:
    office = setting.facts.office
    papers = compose_all(office, ["giay_cong_nhan"], Selection()).documents
    text = (Path(__file__).parents[2] / "templates/giay_cong_nhan/bo_tri.yaml").read_text(encoding="utf-8")
    declaration, _ = load_declaration(text, "bo_tri.yaml")
    assert declaration is not None
    records = [_changed(papers[number % len(papers)].fields, number) for number in range(amount)]
    return _Case(text, declaration, records)


def _changed(fields: Mapping[str, Any], number: int) -> Mapping[str, Any]:
    """The fields of a certificate with name, place and serial of its own."""
    park, given = fields["khu"], fields["cong_nhan"]
    park = {
        **park,
        "ten_day_du": f"{park['ten_day_du']} phân khu {number}",
        "dia_ban": f"thôn {number}, {park['dia_ban']}",
    }
    return {**fields, "khu": park, "cong_nhan": {**given, "so_vao_so": f"{number:04d}/2017/GCN-ATANTT"}}


def _side_by_side(case: _Case, folder: Path, rounds: int) -> tuple[dict[str, Costs], dict[str, int], list[str]]:
    drawn = [drawn_of(fields, case.declaration) for fields in case.records[: 40 * (rounds + 3)]]
    # What the peers were given was placed by ours; ours must not profit from that.
    unseen = case.records[len(drawn) :] or case.records
    declaration, _ = load_declaration(case.text, "bo_tri.yaml")
    assert declaration is not None
    peers: dict[str, Peer] = {OURS: PythonPeer(lambda fields: draw_certificate(fields, declaration), unseen)}
    made, missing = _peers(case, folder)
    peers |= {name: PythonPeer(render, drawn) for name, render in made.items()}
    fast = {name: peer for name, peer in peers.items() if name not in _SLOW}
    slow = {name: peer for name, peer in peers.items() if name in _SLOW}
    costs = paired(fast, len(drawn), rounds, warm=9)
    costs |= {name: _matched(paired({name: peer}, len(drawn), 3, warm=1)[name], rounds) for name, peer in slow.items()}
    return costs, {name: len(peer.output(0)) for name, peer in peers.items()}, missing


def _matched(costs: Costs, rounds: int) -> Costs:
    """The few rounds of a slow peer, repeated to as many as the others have."""
    return Costs(tuple(costs.rounds[number % len(costs.rounds)] for number in range(rounds)))


def _peers(case: _Case, folder: Path) -> tuple[dict[str, Callable[[Drawn], bytes]], list[str]]:
    scene = scene_of(case.declaration)
    ways: dict[str, tuple[str, Callable[[], Callable[[Drawn], bytes]]]] = {
        "reportlab tuned: fonts once, ornaments as forms": ("reportlab", lambda: reportlab_tuned(scene)),
        "Typst, one compiler": ("typst", lambda: typst_reused(scene, folder, [])),
        "Typst, one compiler, PDF/A-2a and PDF/UA-1": ("typst", lambda: typst_reused(scene, folder, ["a-2a", "ua-1"])),
        "reportlab as usual": ("reportlab", lambda: reportlab_usual(scene)),
        "WeasyPrint, PDF/A-2b": ("weasyprint", lambda: weasyprint_usual(scene)),
    }
    made: dict[str, Callable[[Drawn], bytes]] = {}
    missing: list[str] = []
    for name, (package, way) in ways.items():
        try:
            made[f"{name} ({version(package)})" if name not in _SLOW else name] = way()
        except (PackageNotFoundError, ImportError):
            missing.append(f"Not installed here, so not measured: {package}.")
    return made, missing


def _cold(case: _Case, amount: int, folder: Path) -> tuple[float, int]:
    """CPU seconds and most memory (KiB) of a process of its own, its start included."""
    target = folder / f"certificates_{amount}"
    target.mkdir(exist_ok=True)
    given = pickle.dumps((case.text, case.records[:amount]))
    command = [sys.executable, "-c", _COLD, str(target)]
    said = subprocess.run(command, input=given, capture_output=True, check=True).stdout.split()
    return float(said[0]), int(said[1])
