"""Goals in units of the margin: from a file of one's own to the monitor, and by hand."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.test_eigen_invoer import Werkplek
from tests.test_eigen_invoer import plek as plek
from welvaart.doel.begrotingstabel import build_begrotingstabel
from welvaart.doel.doelen import describe_afstand, judge_doel
from welvaart.doel.eigendoel import build_indicator, judge_eigen
from welvaart.doel.foto import build_foto, format_foto
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.dossier.eigenreeks import EigenReeks
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand
from welvaart.methode.doelpad import Doel, Koers, find_marge, judge_koers

OMHOOG = Doel(nulwaarde=60.0, nuljaar=2021, streefwaarde=66.0, streefjaar=2024)  # 62 in 2022
STEIL = Doel(nulwaarde=60.0, nuljaar=2021, streefwaarde=69.0, streefjaar=2024)  # 63 in 2022
ID = "eigen_tevreden_ondernemers"
# The margin of 2022 is wider below (1,5) than above (1,0).
_CSV = """gemeente;jaar;waarde;onder;boven
Gemeente A;2021;60,0;58,0;62,0
Gemeente A;2022;61,0;59,5;62,0
Gemeente B;2021;70,0;;
Gemeente B;2022;71,0;;
Gemeente C;2022;50;49,99;50,01
"""
_NIEUW = (
    "--titel=Tevreden ondernemers", "--thema=werk", "--eenheid=%", "--decimalen=1",
    "--richting=hoger_is_beter", "--definitie=Een eigen peiling.", "--bron=Team EZ", "--bouw",
)  # fmt: skip


@pytest.fixture
def gelezen(plek: Werkplek) -> Stand:
    code, uit = plek.run(plek.write(_CSV, "peiling.csv"), *_NIEUW)
    assert code == 0, uit
    return read_stand(Path(plek.instellingen.warehouse))


@pytest.mark.parametrize(
    ("waarde", "onder", "boven", "marge"),
    [
        (61.0, 59.5, 62.0, 1.0),  # below the road of 62: the upper bound looks at it
        (63.0, 61.5, 66.0, 1.5),  # above the road: the lower bound does
        (62.0, 61.0, 64.0, 1.0),  # on the road
        (61.0, 59.5, float("nan"), None),
        (61.0, None, None, None),
    ],
)
def test_the_side_of_the_margin_that_looks_at_the_road_counts(
    waarde: float, onder: float | None, boven: float | None, marge: float | None
) -> None:
    assert find_marge(OMHOOG, 2022, waarde, onder, boven) == marge


@pytest.mark.parametrize(
    ("doel", "koers", "zin"),
    [
        (OMHOOG, Koers.BINNEN_MARGE, "1,00 procentpunt minder ver dan nodig: 1,0 keer de marge"),
        (STEIL, Koers.ACHTER, "2,00 procentpunt minder ver dan nodig: 2,0 keer de marge"),
        (
            Doel(60.0, 2021, 61.5, 2024),
            Koers.OP_KOERS,
            "0,50 procentpunt verder dan nodig: 0,3 keer de marge",
        ),
    ],
)
def test_a_file_with_margins_gives_goals_in_units_of_the_margin(
    gelezen: Stand, doel: Doel, koers: Koers, zin: str
) -> None:
    tussen = judge_doel(gelezen, ID, "GM9001", doel)
    x = gelezen.indicatoren[ID]
    assert (tussen.koers, tussen.jaar, tussen.waarde) == (koers, 2022, 61.0)
    assert describe_afstand(tussen, x, kort=True) == zin.replace(" p", "\u00a0p")
    regel = Doelregel(
        "d1", ID, doel.nulwaarde, doel.nuljaar, doel.streefwaarde, doel.streefjaar, None, "", ""
    )
    (rij,) = build_begrotingstabel(gelezen, "GM9001", [regel], {}, [])
    woord = {
        Koers.BINNEN_MARGE: "binnen de marge",
        Koers.ACHTER: "achter op het doelpad",
        Koers.OP_KOERS: "op koers",
    }
    assert (rij.realisatie, rij.koers) == ("61,0 (2022)", woord[koers])


def test_a_gemeente_without_margins_is_told_apart_by_the_rounding(gelezen: Stand) -> None:
    tussen = judge_doel(gelezen, ID, "GM9002", Doel(70.0, 2021, 76.0, 2024))
    assert (tussen.koers, tussen.bron_marge) == (Koers.ACHTER, None)
    assert "De bron geeft geen marge" in describe_afstand(tussen, gelezen.indicatoren[ID])


def test_a_margin_smaller_than_the_rounding_is_not_called_absent(gelezen: Stand) -> None:
    tussen = judge_doel(gelezen, ID, "GM9003", Doel(50.0, 2021, 56.0, 2024))
    zin = describe_afstand(tussen, gelezen.indicatoren[ID])
    assert "De bron geeft een marge kleiner dan de afronding" in zin


def test_a_licensed_series_has_its_margins_too() -> None:
    reeks = EigenReeks.model_validate(
        {
            **{"titel": "Leegstand", "eenheid": "%", "richting": "lager_is_beter"},
            **{"decimalen": 1, "bron": "Locatus", "licentie": "intern"},
            "cijfers": [
                {"regio_code": "GM0503", "regio_naam": "Delft", "jaar": 2023, "waarde": 8.0},
                {
                    **{"regio_code": "GM0503", "regio_naam": "Delft", "jaar": 2024, "waarde": 7.9},
                    **{"onder": 7.4, "boven": 8.1, "status": "voorlopig"},
                },
            ],
        }
    )
    # Road 2024: 7,5. It must fall: 0,4 short, and the lower bound (0,5 away) looks at the road.
    tussen = judge_eigen(reeks, "GM0503", Doel(8.0, 2023, 6.0, 2027))
    assert (tussen.koers, tussen.statusteken) == (Koers.BINNEN_MARGE, "*")
    assert tussen.marge == pytest.approx(0.5)
    zin = describe_afstand(tussen, build_indicator("dossier_r1", reeks), kort=True)
    assert zin.endswith("0,8 keer de marge")
    beter = judge_eigen(reeks, "GM0503", Doel(8.0, 2023, 8.0, 2027))
    assert beter.koers is Koers.OP_KOERS  # to hold on, and lower is better


def test_the_frozen_foto_keeps_the_margins(gelezen: Stand) -> None:
    foto = build_foto(
        gelezen,
        "GM9001",
        "Gemeente A",
        gelezen.build_scorekaart("GM9001"),
        lambda _: {},
        datetime(2026, 11, 22, tzinfo=UTC),
    )
    koppen, rijen = format_foto(foto)
    (rij,) = (dict(zip(koppen, r, strict=True)) for r in rijen if r[0] == "Tevreden ondernemers")
    assert [rij[kop] for kop in ("Cijfer", "Ondergrens", "Bovengrens")] == ["61", "59,5", "62"]


def test_a_margin_never_makes_a_verdict_worse() -> None:
    for tienden in range(590, 650):
        waarde = tienden / 10
        zonder = judge_koers(OMHOOG, 2022, waarde, afronding=0.1, marge=None)
        met = judge_koers(OMHOOG, 2022, waarde, afronding=0.1, marge=1.5)
        volgorde = [Koers.ACHTER, Koers.BINNEN_MARGE, Koers.OP_KOERS, Koers.BEREIKT]
        assert volgorde.index(met.koers) >= volgorde.index(zonder.koers)
