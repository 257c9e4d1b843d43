"""Word papers: a .docx template judged, compiled once, filled many times.

May import ``composition``, ``layout`` and lower; an engine is a pure function and never sees files, clocks or the
register. Decision: docxtpl's tag language, because clerks write templates in Word; none of its code, which loses text
at ``&`` and ``<``, hides broken XML, gives other bytes every time and reads the template anew for every paper. Ours
reads it once, as a tree, and keeps of it what a paper needs: bytes to copy, and Python source for what tags decide.
"""

from docgen.word.compiling import compile_template
from docgen.word.outline import Clause, Guard, outline
from docgen.word.template import AbsentReference, WordTemplate

__all__ = ["AbsentReference", "Clause", "Guard", "WordTemplate", "compile_template", "outline"]
