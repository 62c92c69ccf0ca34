"""The README of the bundled figures: per indicator where it comes from, made from the catalogue."""

from collections.abc import Iterable

import pandas as pd

from etl.correcties import Correcties
from welvaart.catalogus import BestandBron, Catalogus, CatalogusIndicator
from welvaart.cijfers.periode import Periode

_KOP = """# Meegeleverde cijfers

Dit bestand is gemaakt door `python -m etl momentopname`; pas het niet met de hand aan.

Deze map bevat de cijfers die met de monitor meekomen, zodat hij meteen werkt, ook zonder netwerk.
Alle cijfers zijn van het CBS (CC BY 4.0, bron: CBS); de grenzen zijn van CBS en Kadaster
(CC BY 4.0). De bronbestanden zelf zitten er niet bij.

Een cijfer staat hier zoals de bron het geeft, in de eenheid van `indicators.yaml`. Correcties komen
pas bij `python -m etl build`; ze staan in `correcties.yaml`, met reden en bron.

## Opnieuw maken

Heeft u de bronbestanden, dan maakt deze opdracht alles opnieuw (MAP is de map met die bestanden,
in het project bijvoorbeeld `../shared/data`):

```
python -m etl momentopname MAP
```

`manifest.json` houdt per indicator en per tabel het aantal rijen bij en een controlegetal (sha256)
van de inhoud. Dezelfde bronbestanden geven dezelfde controlegetallen; een test ziet daarop toe.

## Tabellen

"""
_TABELLEN = {
    "waarneming": "de cijfers, met status en de reden als een cijfer ontbreekt",
    "snapshot": "de bronbestanden waaruit de cijfers komen, met hun sha256",
    "regio": "alle regio's met de jaren waarin ze bestaan",
    "regio_alias": "andere namen waarop mensen zoeken",
    "indeling": "welke gemeente bij welke regio hoort, per peiljaar",
    "herindeling": "welke gemeente wanneer in welke opging",
    "regio_breuk": "gemeenten waarvan een reeks springt door een herindeling",
    "grens": "grenzen van gemeenten (2014, 2020, 2025) en regio's (2025)",
}


def build_leesmij(
    catalogus: Catalogus, correcties: Correcties, tabellen: dict[str, pd.DataFrame]
) -> str:
    """Make the README as Markdown, in Dutch."""
    delen = [_KOP]
    delen += [
        f"- `{naam}.parquet` ({len(tabellen[naam])} rijen): {wat}.\n"
        for naam, wat in _TABELLEN.items()
    ]
    waarneming = tabellen["waarneming"]
    gebundeld = [
        (indicator, indicator.bestand_bron)
        for indicator in catalogus.indicatoren.values()
        if indicator.bestand_bron and indicator.bestand_bron.bestand
    ]
    delen.append("\n## Bronnen\n\n")
    delen += _build_bronnen(catalogus, (bron for _, bron in gebundeld if bron))
    delen.append(
        "\n## Per indicator\n\n"
        "| indicator | bron | bestand en kolom | jaren | cijfers | let op |\n"
        "|---|---|---|---|---|---|\n"
    )
    for indicator, bron in gebundeld:
        reeks = waarneming[waarneming["indicator_id"] == indicator.indicator_id]
        if bron is not None:
            delen.append(_build_rij(indicator, bron, correcties, reeks))
    return "".join(delen)


def _build_bronnen(catalogus: Catalogus, bronnen: Iterable[BestandBron]) -> list[str]:
    regels = []
    for uit in dict.fromkeys(bron.uit for bron in bronnen if bron.uit):
        bron = catalogus.bronnen[uit]
        tabel = f", tabel {bron.tabel}" if bron.tabel else ""
        regels.append(
            f"- **{uit}**: {bron.naam}{tabel}, editie {bron.editie}. {bron.licentie}. "
            f"{' '.join(bron.hoe_gekregen.split())} <{bron.url}>\n"
        )
    return regels


def _build_rij(
    indicator: CatalogusIndicator, bron: BestandBron, correcties: Correcties, reeks: pd.DataFrame
) -> str:
    perioden = sorted(reeks["periode_code"].unique())
    jaren = " – ".join(dict.fromkeys(Periode(code).label for code in (perioden[0], perioden[-1])))
    gevuld = int(reeks["waarde"].notna().sum())
    filters = "".join(f", {kolom} = {waarde}" for kolom, waarde in bron.filter.items())
    plus = f" plus {len(bron.plus)} andere" if bron.plus else ""
    cellen = [
        f"`{indicator.indicator_id}`: {indicator.titel}",
        str(bron.uit),
        f"`{bron.bestand}`, kolom {bron.kolom or 'zelf gevonden'}{plus}{filters}",
        jaren,
        f"{gevuld} van {len(reeks)}",
        _describe_let_op(indicator, bron, correcties),
    ]
    return "| " + " | ".join(cel.replace("|", "/") for cel in cellen) + " |\n"


def _describe_let_op(
    indicator: CatalogusIndicator, bron: BestandBron, correcties: Correcties
) -> str:
    """Short words on what was done to the figures, and which corrections wait in the build."""
    teksten = []
    if bron.nul == "ontbreekt":
        teksten.append("0 in het bestand betekent: ontbreekt")
    if bron.factor != 1:
        teksten.append(f"bestand × {bron.factor:g}")
    if isinstance(bron.indeling, int):
        teksten.append(f"gemeenten van {bron.indeling}")
    if bron.voorlopig:
        teksten.append(f"voorlopig: {', '.join(map(str, bron.voorlopig))}")
    for correctie in correcties.waarnemingen:
        if indicator.indicator_id in correctie.indicatoren:
            waar = "alle regio's" if correctie.regio == "*" else correctie.regio
            teksten.append(f"correctie {waar}: {correctie.doe}")
    return "; ".join(teksten) or "–"
