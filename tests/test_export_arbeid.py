"""The page Arbeidsparticipatie as a document, also of a gemeente without its first figure."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.bouwen.paginas import build_pagina, find_beeld, find_pagina_ids, limit_pagina
from welvaart.export.inhoud import Alinea, Document, Grafiek, Tabel
from welvaart.fouten import KeuzeFout
from welvaart.groep.groepen import find_groepen
from welvaart.groep.nulmeting import build_nulmeting
from welvaart.lezen.stand import Stand

PAGINA = "arbeidsparticipatie"
FUSIES = {
    "GM1959": "Altena, 2019", "GM1961": "Vijfheerenlanden, 2019", "GM1966": "Het Hogeland, 2019",
    "GM1979": "Eemsdelta, 2021", "GM0824": "Oisterwijk, 2021", "GM1980": "Dijk en Waard, 2022",
    "GM1982": "Land van Cuijk, 2022", "GM1991": "Maashorst, 2022", "GM0363": "Amsterdam, 2022",
    "GM1992": "Voorne aan Zee, 2023",
}  # fmt: skip


def build_opdracht(stand: Stand, code: str) -> Opdracht:
    groep = find_groepen(stand, code)[0]
    return Opdracht(
        stand=stand,
        landstand=stand,
        regio=stand.regios[code],
        groep=groep,
        regels=build_nulmeting(stand, code, groep),
        moment=datetime(2026, 11, 22, tzinfo=UTC),
        indicator_ids=find_pagina_ids(stand, PAGINA),
    )


def build_arbeidspagina(opdracht: Opdracht) -> Document:
    return build_pagina(limit_pagina(find_beeld(opdracht, PAGINA, None, None), PAGINA), PAGINA)


def test_what_there_is_comes_and_what_is_missing_is_said_with_the_reason(stand: Stand) -> None:
    hoofdstuk = build_arbeidspagina(build_opdracht(stand, "GM1992")).hoofdstukken[0]
    assert hoofdstuk.titel == "Hoeveel mensen werken er in Voorne aan Zee?"
    eerst = next(d.tekst for d in hoofdstuk.delen if isinstance(d, Alinea))
    assert eerst.startswith(
        "Voor Voorne aan Zee is er geen cijfer van de netto arbeidsparticipatie, de bruto "
        "arbeidsparticipatie en de werkloosheid. Wij tonen dit cijfer niet: de drie cijfers"
    )
    titels = [d.titel for d in hoofdstuk.delen if isinstance(d, Grafiek)]
    assert titels[0].startswith("Hoogopgeleide bevolking in Voorne aan Zee: 24,0\u00a0% in 2022")
    (rij,) = next(d.rijen for d in hoofdstuk.delen if isinstance(d, Tabel))
    assert rij[:4] == ("Hoogopgeleid", "20,9", "24,0", "+3,1")


@pytest.mark.parametrize("code", FUSIES)
def test_the_page_of_a_gemeente_that_merged_lately_is_not_refused(code: str, stand: Stand) -> None:
    hoofdstuk = build_arbeidspagina(build_opdracht(stand, code)).hoofdstukken[0]
    assert any(isinstance(deel, Grafiek) for deel in hoofdstuk.delen)
    teksten = [d.tekst for d in hoofdstuk.delen if isinstance(d, Alinea)]
    assert not any(" nan" in tekst for tekst in [hoofdstuk.titel, *teksten])


def test_without_any_of_the_four_the_page_is_refused(stand: Stand) -> None:
    opdracht = build_opdracht(stand, "GM1992")
    leeg = [replace(r, waarde=float("nan")) for r in opdracht.regels]
    with pytest.raises(KeuzeFout, match="geen cijfers voor Voorne aan Zee"):
        build_arbeidspagina(replace(opdracht, regels=leeg))
