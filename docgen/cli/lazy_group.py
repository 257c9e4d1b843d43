"""A group of commands that reads a command's module when the command is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """Commands by name, each given as ``module:attribute`` and a line of help that is shown without reading it."""

    def __init__(self, *args: Any, lazy: Mapping[str, tuple[str, str]], **settings: Any) -> None:
        """``lazy`` maps the name of a command to (``module:attribute``, line of help), in the order of the help."""
        super().__init__(*args, **settings)
        self._lazy = dict(lazy)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which a clerk meets the commands."""
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Read the module of a command; None for a name that is not there."""
        if cmd_name not in self._lazy:
            return None
        module, attribute = self._lazy[cmd_name][0].split(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{module}:{attribute} is not a command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the words begin with; a mistyped name is answered with the nearest one."""
        name = args[0]
        if name not in self._lazy and not name.startswith("-"):
            from docgen.vietnamese import closest

            near = closest(name, self._lazy)
            ctx.fail(f"Không có lệnh «{name}»" + (f"; có phải «{near}» không?" if near else "."))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without reading their modules."""
        with formatter.section("Các lệnh"):
            formatter.write_dl([(name, line) for name, (_, line) in self._lazy.items()])

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the rest of the usage line."""
        return [self.options_metavar or "", self.subcommand_metavar]
