"""What a dossier chose that is not among the figures: named, and never left out in silence."""

from collections.abc import Mapping, Sequence
from typing import Final

from welvaart.doel.eigendoel import find_indicator
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.dossier.eigenreeks import PREFIX, EigenReeks
from welvaart.lezen.stand import Stand

BEWAARD: Final = "Wat u schreef, blijft bewaard."
_WEG: Final = {2: "zet deze uit met 'Toch geen prioriteit'", 4: "laat dit doel vervallen"}
"""Step → how one gets rid of the name that nobody knows."""


def find_onbekend(
    stand: Stand, eigen: Mapping[str, EigenReeks], indicator_ids: Sequence[str]
) -> list[str]:
    """The ids without a figure here, each once; a series of the dossier has a message of its own.

    Args:
        stand: the figures.
        eigen: series with a licence that may be seen.
        indicator_ids: as chosen, after redirects of renamed indicators.
    """
    return [
        i
        for i in dict.fromkeys(indicator_ids)
        if find_indicator(stand, eigen, i) is None and not i.startswith(PREFIX)
    ]


def explain_onbekend(
    stand: Stand,
    eigen: Mapping[str, EigenReeks],
    prioriteiten: Sequence[str],
    doelen: Sequence[Doelregel],
) -> list[str]:
    """One message per choice that is not among the figures: what, where, and what to do now.

    Args:
        stand: the figures.
        eigen: series with a licence that may be seen.
        prioriteiten: ids of the priorities.
        doelen: the goals.
    """
    uit = [
        f"Stap 2 noemt '{i}' als prioriteit. {stand.explain_onbekend(i)} Daarom staat die "
        f"prioriteit nergens met een cijfer. {BEWAARD} {_advise(stand, i, 2)}"
        for i in find_onbekend(stand, eigen, prioriteiten)
    ]
    for i in find_onbekend(stand, eigen, [d.indicator_id for d in doelen]):
        uit.append(
            f"Stap 4 heeft een doel over '{i}'. {stand.explain_onbekend(i)} Daarom staat dat doel "
            f"niet in documenten en tabellen. {BEWAARD} {_advise(stand, i, 4)}"
        )
    return uit


def _advise(stand: Stand, indicator_id: str, stap: int) -> str:
    """What to do with a name that nobody knows; "" where the figures are only not fetched yet."""
    klaar = {x.indicator_id for x in (*stand.klaarstaand, *stand.deeljaar)}
    if indicator_id in klaar:
        return ""
    return f"Kies in stap {stap} de juiste indicator, en {_WEG[stap]}."
