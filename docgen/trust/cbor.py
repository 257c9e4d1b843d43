"""The part of CBOR (RFC 8949) that a token needs, in its one deterministic form; every other form is refused.

Ours because the reader must tell apart the one right form from all others (section 4.2): a library that reads both
would let a changed token through. Whole numbers from 0, byte strings, texts, nothing, and one flat list of these.
"""

from __future__ import annotations

Item = int | bytes | str | None

_WHOLE, _BYTES, _TEXT, _LIST = 0, 2, 3, 4
_NOTHING = 0xF6
_WIDTHS = {24: 1, 25: 2, 26: 4}


class NotCanonicalError(ValueError):
    """The bytes are not what :func:`encode` writes."""


def encode(items: tuple[Item, ...]) -> bytes:
    """Return the list in its one form. Raises ValueError for a number below 0 or above 32 bits."""
    return _head(_LIST, len(items)) + b"".join(map(_item, items))


def decode(data: bytes) -> tuple[Item, ...]:
    """Return the list that these bytes are, and nothing besides it. Raises :class:`NotCanonicalError`."""
    try:
        kind, count, place = _read_head(data, 0)
        if kind != _LIST:
            raise NotCanonicalError("not a list")
        items: list[Item] = []
        for _ in range(count):
            item, place = _read(data, place)
            items.append(item)
    except (IndexError, UnicodeDecodeError) as error:
        raise NotCanonicalError(str(error)) from error
    if place != len(data) or encode(tuple(items)) != data:
        raise NotCanonicalError("not the one form of this list")
    return tuple(items)


def _item(item: Item) -> bytes:
    if item is None:
        return bytes([_NOTHING])
    if isinstance(item, int):
        return _head(_WHOLE, item)
    kind, data = (_TEXT, item.encode()) if isinstance(item, str) else (_BYTES, item)
    return _head(kind, len(data)) + data


def _head(kind: int, amount: int) -> bytes:
    if not 0 <= amount < 1 << 32:
        raise ValueError(f"{amount} cannot be written")
    if amount < 24:
        return bytes([kind << 5 | amount])
    mark, width = next((mark, width) for mark, width in _WIDTHS.items() if amount < 1 << 8 * width)
    return bytes([kind << 5 | mark]) + amount.to_bytes(width)


def _read(data: bytes, place: int) -> tuple[Item, int]:
    if data[place] == _NOTHING:
        return None, place + 1
    kind, amount, place = _read_head(data, place)
    if kind == _WHOLE:
        return amount, place
    end = place + amount
    if kind not in (_BYTES, _TEXT) or end > len(data):
        raise NotCanonicalError("unknown kind, or cut off")
    return (data[place:end].decode() if kind == _TEXT else data[place:end]), end


def _read_head(data: bytes, place: int) -> tuple[int, int, int]:
    kind, amount = data[place] >> 5, data[place] & 31
    place += 1
    if amount < 24:
        return kind, amount, place
    width = _WIDTHS.get(amount, 0)
    if not width or place + width > len(data):
        raise NotCanonicalError("unknown width, or cut off")
    return kind, int.from_bytes(data[place : place + width]), place + width
