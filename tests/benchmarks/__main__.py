"""The benchmark: ``python -m tests.benchmarks``; with ``--write`` the tables go into RESULTS.md beside this file.

Not a test: it takes minutes, and its figures say something only on a quiet machine. Sections: «regulation» and «list»
hold one paper beside docxtpl, docxtemplater and Carbone, «certificates» one beside reportlab, Typst and WeasyPrint,
«growth» shows what longer papers cost, «clauses» holds a batch of regulations with living numbers, the clause library,
bases by clause and own clauses beside a plain one of the same text, «office» builds a whole office again and again.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.certificates import certificates
from tests.benchmarks.clauses import MOST_ENTERPRISES, clauses
from tests.benchmarks.measuring import machine, on_one_core
from tests.benchmarks.papers import Facts
from tests.benchmarks.peers import npm_modules, npm_version
from tests.benchmarks.scenes import Setting, growth, list_of_persons, regulation
from tests.benchmarks.whole_office import whole_office

RESULTS = Path(__file__).with_name("RESULTS.md")


@dataclass(frozen=True)
class Section:
    """A part of the benchmark: its heading, how it is taken, whether it keeps to one core, needs peers."""

    title: str
    take: Callable[[Setting], list[str]]
    one_core: bool = True
    peers: bool = False


SECTIONS = {
    "regulation": Section("A regulation of five pages", regulation, peers=True),
    "list": Section("A list of 2,000 rows", list_of_persons, peers=True),
    "growth": Section("Growth of ours", growth),
    "certificates": Section("Certificates (PDF)", certificates),
    "clauses": Section("Living clauses beside a plain regulation", clauses, one_core=False),
    "office": Section("`docgen build noi_quy` of a whole office", whole_office, one_core=False),
}


def main(arguments: Sequence[str]) -> int:
    """Take the sections that were asked for and print them."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of: {', '.join(SECTIONS)} (default: all)")
    parser.add_argument("--rounds", type=int, default=25, help="rounds of each comparison (default: %(default)s)")
    most = f"of the whole office, and of «clauses» up to {MOST_ENTERPRISES} (default: %(default)s)"
    parser.add_argument("--enterprises", type=int, default=10_000, help=most)
    parser.add_argument("--processes", type=int, default=2, help="of whole builds (default: %(default)s)")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name} too")
    asked = parser.parse_args(arguments)
    unknown = set(asked.sections) - set(SECTIONS)
    if unknown:
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    folder = Path(tempfile.mkdtemp(prefix="docgen-benchmark-"))
    try:
        chosen = [SECTIONS[name] for name in asked.sections or SECTIONS]
        modules, obstacle = npm_modules(folder / "npm") if any(section.peers for section in chosen) else (None, "")
        setting = Setting(Facts(folder), folder, modules, obstacle, asked.rounds, asked.enterprises, asked.processes)
        lines = _head(arguments, modules)
        for section in chosen:
            lines += _taken(section, setting)
    finally:
        shutil.rmtree(folder)
    if asked.write:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return 0


def _head(arguments: Sequence[str], modules: Path | None) -> list[str]:
    command = " ".join(["python -m tests.benchmarks", *arguments])
    versions = [f"{name} {npm_version(modules, name)}" for name in ("docxtemplater", "carbone")] if modules else []
    return _printed(["# Figures", "", f"Command: `{command}`", "", f"Machine: {'; '.join([machine(), *versions])}"])


def _taken(section: Section, setting: Setting) -> list[str]:
    head = ["", f"## {section.title}", ""]
    _printed(head)
    work = section.take
    return head + _printed(on_one_core(lambda: work(setting)) if section.one_core else work(setting))


def _printed(lines: list[str]) -> list[str]:
    print("\n".join(lines), flush=True)
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
