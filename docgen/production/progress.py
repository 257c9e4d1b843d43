"""How a long run says how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Called as (papers done, papers in all, title of the one that comes next)."""


def silent(done: int, total: int, title: str) -> None:
    """Say nothing."""
