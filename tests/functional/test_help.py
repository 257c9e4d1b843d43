"""Help: Vietnamese throughout, and nothing heavy is loaded for it."""

from __future__ import annotations

import ast
import gettext
import platform
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from docgen import __version__
from docgen.cli.click_words import LOCALE
from docgen.cli.main import COMMANDS
from docgen.cli.register import COMMANDS as REGISTER
from docgen.cli.register import register as group

_ENGLISH = re.compile(r"\b(Usage|Options|Commands|Show|exit|Error|Try|Missing|default|required|Invalid|such)\b")
CATALOGUE = LOCALE / "vi/LC_MESSAGES/messages.po"
HEAVY = ("pydantic", "docx", "reportlab", "yaml", "lxml", "jinja2", "rich", "docxtpl")
FOR_PROGRAMMERS = {
    "Could not determine name for option with declarations {decls!r}",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? "
    "Did you mean to pass '--{name}'?",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Name '{name}' defined twice",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Unknown standard stream '{name}'",
    "Unknown color {colour!r}",
    "{editor}: Editing failed",
    "{editor}: Editing failed: {e}",
    "Windows error: {error}",
    "d",
}


@pytest.mark.parametrize("words", [(), *((name,) for name in COMMANDS)])
def test_every_command_has_vietnamese_help(docgen: Callable[..., Any], words: tuple[str, ...]) -> None:
    answer = docgen(*words, "--help")
    assert answer.code == 0
    assert "Cách dùng: docgen" in answer.out
    assert "Tùy chọn:" in answer.out
    assert not _ENGLISH.search(answer.out), answer.out


def test_every_option_and_command_is_explained() -> None:
    from docgen.cli.main import main as group

    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        assert command.help
        assert all(option.help for option in command.params if isinstance(option, click.Option)), name


@pytest.mark.parametrize("name", REGISTER)
def test_every_command_of_the_register_has_vietnamese_help_and_explains_its_options(
    docgen: Callable[..., Any], name: str
) -> None:
    answer = docgen("register", name, "--help")
    assert answer.code == 0
    assert f"Cách dùng: docgen register {name}" in answer.out
    assert not _ENGLISH.search(answer.out), answer.out
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_the_version_is_told_with_python_and_system_in_one_line(docgen: Callable[..., Any]) -> None:
    answer = docgen("--version")
    assert answer.code == 0
    assert answer.err == ""
    told = re.fullmatch(r"docgen phiên bản (\S+), Python (\S+), hệ điều hành (.+) \((.+)\)\n", answer.out)
    assert told, answer.out
    assert told.groups()[:2] == (__version__, platform.python_version())
    assert told.group(3).startswith(platform.system())


def test_no_words_at_all_show_the_help(docgen: Callable[..., Any]) -> None:
    assert "Các lệnh:" in docgen().err


def test_help_loads_nothing_heavy(program: Callable[..., Any]) -> None:
    source = (
        "import sys; from docgen.cli.main import run; code = run(['--help']); "
        f"sys.exit(code or repr([name for name in {HEAVY!r} if name in sys.modules]).replace('[]', '') or 0)"
    )
    answer = program(source)
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["buil"], "Không có lệnh «buil»; có phải «build» không?"),
        (["build", "--k"], "Không có tùy chọn"),
        (["build", "--nam"], "cần ghi thêm giá trị"),
        (["init"], "Thiếu tham số"),
        (["check", "thua"], "Thừa tham số: thua"),
        (["--thu-muc", "khong_co", "check"], "không có thư mục «khong_co»"),
    ],
)
def test_wrong_use_is_answered_in_vietnamese(docgen: Callable[..., Any], words: list[str], said: str) -> None:
    answer = docgen(*words)
    assert answer.code == 2
    assert said in answer.err
    assert not _ENGLISH.search(answer.err), answer.err


def entries() -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield (English forms, Vietnamese) of the catalogue's text."""
    for block in CATALOGUE.read_text(encoding="utf-8").split("\n\n"):
        found = re.findall(r'^(msgid|msgid_plural|msgstr|msgstr\[0\]) (".*")$', block, re.MULTILINE)
        texts = [(kind, ast.literal_eval(text)) for kind, text in found]
        forms = tuple(text for kind, text in texts if kind.startswith("msgid"))
        if forms and forms[0]:
            yield forms, next(text for kind, text in texts if kind.startswith("msgstr"))


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    compiled = gettext.translation("messages", LOCALE, ["vi"])
    for forms, vietnamese in entries():
        said = compiled.gettext(forms[0]) if len(forms) == 1 else compiled.ngettext(forms[0], forms[1], 2)
        assert said == vietnamese


def test_every_word_of_click_that_a_clerk_can_meet_is_in_the_catalogue() -> None:
    known = {form for forms, _ in entries() for form in forms}
    met: set[str] = set()
    for file in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                met |= {
                    item.value for item in node.args if isinstance(item, ast.Constant) and isinstance(item.value, str)
                }
    assert met - known - FOR_PROGRAMMERS == set()


def test_a_translation_uses_only_the_places_that_click_fills() -> None:
    for forms, vietnamese in entries():
        assert set(re.findall(r"\{(\w+)", vietnamese)) <= {
            name for form in forms for name in re.findall(r"\{(\w+)", form)
        }
