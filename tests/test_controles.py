"""Checks before publishing: each rule refuses what breaks it and lets the rest through."""

from typing import NamedTuple

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.controleren.cijfers import check_cijfers, find_afwijkingen
from etl.controleren.krimp import check_krimp
from etl.correcties import KANTTEKENING_KOLOMMEN
from etl.herrekenen.omrekening import Omrekening
from etl.regionaal import compute_regionaal
from tests.klein import (
    CATALOGUS,
    CIJFERS,
    REGELS,
    Cijfers,
    build_gebieden,
    build_regel,
    build_snapshots,
    build_waarnemingen,
)
from welvaart.catalogus import Catalogus, load_catalogus
from welvaart.fouten import ControleFout

NETTO, BRUTO = "netto_arbeidsparticipatie", "bruto_arbeidsparticipatie"


class Vorig(NamedTuple):
    gevuld: dict[str, int]
    regio_codes: frozenset[str]


@pytest.fixture(scope="module")
def catalogus(tmp_path_factory: pytest.TempPathFactory) -> Catalogus:
    pad = tmp_path_factory.mktemp("catalogus") / "indicators.yaml"
    delen = [build_regel(naam, "{methode: geen}") for naam in ("koopwoningen", "huurwoningen")]
    pad.write_text(CATALOGUS + "".join([*REGELS.values(), *delen]), encoding="utf-8")
    return load_catalogus(pad)


def find_problemen(
    catalogus: Catalogus, frame: pd.DataFrame, kanttekeningen: list[tuple[str, ...]] | None = None
) -> tuple[str, ...]:
    try:
        check_cijfers(
            frame,
            catalogus,
            build_gebieden()["regio"],
            build_snapshots(),
            pd.DataFrame(kanttekeningen or [], columns=KANTTEKENING_KOLOMMEN),
        )
    except ControleFout as fout:
        return fout.problemen
    return ()


def change(anders: Cijfers) -> pd.DataFrame:
    samen: Cijfers = {**{sleutel: {} for sleutel in anders}, **CIJFERS}
    return build_waarnemingen(
        {sleutel: {**rij, **anders.get(sleutel, {})} for sleutel, rij in samen.items()}
    )


def test_good_figures_pass(catalogus: Catalogus) -> None:
    assert find_problemen(catalogus, build_waarnemingen()) == ()


def test_double_key_is_refused(catalogus: Catalogus) -> None:
    frame = build_waarnemingen()
    dubbel = pd.concat([frame, frame.head(1)], ignore_index=True)
    assert any("sleutel" in regel for regel in find_problemen(catalogus, dubbel))


@pytest.mark.parametrize(
    ("kolom", "waarde"),
    [("indicator_id", "verzonnen"), ("regio_code", "PV99"), ("snapshot_id", "c" * 64)],
)
def test_unknown_reference_is_refused(catalogus: Catalogus, kolom: str, waarde: str) -> None:
    frame = build_waarnemingen()
    frame.loc[0, kolom] = waarde
    problemen = find_problemen(catalogus, frame)
    assert any(f"{kolom} {waarde}: onbekend, in 1 waarnemingen" in regel for regel in problemen)


def test_regio_that_had_ended_is_refused(catalogus: Catalogus) -> None:
    problemen = find_problemen(catalogus, change({("inwoners", 2021): {"GM9004": 100}}))
    assert any("GM9004 in 2021JJ00" in regel for regel in problemen)


def test_regio_in_its_last_year_is_known(catalogus: Catalogus) -> None:
    frame = change({("inwoners", 2020): {"GM9004": 100}})
    assert find_problemen(catalogus, frame) == ()


def test_fixed_indeling_decides_and_not_the_period(catalogus: Catalogus) -> None:
    # netto stands on the gemeenten of 2024, where GM9004 is no more, whatever the period
    problemen = find_problemen(catalogus, change({(NETTO, 2019): {"GM9004": 70}}))
    assert any("GM9004 in 2019JJ00" in regel for regel in problemen)


@pytest.mark.parametrize("waarde", [-0.1, 100.1])
def test_value_outside_the_limits_is_refused(catalogus: Catalogus, waarde: float) -> None:
    problemen = find_problemen(
        catalogus, change({("leegstand_woningen", 2021): {"GM9001": waarde}})
    )
    assert len(problemen) == 1
    assert "buiten 0 tot 100" in problemen[0]
    assert f"{waarde:g} voor GM9001 in 2021JJ00" in problemen[0]


def test_netto_must_follow_from_bruto_and_unemployment(catalogus: Catalogus) -> None:
    # A in 2022: 75 × 0,96 = 72; tolerance 0,05 + 0,05 × 0,96 + 0,0005 × 75 = 0,1355
    assert find_problemen(catalogus, change({(NETTO, 2022): {"GM9001": 72.13}})) == ()
    problemen = find_problemen(catalogus, change({(NETTO, 2022): {"GM9001": 72.14}}))
    assert len(problemen) == 1
    assert "GM9001 in 2022JJ00: 72.14 bij 75 en 4" in problemen[0]


