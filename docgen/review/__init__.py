"""Is the dossier true, complete and lawful?  Rules across records, one file a subject.

May import ``records`` and lower. A rule is a function from the dossier to complaints; a complaint stands at the place
that the clerk would change. Decision: what the law or the paper's sense forbids is an error and no paper is made; what
is only unlikely, or true of a draft, is a warning. A reference to a record that is missing was complained about when
the dossier was loaded and is passed over here.
"""

from docgen.review.rulebook import review
from docgen.review.standard import CriterionResult, Verdict, evaluate, shortfall_text

__all__ = ["CriterionResult", "Verdict", "evaluate", "review", "shortfall_text"]
