"""CPU time taken side by side, what it was taken on, and the text of what came out."""

from __future__ import annotations

import gc
import io
import os
import platform
import statistics
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from lxml import etree

from tests.benchmarks.peers import NodePeer, Peer
from tests.benchmarks.regulation import BODY, W


@dataclass(frozen=True)
class Costs:
    """CPU seconds of one document in each round."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.rounds)

    def times(self, other: Costs) -> tuple[float, float, float]:
        """Return how many times the other costs this much: median and tenth and ninetieth percentile over rounds."""
        ratios = sorted(theirs / mine for mine, theirs in zip(self.rounds, other.rounds, strict=True))
        return statistics.median(ratios), *_spread(ratios)

    def shown(self) -> str:
        """The median in milliseconds with the spread."""
        low, high = _spread(sorted(self.rounds))
        return f"{_milliseconds(self.median)} ({_milliseconds(low)}–{_milliseconds(high)})"


def paired(peers: Mapping[str, Peer], records: int, rounds: int, warm: int = 30, many: int = 20) -> dict[str, Costs]:
    """Let all peers render the same records in turns, after ``warm`` papers each, six times as many with Node.

    In each round each peer renders one record; one that needs under 20 ms renders ``many`` one after the other and
    the round counts their mean. Each goes on to its next record every time, so that none profits from having seen it.
    What one leaves to be collected is collected before the next one's turn.
    """
    repeats: dict[str, int] = {}
    for name, peer in peers.items():
        warmer = warm * 6 if isinstance(peer, NodePeer) else warm
        costs = [peer.cost(number % records) for number in range(warmer)]
        repeats[name] = many if statistics.median(costs[-9:]) < 0.02 else 1
    taken: dict[str, list[float]] = {name: [] for name in peers}
    for number in range(rounds):
        for name, peer in peers.items():
            first = warm + number * repeats[name]
            gc.collect()
            costs = [peer.cost((first + other) % records) for other in range(repeats[name])]
            taken[name].append(statistics.fmean(costs))
    return {name: Costs(tuple(costs)) for name, costs in taken.items()}


def on_one_core(work: Callable[[], list[str]]) -> list[str]:
    """Run with this process and those that it starts bound to one core, where the system can do that."""
    if not hasattr(os, "sched_setaffinity"):
        return work()
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        return work()
    finally:
        os.sched_setaffinity(0, cores)


def texts_of(docx: bytes) -> list[str]:
    """Return the paragraphs of a .docx that have letters, with single spaces."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        root = etree.fromstring(archive.read(BODY))
    found = []
    for paragraph in root.iter(W + "p"):
        pieces = [(piece.text or "") if piece.tag == W + "t" else " " for piece in _pieces(paragraph)]
        found.append(" ".join("".join(pieces).split()))
    return [text for text in found if text]


def _pieces(paragraph: etree._Element) -> Sequence[etree._Element]:
    return list(paragraph.iter(W + "t", W + "br", W + "tab"))


def compared(ours: Peer, peer: Peer, records: int, most: int = 20) -> str:
    """Say whether a peer's paragraphs are those of ours, for up to so many records."""
    asked = range(min(records, most))
    other = [record for record in asked if texts_of(ours.output(record)) != texts_of(peer.output(record))]
    return f"differs in {len(other)} of {len(asked)}" if other else f"same ({len(asked)} records)"


def machine() -> str:
    """Say what the figures were taken on."""
    model = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        lines = information.read_text(encoding="utf-8").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    parts = [f"{os.cpu_count()} cores, {model}", f"{platform.system()} {platform.machine()}"]
    parts += [f"Python {platform.python_version()}"]
    parts += [f"{name} {version(name)}" for name in ("docxtpl", "lxml", "jinja2")]
    if hasattr(os, "getloadavg"):
        parts += [f"load at the start {os.getloadavg()[0]:.1f}"]
    return "; ".join(parts)


def _spread(ordered: Sequence[float]) -> tuple[float, float]:
    last = len(ordered) - 1
    return ordered[round(last * 0.1)], ordered[round(last * 0.9)]


def _milliseconds(seconds: float) -> str:
    amount = seconds * 1000
    return f"{amount:.2f}" if amount < 10 else f"{amount:.1f}" if amount < 100 else f"{amount:,.0f}"
