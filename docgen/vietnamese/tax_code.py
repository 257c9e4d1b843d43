"""The check digit of Vietnamese tax codes (mã số thuế)."""

from __future__ import annotations

import re

_SHAPE = re.compile(r"[0-9]{10}(-?[0-9]{3})?")
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def tax_code_is_right(code: str) -> bool:
    """Tell whether the code has 10 digits (a branch adds three) and the tenth is the check digit of the nine before.

    The check digit is 10 minus the weighted sum modulo 11; where that gives 10 no code is right.
    """
    if not _SHAPE.fullmatch(code):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, code[:9], strict=True))
    return int(code[9]) == 10 - total % 11
