"""The checking page: one HTML file with the office's public keys, its register, and all that reads and judges a code.

It asks no network for anything: its policy forbids that and names its scripts by their digests, so that a page into
which something was put does not run it. The same keys, register and day give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from docgen.trust.key_book import KeyBook
from docgen.trust.register_export import EntryState, RegisterExport
from docgen.trust.short_text import PIECES
from docgen.trust.token import PURPOSE

_FOLDER = Path(__file__).parent / "page"
_NOTICE = "/* jsQR 1.4.0, Copyright Cosmo Wolfe, Apache License 2.0: https://www.apache.org/licenses/LICENSE-2.0 */\n"


def checking_page(book: KeyBook, register: RegisterExport | None, made_on: date) -> str:
    """Return the page; ``made_on`` is the day that it tells."""
    parts = {name: (_FOLDER / file).read_text(encoding="utf-8") for name, file in _FILES.items()}
    parts["READER"] = _NOTICE + parts["READER"]
    scripts = " ".join(_digest(parts[name]) for name in ("READER", "TOKEN", "FACE"))
    policy = (
        f"default-src 'none'; script-src {scripts}; style-src {_digest(parts['STYLE'])}; img-src blob:; "
        "media-src blob:; base-uri 'none'; form-action 'none'"
    )
    data = json.dumps(_data(book, register, made_on), ensure_ascii=False, separators=(",", ":"))
    parts |= {"POLICY": policy, "DATA": data.replace("<", "\\u003c")}
    page = (_FOLDER / "page.html").read_text(encoding="utf-8")
    for name in ("POLICY", "STYLE", "READER", "TOKEN", "FACE", "DATA"):
        before, after = page.split(f"@{name}@", 1)
        page = f"{before}{parts[name]}{after}"
    return page


_FILES = {"STYLE": "page.css", "READER": "jsQR.js", "TOKEN": "token.js", "FACE": "face.js"}


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _data(book: KeyBook, register: RegisterExport | None, made_on: date) -> dict[str, Any]:
    keys = [
        {
            "ma": key.id,
            "coQuan": key.agency,
            "ten": key.holder,
            "congKhai": base64.b64encode(key.public_key).decode(),
            "tuNgay": key.first_day.isoformat(),
            "denNgay": None if key.last_day is None else key.last_day.isoformat(),
        }
        for key in book.keys
    ]
    return {
        "mucDich": PURPOSE.decode(),
        "bang": PIECES,
        "mayChu": [host.upper() for host in book.hosts],
        "ngayLap": made_on.isoformat(),
        "khoa": keys,
        "so": None if register is None else _register(register),
    }


def _register(register: RegisterExport) -> dict[str, Any]:
    entries = [
        [entry.serial, entry.subject, int(entry.state is EntryState.CANCELLED), entry.reason]
        for entry in register.entries
    ]
    return {
        "coQuan": register.agency,
        "ngay": register.day.isoformat(),
        "soDong": register.count,
        "dauSo": register.head,
        "giay": entries,
    }
