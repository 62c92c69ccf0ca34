"""At how many figures a gemeente is highest or lowest of its region: counted, ties and all."""

from collections.abc import Sequence
from dataclasses import replace
from math import isnan, nan

import numpy as np
import pytest

from tests.test_export_inhoud import build
from welvaart.export.bouwen.regio.regio import build_regio
from welvaart.export.bouwen.regio.regiotabel import build_plaatsen
from welvaart.export.inhoud import Kop, Tabel
from welvaart.groep.groepen import Groep
from welvaart.groep.regiocijfers import Regiocijfers, build_regiocijfers
from welvaart.groep.regiokern import Regiokern
from welvaart.lezen.stand import Stand
from welvaart.opmaak import parse_getal
from welvaart.zin.regiostand import (
    Helft,
    Uiterste,
    describe_eigen,
    describe_helften,
    describe_koplopers,
    find_helft,
    find_uiterste,
)

REGIOS = [
    *("GM0503", "GM0096", "GM1982", "GM0828", "GM0363", "CR12", "PV30"),
    "eigen:GM0503,GM0518,GM0599;Rond Delft",
]


@pytest.fixture(scope="module")
def basis(stand: Stand) -> Regiocijfers:
    return build_regiocijfers(stand, "netto_arbeidsparticipatie", "gemeente")


def build_kern(
    basis: Regiocijfers,
    waarden: Sequence[float],
    eigen: int | None = 0,
    namen: Sequence[str] = (),
    speling: Sequence[float] = (),
) -> Regiokern:
    """A region of a few gemeenten with these figures in one year."""
    n = len(waarden)
    kolom = np.array(waarden, dtype=float).reshape(n, 1)
    ruim = np.array(speling or [nan] * n, dtype=float).reshape(n, 1)
    cijfers = replace(
        basis,
        codes=tuple(f"GM{k}" for k in range(n)),
        namen=tuple(namen) or tuple("ABCDEFGH"[:n]),
        jaren=(2022,),
        perioden=("2022",),
        waarde=kolom,
        precies=kolom,
        onder=kolom - ruim,
        boven=kolom + ruim,
    )
    return Regiokern(cijfers, 2022, tuple(range(n)), eigen)


@pytest.mark.parametrize(
    ("waarden", "speling", "verwacht"),
    [
        ([3.0, 2.0, 1.0], [], (Uiterste.HOOGST, False)),
        ([1.0, 2.0, 3.0], [], (Uiterste.LAAGST, False)),
        ([2.0, 1.0, 3.0], [], (Uiterste.ERTUSSEN, False)),
        ([3.0, 3.0, 1.0], [], (Uiterste.HOOGST, True)),
        ([1.0, 1.0, 3.0], [], (Uiterste.LAAGST, True)),
        ([2.0, 2.0, 2.0], [], (Uiterste.GELIJK, False)),
        ([nan, 2.0, 1.0], [], (Uiterste.GEEN, False)),
        ([2.0, nan, nan], [], (Uiterste.ALLEEN, False)),
        ([2.0, nan, 1.0], [], (Uiterste.HOOGST, False)),
        ([73.0, 72.8, 60.0], [0.5, 0.0, 0.0], (Uiterste.ONZEKER, False)),
    ],
)
def test_a_figure_is_highest_lowest_or_in_between_as_far_as_it_tells(
    basis: Regiocijfers,
    waarden: list[float],
    speling: list[float],
    verwacht: tuple[Uiterste, bool],
) -> None:
    assert find_uiterste(build_kern(basis, waarden, speling=speling), 0) == verwacht


def test_the_sentence_counts_the_figures_and_names_what_is_shared_or_missing(
    basis: Regiocijfers,
) -> None:
    rijen = [[3.0, 2.0, 1.0], [3.0, 3.0, 1.0], [1.0, 2.0, 3.0], [nan, 2.0, 1.0]]
    kernen = [build_kern(basis, rij) for rij in rijen]
    assert describe_eigen(kernen, 0) == (
        "bij 2 van de 4 cijfers het hoogste cijfer (1 gedeeld), bij 1 het laagste en bij "
        "1 geen cijfer"
    )
    assert describe_eigen(kernen[1:2] * 2, 0) == ("bij alle 2 cijfers het hoogste cijfer (gedeeld)")


def test_of_very_many_gemeenten_the_half_is_named(basis: Regiocijfers) -> None:
    rijen = [[4.0, 3.0, 2.0, 1.0], [1.0, 2.0, 3.0, 4.0], [2.0, 2.0, 2.0, 1.0], [nan, 1.0, 2.0, 3.0]]
    kernen = [build_kern(basis, rij) for rij in rijen]
    assert [find_helft(kern, 0) for kern in kernen] == [*Helft]
    assert describe_helften(kernen, 0) == (
        "bij 1 van de 4 cijfers in de hoogste helft, bij 1 in de laagste helft, bij 1 rond het "
        "midden en bij 1 zonder cijfer"
    )
    drie = build_kern(basis, [2.0, 1.0, 3.0])
    assert find_helft(drie, 0) is Helft.MIDDEN


