"""Measure what users feel: build, cold start, page scripts, bytes per click, many at once.

`make bench` prints the table and writes it to docs/benchmarks.md. Not a test: times on a shared
machine are noise, so nothing fails here.
"""

import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from tests.bench_documenten import measure as measure_documenten
from tests.bench_eigen import measure as measure_eigen
from tests.bench_ophalen import measure as measure_ophalen
from tests.dashboard_server import WORTEL, run_dashboard
from tests.sessie import Sessie
from welvaart.dossier.opslag import Opslag
from welvaart.dossier.velden import Waarde
from welvaart.dossier.verbinding import open_engine

_GEMEENTEN = ("GM0503", "GM0828", "GM0096", "GM1982", "GM0363", "GM0344", "GM0014", "GM0518")
_PAGINAS = (
    ("Start", "", ""),
    ("Nulmeting", "Nulmeting", ""),
    ("Nulmeting, indicator open", "Nulmeting", "&indicator=netto_arbeidsparticipatie"),
    ("Nulmeting, indicator naast COROP", "Nulmeting", "&indicator=werkloosheid&vergelijk=corop"),
    ("Nulmeting, wie op ons lijkt", "Nulmeting", "&toon=gelijkenis"),
    ("Arbeidsparticipatie", "Arbeidsparticipatie", ""),
    ("Leegstand", "Leegstand", ""),
    ("Lokale agenda, begin", "Lokale_agenda", ""),
    ("Regiovergelijking, kaart", "Regiovergelijking", ""),
    ("Regiovergelijking, kaart per jaar", "Regiovergelijking", "&vorm=jaren"),
    ("Regiovergelijking, ranglijst", "Regiovergelijking", "&vorm=ranglijst"),
    ("Regiovergelijking, index", "Regiovergelijking", "&vorm=index"),
    ("Regiovergelijking, vier dia's van de raadsmodus", "Regiovergelijking", "&raad=ja"),
    ("Gegevens", "Gegevens", ""),
    ("Methode", "Methode", ""),
)
_STAPPEN = [(f"Dossier, stap {stap}", f"&stap={stap}") for stap in (1, 2, 3, 4, 5, 9, 10)]
_DOELEN = (
    ("netto_arbeidsparticipatie", 66.9, 72.0),
    ("leegstand_woningen", 5.0, 3.0),
    ("werkloosheid", 5.0, 3.5),
)
# From the next key to the first frame that shows another title above a drawn map.
_WACHT = """() => { window.bwKlik = new Promise((klaar) => {
  const lees = () => document.querySelector('.st-key-kaart .gtitle')?.textContent;
  const oud = lees();
  let begin = 0;
  const kijk = () => {
    const nu = lees();
    const vlakken = document.querySelectorAll('.st-key-kaart .choroplethlayer path').length;
    if (nu && nu !== oud && vlakken > 300) klaar(performance.now() - begin);
    else requestAnimationFrame(kijk);
  };
  const start = () => { begin = performance.now(); requestAnimationFrame(kijk); };
  window.addEventListener('keydown', start, { capture: true, once: true });
}); }"""
_PAUZE_S = 3.0
_KLIKKEN = 4


def main() -> None:
    """Measure the screen, or with `ophalen`, `documenten` or `eigen` only that."""
    if sys.argv[1:] == ["ophalen"]:
        _write_deel("Ophalen", measure_ophalen())
        return
    if sys.argv[1:] == ["documenten"]:
        _write_deel("Documenten", measure_documenten())
        return
    if sys.argv[1:] == ["eigen"]:
        _write_deel("Eigen bestanden", measure_eigen(), ("bestand", "voor", "na"))
        return
    regels = []
    with tempfile.TemporaryDirectory() as map_:
        warehouse = Path(map_) / "warehouse.duckdb"
        regels.append(("Schone bouw (`etl build`)", f"{_time_build(warehouse):.2f} s"))
        begin = time.perf_counter()
        dossiers = f"sqlite:///{Path(map_) / 'dossiers.sqlite'}"
        with run_dashboard(warehouse, WELVAART_DOSSIERS=dossiers) as adres:
            regels.append(("Server antwoordt na start", f"{time.perf_counter() - begin:.1f} s"))
            if (verf := _time_first_paint(adres)) is not None:
                regels.append(("Koude start tot eerste beeld (Chromium)", f"{verf:.1f} s"))
            regels += _time_pages(adres, _PAGINAS, _GEMEENTEN)
            code = _fill_dossier(dossiers)
            stappen = [(n, "Lokale_agenda", f"{extra}&dossier={code}") for n, extra in _STAPPEN]
            regels += _time_pages(adres, stappen, _GEMEENTEN[:1] * 8)
            if (klik := _time_klik(adres)) is not None:
                regels.append(("Regiovergelijking: klik op jaar tot getekende kaart", klik))
            regels += [_time_many(adres, aantal) for aantal in (1, 10, 50)]
    _write(regels)


