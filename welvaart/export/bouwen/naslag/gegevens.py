"""The page Gegevens as chapters: which figures there are, of which years, and from where."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import isnan
from typing import Final

from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.inhoud import Alinea, Deel, Hoofdstuk, Kop, Tabel
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.zin.herkomst import describe_bron

HIATEN: Final = "Wat ontbreekt, en hoe u eraan komt"
INLEZEN: Final = "Wat u zelf vindt of downloadt, leest u in op de pagina Eigen cijfers."
_LAAD: Final = ' Laad het daarna met "python -m etl import".'
"""What nearly every row of a missing subject ends with; said once above the table."""
_MEERVOUD: Final = (
    ("Dit cijfer zit ", "Deze cijfers zitten "),
    ("Dit cijfer maakt ", "Deze cijfers maakt "),
    ("Of het nog verplicht is", "Of ze nog verplicht zijn"),
    ("Neem het ", "Neem ze "),
    ("Download het ", "Download ze "),
    ("Het staat ", "Ze staan "),
)
_OP_DIA: Final = "Per indicator staan eenheid, jaren en bron in Word, Excel en PDF."
_Bron = tuple[str, str, str]
"""Source with table and edition, how its figures reached us, and what was seen of it live."""


def build_gegevens(o: Opdracht) -> list[Hoofdstuk]:
    """What there is per thema, for on a slide; then each indicator, the sources and the gaps."""
    met, alle = len(o.gekozen), len(o.gekozen) + len(o.ontbrekend)
    boodschap = f"Over {o.regio.naam} zijn er cijfers van {met} van de {alle} indicatoren."
    wie, tabel = describe_bron(o.landstand), _build_overzicht(o)
    op_dia = replace(tabel, bijschrift=boodschap.rstrip("."), noot=f"{wie} {_OP_DIA}")
    titel = f"Welke cijfers zijn er over {o.regio.naam}?"
    uit = [
        Hoofdstuk("gegevens", titel, (Alinea(f"{boodschap} {wie}"), tabel), dia=(op_dia,)),
        Hoofdstuk("gegevens:indicatoren", "Jaren, dekking en bron", _build_per_thema(o), dia=()),
    ]
    if (hiaten := build_hiaten(o.landstand)).rijen:
        delen = (Alinea(f"{INLEZEN} Met een opdracht kan ook: python -m etl import."), hiaten)
        uit.append(Hoofdstuk("gegevens:hiaten", HIATEN, delen, dia=()))
    return uit


def build_lijst(o: Opdracht) -> Tabel:
    """All indicators with a figure in one table, with the name of their source: for a sheet."""
    themas = {thema.thema: thema.titel for thema in o.stand.themas}
    rijen = tuple(
        (themas[r.indicator.thema], *_tell(o, r), r.indicator.bronregel, r.indicator.live)
        for thema in themas
        for r in _find_regels(o, thema)
    )
    koppen = ("Thema", *_KOPPEN, "Live gezien")
    return Tabel("Welke cijfers er zijn", koppen, rijen, rechts=(4,))


def build_herkomst(o: Opdracht) -> Tabel:
    """The sources of all that has a figure, and how their figures reached us: for a sheet."""
    bronnen = tuple(dict.fromkeys(_find_bron(regel)[:2] for regel in o.gekozen))
    return Tabel("Hoe de cijfers ons bereikten", ("Bron", "Hoe de cijfers ons bereikten"), bronnen)


def build_hiaten(stand: Stand) -> Tabel:
    """What should be in the monitor and is not, for no gemeente at all, and how to get it.

    Subjects of which the same is to be said stand in one row.

    Args:
        stand: the figures of all gemeenten.
    """
    per: dict[tuple[str, str], list[str]] = {}
    for rij in stand.hiaten[["titel", "wat_ontbreekt", "hoe_te_krijgen"]].to_numpy().tolist():
        titel, wat, hoe = map(str, rij)
        per.setdefault((wat, hoe.replace(_LAAD, "")), []).append(titel)
    rijen = tuple(_join_hiaten(titels, *wat_hoe) for wat_hoe, titels in per.items())
    koppen = ("Onderwerp", "Wat ontbreekt", "Hoe te krijgen")
    return Tabel("Onderwerpen zonder cijfers", koppen, rijen)


def _join_hiaten(titels: Sequence[str], wat: str, hoe: str) -> tuple[str, ...]:
    """One row for these subjects; of more than one the sentences say "these figures"."""
    if len(titels) > 1:
        for een, meer in _MEERVOUD:
            wat, hoe = wat.replace(een, meer), hoe.replace(een, meer)
    return "; ".join(titels), wat, hoe


def _build_overzicht(o: Opdracht) -> Tabel:
    """A row per thema."""
    rijen = []
    for thema in o.stand.themas:
        regels = _find_regels(o, thema.thema)
        if not regels:
            continue
        jaren = sorted({jaar for regel in regels for jaar in _find_jaren(o, regel)})
        bronnen = dict.fromkeys(regel.indicator.bron_naam for regel in regels)
        rijen.append((thema.titel, str(len(regels)), _span(jaren), "; ".join(bronnen)))
    koppen = ("Thema", "Indicatoren", "Jaren", "Bronnen")
    return Tabel(f"Cijfers over {o.regio.naam}, per thema", koppen, tuple(rijen), rechts=(1,))


_KOPPEN: Final = ("Indicator", "Eenheid", "Jaren", "Gemeenten (laatste jaar)", "Bron")


def _build_per_thema(o: Opdracht) -> tuple[Deel, ...]:
    """A table per thema, in which a source has a number; then what these numbers stand for."""
    nummers: dict[_Bron, str] = {}
    for regel in o.gekozen:
        nummers.setdefault(_find_bron(regel), f"bron\u00a0{len(nummers) + 1}")
    delen: list[Deel] = []
    for thema in o.stand.themas:
        rijen = tuple(
            (*_tell(o, regel), nummers[_find_bron(regel)]) for regel in _find_regels(o, thema.thema)
        )
        if rijen:
            bijschrift = f"Gegevens: {thema.titel}"
            delen += [Kop(thema.titel), Tabel(bijschrift, _KOPPEN, rijen, rechts=(3,))]
    koppen = ("Bron", "Wat", "Hoe de cijfers ons bereikten", "Live gezien")
    bronnen = tuple((nummer, *bron) for bron, nummer in nummers.items())
    return (*delen, Kop("De bronnen"), Tabel("De bronnen bij deze lijst", koppen, bronnen))


def _find_regels(o: Opdracht, thema: str) -> list[Regel]:
    return [regel for regel in o.gekozen if regel.indicator.thema == thema]


def _find_bron(regel: Regel) -> _Bron:
    x = regel.indicator
    return x.bronregel, x.hoe_gekregen, x.live


def _tell(o: Opdracht, regel: Regel) -> tuple[str, str, str, str]:
    """Title, unit, years of this regio, and how many gemeenten have a figure in the newest year."""
    x, dekking = regel.indicator, o.landstand.dekking
    aantal = dekking.loc[dekking["indicator_id"] == x.indicator_id, "gemeenten"]
    return (
        x.titel,
        x.eenheid,
        _span(_find_jaren(o, regel)),
        str(aantal.iloc[0]) if len(aantal) else "0",
    )


def _find_jaren(o: Opdracht, regel: Regel) -> list[int]:
    """The years in which this regio has a figure."""
    blok = o.stand.reeksen
    reeks = blok.get_reeks(regel.indicator.indicator_id, o.regio.code).tolist()
    return [jaar for jaar, waarde in zip(blok.jaren, reeks, strict=True) if not isnan(waarde)]


def _span(jaren: Sequence[int]) -> str:
    """Years as text: "2013 t/m 2022", and how many there are where some are missing in between."""
    if len(jaren) < 2:
        return "".join(map(str, jaren))
    heel = f"{jaren[0]} t/m {jaren[-1]}"
    gat = any(later - eerder > 1 for eerder, later in pairwise(jaren))
    return f"{heel} ({len(jaren)}\u00a0jaren)" if gat else heel
