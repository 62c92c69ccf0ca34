"""The message of a nulmeting is short, and true for every regio."""

import re

import pytest

from tests.regels import build_regel
from welvaart.cijfers.indicator import Richting
from welvaart.groep.gebied import find_regio
from welvaart.groep.groepen import find_groepen
from welvaart.groep.nulmeting import build_nulmeting
from welvaart.groep.regiobeeld import build_regiostand
from welvaart.lezen.stand import Stand
from welvaart.methode.positie import Positie
from welvaart.methode.trend import RelatieveTrend, Trend
from welvaart.oordeel.regel import Groepswaarde, Regel
from welvaart.zin.boodschap import describe_boodschap, describe_tegenover, describe_telling
from welvaart.zin.duiding import explain_positie, explain_relatief, explain_trend
from welvaart.zin.opvallend import AANTAL, Opvallend, find_opvallend
from welvaart.zin.samenvatting import count_posities

NL = Groepswaarde(50.0, "bron", None, volledig=True)
COROP = Groepswaarde(50.0, "gewogen", 9, volledig=True, naam="COROP Twente", n_gemeenten=9)


def split_boodschap(zin: str) -> tuple[str, str]:
    """What is said to be favourable, and what unfavourable."""
    gunstig, _, ongunstig = zin.rpartition("ongunstig")
    return gunstig, ongunstig


def check_boodschap(stand: Stand, regels: list[Regel], code: str, naam: str) -> None:
    op = find_opvallend(regels, AANTAL, verdacht=stand.find_uitschieters(code))
    zin = describe_boodschap(op, regels, naam)
    telling = count_posities(regels)
    if not telling.total():
        assert zin == ""
        return
    assert zin.startswith(f"{naam} valt ") and zin.endswith(".") and len(zin) <= 230
    genoemd = [r for r in regels if r.heeft_waarde and f"({r.tekst})" in zin]
    cijfers = re.findall(r"\(([^()]*)\)", zin.removeprefix(naam))
    assert len(cijfers) <= 3
    for r in genoemd:
        titel = re.sub(r" \(.*", "", r.indicator.titel)[1:]
        if f"{titel} ({r.tekst})" in zin:
            gunstig = f"{titel} ({r.tekst})" in split_boodschap(zin)[0]
            kant = Positie.BESTE_KWART if gunstig else Positie.SLECHTSTE_KWART
            assert r.is_recent and r.positie is kant, (naam, zin)
    assert bool(cijfers) == bool(op.sterk or op.zwak)
    zonder_helften = re.sub(r"\([^)]*\)", "", describe_telling(regels, "X"))
    getallen = [int(g) for g in re.findall(r"\d+", zonder_helften)]
    beste, slechtste = telling[Positie.BESTE_KWART], telling[Positie.SLECHTSTE_KWART]
    if beste and slechtste:
        assert getallen[1] == telling.total() == sum(getallen) - getallen[1]


def test_the_message_is_short_and_true_for_every_gemeente(stand: Stand) -> None:
    for gemeente in stand.gemeenten:
        regels = stand.build_scorekaart(gemeente.code)
        check_boodschap(stand, regels, gemeente.code, gemeente.naam)


@pytest.mark.parametrize("code", ["CR12", "CR29", "PV28", "AM18", "NL01", "eigen:GM0503,GM0518"])
def test_the_message_is_true_for_a_region(stand: Stand, code: str) -> None:
    regio = find_regio(stand, code)
    eigen = build_regiostand(stand, regio)
    check_boodschap(eigen, eigen.build_scorekaart(regio.code), regio.code, regio.naam)


def build(naam: str, positie: Positie, waarde: float = 60.0) -> Regel:
    return build_regel(
        indicator_id=naam, thema=naam, titel=naam.capitalize(), waarde=waarde, positie=positie
    )


