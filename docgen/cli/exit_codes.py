"""What the exit status of every command means."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """0 means whole; everything else tells what kind of help is needed."""

    GOOD = 0
    WRONG_OFFICE = 1
    """Records or templates are wrong; nothing was written."""
    WRONG_USE = 2
    """The command was given words that it does not know."""
    SOME_FAILED = 3
    """Some papers were left out or could not be made; the others are there."""
    MACHINE = 4
    """The disk refused, a file or folder is held by another program, or memory or processes ran out."""
    STOPPED = 130
    """The clerk pressed Ctrl-C."""
