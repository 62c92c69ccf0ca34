"""Files that many people have are recognised, so that they need few options and no guessing.

A recognised layout only says which columns and rows are meant; what a figure is, says the
catalogue.
"""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from etl.transformaties.kolommen import find_kolommen
from etl.transformaties.lml import is_lml
from etl.transformaties.veelvoud import is_veelvoud, parse_veelvoud
from welvaart.catalogus import (
    BestandBron,
    CatalogusIndicator,
    CbsV3Bron,
    CbsV4Bron,
    Onderwerp,
)
from welvaart.fouten import BronFout
from welvaart.opmaak import format_getal
from welvaart.regio.naam import normalize_naam

RMBW = "download van de Regionale Monitor Brede Welvaart (label, jaar, statnaam, waarde)"
STATLINE_TITELS = "download van CBS StatLine, met titels in de kop"
STATLINE_CODES = "download van CBS StatLine, met codes in de kop"
SWING = "uitvoer van een Swing-databank, zoals waarstaatjegemeente.nl"
SWING_GEKANTELD = f"{SWING}, met een kolom per gebied"
LML = "Excel van de Landelijke Monitor Leegstand"
_OVERGENOMEN = ("factor", "nul", "nul_reden", "leeg_reden", "voorlopig")
_SLEUTEL = re.compile(r"\w+_\d+")
_EENHEID = re.compile(r"\s*\((?P<eenheid>[^()]*)\)\s*$")
_JAAR = re.compile(r"(.*\|)?\s*(19|20)\d{2}\*{0,2}")
_GEBIEDEN = frozenset({"gemeenten", "wijken", "buurten", "provincies", "gebieden"})
_GETAL = re.compile(r"[-+]?[\d][\d.,\s]*\*{0,2}|[.\-x?]|")
_VAST = frozenset({"id", "regios", "regio s", "perioden", "wijken en buurten", "codering"})
_HOOGSTENS = 12


@dataclass(frozen=True, slots=True)
class Vorm:
    """A layout: its name for the user, fields of `bron:` that follow from it, and Dutch lines."""

    naam: str
    velden: Mapping[str, Any] = field(default_factory=dict)
    regels: tuple[str, ...] = ()


def recognize_vorm(
    tabel: pd.DataFrame, indicator: CatalogusIndicator, gevraagd: Mapping[str, Any]
) -> Vorm | None:
    """Recognise the layout of a table; None when it is one of somebody's own.

    Args:
        tabel: of `read_tabel`.
        indicator: which figure is looked for: its title chooses among several series.
        gevraagd: fields that the user sets; they are not chosen here.

    Raises:
        BronFout: the file holds several series and none of them is plainly the indicator's.
    """
    namen = [str(naam) for naam in tabel.columns]
    koppen = {normalize_naam(naam): naam for naam in namen}
    if is_lml(tabel):
        return Vorm(LML)
    if koppen.keys() >= {"label", "jaar", "statnaam", "waarde"}:
        return _recognize_rmbw(tabel, indicator, gevraagd, koppen)
    if "perioden" in koppen and koppen.keys() & {"regio s", "regios"}:
        return _recognize_statline(tabel, indicator, gevraagd)
    if "wijken en buurten" in koppen and any("/" in naam for naam in namen):
        return _recognize_statline(tabel, indicator, gevraagd)
    if normalize_naam(namen[0]) in _GEBIEDEN and all(map(_JAAR.fullmatch, namen[1:])):
        return Vorm(SWING)
    if normalize_naam(namen[0]) == "perioden" and not koppen.keys() & {"gemeenten", "gemeente"}:
        return Vorm(SWING_GEKANTELD)
    return None


def describe_kolommen(tabel: pd.DataFrame, bron: BestandBron) -> str:
    """How the columns are understood, as a sentence.

    Raises:
        BronFout: see `find_kolommen`.
    """
    kolommen = find_kolommen(tabel, bron)
    waarden = list(kolommen.waarden)
    cijfer = waarden[0] if len(waarden) == 1 else f"{waarden[0]} tot en met {waarden[-1]}"
    gedeeld = f" gedeeld door '{bron.deel_door}'" if bron.deel_door else ""
    periode = kolommen.periode or kolommen.vast or "de kop"
    regio = kolommen.regio or "de kop"
    gelezen = f"gebied uit '{regio}', periode uit '{periode}', cijfer uit '{cijfer}'"
    return f"Zo gelezen: {gelezen}{gedeeld}."


