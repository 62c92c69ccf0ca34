"""Warehouses to test with, both made by the build itself: a made-up small one and the real one.

What is costly to make stands here once: figures, a running dashboard, Chromium. Tests only read it.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from hypothesis import settings

from etl.bouw import build
from etl.instellingen import load_instellingen
from tests.dashboard_server import run_dashboard
from tests.klein import write_klein
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand

# A machine that is busy with something else must not fail a property.
settings.register_profile("rustig", deadline=None)
settings.load_profile("rustig")

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


_MAIN = sys.modules["__main__"]


@pytest.fixture(autouse=True)
def _keep_main() -> None:
    """Put `__main__` back: a page that ran before stays behind there, and a new process runs it."""
    sys.modules["__main__"] = _MAIN


@pytest.fixture(scope="session")
def klein_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of the warehouse of `tests.klein`: three gemeenten, six indicators."""
    instellingen = write_klein(tmp_path_factory.mktemp("klein"))
    return build(instellingen).pad


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of a warehouse with all bundled figures, built once per test run."""
    pad = tmp_path_factory.mktemp("warehouse") / "warehouse.duckdb"
    leeg = tmp_path_factory.mktemp("snapshots")
    omgeving = {"WELVAART_WAREHOUSE": str(pad), "WELVAART_SNAPSHOTS": str(leeg)}
    return build(load_instellingen(omgeving)).pad


@pytest.fixture(scope="session")
def stand(warehouse: Path) -> Stand:
    """All bundled figures, read and judged once per test run."""
    return read_stand(warehouse)


@pytest.fixture
def gedeelde_cijfers(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages read the bundled figures; what they cache stays for the next test that does."""
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(warehouse))


@pytest.fixture
def exporteert(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let pages make files of the bundled figures in the house style of the program itself."""
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(warehouse))
    monkeypatch.delenv("WELVAART_HUISSTIJL", raising=False)
    yield
    st.cache_resource.clear()


@pytest.fixture(autouse=True)
def _forget_other_figures(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Clear what pages cached, but between two tests whose pages read the bundled figures."""
    deelt = "gedeelde_cijfers" in request.fixturenames
    gedeeld = str(request.getfixturevalue("warehouse")) if deelt else None
    if not deelt:
        _clear_cache()
    yield
    if os.environ.get("WELVAART_WAREHOUSE") != gedeeld:
        _clear_cache()


def _clear_cache() -> None:
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """A headless Chromium; where there is none a named skip, and in CI a failure."""
    from tests.browser import find_chromium, open_browser

    if find_chromium() is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium ontbreekt; tests/chromium.sh kon het niet installeren")
        pytest.skip("Chromium ontbreekt: de browsertests draaien hier niet")
    with open_browser() as open_:
        yield open_


@pytest.fixture(scope="session")
def adres(warehouse: Path) -> Iterator[str]:
    """Address of a running dashboard with the bundled figures; no test writes to it."""
    with run_dashboard(warehouse) as open_:
        yield open_


@pytest.fixture
def pagina(browser: "Browser") -> "Iterator[Page]":
    """A tab of its own, as wide as a desktop screen."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="nl-NL")
    yield context.new_page()
    context.close()
