"""The checking page in a real browser: it says of every code what the command says, and asks no network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from docgen.pdf import first_page_as_png
from docgen.trust import EntryState, KeyBook, RegisterExport, Standing, checking_page, judge, read_export, signed_export
from tests.support.tokens import OTHER_SIGNER, SIGNER, TODAY, book, entry, register, row, token

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
RETIRED = entry(OTHER_SIGNER, last_day=date(2017, 6, 30))
KEYS = book(entry(), RETIRED)
SO = register(row(), row(EntryState.CANCELLED, "Quyết định <b>số 9</b>", serial="02", subject="Khu A"))
MARKUP = "<img src=x onerror=document.title='hong'>"


def _beyond(url: str) -> list[str]:
    return [] if url.startswith(("file:", "blob:", "about:")) else [url]


@pytest.fixture(scope="module")
def browser_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """One page of Debian's Chromium; whatever it asks beyond files, and every error, fails the test at its end."""
    wrong: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS.split(), env={**os.environ, "LANG": "C.UTF-8"}
        )
        page = browser.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text))
        page.on("request", lambda request: wrong.extend(_beyond(request.url)))
        yield page
        browser.close()
    assert wrong == []


@pytest.fixture
def opened(browser_page: Page, tmp_path: Path) -> Callable[..., Page]:
    def open_(keys: KeyBook = KEYS, so: RegisterExport | None = SO, fragment: str = "") -> Page:
        path = tmp_path / "kiem_tra.html"
        path.write_text(checking_page(keys, so, TODAY), "utf-8")
        browser_page.goto("about:blank")
        browser_page.goto(path.as_uri() + fragment)
        return browser_page

    return open_


def _asked(page: Page, text: str) -> tuple[str, str]:
    page.evaluate("document.getElementById('ket-qua').replaceChildren()")
    page.fill("#chu", text)
    page.click("#xem")
    page.wait_for_selector("#ket-qua .loi")
    return page.inner_text("#ket-qua .loi"), page.inner_text("#ket-qua")


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        (token(), Standing.VALID),
        (token(host=None), Standing.VALID),
        (token(serial="02", subject="Khu A"), Standing.CANCELLED),
        (token(serial="03"), Standing.NOT_IN_REGISTER),
        (token(subject="Khu công nghiệp Hòa Xá"), Standing.NOT_IN_REGISTER),
        (token()[:-9] + "AAAAAAAAA"[:9], Standing.FORGED),
        (token()[:60] + ("A" if token()[60] != "A" else "B") + token()[61:], Standing.FORGED),
        (token(host="xacthuk.vn"), Standing.FORGED),
        (token(issuer="bql"), Standing.FORGED),
        (token(OTHER_SIGNER, day=date(2017, 7, 1)), Standing.FORGED),
        (token(day=date(2016, 1, 1)), Standing.FORGED),
        (token(valid_to=date(2020, 1, 1)), Standing.EXPIRED),
        ("không phải mã", Standing.FORGED),
        ("A" * 300, Standing.FORGED),
    ],
)
def test_the_page_says_what_the_command_says(opened: Callable[..., Page], text: str, standing: Standing) -> None:
    verdict = judge(text, KEYS, TODAY, SO)
    assert verdict.standing is standing
    heading, whole = _asked(opened(), text)
    assert heading == standing.value
    if standing is not Standing.EXPIRED:
        assert all(reason.replace("sổ đã cho", "sổ của trang này") in whole for reason in verdict.reasons)


def test_an_unknown_key_and_a_missing_register_are_told(opened: Callable[..., Page]) -> None:
    assert _asked(opened(book(), None), token(OTHER_SIGNER))[0] == Standing.UNKNOWN_KEY.value
    heading, whole = _asked(opened(book(), None), token())
    assert heading == Standing.GENUINE.value
    assert "chưa đối chiếu với sổ" in whole


def test_what_a_code_says_is_text_and_never_markup(opened: Callable[..., Page]) -> None:
    page = opened(book(entry(holder=f"Ủy ban </script>{MARKUP}")), register(row(subject=MARKUP)))
    heading, whole = _asked(page, token(subject=MARKUP))
    assert heading == Standing.VALID.value
    assert MARKUP in whole
    assert page.title() == "Kiểm tra giấy công nhận"
    assert page.locator("img").count() == 0


def test_a_photo_is_read_and_a_picture_without_a_code_or_no_picture_is_told(
    opened: Callable[..., Page], tmp_path: Path
) -> None:
    from docgen.pdf import SquareCode, draw_certificate
    from docgen.trust import square_rows
    from tests.support.certificates import declaration_of, facts

    code = SquareCode(square_rows(token()), "Mã")
    pictures = {
        Standing.VALID.value: first_page_as_png(draw_certificate(facts(), declaration_of(), code), 150),
        Standing.NO_CODE.value: first_page_as_png(draw_certificate(facts(), declaration_of()), 100),
        "KHÔNG ĐỌC ĐƯỢC HÌNH": b"khong phai hinh",
    }
    page = opened()
    for expected, data in pictures.items():
        path = tmp_path / "anh.png"
        path.write_bytes(data)
        page.evaluate("document.getElementById('ket-qua').replaceChildren()")
        page.set_input_files("#tep", path)
        page.wait_for_selector("#ket-qua .loi")
        assert page.inner_text("#ket-qua .loi") == expected


def test_a_phone_that_follows_the_code_gets_the_answer_at_once(opened: Callable[..., Page]) -> None:
    page = opened(fragment="#" + token(host=None))
    page.wait_for_selector("#ket-qua .loi")
    assert page.inner_text("#ket-qua .loi") == Standing.VALID.value


def test_every_control_has_a_name_and_the_answer_is_announced(opened: Callable[..., Page]) -> None:
    page = opened()
    assert page.get_by_role("button", name="Kiểm tra").count() == 1
    assert page.get_by_role("textbox", name="Dán vào đây").count() == 1
    assert page.get_by_label("Chọn ảnh").count() == 1
    assert page.locator("html").get_attribute("lang") == "vi"
    _asked(page, token())
    assert page.evaluate("document.activeElement.id") == "ket-qua"
    assert page.get_by_role("status").inner_text().startswith(Standing.VALID.value)


def test_a_page_into_which_a_script_was_put_does_not_run_it(browser_page: Page, tmp_path: Path) -> None:
    whole = checking_page(KEYS, SO, TODAY)
    assert checking_page(KEYS, SO, TODAY) == whole
    path = tmp_path / "sua.html"
    path.write_text(whole.replace("</main>", "</main><script>document.title = 'hong'</script>"), "utf-8")
    said: list[Any] = []
    page = browser_page.context.browser
    assert page is not None
    other = page.new_page()
    other.on("console", lambda message: said.append(message.text))
    other.goto(path.as_uri())
    assert other.title() == "Kiểm tra giấy công nhận"
    assert said
    other.close()


def test_the_register_that_the_page_carries_is_one_that_was_signed() -> None:
    export = read_export(signed_export(SO, SIGNER.sign), KEYS)
    assert [each.serial for each in export.entries] == [each.serial for each in SO.entries]
    assert "02" in checking_page(KEYS, export, TODAY)
