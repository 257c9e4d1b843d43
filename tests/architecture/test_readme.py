"""The README's two commands are the ones that are really run, and it names every command of the program."""

from __future__ import annotations

import re
from pathlib import Path

from click import Context

from docgen.cli.main import main


def _commands(readme: str) -> list[str]:
    return re.findall(r"^python3 -m venv .*$", readme, re.MULTILINE)


def test_the_readme_begins_with_the_two_commands(repository: Path) -> None:
    readme = (repository / "README.md").read_text(encoding="utf-8")
    build, tests = _commands(readme)
    assert build.endswith("docgen build")
    assert "pytest" in tests
    assert readme.index(tests) < 3_000


def test_ci_runs_the_readmes_second_command(repository: Path) -> None:
    readme = (repository / "README.md").read_text(encoding="utf-8")
    assert _commands(readme)[1] in (repository / ".ci" / "run").read_text(encoding="utf-8")


def test_the_readme_names_every_command(repository: Path) -> None:
    readme = (repository / "README.md").read_text(encoding="utf-8")
    names = main.list_commands(Context(main))
    assert names
    assert not [name for name in names if f"docgen {name}" not in readme]
