"""A page says the same whatever others looked at before: what is kept never goes to another."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.pagina import run_page
from tests.test_dossier_scherm import opslag as opslag
from tests.test_dossier_scherm import toegang as toegang
from welvaart.dossier.dossier import Toegang
from welvaart.dossier.opslag import Opslag
from welvaart.scherm.kader import AGENDA, ARBEID, LEEGSTAND, NULMETING, REGIOVERGELIJKING

BEZOEKEN = [
    {"regio": "GM0503"},
    {"regio": "GM0503", "vergelijk": "provincie"},
    {"regio": "GM0503", "vergelijk": "eigen:GM0599,GM0518"},
    {"regio": "GM0363", "vergelijk": "provincie"},
    {"regio": "CR26"},
    {"regio": "eigen:GM0503,GM0599;Wij"},
    {"regio": "eigen:GM0503,GM0599;Zij"},
]
PAGINAS = {
    "nulmeting": (NULMETING, {}),
    "arbeid": (ARBEID, {}),
    "arbeid in andere jaren": (ARBEID, {"van": "2015", "tot": "2020"}),
    "leegstand": (LEEGSTAND, {}),
    "raad": (REGIOVERGELIJKING, {"raad": "ja"}),
    "index van een ander cijfer": (
        REGIOVERGELIJKING,
        {"vorm": "index", "indicator": "werkloosheid"},
    ),
}


def read_alles(test: AppTest) -> list[str]:
    """Every element of a page as it goes to the browser, in order."""
    assert not test.exception
    return [str(x.proto) for deel in (test.sidebar, test.main) for x in deel if hasattr(x, "proto")]


@pytest.mark.usefixtures("gedeelde_cijfers")
@pytest.mark.parametrize("naam", PAGINAS)
def test_the_order_of_visits_changes_nothing(naam: str) -> None:
    pagina, extra = PAGINAS[naam]
    eerst = [read_alles(run_page(pagina, **bezoek, **extra)) for bezoek in BEZOEKEN]
    assert len({str(alles) for alles in eerst}) == len(BEZOEKEN)
    opnieuw = [read_alles(run_page(pagina, **bezoek, **extra)) for bezoek in BEZOEKEN]
    assert opnieuw == eerst
    st.cache_resource.clear()  # the figures are read anew, as after a build
    terug = [read_alles(run_page(pagina, **bezoek, **extra)) for bezoek in reversed(BEZOEKEN)]
    assert terug[::-1] == eerst


@pytest.mark.parametrize(
    ("stap", "pad"),
    [("2", "notitie/stap2"), ("3", "notitie/stap3"), ("5", "werkblad/wat"), ("9", "notitie/stap9")],
)
def test_a_dossier_shows_what_was_written_since_and_nothing_of_another_dossier(
    opslag: Opslag, toegang: Toegang, stap: str, pad: str
) -> None:
    ander = opslag.create_dossier("Van een ander team", "GM0503")
    for wie in (toegang, ander):
        opslag.write_veld(wie, "prioriteit/werkloosheid/gekozen", True, gezien=0)

    def look(wie: Toegang) -> list[str]:
        vraag = {"regio": "GM0503", "stap": stap, "dossier": str(wie.bewerkcode)}
        return read_alles(run_page(AGENDA, **vraag))

    leeg = look(toegang)
    opslag.write_veld(ander, pad, "Alleen van hen", gezien=0)
    assert look(toegang) == leeg
    assert any("Alleen van hen" in deel for deel in look(ander))
    opslag.write_veld(toegang, pad, "Nu ook van ons", gezien=0)
    assert any("Nu ook van ons" in deel for deel in look(toegang))
