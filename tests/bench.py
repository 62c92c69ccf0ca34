"""Measure what users feel: build, cold start, page scripts, many at once, and fetching.

`make bench` prints the tables and writes them to docs/benchmarks.md; `python -m tests.bench
ophalen` does one part and leaves the other as it was. Not a test: times on a shared machine are
noise, so nothing fails here.
"""

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from tests.bench_ophalen import measure as measure_ophalen
from tests.dashboard_server import WORTEL, run_dashboard
from tests.sessie import Sessie

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
    ("Gegevens", "Gegevens", ""),
    ("Methode", "Methode", ""),
)
_PAUZE_S = 3.0
_KLIKKEN = 4


def main() -> None:
    """Run the parts asked for, or all, and write their tables."""
    ontleder = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    ontleder.add_argument("deel", nargs="*", choices=[[], *_DELEN], help="leeg: alles")
    for deel in ontleder.parse_args().deel or _DELEN:
        druk = os.getloadavg()[0]
        _write(deel, _DELEN[deel][0](), druk)


def measure_scherm() -> list[tuple[str, str]]:
    """Build, cold start, pages and many people at once."""
    regels = []
    with tempfile.TemporaryDirectory() as map_:
        warehouse = Path(map_) / "warehouse.duckdb"
        regels.append(("Schone bouw (`etl build`)", f"{_time_build(warehouse):.2f} s"))
        begin = time.perf_counter()
        with run_dashboard(warehouse) as adres:
            regels.append(("Server antwoordt na start", f"{time.perf_counter() - begin:.1f} s"))
            if (verf := _time_first_paint(adres)) is not None:
                regels.append(("Koude start tot eerste beeld (Chromium)", f"{verf:.1f} s"))
            regels += _time_pages(adres)
            regels += [_time_many(adres, aantal) for aantal in (1, 10, 50)]
    return regels


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


def _time_pages(adres: str) -> list[tuple[str, str]]:
    regels = []
    for naam, pagina, extra in _PAGINAS:
        sessie = Sessie.open(adres, meteen_bevestigen=True)
        antwoorden = []
        for ronde in range(3):
            for gemeente in _GEMEENTEN:
                antwoord = sessie.run(f"regio={gemeente}{extra}", pagina)
                if antwoord.fout:
                    raise RuntimeError(f"{naam} gaf een fout voor {gemeente}")
                if ronde:
                    antwoorden.append(antwoord)
        sessie.close()
        duur = statistics.median(a.duur_s for a in antwoorden) * 1000
        grootst = max(a.bytes for a in antwoorden) / 1000
        regels.append((f"{naam}: warm script, mediaan", f"{duur:.0f} ms"))
        regels.append((f"{naam}: verstuurd per klik, hoogste", f"{grootst:.1f} kB"))
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
        duren = sorted(d for lijst in groep.map(work, range(aantal)) for d in lijst)
    p95 = duren[min(len(duren) - 1, int(len(duren) * 0.95))]
    return (f"{aantal} sessies, nulmeting: p95", f"{p95 * 1000:.0f} ms")


_DELEN: dict[str, tuple[Callable[[], list[tuple[str, str]]], str, str]] = {
    "scherm": (
        measure_scherm,
        "Scherm en bouw",
        "Doelen: bouw ≤ 3 s, script ≤ 50 ms, ≤ 50 kB per klik, p95 ≤ 100 ms bij 50 sessies. De "
        "scripttijd is die van de server; de p95 is wat een browser merkt.",
    ),
    "ophalen": (
        measure_ophalen,
        "Ophalen",
        "500.000 rijen in 50 pagina's van een eigen testserver, van begin tot eind van de "
        "opdracht (mediaan van drie), met het meeste geheugen dat het proces ooit had. "
        "`etl fetch` haalt één onderwerp op, bewaart en controleert het; `cbsodata.get_data` "
        "haalt alle elf kolommen op, in een DataFrame. Doelen: met CBS v4 bij 0,5 s per verzoek "
        "minstens 3,5 keer zo snel, bij 0 s niet langzamer, en hoogstens 300 MB.",
    ),
}
"""Part → what measures it, its heading, and what its figures mean."""


def _write(deel: str, regels: list[tuple[str, str]], druk: float) -> None:
    """Put one part into docs/benchmarks.md; the others stay as they are."""
    pad = WORTEL / "docs" / "benchmarks.md"
    stukken = re.split(r"^## ", pad.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    oud = {stuk.partition("\n")[0]: stuk.partition("\n")[2].strip() for stuk in stukken}
    _, kop, uitleg = _DELEN[deel]
    vandaag = datetime.now(UTC).date().isoformat()
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    werk = f"{druk:.1f}".replace(".", ",")
    tabel = "\n".join(f"| {wat} | {waarde} |" for wat, waarde in regels)
    oud[kop] = (
        f"{uitleg}\n\n{vandaag}, {machine}, {os.cpu_count()} kernen; wachtrij van de machine bij "
        f"het begin {werk}.\n\n| wat | waarde |\n|---|---|\n{tabel}"
    )
    koppen = [naam for _, naam, _ in _DELEN.values() if naam in oud]
    tekst = "".join(f"\n## {naam}\n\n{oud[naam]}\n" for naam in koppen)
    pad.write_text(f"# Benchmarks\n\nGemaakt met `make bench`.\n{tekst}", encoding="utf-8")
    for wat, waarde in regels:
        print(f"{wat:55} {waarde}")  # noqa: T201 - a command that prints its result


if __name__ == "__main__":
    main()
