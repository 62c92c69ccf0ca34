"""Measure fetching: `etl fetch` against plain `cbsodata.get_data`, 500 000 rows from a test server.

The server runs in a process of its own and has every page ready, so that what is measured is the
client. `python -m tests.bench_ophalen` serves; `python -m tests.bench ophalen` measures.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from tests.cbs_server import CbsServer
from tests.cbs_tabel import CbsTabel
from tests.ophaalwereld import load_regio, write_catalogus
from tests.proefserver import Antwoord

WORTEL = Path(__file__).resolve().parents[1]
TABEL = "99500NED"
REGIOS, PERIODEN = 5000, 100
RIJEN = REGIOS * PERIODEN
PAGINA = 10_000
WACHT_S = (0.0, 0.5)
_RONDES = 3
_SOORT = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8"
_SELECTIE = {"Geslacht": "T001038", "Leeftijd": "10000", "BurgerlijkeStaat": "T001019"}
_BRON = (
    "{{soort: {soort}, tabel: 99500NED, onderwerp: {{titel: Cijfer 1}}, selectie: {{Geslacht: "
    'T001038, Leeftijd: "10000", BurgerlijkeStaat: T001019}}, regios: [GM]}}'
)
_KAAL_NAAM = "cbsodata.get_data + DataFrame"
_KAAL = """
import sys, cbsodata, pandas
cbsodata.options.use_https = False
frame = pandas.DataFrame(cbsodata.get_data("99500NED", catalog_url=sys.argv[1]))
assert frame.shape == (500_000, 11), frame.shape
"""


def _list_regios() -> list[str]:
    """Gemeenten that were always there, and codes that nobody knows up to the number wanted."""
    regio = load_regio()
    altijd = regio["geldig_van"].isna() | (pd.to_datetime(regio["geldig_van"]).dt.year < 2016)
    gekozen = regio[altijd & regio["geldig_tot"].isna() & (regio["soort"] == "gemeente")]
    codes = sorted(gekozen["regio_code"])
    return [*codes, *(f"GM{nummer}" for nummer in range(5000, 5000 + REGIOS))][:REGIOS]


def _build_tabel() -> CbsTabel:
    """A made-up table, without its figures: those are in the pages."""
    maanden = [f"{jaar}MM{maand:02d}" for jaar in range(2016, 2025) for maand in range(1, 13)]
    codes = {naam: {"titel": naam, "codes": {code: "Totaal"}} for naam, code in _SELECTIE.items()}
    onderwerp = {"eenheid": "aantal", "soort": "Long", "decimalen": 0}
    return CbsTabel(
        tabel=TABEL,
        titel="Verzonnen cijfers om de snelheid te meten",
        gewijzigd_op="2026-06-23T00:00:00+02:00",
        aantal=RIJEN * 5,
        geo={"naam": "RegioS", "soort": "GeoDimension"},
        regios={code: {"titel": f"Plaats {code}"} for code in _list_regios()},
        onderwerpen={f"M{n}": {"titel": f"Cijfer {n}", **onderwerp} for n in range(1, 6)},
        perioden={code: {"titel": code, "status": "Definitief"} for code in maanden[:PERIODEN]},
        cijfers={},
        dimensies=codes,
        vast=_SELECTIE,
        groepen={},
    )


@dataclass
class BenchServer(CbsServer):
    """Serves one large table whose pages are rendered beforehand, a block per period."""

    @cached_property
    def blokken(self) -> Mapping[str, list[str]]:
        """Rows of each period as JSON, per form: v4, typed (v3, whole), untyped (v3, selected)."""
        vormen: dict[str, list[str]] = {"v4": [], "typed": [], "untyped": []}
        tabel = self.tabellen[TABEL]
        for nummer, periode in enumerate(tabel.perioden):
            rijen = [
                _build_rij(nummer * REGIOS + plek, regio, periode)
                for plek, regio in enumerate(tabel.regios)
            ]
            for vorm, blok in vormen.items():
                tekst = json.dumps([rij[vorm] for rij in rijen])
                blok.append(tekst[1:-1])
        return vormen

    def answer(self, pad: str, opties: Mapping[str, str]) -> Antwoord:
        naam = pad.rpartition("/")[2]
        if naam == "$count":
            return Antwoord(str(RIJEN), soort="text/plain")
        if naam == "Observations":
            van, top = int(opties.get("$skip", 0)), int(opties.get("$top", PAGINA))
            stuk = self.blokken["v4"][van // REGIOS : (van + top) // REGIOS]
            return Antwoord(f'{{"@odata.context": "x", "value": [{", ".join(stuk)}]}}')
        if naam in ("TypedDataSet", "UntypedDataSet"):
            return self._answer_feed(pad, naam, opties)
        return super().answer(pad, opties)

    def _answer_feed(self, pad: str, naam: str, opties: Mapping[str, str]) -> Antwoord:
        grenzen = re.findall(r"Perioden (ge|lt) '(\w+)'", opties.get("$filter", ""))
        codes = list(self.tabellen[TABEL].perioden)
        grens = {soort: codes.index(code) for soort, code in grenzen}
        blokken = self.blokken["untyped" if naam == "UntypedDataSet" else "typed"]
        blokken = blokken[grens.get("ge", 0) : grens.get("lt", PERIODEN)]
        van, per_pagina = int(opties.get("$skip", 0)), PAGINA // REGIOS
        stuk = blokken[van // REGIOS : van // REGIOS + per_pagina]
        verder = ""
        if van + PAGINA < len(blokken) * REGIOS:
            volgende = {**opties, "$skip": str(van + PAGINA)}
            vraag = "&".join(f"{sleutel}={waarde}" for sleutel, waarde in volgende.items())
            verder = f', "odata.nextLink": {json.dumps(f"{self.basis}{pad}?{vraag}")}'
        return Antwoord(f'{{"value": [{", ".join(stuk)}]{verder}}}', soort=_SOORT)


def _build_rij(nummer: int, regio: str, periode: str) -> dict[str, dict[str, Any]]:
    waarde = nummer * 7919 % 100_000
    vast4 = {**_SELECTIE, "RegioS": regio, "Perioden": periode}
    vast3 = {naam: code if naam == "Perioden" else code.ljust(7) for naam, code in vast4.items()}
    vast3["RegioS"] = regio
    return {
        "v4": {
            "Id": nummer,
            "Measure": "M1",
            "ValueAttribute": "None",
            "Value": waarde,
            "StringValue": None,
            **vast4,
        },
        "typed": {"ID": nummer, **vast3, **{f"Cijfer{n}_{n}": waarde + n for n in range(5)}},
        "untyped": {**vast3, "Cijfer1_1": f"{waarde:8d}"},
    }


@dataclass(frozen=True)
class Meting:
    """Median duration, and the highest peak of memory, of one client."""

    duur_s: float
    piek_mb: float


def measure() -> list[tuple[str, str]]:
    """Lines of a table: time and peak memory of each client, at each delay per request."""
    regels = []
    for wacht_s in WACHT_S:
        with _serve(wacht_s) as basis:
            regels += describe_metingen(_time_clients(basis), wacht_s)
    return regels


def describe_metingen(metingen: Mapping[str, Meting], wacht_s: float) -> list[tuple[str, str]]:
    """Lines of the table for one delay, each beside plain cbsodata."""
    kaal = metingen[_KAAL_NAAM]
    regels = []
    for naam, meting in metingen.items():
        keer = kaal.duur_s / meting.duur_s
        maal = "" if meting is kaal else f" ({keer:.1f} keer zo snel)"
        wat = f"{naam}, {wacht_s:.1f} s per verzoek"
        regels.append((wat, f"{meting.duur_s:.1f} s{maal}, piek {meting.piek_mb:.0f} MB"))
    return regels


@contextmanager
def _serve(wacht_s: float) -> Iterator[str]:
    """The server in a process of its own; the address it listens on."""
    opdracht = [sys.executable, "-m", "tests.bench_ophalen", "--wacht", str(wacht_s)]
    with subprocess.Popen(opdracht, cwd=WORTEL, stdout=subprocess.PIPE, text=True) as proces:
        try:
            assert proces.stdout is not None
            yield proces.stdout.readline().strip()
        finally:
            proces.terminate()


def _time_clients(basis: str) -> dict[str, Meting]:
    """Run the clients by turns, so that a busy machine is busy for all of them."""
    gemeten: dict[str, list[tuple[float, float]]] = {}
    for _ in range(_RONDES):
        with tempfile.TemporaryDirectory() as map_:
            for naam, opdracht, omgeving in _build_opdrachten(Path(map_), basis):
                gemeten.setdefault(naam, []).append(_run(opdracht, omgeving))
    return {
        naam: Meting(statistics.median(t for t, _ in paren), max(mb for _, mb in paren))
        for naam, paren in gemeten.items()
    }


def _build_opdrachten(map_: Path, basis: str) -> list[tuple[str, list[str], dict[str, str]]]:
    bronnen = {naam: _BRON.format(soort=naam) for naam in ("cbs_v4", "cbs_v3")}
    omgeving = {
        "PATH": os.defpath,
        "CBS_V4_URL": f"{basis}/odata/v1/CBS",
        "CBS_V3_HOST": basis,
        "WELVAART_CATALOGUS": str(write_catalogus(map_ / "indicators.yaml", bronnen)),
        "WELVAART_SNAPSHOTS": str(map_ / "snapshots"),
    }
    fetch = [sys.executable, "-m", "etl", "fetch"]
    kaal = [sys.executable, "-c", _KAAL, basis.removeprefix("http://")]
    return [
        (_KAAL_NAAM, kaal, {"PATH": os.defpath}),
        ("etl fetch, CBS v4", [*fetch, "cbs_v4"], omgeving),
        ("etl fetch, CBS v3", [*fetch, "cbs_v3"], omgeving),
    ]


def _run(opdracht: Sequence[str], omgeving: Mapping[str, str]) -> tuple[float, float]:
    """Seconds and MB at its peak of one child process, from its start to its end."""
    begin = time.perf_counter()
    with subprocess.Popen(
        opdracht, cwd=WORTEL, env=dict(omgeving), stdout=subprocess.DEVNULL
    ) as proces:
        _, status, gebruik = os.wait4(proces.pid, 0)
        proces.returncode = os.waitstatus_to_exitcode(status)
    if proces.returncode:
        raise RuntimeError(f"{opdracht} eindigde met {proces.returncode}")
    return time.perf_counter() - begin, gebruik.ru_maxrss / 1024


def main() -> None:
    """Serve until terminated; the address is on the first line."""
    ontleder = argparse.ArgumentParser(prog="python -m tests.bench_ophalen", description=__doc__)
    ontleder.add_argument("--wacht", type=float, default=0.0, help="seconden per verzoek")
    server = BenchServer({TABEL: _build_tabel()}, wacht_s=ontleder.parse_args().wacht)
    assert len(server.blokken["v4"]) == PERIODEN
    sys.stdout.write(f"{server.basis}\n")
    sys.stdout.flush()
    server.serve()


if __name__ == "__main__":
    main()
