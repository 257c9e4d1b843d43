"""Certificates that prove themselves: what a square code says, who signed it, whether it still stands.

May import ``composition`` and lower; never files of the office, clocks or chance. A token is the statement of one
certificate in deterministic CBOR with an Ed25519 signature, about 130 bytes, so that its code stays a small one; the
usual envelopes (JWS, COSE) are larger and need libraries that checking pages do not have. Nobody needs our server:
``judge`` and the page of ``checking_page`` work from the office's public keys alone. What is signed is what is printed
(``page_text``): a genuine code cut out and pasted on another certificate is told. Whoever holds a private key can
date a token back; only the register tells then, so that it should be at hand wherever it matters.

Only this room knows ``cryptography`` and ``zxingcpp``; both are loaded when they are needed.
"""

from docgen.trust.checking_page import checking_page
from docgen.trust.code_reading import NotAPictureError, codes_in
from docgen.trust.judging import Standing, Verdict, judge
from docgen.trust.key_book import KeyBook, KeyEntry, load_key_book, write_key_book
from docgen.trust.page_text import differences, digest_of_words
from docgen.trust.register_export import (
    EntryState,
    RegisterEntry,
    RegisterExport,
    RegisterRefusedError,
    read_export,
    signed_export,
)
from docgen.trust.square_code import square_rows
from docgen.trust.statement import Statement, to_bytes
from docgen.trust.token import LONGEST_TOKEN, looks_like_token, token_length, write_token

__all__ = [
    "LONGEST_TOKEN",
    "EntryState",
    "KeyBook",
    "KeyEntry",
    "NotAPictureError",
    "RegisterEntry",
    "RegisterExport",
    "RegisterRefusedError",
    "Standing",
    "Statement",
    "Verdict",
    "checking_page",
    "codes_in",
    "differences",
    "digest_of_words",
    "judge",
    "load_key_book",
    "looks_like_token",
    "read_export",
    "signed_export",
    "square_rows",
    "to_bytes",
    "token_length",
    "write_key_book",
    "write_token",
]
