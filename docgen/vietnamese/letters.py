"""The letters that number points: a b c d đ e g h i k l m n o p q r s t u v x y."""

from __future__ import annotations

_POINTS = "abcdđeghiklmnopqrstuvxy"


def point_letter(position: int) -> str:
    """Return the letter of the point at this position, from 1: a, b, c, d, đ, e, g, h, i, k … y, aa, ab …

    Raises ValueError for a position below 1.
    """
    if position < 1:
        raise ValueError(f"points count from 1, not {position}")
    letters = ""
    while position:
        position, index = divmod(position - 1, len(_POINTS))
        letters = _POINTS[index] + letters
    return letters
