"""The commands: `python -m etl build | check | fetch | ververs | diff | import | …`.

The only place where etl prints and where its errors become an exit code: 0 done or nothing new,
1 refused (the reasons on stderr), 2 misuse. Commands import what only they need: fetch is light.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from etl.eigen import opties as eigen
from etl.instellingen import WORTEL, Instellingen, load_instellingen
from etl.nakijken import opdracht as check
from etl.ophalen import ververs
from etl.ophalen.verslag import MISLUKT, build_wens, count_soorten
from etl.ophalen.voortgang import Voortgang, build_samenvatting
from etl.verschil import opdracht as diff
from welvaart.catalogus import load_catalogus, write_schema
from welvaart.fouten import BronFout, KeuzeFout, WelvaartFout
from welvaart.opdracht.ontleder import (
    GESLAAGD,
    GEWEIGERD,
    VERKEERD_GEBRUIK,
    Ontleder,
)

if TYPE_CHECKING:
    from welvaart.regio.naam import Naamregister


def _build_ontleder() -> argparse.ArgumentParser:
    ontleder = Ontleder(
        prog="python -m etl",
        description="De cijfers van de monitor: inlezen, controleren en klaarzetten.",
        epilog="voorbeeld:\n  python -m etl build",
    )
    keuzes = ontleder.add_subparsers(
        title="opdrachten", dest="opdracht", required=True, metavar="OPDRACHT"
    )

    def add(naam: str, wat: str, voorbeeld: str, doe: Callable[..., int]) -> Ontleder:
        deel: Ontleder = keuzes.add_parser(
            naam,
            help=wat,
            description=wat,
            epilog=f"voorbeeld:\n  python -m etl {voorbeeld}",
        )
        deel.set_defaults(doe=doe)
        return deel

    _add_opdrachten(add)
    return ontleder


def _add_opdrachten(add: Callable[..., Ontleder]) -> None:
    """Add the commands, each with its own options."""
    bouw = add("build", "Maak warehouse.duckdb van de cijfers.", "build", _run_build)
    bouw.add_argument(
        "--sta-toe-krimp",
        action="store_true",
        help="zet ook klaar als er cijfers of regio's verdwijnen",
    )
    _add_fetchopties(
        add("fetch", "Haal op wat er bij de bronnen veranderd is.", "fetch inwoners", _run_fetch)
    )
    add("ververs", ververs.WAT, ververs.VOORBEELD, ververs.run_ververs)
    check.add_opties(add("check", check.WAT, check.VOORBEELD, check.run_check))
    diff.add_opties(add("diff", diff.WAT, diff.VOORBEELD, diff.run_diff))
    eigen.add_opties(add("import", eigen.WAT, eigen.VOORBEELD, _run_import))
    moment = add(
        "momentopname",
        "Maak de meegeleverde cijfers opnieuw uit de bronbestanden.",
        "momentopname ../bronnen",
        _run_momentopname,
    )
    moment.add_argument("map", metavar="MAP", type=Path, help="map met de bronbestanden")
    schema = add(
        "schema", "Maak het schema van indicators.yaml voor editors.", "schema", _run_schema
    )
    schema.add_argument(
        "--uit",
        metavar="BESTAND",
        type=Path,
        default=WORTEL / "docs" / "indicators.schema.json",
        help="waar het schema komt (anders docs/indicators.schema.json)",
    )


def _add_fetchopties(deel: Ontleder) -> None:
    deel.add_argument(
        "indicatoren", metavar="ID", nargs="*", help="id uit de catalogus; leeg: alle"
    )
    deel.add_argument("--all", action="store_true", help="haal ook op wat niet veranderd is")
    deel.add_argument("--parallel", metavar="N", type=int, default=4, help="pagina's tegelijk")
    deel.add_argument(
        "--sta-toe-afwijking", action="store_true", help="neem ook over wat sterk anders is"
    )


def _run_build(keuze: argparse.Namespace) -> int:
    from etl.geheugen import limit_geheugen

    limit_geheugen(groot_meteen_terug=False)  # before anything loads Arrow

    from etl.bouw import build

    instellingen = load_instellingen(os.environ, sta_toe_krimp=keuze.sta_toe_krimp)
    verslag = build(instellingen)
    if verslag.nieuw:
        print(f"{verslag.pad} gemaakt: {verslag.rijen} cijfers, {verslag.indicatoren} indicatoren.")
    else:
        print(f"Niets nieuws; {verslag.pad} blijft zoals het is.")
    for opmerking in verslag.opmerkingen:
        print(f"Let op: {opmerking}")
    return GESLAAGD


def _run_fetch(keuze: argparse.Namespace) -> int:
    from etl.geheugen import limit_geheugen

    limit_geheugen()  # before anything loads Arrow

    from etl.bronnen.net.verbinding import Verbinding
    from etl.ophalen.ronde import fetch

    instellingen = load_instellingen(os.environ)
    catalogus = load_catalogus(instellingen.catalogus)
    opties = (keuze.all, keuze.parallel, keuze.sta_toe_afwijking)
    try:
        wens = build_wens(keuze.indicatoren, catalogus, *opties)
    except KeuzeFout as fout:
        print(f"Verkeerd gebruik: {fout}", file=sys.stderr)
        return VERKEERD_GEBRUIK
    melder = Voortgang(sys.stdout, sys.stderr, toon_overgeslagen=bool(wens.indicator_ids))
    with Verbinding(tegelijk=wens.tegelijk) as verbinding:
        resultaten = fetch(wens, catalogus, instellingen, verbinding, melder)
    print(build_samenvatting(resultaten))
    return GEWEIGERD if count_soorten(resultaten)[MISLUKT] else GESLAAGD


def _run_import(keuze: argparse.Namespace) -> int:
    from etl.geheugen import limit_geheugen

    limit_geheugen()  # before anything loads Arrow

    from etl.eigen.opdracht import run_import

    instellingen = load_instellingen(os.environ)
    return run_import(keuze, instellingen, _load_namen(instellingen))


def _load_namen(instellingen: Instellingen) -> "Naamregister":
    import pandas as pd
    import pyarrow as pa

    from welvaart.regio.naam import Naamregister

    paden = [instellingen.momentopname / f"{naam}.parquet" for naam in ("regio", "regio_alias")]
    try:
        regio, alias = (pd.read_parquet(pad) for pad in paden)
    except (OSError, pa.ArrowException) as fout:
        raise BronFout(
            f"{instellingen.momentopname}: de lijst met regio's is niet te lezen; zet de map terug "
            'met "git checkout -- etl/momentopname"'
        ) from fout
    return Naamregister(regio, alias)


def _run_momentopname(keuze: argparse.Namespace) -> int:
    from etl.bundelen.bundel import build_momentopname
    from etl.correcties import load_correcties

    instellingen = load_instellingen(os.environ)
    catalogus = load_catalogus(instellingen.catalogus)
    correcties = load_correcties(instellingen.correcties)
    verslag = build_momentopname(keuze.map, catalogus, correcties, instellingen.momentopname)
    for regel in verslag.regels:
        print(regel)
    print(
        f"{instellingen.momentopname}: {verslag.rijen} rijen, {verslag.gevuld} met een cijfer, "
        f"{verslag.bytes / 1e6:.1f} MB."
    )
    return GESLAAGD


def _run_schema(keuze: argparse.Namespace) -> int:
    print(f"{write_schema(keuze.uit)} gemaakt.")
    return GESLAAGD


def main(argumenten: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    keuze = _build_ontleder().parse_args(argumenten)
    try:
        return int(keuze.doe(keuze))
    except WelvaartFout as fout:
        for regel in str(fout).splitlines():
            print(regel, file=sys.stderr)
        return GEWEIGERD
    except BrokenPipeError:  # the reader had enough: `… | head`; the work itself was done
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GESLAAGD


if __name__ == "__main__":
    sys.exit(main())
