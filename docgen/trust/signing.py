"""Keys and signatures: Ed25519 (RFC 8032), whose signature depends on nothing but key and bytes.

A module that is loaded only where something is signed or checked: its library takes long to load.
"""

from __future__ import annotations

import base64
import hashlib

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

SEED_LENGTH = 32
"""Bytes from which a private key is made."""


_ROUNDS = 600_000
"""How often a passphrase is stretched: a third of a second for us, years for whoever guesses."""
_PBES2 = bytes.fromhex("06092a864886f70d01050d")
_PBKDF2 = bytes.fromhex("06092a864886f70d01050c")
_HMAC_SHA256 = bytes.fromhex("06082a864886f70d0209")
_AES_256_CBC = bytes.fromhex("060960864801650304012a")


class WrongPassphraseError(Exception):
    """The passphrase does not open the key, or the file is no key of ours."""


class Signer:
    """A private key in memory; not to be pickled or printed."""

    __slots__ = ("_key", "public_key")

    def __init__(self, seed: bytes) -> None:
        """``seed`` are 32 bytes from a source that nobody can guess."""
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public_key = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def __reduce__(self) -> tuple[str, ...]:
        """Refuse to travel to another process or machine."""
        raise TypeError("a private key stays in its process")

    def sign(self, data: bytes) -> bytes:
        """Return the signature of these bytes, 64 bytes, the same every time."""
        return self._key.sign(data)

    def sealed(self, passphrase: str, chance: bytes) -> bytes:
        """Return the key as encrypted PKCS#8 in PEM, which OpenSSL reads too; ``chance`` are 32 bytes used only once.

        Written here because the library writes a stretching of 2,048 rounds only.
        """
        salt, start = chance[:16], chance[16:SEED_LENGTH]
        wrapping = hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt, _ROUNDS, 32)
        plain = self._key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        padding = 16 - len(plain) % 16
        cipher = Cipher(algorithms.AES(wrapping), modes.CBC(start)).encryptor()
        hidden = cipher.update(plain + bytes([padding]) * padding) + cipher.finalize()
        body = _sequence(_scheme(salt, start), _tagged(0x04, hidden))
        lines = base64.encodebytes(body).decode().replace("\n", "")
        broken = "\n".join(lines[at : at + 64] for at in range(0, len(lines), 64))
        return f"-----BEGIN ENCRYPTED PRIVATE KEY-----\n{broken}\n-----END ENCRYPTED PRIVATE KEY-----\n".encode()


def _scheme(salt: bytes, start: bytes) -> bytes:
    """Return how the key is encrypted: PBES2 with PBKDF2-HMAC-SHA256 and AES-256-CBC (RFC 8018, appendix A)."""
    rounds = _tagged(0x02, _ROUNDS.to_bytes(3))
    stretching = _sequence(_PBKDF2, _sequence(_tagged(0x04, salt), rounds, _sequence(_HMAC_SHA256, b"\x05\0")))
    return _sequence(_PBES2, _sequence(stretching, _sequence(_AES_256_CBC, _tagged(0x04, start))))


def _sequence(*parts: bytes) -> bytes:
    return _tagged(0x30, b"".join(parts))


def _tagged(tag: int, content: bytes) -> bytes:
    """Return a short DER value (X.690): nothing here reaches 256 bytes."""
    length = bytes([len(content)]) if len(content) < 128 else bytes([0x81, len(content)])
    return bytes([tag]) + length + content


def open_sealed(data: bytes, passphrase: str) -> Signer:
    """Return the key that :meth:`Signer.sealed` wrote. Raises :class:`WrongPassphraseError`."""
    try:
        key = load_pem_private_key(data, passphrase.encode())
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise WrongPassphraseError(str(error)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise WrongPassphraseError("a key of another kind")
    return Signer(key.private_bytes_raw())


def is_signed(data: bytes, signature: bytes, public_key: bytes) -> bool:
    """Tell whether the owner of the key signed these very bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True
