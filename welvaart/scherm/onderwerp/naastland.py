"""Figures of the chosen regio beside Nederland, each in its own newest year."""

from collections.abc import Sequence

from welvaart.cijfers.indicator import Indicator
from welvaart.onderwerp.jaarreeks import Jaarreeks
from welvaart.opmaak import ONBEKEND
from welvaart.scherm.onderwerp.onderwerp import Onderwerp


def build_naast_land(
    onderwerp: Onderwerp, indicatoren: Sequence[Indicator], eerste: str
) -> tuple[list[str], list[list[str]], range]:
    """Header cells, rows of text (name, regio, Nederland, year), and the columns of numbers.

    Without a column for Nederland where the regio is the country itself. What may not bear the name
    of its area (a median of its gemeenten) says so behind its name, where a phone can break it.

    Args:
        onderwerp: the page.
        indicatoren: one row each.
        eerste: header of the names.
    """
    land = onderwerp.read_land([x.indicator_id for x in indicatoren])
    rijen = [_build_rij(onderwerp, x, land[x.indicator_id]) for x in indicatoren]
    koppen = [eerste, onderwerp.regio.naam, "Nederland", "Jaar"]
    if onderwerp.is_land:
        koppen, rijen = [*koppen[:2], koppen[3]], [[*rij[:2], rij[3]] for rij in rijen]
    return koppen, rijen, range(1, len(koppen))


def _build_rij(onderwerp: Onderwerp, x: Indicator, land: Jaarreeks) -> list[str]:
    reeks = onderwerp.read_eigen(x.indicator_id)
    jaar = max(reeks.met_cijfer or land.met_cijfer, default=None)
    if jaar is None:
        return [x.titel, ONBEKEND, ONBEKEND, ""]
    eigen = x.format(reeks.get_waarde(jaar), decimalen=reeks.decimalen)
    wat = onderwerp.beeld.stand.wat.get((x.indicator_id, onderwerp.regio.code), "")
    naam = f"{x.titel} ({wat})" if wat and reeks.met_cijfer else x.titel
    return [naam, eigen, x.format(land.get_waarde(jaar)), str(jaar)]
