"""The whole office: first run, nothing changed, one record changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.office_build import Run, build_command, change_one_record, measured
from tests.benchmarks.scenes import Setting
from tests.support.large_office import write_large_office


def whole_office(setting: Setting) -> list[str]:
    """Everything included: start, reading, checking all records, rendering, writing, journal."""
    office, output = setting.folder / "office", setting.folder / "output"
    write_large_office(office, setting.enterprises)
    command = build_command(office, output, setting.processes)
    steps: dict[str, Callable[[], object]] = {
        "first run": lambda: None,
        "again, nothing changed": lambda: None,
        "one record changed": lambda: change_one_record(office),
        "output folder lost": lambda: shutil.rmtree(output),
    }
    lines = [
        f"{setting.enterprises:,} enterprises, a file for each park. Command: `{_shown(command, setting.folder)}`.",
        "",
        "| run | wall s | CPU s, all | peak MB (CPU s) of each process | files | exit |",
        "|---|---|---|---|---|---|",
    ]
    for name, prepare in steps.items():
        prepare()
        lines.append(_row(name, measured(command), output))
    return lines


def _row(name: str, run: Run, output: Path) -> str:
    peaks = ", ".join(f"{peak:.0f} ({cpu:.1f})" for peak, cpu in run.processes)
    files = sum(1 for _ in output.rglob("*.docx"))
    if run.code:
        print(run.said[-2000:])
    return f"| {name} | {run.wall:.1f} | {run.cpu:.1f} | {peaks} | {files:,} | {run.code} |"


def _shown(command: list[str], folder: Path) -> str:
    return " ".join(["python", *command[1:]]).replace(f"{folder}/", "")
