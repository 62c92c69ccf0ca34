"""Measure what a file of one's own takes in memory, as large as a file may be.

Each command runs in a process of its own, three times; the highest peak counts.
"""

import csv
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.bronnen.bestand.rijen import MAX_RIJEN

WORTEL = Path(__file__).resolve().parents[1]
_RONDES = 3
_FILTER = ("--filter", "functie=soort1")
_NIEUW = (
    *("--titel", "Lege winkels", "--thema", "wonen", "--eenheid", "%", "--decimalen", "1"),
    *("--richting", "neutraal", "--definitie", "Om te meten.", "--bron", "Team EZ"),
)
_GEWEIGERD = 1
_STARTER = """
import os, subprocess, sys
proces = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, gebruik = os.wait4(proces.pid, 0)
tijd = gebruik.ru_utime + gebruik.ru_stime
print(os.waitstatus_to_exitcode(status), gebruik.ru_maxrss, tijd)
"""
"""Starts the command from a process that is small: a child begins with the peak of its parent."""


@dataclass(frozen=True)
class Geval:
    """A file to try: what it is, what it took before, how to make and read it."""

    naam: str
    voor: str
    write: Callable[[Path, Sequence[str]], None]
    opties: tuple[str, ...] = ()
    code: int = 0


def _write_csv(pad: Path, kop: Sequence[object], rijen: Iterable[Sequence[object]]) -> None:
    with pad.open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.writer(bestand, delimiter=";")
        schrijver.writerow(kop)
        schrijver.writerows(rijen)


def _list_reeksen(gemeenten: Sequence[str]) -> Iterable[tuple[object, ...]]:
    """Ten years of every gemeente, for one kind after the other, until the file is full."""
    soorten = MAX_RIJEN // (10 * len(gemeenten)) + 1
    rijen = (
        (naam, jaar, f"soort{soort}", f"{nummer % 1000},{nummer % 10}", "geteld")
        for soort in range(soorten)
        for jaar in range(2014, 2024)
        for nummer, naam in enumerate(gemeenten)
    )
    return (rij for _, rij in zip(range(MAX_RIJEN), rijen, strict=False))


_KOP = ("gemeente", "jaar", "functie", "waarde", "toelichting")


def write_lang(pad: Path, gemeenten: Sequence[str]) -> None:
    """Long: many series, of which one is read."""
    _write_csv(pad, _KOP, _list_reeksen(gemeenten))


def write_breed(pad: Path, gemeenten: Sequence[str]) -> None:
    """Wide: 24 columns of a year, many series, of which one is read."""
    soorten = MAX_RIJEN * 26 // 100 // len(gemeenten)  # 20 MB
    rijen = (
        (naam, f"soort{soort}", *(f"{(nummer + jaar) % 100},5" for jaar in range(24)))
        for soort in range(soorten)
        for nummer, naam in enumerate(gemeenten)
    )
    _write_csv(pad, ("gemeente", "functie", *range(2000, 2024)), rijen)


def write_excel(pad: Path, gemeenten: Sequence[str]) -> None:
    """The long file as a workbook."""
    import openpyxl

    boek = openpyxl.Workbook(write_only=True)
    blad = boek.create_sheet("cijfers")
    blad.append(_KOP)
    for naam, jaar, functie, waarde, uitleg in _list_reeksen(gemeenten):
        blad.append((naam, jaar, functie, float(str(waarde).replace(",", ".")), uitleg))
    boek.save(pad)


def write_maanden(pad: Path, gemeenten: Sequence[str]) -> None:
    """140 months of 3 500 deelgebieden: 490 000 rows that all count."""
    rijen = (
        (
            gemeenten[deel % len(gemeenten)],
            f"Gebied {deel // len(gemeenten)}",
            f"{2012 + maand // 12}MM{maand % 12 + 1:02d}",
            f"{(deel * 7919 + maand * 31) % 1000},{(deel + maand) % 10}",
        )
        for maand in range(140)
        for deel in range(3500)
    )
    _write_csv(pad, ("gemeente", "deelgebied", "periode", "waarde"), rijen)


def write_delen(pad: Path, gemeenten: Sequence[str]) -> None:
    """Another deelgebied in each row."""
    rijen = (
        (gemeenten[nummer % len(gemeenten)], f"Gebied {nummer}", 2023, f"{nummer % 1000},5")
        for nummer in range(MAX_RIJEN)
    )
    _write_csv(pad, ("gemeente", "deelgebied", "jaar", "waarde"), rijen)


def write_kolom(pad: Path, gemeenten: Sequence[str]) -> None:
    """One column: no table."""
    rijen = (
        (f"{gemeenten[nummer % len(gemeenten)]} en nog veel meer tekst {nummer}",)
        for nummer in range(MAX_RIJEN)
    )
    _write_csv(pad, ("regel",), rijen)


def write_kort(pad: Path, gemeenten: Sequence[str]) -> None:
    """Twice as many rows as are allowed."""
    _write_csv(pad, ("a", "b"), ((1, 2) for _ in range(2 * MAX_RIJEN)))


