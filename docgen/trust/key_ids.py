"""How a key is named: by the beginning of the digest of its public half."""

from __future__ import annotations

import base64
import hashlib

KEY_ID_LENGTH = 5
"""Bytes of a key's identifier: eight letters of base32."""

SIGNATURE_LENGTH = 64
"""Bytes of an Ed25519 signature (RFC 8032)."""


def key_id_of(public_key: bytes) -> bytes:
    """Return the five bytes by which a token names the key that signed it."""
    return hashlib.sha256(public_key).digest()[:KEY_ID_LENGTH]


def written_id(key_id: bytes) -> str:
    """Return a key's identifier as people read it: eight letters and figures."""
    return base64.b32encode(key_id).decode()


def read_id(written: str) -> bytes:
    """Return the bytes of a written identifier."""
    return base64.b32decode(written)
