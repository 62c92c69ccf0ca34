"""Corrections: what each does, and that it stops once the source says something else."""

from pathlib import Path

import pandas as pd
import pytest

from etl.correcties import Correcties, apply_correcties, load_correcties
from tests.klein import CIJFERS, REGELS, Cijfers, build_waarnemingen
from welvaart.fouten import CatalogusFout, ControleFout

NETTO = "netto_arbeidsparticipatie"
BRUTO = "bruto_arbeidsparticipatie"
WORTEL = Path(__file__).parent.parent


def build_correctie(**anders: object) -> Correcties:
    basis = {
        "indicatoren": [NETTO],
        "regio": "GM9002",
        "perioden": "alle",
        "doe": "inhouden",
        "reden": "De bron spreekt zichzelf tegen.",
        "bron": "Eigen controle.",
        "gemeld_op": "2026-11-21",
        "verwacht": {"periode": "2022JJ00", "indicator": NETTO, "waarde": 61},
    }
    return Correcties.model_validate({"waarnemingen": [{**basis, **anders}]})


def pick(frame: pd.DataFrame, indicator_id: str, regio_code: str, jaar: int) -> pd.Series:
    rijen = frame[
        (frame["indicator_id"] == indicator_id)
        & (frame["regio_code"] == regio_code)
        & (frame["periode_code"] == f"{jaar}JJ00")
    ]
    assert len(rijen) == 1
    return rijen.iloc[0]


def test_withheld_figures_become_empty_with_the_reason() -> None:
    uit = apply_correcties(build_waarnemingen(), build_correctie(), REGELS)
    for jaar in (2021, 2022):
        rij = pick(uit.waarnemingen, NETTO, "GM9002", jaar)
        assert pd.isna(rij["waarde"])
        assert rij["ontbreekt_omdat"] == "De bron spreekt zichzelf tegen."
    assert pick(uit.waarnemingen, NETTO, "GM9001", 2022)["waarde"] == 72
    assert pick(uit.waarnemingen, BRUTO, "GM9002", 2022)["waarde"] == 62
    assert uit.kanttekeningen.to_dict("records") == [
        {
            "indicator_id": NETTO,
            "regio_code": "GM9002",
            "periode_code": "*",
            "soort": "ingehouden",
            "tekst": "De bron spreekt zichzelf tegen.",
        }
    ]


def test_rounded_figures_get_half_a_step_on_both_sides() -> None:
    correcties = build_correctie(doe="afgerond", stap=1, perioden=["2022JJ00"])
    uit = apply_correcties(build_waarnemingen(), correcties, REGELS)
    rij = pick(uit.waarnemingen, NETTO, "GM9002", 2022)
    assert (rij["onder"], rij["waarde"], rij["boven"]) == (60.5, 61, 61.5)
    assert pd.isna(pick(uit.waarnemingen, NETTO, "GM9002", 2021)["onder"])
    kanttekening = uit.kanttekeningen.iloc[0]
    assert (kanttekening["soort"], kanttekening["periode_code"]) == ("afgerond", "2022JJ00")


def test_mark_changes_no_figure() -> None:
    correcties = build_correctie(doe="markeer", soort="uitschieter", perioden=["2022JJ00"])
    uit = apply_correcties(build_waarnemingen(), correcties, REGELS)
    pd.testing.assert_frame_equal(uit.waarnemingen, build_waarnemingen())
    assert uit.kanttekeningen["soort"].tolist() == ["uitschieter"]


def test_mark_for_every_regio_names_none() -> None:
    verwacht = {"periode": "2022JJ00", "indicator": NETTO, "waarde": 72, "regio": "GM9001"}
    correcties = build_correctie(doe="markeer", regio="*", verwacht=verwacht)
    uit = apply_correcties(build_waarnemingen(), correcties, REGELS)
    assert uit.kanttekeningen[["regio_code", "soort"]].to_numpy().tolist() == [["*", "let_op"]]


def test_reason_of_an_empty_cell_is_replaced() -> None:
    cijfers: Cijfers = {**CIJFERS, (NETTO, 2022): {"GM9001": 72, "GM9002": None}}
    verwacht = {"periode": "2022JJ00", "indicator": NETTO, "waarde": "leeg"}
    correcties = build_correctie(doe="vervang_reden", verwacht=verwacht, reden="Herindeling.")
    uit = apply_correcties(build_waarnemingen(cijfers), correcties, REGELS)
    assert pick(uit.waarnemingen, NETTO, "GM9002", 2022)["ontbreekt_omdat"] == "Herindeling."
    assert pick(uit.waarnemingen, NETTO, "GM9002", 2021)["waarde"] == 60
    assert uit.kanttekeningen.empty


