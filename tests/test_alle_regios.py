"""Every regio there is, over Streamlit's own protocol: no page may raise for any of them.

A bug of a page often waits for one kind of regio: last nowhere, without figures, of one gemeente.
"""

from collections.abc import Iterator

import pytest

from tests.sessie import Sessie
from welvaart.lezen.stand import Stand
from welvaart.scherm.regio.regiokeuze import VORMEN

_PAGINAS = (
    "Nulmeting?",
    "Nulmeting?toon=kansen&vergelijk=lijkt_op&",
    "Nulmeting?indicator={indicator}&",
    "Arbeidsparticipatie?",
    "Leegstand?tegen={indicator}&",
    "Lokale_agenda?",
    *(f"Regiovergelijking?indicator={{indicator}}&vorm={vorm}&" for vorm in VORMEN),
)


@pytest.fixture
def sessie(adres: str) -> Iterator[Sessie]:
    open_ = Sessie.open(adres, meteen_bevestigen=True)
    yield open_
    open_.close()


def test_start_opens_for_every_regio(stand: Stand, sessie: Sessie) -> None:
    fouten = [code for code in stand.regios if sessie.run(f"regio={code}").fout]
    assert fouten == []


def test_every_regio_opens_one_page_and_every_page_many_regios(
    stand: Stand, sessie: Sessie
) -> None:
    indicatoren = list(stand.indicatoren)
    fouten = []
    for k, code in enumerate(stand.regios):
        indicator = indicatoren[k % len(indicatoren)]
        link = _PAGINAS[k % len(_PAGINAS)].format(indicator=indicator) + f"regio={code}"
        pagina, _, vraag = link.partition("?")
        if sessie.run(vraag, pagina).fout:
            fouten.append(link)
    assert fouten == []