def test_the_side_that_is_met_more_often_has_two_figures() -> None:
    a, b = build("a", Positie.BESTE_KWART), build("b", Positie.BESTE_KWART)
    c, d = build("c", Positie.SLECHTSTE_KWART), build("d", Positie.SLECHTSTE_KWART)
    op = Opvallend((a, b), (c, d), (), ())
    assert describe_boodschap(op, [a, b, c], "Oss") == (
        "Oss valt gunstig op bij a (60,0\u00a0%) en b (60,0\u00a0%), en ongunstig bij c "
        "(60,0\u00a0%)."
    )
    assert "bij a (60,0\u00a0%), en ongunstig bij c (60,0\u00a0%) en d" in describe_boodschap(
        op, [a, c, d], "Oss"
    )
    assert describe_boodschap(Opvallend((), (), (), ()), [a], "Oss") == (
        "Oss valt met geen breed gemeten, recent cijfer zeker op."
    )
    assert "en met geen breed gemeten, recent cijfer ongunstig." in describe_boodschap(
        Opvallend((a,), (), (), ()), [a, c], "Oss"
    )


def test_against_a_group_only_what_is_one_figure_of_the_group_counts() -> None:
    mediaan = Groepswaarde(50.0, "mediaan", 9, volledig=True, naam="COROP Twente", n_gemeenten=9)
    deel = Groepswaarde(50.0, "gewogen", 5, volledig=False, naam="COROP Twente", n_gemeenten=9)
    regels = [
        build_regel(indicator_id=f"i{k}", groep=groep, waarde=waarde)
        for k, (groep, waarde) in enumerate(
            [(COROP, 60.0), (COROP, 55.0), (COROP, 40.0), (COROP, 50.0), (mediaan, 60.0),
             (deel, 60.0), (None, 60.0)]
        )
    ]  # fmt: skip
    assert describe_tegenover(regels, "Oss", "COROP Twente") == (
        "Vergeleken met COROP Twente staat Oss bij 2 gunstiger, bij 1 ongunstiger en bij 1 "
        "ongeveer gelijk, van de 4 indicatoren waarbij de groep één eigen cijfer heeft. Bij 3 "
        "andere is er alleen een mediaan of een deel bekend."
    )
    assert describe_tegenover(regels[4:], "Oss", "COROP Twente").startswith("Bij geen indicator")


def test_the_counts_against_a_group_add_up(stand: Stand) -> None:
    for code in ("GM1963", "GM0503", "GM0096", "GM0363"):
        for groep in find_groepen(stand, code):
            zin = describe_tegenover(build_nulmeting(stand, code, groep), "X", "Y")
            delen = [int(g) for g in re.findall(r"bij (\d+) ", zin.partition(", van de")[0])]
            totaal = re.search(r"van de (\d+) indicatoren", zin)
            assert totaal is None or sum(delen) == int(totaal[1])


def test_no_verdict_says_why_where_it_stands() -> None:
    basis = {"groep": COROP, "relatieve_trend": RelatieveTrend.GEEN_OORDEEL}
    assert explain_relatief(build_regel(**basis)) == "niet alle anderen hebben een cijfer"
    grof = build_regel(trend=Trend.GEEN_OORDEEL, **basis)
    assert explain_relatief(grof) == explain_trend(grof) == "te grof afgerond"
    assert explain_relatief(build_regel(wat="mediaan van 9 gemeenten", **basis)) == (
        "geen cijfer van het hele gebied"
    )
    assert explain_relatief(build_regel()) == "geen cijfer om mee te vergelijken"
    assert explain_trend(build_regel(trend=Trend.DAALT)) == "daalt"
    alleen = build_regel(positie=Positie.GEEN_OORDEEL)
    assert explain_positie(alleen) == "geen andere om tussen te staan"
    neutraal = build_regel(positie=Positie.GEEN_OORDEEL, richting=Richting.NEUTRAAL)
    assert explain_positie(neutraal) == "hoger is hier niet beter of slechter"
    assert explain_positie(build_regel(positie=Positie.MIDDEN)) == "midden"
