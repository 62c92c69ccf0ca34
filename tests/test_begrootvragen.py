"""A planned figure that does not go with its target is questioned."""

from dataclasses import replace

import pytest

from welvaart.doel.begrootvragen import find_begrootvragen
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import Doel
from welvaart.methode.positie import Richting

WERK = "netto_arbeidsparticipatie"
OMHOOG = Doel(72.2, 2022, 74.5, 2030)


def test_a_plan_beyond_the_target_is_questioned_with_both_figures(stand: Stand) -> None:
    (vraag,) = find_begrootvragen(stand.indicatoren[WERK], OMHOOG, {2027: 73.6, 2028: 80.0}, 1)
    assert vraag.replace("\xa0", " ") == (
        "Voor 2028 begroot u 80,0 %. Dat is hoger dan uw streefwaarde van 74,5 % in 2030. "
        "Klopt dat?"
    )


@pytest.mark.parametrize(
    ("doel", "jaar", "waarde", "gevraagd"),
    [
        (OMHOOG, 2030, 74.5, ""),  # on the target itself
        (OMHOOG, 2030, 74.6, "hoger dan uw streefwaarde"),
        (OMHOOG, 2031, 76.0, ""),  # after the target one may go on
        (OMHOOG, 2027, 72.2, ""),  # nothing gained yet
        (OMHOOG, 2027, 71.0, "lager dan de nulwaarde"),
        (OMHOOG, 2031, 71.0, "lager dan de nulwaarde"),
        (Doel(9.0, 2022, 6.0, 2030), 2027, 5.5, "lager dan uw streefwaarde"),
        (Doel(9.0, 2022, 6.0, 2030), 2027, 9.5, "hoger dan de nulwaarde"),
        (Doel(72.2, 2022, 72.2, 2030), 2027, 73.0, ""),  # holding on, and better
        (Doel(72.2, 2022, 72.2, 2030), 2027, 71.0, "u wilt vasthouden"),
    ],
)
def test_only_what_does_not_go_with_the_target_is_questioned(
    stand: Stand, doel: Doel, jaar: int, waarde: float, gevraagd: str
) -> None:
    vragen = find_begrootvragen(stand.indicatoren[WERK], doel, {jaar: waarde}, 1)
    assert len(vragen) == bool(gevraagd)
    assert gevraagd in " ".join(vragen)


def test_holding_a_figure_that_is_neither_better_nor_worse_is_not_questioned(stand: Stand) -> None:
    neutraal = replace(stand.indicatoren[WERK], richting=Richting.NEUTRAAL)
    assert find_begrootvragen(neutraal, Doel(5.0, 2022, 5.0, 2030), {2027: 4.0}, 1) == []
