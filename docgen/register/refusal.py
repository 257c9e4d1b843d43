"""Why something asked of the register is not done: a complaint that has no place yet."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.diagnostics import Diagnostic, Rule, Span


@dataclass(frozen=True, slots=True)
class Refusal:
    """What rule stands against it, what was found, what to do."""

    rule: Rule
    message: str
    hints: tuple[str, ...] = ()

    def at(self, span: Span) -> Diagnostic:
        """Return the complaint about a place."""
        return self.rule.at(span, self.message, *self.hints)
