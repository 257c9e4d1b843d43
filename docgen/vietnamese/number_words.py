"""Numbers in words, in the northern office style: «linh», «mốt», «tư», «lăm», «nghìn», «tỷ».

Decision: «linh» (not «lẻ») before a single unit, «bốn» after «linh» and «mười», «tư» after «mươi». A group of three
digits that follows a higher one is read in full («không trăm linh năm»); a group of zeros is not read.
"""

from __future__ import annotations

from decimal import Decimal

from docgen.vietnamese.capitals import capitalise_first
from docgen.vietnamese.numbers import split_decimals

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 1_000_000_000
_LONGEST_READ_AS_NUMBER = 3


def in_words(number: int | Decimal) -> str:
    """Return the number in words, without a capital: 105 is «một trăm linh năm», 62,5 «sáu mươi hai phẩy năm».

    Decimals are read as a number when at most three digits remain after their leading zeros, else one by one.
    Raises ValueError for a number that is not finite.
    """
    whole, decimals = split_decimals(number)
    words = ["âm"] if number < 0 and (whole or decimals) else []
    words += _whole(whole)
    if decimals:
        words += ["phẩy", *_decimals(decimals)]
    return " ".join(words)


def money_in_words(amount: int) -> str:
    """Return an amount of dong in words: «Một triệu hai trăm nghìn đồng»."""
    return f"{capitalise_first(in_words(amount))} đồng"


def _whole(number: int, *, follows: bool = False) -> list[str]:
    if number >= _BILLION:
        high, low = divmod(number, _BILLION)
        return [*_whole(high, follows=follows), "tỷ", *(_whole(low, follows=True) if low else [])]
    words: list[str] = []
    for size, name in ((1_000_000, "triệu"), (1_000, "nghìn"), (1, "")):
        group, number = divmod(number, size)
        if group:
            words += _group(group, in_full=follows)
            words += [name] if name else []
            follows = True
    return words or [_DIGITS[0]]


def _group(number: int, *, in_full: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or in_full else []
    if tens == 0 and units:
        return [*words, *(["linh"] if words else []), _DIGITS[units]]
    if tens == 1:
        words.append("mười")
    elif tens:
        words += [_DIGITS[tens], "mươi"]
    return [*words, _unit(tens, units)] if units else words


def _unit(tens: int, units: int) -> str:
    if units == 5:
        return "lăm"
    if tens >= 2:
        return {1: "mốt", 4: "tư"}.get(units, _DIGITS[units])
    return _DIGITS[units]


def _decimals(decimals: str) -> list[str]:
    significant = decimals.lstrip("0")
    zeros = [_DIGITS[0]] * (len(decimals) - len(significant))
    if len(significant) <= _LONGEST_READ_AS_NUMBER:
        return [*zeros, *_whole(int(significant))]
    return [*zeros, *(_DIGITS[int(digit)] for digit in significant)]
