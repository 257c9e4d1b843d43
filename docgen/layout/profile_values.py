"""Values of a layout profile: a number with the range that the law allows, and where it is written."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

_NUMBER = re.compile(r"^-?\d+([.,]\d+)?$")
_DATE = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_TOLERANCE = 1e-9
_LARGEST = 10_000


class Status(Enum):
    """How binding a number is; the values are the words a clerk reads."""

    NORM = "quy định"
    SAMPLE = "mẫu"
    PRACTICE = "thông lệ"


# The binder hands over «true» and «false» for the two words.
_YES, _NO = {"có", "true"}, {"không", "false"}


def _parse_number(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not _NUMBER.match(value.strip()):
        raise PydanticCustomError("so_thap_phan", "«{text}» phải là một số, ví dụ 70 hoặc 0,3", {"text": value})
    number = float(value.strip().replace(",", "."))
    if abs(number) > _LARGEST:
        raise PydanticCustomError("so_thap_phan", "số này quá lớn, chỉ dùng số đến {most}", {"most": _LARGEST})
    return number


def _parse_yes_no(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    word = value.strip().casefold()
    if word not in _YES | _NO:
        raise PydanticCustomError("co_khong", "«{text}» phải là «có» hoặc «không»", {"text": value})
    return word in _YES


def _parse_day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = _DATE.match(value.strip())
    if not found:
        raise PydanticCustomError(
            "ngay_sai_dang", "«{text}» không phải là ngày; hãy viết theo dạng ngày/tháng/năm", {"text": value}
        )
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise PydanticCustomError("ngay_khong_co", "ngày «{text}» không có trong lịch", {"text": value}) from None


Decimals = Annotated[float, BeforeValidator(_parse_number)]
"""A number with decimal comma (or dot)."""

YesNo = Annotated[bool, BeforeValidator(_parse_yes_no)]
"""``có`` or ``không``."""

Day = Annotated[date, BeforeValidator(_parse_day)]
"""A date written day/month/year."""


def keyed(key: str, label: str, *, default: Any = ..., note: str | None = None) -> Any:
    """Declare a field of the profile: Vietnamese key, label a clerk reads, optional explanation."""
    return Field(default, alias=key, title=label, description=note)


class ProfileModel(BaseModel):
    """Base of the parts of a profile: frozen, no unknown keys, read by Vietnamese key."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Cited(ProfileModel):
    """A group of numbers written at one place of the law."""

    source: str = keyed("nguon", "Căn cứ: phụ lục, phần, mục, khoản")
    status: Status = keyed("muc_do", "Mức độ ràng buộc: quy định, mẫu hoặc thông lệ")


class Measure(ProfileModel):
    """The number we chose and what is allowed; own ``source`` and ``status`` only where they differ from the group's.

    The unit is that of the field that holds it: millimetres for lengths, points for sizes and spacings, lines for
    line spacing, a fraction of the text line for ruled lines.
    """

    value: Decimals = keyed("chon", "Giá trị dùng")
    minimum: Decimals | None = keyed("tu", "Nhỏ nhất được phép", default=None)
    maximum: Decimals | None = keyed("den", "Lớn nhất được phép", default=None)
    allowed: tuple[Decimals, ...] = keyed("mot_trong", "Chỉ được là một trong các giá trị", default=())
    source: str | None = keyed("nguon", "Căn cứ riêng", default=None)
    status: Status | None = keyed("muc_do", "Mức độ riêng", default=None)

    def permits(self, number: float, tolerance: float = 0.0) -> bool:
        """Tell whether ``number`` (same unit) is lawful, give or take ``tolerance``."""
        slack = tolerance + _TOLERANCE
        if self.allowed:
            return any(abs(number - value) <= slack for value in self.allowed)
        above = self.minimum is None or number >= self.minimum - slack
        return above and (self.maximum is None or number <= self.maximum + slack)
