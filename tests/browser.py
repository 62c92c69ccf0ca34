"""A headless Chromium for the browser tests; Debian's, never one downloaded by the test tool."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect, sync_playwright

_GEDULD_MS = 60_000  # a busy machine is slow, not wrong
expect.set_options(timeout=_GEDULD_MS)

_STIL = """() => {
    const app = document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]');
    const klaar = app && !app.querySelector('[data-testid=stSkeleton],[data-testid=stAppSkeleton]');
    const hoogte = document.querySelector('[data-testid=stMainBlockContainer]')?.scrollHeight;
    const vorige = window.vorigeStand;
    if (!klaar || !hoogte || vorige?.hoogte !== hoogte) {
        window.vorigeStand = { hoogte: klaar ? hoogte : 0, sinds: performance.now() };
        return false;
    }
    return performance.now() - vorige.sinds > 400;
}"""

_VLAGGEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    """Path of a Chromium or Chrome; CHROMIUM in the environment goes first."""
    namen = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((pad for naam in namen if naam and (pad := shutil.which(naam))), None)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start Chromium and stop it afterwards."""
    with sync_playwright() as speler:
        browser = speler.chromium.launch(executable_path=find_chromium(), args=_VLAGGEN)
        try:
            yield browser
        finally:
            browser.close()


def get_adresbalk(pagina: Page) -> str:
    """Path and query of the address bar; `page.url` lags one step behind Streamlit's changes."""
    return str(pagina.evaluate("location.pathname + location.search"))


def load_pagina(pagina: Page, adres: str) -> None:
    """Go to a page and wait until nothing moves any more.

    Streamlit fetches each kind of widget when it first needs one and puts a bar of another height
    in its place until then; a chart grows when it is drawn. What is clicked meanwhile may have
    moved away under the mouse.
    """
    pagina.goto(adres)
    pagina.wait_for_function(_STIL, timeout=_GEDULD_MS)


def walk_dias(pagina: Page, aantal: int) -> None:
    """Step through an open raadsmodus: each slide has its place and a chart with its message."""
    dia = pagina.get_by_role("dialog", name="Raadsmodus")
    for nummer in range(1, aantal + 1):
        expect(dia.get_by_text(f"{nummer} van {aantal}")).to_be_visible()
        expect(dia.get_by_role("img", name=re.compile(r"\d.*\.$"))).to_be_visible()
        pagina.keyboard.press("ArrowRight")
    pagina.keyboard.press("Escape")
    expect(dia).to_have_count(0)
