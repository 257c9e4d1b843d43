"""Deflating what was filled: the one function, and why it is this fast.

Measured on a regulation of 84 kB: igzip (the package ``isal``) at level 1 takes 0.08 ms and leaves 17.4 kB, zlib at
level 1 0.25 ms and 17.7 kB, at level 6 1.33 ms and 13.6 kB, zlib-ng at level 2 0.14 ms and 16.7 kB. Of size times
time igzip is the best by far, so it serves where it is installed; elsewhere zlib's level 6. The bytes of a paper are
the same on the same installation, not between the two.
"""

from __future__ import annotations

import zlib
from importlib import import_module
from types import ModuleType


def _fastest() -> tuple[ModuleType, int]:
    """Return the module that deflates, and the level at which it does."""
    try:
        return import_module("isal.isal_zlib"), 1
    except ImportError:
        return zlib, 6


_PACKER, _LEVEL = _fastest()


def deflate(data: bytes) -> bytes:
    """Return raw deflated bytes, without a header."""
    packed: bytes = _PACKER.compress(data, _LEVEL, wbits=-zlib.MAX_WBITS)
    return packed


def checksum(data: bytes) -> int:
    """Return the CRC-32 of the bytes."""
    found: int = _PACKER.crc32(data)
    return found
