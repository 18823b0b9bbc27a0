"""The preview in a browser: the page loads again, the panel comes and goes, the place in the page stays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.preview.fake import fake_project, save
from tests.preview.test_process import FAKE, Running, running

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).is_file(), reason="there is no Chromium on this machine"),
]


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Running]:
    root = fake_project(tmp_path)
    (root / "report" / "page.txt").write_text("one" + "<br>line" * 300)
    with running(root, *FAKE, str(root)) as preview:
        yield preview


def test_page_panel_marks_and_place(preview: Running) -> None:
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    root = preview.root
    with sync.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"http://127.0.0.1:{preview.port}/")
        bar, panel = page.get_by_role("status", name="Preview"), page.get_by_role("alert", name="Problems")
        sync.expect(bar).to_contain_text("Up to date")
        sync.expect(bar.get_by_role("link", name="PDF report of")).to_have_attribute("href", "/GDGR-2026-en.pdf")
        sync.expect(panel).to_be_hidden()

        page.evaluate("scrollTo(0, 900)")
        save(root / "report" / "page.txt", "two" + "<br>line" * 300)
        sync.expect(page.locator("#sec-a")).to_contain_text("two")  # loaded again
        sync.expect(page.locator("#sec-a")).to_have_attribute("data-gdgr-changed", "")
        assert page.locator("#sec-b").get_attribute("data-gdgr-changed") is None
        sync.expect(bar.get_by_role("link", name="sec-a")).to_be_visible()
        page.wait_for_function("scrollY === 900")

        page.evaluate("window.same = true")
        save(root / "data" / "sheet.txt", "n/a")
        sync.expect(panel).to_be_visible()
        sync.expect(panel).to_contain_text("sheet-text · data/sheet.txt › S!A1")
        sync.expect(panel).to_contain_text("<b>n/a</b>")  # as text
        sync.expect(page.locator("#sec-a")).to_contain_text("two")
        panel.get_by_role("button", name="Hide").click()
        sync.expect(panel).to_be_hidden()
        bar.get_by_role("button", name="Show 1 problem").click()
        sync.expect(panel).to_be_visible()
        panel.get_by_role("button", name="Hide").click()
        save(root / "data" / "sheet.txt", "5")
        sync.expect(panel).to_be_hidden()
        sync.expect(bar.get_by_role("button")).to_be_hidden()
        sync.expect(bar).to_contain_text("data/sheet.txt › ")
        assert page.evaluate("window.same")  # another page changed: this one was not loaded again

        page.goto(f"http://127.0.0.1:{preview.port}/en/sheet.html")
        sync.expect(page.locator("#fig-x")).to_have_attribute("data-gdgr-changed", "")
        page.goto(f"http://127.0.0.1:{preview.port}/en/gone.html")
        sync.expect(page.locator("h1")).to_have_text("There is no page of this address")

        page.goto(f"http://127.0.0.1:{preview.port}/en/")
        sync.expect(bar).to_contain_text("Up to date")
        preview.process.terminate()
        sync.expect(bar).to_contain_text("No preview")
        assert faults == []
        browser.close()
