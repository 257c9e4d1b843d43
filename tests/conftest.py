"""Options and shared fixtures of the whole test tree."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
_NEEDED = {"pages": ("soffice", "pdftoppm"), "codes": ("pdftoppm", "zbarimg", "chromium")}
_DEBIAN = "libreoffice-writer-nogui poppler-utils zbar-tools chromium"

_missing = {
    folder: [program for program in programs if shutil.which(program) is None] for folder, programs in _NEEDED.items()
}
collect_ignore = [folder for folder, programs in _missing.items() if programs and not os.environ.get("CI")]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the golden dumps anew instead of comparing")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update") and os.environ.get("CI"):
        raise pytest.UsageError("golden dumps are not rewritten in CI: look at the change and commit it")


def pytest_report_header() -> list[str]:
    return [
        f"tests/{folder} left out: {', '.join(_missing[folder])} not found (Debian: {_DEBIAN})"
        for folder in collect_ignore
    ]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def update_goldens(pytestconfig: pytest.Config) -> bool:
    """Whether golden dumps are to be written anew."""
    return bool(pytestconfig.getoption("--update"))
