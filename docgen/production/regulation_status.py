"""What a review can find in a regulation, and the rules by which the findings become a result.

1. The record says that there is none: «chưa có». It says nothing: «chưa khai». Its file cannot be read: «không đọc
   được tệp». The paper asked for cannot be composed: «chưa xét được».
2. «phải thay thế»: the act that the regulation rests on mainly (cited most often) is no longer in force, or fewer than
   half of the articles asked for are found in it.
3. «phải bổ sung»: an article, or a clause or point that depends on the enterprise's facts, is missing; one is there
   that no longer applies; the content of an article differs; another act that it cites is no longer in force.
4. «còn phù hợp» otherwise. Articles of its own, other wording, acts that the office does not know and doubtful matches
   are told for a person to look at; they do not change the result.

What «found» and «differs» mean in figures stands in ``docgen.comparison.matching``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from docgen.diagnostics import Diagnostic, Span

FEWEST_FOUND = 0.5
"""Part of the articles asked for that a regulation must have to be worth completing."""


class Result(Enum):
    """The result for one enterprise, in the words a clerk reads, in the order of lists."""

    NONE = "chưa có"
    REPLACE = "phải thay thế"
    AMEND = "phải bổ sung"
    FITS = "còn phù hợp"
    UNREADABLE = "không đọc được tệp"
    SILENT = "chưa khai"
    UNJUDGED = "chưa xét được"


class Kind(Enum):
    """What was found of one clause or act, in the words a clerk reads."""

    MISSING = "thiếu"
    NEEDLESS = "không còn áp dụng"
    DIFFERS = "khác nội dung"
    MAIN_ACT_EXPIRED = "căn cứ chính hết hiệu lực"
    ACT_EXPIRED = "căn cứ hết hiệu lực"
    DOUBT = "cần người xem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: what of which clause, a reason in plain words, the same with condition, file and line."""

    kind: Kind
    clause: str
    reason: str
    proof: str = ""


@dataclass(frozen=True, slots=True)
class RegulationReview:
    """What the review found for one enterprise; ``regulation`` is number and date as the record gives them.

    ``wanted`` and ``found`` count the articles asked for and those of them that the regulation has.
    """

    enterprise_id: str
    name: str
    park_id: str
    place: Span
    result: Result
    regulation: str = ""
    findings: tuple[Finding, ...] = ()
    wanted: int = 0
    found: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    sample: bool = False


def judge(findings: Sequence[Finding], wanted: int, found: int) -> Result:
    """Return the result of a regulation that was read and compared."""
    kinds = {finding.kind for finding in findings}
    if Kind.MAIN_ACT_EXPIRED in kinds or found < FEWEST_FOUND * wanted:
        return Result.REPLACE
    return Result.AMEND if kinds - {Kind.DOUBT} else Result.FITS
