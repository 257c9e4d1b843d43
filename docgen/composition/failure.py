"""The exceptions a paper can raise while it is being filled: the data cannot fill a tag."""

from __future__ import annotations

from docgen.diagnostics import Diagnostic


class TagFailure(Exception):  # noqa: N818 - names what happened, as MissingValue does
    """A tag cannot be filled with the fields given; ``diagnostic`` says which tag, where, and what to do.

    Raised by ``render`` of compiled texts and Word templates; the caller that makes papers reports it.
    """

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic.span), diagnostic.message)
        self.diagnostic = diagnostic

    def __reduce__(self) -> tuple[type[TagFailure], tuple[Diagnostic]]:
        """Pickle by the diagnostic, so that a failure crosses from a worker process whole."""
        return type(self), (self.diagnostic,)


class MissingValue(TagFailure):
    """A tag would print an empty (None) or absent value, or compares or repeats one."""
