"""A signed statement as the text of a square code: ``HTTPS://HOST/V#BASE32``, or the base32 alone.

Capitals, because a square code holds them in 5.5 bits each; behind ``#``, because a browser keeps that to itself.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass

from docgen.trust.cbor import NotCanonicalError
from docgen.trust.key_ids import SIGNATURE_LENGTH
from docgen.trust.statement import Statement, from_bytes

PURPOSE = b"docgen: ma xac thuc giay, 1\0"
"""Stands before what is signed, so that a signature for another purpose is never taken for a token."""

LONGEST_TOKEN = 640
"""Letters of the largest token that is printed: its code has 81 modules a side, a third of a millimetre each."""

_WORD = re.compile(r"(?:[Hh][Tt][Tt][Pp][Ss]://([^\s/#]{1,260})/V#)?([A-Z2-7]{110,1200})")
"""A browser writes scheme and host in small letters; the word itself has one form only."""


class NotATokenError(ValueError):
    """The text is no token of this program."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as read; nothing is known of its signature yet. ``host`` is in capitals, None where it has none."""

    statement: Statement
    key_id: bytes
    signed: bytes
    signature: bytes
    host: str | None


def write_token(payload: bytes, sign: Callable[[bytes], bytes], host: str | None) -> str:
    """Return the text of a statement's bytes signed; ``host`` is that of the office's page, where it has one."""
    data = payload + sign(PURPOSE + payload)
    word = base64.b32encode(data).decode().rstrip("=")
    return word if host is None else f"HTTPS://{host.upper()}/V#{word}"


def token_length(payload: bytes, host: str | None) -> int:
    """Return how many letters the token of a statement's bytes has."""
    return -(-8 * (len(payload) + SIGNATURE_LENGTH) // 5) + (0 if host is None else len(f"HTTPS://{host}/V#"))


def looks_like_token(text: str) -> bool:
    """Tell whether a text has the form of a token, whatever it says."""
    return _WORD.fullmatch(text.strip()) is not None


def read_token(text: str) -> Token:
    """Return what the text of a square code says. Raises :class:`NotATokenError`.

    Only the one way of writing a token is read: no bit of its text can be changed without changing what it says.
    """
    found = _WORD.fullmatch(text.strip())
    if found is None:
        raise NotATokenError("no token")
    word = found[2]
    try:
        data = base64.b32decode(word + "=" * (-len(word) % 8))
        if base64.b32encode(data).decode().rstrip("=") != word:
            raise NotATokenError("bits are left over")
        payload, signature = data[:-SIGNATURE_LENGTH], data[-SIGNATURE_LENGTH:]
        statement, key_id = from_bytes(payload)
    except (binascii.Error, NotCanonicalError) as error:
        raise NotATokenError(str(error)) from error
    return Token(statement, key_id, payload, signature, found[1].upper() if found[1] else None)


def is_genuine(token: Token, public_key: bytes) -> bool:
    """Tell whether the owner of the key signed this token."""
    from docgen.trust.signing import is_signed

    return is_signed(PURPOSE + token.signed, token.signature, public_key)
