"""Proof of the whole road: CBS's own table 03759ned, fetched and built, gives CBS's own totals.

tests/data/cbs_03759ned.csv carries every non-empty figure of the topic Bevolking op 1 januari of a
reply that CBS gave in July 2026 (2 879 figures: Nederland, 12 provincies and 360 gemeenten, 2019 to
2026; CBS, CC BY 4.0). The test server gives it back in the form of v4.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl.bouw import build
from tests.cbs_tabel import DATA
from tests.ophaalwereld import INWONERS, Wereld, get_soorten

JAREN = range(2019, 2027)
TOTALEN = {
    ("NL01", 2019): 17_282_163,
    ("NL01", 2022): 17_590_672,
    ("NL01", 2026): 18_130_208,
    ("PV20", 2026): 601_286,
    ("PV24", 2019): 416_546,
    ("PV28", 2022): 3_753_944,
    ("PV31", 2026): 1_138_374,
}
"""Totals of CBS, typed over by hand from StatLine's reply."""
Cijfers = dict[tuple[str, int], float]


@pytest.fixture(scope="module")
def pad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with Wereld(tmp_path_factory.mktemp("totalen"), {"inwoners": INWONERS}) as wereld:
        assert get_soorten(wereld.fetch()) == {"inwoners": "opgehaald"}
        yield build(wereld.instellingen).pad


def read_cijfers(pad: Path, herkomst: str) -> Cijfers:
    with duckdb.connect() as verbinding:
        verbinding.execute(f"ATTACH '{pad}' AS w (READ_ONLY)")
        rijen = verbinding.execute(
            "SELECT regio_code, left(periode_code, 4)::INT, waarde FROM w.waarneming "
            "WHERE indicator_id = 'inwoners' AND waarde IS NOT NULL AND herkomst = $herkomst "
            "AND (herkomst = 'berekend' OR indeling_jaar = 0)",
            {"herkomst": herkomst},
        ).fetchall()
    return {(code, jaar): waarde for code, jaar, waarde in rijen}


@pytest.fixture(scope="module")
def officieel(pad: Path) -> Cijfers:
    return read_cijfers(pad, "bron")


@pytest.fixture(scope="module")
def meegedragen() -> list[dict[str, str]]:
    with (DATA / "cbs_03759ned.csv").open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand, delimiter=";"))


def test_totals_are_those_that_cbs_published(officieel: Cijfers) -> None:
    assert {plek: officieel[plek] for plek in TOTALEN} == TOTALEN


def test_every_figure_arrives_and_none_is_added(
    officieel: Cijfers, meegedragen: list[dict[str, str]]
) -> None:
    verwacht = {
        (rij["regio"], jaar): float(rij[str(jaar)])
        for rij in meegedragen
        for jaar in JAREN
        if rij[str(jaar)]
    }
    assert len(verwacht) == 2_879
    assert officieel == verwacht


def test_gemeenten_add_up_to_provincies_and_these_to_nederland(
    officieel: Cijfers, meegedragen: list[dict[str, str]]
) -> None:
    provincie = {rij["regio"]: rij["groep"][2:] for rij in meegedragen}
    som: dict[tuple[str, int], float] = defaultdict(float)
    for (code, jaar), waarde in officieel.items():
        if code.startswith("GM"):
            som[provincie[code], jaar] += waarde
            som["NL01", jaar] += waarde
    grotere = {plek: waarde for plek, waarde in officieel.items() if not plek[0].startswith("GM")}
    assert len(grotere) == 13 * len(JAREN)
    assert dict(som) == grotere


def test_what_we_compute_ourselves_for_these_regios_is_what_cbs_says(
    pad: Path, officieel: Cijfers
) -> None:
    alles = read_cijfers(pad, "berekend")
    berekend = {plek: waarde for plek, waarde in alles.items() if plek[0][:2] in ("NL", "PV")}
    assert len(berekend) == 13 * len(JAREN)
    verschil = {plek: waarde - officieel[plek] for plek, waarde in berekend.items()}
    assert [plek for plek, anders in verschil.items() if abs(anders) > 0.5] == []
