"""Words to the terminal: UTF-8 on every console, results on stdout, complaints on stderr."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from docgen.diagnostics import Diagnostic


def use_utf8() -> None:
    """Make both streams write UTF-8, so that no Windows console or redirected file breaks on Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def result(text: str = "") -> None:
    """Print a line of the answer."""
    click.echo(text)


def complain(text: str) -> None:
    """Print a line about something that went wrong."""
    click.echo(text, err=True)


def complain_about(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> None:
    """Print all complaints with their lines and carets, and a count at the end; nothing when there are none."""
    from docgen.diagnostics import render_text

    found = list(dict.fromkeys(diagnostics))
    if not found:
        return
    complain(render_text(found, sources))
    complain("")
    complain(f"Tìm thấy {count_of(found)}.")


def count_of(diagnostics: Iterable[Diagnostic]) -> str:
    """Return «3 lỗi, 2 lưu ý»."""
    found = list(diagnostics)
    errors = sum(item.is_error for item in found)
    parts = [f"{errors} lỗi"] if errors else []
    parts += [f"{len(found) - errors} lưu ý"] if len(found) > errors else []
    return ", ".join(parts) or "0 lỗi"
