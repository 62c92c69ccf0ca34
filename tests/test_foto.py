"""A frozen nulmeting: what is kept, and what later is reality and what is revision."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.regels import build_indicator
from welvaart.doel.foto import build_foto, format_foto, read_reeks
from welvaart.doel.fotoverschil import Verandering, compare_foto
from welvaart.dossier.dossier import dump
from welvaart.fouten import DossierFout
from welvaart.groep.gebied import find_regio
from welvaart.groep.regiobeeld import build_regiobeeld
from welvaart.lezen.standlezer import read_stand

NETTO = replace(build_indicator(), definitie="Wie werkt.", afronding=0.1)


def freeze(**anders: Any) -> dict[str, Any]:  # noqa: ANN401 - any part of a line
    rij = {
        "indicator_id": NETTO.indicator_id,
        "titel": NETTO.titel,
        "eenheid": NETTO.eenheid,
        "definitie": NETTO.definitie,
        "waarde": 69.3,
        "periode": "2022JJ00",
    }
    return {"versie": 1, "rijen": [rij | anders]}


@pytest.mark.parametrize(
    ("nu", "verandering", "werkelijkheid", "herziening"),
    [
        ({"2022JJ00": 69.3}, Verandering.GELIJK, 0.0, 0.0),
        ({"2022JJ00": 69.3, "2023JJ00": 70.1}, Verandering.NIEUW_CIJFER, 0.8, 0.0),
        ({"2022JJ00": 68.9}, Verandering.HERZIEN, 0.0, -0.4),
        ({"2022JJ00": 68.9, "2024JJ00": 70.1}, Verandering.NIEUW_EN_HERZIEN, 1.2, -0.4),
        ({"2024JJ00": 70.1}, Verandering.NIET_TE_SCHEIDEN, None, None),
        ({"2022JJ00": 69.3 + 1e-12}, Verandering.GELIJK, 0.0, 0.0),
        ({}, Verandering.VERVALLEN, None, None),
    ],
)
def test_reality_and_revision_add_up_to_the_whole_change(
    nu: dict[str, float],
    verandering: Verandering,
    werkelijkheid: float | None,
    herziening: float | None,
) -> None:
    (verschil,) = compare_foto(freeze(), {NETTO.indicator_id: NETTO}, lambda _: nu, {})
    assert verschil.verandering is verandering
    assert verschil.werkelijkheid == pytest.approx(werkelijkheid, abs=1e-9)
    assert verschil.herziening == pytest.approx(herziening, abs=1e-9)
    if werkelijkheid is not None and herziening is not None:
        assert verschil.waarde_nu == pytest.approx(69.3 + werkelijkheid + herziening)


def test_another_definition_is_not_compared() -> None:
    anders = {NETTO.indicator_id: replace(NETTO, definitie="Wie veel werkt.")}
    (verschil,) = compare_foto(freeze(), anders, lambda _: {"2022JJ00": 50.0}, {})
    assert verschil.verandering is Verandering.ANDERE_DEFINITIE
    assert verschil.werkelijkheid is None


@pytest.mark.parametrize(
    ("toen", "nu", "verandering"),
    [
        ("mediaan van 10 gemeenten", "", Verandering.ANDER_DEEL),
        ("", "gemiddelde van 13 van 14 gemeenten", Verandering.ANDER_DEEL),
        ("mediaan van 10 gemeenten", "mediaan van 10 gemeenten", Verandering.HERZIEN),
        (None, "mediaan van 10 gemeenten", Verandering.HERZIEN),  # a foto that does not say
    ],
)
def test_a_figure_of_other_gemeenten_is_no_revision_of_the_source(
    toen: str | None, nu: str, verandering: Verandering
) -> None:
    foto = freeze() if toen is None else freeze(wat=toen)
    (verschil,) = compare_foto(
        foto,
        {NETTO.indicator_id: NETTO},
        lambda _: {"2022JJ00": 50.0},
        {},
        wat=lambda _: nu,
    )
    assert verschil.verandering is verandering
    assert (verschil.herziening is None) == (verandering is Verandering.ANDER_DEEL)


def test_the_changes_add_up_to_the_figures_as_shown() -> None:
    # A computed figure: 69,34 is shown as 69,3, 70,06 as 70,1; 0,72 would read as 0,7.
    nu = {"2022JJ00": 69.34, "2023JJ00": 70.06}
    (verschil,) = compare_foto(freeze(waarde=69.34), {NETTO.indicator_id: NETTO}, lambda _: nu, {})
    assert (verschil.werkelijkheid, verschil.herziening) == (0.8, 0.0)
    # 69,34 became 69,36: less than half a step, so no revision, though 69,4 would stand there.
    (weinig,) = compare_foto(
        freeze(waarde=69.34),
        {NETTO.indicator_id: NETTO},
        lambda _: {"2022JJ00": 69.36, "2023JJ00": 70.06},
        {},
    )
    assert (weinig.werkelijkheid, weinig.herziening) == (0.8, 0.0)
    assert weinig.verandering is Verandering.NIEUW_CIJFER


@pytest.mark.parametrize(
    ("breuk", "verandering", "werkelijkheid"),
    [
        (2024, Verandering.NA_BREUK, None),  # a new method from 2024: nothing is known of reality
        (2023, Verandering.NA_BREUK, None),
        (2022, Verandering.NIEUW_EN_HERZIEN, 1.2),  # the foto is of the new series already
        (2025, Verandering.NIEUW_EN_HERZIEN, 1.2),
    ],
)
def test_over_a_break_nothing_is_called_reality(
    breuk: int, verandering: Verandering, werkelijkheid: float | None
) -> None:
    nu = {"2022JJ00": 68.9, "2024JJ00": 70.1}
    (verschil,) = compare_foto(
        freeze(), {NETTO.indicator_id: NETTO}, lambda _: nu, {}, lambda _: [breuk]
    )
    assert verschil.verandering is verandering
    assert verschil.werkelijkheid == (None if werkelijkheid is None else pytest.approx(1.2))
    assert verschil.herziening == pytest.approx(-0.4)


def test_a_renamed_indicator_is_found_and_a_vanished_one_is_named() -> None:
    nieuw = {"netto_nieuw": replace(NETTO, indicator_id="netto_nieuw")}
    nu = {"2022JJ00": 69.3}
    (hernoemd,) = compare_foto(freeze(), nieuw, lambda _: nu, {NETTO.indicator_id: "netto_nieuw"})
    assert (hernoemd.indicator_id, hernoemd.verandering) == ("netto_nieuw", Verandering.GELIJK)
    weg, erbij = compare_foto(freeze(), nieuw, lambda _: nu, {})
    assert (weg.verandering, weg.waarde_toen) == (Verandering.VERVALLEN, 69.3)
    assert (erbij.verandering, erbij.waarde_nu) == (Verandering.ERBIJ, 69.3)


def test_what_had_no_figure_and_has_none_is_not_listed() -> None:
    leeg = freeze(waarde=None)
    assert compare_foto(leeg, {NETTO.indicator_id: NETTO}, lambda _: {}, {}) == []
    (erbij,) = compare_foto(leeg, {NETTO.indicator_id: NETTO}, lambda _: {"2023JJ00": 1.0}, {})
    assert erbij.verandering is Verandering.ERBIJ


def test_a_foto_of_a_newer_version_is_refused() -> None:
    with pytest.raises(DossierFout, match="andere versie"):
        compare_foto({"versie": 2, "rijen": []}, {}, lambda _: {}, {})


def test_the_foto_of_delft_holds_what_the_scorekaart_shows(warehouse: Path) -> None:
    stand = read_stand(warehouse)
    regels = stand.build_scorekaart("GM0503")

    def reeks(indicator_id: str) -> dict[str, float]:
        return read_reeks(stand, indicator_id, "GM0503")

    moment = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    foto = json.loads(dump(build_foto(stand, "GM0503", "Delft", regels, reeks, moment)))
    per_id = {rij["indicator_id"]: rij for rij in foto["rijen"]}
    netto = per_id["netto_arbeidsparticipatie"]
    assert (netto["waarde"], netto["periode"], netto["editie"]) == (69.3, "2022JJ00", "2023")
    assert netto["reeks"]["2022JJ00"] == 69.3
    assert netto["naast"]["naam"] == "Nederland"
    assert len(per_id) == len(regels)
    koppen, rijen = format_foto(foto)
    rij = dict(zip(koppen, rijen[list(per_id).index("netto_arbeidsparticipatie")], strict=True))
    assert (rij["Cijfer"], rij["Periode"], rij["Beste plaats"]) == ("69,3", "2022", "303")
    assert (rij["Ondergrens"], rij["Gemeenten van het jaar"]) == ("", "2024")
    assert rij["Wat het cijfer is"] == ""
    assert all(len(r) == len(koppen) for r in rijen)
    leeg = next(rij for rij in foto["rijen"] if rij["waarde"] is None)
    assert leeg["ontbreekt_omdat"]
    zelfde = compare_foto(foto, stand.indicatoren, reeks, {})
    assert {v.verandering for v in zelfde} == {Verandering.GELIJK}


def test_the_foto_of_an_area_says_what_is_a_median_and_writes_what_was_shown(
    warehouse: Path,
) -> None:
    stand = read_stand(warehouse)
    regio = find_regio(stand, "CR12")
    beeld = build_regiobeeld(stand, regio)
    moment = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    foto = build_foto(beeld.stand, "CR12", regio.naam, beeld.regels, lambda _: {}, moment)
    koppen, rijen = format_foto(json.loads(dump(foto)))
    per_titel = {rij[0]: dict(zip(koppen, rij, strict=True)) for rij in rijen}
    mediaan = per_titel["Overgewicht"]
    assert (mediaan["Cijfer"], mediaan["Wat het cijfer is"]) == ("53", "mediaan van 14 gemeenten")
    netto = per_titel["Netto arbeidsparticipatie"]
    assert len(netto["Cijfer"].partition(",")[2]) == 1 and netto["Wat het cijfer is"] == ""
