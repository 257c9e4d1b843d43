"""Passphrases of signing keys: from the environment, else typed unseen; never an argument, which others could read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from docgen.trust import KeyEntry


def ask_passphrase(key: KeyEntry) -> str | None:
    """Return the passphrase of a key; None where nobody can be asked."""
    from docgen.production import from_environment

    found = from_environment()
    if found is not None or not sys.stdin.isatty():
        return found
    return str(click.prompt(f"Mật khẩu của khóa {key.id} ({key.holder})", hide_input=True, err=True))


def new_passphrase() -> str | None:
    """Return the passphrase for a new key, typed twice; None where nobody can be asked."""
    from docgen.production import from_environment

    found = from_environment()
    if found is not None or not sys.stdin.isatty():
        return found
    prompt, again = "Đặt mật khẩu cho khóa mới", "Gõ lại mật khẩu"
    return str(click.prompt(prompt, hide_input=True, confirmation_prompt=again, err=True))
