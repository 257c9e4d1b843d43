"""The ways in which one paper can fail while the others are made: its facts cannot fill it."""

from __future__ import annotations

from docgen.composition.failure import TagFailure

REFUSALS = (TagFailure,)
"""What composing and making a paper may raise because of its facts; everything else is a bug."""


def reason_of(failure: TagFailure) -> str:
    """Return why a paper could not be made and what to do, in words."""
    found = failure.diagnostic
    return " ".join((f"{found.span}: {found.message}.", *found.hints))
