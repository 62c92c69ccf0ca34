"""The question of an entry to a v3 table: keys with blanks, topics by their words, slices."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from etl.bronnen.cbs_v3 import vraag as cbs_v3_vraag
from etl.bronnen.cbs_v3.dienst import CbsV3Dienst
from etl.bronnen.cbs_v3.snede import parse_snede
from etl.bronnen.cbs_v3.tabel import CbsV3Tabel
from etl.bronnen.cbs_v3.vraag import Snede, V3Vraag, build_v3_vraag
from tests.cbs_server import CbsServer
from tests.ophaalwereld import GEEN_GEDULD
from tests.proefserver import Storing
from welvaart.catalogus import CbsV3Bron
from welvaart.fouten import BronFout

BEVOLKING = {
    "tabel": "03759ned",
    "onderwerp": {"titel": "bevolking op 1 januari"},
    "selectie": {"Geslacht": "3000", "Leeftijd": "10000", "BurgerlijkeStaat": "T001019"},
    "regios": ["NL", "PV", "GM"],
}
KLEIN = {"tabel": "99001NED", "onderwerp": "Vestigingen_1", "regios": ["NL", "PV", "GM"]}


@pytest.fixture
def server() -> Iterator[CbsServer]:
    with CbsServer() as dienst:
        yield dienst


def ask(server: CbsServer, velden: dict[str, Any], **anders: Any) -> V3Vraag:  # noqa: ANN401
    bron = CbsV3Bron.model_validate({"soort": "cbs_v3", **velden, **anders})
    return build_v3_vraag(get_tabel(server, bron.tabel), bron)


def get_tabel(server: CbsServer, naam: str) -> CbsV3Tabel:
    return CbsV3Tabel(CbsV3Dienst(server.basis, GEEN_GEDULD), naam)


def test_keys_go_into_the_filter_with_their_blanks(server: CbsServer) -> None:
    vraag = ask(server, BEVOLKING, vanaf=2020)
    assert vraag.filter == (
        "Geslacht eq '3000   ' and Leeftijd eq '10000  ' and BurgerlijkeStaat eq 'T001019' and "
        "(startswith(RegioS,'GM') or startswith(RegioS,'NL') or startswith(RegioS,'PV')) and "
        "Perioden ge '2020JJ00'"
    )
    assert vraag.kolommen == [
        *("BurgerlijkeStaat", "Geslacht", "Leeftijd", "RegioS", "Perioden"),
        "BevolkingOp1Januari_1",
    ]
    assert [deel.hoogstens for deel in vraag.sneden] == [375 * 7]
    assert "trim(Geslacht) eq '3000'" in vraag.ruim[0].filter


def test_a_table_is_found_whatever_the_case_of_its_number(server: CbsServer) -> None:
    assert ask(server, BEVOLKING, tabel="03759NED").maat.titel == "Bevolking op 1 januari"


@pytest.mark.parametrize(("deel", "aantal"), [(20_000, 1), (1000, 4), (375, 8), (10, 8)])
def test_slices_share_the_question_without_gap_or_overlap(
    server: CbsServer, monkeypatch: pytest.MonkeyPatch, deel: int, aantal: int
) -> None:
    monkeypatch.setattr(cbs_v3_vraag, "SNEDE", deel)
    vraag = ask(server, {**BEVOLKING, "selectie": {**BEVOLKING["selectie"], "Geslacht": "T001038"}})  # type: ignore[dict-item]
    assert len(vraag.sneden) == aantal
    assert sum(deel.hoogstens for deel in vraag.sneden) == 375 * 8
    tabel = get_tabel(server, "03759ned")
    sleutels = []
    for stuk in vraag.sneden:
        rijen = tabel.dienst.fetch(
            tabel.tabel, "UntypedDataSet", tabel.wat, kolommen=vraag.kolommen, filter_=stuk.filter
        )
        assert rijen is not None
        assert len(rijen) == stuk.hoogstens
        sleutels += [(rij["RegioS"], rij["Perioden"]) for rij in rijen]
    assert len(set(sleutels)) == len(sleutels) == 375 * 8


def test_a_period_too_large_for_one_slice_is_cut_by_kind_of_regio(
    server: CbsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cbs_v3_vraag, "SNEDE", 100)
    monkeypatch.setattr(cbs_v3_vraag, "MAX_SNEDE", 362)  # 375 regio's, of which 362 gemeenten
    vraag = ask(server, BEVOLKING, vanaf=2026)
    assert [deel.hoogstens for deel in vraag.sneden] == [362, 1, 12]
    assert "startswith(RegioS,'NL')" in vraag.sneden[1].filter
    assert "startswith(RegioS,'GM')" not in vraag.sneden[1].filter


def test_a_selection_of_millions_is_refused(
    server: CbsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cbs_v3_vraag, "MAX_RIJEN", 2999)
    with pytest.raises(BronFout, match="meer dan 2 miljoen rijen"):
        ask(server, BEVOLKING)


def test_years_are_picked_from_a_table_with_other_periods_too(server: CbsServer) -> None:
    vraag = ask(server, KLEIN)
    assert vraag.filter.endswith("Perioden ge '2022JJ00' and substringof('JJ00',Perioden)")
    assert vraag.sneden[0].hoogstens == 18


def test_a_topic_is_found_by_title_unit_and_group(server: CbsServer) -> None:
    maat = ask(server, KLEIN, onderwerp={"titel": "Toename", "groep": "Groei > Per kwartaal"}).maat
    assert (maat.code, maat.groep) == ("Toename_3", "Groei > Per kwartaal")
    with pytest.raises(BronFout, match=r"komt vaker voor: Toename_2 .*groep Groei\); Toename_3"):
        ask(server, KLEIN, onderwerp={"titel": "Toename"})


def test_a_key_that_moved_on_is_named_and_words_survive(server: CbsServer) -> None:
    server.storing = Storing("onderwerp")
    with pytest.raises(BronFout, match=r"'Vestigingen_1' bestaat niet .*: Vestigingen_11 \(Vest"):
        ask(server, KLEIN)
    assert ask(server, KLEIN, onderwerp={"titel": "Vestigingen"}).maat.code == "Vestigingen_11"


def test_a_table_of_wijken_has_regios_by_another_kind_and_width(server: CbsServer) -> None:
    tabel = server.tabellen["99001NED"]
    geo = {"naam": "WijkenEnBuurten", "soort": "Dimension", "soort_v3": "GeoDetail", "breedte": 10}
    server.tabellen["99001NED"] = replace(tabel, geo=geo)
    vraag = ask(server, KLEIN)
    assert vraag.geo == "WijkenEnBuurten"
    rijen = get_tabel(server, "99001NED").dienst.fetch(
        "99001NED", "UntypedDataSet", "x", kolommen=vraag.kolommen, filter_=vraag.filter
    )
    assert rijen is not None
    assert rijen[0]["WijkenEnBuurten"] == "NL01      "
    assert len(rijen) == 18


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"selectie": {"Geslacht": "3000"}}, r"Leeftijd, BurgerlijkeStaat|BurgerlijkeStaat, Lee"),
        (
            {"selectie": {**BEVOLKING["selectie"], "Geslacht": "3001"}},  # type: ignore[dict-item]
            r"code '3001' bestaat niet in Geslacht; lijkt op: 3000.*Verbeter selectie",
        ),
        ({"selectie": {**BEVOLKING["selectie"], "Kleur": "1"}}, "heeft geen dimensie Kleur"),  # type: ignore[dict-item]
        ({"regios": ["CR"]}, r"heeft geen regio's CR in RegioS; wel: GM, NL, PV"),
        ({"vanaf": 2030}, "heeft geen perioden vanaf 2030"),
        ({"tabel": "12345NED"}, r"bestaat niet \(HTTP 404, http://127"),
    ],
)
def test_an_entry_that_does_not_fit_is_refused_before_rows_are_asked(
    server: CbsServer, velden: dict[str, Any], melding: str
) -> None:
    with pytest.raises(BronFout, match=melding):
        ask(server, {**BEVOLKING, **velden})
    assert not [pad for pad in server.verzoeken if "UntypedDataSet" in pad]


def test_a_table_says_when_it_changed_in_dutch_time_and_whether_it_stopped(
    server: CbsServer,
) -> None:
    info = get_tabel(server, "03759ned").info
    assert (info.gewijzigd_op, info.gestopt) == ("2026-06-23T00:00:00+02:00", False)
    tabel = server.tabellen["99001NED"]
    geo = {**tabel.geo, "status": "Gediscontinueerd", "catalogus": "Politie"}
    server.tabellen["99001NED"] = replace(tabel, geo=geo)
    info = get_tabel(server, "99001NED").info
    assert info.gewijzigd_op == "2026-03-02T02:00:00+01:00"  # winter time
    assert (info.catalogus, info.gestopt) == ("Politie", True)


def parse(server: CbsServer, *rijen: dict[str, Any], hoogstens: int = 9) -> pa.Table:
    return parse_snede(rijen, ask(server, KLEIN), Snede("", hoogstens), "CBS, tabel 99001NED")


def test_text_of_a_figure_becomes_a_number_or_a_reason(server: CbsServer) -> None:
    teksten = ["   105.5", "       .", None, "        ", "   -38.5", "       0"]
    rijen = [
        {"RegioS": "GM0014", "Perioden": f"20{nummer}JJ00", "Vestigingen_1": tekst}
        for nummer, tekst in enumerate(teksten, start=10)
    ]
    tabel = parse(server, *reversed(rijen))
    assert tabel["Value"].to_pylist() == [105.5, None, None, None, -38.5, 0]
    assert tabel["ValueAttribute"].to_pylist() == [
        *("None", "Unknown", "Blank", "Blank", "None", "None")
    ]
    assert tabel["Vestigingen_1"].to_pylist() == teksten  # as it came


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"Vestigingen_1": "  1.0 a"}, "andere vorm dan eerst"),
        ({"Vestigingen_1": 105.5}, "andere vorm dan eerst"),
        ({"RegioS": "WK001400"}, r"houdt zich niet aan het filter \(RegioS\)"),
        ({"RegioS": None}, r"houdt zich niet aan het filter \(RegioS\)"),
    ],
)
def test_rows_that_were_not_asked_for_are_refused(
    server: CbsServer, anders: dict[str, Any], melding: str
) -> None:
    rij = {"RegioS": "GM0014", "Perioden": "2022JJ00", "Vestigingen_1": "     1.0"}
    assert parse(server, rij).num_rows == 1
    with pytest.raises(BronFout, match=melding):
        parse(server, rij, {**rij, **anders})
    with pytest.raises(BronFout, match="er kwamen meer rijen"):
        parse(server, rij, rij, hoogstens=1)
    with pytest.raises(BronFout, match="andere vorm dan eerst"):
        parse(server, {"RegioS": "GM0014"})


def test_an_answer_to_another_selection_is_refused(server: CbsServer, tmp_path: Path) -> None:
    vraag = ask(server, BEVOLKING)
    rij = {"BurgerlijkeStaat": "T001019", "Geslacht": "4000   ", "Leeftijd": "10000  "}
    rij |= {"RegioS": "NL01  ", "Perioden": "2022JJ00", "BevolkingOp1Januari_1": "       1"}
    with pytest.raises(BronFout, match=r"houdt zich niet aan het filter \(Geslacht\)"):
        parse_snede([rij], vraag, vraag.sneden[0], "x")
