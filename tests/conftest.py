"""Options and shared fixtures of the whole test tree."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
_PAGES_NEED = ("soffice", "pdftoppm")

collect_ignore: list[str] = []
_missing = [program for program in _PAGES_NEED if shutil.which(program) is None]
if _missing and not os.environ.get("CI"):
    collect_ignore.append("pages")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the golden dumps anew instead of comparing")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update") and os.environ.get("CI"):
        raise pytest.UsageError("golden dumps are not rewritten in CI: look at the change and commit it")


def pytest_report_header() -> list[str]:
    if _missing:
        return [
            f"tests/pages left out: {', '.join(_missing)} not found (Debian: libreoffice-writer-nogui poppler-utils)"
        ]
    return []


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def update_goldens(pytestconfig: pytest.Config) -> bool:
    """Whether golden dumps are to be written anew."""
    return bool(pytestconfig.getoption("--update"))
