"""Two Word papers side by side: what their clauses are, and a copy in which Word itself shows what changed.

May import ``word`` and lower, and knows Word's XML (lxml). Decision: clauses are told apart by the hidden bookmark
around their number, else by style, else by how their number is written, so that old papers typed by hand are read too;
the copy keeps both papers whole: accepting every change gives the new one, refusing every change the old one.
"""

from docgen.comparison.citations import Cited, cited_acts, successor
from docgen.comparison.clauses import Level, ReadClause, read_clauses
from docgen.comparison.matching import (
    CERTAIN,
    SAME_CONTENT,
    Article,
    Match,
    agreement,
    articles_of,
    best,
    match_articles,
    words,
)
from docgen.comparison.redline import Redline, compare
from docgen.comparison.summarising import ChangeKind, ClauseChange, summarise

__all__ = [
    "CERTAIN",
    "SAME_CONTENT",
    "Article",
    "ChangeKind",
    "Cited",
    "ClauseChange",
    "Level",
    "Match",
    "ReadClause",
    "Redline",
    "agreement",
    "articles_of",
    "best",
    "cited_acts",
    "compare",
    "match_articles",
    "read_clauses",
    "successor",
    "summarise",
    "words",
]