def write_namen(pad: Path, gemeenten: Sequence[str]) -> None:
    """Another name in each row, none of them a gemeente."""
    rijen = ((f"Straat {nummer}", 2023, f"{nummer % 1000},5") for nummer in range(MAX_RIJEN))
    _write_csv(pad, ("gemeente", "jaar", "waarde"), rijen)


GEVALLEN = (
    Geval("CSV van {mb} MB, één reeks met `--filter`", "662 MB", write_lang, _FILTER),
    Geval(
        "CSV van {mb} MB met 24 jaarkolommen, één reeks met `--filter`",
        "609 MB",
        write_breed,
        _FILTER,
    ),
    Geval("Excel van {mb} MB, één reeks met `--filter`", "niet gemeten", write_excel, _FILTER),
    Geval(
        "CSV waarvan alle 490.000 rijen tellen (deelgebieden per maand)", "697 MB", write_maanden
    ),
    Geval(
        "CSV met 500.000 verschillende deelgebieden (nu geweigerd)",
        "810 MB",
        write_delen,
        code=_GEWEIGERD,
    ),
    Geval("CSV van {mb} MB met één kolom (geweigerd)", "440 MB", write_kolom, code=_GEWEIGERD),
    Geval("1 miljoen korte rijen (geweigerd)", "300 MB", write_kort, code=_GEWEIGERD),
    Geval(
        "500.000 namen die geen gemeente zijn (geweigerd)",
        "meer dan 10 minuten",
        write_namen,
        code=_GEWEIGERD,
    ),
)


def measure() -> list[tuple[str, str, str]]:
    """Rows of the table: the file, its peak before, and now with the time of the processor."""
    gemeenten = _load_gemeenten()
    regels = []
    with tempfile.TemporaryDirectory() as map_:
        for geval in GEVALLEN:
            pad = Path(map_) / ("groot.xlsx" if geval.write is write_excel else "groot.csv")
            geval.write(pad, gemeenten)
            naam = geval.naam.format(mb=f"{pad.stat().st_size / 1e6:.0f}")
            opdracht = ["import", str(pad), "--proef", *geval.opties]
            regels.append((naam, geval.voor, _describe(opdracht, Path(map_), geval.code)))
        pad = Path(map_) / "maanden.csv"
        write_maanden(pad, gemeenten)
        regels += _measure_bouw(pad, Path(map_))
    return regels


def _measure_bouw(pad: Path, map_: Path) -> list[tuple[str, str, str]]:
    """What it takes to bring the file in that counts whole, and to build with it and without."""
    warehouse, omschrijving = map_ / "warehouse.duckdb", map_ / "snapshots/eigen_indicatoren.yaml"
    zonder = []
    for _ in range(_RONDES):
        warehouse.unlink(missing_ok=True)
        zonder.append(_run(["build"], map_, 0))
    invoer = _run(["import", str(pad), *_NIEUW], map_, 0)
    met = []
    for _ in range(_RONDES):
        with omschrijving.open("a", encoding="utf-8") as bestand:
            bestand.write("\n")  # else there is nothing new
        met.append(_run(["build"], map_, 0))
    return [
        ("Dezelfde 490.000 rijen echt ingelezen (`etl import`)", "", _format([invoer])),
        ("`etl build` zonder eigen bestand", "428 MB", _format(zonder)),
        ("`etl build` met die 490.000 rijen, naast de vorige cijfers", "963 MB", _format(met)),
    ]


def _describe(opdracht: Sequence[str], map_: Path, code: int) -> str:
    return _format([_run(opdracht, map_, code) for _ in range(_RONDES)])


def _format(metingen: Sequence[tuple[float, float]]) -> str:
    """The highest peak and the median time of the processor."""
    tijd = statistics.median(tijd for _, tijd in metingen)
    return f"{max(mb for mb, _ in metingen):.0f} MB, {tijd:.1f} s".replace(".", ",")


def _run(opdracht: Sequence[str], map_: Path, code: int) -> tuple[float, float]:
    """MB at its peak and seconds of the processor of one `python -m etl …`."""
    omgeving = {
        "PATH": os.defpath,
        "WELVAART_WAREHOUSE": str(map_ / "warehouse.duckdb"),
        "WELVAART_SNAPSHOTS": str(map_ / "snapshots"),
    }
    uit = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _STARTER, sys.executable, "-m", "etl", *opdracht],
        cwd=WORTEL,
        env=omgeving,
        capture_output=True,
        check=True,
        text=True,
    )
    kreeg, kb, tijd = uit.stdout.split()
    if int(kreeg) != code:
        raise RuntimeError(f"{opdracht} eindigde met {kreeg}")
    return int(kb) / 1024, float(tijd)


def _load_gemeenten() -> list[str]:
    """Names that one gemeente bears, of those that were there all the years of the files."""
    regio = pd.read_parquet(WORTEL / "etl" / "momentopname" / "regio.parquet")
    is_gemeente = (regio["soort"] == "gemeente") & regio["geldig_tot"].isna()
    begin = pd.to_datetime(regio["geldig_van"])
    lang = regio[is_gemeente & ~(begin > "2000-01-01")]
    return sorted(lang["regio_naam"])
