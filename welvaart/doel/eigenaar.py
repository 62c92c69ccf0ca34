"""Who a goal belongs to: its own owner, and the portefeuillehouder of its thema."""

from collections.abc import Callable, Mapping, Sequence

from welvaart.doel.eigendoel import find_indicator
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.dossier.eigenreeks import EigenReeks
from welvaart.lezen.stand import Stand


def find_eigenaars(
    stand: Stand,
    eigen: Mapping[str, EigenReeks],
    doelen: Sequence[Doelregel],
    get_naam: Callable[[str], str],
) -> dict[str, str]:
    """Key of a goal → who it belongs to; goals of nobody are left out.

    Args:
        stand: for the thema of an indicator.
        eigen: series with a licence of the dossier; these have no thema.
        doelen: of `read_doelen`.
        get_naam: path of a field that holds a person → the name; "" = nobody.
    """
    uit = {}
    for doel in doelen:
        x = find_indicator(stand, eigen, doel.indicator_id)
        eigenaar = get_naam(f"doel/{doel.sleutel}/eigenaar")
        bestuurder = get_naam(f"portefeuille/{x.thema}") if x and x.thema else ""
        if bestuurder and bestuurder != eigenaar:
            bestuurder = f"portefeuillehouder {bestuurder}"
            eigenaar = f"{eigenaar}; {bestuurder}" if eigenaar else bestuurder
        if eigenaar:
            uit[doel.sleutel] = eigenaar
    return uit
