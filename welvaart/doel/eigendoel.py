"""A series of one dossier as an indicator: for a goal, its road, and the table of the begroting."""

from collections.abc import Mapping

from welvaart.cijfers.indicator import Indicator
from welvaart.doel.doelen import judge_doel
from welvaart.dossier.eigenreeks import PREFIX, EigenReeks
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import Doel, Tussenstand, judge_koers
from welvaart.methode.positie import Richting

ALLEEN_HIER = "alleen in dit dossier"


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


def judge_eigen(reeks: EigenReeks, regio_code: str, doel: Doel) -> Tussenstand:
    """Hold the newest figure of the series against its target; a margin is not known."""
    bekend = reeks.get_reeks(regio_code)
    jaar = max(bekend, default=None)
    waarde = None if jaar is None else bekend[jaar]
    return judge_koers(doel, jaar, waarde, afronding=10.0**-reeks.decimalen, marge=None)
