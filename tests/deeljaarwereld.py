"""Made-up WW and vacatures, served as CBS would, fetched with the real catalogue and built.

Everything moves along a line, so that each sentence can be computed by hand. WW (per month, January
2019 to April 2026, the last three provisional): the n-th month from January 2019 on is n = 0.

    area              first   per month   March 2025 → 2026
    Nederland         170.000   +100
    AM21 Haaglanden     8.000    +50
    AM22 Rijnmond      15.000     −20
    AM02 Friesland      3.000      0
    AM34 Zuid-Holland Centraal   no figure at all
    PV28 Zuid-Holland  40.000    +10

Vacatures (per quarter, in thousands at the source, 2019 up to the first quarter of 2026):

    Nederland   400,0  +1,0 per quarter;  PV28  60,0 +0,5;  PV21  9,0  0;  PV27  90,0  −0,6
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from etl.bouw import build
from etl.instellingen import WORTEL
from tests.cbs_tabel import CbsTabel
from tests.ophaalwereld import Wereld, get_soorten

MAANDEN = [f"{jaar}MM{maand:02d}" for jaar in range(2019, 2027) for maand in range(1, 13)][:88]
KWARTALEN = [f"{jaar}KW{deel:02d}" for jaar in range(2019, 2027) for deel in range(1, 5)][:29]
WW = {
    "NL01": (170_000, 100),
    "PV28": (40_000, 10),
    "AM21": (8_000, 50),
    "AM22": (15_000, -20),
    "AM02": (3_000, 0),
    "AM04": (2_000, 0),  # an area that is no more
    "AM99": (700, 10),  # "not to be placed"
}
VACATURES = {"NL01": (400.0, 1.0), "PV28": (60.0, 0.5), "PV21": (9.0, 0.0), "PV27": (90.0, -0.6)}
LEEG = {("AM21", "2024MM05"), ("PV28", "2025KW01")}
"""Cells without a figure: a month in view, and the quarter a year before the newest."""
_DIMENSIES = {
    "Geslacht": {"T001038": "Totaal mannen en vrouwen", "3000": "Mannen"},
    "Leeftijd": {"10000": "Totaal", "41600": "Jonger dan 27 jaar"},
    "Marges": {"MW00000": "Waarde", "MOG0095": "Ondergrens 95%-interval"},
}
_SBI = {"T001081": "A-U Alle economische activiteiten", "301000": "A Landbouw"}


def build_ww() -> CbsTabel:
    """Table 85554NED."""
    perioden = {
        code: {"titel": code, "status": "Voorlopig" if k >= len(MAANDEN) - 3 else "NaderVoorlopig"}
        for k, code in enumerate(MAANDEN)
    }
    maat = {"titel": "Personen met een werkloosheidsuitkering", "eenheid": "aantal"}
    return _build("85554NED", "D001908", maat, perioden, WW, _DIMENSIES)


def build_vacatures() -> CbsTabel:
    """Table 83599NED; its newest quarter is provisional."""
    perioden = {
        code: {"titel": code, "status": "Voorlopig" if code == KWARTALEN[-1] else "Definitief"}
        for code in KWARTALEN
    }
    maat = {"titel": "Openstaande vacatures", "eenheid": "x 1 000"}
    dimensies = {"BedrijfstakkenBranchesSBI2008": _SBI}
    return _build("83599NED", "M1", maat, perioden, VACATURES, dimensies)


def _build(
    tabel: str,
    onderwerp: str,
    maat: Mapping[str, str],
    perioden: Mapping[str, Mapping[str, str]],
    lijnen: Mapping[str, tuple[float, float]],
    dimensies: Mapping[str, Mapping[str, str]],
) -> CbsTabel:
    cijfers: dict[tuple[str, str, str], float | str] = {
        (onderwerp, regio, code): "Unknown" if (regio, code) in LEEG else round(begin + k * stap, 1)
        for regio, (begin, stap) in lijnen.items()
        for k, code in enumerate(perioden)
    }
    cijfers |= {(onderwerp, "AM34", code): "Unknown" for code in perioden if "MM" in code}
    regios = [*lijnen, "AM34"] if "AM21" in lijnen else [*lijnen]
    return CbsTabel(
        tabel=tabel,
        titel="Verzonnen",
        gewijzigd_op="2026-06-30T00:00:00+02:00",
        aantal=305_280,
        geo={"naam": "RegioS", "soort": "GeoDimension"},
        regios={code: {"titel": code, "groep": code[:2]} for code in regios},
        onderwerpen={onderwerp: {**maat, "soort": "Double", "decimalen": 1}},
        perioden=perioden,
        cijfers=cijfers,
        dimensies={naam: {"titel": naam, "codes": codes} for naam, codes in dimensies.items()},
        vast={naam: next(iter(codes)) for naam, codes in dimensies.items()},
        groepen={},
    )


def fetch_deeljaar(map_: Path, *ids: str) -> Path:
    """Fetch these entries of the real catalogue from the test server; path of the warehouse."""
    with Wereld(map_) as wereld:
        wereld.server.tabellen |= {"85554NED": build_ww(), "83599NED": build_vacatures()}
        wereld.instellingen = replace(
            wereld.instellingen,
            catalogus=WORTEL / "indicators.yaml",
            correcties=WORTEL / "correcties.yaml",
        )
        soorten = get_soorten(wereld.fetch(*ids))
        if set(soorten.values()) != {"opgehaald"}:
            raise RuntimeError(f"niet opgehaald: {soorten}")
        return build(wereld.instellingen).pad
