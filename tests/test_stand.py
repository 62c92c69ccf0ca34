"""The stand of the real figures: choices, old names, verdicts, sources."""

from pathlib import Path

import numpy as np
import pytest

from welvaart.fouten import KeuzeFout, WarehouseFout
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand
from welvaart.methode.positie import Positie
from welvaart.methode.trend import RelatieveTrend, Trend
from welvaart.oordeel.regel import Regel


def get_regel(stand: Stand, regio_code: str, indicator_id: str) -> Regel:
    regels = {r.indicator.indicator_id: r for r in stand.build_scorekaart(regio_code)}
    return regels[indicator_id]


def test_all_342_gemeenten_can_be_chosen_and_judged(stand: Stand) -> None:
    assert len(stand.gemeenten) == 342
    assert {stand.keuzes[g.naam] for g in stand.gemeenten} == stand.gemeente_codes
    for gemeente in stand.gemeenten:
        regels = stand.build_scorekaart(gemeente.code)
        assert len(regels) == len(stand.indicatoren)
        assert sum(regel.heeft_waarde for regel in regels) > 30


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Den Haag → 's-Gravenhage", "GM0518"),
        ("Boxmeer → Land van Cuijk", "GM1982"),
        ("Weesp → Amsterdam", "GM0363"),
        ("Bergen (L.)", "GM0893"),
        ("Bergen (NH.)", "GM0373"),
    ],
)
def test_old_everyday_and_double_names_lead_to_one_gemeente(
    stand: Stand, label: str, code: str
) -> None:
    assert stand.keuzes[label] == code


def test_ended_gemeente_names_its_successor(stand: Stand) -> None:
    with pytest.raises(KeuzeFout, match=r"Weesp bestaat niet meer.*Amsterdam"):
        stand.find_gemeente("GM0457")


def test_figures_of_delft_are_those_of_the_source(stand: Stand) -> None:
    regel = get_regel(stand, "GM0503", "netto_arbeidsparticipatie")
    assert regel.waarde == 69.3
    assert (regel.rang_van, regel.rang_tot, regel.n) == (303, 306, 341)
    assert regel.positie is Positie.SLECHTSTE_KWART
    assert regel.trend is Trend.STIJGT
    assert regel.relatieve_trend is RelatieveTrend.GELIJK
    assert regel.groep is not None
    assert regel.groep.waarde == pytest.approx(72.2, abs=0.05)


def test_withheld_missing_and_coarse_figures_are_treated_as_such(stand: Stand) -> None:
    weg = get_regel(stand, "GM1992", "werkloosheid")
    assert not weg.heeft_waarde
    assert "Wij tonen dit cijfer niet" in weg.ontbreekt_omdat
    grof = get_regel(stand, "GM0363", "werkloosheid")
    assert grof.decimalen == 0
    assert grof.trend is Trend.GEEN_OORDEEL
    assert (grof.onder, grof.boven) == (grof.waarde - 0.5, grof.waarde + 0.5)
    geen = get_regel(stand, "GM0503", "zwemwater_kust")
    assert not geen.heeft_waarde
    assert geen.positie is Positie.GEEN_OORDEEL


def test_three_measuring_years_are_too_few(stand: Stand) -> None:
    assert get_regel(stand, "GM0503", "overgewicht").trend is Trend.TE_WEINIG_MEETJAREN


def test_series_survive_a_herindeling(stand: Stand) -> None:
    # Land van Cuijk arose in 2022 from five gemeenten; Oisterwijk got a part of Haaren in 2021.
    inwoners = get_regel(stand, "GM1982", "inwoners")
    assert inwoners.trend_jaren == tuple(range(2019, 2027))
    assert stand.reeksen.get_reeks("inwoners", "GM1982")[stand.reeksen.jaren.index(2021)] == 90194
    uitleg = stand.find_herrekening("inwoners", "GM1982")
    assert "Opgeteld uit Boxmeer, Cuijk" in uitleg[0].uitleg
    assert get_regel(stand, "GM0824", "woningwaarde").trend_jaren[0] == 2020


def test_a_median_never_crosses_a_change_of_territory(stand: Stand) -> None:
    regel = get_regel(stand, "GM1982", "mediaan_vermogen_nominaal")
    assert regel.trend_jaren == (2022, 2023)
    (uitleg,) = stand.find_herrekening("mediaan_vermogen_nominaal", "GM1982")
    assert "mediaan niet op te tellen" in uitleg.uitleg


def test_rounding_makes_no_trend_after_a_herindeling(stand: Stand) -> None:
    # 3.5 and 3.2 recomputed, then 3, 3, 3, 3 in whole percents: that is no certain fall.
    assert get_regel(stand, "GM1982", "leegstand_woningen").trend is Trend.GELIJK


def test_the_same_window_holds_for_all_indicators_of_the_monitor(stand: Stand) -> None:
    for regel in stand.build_scorekaart("GM0828"):
        if regel.indicator.monitor and regel.trend_jaren:
            assert regel.trend_jaren[0] >= 2015
            assert regel.trend_jaren[-1] <= 2022


def test_zero_natuurgebied_is_a_value_and_not_a_gap(stand: Stand) -> None:
    regel = get_regel(stand, "GM0513", "natuurgebied_per_inwoner")
    assert regel.waarde == 0


def test_an_older_figure_is_marked_as_such(stand: Stand) -> None:
    regel = get_regel(stand, "GM0096", "geregistreerde_misdrijven")
    assert not regel.is_nieuwste
    assert regel.periode_code == "2014JJ00"


def test_partial_set_never_stands_as_nederland(stand: Stand) -> None:
    land = get_regel(stand, "GM0503", "onveilig_in_buurt").groep
    assert land is not None
    assert not land.volledig


def test_block_cannot_be_changed(stand: Stand) -> None:
    with pytest.raises(ValueError, match="read-only"):
        stand.reeksen.waarde[0, 0, 0] = 1.0


def test_ranks_of_an_indicator_fill_all_places(stand: Stand) -> None:
    i = stand.reeksen.get_i("hoogopgeleid")
    t = stand.reeksen.jaren.index(2022)
    van = stand.beoordeling.rang_van[i, :, t]
    tot = stand.beoordeling.rang_tot[i, :, t]
    heeft = ~np.isnan(van)
    assert heeft.sum() == stand.beoordeling.n[i, t] == 342
    assert np.nanmin(van) == 1
    assert np.nanmax(tot) == 342


def test_no_warehouse_is_a_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(WarehouseFout, match="python -m etl build"):
        read_stand(tmp_path / "weg.duckdb")


def test_provisional_years_can_be_left_out_of_the_trend(stand: Stand) -> None:
    met = get_regel(stand, "GM0503", "geregistreerde_misdrijven")
    zonder = get_regel(stand.zonder_voorlopig, "GM0503", "geregistreerde_misdrijven")
    assert met.trend_jaren[-1] == 2022
    assert zonder.trend_jaren[-1] == 2021
    assert (zonder.waarde, zonder.rang_van) == (met.waarde, met.rang_van)
