"""Certificates a second, on the side."""

from __future__ import annotations

from docgen.composition import Selection
from docgen.production import compose_all
from tests.benchmarks.measuring import paired
from tests.benchmarks.peers import PythonPeer
from tests.benchmarks.scenes import Setting


def certificates(setting: Setting) -> list[str]:
    """The certificates of the office, drawn again and again."""
    office = setting.facts.office
    engine = office.engines["giay_cong_nhan"]
    fields = [paper.fields for paper in compose_all(office, ["giay_cong_nhan"], Selection()).documents]
    drawn = PythonPeer(lambda record: engine.make(record), fields)
    cost = paired({"drawn": drawn}, len(fields), setting.rounds, warm=5)["drawn"]
    return [f"{1 / cost.median:,.0f} certificates a second on one core; CPU ms for one: {cost.shown()}."]
