"""Ours and its peers side by side: the regulation, the list, and how ours grows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tests.benchmarks.floor import compressors, floor_of
from tests.benchmarks.measuring import Costs, compared, paired, texts_of
from tests.benchmarks.papers import OURS, PLAIN, REUSED_PEERS, USUAL, Case, Facts, list_case, regulation_case
from tests.benchmarks.peers import NodePeer, Peer, PythonPeer
from tests.benchmarks.regulation import FIFTY_PAGES, FIVE_PAGES, ONE_PAGE

FLOOR = "floor: deflate the changed parts, write the zip"


@dataclass(frozen=True)
class Setting:
    """What a section needs: an office, a scratch folder, the npm peers or why there are none, and amounts."""

    facts: Facts
    folder: Path
    modules: Path | None
    obstacle: str
    rounds: int
    enterprises: int
    processes: int


def regulation(setting: Setting) -> list[str]:
    """The regulation of five pages, with the floor and the sizes."""
    case = regulation_case(setting.facts, FIVE_PAGES, setting.folder)
    lines = [
        f"{len(case.records)} enterprises; those with `&` or `<` are left out, because docxtpl loses these letters. "
        f"CPU of one document on one core, median over {setting.rounds} rounds in which all take turns (10th–90th "
        "percentile), no record twice.",
        "",
    ]
    return [*lines, *_side_by_side(case, setting, setting.rounds), "", *_sizes(case)]


def list_of_persons(setting: Setting) -> list[str]:
    """The list of 2,000 rows."""
    rounds = max(3, setting.rounds // 3)
    case = list_case(setting.facts, 2000, setting.folder, 4 + 3 * rounds)
    return _side_by_side(case, setting, rounds, warm=4, many=3)


def growth(setting: Setting) -> list[str]:
    """Ours for lists of 200, 2,000, 20,000 rows and regulations of 1, 5, 50 pages, no two chapters alike."""
    rounds = max(3, setting.rounds // 3)
    cases = {f"{rows:,} rows": list_case(setting.facts, rows, setting.folder, 8) for rows in (200, 2000, 20_000)}
    for place, (pages, copies) in enumerate(((1, ONE_PAGE), (5, FIVE_PAGES), (50, FIFTY_PAGES)), 1):
        case = regulation_case(setting.facts, copies, setting.folder)
        unseen = case.records[-40 * place :][:40]
        cases[f"{pages} page{'s' if pages > 1 else ''}"] = replace(case, records=unseen)
    lines = ["| document | CPU ms, median (10–90 %) | µs a row or page |", "|---|---|---|"]
    for name, case in cases.items():
        costs = paired({OURS: case.ours()}, len(case.records), rounds, warm=3, many=3)[OURS]
        count = int(name.split()[0].replace(",", ""))
        lines.append(f"| {name} | {costs.shown()} | {costs.median / count * 1e6:,.0f} |")
    return lines


def _side_by_side(case: Case, setting: Setting, rounds: int, warm: int = 30, many: int = 20) -> list[str]:
    peers = case.peers(setting.modules)
    ours = peers[OURS]
    floor = floor_of(case.docx, ours.output(0))
    assert texts_of(floor.write()) == texts_of(ours.output(0))
    sure = "" if floor.recognised else ", a guess: ours deflates in a way of its own"
    all_of_them: dict[str, Peer] = {**peers, FLOOR: PythonPeer(lambda _: floor.write(), case.records)}
    costs = paired(all_of_them, len(case.records), rounds, warm, many)
    same = {name: compared(ours, peer, len(case.records)) for name, peer in peers.items() if name != OURS}
    for peer in peers.values():
        if isinstance(peer, NodePeer):
            peer.close()
    lines = [*_table(costs, same, setting), "", f"The floor deflates with {floor.compressor.name}{sure}.", ""]
    return lines + _multiples(costs)


def _table(costs: Mapping[str, Costs], same: Mapping[str, str], setting: Setting) -> list[str]:
    lines = ["| | CPU ms | times docxtpl's speed | ours is faster, times | text as ours |", "|---|---|---|---|---|"]
    for name, cost in costs.items():
        middle, low, high = costs[OURS].times(cost)
        ahead = "" if name == OURS else f"{middle:.3g} ({low:.3g}–{high:.3g})"
        speed = f"{cost.times(costs[USUAL])[0]:.3g}"
        lines.append(f"| {name} | {cost.shown()} | {speed} | {ahead} | {same.get(name, '')} |")
    if setting.modules is None:
        lines.append(f"| docxtemplater, Carbone | not measured: {setting.obstacle} | | | |")
    return lines


def _multiples(costs: Mapping[str, Costs]) -> list[str]:
    """The multiples that goals are set for: of docxtpl, of the faster of docxtemplater and Carbone, of the floor."""
    npm = [cost for name, cost in costs.items() if name in REUSED_PEERS]
    lines = ["| | times docxtpl | times the faster npm peer | costs, times the floor |", "|---|---|---|---|"]
    for name in (OURS, PLAIN):
        ours = costs[name]
        ahead = f"{min(ours.times(cost)[0] for cost in npm):.3g}" if npm else "not measured"
        lines.append(f"| {name} | {ours.times(costs[USUAL])[0]:.3g} | {ahead} | {costs[FLOOR].times(ours)[0]:.2f} |")
    return lines


def _sizes(case: Case) -> list[str]:
    """What each way to deflate gives for this very document: bytes of the file, CPU of the floor with it."""
    floor = floor_of(case.docx, case.ours().output(0))
    ways = [way for way in compressors() if way.name.rsplit(" ", 1)[1] in "136"]
    floors: dict[str, Peer] = {}
    sizes: dict[str, int] = {}
    for way in ways:
        other = type(floor)(way, True, floor.parts)
        floors[way.name] = PythonPeer(lambda _, other=other: other.write(), case.records)  # type: ignore[misc]
        sizes[way.name] = len(other.write())
    costs = paired(floors, len(case.records), 10, warm=20)
    lines = ["| the same paper deflated with | file, bytes | the floor, CPU ms |", "|---|---|---|"]
    return lines + [f"| {name} | {sizes[name]:,} | {cost.shown()} |" for name, cost in costs.items()]
