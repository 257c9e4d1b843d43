"""Word papers: a .docx template judged, compiled once, filled many times.

May import ``composition``, ``layout`` and lower; an engine is a pure function and never sees files, clocks or the
register. Decision: docxtpl's tag language and its ``patch_xml``, because clerks write templates in Word; not its
``render``, which loses text at ``&`` and ``<``, hides broken XML and gives other bytes every time.
"""

from docgen.word.compiling import compile_template
from docgen.word.outline import Clause, Guard, outline
from docgen.word.template import AbsentReference, WordTemplate

__all__ = ["AbsentReference", "Clause", "Guard", "WordTemplate", "compile_template", "outline"]
