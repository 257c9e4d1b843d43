"""Square codes are, module by module, those of an encoder that we did not write, and a foreign reader reads them."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from docgen.trust import square_rows
from docgen.trust.square_code import TextTooLongError

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_ALPHANUMERIC, _BYTES = 2, 4


def _runs(text: str) -> list[tuple[str, int, str | None]]:
    found = re.finditer(r"([0-9A-Z $%*+\-./:]+)|([^0-9A-Z $%*+\-./:]+)", text)
    return [(run[0], _ALPHANUMERIC, None) if run[1] else (run[0], _BYTES, "utf-8") for run in found]


def _fills_whole_bytes(text: str, version: int) -> bool:
    """Whether text and terminator end at a byte: there the other encoder adds one zero byte more than the standard."""
    alphanumeric, byte = (9, 8) if version < 10 else (11, 16)
    bits = 4
    for run, mode, _ in _runs(text):
        if mode == _ALPHANUMERIC:
            bits += 4 + alphanumeric + 11 * (len(run) // 2) + 6 * (len(run) % 2)
        else:
            bits += 4 + byte + 8 * len(run.encode())
    return bits % 8 == 0


def _theirs(text: str) -> tuple[str, ...]:
    runs: Any = _runs(text)
    code = segno.make(runs, error="m", boost_error=False, micro=False)
    return tuple("".join(map(str, row)) for row in code.matrix)


def _read(rows: tuple[str, ...]) -> list[str]:
    side = len(rows) + 8
    image = Image.new("L", (side, side), 255)
    for down, row in enumerate(rows, 4):
        for across, shade in enumerate(row, 4):
            if shade == "1":
                image.putpixel((across, down), 0)
    return [
        found.text for found in zxingcpp.read_barcodes(image.resize((4 * side, 4 * side), Image.Resampling.NEAREST))
    ]


@pytest.mark.parametrize("seed", range(60))
def test_it_is_module_by_module_the_code_of_another_encoder(seed: int) -> None:
    chance = random.Random(seed)
    word = "".join(chance.choice(_LETTERS) for _ in range(chance.randint(1, 900)))
    text = word if seed % 3 else f"HTTPS://XACTHUC.VN/V#{word}"
    rows = square_rows(text)
    if _fills_whole_bytes(text, (len(rows) - 17) // 4):
        text += "A"
        rows = square_rows(text)
    assert not _fills_whole_bytes(text, (len(rows) - 17) // 4)
    assert rows == _theirs(text)


def test_every_size_is_read_back_by_a_reader_that_we_did_not_write() -> None:
    sizes = set()
    for length in range(1, 960, 7):
        text = "".join(random.Random(length).choice(_LETTERS) for _ in range(length))
        rows = square_rows(text)
        sizes.add((len(rows) - 17) // 4)
        assert _read(rows) == [text]
    assert sizes == set(range(1, 21))


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(min_codepoint=32, max_codepoint=0x1EF9, exclude_categories=["C"]), min_size=1, max_size=60)
)
def test_any_text_is_read_back(text: str) -> None:
    assert _read(square_rows(text)) == [text]


def test_a_text_for_which_no_symbol_is_large_enough_is_refused() -> None:
    with pytest.raises(TextTooLongError):
        square_rows("A" * 1000)
