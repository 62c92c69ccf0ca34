"""The arguments of the command export; apart from the work, so that --help is quick."""

import argparse
from collections.abc import Collection, Sequence
from typing import Final

FORMATEN: Final = ("pptx", "docx", "xlsx", "pdf", "png", "svg", "csv")
PAGINAS: Final = (
    *("start", "nulmeting", "arbeidsparticipatie", "leegstand", "regiovergelijking"),
    *("lokale_agenda", "gegevens", "methode", "eigen_cijfers"),
)
HOOFDSTUKKEN: Final = (
    *("ondernemersdienstverlening", "vernieuwing", "ruimte", "human_capital"),
    "regionaal_samenwerken",
)
GEBIEDEN: Final = ("gemeente", "corop", "arbeidsmarktregio", "provincie")
"""Retyped here, so that --help loads nothing; a test holds them equal to what the export knows."""
UITLEG: Final = """
formaten, met komma's ertussen:
  pptx   dia's met grafieken die u kunt aanpassen
  docx   tekst met koppen, grafieken en tabellen
  xlsx   werkboek: cijfers, vergelijking, grafieken, methode en bronnen
  pdf    rapport dat is voor te lezen (PDF/UA)
  png    elke grafiek als plaatje van 1600 bij 900, en kaarten
  svg    elke grafiek en kaart als tekening die scherp blijft
  csv    zip met cijfers, beschrijving (Data Package) en bestanden voor een Swing-databank

pagina's (--pagina):
  start                wat opvalt
  nulmeting            alles
  arbeidsparticipatie  wie er werkt, door de jaren en in de regio
  leegstand            wat er leeg staat
  regiovergelijking    kaart, plaats en wat de gemeenten van de regio delen
  lokale_agenda        prioriteiten, doelen en de tabel voor de begroting; met --dossier, en bij
                       docx ook projectopdracht, collegeoverzicht, factsheet en gesprekskaarten.
                       Notities van het team gaan alleen mee met --notities
  gegevens             welke cijfers er zijn, van welke jaren en bronnen
  methode              hoe wij rekenen, wat elk cijfer meet en wat wij ermee deden
  eigen_cijfers        wat u zelf inlas

wat er op een pagina in beeld is (anders zoals de pagina begint):
  arbeidsparticipatie  --van --tot --eerst --doel
  leegstand            --van --tot --eerst --norm --normbron --tegen
  regiovergelijking    --van --tot --eerst --soort; één jaar met alleen --tot
  nulmeting            --zonder-voorlopig, of --hoofdstuk (ook met lokale_agenda en --dossier)

hoofdstukken van de Economische Agenda (--hoofdstuk):
  ondernemersdienstverlening, vernieuwing, ruimte, human_capital, regionaal_samenwerken

voorbeelden:
  python -m welvaart export Delft --formaat pptx,xlsx,pdf --uit delft
  python -m welvaart export GM0503 --formaat png --uit delft --pagina leegstand
  python -m welvaart export Delft --formaat pptx --uit d --pagina leegstand --van 2018 --tot 2023
  python -m welvaart export Delft --formaat docx --uit d --pagina arbeidsparticipatie --doel 72,5
  python -m welvaart export Delft --formaat pdf --uit d --pagina leegstand --norm 5 \\
      --normbron "woonvisie 2025" --tegen koopwoningen
  python -m welvaart export Delft --formaat docx --uit delft --hoofdstuk ruimte,human_capital
  python -m welvaart export "Land van Cuijk" --formaat csv --uit cuijk --vergelijk corop
  python -m welvaart export Delft --formaat pdf --uit delft --indicator overgewicht,werkloosheid
  python -m welvaart export Delft --formaat pptx --uit delft --indicator werkloosheid --dia
  python -m welvaart export Delft --formaat docx,xlsx --uit delft --dossier "dossier Delft.json"
  python -m welvaart export Delft --formaat docx --uit delft --pagina lokale_agenda --dossier bxyz…

instellingen:
  WELVAART_WAREHOUSE   waar warehouse.duckdb staat (anders naast dashboard.py)
  WELVAART_HUISSTIJL   eigen kleuren, letter en logo (anders de gewone)
  WELVAART_DOSSIERS    database van de dossiers (anders dossiers.sqlite naast dashboard.py)"""


def parse_formaten(tekst: str) -> list[str]:
    """Read formats with commas between them, each once.

    Raises:
        ArgumentTypeError: one that we do not know, or none.
    """
    return _parse_lijst(tekst, FORMATEN, "formaat")


def parse_hoofdstukken(tekst: str) -> list[str]:
    """Read chapters of the Economische Agenda with commas between them, each once.

    Raises:
        ArgumentTypeError: one that does not exist, or none.
    """
    return _parse_lijst(tekst, HOOFDSTUKKEN, "hoofdstuk")