@pytest.mark.parametrize(
    ("verwacht", "zegt"),
    [
        ({"periode": "2022JJ00", "indicator": NETTO, "waarde": 60.9}, "zegt nu 61"),
        ({"periode": "2019JJ00", "indicator": NETTO, "waarde": 61}, "geen rij meer"),
    ],
)
def test_guard_stops_once_the_source_says_something_else(
    verwacht: dict[str, object], zegt: str
) -> None:
    with pytest.raises(ControleFout, match=zegt) as fout:
        apply_correcties(build_waarnemingen(), build_correctie(verwacht=verwacht), REGELS)
    assert "GM9002" in str(fout.value)
    assert "correcties.yaml" in str(fout.value)


def test_all_guards_that_fail_are_told_at_once() -> None:
    stuk = build_correctie(verwacht={"periode": "2022JJ00", "indicator": NETTO, "waarde": 1})
    dubbel = Correcties(waarnemingen=stuk.waarnemingen * 2)
    with pytest.raises(ControleFout) as fout:
        apply_correcties(build_waarnemingen(), dubbel, REGELS)
    assert len(fout.value.problemen) == 2


def test_unknown_indicator_is_refused() -> None:
    with pytest.raises(ControleFout, match="onbekende indicator netto_arbeidsparticipatie"):
        apply_correcties(build_waarnemingen(), build_correctie(), ["inwoners"])


def test_newer_figures_of_ones_own_are_not_overwritten() -> None:
    frame = build_waarnemingen()
    eigen = frame["indicator_id"] == NETTO
    frame.loc[eigen, "herkomst"] = "import"
    frame.loc[eigen, "snapshot_id"] = "b" * 64
    frame.loc[eigen & (frame["regio_code"] == "GM9002"), "waarde"] = 62.4
    uit = apply_correcties(frame, build_correctie(), REGELS)
    assert pick(uit.waarnemingen, NETTO, "GM9002", 2022)["waarde"] == 62.4
    assert uit.kanttekeningen.empty
    assert "zegt nu 62.4" in uit.opmerkingen[0]


def test_imported_figures_with_the_same_defect_are_corrected() -> None:
    frame = build_waarnemingen()
    eigen = frame["indicator_id"] == NETTO
    frame.loc[eigen, "herkomst"] = "import"
    frame.loc[eigen, "snapshot_id"] = "b" * 64
    uit = apply_correcties(frame, build_correctie(), REGELS)
    assert pd.isna(pick(uit.waarnemingen, NETTO, "GM9002", 2022)["waarde"])


def test_given_frame_stays_as_it_is() -> None:
    frame = build_waarnemingen()
    apply_correcties(frame, build_correctie(), REGELS)
    pd.testing.assert_frame_equal(frame, build_waarnemingen())


def test_absent_file_holds_no_corrections(tmp_path: Path) -> None:
    assert load_correcties(tmp_path / "correcties.yaml") == Correcties()


def test_all_problems_of_the_file_at_once(tmp_path: Path) -> None:
    pad = tmp_path / "correcties.yaml"
    pad.write_text(
        """
waarnemingen:
  - {indicatoren: [a], regio: GM0001, perioden: alle, doe: verwijder, reden: r, bron: b,
     gemeld_op: 2026-11-21, verwacht: {periode: 2022JJ00, indicator: a, waarde: 1}}
  - {indicatoren: [a], perioden: alle, doe: inhouden, redn: r, bron: b,
     gemeld_op: 2026-11-21, verwacht: {periode: 2022JJ00, indicator: a, waarde: 1}}
""",
        encoding="utf-8",
    )
    with pytest.raises(CatalogusFout) as fout:
        load_correcties(pad)
    tekst = "\n".join(fout.value.problemen)
    assert "correcties.yaml: waarnemingen.0.doe: 'verwijder'; kies uit inhouden" in tekst
    assert "waarnemingen.1.regio: ontbreekt" in tekst
    assert "waarnemingen.1.reden: ontbreekt" in tekst
    assert "waarnemingen.1.redn: onbekend veld (bedoelt u reden?)" in tekst


@pytest.mark.parametrize(
    ("anders", "zegt"),
    [
        ({"doe": "afgerond"}, "stap hoort bij"),
        ({"stap": 1}, "stap hoort bij"),
        ({"doe": "vervang_reden"}, "leeg hoort bij"),
        ({"regio": "*"}, "één regio noemen"),
        ({"indicatoren": [BRUTO]}, "een van de indicatoren"),
    ],
)
def test_fields_that_contradict_each_other_are_refused(
    anders: dict[str, object], zegt: str
) -> None:
    with pytest.raises(ValueError, match=zegt):
        build_correctie(**anders)


def test_own_corrections_are_valid_and_say_why() -> None:
    correcties = load_correcties(WORTEL / "correcties.yaml")
    assert {"GM1992", "GM0363"} <= {deel.regio for deel in correcties.waarnemingen}
    assert len(correcties.herindelingen) == 3
