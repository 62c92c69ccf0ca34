"""Which column of a table is which: as the catalogue says, else by the usual names."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from welvaart.catalogus.bron import BestandBron
from welvaart.fouten import BronFout
from welvaart.regio.naam import normalize_naam

_REGIO_CODES = (
    "regio van de rij",
    "gemeentecode",
    "gemeente code",
    "gm code",
    "gmcode",
    "regiocode",
    "regio code",
    "statcode",
    "codering",
    "gwb code",
    "externalcode",
    "geoitem",
    "regios",
    "regio s",
    "code",
)
_REGIO_NAMEN = (
    "gemeentenaam",
    "gemeente naam",
    "gemeente",
    "gemeenten",
    "regionaam",
    "regio naam",
    "regio",
    "statnaam",
    "gm naam",
    "gebied",
    "gebieden",
    "wijken en buurten",
    "naam",
)
_PERIODEN = ("periode", "perioden", "periode code", "jaar", "jaren", "year", "period", "periods")
_DEELGEBIEDEN = ("deelgebied", "deelgebieden")
_WAARDEN = ("waarde", "cijfer", "value", "valuestring")
_JAARKOP = re.compile(
    r"(?:(?P<reeks>.*)\|)?\s*(?P<periode>\d{4}\*{0,2}|\d{4}(?:JJ00|[A-Z]{2}\d{2}|[GWX]\d{3}))"
)
_EENHEID = re.compile(r"\s*\([^()]*\)\s*$")
_GETALACHTIG = re.compile(r"[-+€\s]*\d[\d.,\s]*[%*\s]*|[.\-x?]|")


@dataclass(frozen=True, slots=True)
class Kolommen:
    """The columns to use.

    `waarden` is column → text of the period, or None where `periode` (a column) or `vast` (one
    period for the whole file) says it. With `regio` None the value columns are the regio's.
    """

    regio: str | None
    periode: str | None
    vast: str | None
    waarden: Mapping[str, str | None]
    onder: str | None = None
    boven: str | None = None
    status: str | None = None
    deelgebied: str | None = None


def find_kolommen(tabel: pd.DataFrame, bron: BestandBron) -> Kolommen:
    """Choose the columns of a table.

    Raises:
        BronFout: a column that the settings name is not there, or no column (or more than one)
            can be the regio, the period or the value; says which there are.
    """
    namen = list(tabel.columns)
    gevraagd = [
        bron.regio_kolom,
        bron.jaar_kolom,
        bron.deelgebied_kolom,
        bron.deel_door,
        *bron.filter,
    ]
    if fout := [_describe_mist(naam, namen) for naam in gevraagd if naam and naam not in namen]:
        raise BronFout(fout)
    periode = _find_periode(namen, bron)
    deelgebied = bron.deelgebied_kolom or _find_naam(namen, _DEELGEBIEDEN, set())
    breed = {} if periode or bron.periode is not None else _find_jaren(namen, bron)
    regio = bron.regio_kolom or _find_naam(
        namen, (*_REGIO_CODES, *_REGIO_NAMEN), {periode, deelgebied, *breed}
    )
    if regio is None:
        return _build_gekanteld(tabel, bron, periode)
    if breed:
        return Kolommen(regio, None, None, breed, deelgebied=deelgebied)
    vast = None if bron.periode is None else str(bron.periode)
    if periode is None and vast is None:
        raise BronFout(
            "geen kolom met het jaar gevonden; wijs hem aan met --jaar-kolom, of zeg met --jaar "
            f"over welk jaar het bestand gaat; er zijn: {_list(namen)}"
        )
    waarde = _find_waarde(tabel, bron, {regio, periode, deelgebied, bron.deel_door, *bron.filter})
    rest = {normalize_naam(naam): naam for naam in namen if naam != waarde}
    onder, boven, status = (rest.get(naam) for naam in ("onder", "boven", "status"))
    return Kolommen(regio, periode, vast, {waarde: None}, onder, boven, status, deelgebied)


def _list(namen: Sequence[object]) -> str:
    getoond = ", ".join(map(str, namen[:12]))
    return f"{getoond} … (samen {len(namen)})" if len(namen) > 12 else getoond


def _describe_mist(naam: str, namen: Sequence[str]) -> str:
    lijkt = difflib.get_close_matches(naam, namen, n=1, cutoff=0.5)
    vraag = f" (bedoelt u '{lijkt[0]}'?)" if lijkt else ""
    return f"kolom '{naam}' staat niet in het bestand{vraag}; er zijn: {_list(namen)}"


def _normalize_kop(naam: str) -> str:
    """Last part of a StatLine title without its unit: "Regio/Codering (code)" → "codering"."""
    return normalize_naam(_EENHEID.sub("", naam).rsplit("/", 1)[-1])


def _find_naam(namen: Sequence[str], bekend: Sequence[str], behalve: set[str | None]) -> str | None:
    """First column, in the order of the known names, that bears one of them."""
    koppen = {_normalize_kop(naam): naam for naam in reversed(namen) if naam not in behalve}
    return next((koppen[naam] for naam in bekend if naam in koppen), None)


def _find_periode(namen: Sequence[str], bron: BestandBron) -> str | None:
    if bron.periode is not None or bron.jaar_kolommen is not None:
        return None
    return bron.jaar_kolom or _find_naam(namen, _PERIODEN, set())


def _find_jaren(namen: Sequence[str], bron: BestandBron) -> dict[str, str | None]:
    """Columns that are a year, e.g. "2021" or "Inwoners|2021", of the one series asked for."""
    reeksen: dict[str, dict[str, str | None]] = {}
    labels = {str(label) for label in bron.perioden}
    for naam in namen:
        if kop := _JAARKOP.fullmatch(naam):
            reeks = (kop["reeks"] or "").strip()
            reeksen.setdefault(reeks, {})[naam] = kop["periode"]
        elif naam in labels:
            reeksen.setdefault("", {})[naam] = naam
    if bron.kolom and any(reeksen) and bron.kolom not in reeksen:
        raise BronFout(_describe_mist(bron.kolom, list(reeksen)))
    keuze = [bron.kolom] if bron.kolom in reeksen else list(reeksen)
    if len(keuze) > 1:
        raise BronFout(
            f"het bestand heeft meer dan één reeks; kies met --kolom uit: {_list(list(reeksen))}"
        )
    jaren = reeksen[str(keuze[0])] if keuze else {}
    if bron.jaar_kolommen is None:
        return jaren
    gevraagd = {str(jaar) for jaar in bron.jaar_kolommen}
    gekozen: dict[str, str | None] = {
        naam: jaar for naam, jaar in jaren.items() if jaar in gevraagd
    }
    if mist := sorted(gevraagd - {str(jaar).rstrip("*") for jaar in gekozen.values()}):
        raise BronFout(f"jaarkolommen {', '.join(mist)} ontbreken; er zijn: {_list(namen)}")
    return gekozen


def _find_waarde(tabel: pd.DataFrame, bron: BestandBron, behalve: set[str | None]) -> str:
    namen = list(tabel.columns)
    if bron.kolom:
        if bron.kolom not in namen:
            raise BronFout(_describe_mist(bron.kolom, namen))
        return bron.kolom
    if naam := _find_naam(namen, _WAARDEN, behalve):
        return naam
    bekend = {*_REGIO_CODES, *_REGIO_NAMEN, *_PERIODEN, "id", "onder", "boven", "status"}
    keuzes = [
        naam
        for naam in namen
        if naam not in behalve
        and _normalize_kop(naam) not in bekend
        and tabel[naam].str.fullmatch(_GETALACHTIG.pattern).all()
    ]
    if len(keuzes) == 1:
        return keuzes[0]
    wat = "meer dan één kolom met getallen" if keuzes else "geen kolom met getallen"
    raise BronFout(f"{wat} gevonden; kies met --kolom uit: {_list(keuzes or namen)}")


def _build_gekanteld(tabel: pd.DataFrame, bron: BestandBron, periode: str | None) -> Kolommen:
    """Table with one row per period and one column per regio, as Swing can export it."""
    namen = list(tabel.columns)
    if periode is None or periode != namen[0] or len(namen) < 2 or bron.kolom:
        raise BronFout(
            "geen kolom met de gemeente gevonden; wijs hem aan met --regio-kolom; "
            f"er zijn: {_list(namen)}"
        )
    return Kolommen(None, periode, None, dict.fromkeys(namen[1:]))