def _parse_lijst(tekst: str, bekend: Collection[str], wat: str) -> list[str]:
    delen = list(dict.fromkeys(deel.strip().lower() for deel in tekst.split(",") if deel.strip()))
    fout = [deel for deel in delen if deel not in bekend]
    if fout or not delen:
        welke = f"'{fout[0][:40]}' is geen {wat}" if fout else f"er is geen {wat} gekozen"
        raise argparse.ArgumentTypeError(f"{welke}; kies uit {', '.join(bekend)}")
    return delen


def add_exportopties(ontleder: argparse.ArgumentParser) -> None:
    """Add what `run_export` needs."""
    ontleder.add_argument(
        "regio",
        metavar="REGIO",
        help="gemeente of gebied: code (GM0503, CR26), naam (Delft, 'Provincie Utrecht') of "
        "eigen:GM0503,GM0599",
    )
    ontleder.add_argument(
        "--formaat",
        metavar="FORMATEN",
        type=parse_formaten,
        required=True,
        help=f"een of meer van {', '.join(FORMATEN)}",
    )
    ontleder.add_argument(
        "--uit", metavar="MAP", required=True, help="map voor de bestanden; wordt zo nodig gemaakt"
    )
    ontleder.add_argument(
        "--pagina",
        metavar="PAGINA",
        choices=PAGINAS,
        default="nulmeting",
        help=f"een van {', '.join(PAGINAS)} (anders nulmeting: alles)",
    )
    ontleder.add_argument(
        "--indicator",
        metavar="CODES",
        help="alleen deze indicatoren, met komma's ertussen (anders alle)",
    )
    ontleder.add_argument(
        "--vergelijk",
        metavar="GROEP",
        help="waarmee de regio vergeleken wordt (anders land; Nederland zelf naast de G4); groepen "
        "staan in 'scorekaart --help'",
    )
    _add_beeldopties(ontleder)
    _add_dossieropties(ontleder)
    ontleder.add_argument(
        "--overschrijf", action="store_true", help="vervang bestanden die er al staan"
    )


def _add_beeldopties(ontleder: argparse.ArgumentParser) -> None:
    """What is in view on a page; named as in its URL, where that has a name."""
    for naam, wat in (("--van", "eerste"), ("--tot", "laatste")):
        ontleder.add_argument(
            naam,
            metavar="JAAR",
            type=int,
            help=f"{wat} jaar, bij arbeidsparticipatie, leegstand en regiovergelijking (anders "
            "zoals de pagina begint)",
        )
    losse: Sequence[tuple[str, str, str]] = (
        ("eerst", "CODE", "het cijfer vooraan, zoals gekozen op het scherm; de andere "
         "van de pagina blijven staan"),
        ("doel", "NIVEAU", "arbeidsparticipatie: reken met dit niveau, een groep "
         "(arbeidsmarktregio), een gemeente (Amsterdam) of een percentage (72,5)"),
        ("norm", "PROCENT", "leegstand: de norm van uw team, met --normbron"),
        ("normbron", "TEKST", "leegstand: waar die norm is vastgesteld"),
        ("tegen", "CODE", "leegstand: zet af tegen deze indicator"),
    )  # fmt: skip
    for kort, waarde, uitleg in losse:
        ontleder.add_argument(f"--{kort}", metavar=waarde, help=uitleg)
    ontleder.add_argument(
        "--soort",
        metavar="SOORT",
        choices=GEBIEDEN,
        help=f"regiovergelijking: welke gebieden, {', '.join(GEBIEDEN)} (anders gemeente)",
    )
    ontleder.add_argument(
        "--zonder-voorlopig",
        action="store_true",
        help="nulmeting: laat voorlopige cijfers buiten de ontwikkeling",
    )
    ontleder.add_argument(
        "--dia",
        action="store_true",
        help="met --formaat pptx en één --indicator: alleen de grafiek daarvan, als één dia",
    )
    ontleder.add_argument(
        "--hoofdstuk",
        metavar="HOOFDSTUKKEN",
        type=parse_hoofdstukken,
        help="in plaats van de hele nulmeting een document per hoofdstuk van de Economische "
        "Agenda, met komma's ertussen",
    )


def _add_dossieropties(ontleder: argparse.ArgumentParser) -> None:
    ontleder.add_argument(
        "--dossier",
        metavar="BESTAND_OF_CODE",
        help="neem prioriteiten, redenen, doelen en begroting mee uit een bewaard dossier (.json) "
        "of uit het dossier met deze code",
    )
    ontleder.add_argument(
        "--notities",
        action="store_true",
        help="met --dossier: ook de notities per stap, antwoorden uit gesprekken en wie u belde; "
        "voor het team zelf, niet om door te geven",
    )
