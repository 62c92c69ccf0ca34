"""A file in and out as one step with the build: whole, or everything stays as it was."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from etl.__main__ import main
from etl.bouw import build
from etl.bronnen.bestand.formule import check_formules
from etl.eigen.omschrijving import build_id, build_velden
from etl.instellingen import Instellingen
from tests.klein import REGELS, write_klein
from welvaart.catalogus import load_catalogus
from welvaart.fouten import BronFout, CatalogusFout
from welvaart.lezen.standlezer import read_stand
from welvaart.proces.slot import lock_bestand

GOED = "gemeente;jaar;waarde\nGemeente A;2021;6,5\nGemeente B;2021;7,0\nGemeente C;2021;8\n"
NIEUW = (
    "--titel=Lege winkels", "--thema=werk", "--eenheid=% van de winkels", "--decimalen=1",
    "--richting=lager_is_beter", "--definitie=Winkels die leegstaan.", "--bron=Team EZ",
)  # fmt: skip


class Werkplek:
    """A small country with its warehouse, and the command as a person types it."""

    def __init__(
        self, map_: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.instellingen = write_klein(map_)
        self.map, self.capsys = map_, capsys
        self.snapshots = self.instellingen.snapshots
        monkeypatch.setattr("etl.__main__.load_instellingen", lambda *_, **__: self.instellingen)
        build(self.instellingen)
        capsys.readouterr()

    def write(self, tekst: str, naam: str = "winkels.csv") -> str:
        pad = self.map / naam
        pad.write_text(tekst, encoding="utf-8")
        return str(pad)

    def run(self, *argumenten: str) -> tuple[int, dict[str, Any]]:
        code = main(["import", *argumenten, "--json"])
        uit: dict[str, Any] = json.loads(self.capsys.readouterr().out)
        return code, uit

    def read(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect() as verbinding:
            verbinding.execute(f"ATTACH '{self.instellingen.warehouse}' AS w (READ_ONLY)")
            verbinding.execute("USE w")
            return verbinding.execute(sql).fetchall()

    def find_alles(self) -> dict[str, bytes]:
        """Every file of the team and the warehouse, but for locks."""
        paden = [self.instellingen.warehouse, *self.snapshots.glob("*")]
        return {pad.name: pad.read_bytes() for pad in paden if "slot" not in pad.name}


@pytest.fixture
def plek(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Werkplek:
    return Werkplek(tmp_path, monkeypatch, capsys)


def test_a_new_figure_is_in_the_warehouse_after_one_command(plek: Werkplek) -> None:
    code, uit = plek.run(plek.write(GOED), *NIEUW, "--bouw", "--door=EZ")
    assert (code, uit["goed"], uit["indicator_id"]) == (0, True, "eigen_lege_winkels")
    stand = read_stand(plek.instellingen.warehouse)
    indicator = stand.indicatoren["eigen_lege_winkels"]
    assert (indicator.titel, indicator.eenheid_kort, indicator.eigen) == ("Lege winkels", "%", True)
    assert indicator.bron_naam == "Team EZ (eigen cijfers)"
    assert stand.reeksen.get_reeks("eigen_lege_winkels", "GM9001")[-3] == 6.5
    (rij,) = stand.eigen_reeksen.to_dict("records")
    assert (rij["bestandsnaam"], rij["cijfers"], rij["door"], rij["vervangt"]) == (
        "winkels.csv", 3, "EZ", False,
    )  # fmt: skip


def test_it_survives_a_rebuild_from_nothing(plek: Werkplek) -> None:
    plek.run(plek.write(GOED), *NIEUW, "--bouw")
    plek.instellingen.warehouse.unlink()
    build(plek.instellingen)
    assert plek.read("SELECT count(*) FROM waarneming WHERE herkomst = 'import'") == [(3,)]


def test_taking_it_back_leaves_the_warehouse_as_before(plek: Werkplek) -> None:
    vraag = "FROM waarneming ORDER BY ALL"
    voor = plek.read(vraag)
    plek.run(plek.write(GOED), *NIEUW, "--bouw")
    assert plek.read(vraag) != voor
    code, _ = plek.run("--ongedaan=eigen_lege_winkels")
    assert code == 0
    assert plek.read(vraag) == voor
    assert not plek.instellingen.eigen_indicatoren.exists()
    (sidecar,) = plek.snapshots.glob("*.json")
    bewaard = json.loads(sidecar.read_text("utf-8"))
    assert bewaard["invoer"] == []
    assert bewaard["weggehaald"][0]["omschrijving"]["titel"] == "Lege winkels"
    assert list(plek.snapshots.glob("*.csv"))


def test_a_file_that_replaced_bundled_figures_gives_them_back(plek: Werkplek) -> None:
    vraag = "FROM waarneming WHERE indicator_id = 'leegstand_woningen' ORDER BY ALL"
    voor = plek.read(vraag)
    pad = plek.write(GOED)
    code, uit = plek.run(pad, "--indicator=leegstand_woningen", "--bouw")
    assert code == 1
    assert "krimp" in uit["problemen"][0]
    assert plek.read(vraag) == voor
    assert plek.run(pad, "--indicator=leegstand_woningen", "--bouw", "--sta-toe-krimp")[0] == 0
    assert plek.read(vraag) != voor
    assert plek.read("SELECT vervangt FROM eigen_reeks") == [(True,)]
    assert plek.run("--ongedaan=leegstand_woningen", "--wis")[0] == 0
    assert plek.read(vraag) == voor
    assert not list(plek.snapshots.glob("*.csv"))
    assert not list(plek.snapshots.glob("*.json"))


def test_the_same_file_for_two_figures_stays_when_one_is_wiped(plek: Werkplek) -> None:
    tekst = "gemeente;jaar;a;b\nGemeente A;2021;1;2\nGemeente B;2021;3;4\n"
    pad = plek.write(tekst)
    plek.run(pad, *NIEUW, "--kolom=a", "--bouw")
    plek.run(pad, *NIEUW[1:], "--titel=Volle winkels", "--kolom=b", "--bouw")
    assert plek.run("--ongedaan=eigen_lege_winkels", "--wis")[0] == 0
    assert plek.read("SELECT DISTINCT indicator_id FROM waarneming WHERE herkomst = 'import'") == [
        ("eigen_volle_winkels",)
    ]


GEWEIGERD: list[tuple[str, tuple[str, ...], str]] = [
    (GOED, ("--thema=onzin", "--titel=X"), "thema: 'onzin' is onbekend; kies uit werk"),
    (GOED, (*NIEUW, "--eenheid="), "eenheid: ontbreekt"),
    (GOED, (*NIEUW, "--titel=Inwoners"), "'Inwoners' bestaat al"),
    (GOED, (*NIEUW, f"--titel={'x' * 81}"), "titel: 81 tekens"),
    (GOED, (*NIEUW, "--decimalen=9"), "decimalen: '9'"),
    (GOED + "Delfd;2021;3\n", NIEUW, "'Delfd': geen regio"),
    (GOED, (*NIEUW, "--naam=Delfd=Atlantis"), "'Atlantis' (voor 'Delfd') is geen gemeente"),
    (GOED, (*NIEUW, "--naam=Delfd"), "--naam Delfd: schrijf TEKST=GEMEENTE"),
    (GOED + "Gemeente A;2021;9\n", NIEUW, "GM9001, 2021JJ00 komt vaker voor"),
    (GOED.replace("6,5", "zes"), NIEUW, "Gemeente A, 2021: 'zes' is geen getal"),
    ("gemeente;jaar;waarde\n", NIEUW, "onder de kopregel staan geen rijen"),
    (GOED.replace("6,5", "650"), ("--indicator=leegstand_woningen",), "650 ligt buiten"),
]


def test_a_refused_file_changes_nothing_at_all(plek: Werkplek) -> None:
    plek.run(plek.write(GOED, "eerder.csv"), *NIEUW[1:], "--titel=Eerder", "--bouw")
    voor = plek.find_alles()
    for tekst, opties, melding in GEWEIGERD:
        code, uit = plek.run(plek.write(tekst), *opties, "--bouw")
        assert (code, uit["goed"]) == (1, False), melding
        assert melding in "\n".join(uit["problemen"])
        assert plek.find_alles() == voor, melding


def test_a_build_that_fails_takes_the_import_back(
    plek: Werkplek, monkeypatch: pytest.MonkeyPatch
) -> None:
    voor = plek.find_alles()

    def break_(_: Instellingen) -> None:
        raise BronFout("de schijf is vol")

    monkeypatch.setattr("etl.eigen.invoer.build", break_)
    code, uit = plek.run(plek.write(GOED), *NIEUW, "--bouw")
    assert (code, uit["problemen"]) == (1, ["de schijf is vol"])
    assert plek.find_alles() == voor


def test_taking_back_what_fails_to_build_leaves_it_in_place(
    plek: Werkplek, monkeypatch: pytest.MonkeyPatch
) -> None:
    plek.run(plek.write(GOED), *NIEUW, "--bouw")
    voor = plek.find_alles()

    def break_(_: Instellingen) -> None:
        raise BronFout("de schijf is vol")

    monkeypatch.setattr("etl.eigen.invoer.build", break_)
    assert plek.run("--ongedaan=eigen_lege_winkels", "--wis")[0] == 1
    assert plek.find_alles() == voor


def test_two_people_at_once_wait_for_each_other(plek: Werkplek) -> None:
    with lock_bestand(plek.snapshots / ".eigen.slot", 0.1, "bezet"):
        code, uit = plek.run(plek.write(GOED), *NIEUW, "--bouw")
    assert code == 1
    assert "iemand anders leest nu een bestand in" in uit["problemen"][0]


def test_taking_back_what_was_never_there_is_named(plek: Werkplek) -> None:
    code, uit = plek.run("--ongedaan=eigen_iets")
    assert code == 1
    assert "geen eigen bestand ingelezen; er is nog niets ingelezen" in uit["problemen"][0]


@pytest.mark.parametrize(
    "argumenten",
    [[], ["--ongedaan=x", "a.csv"], ["a.csv"], ["--indicator=woningen", "--", "-"]],
    ids=["niets", "beide", "geen doel", "standaardinvoer"],
)
def test_misuse_leaves_with_two(plek: Werkplek, argumenten: list[str]) -> None:
    assert main(["import", *argumenten]) == 2
    assert "Verkeerd gebruik" in plek.capsys.readouterr().err


def test_a_trial_says_how_it_is_read_and_writes_nothing(plek: Werkplek) -> None:
    voor = plek.find_alles()
    tekst = (
        "gemeente;deelgebied;jaar;waarde\n"
        "Gemeente A;Markt;2021;1,5\nGemeente B;;2021;\nGem B;;2020;3\n"
    )
    code, uit = plek.run(plek.write(tekst), "--proef")
    assert (code, uit["goed"], uit["problemen"]) == (1, False, [])
    assert uit["kolommen"] == {
        "regio": "gemeente", "periode": "jaar", "vast": None, "waarden": ["waarde"],
        "deelgebied": "deelgebied",
    }  # fmt: skip
    assert (uit["decimaalteken"], uit["decimalen"], uit["cellen"], uit["leeg"]) == (",", 1, 3, 1)
    assert uit["voorbeeld"][0] == ["Markt (Gemeente A [GM9001])", "2021", 1.5]
    (open_,) = uit["namen_open"]
    assert (open_["tekst"], open_["aantal"]) == ("Gem B", 1)
    assert "Gemeente B [GM9002]" in open_["kandidaten"]
    assert plek.find_alles() == voor


def test_a_new_figure_may_stand_on_the_gemeenten_of_one_year(plek: Werkplek) -> None:
    """Both when it is read in and at every build after it; a known topic says it itself."""
    pad = plek.write("gemeente;jaar;waarde\nGemeente A;2021;1\nGemeente A;1999;2\n")
    assert plek.run(pad, *NIEUW, "--indeling=2023", "--bouw")[0] == 0
    vraag = "SELECT periode_code, waarde FROM waarneming WHERE herkomst = 'import' ORDER BY 1"
    assert plek.read(vraag) == [("1999JJ00", 2.0), ("2021JJ00", 1.0)]
    assert plek.read(
        "SELECT indeling_bron FROM indicator WHERE indicator_id = 'eigen_lege_winkels'"
    ) == [(2023,)]
    assert main(["import", pad, "--indicator=inwoners", "--indeling=2023"]) == 2


def test_years_of_which_the_gemeenten_are_not_known_are_left_out_and_counted(
    plek: Werkplek,
) -> None:
    pad = plek.write("gemeente;jaar;waarde\nGemeente A;2009;1\nGemeente A;2021;2\n")
    code, uit = plek.run(pad, *NIEUW, "--bouw")
    assert (code, uit["goed"]) == (0, True)
    assert any("1 × een jaar van voor 2010" in regel for regel in uit["regels"])
    assert plek.read("SELECT periode_code FROM waarneming WHERE herkomst = 'import'") == [
        ("2021JJ00",)
    ]


def test_a_name_that_somebody_explains_is_read_and_kept(plek: Werkplek) -> None:
    pad = plek.write("gemeente;jaar;waarde\nGem=A;2021;1\nonzin;2021;2\nGemeente B;2021;3\n")
    keuze = ("--naam=Gem=A=GM9001", "--laat-weg=onzin")
    code, uit = plek.run(pad, "--proef", *keuze)
    assert (code, uit["goed"]) == (0, True)
    assert uit["weggelaten"] == {"naam die u zelf wegliet": 1}
    plek.run(pad, *NIEUW, *keuze, "--bouw")
    assert plek.read(
        "SELECT regio_code, waarde FROM waarneming WHERE herkomst = 'import' ORDER BY 1"
    ) == [("GM9001", 1.0), ("GM9002", 3.0)]


def test_sheets_are_listed_with_the_hidden_ones(plek: Werkplek) -> None:
    boek = openpyxl.Workbook()
    for naam, zichtbaar in (("Cijfers", True), ("Oud", False)):
        blad = boek.create_sheet(naam)
        blad.append(["gemeente", "jaar", "waarde"])
        blad.append(["Gemeente A", 2021, 4.5])
        blad.sheet_state = "visible" if zichtbaar else "hidden"
    del boek["Sheet"]
    pad = plek.map / "boek.xlsx"
    boek.save(pad)
    code, uit = plek.run(str(pad), "--proef")
    assert code == 1
    assert uit["bladen"] == [["Cijfers", False], ["Oud", True]]
    assert "meer dan één blad" in uit["problemen"][0]
    assert plek.run(str(pad), "--proef", "--blad=Cijfers")[1]["goed"]


def test_a_formula_without_a_result_is_named_not_read_as_a_gap(tmp_path: Path) -> None:
    boek = openpyxl.Workbook()
    blad = boek.active
    assert blad is not None
    blad.title = "Cijfers"
    blad.append(["gemeente", "jaar", "waarde"])
    blad.append(["Utrecht", 2021, "=1+1"])
    pad = tmp_path / "formule.xlsx"
    boek.save(pad)
    with pytest.raises(BronFout, match=r"formules zonder uitkomst in Cijfers!C2"):
        check_formules(pad.read_bytes(), "formule.xlsx")
    check_formules(pad.read_bytes(), "formule.xlsx", "Ander blad")
    check_formules(b"gemeente;jaar;waarde\n=1+1;2;3\n", "a.csv")


def rewrite_blad(pad: Path, oud: str, nieuw: str) -> bytes:
    """The workbook with another text in its sheet, as another program would write it."""
    uit = io.BytesIO()
    with zipfile.ZipFile(pad) as boek, zipfile.ZipFile(uit, "w") as kopie:
        for deel in boek.namelist():
            inhoud = boek.read(deel)
            if deel.startswith("xl/worksheets/"):
                assert oud.encode() in inhoud
                inhoud = inhoud.replace(oud.encode(), nieuw.encode())
            kopie.writestr(deel, inhoud)
    return uit.getvalue()


@pytest.mark.parametrize(
    ("cel", "goed"),
    [
        ('<c r="C2"><f>1+1</f><v>2</v></c>', True),
        ('<c r="C2" t="str"><f>""</f><v></v></c>', True),  # a result, of no letters
        ('<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', True),  # who reads it names the error
        ('<c r="C2"><v>2</v></c>', True),
        ('<c r="C2"><f t="shared" si="0"/></c>', False),
        ('<c r="B2" s="1"/><c r="C2"><f>1+1</f></c>', False),
    ],
)
@pytest.mark.parametrize("brok", [1 << 20, 7])
def test_whether_a_formula_has_a_result_is_seen_in_the_sheet_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cel: str, goed: bool, brok: int
) -> None:
    monkeypatch.setattr("etl.bronnen.bestand.formule._BROK", brok)
    boek = openpyxl.Workbook()
    blad = boek.active
    assert blad is not None
    blad.append(["gemeente", "jaar", "waarde"])
    blad.append(["Utrecht", 2021, "=1+1"])
    pad = tmp_path / "formule.xlsx"
    boek.save(pad)
    inhoud = rewrite_blad(pad, '<c r="C2"><f>1+1</f><v></v></c>', cel)
    if goed:
        check_formules(inhoud, "formule.xlsx")
    else:
        with pytest.raises(BronFout, match="Sheet!C2"):
            check_formules(inhoud, "formule.xlsx")


def test_a_workbook_is_opened_once(
    plek: Werkplek, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = openpyxl.Workbook()
    blad = boek.active
    assert blad is not None
    blad.append(["gemeente", "jaar", "waarde"])
    for nummer, naam in enumerate("ABC"):
        blad.append([f"Gemeente {naam}", 2021, f"={nummer}+1"])
    pad = tmp_path / "winkels.xlsx"
    boek.save(pad)
    inhoud = rewrite_blad(pad, "<v></v>", "<v>6.5</v>")
    pad.write_bytes(inhoud)
    keren: list[int] = []
    echt = openpyxl.load_workbook

    def open_(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        keren.append(1)
        return echt(*args, **kwargs)

    monkeypatch.setattr(openpyxl, "load_workbook", open_)
    for extra in (("--proef",), ()):
        keren.clear()
        assert plek.run(str(pad), *NIEUW, *extra)[0] == 0
        assert len(keren) == 1


@pytest.mark.parametrize("soort", ["csv", "xlsx"])
def test_a_file_of_too_many_rows_is_refused_while_it_is_read(
    plek: Werkplek, monkeypatch: pytest.MonkeyPatch, soort: str
) -> None:
    monkeypatch.setattr("etl.bronnen.bestand.rijen.MAX_RIJEN", 10)
    pad = plek.map / f"veel.{soort}"
    rijen = [["gemeente", "jaar", "waarde"], *(["Gemeente A", 2021, n] for n in range(60))]
    if soort == "csv":
        pad.write_text("\n".join(";".join(map(str, rij)) for rij in rijen), encoding="utf-8")
    else:
        boek = openpyxl.Workbook(write_only=True)
        blad = boek.create_sheet("Cijfers")
        for rij in rijen:
            blad.append(rij)
        boek.save(pad)
    voor = plek.find_alles()
    for extra in (("--proef",), ()):
        code, uit = plek.run(str(pad), *NIEUW, *extra)
        assert code == 1
        assert "meer dan 500.000 rijen; splits het bestand" in uit["problemen"][0]
    assert plek.find_alles() == voor


def test_replacing_what_another_team_brought_is_asked_for(plek: Werkplek) -> None:
    plek.run(plek.write(GOED), *NIEUW, "--bouw", "--door=EZ")
    ander = plek.write(GOED.replace("6,5", "9,5"), "van_wonen.csv")
    vraag = (ander, "--indicator=eigen_lege_winkels", "--bouw", "--door=Wonen")
    code, uit = plek.run(*vraag)
    assert code == 1
    assert "winkels.csv van EZ, ingelezen op" in uit["problemen"][0]
    assert plek.run(*vraag, "--vervang")[0] == 0
    stand = read_stand(plek.instellingen.warehouse)
    assert stand.reeksen.get_reeks("eigen_lege_winkels", "GM9001")[-3] == 9.5


def test_ids_follow_from_the_title_and_never_clash() -> None:
    bekend = {"eigen_lege_winkels": 1, "eigen_lege_winkels_2": 1}
    assert build_id("Lege winkels!", bekend) == "eigen_lege_winkels_3"
    assert build_id("漢字", {}).startswith("eigen_")
    assert len(build_id("x" * 300, {})) <= 56


def test_script_in_a_title_stays_text_and_an_unknown_theme_is_named(tmp_path: Path) -> None:
    catalogus = load_catalogus(write_klein(tmp_path, regels=REGELS.values()).catalogus)
    opgave = {
        "titel": "<script>alert(1)</script>", "thema": "werk", "eenheid": "aantal winkels",
        "decimalen": 0, "richting": "neutraal", "definitie": "Iets.",
    }  # fmt: skip
    velden = build_velden(opgave, catalogus)
    assert velden["titel"] == "<script>alert(1)</script>"
    assert velden["eenheid_kort"] == "aantal"
    with pytest.raises(CatalogusFout) as fout:
        build_velden(
            {**opgave, "richting": "omhoog", "definitie": " ", "decimalen": None}, catalogus
        )
    assert len(fout.value.problemen) == 3


def test_own_entries_may_not_repeat_an_id_of_the_catalogue(plek: Werkplek) -> None:
    plek.run(plek.write(GOED), *NIEUW)
    eigen = plek.instellingen.eigen_indicatoren
    eigen.write_text(eigen.read_text("utf-8").replace("eigen_lege_winkels", "inwoners"), "utf-8")
    with pytest.raises(CatalogusFout, match=r"eigen_indicatoren\.yaml: inwoners staat ook"):
        load_catalogus(plek.instellingen.catalogus, eigen)


def test_a_trial_names_the_gemeente_and_the_year_that_stand_double(plek: Werkplek) -> None:
    tekst = GOED.replace("gemeente;", "gemeente;deelgebied;").replace(";2021", ";;2021")
    tekst += "Gemeente A;;2021;9\n"
    _, uit = plek.run(plek.write(tekst), "--proef")
    assert uit["problemen"][0].startswith("Gemeente A [GM9001], 2021 komt vaker voor")
    dubbel = tekst.replace("Gemeente A;;", "Gemeente A;Oude markt;")
    _, uit = plek.run(plek.write(dubbel), "--proef")
    assert uit["problemen"][0].startswith("Oude markt in Gemeente A [GM9001], 2021 komt vaker")


def test_a_name_cannot_be_given_to_what_is_no_gemeente(plek: Werkplek) -> None:
    code, uit = plek.run(plek.write(GOED), "--proef", "--naam=Gemeente A=PV91")
    assert (code, uit["goed"]) == (1, False)
