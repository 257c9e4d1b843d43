"""Two Word papers side by side: what their clauses are, and a copy in which Word itself shows what changed.

May import ``word`` and lower, and knows Word's XML (lxml). Decision: clauses are told apart by the hidden bookmark
around their number, else by style, else by how their number is written, so that old papers typed by hand are read too;
the copy keeps both papers whole: accepting every change gives the new one, refusing every change the old one.
"""

from docgen.comparison.clauses import Level, ReadClause, read_clauses

__all__ = ["Level", "ReadClause", "read_clauses"]
