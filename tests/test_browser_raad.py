"""The raadsmodus: readable on a phone, in the typeface of the page, with notes that add to it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
_LINK = "Regiovergelijking?regio=GM0503&vergelijk=provincie&raad=ja"


@pytest.fixture
def pagina(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1600, "height": 900}, locale="nl-NL")
    yield context.new_page()
    context.close()


def test_the_source_stands_in_the_picture_and_is_read_aloud_not_repeated_in_the_notes(
    pagina: Page, adres: str
) -> None:
    pagina.goto(f"{adres}/{_LINK}")
    dia = pagina.get_by_role("dialog", name="Raadsmodus")
    beeld = dia.get_by_role("img", name=re.compile("Bron: CBS.* Kenmerk [A-Z0-9-]+\\.$"))
    expect(beeld).to_be_visible()
    expect(beeld.locator("text", has_text="Bron: CBS")).to_have_count(1)
    pagina.keyboard.press("n")
    expect(dia.locator(".noten li").first).to_be_visible()
    expect(dia.locator(".noten")).not_to_contain_text("Bron:")


def test_raadsmodus_on_a_phone_is_readable_and_goes_on_by_swipe(pagina: Page, adres: str) -> None:
    pagina.set_viewport_size({"width": 390, "height": 780})
    pagina.goto(f"{adres}/{_LINK}")
    dia = pagina.get_by_role("dialog", name="Raadsmodus")
    for nummer, boodschap in enumerate(("2022: in", "plaats", "in 2013 naar", "index 100"), 1):
        expect(dia.get_by_text(f"{nummer} van 4")).to_be_visible()
        beeld = dia.get_by_role("img", name=re.compile(boodschap))
        expect(beeld).to_be_visible()
        breedte = beeld.evaluate("s => s.getBoundingClientRect().width")
        assert breedte >= 380
        letters = beeld.evaluate(
            "s => [...s.querySelectorAll('text')].filter(t => t.textContent.trim())"
            ".map(t => parseFloat(getComputedStyle(t).fontSize)"
            " * s.getBoundingClientRect().width / s.viewBox.baseVal.width)"
        )
        assert len(letters) > 5 and min(letters) >= 13.9
        letter = beeld.locator("text").first.evaluate("t => getComputedStyle(t).fontFamily")
        assert "Source Sans" in letter  # as on the page
        _swipe(pagina, van=320, tot=60)
    _swipe(pagina, van=60, tot=320)
    expect(dia.get_by_text("3 van 4")).to_be_visible()
    knop = dia.get_by_role("button", name="Volgende grafiek").bounding_box()
    assert knop is not None and knop["height"] >= 44 and knop["y"] > 600  # where a thumb reaches


def _swipe(pagina: Page, *, van: int, tot: int) -> None:
    """Drag a finger over the slide, from one place to another across the screen."""
    pagina.evaluate(
        """([van, tot]) => {
          const vlak = document.querySelector('#bw-raad').shadowRoot.querySelector('.dia');
          const vinger = (x) =>
            new Touch({ identifier: 1, target: vlak, clientX: x, clientY: 300 });
          const geef = (soort, x, op) => vlak.dispatchEvent(new TouchEvent(soort, {
            touches: op ? [] : [vinger(x)], changedTouches: [vinger(x)], bubbles: true }));
          geef('touchstart', van, false);
          geef('touchend', tot, true);
        }""",
        [van, tot],
    )
