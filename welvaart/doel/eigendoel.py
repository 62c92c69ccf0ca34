"""A series of one dossier as an indicator: for a goal, its road, and the table of the begroting."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from welvaart.cijfers.indicator import Indicator
from welvaart.doel.doelen import ask_streefjaar, judge_doel
from welvaart.doel.doelvragen import find_vragen
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.dossier.eigenreeks import PREFIX, EigenReeks
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import Doel, Tussenstand, find_marge, judge_koers
from welvaart.methode.positie import Richting
from welvaart.opmaak import STATUSTEKENS

ALLEEN_HIER = "alleen in dit dossier"
NIET_DOORGEVEN = "niet doorgeven"
GEEN_ANDEREN = (
    "Hoe haalbaar dit is, kunnen wij niet zeggen: van andere gemeenten is dit cijfer er niet."
)


def build_indicator(reeks_id: str, reeks: EigenReeks) -> Indicator:
    """Describe the series as any other indicator; it stands in no thema and in no monitor."""
    kort = "%" if reeks.eenheid.startswith(("%", "procent")) else reeks.eenheid
    return Indicator(
        indicator_id=reeks_id,
        titel=reeks.titel,
        thema="",
        ook_in=(),
        deel="context",
        monitor=False,
        eenheid=reeks.eenheid,
        eenheid_kort=kort,
        decimalen=reeks.decimalen,
        afronding=10.0**-reeks.decimalen,
        richting=Richting(reeks.richting),
        definitie="",
        bewerking="geen",
        peilmoment="zoals de bron het geeft",
        agenda="",
        ez_groep=None,
        bbv_nummer=None,
        invloed="",
        indeling_bron=None,
        regionaal="geen",
        gewicht=None,
        regionaal_gewicht=None,
        regionaal_peildatum=None,
        regionaal_maal=None,
        regionaal_teller=None,
        regionaal_noemer=None,
        bron_soort="bestand",
        bron_naam=f"{reeks.bron} ({ALLEEN_HIER}; licentie: {reeks.licentie})",
        bron_tabel=None,
        bron_url="",
        editie="zoals ingelezen",
        hoe_gekregen="",
        gecontroleerd=False,
        volgorde=0,
        eigen=True,
    )


def find_indicator(
    stand: Stand, eigen: Mapping[str, EigenReeks], indicator_id: str
) -> Indicator | None:
    """The indicator of the monitor or of the dossier; None when it exists no more."""
    if indicator_id in eigen:
        return build_indicator(indicator_id, eigen[indicator_id])
    return stand.indicatoren.get(indicator_id)


def find_licenties(
    doelen: Sequence[Doelregel], eigen: Mapping[str, EigenReeks]
) -> list[EigenReeks]:
    """The series with a licence on which goals rest, each once: their figures may not go on."""
    ids = dict.fromkeys(d.indicator_id for d in doelen if d.indicator_id in eigen)
    return [eigen[indicator_id] for indicator_id in ids]


def describe_licentie(reeks: EigenReeks) -> str:
    """The mark that stands beside such a figure wherever it goes."""
    return (
        f"Dit cijfer is van {reeks.bron} en valt onder een licentie ({reeks.licentie}). Geef het "
        "niet door: het staat alleen in dit dossier."
    )


def describe_verborgen(aantal: int) -> str:
    """Say to who only reads that goals are left out; "" when there are none."""
    if not aantal:
        return ""
    wat = "1 doel gaat" if aantal == 1 else f"{aantal} doelen gaan"
    return f"{wat} over cijfers met een licentie."


def name_weg(indicator_id: str) -> str:
    """Heading of a goal whose figure is gone."""
    return "Een verwijderd eigen cijfer" if indicator_id.startswith(PREFIX) else indicator_id


def judge_regel(
    stand: Stand,
    eigen: Mapping[str, EigenReeks],
    regio_code: str,
    indicator_id: str,
    doel: Doel,
) -> Tussenstand:
    """Hold the newest figure against its target, of the monitor or of the dossier."""
    if indicator_id in eigen:
        return judge_eigen(eigen[indicator_id], regio_code, doel)
    return judge_doel(stand, indicator_id, regio_code, doel)


def build_eigenvragen(stand: Stand, x: Indicator, doel: Doel) -> list[str]:
    """Questions about a target that may be a slip; what others reached is not known."""
    return [*find_vragen(x, doel.nulwaarde, doel.streefwaarde), *ask_streefjaar(stand, doel)]


def find_statusteken(
    stand: Stand,
    eigen: Mapping[str, EigenReeks],
    regio_code: str,
    indicator_id: str,
    doel: Doel,
) -> str:
    """The sign of a nulwaarde that is a provisional figure of the source; "" for any other."""
    if indicator_id in eigen:
        cijfers = eigen[indicator_id].cijfers
        status = [
            c.status
            for c in cijfers
            if (c.regio_code, c.jaar, c.waarde) == (regio_code, doel.nuljaar, doel.nulwaarde)
        ]
        return STATUSTEKENS.get(status[0], "") if status else ""
    plek = _find_plek(stand, indicator_id, regio_code, doel)
    return "" if plek is None else STATUSTEKENS.get(str(stand.reeksen.status[plek]), "")


def find_wat(stand: Stand, indicator_id: str, regio_code: str, doel: Doel) -> str:
    """What a nulwaarde is that is a figure of ours without the name of the area; "" elsewhere."""
    wat = stand.wat.get((indicator_id, regio_code), "")
    return wat if wat and _find_plek(stand, indicator_id, regio_code, doel) else ""


def _find_plek(
    stand: Stand, indicator_id: str, regio_code: str, doel: Doel
) -> tuple[int, int, int] | None:
    """Place of the nulwaarde in the block; None where somebody typed another number."""
    reeksen, r = stand.reeksen, stand.reeksen.get_r(regio_code)
    if r is None or doel.nuljaar not in reeksen.jaren:
        return None
    plek = (reeksen.get_i(indicator_id), r, reeksen.jaren.index(doel.nuljaar))
    x = stand.indicatoren[indicator_id]
    zelfde = abs(x.round(float(reeksen.waarde[plek])) - doel.nulwaarde) < x.afronding / 2
    return plek if zelfde else None


def judge_eigen(reeks: EigenReeks, regio_code: str, doel: Doel) -> Tussenstand:
    """Hold the newest figure of the series against its target, with its margin if it has one."""
    afronding, houden = 10.0**-reeks.decimalen, Richting(reeks.richting).teken
    c = reeks.find_laatste(regio_code)
    if c is None or c.waarde is None:
        return judge_koers(doel, None, None, afronding=afronding, marge=None)
    marge = find_marge(doel, c.jaar, c.waarde, c.onder, c.boven)
    tussen = judge_koers(doel, c.jaar, c.waarde, afronding=afronding, marge=marge, houden=houden)
    return replace(tussen, statusteken=STATUSTEKENS.get(c.status, ""))
