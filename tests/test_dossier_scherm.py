"""The page Lokale agenda: begin, freeze, choose, set a goal, collide, read along."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from tests.pagina import read_text, run_page
from welvaart.dossier.bestand import export_dossier
from welvaart.dossier.dossier import Toegang
from welvaart.dossier.opslag import Opslag
from welvaart.dossier.verbinding import open_engine

WORTEL = Path(__file__).resolve().parents[1]
PAGINA = "pages/5_Lokale_agenda.py"


@pytest.fixture
def opslag(
    gedeelde_cijfers: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Opslag]:
    url = f"sqlite:///{tmp_path / 'd.sqlite'}"
    monkeypatch.setenv("WELVAART_DOSSIERS", url)
    engine = open_engine(url)
    yield Opslag(engine)
    engine.dispose()


@pytest.fixture
def toegang(opslag: Opslag) -> Toegang:
    return opslag.create_dossier("Nulmeting Delft", "GM0503")


def open_page(code: str | None = None, **vraag: str) -> AppTest:
    if code is not None:
        vraag["dossier"] = code
    test = run_page(PAGINA, **{"regio": "GM0503", **vraag})
    assert not test.exception
    return test


def press(test: AppTest, label: str) -> AppTest:
    knop = next(k for k in test.button if k.label == label)
    knop.click().run()
    assert not test.exception
    return test


def read_waarschuwingen(test: AppTest) -> str:
    return " ".join(w.value for w in test.warning).replace("\\", "")


def test_a_dossier_is_begun_from_the_page_and_its_link_stands_in_the_url(opslag: Opslag) -> None:
    test = open_page()
    assert test.title[0].value == "Wat wil Delft bereiken?"
    press(test, "Begin")
    code = str(test.query_params["dossier"])
    assert opslag.open_dossier(code).naam == "Nulmeting Delft"
    assert test.title[0].value == "Nulmeting Delft"


@pytest.mark.parametrize("code", ["bonzin", "l123", "<script>"])
def test_a_wrong_link_gives_a_sentence_and_the_way_in(opslag: Opslag, code: str) -> None:
    test = open_page(code)
    assert "kennen geen dossier" in read_waarschuwingen(test)
    assert any(knop.label == "Begin" for knop in test.button)


def test_the_regio_follows_the_dossier(opslag: Opslag, toegang: Toegang) -> None:
    test = open_page(toegang.bewerkcode, regio="GM0363")
    assert test.query_params["regio"] == "GM0503"
    (melding,) = test.info
    assert melding.value.startswith("Dit dossier gaat over Delft en blijft open.")
    press(test, "Verlaat dit dossier en ga naar Amsterdam")
    assert test.query_params["regio"] == "GM0363"
    assert "dossier" not in test.query_params
    assert not open_page(toegang.bewerkcode).info


def test_the_foto_is_frozen_once_and_read_back(opslag: Opslag, toegang: Toegang) -> None:
    test = press(open_page(toegang.bewerkcode), "Bevries de foto van vandaag")
    (foto,) = opslag.fotos.read(toegang)
    netto = next(
        r for r in foto.inhoud["rijen"] if r["indicator_id"] == "netto_arbeidsparticipatie"
    )
    assert netto["waarde"] == 69.3
    assert foto.sha256[:16] in read_text(test)
    assert "staan nog zo in de bron" in read_text(test)


def test_a_priority_and_a_goal_are_kept_with_their_history(
    opslag: Opslag, toegang: Toegang
) -> None:
    test = open_page(toegang.bewerkcode, stap="2")
    test.checkbox[0].check().run()
    assert not test.exception
    velden = opslag.read_velden(toegang)
    assert [v.waarde for pad, v in velden.items() if pad.endswith("/gekozen")] == [True]
    test = open_page(toegang.bewerkcode, stap="4")
    keuze = next(k for k in test.selectbox if k.label.startswith("Indicator"))
    keuze.select("Netto arbeidsparticipatie").run()
    velden = opslag.read_velden(toegang)
    assert velden["doel/d1/nulwaarde"].waarde == 69.3
    assert velden["doel/d1/nuljaar"].waarde == 2022
    next(v for v in test.text_input if v.label == "Streefwaarde (%)").input("72,0").run()
    next(v for v in test.text_input if v.label == "Streefjaar").input("2028").run()
    assert not test.exception
    assert opslag.read_velden(toegang)["doel/d1/streefwaarde"].waarde == 72.0
    tekst = read_text(test)
    assert "340 van de 341 gemeenten" in tekst
    assert "2013 tot en met 2022" in tekst


@pytest.mark.parametrize(
    ("label", "getypt", "zin"),
    [
        ("Streefwaarde (%)", "veel", "'veel' is geen getal"),
        ("Streefjaar", "straks", "'straks' is geen jaar"),
        ("Streefjaar", "1800", "een jaar van 1990"),
    ],
)
def test_a_slip_is_named_and_stays_on_screen(
    opslag: Opslag, toegang: Toegang, label: str, getypt: str, zin: str
) -> None:
    opslag.write_veld(toegang, "doel/d1/indicator", "netto_arbeidsparticipatie", gezien=0)
    test = open_page(toegang.bewerkcode, stap="4")
    next(v for v in test.text_input if v.label == label).input(getypt).run()
    assert not test.exception
    assert zin in read_waarschuwingen(test)
    assert next(v for v in test.text_input if v.label == label).value == getypt


def test_goals_that_may_be_a_slip_are_questioned(opslag: Opslag, toegang: Toegang) -> None:
    waarden = {"indicator": "netto_arbeidsparticipatie", "nulwaarde": 69.3, "nuljaar": 2022}
    for naam, waarde in (waarden | {"streefwaarde": 60, "streefjaar": 2050}).items():
        opslag.write_veld(toegang, f"doel/d1/{naam}", waarde, gezien=0)
    test = open_page(toegang.bewerkcode, stap="4")
    assert "slechter dan de nulwaarde" in read_waarschuwingen(test)
    zin = "Over 28 jaar hebben wij geen cijfers om te vergelijken, over 9 jaar wel"
    assert zin in read_text(test)


def test_a_taakveld_is_chosen_from_the_list_or_typed(opslag: Opslag, toegang: Toegang) -> None:
    opslag.write_veld(toegang, "doel/d1/indicator", "netto_arbeidsparticipatie", gezien=0)

    def choose(test: AppTest, keuze: str) -> AppTest:
        (lijst,) = [s for s in test.selectbox if s.label == "Taakveld in de begroting"]
        lijst.set_value(keuze).run()
        assert not test.exception
        return test

    def find_veld(test: AppTest) -> list[str]:
        return [str(veld.value) for veld in test.text_input if veld.label == "Ander taakveld"]

    def read() -> object:
        veld = opslag.read_velden(toegang).get("doel/d1/taakveld")
        return veld and veld.waarde

    test = choose(open_page(toegang.bewerkcode, stap="4"), "3.1 Economische ontwikkeling")
    assert (read(), find_veld(test)) == ("3.1 Economische ontwikkeling", [])
    test = choose(test, "Ander taakveld (typ zelf)")  # keeps what was there until one types
    assert (read(), find_veld(test)) == (
        "3.1 Economische ontwikkeling",
        ["3.1 Economische ontwikkeling"],
    )
    (veld,) = [v for v in test.text_input if v.label == "Ander taakveld"]
    veld.set_value("Programma 2: Werk").run()
    assert (read(), find_veld(test)) == ("Programma 2: Werk", ["Programma 2: Werk"])
    assert find_veld(open_page(toegang.bewerkcode, stap="4")) == ["Programma 2: Werk"]
    choose(open_page(toegang.bewerkcode, stap="4"), "–")
    assert read() is None


def test_the_conclusion_of_a_goal_is_said_once(opslag: Opslag, toegang: Toegang) -> None:
    velden = {"indicator": "werkloosheid", "nulwaarde": 4.3, "nuljaar": 2022, "streefjaar": 2030}
    for naam, waarde in velden.items():
        opslag.write_veld(toegang, f"doel/d1/{naam}", waarde, gezien=0)
    opslag.write_veld(toegang, "doel/d1/streefwaarde", 2.3, gezien=0)
    test = open_page(toegang.bewerkcode, stap="4")
    (melding,) = test.warning
    assert "Maar 2,3\u00a0% had nog geen enkele" in melding.value.replace("\\", "")
    tekst = " ".join(html.value for html in test.get("html"))
    assert "Waar rust dat op?" in tekst and "had nog geen enkele" not in tekst
    opslag.write_veld(toegang, "doel/d1/streefwaarde", 3.9, gezien=1)
    gewoon = open_page(toegang.bewerkcode, stap="4")
    tekst = " ".join(html.value for html in gewoon.get("html"))
    assert "<p><strong>Een daling van 0,4" in tekst and not gewoon.warning


def test_a_plan_beyond_the_target_is_questioned(opslag: Opslag, toegang: Toegang) -> None:
    waarden = {"indicator": "netto_arbeidsparticipatie", "nulwaarde": 69.3, "nuljaar": 2022}
    for naam, waarde in (waarden | {"streefwaarde": 72, "streefjaar": 2030}).items():
        opslag.write_veld(toegang, f"doel/d1/{naam}", waarde, gezien=0)
    test = open_page(toegang.bewerkcode, stap="9")
    assert "begroot u" not in read_waarschuwingen(test)
    veld = next(v for v in test.text_input if v.label.startswith("Begroting"))
    veld.set_value("80").run()
    assert "hoger dan uw streefwaarde" in read_waarschuwingen(test)
    tekst = read_text(test)
    assert "Bron en peildatum" in tekst and "bw-kaarten" in tekst
    assert "Eigenaar en taakveld" not in tekst  # nobody filled it in


def begin_doel(opslag: Opslag, toegang: Toegang) -> None:
    velden = {"indicator": "werkloosheid", "nulwaarde": 4.3, "nuljaar": 2022, "streefjaar": 2030}
    for naam, waarde in {**velden, "streefwaarde": 3.55}.items():
        opslag.write_veld(toegang, f"doel/d1/{naam}", waarde, gezien=0)


def read_begroot(opslag: Opslag, toegang: Toegang) -> dict[str, object]:
    velden = opslag.read_velden(toegang)
    return {
        pad.removeprefix("begroting/d1/"): veld.waarde
        for pad, veld in velden.items()
        if pad.startswith("begroting/")
    }


def test_the_road_fills_what_is_empty_and_nothing_that_was_typed(
    opslag: Opslag, toegang: Toegang
) -> None:
    begin_doel(opslag, toegang)
    opslag.write_veld(toegang, "begroting/d1/2028", 4.1, gezien=0)
    test = open_page(toegang.bewerkcode, stap="9")
    (veld,) = [v for v in test.text_input if v.label == "Begroting 2029"]
    veld.set_value("abc").run()
    assert "'abc' is geen getal" in read_waarschuwingen(test)
    press(test, "Vul het doelpad in bij wat nog leeg is")
    # 4,3 - 0,75 * 5/8 = 3,83; in its own year the target as it was typed
    assert read_begroot(opslag, toegang) == {"2027": 3.8, "2028": 4.1, "2030": 3.55}
    vol = {"2027": 3.8, "2028": 4.1, "2029": 3.6, "2030": 3.55}
    (veld,) = [v for v in test.text_input if v.label == "Begroting 2029"]
    assert veld.value == "abc"
    veld.set_value("3,6").run()
    assert read_begroot(opslag, toegang) == vol
    assert not [knop for knop in test.button if knop.label.startswith("Vul het doelpad")]


def test_a_cell_that_was_refused_is_named_where_the_files_are_made(
    opslag: Opslag, toegang: Toegang
) -> None:
    begin_doel(opslag, toegang)
    test = open_page(toegang.bewerkcode, stap="9")
    (veld,) = [v for v in test.text_input if v.label == "Begroting 2029"]
    veld.set_value("abc").run()
    gaat_niet_mee = "Begroting 2029 bij Werkloosheid is niet bewaard en gaat niet mee: 'abc' is"
    assert gaat_niet_mee in read_waarschuwingen(test)
    test.query_params["stap"] = "10"
    test.run()
    assert gaat_niet_mee in read_waarschuwingen(test)
    test.query_params["stap"] = "9"
    test.run()  # the cell is drawn empty again: nothing is refused any more
    test.run()
    assert "niet bewaard" not in read_waarschuwingen(test)


def test_owner_and_portefeuillehouder_stand_in_the_table_and_step_four_leads_to_it(
    opslag: Opslag, toegang: Toegang
) -> None:
    begin_doel(opslag, toegang)
    anna, bram = (opslag.personen.add(toegang, naam) for naam in ("Anna", "Wethouder Bram"))
    opslag.write_veld(toegang, "doel/d1/eigenaar", anna, gezien=0)
    opslag.write_veld(toegang, "portefeuille/arbeid_en_vrije_tijd", bram, gezien=0)
    test = press(open_page(toegang.bewerkcode, stap="4"), "Naar stap 9: Monitor")
    tekst = read_text(test)
    assert '<th scope="col">Eigenaar en taakveld</th>' in tekst
    assert "Anna; portefeuillehouder Wethouder Bram" in tekst


def test_the_second_writer_keeps_both_texts_until_one_is_chosen(
    opslag: Opslag, toegang: Toegang
) -> None:
    label = "Wat valt ons op aan deze foto?"
    test = open_page(toegang.bewerkcode)
    ander = opslag.personen.add(toegang, "Anna")
    opslag.write_veld(toegang, "notitie/stap1", "van Anna <b>", gezien=0, persoon_id=ander)
    next(v for v in test.text_area if v.label == label).input("van mij").run()
    assert opslag.read_velden(toegang)["notitie/stap1"].waarde == "van Anna <b>"
    tekst = read_text(test)
    assert "Anna veranderde dit" in tekst and "van mij" in tekst and "van Anna &lt;b&gt;" in tekst
    press(test, "Zet mijn tekst erin")
    assert opslag.read_velden(toegang)["notitie/stap1"].waarde == "van mij"
    assert "veranderde dit" not in read_text(test)


def test_the_link_to_read_shows_everything_and_changes_nothing(
    opslag: Opslag, toegang: Toegang
) -> None:
    opslag.write_veld(toegang, "notitie/stap1", "<script>x</script>", gezien=0)
    for stap in range(1, 11):
        test = open_page(toegang.leescode, stap=str(stap))
        assert not [v for v in test.text_area if "link" not in v.label.lower()]
        assert [vak.label for vak in test.checkbox] == ["Toon wat er veranderde"]
    eerste = read_text(open_page(toegang.leescode))
    assert "&lt;script&gt;x" in eerste
    assert str(toegang.bewerkcode) not in str(open_page(toegang.leescode))


@pytest.mark.parametrize("regio", ["GM0503", "GM0096", "GM1992", "CR12", "eigen:GM0503,GM0505"])
def test_every_step_stands_for_every_kind_of_regio(opslag: Opslag, regio: str) -> None:
    toegang = opslag.create_dossier("Iets", regio)
    for indicator_id in ("netto_arbeidsparticipatie", "inwoners", "bestaat_niet_meer"):
        opslag.write_veld(toegang, f"prioriteit/{indicator_id}/gekozen", True, gezien=0)
    for naam, waarde in {
        "indicator": "bestaat_niet_meer", "nulwaarde": 1, "nuljaar": 2022, "streefwaarde": 2,
        "streefjaar": 2026,
    }.items():  # fmt: skip
        opslag.write_veld(toegang, f"doel/d1/{naam}", waarde, gezien=0)
    opslag.write_veld(toegang, "antwoord/a1/indicator", "inwoners", gezien=0)
    for stap in range(1, 11):
        test = open_page(toegang.bewerkcode, regio=regio, stap=str(stap))
        tekst = read_text(test)
        assert f"Stap {stap}." in " ".join(kop.value for kop in test.header)
        for engels in ("Traceback", "Error", "None", "N/A", ">nan"):
            assert engels not in tekst, (stap, engels)


def load(opslag: Opslag, bestand: bytes) -> AppTest:
    test = open_page()
    vak = next(v for v in test.file_uploader if v.label.startswith("Of open een bewaard bestand"))
    vak.upload("dossier.json", bestand, "application/json").run()
    assert not test.exception
    return test


def test_a_kept_file_opens_and_a_bad_one_is_named_on_screen(
    opslag: Opslag, toegang: Toegang
) -> None:
    goed = export_dossier(opslag, toegang)
    nieuwer = goed.replace(b'"versie": 1', b'"versie": 9')
    for bestand, zin in (
        (nieuwer, "gemaakt met een nieuwere versie (9"),
        (goed[:-20], "geen dossier, of het is beschadigd"),
        (goed.replace(b"Nulmeting Delft", b"Nulmeting Delfd"), "controlegetal klopt niet"),
        (
            export_dossier(opslag, opslag.create_dossier("Elders", "GM0363")),
            "over een andere regio (GM0363)",
        ),
    ):
        test = load(opslag, bestand)
        assert zin in read_waarschuwingen(test), zin
        assert "dossier" not in test.query_params
    test = load(opslag, goed)
    assert test.title[0].value == "Nulmeting Delft"
    assert test.query_params["dossier"] != [toegang.bewerkcode]


def test_ten_thousand_characters_stay_and_too_many_are_named_on_screen(
    opslag: Opslag, toegang: Toegang
) -> None:
    label = "Wat valt ons op aan deze foto?"
    test = open_page(toegang.bewerkcode)
    lang = "<script>alert(1)</script> " + "a" * 10_000
    next(v for v in test.text_area if v.label == label).input(lang).run()
    assert opslag.read_velden(toegang)["notitie/stap1"].waarde == lang
    next(v for v in test.text_area if v.label == label).input("b" * 20_001).run()
    assert not test.exception
    assert "er passen er 20000" in read_waarschuwingen(test)
    assert opslag.read_velden(toegang)["notitie/stap1"].waarde == lang
    assert next(v for v in test.text_area if v.label == label).value == "b" * 20_001


def test_one_goal_is_shown_at_a_time_and_a_choice_opens_another(
    opslag: Opslag, toegang: Toegang
) -> None:
    for nummer, naam in ((1, "inwoners"), (2, "werkloosheid")):
        opslag.write_veld(toegang, f"doel/d{nummer}/indicator", naam, gezien=0)
    test = open_page(toegang.bewerkcode, stap="4")
    assert "Werkloosheid" in [kop.value for kop in test.header]
    keuze = next(v for v in test.selectbox if v.label == "Uw 2 doelen")
    keuze.select_index(0).run()
    assert not test.exception
    assert "Inwoners" in [kop.value for kop in test.header]


def test_where_nothing_can_be_ranked_the_page_does_not_say_that_all_is_well(
    opslag: Opslag,
) -> None:
    regio = "eigen:GM0503,GM0505"
    toegang = opslag.create_dossier("Eigen", regio)
    opslag.write_veld(toegang, "prioriteit/werkloosheid/gekozen", True, gezien=0)
    tekst = read_text(open_page(toegang.bewerkcode, regio=regio, stap="2"))
    assert "heeft geen plaats onder andere gebieden" in tekst
    assert "geen enkel cijfer ongunstig" not in tekst


def test_the_matrix_counts_what_stands_out_and_what_does_not(
    opslag: Opslag, toegang: Toegang
) -> None:
    tekst = read_text(open_page(toegang.bewerkcode, stap="2"))
    aantallen = [
        int(tekst.partition(f"<strong>{woord}: ")[2].partition("<")[0])
        for woord in ("Risico", "Kans", "Let op", "Kracht")
    ]
    assert f"er springen {sum(aantallen)} punten uit" in tekst
    assert "Verliest terrein op Nederland" in tekst
    rest = int(tekst.partition("De andere ")[2].partition(" ")[0])
    assert rest + sum(aantallen) == 67


def test_the_history_tells_who_changed_what(opslag: Opslag, toegang: Toegang) -> None:
    anna = opslag.personen.add(toegang, "Anna <b>")
    opslag.write_veld(toegang, "notitie/stap1", "eerst", gezien=0, persoon_id=anna)
    opslag.write_veld(toegang, "notitie/stap1", "toen", gezien=1)
    test = open_page(toegang.leescode)
    next(v for v in test.checkbox if v.label == "Toon wat er veranderde").check().run()
    tekst = read_text(test)
    assert "Anna &lt;b&gt;: notitie › stap1: leeg → eerst" in tekst
    assert "onbekend: notitie › stap1: eerst → toen" in tekst


def test_an_unknown_step_gives_the_first(opslag: Opslag, toegang: Toegang) -> None:
    test = open_page(toegang.bewerkcode, stap="11")
    assert "geen stap '11'" in read_waarschuwingen(test)


def test_a_database_that_cannot_be_reached_is_named(
    opslag: Opslag, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WELVAART_DOSSIERS", "sqlite:////bestaat/niet/d.sqlite")
    test = press(open_page(), "Begin")
    assert "niet te bereiken" in read_waarschuwingen(test)


def test_what_was_chosen_goes_along_in_the_export(opslag: Opslag, toegang: Toegang) -> None:
    code = toegang.bewerkcode
    assert code is not None
    assert "gaan mee" not in read_text(open_page(code))
    opslag.write_veld(toegang, "prioriteit/werkloosheid/gekozen", True, gezien=0)
    test = open_page(code)
    assert {"PowerPoint", "Word", "Excel", "PDF"} <= {knop.label for knop in test.button}
    assert "de prioriteiten, doelen (met hun eigenaar) en de tabel voor de begroting gaan mee" in (
        read_text(test)
    )


def test_a_new_figure_set_changes_nothing_that_was_typed_and_is_told_apart_from_reality(
    opslag: Opslag,
    toegang: Toegang,
    warehouse: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    press(open_page(toegang.bewerkcode), "Bevries de foto van vandaag")
    opslag.write_veld(toegang, "notitie/stap1", "zo zien wij het", gezien=0)
    opslag.write_veld(toegang, "prioriteit/werkloosheid/gekozen", True, gezien=0)
    ervoor = opslag.read_velden(toegang)
    nieuw = tmp_path / "nieuw.duckdb"
    shutil.copy(warehouse, nieuw)
    with duckdb.connect(str(nieuw)) as db:  # the source revises one year of Delft by one point
        db.execute("UPDATE bouw SET bouw_id = bouw_id || 'x'")
        db.execute(
            "UPDATE waarneming SET waarde = waarde + 1 WHERE regio_code = 'GM0503' "
            "AND indicator_id = 'werkloosheid' AND periode_code = '2022JJ00'"
        )
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(nieuw))
    test = open_page(toegang.bewerkcode)
    assert opslag.read_velden(toegang) == ervoor
    assert "zo zien wij het" in [veld.value for veld in test.text_area]
    tekst = read_text(test)
    assert "hebben er 0 een nieuwer jaar en is er 1 door de bron herzien" in tekst
    assert "herzien door de bron" in tekst


def test_who_reads_what_was_typed_stands_beside_the_field_and_the_link(toegang: Toegang) -> None:
    tekst = read_text(open_page(toegang.bewerkcode))
    assert "Deze tekst gaat mee in elk document bij Exporteer" in tekst
    assert "wie hem heeft, leest ook uw notities" in tekst


def test_what_stands_well_but_loses_ground_is_not_among_what_stands_badly(opslag: Opslag) -> None:
    # Hoeksche Waard: misdrijven in the best quarter and losing ground, schuld in the worst.
    dossier = opslag.create_dossier("Hoeksche Waard", "GM1963")
    opslag.write_veld(dossier, "prioriteit/afstand_cafe/gekozen", True, gezien=0)
    tekst = read_text(open_page(dossier.bewerkcode, regio="GM1963", stap="2"))
    slecht, _, verliest = tekst.partition("Dit staat in het beste kwart, maar verliest terrein")
    slecht = slecht.partition("Dit staat ongunstig en is niet gekozen")[2]
    assert "schuld" in slecht and "misdrijven" not in slecht
    assert "Geregistreerde misdrijven" in verliest and "schuld" not in verliest
