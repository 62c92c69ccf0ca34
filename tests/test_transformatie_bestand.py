"""A table to waarnemingen: columns found, zeros and blanks explained, every cell accounted for."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.bronnen.bestand.tabel import read_tabel
from etl.transformaties.bestand import Uitkomst, check_uitkomst, to_waarnemingen
from etl.transformaties.getal import Decimaalteken
from tests.naamlijst import build_namen
from welvaart.catalogus.bron import BestandBron
from welvaart.cijfers.waarneming import KOLOMMEN
from welvaart.fouten import BronFout

NAMEN = build_namen()


def lees(tekst: str, *, decimaalteken: Decimaalteken | None = None, **velden: object) -> Uitkomst:
    bron = BestandBron.model_validate({"soort": "bestand", **velden})
    tabel = read_tabel(tekst.encode(), "a.csv")
    return to_waarnemingen(tabel, "x", bron, NAMEN, "0" * 64, decimaalteken=decimaalteken)


def cijfers(uitkomst: Uitkomst) -> dict[tuple[str, str], float]:
    frame = check_uitkomst(uitkomst).dropna(subset="waarde")
    sleutel = zip(frame["regio_code"], frame["periode_code"], strict=True)
    return dict(zip(sleutel, frame["waarde"], strict=True))


VERWACHT = {("GM0344", "2021JJ00"): 12.5, ("GM0344", "2022JJ00"): 1013.0}


@pytest.mark.parametrize(
    ("tekst", "velden"),
    [
        ("gemeente;jaar;waarde\nUtrecht;2021;12,5\nUtrecht;2022;1.013\n", {}),
        ("gemeentecode,periode,value\nGM0344,2021JJ00,12.5\nGM0344,2022JJ00,1013\n", {}),
        ("Gemeenten;2021;2022\nUtrecht;12,5;1.013\n", {}),
        ("Gemeenten;Banen|2021;Banen|2022\nUtrecht;12,5;1.013\n", {}),
        ("Gemeenten;A|2021;B|2021;B|2022\nUtrecht;1;12,5;1.013\n", {"kolom": "B"}),
        ("Gemeenten;2020;2021;2022\nUtrecht;9;12,5;1013\n", {"jaar_kolommen": [2021, 2022]}),
        ("Perioden;Utrecht (gemeente);Amsterdam\n2021;12,5;\n2022;1013;\n", {}),
        ("RegioS;Perioden;T_1\nGM0344;2021JJ00;    12.5\nGM0344;2022JJ00;  1013\n", {}),
        (
            "Perioden;Regio's;Bevolking/Totaal (aantal)\n2021;Utrecht (gemeente);12,5\n"
            "2022;Utrecht (gemeente);1013\n",
            {},
        ),
        (
            "code;naam;jaar;soort;n\nGM0344;Utrecht;2021;w;12,5\nGM0344;Utrecht;2021;k;7\n"
            "GM0344;Utrecht;2022;w;1013\n",
            {"kolom": "n", "filter": {"soort": "w"}},
        ),
    ],
    ids=[
        "lang",
        "codes",
        "breed",
        "swing",
        "reeks",
        "jaren",
        "gekanteld",
        "v3",
        "titels",
        "filter",
    ],
)
def test_every_layout_gives_the_same_figures(tekst: str, velden: dict[str, object]) -> None:
    assert cijfers(lees(tekst, **velden)) == VERWACHT


def test_one_period_for_the_whole_file() -> None:
    uitkomst = lees("gemeente;waarde\nUtrecht;3\n", periode="2018G400")
    assert cijfers(uitkomst) == {("GM0344", "2018G400"): 3}


def test_a_label_of_the_file_becomes_the_period_the_catalogue_says() -> None:
    uitkomst = lees("gemeente;jaar;waarde\nUtrecht;2021;3\n", perioden={2021: "2018G400"})
    assert cijfers(uitkomst) == {("GM0344", "2018G400"): 3}


def test_the_frame_has_the_columns_of_the_contract_sorted_by_key() -> None:
    frame = lees("gemeente;jaar;waarde\nUtrecht;2021;3\nAmsterdam;2020;4\n").waarnemingen
    assert frame.columns.tolist() == KOLOMMEN
    assert frame["regio_code"].tolist() == ["GM0344", "GM0363"]
    assert frame["indeling_jaar"].tolist() == [0, 0]
    assert frame["herkomst"].tolist() == ["bron", "bron"]


def test_a_zero_is_missing_or_real_as_the_catalogue_says() -> None:
    tekst = "gemeente;jaar;waarde\nUtrecht;2021;0\nUtrecht;2022;4\n"
    assert cijfers(lees(tekst, nul="echt"))["GM0344", "2021JJ00"] == 0
    frame = lees(tekst, nul="ontbreekt", nul_reden="Niet gepubliceerd.").waarnemingen
    assert frame["waarde"].isna().tolist() == [True, False]
    assert frame["ontbreekt_omdat"].tolist()[0] == "Niet gepubliceerd."
    assert pd.isna(frame["ontbreekt_omdat"].tolist()[1])


def test_a_blank_and_a_sign_each_have_their_reason() -> None:
    tekst = "gemeente;jaar;waarde\nUtrecht;2020;\nUtrecht;2021;.\nUtrecht;2022;x\nUtrecht;2023;1\n"
    redenen = lees(tekst).waarnemingen["ontbreekt_omdat"].tolist()
    assert redenen[0] == "De bron geeft hier geen cijfer."
    assert "geheim" in redenen[1]
    assert "'x'" in redenen[2]
    eigen = lees(tekst, leeg_reden="Te weinig woningen.").waarnemingen["ontbreekt_omdat"].tolist()
    assert eigen[:3] == ["Te weinig woningen."] * 3


def test_the_factor_leaves_no_float_noise() -> None:
    uitkomst = lees("gemeente;jaar;waarde\nUtrecht;2021;52,3\n", factor=1000.0)
    assert cijfers(uitkomst) == {("GM0344", "2021JJ00"): 52300.0}


def test_status_comes_from_asterisks_the_file_or_the_catalogue() -> None:
    tekst = (
        "gemeente;jaar;waarde;status\nUtrecht;2019;1;definitief\nUtrecht;2020;1;\n"
        "Utrecht;2021;1;\nUtrecht;2022*;1;\nUtrecht;2023**;1;\nUtrecht;2024;1*;\n"
    )
    frame = lees(tekst, voorlopig=[2021]).waarnemingen
    assert frame["status"].tolist() == [
        "definitief",
        "onbekend",
        "voorlopig",
        "voorlopig",
        "nader_voorlopig",
        "voorlopig",
    ]


def test_margins_of_the_file_come_along() -> None:
    frame = lees("gemeente;jaar;waarde;onder;boven\nUtrecht;2021;5,0;4,5;5,5\n").waarnemingen
    assert frame[["onder", "boven"]].to_numpy().tolist() == [[4.5, 5.5]]


def test_decimal_sign_of_an_unclear_series_is_taken_from_the_rest_of_the_table() -> None:
    kop = "gemeente;jaar;soort;waarde;deel\n"
    tekst = kop + "Utrecht;2021;a;1.234;0,5\nUtrecht;2021;b;2.345;0,7\n"
    uitkomst = lees(tekst, kolom="waarde", filter={"soort": "a"})
    assert cijfers(uitkomst) == {("GM0344", "2021JJ00"): 1234}


def test_an_undecidable_decimal_sign_is_refused_until_it_is_told() -> None:
    tekst = "gemeente;jaar;waarde\nUtrecht;2021;1.234\n"
    with pytest.raises(BronFout, match=r"Utrecht, 2021: '1\.234' kan twee getallen zijn"):
        check_uitkomst(lees(tekst))
    assert cijfers(lees(tekst, decimaalteken=",")) == {("GM0344", "2021JJ00"): 1234}
    assert cijfers(lees(tekst, decimaalteken=".")) == {("GM0344", "2021JJ00"): 1.234}


STATLINE = (
    "Perioden;Regio's;Totaal (aantal)\n2023;Nederland;100\n2023;Groningen (PV);50\n"
    "2023;Groningen (gemeente);30\n2023;Boxmeer;\n2023;Aarle-Rixtel;\n2023;Land van Cuijk;\n"
)


def test_rows_of_other_kinds_and_ended_names_without_figures_are_left_out_and_counted() -> None:
    uitkomst = lees(STATLINE)
    assert cijfers(uitkomst) == {("GM0014", "2023JJ00"): 30}
    assert uitkomst.cellen == 6
    assert len(uitkomst.waarnemingen) == 2
    assert uitkomst.weggelaten == {
        "gemeente bestond dat jaar niet en heeft geen cijfer": 1,
        "onbekende regio zonder cijfer": 1,
        "regio's van een andere soort": 2,
    }


def test_the_kinds_that_are_asked_for_come_along() -> None:
    uitkomst = lees(STATLINE, regios=["NL", "PV", "GM"])
    assert set(cijfers(uitkomst)) == {
        ("NL01", "2023JJ00"),
        ("PV20", "2023JJ00"),
        ("GM0014", "2023JJ00"),
    }


def test_weesp_has_a_row_in_2022_only_with_a_figure() -> None:
    met = lees("gemeente;jaar;waarde\nWeesp;2022;7\n")
    assert cijfers(met) == {("GM0457", "2022JJ00"): 7}
    zonder = lees("gemeente;jaar;waarde\nWeesp;2022;\nUtrecht;2022;1\n")
    assert zonder.waarnemingen["regio_code"].tolist() == ["GM0344"]


def test_a_series_on_one_indeling_takes_the_gemeenten_of_that_year() -> None:
    tekst = "gemeente;jaar;waarde\nLand van Cuijk;2013;7\n"
    assert cijfers(lees(tekst, indeling=2024)) == {("GM1982", "2013JJ00"): 7}
    with pytest.raises(BronFout, match=r"Land van Cuijk \[GM1982\] bestond niet in 2013"):
        check_uitkomst(lees(tekst))


def test_all_unknown_names_are_listed_with_the_nearest_candidate() -> None:
    uitkomst = lees(
        "gemeente;jaar;waarde\nBergen;2021;1\nAmsterdm;2021;2\n;2021;3\nUtrecht;2021;4\n"
    )
    with pytest.raises(BronFout) as fout:
        check_uitkomst(uitkomst)
    leeg, amsterdam, bergen = fout.value.problemen
    assert "'Bergen'" in bergen
    assert "Bergen (NH.) [GM0373] of Bergen (L.) [GM0893]" in bergen
    assert "bedoelt u Amsterdam [GM0363]" in amsterdam
    assert "'lege cel'" in leeg


def test_the_rest_is_loaded_when_unknown_names_are_allowed() -> None:
    uitkomst = lees("gemeente;jaar;waarde\nAtlantis;2021;1\nUtrecht;2021;4\n")
    frame = check_uitkomst(uitkomst, sta_toe_onbekend=True)
    assert frame["regio_code"].tolist() == ["GM0344"]
    assert uitkomst.weggelaten == {"niet herkende regio met een cijfer": 1}


@pytest.mark.parametrize(
    ("tekst", "velden", "melding"),
    [
        ("gemeente;jaar;waarde\nUtrecht;2021;1\n", {"kolom": "warde"}, "bedoelt u 'waarde'"),
        ("gemeente;jaar;waarde\nUtrecht;2021;1\n", {"regio_kolom": "gm"}, "kolom 'gm' staat niet"),
        ("gemeente;jaar;waarde\nUtrecht;2021;1\n", {"filter": {"a": "b"}}, "kolom 'a' staat niet"),
        ("gemeente;jaar;waarde\nUtrecht;2021;1\n", {"filter": {"jaar": "1999"}}, "laat geen rij"),
        ("gemeente;waarde\nUtrecht;1\n", {}, "geen kolom met het jaar gevonden"),
        ("wie;jaar;waarde\nUtrecht;2021;1\n", {}, "geen kolom met de gemeente gevonden"),
        ("gemeente;jaar;a;b\nUtrecht;2021;1;2\n", {}, "meer dan één kolom met getallen.*: a, b"),
        ("gemeente;jaar;a\nUtrecht;2021;ja\n", {}, "geen kolom met getallen"),
        ("Gemeenten;A|2021;B|2021\nUtrecht;1;2\n", {}, "meer dan één reeks; kies .*: A, B"),
        ("Gemeenten;A|2021;B|2021\nUtrecht;1;2\n", {"kolom": "C"}, "kolom 'C' staat niet"),
        ("Gemeenten;2021\nUtrecht;1\n", {"jaar_kolommen": [2020]}, "jaarkolommen 2020 ontbreken"),
        ("gemeente;jaar;waarde\nUtrecht;vorig jaar;1\n", {}, "'vorig jaar' is geen periode"),
        ("gemeente;jaar;waarde\nUtrecht;2021;veel\n", {}, "Utrecht, 2021: 'veel' is geen getal"),
        ("gemeente;jaar;waarde\nUtrecht;2021;1\nUtrecht;2021;2\n", {}, "komt vaker voor"),
        ("gemeente;jaar;waarde\nUtrecht;2021;1,5\nUtrecht;2022;1.5\n", {}, "komma .* met punt"),
        ("gemeente;jaar;waarde\nUtrecht;2021;\n", {}, "geen enkel cijfer"),
        ("gemeente;jaar;waarde;status\nUtrecht;2021;1;soms\n", {}, "status 'soms' is onbekend"),
    ],
)
def test_a_table_that_cannot_be_read_says_what_and_what_now(
    tekst: str, velden: dict[str, object], melding: str
) -> None:
    with pytest.raises(BronFout, match=melding):
        check_uitkomst(lees(tekst, **velden))


def test_all_problems_come_at_once() -> None:
    with pytest.raises(BronFout) as fout:
        check_uitkomst(lees("gemeente;jaar;waarde\nAtlantis;2021;1\nUtrecht;straks;veel\n"))
    assert len(fout.value.problemen) == 3


def test_the_layout_of_the_landelijke_monitor_leegstand_is_read() -> None:
    # Layout of lml "tabel5" as others read it; not yet run on the real file, which we do not have.
    kop = (
        "Jaar;Regio;Gebiedstype;Gemeentecode;Gemeentenaam;Gebruiksfunctie;Eenheid;"
        "Totale voorraad;Leegstand (aantal);"
        "Leegstand, jaar eerder ook al leeg (percentage t.o.v. totale leegstand)\n"
    )
    rijen = (
        "2024;Utrecht;Gemeente;GM0344;Utrecht;Woningen;aantal;160.000;3.200;41,5\n"
        "2024;Utrecht;Gemeente;GM0344;Utrecht;Winkels;aantal;2.100;110;35,0\n"
        "2024;Nederland;Land;;;Woningen;aantal;8.100.000;;40,1\n"
    )
    uitkomst = lees(
        kop + rijen,
        kolom="Leegstand (aantal)",
        regio_kolom="Gemeentecode",
        filter={"Gebruiksfunctie": "Woningen", "Gebiedstype": "Gemeente"},
    )
    assert cijfers(uitkomst) == {("GM0344", "2024JJ00"): 3200}


REGIOS = st.sampled_from(
    ["Utrecht", "Amsterdam", "Bergen", "Boxmeer", "Nederland", "Groningen (PV)", "", "Atlantis"]
)
CELLEN = st.sampled_from(["1,5", "0", "", ".", "1.000", "12,75"])


@given(
    st.lists(
        st.tuples(REGIOS, st.integers(2018, 2024), CELLEN),
        min_size=1,
        max_size=20,
        unique_by=lambda rij: rij[:2],
    ),
    st.sampled_from(["echt", "ontbreekt"]),
)
def test_every_cell_is_a_row_or_left_out_with_a_reason(
    rijen: list[tuple[str, int, str]], nul: str
) -> None:
    regels = "".join(f"{regio};{jaar};{cel}\n" for regio, jaar, cel in rijen)
    uitkomst = lees(f"gemeente;jaar;waarde\n{regels}", nul=nul, decimaalteken=",")
    assert uitkomst.problemen == ()
    assert uitkomst.cellen == len(rijen)
    assert uitkomst.cellen == len(uitkomst.waarnemingen) + sum(uitkomst.weggelaten.values())
    leeg = uitkomst.waarnemingen["waarde"].isna()
    assert (leeg == uitkomst.waarnemingen["ontbreekt_omdat"].notna()).all()
    bekend = [
        cel
        for regio, jaar, cel in rijen
        if regio in ("Utrecht", "Amsterdam") or (regio == "Boxmeer" and jaar < 2022)
    ]
    gevuld = [cel for cel in bekend if cel not in ("", ".") and (cel != "0" or nul == "echt")]
    assert (~leeg).sum() == len(gevuld)