@pytest.mark.parametrize("periode", ["*", "2022JJ00"])
def test_rows_marked_as_rounded_are_excused(catalogus: Catalogus, periode: str) -> None:
    frame = change({(NETTO, 2022): {"GM9001": 73}})
    assert find_problemen(catalogus, frame, [(NETTO, "GM9001", periode, "afgerond", "x")]) == ()
    assert find_problemen(catalogus, frame, [(NETTO, "GM9001", "2021JJ00", "afgerond", "x")])
    assert find_problemen(catalogus, frame, [(NETTO, "GM9002", "*", "afgerond", "x")])
    assert find_problemen(catalogus, frame, [(NETTO, "GM9001", "*", "let_op", "x")])


def test_withheld_rows_are_not_checked(catalogus: Catalogus) -> None:
    frame = change({(NETTO, 2022): {"GM9001": None}, (BRUTO, 2022): {"GM9001": 50}})
    assert find_problemen(catalogus, frame) == ()


@settings(max_examples=50, deadline=None)
@given(
    bruto=st.integers(500, 900).map(lambda tienden: tienden / 10),
    werkloosheid=st.floats(0, 15),
)
def test_figures_that_differ_by_rounding_alone_always_pass(
    catalogus: Catalogus, bruto: float, werkloosheid: float
) -> None:
    netto = round(bruto * (1 - werkloosheid / 100), 1)
    cijfers: Cijfers = {
        (NETTO, 2022): {"GM9001": netto},
        (BRUTO, 2022): {"GM9001": bruto},
        ("werkloosheid", 2022): {"GM9001": round(werkloosheid, 1)},
    }
    assert find_problemen(catalogus, build_waarnemingen(cijfers)) == ()


def test_parts_may_not_exceed_the_whole(catalogus: Catalogus) -> None:
    goed = change({("koopwoningen", 2021): {"GM9001": 60}, ("huurwoningen", 2021): {"GM9001": 40}})
    fout = change({("koopwoningen", 2021): {"GM9001": 60}, ("huurwoningen", 2021): {"GM9001": 41}})
    assert find_problemen(catalogus, goed) == ()
    assert any("koopwoningen + huurwoningen" in deel for deel in find_problemen(catalogus, fout))


def add_regionaal(catalogus: Catalogus, frame: pd.DataFrame) -> pd.DataFrame:
    deel = build_gebieden()
    omrekening = Omrekening(frame, catalogus, deel["indeling"], deel["herindeling"], deel["regio"])
    erbij = compute_regionaal(frame, catalogus, omrekening).waarnemingen
    return pd.concat([frame, erbij], ignore_index=True)


def test_gemeenten_must_add_up_to_the_official_total(catalogus: Catalogus) -> None:
    goed = add_regionaal(catalogus, build_waarnemingen())
    assert find_problemen(catalogus, goed) == ()
    fout = add_regionaal(catalogus, change({("inwoners", 2021): {"NL01": 3601}}))
    problemen = find_problemen(catalogus, fout)
    assert len(problemen) == 1
    assert "3600" in problemen[0]
    assert "3601" in problemen[0]


def test_official_rate_that_differs_is_a_remark_and_no_refusal(catalogus: Catalogus) -> None:
    # ours is 74,95; 2 % above that is 76,449
    dichtbij = add_regionaal(catalogus, change({(NETTO, 2022): {"NL01": 74.0}}))
    ver = add_regionaal(catalogus, change({(NETTO, 2022): {"NL01": 73.0}}))
    assert find_afwijkingen(dichtbij) == []
    assert find_problemen(catalogus, ver) == ()
    (regel,) = find_afwijkingen(ver)
    assert "73" in regel
    assert "74.95" in regel


def test_all_problems_are_told_at_once(catalogus: Catalogus) -> None:
    frame = change({("inwoners", 2021): {"GM9004": 1}, (NETTO, 2022): {"GM9001": 120}})
    problemen = find_problemen(catalogus, frame)
    assert len(problemen) == 3  # ended regio, limit, identity


def test_shrinkage_is_refused_with_every_loss() -> None:
    frame = build_waarnemingen()
    vorig = Vorig({"inwoners": 12, "verdwenen": 3, NETTO: 6}, frozenset({"GM9001", "GM0001"}))
    with pytest.raises(ControleFout) as fout:
        check_krimp(frame, build_gebieden()["regio"], vorig)
    assert [regel.split(";")[0] for regel in fout.value.problemen] == [
        "krimp: inwoners: van 12 naar 11 cijfers",
        "krimp: verdwenen: verdwenen",
        "krimp: 1 regio's verdwenen, bijvoorbeeld GM0001",
    ]


def test_loss_up_to_five_percent_is_no_shrinkage() -> None:
    frame = build_waarnemingen()
    regio = build_gebieden()["regio"]
    check_krimp(frame, regio, Vorig({"inwoners": 11}, frozenset(regio["regio_code"])))
    honderd = pd.DataFrame(
        {"indicator_id": "x", "regio_code": "GM9001", "waarde": 1.0}, index=range(95)
    )
    check_krimp(honderd, regio, Vorig({"x": 100}, frozenset()))
    with pytest.raises(ControleFout):
        check_krimp(honderd.head(94), regio, Vorig({"x": 100}, frozenset()))