def _time_build(warehouse: Path) -> float:
    duren = []
    for _ in range(3):
        warehouse.unlink(missing_ok=True)
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "etl", "build"],
            cwd=WORTEL,
            check=True,
            capture_output=True,
            env={"PATH": "/usr/bin:/bin", "WELVAART_WAREHOUSE": str(warehouse)},
        )
        duren.append(time.perf_counter() - begin)
    return statistics.median(duren)


def _time_first_paint(adres: str) -> float | None:
    from tests.browser import find_chromium, open_browser

    if find_chromium() is None:
        return None
    with open_browser() as browser:
        pagina = browser.new_page()
        begin = time.perf_counter()
        pagina.goto(f"{adres}/?regio=GM0503")
        pagina.get_by_text("Waar valt de gemeente op?").wait_for(timeout=60_000)
        return time.perf_counter() - begin


def _time_klik(adres: str) -> str | None:
    """Median time from another year to the painted map, in the browser."""
    from tests.browser import find_chromium, open_browser

    if find_chromium() is None:
        return None
    duren = []
    with open_browser() as browser:
        pagina = browser.new_page()
        pagina.goto(f"{adres}/Regiovergelijking?regio=GM0503&beeld=land")
        pagina.locator(".st-key-kaart .choroplethlayer path").nth(300).wait_for(timeout=60_000)
        schuif = pagina.get_by_role("slider").first
        for _ in range(9):
            schuif.focus()
            pagina.evaluate(_WACHT)
            pagina.keyboard.press("ArrowLeft")
            duren.append(pagina.evaluate("() => window.bwKlik"))
            pagina.wait_for_timeout(300)
    return f"{statistics.median(duren[1:]):.0f} ms"


def _fill_dossier(url: str) -> str:
    """A dossier as a team has it half-way: five priorities and three goals; returns its code."""
    opslag = Opslag(open_engine(url))
    toegang = opslag.create_dossier("Nulmeting Delft", "GM0503")
    velden: dict[str, Waarde] = {
        f"prioriteit/{indicator_id}/gekozen": True
        for indicator_id in (
            *(d[0] for d in _DOELEN),
            "vertrouwen_in_instituties",
            "tevredenheid_woonomgeving",
        )
    }
    for nummer, (indicator_id, nulwaarde, streefwaarde) in enumerate(_DOELEN, 1):
        velden |= {
            f"doel/d{nummer}/indicator": indicator_id,
            f"doel/d{nummer}/nulwaarde": nulwaarde,
            f"doel/d{nummer}/nuljaar": 2021,
            f"doel/d{nummer}/streefwaarde": streefwaarde,
            f"doel/d{nummer}/streefjaar": 2027,
        }
    for pad, waarde in velden.items():
        opslag.write_veld(toegang, pad, waarde, gezien=0)
    return str(toegang.bewerkcode)


def _time_pages(
    adres: str, paginas: Sequence[tuple[str, str, str]], gemeenten: Sequence[str]
) -> list[tuple[str, str]]:
    regels = []
    for naam, pagina, extra in paginas:
        sessie = Sessie.open(adres, meteen_bevestigen=True)
        bezoek = 0
        antwoorden = []
        for ronde in range(3):
            for gemeente in gemeenten:
                antwoord = sessie.run(f"regio={gemeente}{extra}", pagina)
                if antwoord.fout:
                    raise RuntimeError(f"{naam} gaf een fout voor {gemeente}")
                bezoek = bezoek or antwoord.bytes
                if ronde:
                    antwoorden.append(antwoord)
        sessie.close()
        duur = statistics.median(a.duur_s for a in antwoorden) * 1000
        grootst = max(a.bytes for a in antwoorden) / 1000
        regels.append((f"{naam}: warm script, mediaan", f"{duur:.0f} ms"))
        verstuurd = f"{grootst:.1f} kB (eerste bezoek {bezoek / 1000:.1f} kB)"
        regels.append((f"{naam}: verstuurd per klik, hoogste", verstuurd))
    return regels


