"""How long a document takes and how large it is, and what others feel while one is being made."""

import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from etl.bouw import build
from etl.instellingen import load_instellingen
from tests.dashboard_server import run_dashboard
from tests.sessie import Sessie
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.export.beeld.kaartplaatje import draw_kaart
from welvaart.export.beeld.plaatje import draw_png, draw_svg
from welvaart.export.bouwen.bouw import build_document
from welvaart.export.bouwen.delen.kaart import build_kaarten
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.huisstijl import Huisstijl, load_huisstijl
from welvaart.export.inhoud import Grafiek
from welvaart.export.pakket.gegevenspakket import write_gegevens
from welvaart.groep.groepen import parse_groep
from welvaart.groep.nulmeting import build_nulmeting
from welvaart.lezen.standlezer import read_stand
from welvaart.opmaak import format_bytes, format_getal
from welvaart.scherm.exporteer import write_export

_GEMEENTE = "GM0503"
_ANDEREN = ("GM0828", "GM0096", "GM1982", "GM0363", "GM0344", "GM0014")
_SOORTEN = {"pptx": "PowerPoint", "docx": "Word", "xlsx": "Excel", "pdf": "PDF"}
_KEREN, _SESSIES, _RUST_S, _PAUZE_S = 5, 2, 6.0, 0.15
_Klik = tuple[float, float]  # moment of sending, seconds


def measure() -> list[tuple[str, str]]:
    """Rows for docs/benchmarks.md: time and size per kind, then a click of somebody else."""
    with tempfile.TemporaryDirectory() as map_:
        omgeving = {
            "WELVAART_WAREHOUSE": str(Path(map_) / "warehouse.duckdb"),
            "WELVAART_SNAPSHOTS": str(Path(map_) / "snapshots"),
        }
        warehouse = build(load_instellingen(omgeving)).pad
        return [*_time_soorten(warehouse), *_time_anderen(warehouse)]


def _time_soorten(warehouse: Path) -> list[tuple[str, str]]:
    opdracht, stijl = _build_opdracht(warehouse), load_huisstijl()
    document = build_document(opdracht)
    grafiek = next(d for h in document.hoofdstukken for d in h.delen if isinstance(d, Grafiek))
    kaart = build_kaarten(opdracht)[0]
    werk: dict[str, Callable[[], bytes]] = {
        naam: partial(_write_vers, soort, opdracht, stijl) for soort, naam in _SOORTEN.items()
    }
    werk["CSV-pakket"] = lambda: write_gegevens(document, opdracht)
    werk["Grafiek als SVG"] = lambda: draw_svg(grafiek, stijl).encode()
    werk["Grafiek als PNG, 1600 × 900"] = lambda: draw_png(grafiek, stijl)
    werk["Kaart als SVG"] = lambda: draw_kaart(kaart, stijl).encode()
    return [_describe(naam, maak) for naam, maak in werk.items()]


def _write_vers(soort: str, opdracht: Opdracht, stijl: Huisstijl) -> bytes:
    """One file, with nothing kept from the one before: as when a button is pressed."""
    return write_export(soort, replace(opdracht), stijl)


def _describe(naam: str, maak: Callable[[], bytes]) -> tuple[str, str]:
    groot = len(maak())  # the first time loads a library
    duren, rekentijden = zip(*(_time(maak) for _ in range(_KEREN)), strict=True)
    tijd, reken = (_format(statistics.median(tijden)) for tijden in (duren, rekentijden))
    return naam, f"{tijd} ({reken} rekentijd), {format_bytes(groot)}"


def _format(duur_s: float) -> str:
    return f"{format_getal(duur_s, 1)} s" if duur_s >= 0.1 else f"{duur_s * 1000:.0f} ms"


def _time(doe: Callable[[], object]) -> tuple[float, float]:
    """Seconds until it is done, and seconds that a processor worked on it."""
    begin, reken = time.perf_counter(), time.process_time()
    doe()
    return time.perf_counter() - begin, time.process_time() - reken


def _build_opdracht(warehouse: Path) -> Opdracht:
    """The nulmeting of Delft beside its provincie, with a goal."""
    stand = read_stand(warehouse)
    groep = parse_groep(stand, _GEMEENTE, "provincie")
    doel = ("netto_arbeidsparticipatie", 69.3, 2022, 72.0, 2028)
    return Opdracht(
        stand,
        stand,
        stand.regios[_GEMEENTE],
        groep,
        build_nulmeting(stand, _GEMEENTE, groep),
        datetime.now(UTC),
        doelen=[Doelregel("d1", *doel, None, "3.1", "Doen.")],
    )


def _time_anderen(warehouse: Path) -> list[tuple[str, str]]:
    """A click on Nulmeting by two others, without a document and while each kind is being made."""
    kliks: list[_Klik] = []
    klaar = threading.Event()
    with run_dashboard(warehouse) as adres:
        maker = Sessie.open(adres)
        maker.run(f"regio={_GEMEENTE}", "Nulmeting")
        for naam in _SOORTEN.values():
            maker.press(naam)
        anderen = [
            threading.Thread(target=_click_on, args=(adres, nummer, klaar, kliks))
            for nummer in range(_SESSIES)
        ]
        for ander in anderen:
            ander.start()
        time.sleep(_RUST_S)
        regels = [describe_kliks("Klik van een ander, zonder document", [d for _, d in kliks])]
        for naam in _SOORTEN.values():
            vensters = [_press(maker, naam) for _ in range(_KEREN)]
            duren = find_binnen(kliks, vensters)
            regels.append(describe_kliks(f"Klik van een ander, tijdens {naam}", duren))
        klaar.set()
        for ander in anderen:
            ander.join()
        maker.close()
    return regels


def _press(maker: Sessie, naam: str) -> tuple[float, float]:
    begin = time.perf_counter()
    maker.press(naam)
    einde = time.perf_counter()
    time.sleep(2 * _PAUZE_S)
    return begin, einde


def _click_on(adres: str, nummer: int, klaar: threading.Event, kliks: list[_Klik]) -> None:
    """Choose another gemeente again and again until told to stop."""
    sessie = Sessie.open(adres)
    for gemeente in _ANDEREN:
        sessie.run(f"regio={gemeente}", "Nulmeting")
    while not klaar.wait(_PAUZE_S):
        nummer += 1
        begin = time.perf_counter()
        gemeente = _ANDEREN[nummer % len(_ANDEREN)]
        kliks.append((begin, sessie.run(f"regio={gemeente}", "Nulmeting").duur_s))
    sessie.close()


def find_binnen(kliks: Sequence[_Klik], vensters: Sequence[tuple[float, float]]) -> list[float]:
    """Durations of the clicks of which some part falls within a span of time."""
    return [
        duur
        for begin, duur in kliks
        if any(begin <= einde and begin + duur >= start for start, einde in vensters)
    ]


def describe_kliks(wat: str, duren: Sequence[float]) -> tuple[str, str]:
    """Median and p95 as a row; the longest one of fewer than twenty stands for p95."""
    if not duren:
        return wat, "niet gemeten"
    hoog = sorted(duren)[min(len(duren) - 1, int(len(duren) * 0.95))]
    midden = statistics.median(duren)
    return wat, f"mediaan {midden * 1000:.0f} ms, p95 {hoog * 1000:.0f} ms"
