"""What a complaint is: a clerk's mistake as data, with its place, what was found and what to do.

May import nothing of docgen. A mistake in a record or template is never an exception: it is collected, sorted and
shown with all the others. Exceptions are for bugs and for failures of the machine.
Each room declares its own rules as module constants in its file ``complaints.py``; a test gathers them all and asks
that every code is unique and has an example.
"""

from docgen.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span, has_errors
from docgen.diagnostics.report import render_json, render_text

__all__ = ["Diagnostic", "Rule", "Severity", "Span", "has_errors", "render_json", "render_text"]
