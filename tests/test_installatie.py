"""Where an installation has its files; a wrong place would look like nothing was ever saved."""

from collections.abc import Callable
from pathlib import Path

import pytest

from welvaart import installatie

WORTEL = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("instelling", "get", "standaard", "anders"),
    [
        (
            "WELVAART_WAREHOUSE",
            lambda: str(installatie.get_warehouse()),
            str(WORTEL / "warehouse.duckdb"),
            "elders/w.duckdb",
        ),
        (
            "WELVAART_DOSSIERS",
            installatie.get_dossieradres,
            f"sqlite:///{WORTEL / 'dossiers.sqlite'}",
            "postgresql+psycopg://team@server/dossiers",
        ),
    ],
)
def test_files_lie_beside_the_dashboard_unless_a_setting_says_otherwise(
    instelling: str,
    get: Callable[[], str],
    standaard: str,
    anders: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(instelling, raising=False)
    assert get() == standaard
    monkeypatch.setenv(instelling, "")
    assert get() == standaard
    monkeypatch.setenv(instelling, anders)
    assert get() == anders


def test_the_root_holds_the_dashboard_and_what_a_browser_fetches() -> None:
    assert (installatie.WORTEL / "dashboard.py").is_file()
    assert (installatie.STATISCH / "scherm" / "stijl.css").is_file()