def _recognize_rmbw(
    tabel: pd.DataFrame,
    indicator: CatalogusIndicator,
    gevraagd: Mapping[str, Any],
    koppen: Mapping[str, str],
) -> Vorm:
    """The file has a row per label; its zeros may mean "missing", as in the bundled figures."""
    velden: dict[str, Any] = {
        naam: koppen[kop]
        for naam, kop in (("kolom", "waarde"), ("regio_kolom", "statnaam"), ("jaar_kolom", "jaar"))
    }
    regels = []
    if indicator.monitor and indicator.bestand_bron is not None:
        bekend = indicator.bestand_bron.model_dump(exclude_unset=True)
        velden |= {naam: bekend[naam] for naam in _OVERGENOMEN if naam in bekend}
        regels.append(
            "Wat een 0 betekent en op welke gemeenten de jaren staan, komt uit de catalogus."
        )
    else:
        regels.append(
            "In deze download kan een 0 betekenen dat er geen cijfer is; hier telt 0 als echte 0. "
            "Klopt dat niet, geef dan --nul ontbreekt."
        )
    if "filter" not in gevraagd:
        labels = list(tabel[koppen["label"]].unique())
        label = _choose(labels, [indicator.titel], f"--filter {koppen['label']}=…", len(labels) > 1)
        velden["filter"] = {koppen["label"]: label}
        regels.append(f"Reeks: {label}.")
    return Vorm(RMBW, velden, tuple(regels))


def _recognize_statline(
    tabel: pd.DataFrame, indicator: CatalogusIndicator, gevraagd: Mapping[str, Any]
) -> Vorm:
    namen = [str(naam) for naam in tabel.columns]
    codes = any(_SLEUTEL.fullmatch(naam) for naam in namen)
    velden: dict[str, Any] = {}
    regels: list[str] = []
    kolom = gevraagd.get("kolom") or _choose_kolom(tabel, indicator)
    if kolom:
        velden["kolom"] = kolom
    gevonden = _EENHEID.search(kolom or "")
    eenheid = gevonden["eenheid"] if gevonden else ""
    maal = 1.0 if is_veelvoud(indicator.eenheid) else parse_veelvoud(eenheid)
    if maal != 1 and "factor" not in gevraagd:
        velden["factor"] = maal
        regels.append(
            f"De kop zegt '{eenheid}': elk cijfer is met {format_getal(maal)} vermenigvuldigd. "
            "Is dat niet goed, geef dan --factor 1."
        )
    return Vorm(STATLINE_CODES if codes else STATLINE_TITELS, velden, tuple(regels))


def _choose_kolom(tabel: pd.DataFrame, indicator: CatalogusIndicator) -> str | None:
    """Column of a topic: the only one, else the one with the title of the indicator."""
    namen = [
        str(naam)
        for naam in tabel.columns
        if normalize_naam(_strip_kop(str(naam))) not in _VAST
        and tabel[naam].str.fullmatch(_GETAL.pattern).all()
    ]
    if len(namen) <= 1:
        return namen[0] if namen else None
    titels = {naam: _strip_kop(naam) for naam in namen}
    gekozen = _choose(list(titels.values()), _find_titels(indicator), "--kolom", True, namen)
    gevonden = [naam for naam, titel in titels.items() if titel == gekozen]
    if len(gevonden) > 1:
        raise BronFout(
            f"'{gekozen}' staat {len(gevonden)} keer in de kop; kies met --kolom uit: "
            f"{', '.join(gevonden)}"
        )
    return gevonden[0]


def _find_titels(indicator: CatalogusIndicator) -> list[str]:
    """Titles by which the source may know the indicator."""
    bron = indicator.bron
    titels = [indicator.titel]
    if isinstance(bron, CbsV3Bron | CbsV4Bron):
        onderwerp = bron.onderwerp
        titels.append(onderwerp.titel if isinstance(onderwerp, Onderwerp) else onderwerp)
    return titels


def _strip_kop(naam: str) -> str:
    """Title of a topic: without its groups, its unit and its number."""
    kaal = _EENHEID.sub("", naam).rsplit("/", 1)[-1].strip()
    if _SLEUTEL.fullmatch(kaal):
        kaal = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", kaal.rpartition("_")[0])
    return kaal


def _choose(
    keuzes: Sequence[str],
    titels: Sequence[str],
    optie: str,
    moet_passen: bool,
    getoond: Sequence[str] | None = None,
) -> str:
    """The choice with one of these titles.

    Args:
        keuzes: titles in the file.
        titels: titles that are looked for, the first for messages.
        optie: how a user chooses.
        moet_passen: False when there is only one, which is taken whatever its title.
        getoond: the choices as a user must write them, in the same order.

    Raises:
        BronFout: none has; names the nearest and what there is.
    """
    if not moet_passen:
        return keuzes[0]
    gezocht = {_fold(titel) for titel in titels}
    if gevonden := [keuze for keuze in keuzes if _fold(keuze) in gezocht]:
        return gevonden[0]
    lijst = list(getoond or keuzes)
    plaats = {_fold(keuze): naam for keuze, naam in zip(keuzes, lijst, strict=True)}
    lijkt = difflib.get_close_matches(_fold(titels[0]), plaats, n=3, cutoff=0.5)
    vraag = f" Het meest lijkt: {', '.join(plaats[naam] for naam in lijkt)}." if lijkt else ""
    meer = f" … (samen {len(lijst)})" if len(lijst) > _HOOGSTENS else ""
    raise BronFout(
        f"het bestand heeft meer reeksen en geen heet '{titels[0]}'; kies er een met {optie}."
        f"{vraag} Er zijn: {', '.join(lijst[:_HOOGSTENS])}{meer}"
    )


def _fold(titel: str) -> str:
    """Title without case, accents, punctuation and blanks: downloads glue words together."""
    return normalize_naam(titel).replace(" ", "")
