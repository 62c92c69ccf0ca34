"""The thema's as chapters: what each indicator says, in words and beside each other."""

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Final

from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.delen.grafiek import build_lijngrafiek
from welvaart.export.bouwen.opdracht import LEEGSTAND, WERK, Opdracht, build_kenmerk
from welvaart.export.inhoud import Alinea, Deel, Grafiek, Hoofdstuk, Lijst, Tabel
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import LEGENDA_DEEL, choose_legenda
from welvaart.regio.regio import RegioSoort, name_plek
from welvaart.zin.duiding import TREND_WOORD, describe_relatief, name_groep
from welvaart.zin.kernzin import describe_kern

_GEEN_PLAATS: Final = "geen plaats"
NEUTRAAL: Final = "hoger is daar niet beter of slechter"
_DEELS: Final = "het cijfer is daar niet van het gebied als geheel"
_ALLEEN: Final = "er zijn geen andere gebieden van dezelfde soort"
TE_WEINIG: Final = "er is daar te weinig om mee te vergelijken"
_ZONDER_ANDERE: Final = (RegioSoort.EIGEN, RegioSoort.LAND)
_NIET_NAAST: Final = "geen vergelijking"


def build_themas(o: Opdracht) -> list[Hoofdstuk]:
    """A chapter per thema with a figure: each indicator in a sentence and in a table."""
    uit = []
    for thema in o.stand.themas:
        regels = [r for r in o.gekozen if r.indicator.thema == thema.thema]
        if not regels:
            continue
        rijen = tuple(_build_rij(regel) for regel in regels)
        tabel = Tabel(
            bijschrift=f"{thema.titel} {name_plek(o.regio.naam)}",
            koppen=("Indicator", o.regio.naam, "Jaar", "Ernaast", "Plaats", "Ontwikkeling"),
            rijen=rijen,
            rechts=(1,),
            noot=build_noot(
                rijen,
                deels=any(r.wat for r in regels),
                geen_plaats=[_explain_geen_plaats(r) for r in regels if not _heeft_plaats(r)],
            ),
        )
        grafieken = _build_themagrafieken(o, regels)
        zinnen = tuple(
            describe_kern(r, o.regio.naam) for r in regels if not _stands_elsewhere(o, r, grafieken)
        )
        delen: list[Deel] = [Lijst(zinnen), tabel] if zinnen else [tabel]
        for indicator_id, grafiek in grafieken.items():
            regel = next(r for r in regels if r.indicator.indicator_id == indicator_id)
            kern = describe_kern(regel, o.regio.naam)
            delen += [Alinea(kern)] if o.hoofdstuk and not kern.startswith(grafiek.titel) else []
            delen.append(grafiek)
        uit.append(Hoofdstuk(f"thema:{thema.thema}", thema.titel, tuple(delen)))
    return uit


def _stands_elsewhere(o: Opdracht, regel: Regel, grafieken: Mapping[str, Grafiek]) -> bool:
    """Whether a chapter of the Economische Agenda says the figure of this line at a chart."""
    ids = (*WERK, *LEEGSTAND, *grafieken)
    return bool(o.hoofdstuk) and regel.indicator.indicator_id in ids


def _build_themagrafieken(o: Opdracht, regels: Sequence[Regel]) -> dict[str, Grafiek]:
    """Id of an indicator → its chart.

    Of what was chosen by name and has none yet; of all indicators the table will do.
    """
    if o.indicator_ids is None:
        return {}
    return {
        regel.indicator.indicator_id: grafiek
        for regel in regels
        if regel.indicator.indicator_id not in (*WERK, *LEEGSTAND)
        for grafiek in build_lijngrafiek(
            o.stand,
            o.landstand,
            regel,
            o.regio,
            o.groep,
            build_kenmerk(o, regel.indicator.indicator_id),
        )
    }


def _build_rij(regel: Regel) -> tuple[str, ...]:
    naast = (
        f"{name_groep(regel.groep)}: {regel.naast}"
        if regel.groep is not None and regel.indicator.regionaal != "som"
        else _NIET_NAAST
    )
    return (
        regel.indicator.titel,
        regel.gelabeld,
        Periode.parse(regel.periode_code).label,
        naast,
        regel.plaats if _heeft_plaats(regel) else _GEEN_PLAATS,
        _describe_ontwikkeling(regel),
    )


def _heeft_plaats(regel: Regel) -> bool:
    return regel.indicator.teken != 0 and not isnan(regel.rang_van)


def _explain_geen_plaats(regel: Regel) -> str:
    """Why a figure has no place, as the end of a sentence."""
    if regel.indicator.teken == 0:
        return NEUTRAAL
    if regel.wat:
        return _DEELS
    return _ALLEEN if regel.soort in _ZONDER_ANDERE else TE_WEINIG


def _describe_ontwikkeling(regel: Regel) -> str:
    """Its own development, and beside the other where that says something more."""
    eigen, naast = TREND_WOORD[regel.trend], describe_relatief(regel)
    if naast == eigen or not regel.indicator.teken:
        return eigen
    return f"{eigen}; vergeleken: {naast}"


def build_noot(
    rijen: Sequence[Sequence[str]], *, deels: bool, geen_plaats: Sequence[str] = ()
) -> str:
    """What the signs and words in a table mean, and no others.

    Args:
        rijen: the cells.
        deels: some figures are not of the area as a whole.
        geen_plaats: why figures have no place, each as the end of a sentence.
    """
    cellen = [cel for rij in rijen for cel in rij]
    tekens = choose_legenda(cellen)
    zinnen = [f"{tekens}."] if tekens else []
    zinnen += [LEGENDA_DEEL] if deels else []
    if geen_plaats:
        zinnen.append(f"Geen plaats: {', of '.join(dict.fromkeys(geen_plaats))}.")
    return " ".join(zinnen)
