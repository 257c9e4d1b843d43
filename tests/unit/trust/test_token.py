"""A token says what was signed, in one form only, and fits a small square code."""

from __future__ import annotations

import base64
import unicodedata
from dataclasses import replace
from datetime import date

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.trust import Statement, square_rows, to_bytes, token_length
from docgen.trust.cbor import NotCanonicalError, decode, encode
from docgen.trust.key_ids import key_id_of
from docgen.trust.short_text import PIECES, lengthen, shorten
from docgen.trust.statement import from_bytes
from docgen.trust.token import NotATokenError, is_genuine, read_token
from tests.support.tokens import HOST, OTHER_SIGNER, SIGNER, STATEMENT, token

KEY = key_id_of(SIGNER.public_key)
ITEMS = st.lists(st.none() | st.integers(0, 2**32 - 1) | st.binary(max_size=300) | st.text(max_size=300), max_size=30)
TEXTS = st.text(st.characters(exclude_categories=["C"]), max_size=80).map(
    lambda text: unicodedata.normalize("NFC", text)
)
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))
STATEMENTS = st.builds(
    Statement,
    TEXTS,
    TEXTS,
    TEXTS,
    TEXTS,
    st.integers(1945, 2100),
    TEXTS,
    DAYS,
    st.none() | DAYS,
    st.none() | DAYS,
    st.none() | st.binary(max_size=8),
)


@given(ITEMS.map(tuple))
def test_a_list_is_written_as_another_library_writes_it_and_read_back(
    items: tuple[int | bytes | str | None, ...],
) -> None:
    assert encode(items) == cbor2.dumps(list(items), canonical=True)
    assert decode(encode(items)) == items


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"\x80\x00", b"\x81", b"\x98\x01\xf6", b"\x81\x18\x17", b"\x81\x19\x00\x18", b"\x81\x42\x00", b"\x00"),
        *(b"\x81\x62\xff\xff", b"\x81\x80", b"\x81\xf5", b"\x9f\xff", b"\x81\x1f", b"\x81\x20"),
    ],
)
def test_what_is_written_in_another_form_or_kind_is_refused(data: bytes) -> None:
    with pytest.raises(NotCanonicalError):
        decode(data)


def test_a_number_that_has_no_place_is_not_written() -> None:
    for wrong in (-1, 2**32):
        with pytest.raises(ValueError, match="cannot be written"):
            encode((wrong,))


def test_every_vietnamese_letter_takes_one_byte() -> None:
    assert len(set(PIECES)) == 256
    letters = "ĂÂĐÊÔƠƯăâđêôơưẠẢÃÀÁẶẲẴẰẮẬẨẪẦẤẸẺẼÈÉỆỂỄỀẾỊỈĨÌÍỌỎÕÒÓỘỔỖỒỐỢỞỠỜỚỤỦŨÙÚỰỬỮỪỨỴỶỸỲÝ"
    for text in (letters, letters.lower()):
        short = shorten(text)
        assert short is not None
        assert len(short) == len(text)
        assert lengthen(short) == text
    assert shorten("Łódź") is None


@given(STATEMENTS)
def test_a_statement_is_read_back(statement: Statement) -> None:
    assert from_bytes(to_bytes(statement, KEY)) == (statement, KEY)


def test_the_same_statement_and_key_give_the_same_token_for_ever() -> None:
    """Tokens hang on walls: a change of this text is a change of version, not of the test."""
    assert token() == (
        "HTTPS://XACTHUC.NAMDINH.GOV.VN/V#RQAUKVSHLKTVIQX37RDDAMPZGE37ESPFIIDG6ICNNFXGQQPYDED6CRJRGI26Z3IZVAX7N5XW4EMI3XMSB4EPSYG3QAR7FOMKRLVJX6BIB2YIAUXE2LNKB637M5EH5A3KNWYM5IHMCGC5ARC633B7UOIDP5USQC6SFMDN2AEPLKWD6DA"
    )


def test_a_token_of_a_usual_name_fits_version_9_and_one_of_250_letters_is_still_printed() -> None:
    assert len(square_rows(token(words=bytes(8)))) <= 4 * 9 + 17
    name = "Cụm công nghiệp Trực Hùng mở rộng"
    assert len(square_rows(token(subject=name, words=bytes(8)))) <= 4 * 9 + 17
    longest = ("Khu công nghiệp dệt may Rạng Đông Nghĩa Hưng " * 6)[:250]
    payload = to_bytes(replace(STATEMENT, subject=longest), KEY)
    assert token_length(payload, HOST) == len(token(subject=longest))
    assert len(square_rows(token(subject=longest))) <= 4 * 16 + 17


def test_no_bit_of_a_token_can_be_changed() -> None:
    text = token()
    word = text.partition("#")[2]
    for place, letter in enumerate(text.encode()):
        for bit in range(7):
            changed = bytearray(text.encode())
            changed[place] = letter ^ 1 << bit
            try:
                read = read_token(changed.decode())
            except NotATokenError:
                continue
            same_word = changed.decode().partition("#")[2] == word
            assert same_word or not is_genuine(read, SIGNER.public_key)


def test_bits_that_say_nothing_cannot_be_set() -> None:
    for length in range(20, 30):
        word = token(host=None, subject="K" * length)
        if len(word) % 8:
            last = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".index(word[-1])
            with pytest.raises(NotATokenError):
                read_token(word[:-1] + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[last | 1])
            return
    pytest.fail("no token with bits left over")


@pytest.mark.parametrize("wrong", ["", "https://xacthuc.vn", "A" * 200, token()[:-1], token() + "A", token().lower()])
def test_what_is_no_token_is_refused(wrong: str) -> None:
    with pytest.raises(NotATokenError):
        read_token(wrong)


def test_a_browser_may_write_scheme_and_host_in_small_letters() -> None:
    head, _, word = token().partition("#")
    assert read_token(f" {head.lower().replace('/v', '/V')}#{word}\n").host == HOST.upper()


def test_only_the_owner_of_the_key_signs() -> None:
    read = read_token(token())
    assert is_genuine(read, SIGNER.public_key)
    assert not is_genuine(read, OTHER_SIGNER.public_key)
    assert not is_genuine(replace(read, signature=SIGNER.sign(read.signed)), SIGNER.public_key), "without its purpose"


def test_a_day_or_field_that_is_none_is_refused() -> None:
    good = list(decode(to_bytes(STATEMENT, KEY)))
    for place, wrong in (
        (0, 2),
        (1, b"\0" * 4),
        (2, 5),
        (3, None),
        (6, None),
        (7, 9),
        (8, None),
        (8, b""),
        (9, 2**31),
        (11, 3),
    ):
        items = [*good]
        items[place] = wrong
        with pytest.raises(NotCanonicalError):
            from_bytes(encode(tuple(items)))
    with pytest.raises(NotCanonicalError):
        from_bytes(encode((*good, None)))
    with pytest.raises(NotCanonicalError):
        from_bytes(encode((*good[:4], "Khu công nghiệp Bảo Minh", *good[5:])))


def test_the_word_is_base32_without_padding() -> None:
    word = token(host=None)
    data = base64.b32decode(word + "=" * (-len(word) % 8))
    assert data[:-64] == to_bytes(STATEMENT, KEY)
