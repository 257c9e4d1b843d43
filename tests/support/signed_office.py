"""An office whose records are no samples, with a key that signs, and its certificate as others get it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from docgen.composition import Document, Selection
from docgen.pdf import CertificateDeclaration, SquareCode, draw_certificate
from docgen.production import BuildRequest, build, check_office, compose_all, new_key, read_key_book, set_host
from docgen.production.coding import signed
from docgen.production.engines import CertificateEngine
from docgen.production.key_folder import KeyRing
from docgen.trust import EntryState, KeyBook, RegisterEntry, signed_export, square_rows
from tests.support.tokens import TODAY, register

REPOSITORY = Path(__file__).resolve().parents[2]
PASSPHRASE = "mật khẩu thử"
NAME = "Khu công nghiệp Bảo Minh"
SERIAL = "01/2017/GCN-ATANTT"


def no_samples(office: Path) -> None:
    """Say of every record that it is no sample."""
    for path in (office / "records").rglob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"mau: có", "mau: không", text), "utf-8")


def signed_office(folder: Path) -> Path:
    """Make the small office without samples, with a key that leads to «xacthuc.vn», and its certificate."""
    shutil.copytree(REPOSITORY / "tests/dossiers/nho/records", folder / "records")
    shutil.copytree(REPOSITORY / "templates", folder / "templates")
    no_samples(folder)
    book = set_host(folder, KeyBook(), "xacthuc.vn")
    new_key(folder, book, "ubnd_tinh", "Ủy ban nhân dân tỉnh Nam Định", date(2017, 1, 1), PASSPHRASE)
    request = BuildRequest(folder, folder / "output", types=("giay-cong-nhan",))
    assert build(request, ask=lambda _: PASSPHRASE).made
    return folder


def certificate_of(office: Path) -> Path:
    """The one certificate that a build of the small office makes."""
    [path] = (office / "output/giay_cong_nhan").rglob("*.pdf")
    return path


def ring_of(office: Path) -> KeyRing:
    """The office's private keys, opened by the passphrase of these tests."""
    book, _, _ = read_key_book(office)
    assert book is not None
    return KeyRing(office, book, lambda _: PASSPHRASE)


@lru_cache(maxsize=4)
def composed(office: Path) -> tuple[Document, CertificateDeclaration]:
    """What the certificate says, its code not yet signed, and its drawing."""
    checked = check_office(office)
    [document] = compose_all(checked, ["giay_cong_nhan"], Selection()).documents
    engine = checked.engines["giay_cong_nhan"]
    assert isinstance(engine, CertificateEngine)
    return document, engine.declaration


@lru_cache(maxsize=4)
def token_of(office: Path) -> str:
    """The genuine token of the certificate."""
    document, _ = composed(office)
    return str(signed(document.fields, ring_of(office))["ma_qr"]["the"])


def drawn(office: Path, token: str, **changed: Mapping[str, Any]) -> bytes:
    """The certificate with this token, and with some of what it prints changed: ``khu={"ten_day_du": …}``."""
    document, declaration = composed(office)
    fields = {name: {**part, **changed.get(name, {})} for name, part in document.fields.items()}
    return draw_certificate(fields, declaration, SquareCode(square_rows(token), "Mã"))


def export_of(office: Path, state: EntryState = EntryState.VALID, **changes: Any) -> Path:
    """A register export with the certificate in it, signed by the office's first key."""
    book, _, _ = read_key_book(office)
    assert book is not None
    entry = RegisterEntry(serial=SERIAL, subject=NAME, state=state, reason="Quyết định số 9/QĐ-UBND")
    values = {"day": TODAY, "key_id": book.keys[0].id, **changes}
    export = register(*values.pop("entries", (entry,)), **values)
    path = office / "so.json"
    path.write_bytes(signed_export(export, ring_of(office).signer(book.keys[0].id).sign))
    return path


def without_code(declaration_text: str) -> str:
    """The drawing as an office would have it that never heard of codes."""
    text = re.sub(r"\nma_qr:\n(?:  .*\n)+", "\n", declaration_text)
    return re.sub(r"  - ten: Số giấy dưới mã QR\n(?:    .*\n)+\n", "", text)
