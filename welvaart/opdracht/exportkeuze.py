"""The arguments of the command export; apart from the work, so that --help is quick."""

import argparse
from typing import Final

FORMATEN: Final = ("pptx", "docx", "xlsx", "pdf", "png", "svg", "csv")
PAGINAS: Final = (
    *("start", "nulmeting", "arbeidsparticipatie", "leegstand", "regiovergelijking"),
    *("lokale_agenda", "gegevens", "methode", "eigen_cijfers"),
)
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

voorbeelden:
  python -m welvaart export Delft --formaat pptx,xlsx,pdf --uit delft
  python -m welvaart export GM0503 --formaat png --uit delft --pagina leegstand
  python -m welvaart export Delft --formaat pptx --uit d --pagina leegstand --van 2018 --tot 2023
  python -m welvaart export "Land van Cuijk" --formaat csv --uit cuijk --vergelijk corop
  python -m welvaart export Delft --formaat pdf --uit delft --indicator overgewicht,werkloosheid
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
    delen = list(dict.fromkeys(deel.strip().lower() for deel in tekst.split(",") if deel.strip()))
    fout = [deel for deel in delen if deel not in FORMATEN]
    if fout or not delen:
        welke = f"'{fout[0][:40]}' is geen formaat" if fout else "er is geen formaat gekozen"
        raise argparse.ArgumentTypeError(f"{welke}; kies uit {', '.join(FORMATEN)}")
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
    for naam, wat in (("--van", "eerste"), ("--tot", "laatste")):
        ontleder.add_argument(
            naam,
            metavar="JAAR",
            type=int,
            help=f"{wat} jaar, bij arbeidsparticipatie, leegstand en regiovergelijking (anders "
            "zoals de pagina begint)",
        )
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
    ontleder.add_argument(
        "--overschrijf", action="store_true", help="vervang bestanden die er al staan"
    )
