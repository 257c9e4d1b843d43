"""Numbers in figures: thousands by dots, decimals by a comma, two digits, Roman."""

from __future__ import annotations

from decimal import Decimal

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def grouped(number: int | Decimal) -> str:
    """Return «1.234.567,5»; zeros at the end of the decimals are not written.

    Raises ValueError for a number that is not finite.
    """
    whole, decimals = split_decimals(number)
    sign = "-" if number < 0 else ""
    text = f"{sign}{whole:,}".replace(",", ".")
    return f"{text},{decimals}" if decimals else text


def split_decimals(number: int | Decimal) -> tuple[int, str]:
    """Return the whole part without sign and the decimals without zeros at the end («» when there are none).

    Raises ValueError for a number that is not finite.
    """
    value = Decimal(number)
    if not value.is_finite():
        raise ValueError(f"not a finite number: {number}")
    whole, _, decimals = f"{value:f}".lstrip("-").partition(".")
    return int(whole), decimals.rstrip("0")


def two_digits(number: int) -> str:
    """Return the number with a zero before it when it is below 10: «05», «12», «120»; for numbers from 0."""
    return f"{number:02d}"


def roman(number: int) -> str:
    """Return the Roman numeral of a number from 1 to 3999; raises ValueError for others."""
    if not 1 <= number <= 3999:
        raise ValueError(f"no Roman numeral for {number}")
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text