def _time_many(adres: str, aantal: int) -> tuple[str, str]:
    """p95 of a click when `aantal` people each click once per three seconds."""

    def work(nummer: int) -> list[float]:
        sessie = Sessie.open(adres)
        sessie.run("regio=GM0503", "Nulmeting")
        time.sleep(_PAUZE_S * nummer / aantal)
        duren = []
        for klik in range(_KLIKKEN):
            begin = time.perf_counter()
            gemeente = _GEMEENTEN[(nummer + klik) % len(_GEMEENTEN)]
            duren.append(sessie.run(f"regio={gemeente}", "Nulmeting").duur_s)
            time.sleep(max(0.0, _PAUZE_S - (time.perf_counter() - begin)))
        sessie.close()
        return duren

    with ThreadPoolExecutor(aantal) as groep:
        duren = [d for lijst in groep.map(work, range(aantal)) for d in lijst]
    return (f"{aantal} sessies, nulmeting: p95", f"{compute_p95(duren) * 1000:.0f} ms")


def compute_p95(duren: Sequence[float]) -> float:
    """The duration that 95 in a hundred stay under; the longest one of fewer than twenty."""
    return sorted(duren)[min(len(duren) - 1, int(len(duren) * 0.95))]


def _write(regels: list[tuple[str, str]]) -> None:
    vandaag = datetime.now(UTC).date().isoformat()
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    tabel = "\n".join(f"| {wat} | {waarde} |" for wat, waarde in regels)
    kop = (
        "# Benchmarks\n\nGemaakt met `make bench`. Doelen: bouw ≤ 3 s, script ≤ 50 ms, ≤ 50 kB per "
        "klik, p95 ≤ 100 ms bij 50 sessies. "
        "De scripttijd is die van de server; de p95 is wat een browser merkt. Een klik kiest een "
        "andere gemeente; wat de browser nog heeft, wordt niet opnieuw verstuurd.\n\n"
    )
    pad = WORTEL / "docs" / "benchmarks.md"
    oud = pad.read_text(encoding="utf-8") if pad.exists() else ""
    andere = oud[oud.index("\n## ") :] if "\n## " in oud else ""  # measured by other programs
    pad.write_text(
        f"{kop}{vandaag}, {machine}, {_count_cores()} kernen.\n\n"
        f"| wat | waarde |\n|---|---|\n{tabel}\n{andere}",
        encoding="utf-8",
    )
    for wat, waarde in regels:
        print(f"{wat:45} {waarde}")  # noqa: T201 - a command that prints its result


def _write_deel(
    titel: str, regels: Sequence[Sequence[str]], kop: Sequence[str] = ("wat", "waarde")
) -> None:
    """Put figures in their own section; its explanation and the others stay as they are."""
    pad = WORTEL / "docs" / "benchmarks.md"
    tekst = pad.read_text(encoding="utf-8")
    begin = tekst.index(f"\n## {titel}\n")
    einde = tekst.find("\n## ", begin + 1)
    stuk = tekst[begin : None if einde < 0 else einde]
    vandaag = datetime.now(UTC).date().isoformat()
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    tabel = "\n".join(f"| {' | '.join(regel)} |" for regel in (kop, ["---"] * len(kop), *regels))
    uitleg = stuk.split("\n\n")[1]
    nieuw = (
        f"\n## {titel}\n\n{uitleg}\n\n{vandaag}, {machine}, {_count_cores()} kernen, "
        f"wachtrij {_read_wachtrij()}.\n\n{tabel}\n"
    )
    pad.write_text(tekst.replace(stuk, nieuw), encoding="utf-8")
    for wat, *waarden in regels:
        print(f"{wat:65} {' → '.join(filter(None, waarden))}")  # noqa: T201 - a command that prints its result


def _read_wachtrij() -> str:
    """How many programs wanted to run in the last minute: more than there are cores is busy."""
    import os

    return f"{os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else "onbekend"


def _count_cores() -> int:
    import os

    return os.cpu_count() or 1


if __name__ == "__main__":
    main()
