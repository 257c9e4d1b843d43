"""How a person is addressed in a paper: «Ông Nguyễn Văn An», «Bà Trần Thị Ánh»."""

from __future__ import annotations

import re

from docgen.vietnamese.unicode_text import nfc

EITHER = "Ông/Bà"
"""What stands before a name where nobody knows which of the two is right."""

# «Anh» is left out: it may begin a name.
_ADDRESSED = re.compile(r"(ông|bà|đồng chí|đ/c)[\s.:/(]", re.IGNORECASE)


def addressed(name: str, honorific: str = EITHER) -> str:
    """Return the name with the form of address before it; a name that has one already comes back as it is."""
    composed = nfc(name).strip()
    if not composed or _ADDRESSED.match(composed):
        return composed
    return f"{nfc(honorific).strip()} {composed}".strip()
