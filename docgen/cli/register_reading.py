"""``docgen register list | show | export | verify``: the register looked at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from docgen.cli.console import complain, complain_about, result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.options import OPTIONS, folder_option, office_folder, year_option
from docgen.cli.register_words import asked, entry_lines, head_line, number_lines, standing_words


@click.command("list", options_metavar=OPTIONS)
@year_option
@click.option("--khu", "park", metavar="MÃ", help="Chỉ lấy các số của nơi này (mã hoặc tên).")
@folder_option
def list_numbers(year: int | None, park: str | None, folder: Path | None) -> int:
    """Liệt kê các số đã cấp, theo ký hiệu, năm, số."""
    from docgen.production import register_of
    from docgen.vietnamese import slug

    answer = asked(lambda: register_of(office_folder(folder)))
    if isinstance(answer, int):
        return answer
    with answer as register:
        book = register.book
    given = [item for item in book.numbers() if year in (None, item.entry.draft.year)]
    if park is not None:
        wanted = slug(park)
        given = [
            item
            for item in given
            if slug(item.entry.draft.name) == wanted
            or wanted in (slug(item.entry.draft.subject), slug(item.entry.draft.subject.partition("/")[2]))
        ]
    for line in number_lines(book, given):
        result(line)
    result(f"{len(given)} số. {head_line(book.head)}")
    return ExitCode.GOOD


@click.command("show", options_metavar=OPTIONS)
@click.argument("number", metavar="SỐ")
@folder_option
def show(number: str, folder: Path | None) -> int:
    """Cho biết SỐ (ghi như in trên giấy, ví dụ 01/2019/GCN-ATANTT) đã cấp cho ai và các lần ghi sổ về số ấy."""
    from docgen.diagnostics import Span
    from docgen.production import register_of
    from docgen.register import Refusal, find_number

    answer = asked(lambda: register_of(office_folder(folder)))
    if isinstance(answer, int):
        return answer
    with answer as register:
        book = register.book
    given = find_number(book, number)
    if isinstance(given, Refusal):
        complain_about([given.at(Span(number))], {})
        return ExitCode.WRONG_OFFICE
    draft, position = given.entry.draft, given.entry.position
    result(f"{draft.text}: {draft.name or draft.subject} ({draft.subject}), năm {draft.year}")
    result(f"Tình trạng: {standing_words(book, given)}")
    about = [
        entry for entry in book.entries if entry.position in (position, draft.refers) or entry.draft.refers == position
    ]
    for line in entry_lines(about):
        result(line)
    return ExitCode.GOOD


@click.command("export", options_metavar=OPTIONS)
@click.argument("target", metavar="TỆP", type=click.Path(path_type=Path, dir_okay=False))
@folder_option
def export(target: Path, folder: Path | None) -> int:
    """Xuất sổ ra TỆP: đuôi .xlsx thì thành bảng Excel, đuôi .json thì thành tệp để đối chiếu giấy.

    Bảng Excel đọc lại được bằng docgen register import. Không ghi đè lên tệp đã có.
    """
    from docgen.production import export_register, register_of

    if target.suffix.lower() not in (".xlsx", ".json"):
        raise click.UsageError(f"tên tệp phải kết thúc bằng .xlsx hoặc .json, không phải «{target.name}»")
    answer = asked(lambda: register_of(office_folder(folder)))
    if isinstance(answer, int):
        return answer
    with answer as register:
        book = register.book
    done = asked(lambda: export_register(book, target, date.today()))
    if isinstance(done, int):
        return done
    result(f"Đã xuất {len(book.given)} số vào {target}.")
    if target.suffix.lower() == ".json":
        result("Tệp này chưa có chữ ký số của cơ quan.")
    result(head_line(book.head))
    return ExitCode.GOOD


@click.command("verify", options_metavar=OPTIONS)
@click.option(
    "--dau", "heads", metavar="ĐẦU_SỔ", multiple=True, help="Đầu sổ đã ghi lại, dạng 12:5f3a… (nhiều lần được)."
)
@click.option(
    "--so-voi",
    "exports",
    metavar="TỆP",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Tệp .json đã xuất trước đây, để biết sổ có phải bản cũ hơn hay không.",
)
@folder_option
def verify(heads: tuple[str, ...], exports: tuple[Path, ...], folder: Path | None) -> int:
    """Đọc lại từng dòng của sổ, đối chiếu với đầu sổ đã ghi nhớ ngoài sổ.

    Sổ hỏng, bị sửa, bị thay bằng bản cũ hoặc bị mất đều được báo, kèm việc cần làm.
    """
    from docgen.production import against, head_of_export, register_of
    from docgen.register import parse_head

    known = [(word, parse_head(word)) for word in heads]
    wrong = [word for word, head in known if head is None]
    if wrong:
        raise click.UsageError(f"«{wrong[0]}» không phải là đầu sổ; hãy chép đủ như chương trình đã in, dạng 12:5f3a…")
    answer = asked(lambda: register_of(office_folder(folder)))
    if isinstance(answer, int):
        return answer
    with answer as register:
        book, found = register.book, list(register.warnings)
    for file in exports:
        head, complaints = head_of_export(file)
        found += complaints
        known += [(str(file), head)] if head is not None else []
    found += [item for where, head in known if head and (item := against(book, head, where)) is not None]
    complain_about(found, {})
    if any(item.is_error for item in found):
        complain("Xin chưa cấp số bằng sổ này.")
        return ExitCode.WRONG_OFFICE
    result(f"Sổ còn nguyên vẹn: {len(book.given)} số trong {len(book.series)} loạt số.")
    result(head_line(book.head))
    return ExitCode.GOOD