def test_who_has_the_highest_figure_most_often_is_named_but_not_a_crowd(
    basis: Regiocijfers,
) -> None:
    rijen = [[3.0, 2.0, 1.0], [3.0, 2.0, 1.0], [1.0, 3.0, 2.0]]
    kernen = [build_kern(basis, rij, None) for rij in rijen]
    assert describe_koplopers(kernen, "X") == [
        "A heeft het vaakst het hoogste cijfer van X (bij 2 van de 3 cijfers), C het laagste "
        "(bij 2).",
        "A heeft het vaakst het hoogste cijfer van X (bij 2 van de 3 cijfers).",
        "C heeft het vaakst het laagste cijfer van X (bij 2 van de 3 cijfers).",
    ]
    twee = [build_kern(basis, rij, None) for rij in ([2.0, 1.0, 1.0], [1.0, 2.0, 1.0])]
    assert describe_koplopers(twee, "X")[0] == (
        "A en B hebben het vaakst het hoogste cijfer van X (elk bij 1 van de 2 cijfers), C het "
        "laagste (bij 2)."
    )
    gelijk = [build_kern(basis, [1.0, 1.0, 1.0], None)]
    assert describe_koplopers(gelijk, "X") == []


@pytest.mark.parametrize("code", REGIOS)
def test_the_title_of_the_table_can_be_counted_in_the_table(stand: Stand, code: str) -> None:
    (hoofdstuk,) = build_regio(build(stand, code)[0])
    (tabel,) = [d for d in hoofdstuk.delen if isinstance(d, Tabel)]
    n = len(tabel.koppen) - 1
    assert 0 < len(tabel.boodschap) <= 140 and f"{n} cijfers" in tabel.boodschap
    naam = stand.regios[code].naam if code in stand.regios else ""
    slot = next(
        k for k, rij in enumerate(tabel.rijen)
        if rij[0].startswith(("Plaats van", "Nederland", "COROP", "Provincie", "Rond Delft"))
    )  # fmt: skip
    hoog = {rij[0]: 0 for rij in tabel.rijen[:slot]}
    laag = dict(hoog)
    for kolom in range(1, n + 1):
        per = {rij[0]: parse_getal(rij[kolom].rstrip("*")) for rij in tabel.rijen[:slot]}
        met = {wie: w for wie, w in per.items() if w is not None and not isnan(w)}
        for wie, waarde in met.items():
            hoog[wie] += waarde == max(met.values()) > min(met.values())
            laag[wie] += waarde == min(met.values()) < max(met.values())
    zin = tabel.boodschap
    if code.startswith("GM"):
        assert (f"{hoog[naam]} van de {n} cijfers het hoogste" in zin) is (hoog[naam] > 0)
        assert (" het laagste" in zin) is (laag[naam] > 0)
    elif "hoogste" in zin:
        assert f"bij {max(hoog.values())} van de {n} cijfers" in zin
        assert zin.startswith(next(wie for wie, keer in hoog.items() if keer == max(hoog.values())))


def test_long_names_leave_a_title_that_can_be_read(stand: Stand) -> None:
    opdracht, _ = build(stand, "GM0503")
    lang = "Nuenen, Gerwen en Nederwetten met alles wat daar verder bij h"[:60]
    opdracht = replace(opdracht, regio=replace(opdracht.regio, naam=lang))
    (hoofdstuk,) = build_regio(opdracht)
    (tabel,) = [d for d in hoofdstuk.delen if isinstance(d, Tabel)]
    assert tabel.boodschap == (
        "In de regio heeft de gemeente bij 3 van de 5 cijfers het hoogste cijfer en bij 2 het "
        "laagste."
    )


def test_of_one_figure_the_place_is_the_message(stand: Stand) -> None:
    opdracht, _ = build(stand, "GM0503", "netto_arbeidsparticipatie")
    (hoofdstuk,) = build_regio(opdracht)
    (tabel,) = [d for d in hoofdstuk.delen if isinstance(d, Tabel)]
    assert tabel.boodschap.startswith("Delft staat op plaats 3 van 3 gemeenten in COROP Delft en")


def test_beside_all_gemeenten_the_places_keep_their_list_with_a_message(stand: Stand) -> None:
    opdracht, _ = build(stand, "GM0503")
    cijfers = build_regiocijfers(stand, "netto_arbeidsparticipatie", "gemeente")
    veld = tuple(range(len(cijfers.codes)))
    kern = Regiokern(cijfers, 2022, veld, cijfers.plaats["GM0503"])
    land = Groep("land", "Nederland", "land", cijfers.codes, "", None)
    kop, lijst = build_plaatsen(opdracht, land, [kern, kern])
    assert isinstance(kop, Kop) and len(lijst.punten) == 2
    assert kop.boodschap == ("In Nederland staat Delft bij alle 2 cijfers in de laagste helft.")
