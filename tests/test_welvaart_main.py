"""The command scorekaart: the numbers of the screen as JSON, CSV and text, and clear refusals."""

import csv
import io
import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from welvaart.__main__ import main
from welvaart.groep.groepen import find_groepen, parse_groep
from welvaart.groep.nulmeting import build_nulmeting
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.opdracht.kaartbouw import build_kaartregels
from welvaart.opdracht.kaarttabel import build_kaarttabel

WORTEL = Path(__file__).resolve().parents[1]
DELFT, SCHIER, AMSTERDAM, VOORNE, CUIJK = "GM0503", "GM0096", "GM0363", "GM1992", "GM1982"
GEMEENTEN = [DELFT, SCHIER, AMSTERDAM, VOORNE, CUIJK]
GROEPEN = ["land", "provincie", "corop", "arbeidsmarktregio", "grootteklasse", "lijkt_op"]
TEKST, GETAL, GEHEEL, LEEG = (str,), (float,), (int,), (type(None),)
VELDEN: dict[str, tuple[type, ...]] = {
    "indicator_id": TEKST,
    "titel": TEKST,
    "thema": TEKST,
    "eenheid": TEKST,
    "decimalen": GEHEEL,
    "waarde": GETAL + LEEG,
    "onder": GETAL + LEEG,
    "boven": GETAL + LEEG,
    "periode_code": TEKST,
    "status": TEKST + LEEG,
    "ontbreekt_omdat": TEKST + LEEG,
    "niveau": TEKST,
    "n": GEHEEL,
    "rang_van": GEHEEL + LEEG,
    "rang_tot": GEHEEL + LEEG,
    "positie": TEKST,
    "trend": TEKST,
    "trend_helling": GETAL + LEEG,
    "trend_p": GETAL + LEEG,
    "trend_jaren": (list,),
    "trend_oordeel": TEKST,
    "zelfde_trend_als": GEHEEL,
    "trend_n": GEHEEL,
    "relatieve_trend": TEKST,
    "relatieve_helling": GETAL + LEEG,
    "relatieve_p": GETAL + LEEG,
    "vergelijking": (dict,),
    "bron": TEKST,
    "editie": TEKST,
    "snapshot_id": TEKST + LEEG,
}
GROEPVELDEN: dict[str, tuple[type, ...]] = {
    "titel": TEKST,
    "waarde": GETAL + LEEG,
    "methode": TEKST + LEEG,
    "volledig": (bool,),
    "n": GEHEEL + LEEG,
    "n_gemeenten": GEHEEL,
}


@pytest.fixture(autouse=True)
def cijfers(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command reads the bundled figures; and the stand is read once."""
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(warehouse))
    monkeypatch.setenv("COLUMNS", "120")  # a test runner may set another width


@pytest.fixture
def snel(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand of the test run in place of reading it again for each command."""
    monkeypatch.setattr("welvaart.__main__.read_stand", lambda pad: stand)


def run(capsys: pytest.CaptureFixture[str], *argumenten: str) -> str:
    assert main(["scorekaart", *argumenten]) == 0
    uit = capsys.readouterr()
    assert uit.err == ""
    return uit.out


def read_json(capsys: pytest.CaptureFixture[str], *argumenten: str) -> list[dict[str, Any]]:
    objecten: list[dict[str, Any]] = json.loads(run(capsys, *argumenten, "--formaat", "json"))
    return objecten


def nul(waarde: float) -> float | None:
    return None if math.isnan(waarde) else waarde


@pytest.mark.parametrize("gemeente", GEMEENTEN)
@pytest.mark.usefixtures("snel")
def test_json_has_every_field_of_the_right_type(
    gemeente: str, stand: Stand, capsys: pytest.CaptureFixture[str]
) -> None:
    rijen = read_json(capsys, gemeente, "--vergelijk", ",".join(GROEPEN))
    assert [rij["indicator_id"] for rij in rijen] == list(stand.indicatoren)
    for rij in rijen:
        fout = {v: rij[v] for v, soorten in VELDEN.items() if type(rij[v]) not in soorten}
        assert fout == {}, rij["indicator_id"]
        assert all(type(jaar) is int for jaar in rij["trend_jaren"])
        assert list(rij["vergelijking"]) == GROEPEN
        for groep in rij["vergelijking"].values():
            fout = {
                v: groep[v] for v, soorten in GROEPVELDEN.items() if type(groep[v]) not in soorten
            }
            assert fout == {}, rij["indicator_id"]


def check_beweging(velden: dict[str, Any], regel: Regel) -> None:
    assert velden["relatieve_trend"] == regel.relatieve_trend
    assert velden["relatieve_helling"] == nul(regel.relatieve_helling)
    assert velden["relatieve_p"] == nul(regel.relatieve_p)


def check_regel(rij: dict[str, Any], regel: Regel) -> None:
    """One row holds exactly what the screen was given."""
    for veld in ("waarde", "onder", "boven", "rang_van", "rang_tot", "trend_helling", "trend_p"):
        assert rij[veld] == nul(getattr(regel, veld)), veld
    for veld in ("decimalen", "positie", "trend", "trend_oordeel", "zelfde_trend_als", "trend_n"):
        assert rij[veld] == getattr(regel, veld), veld
    assert tuple(rij["trend_jaren"]) == regel.trend_jaren
    check_beweging(rij, regel)
    assert rij["niveau"] == "gemeente"
    if regel.heeft_waarde:
        assert rij["ontbreekt_omdat"] is None
        for veld in ("periode_code", "status", "n", "is_nieuwste"):
            assert rij[veld] == getattr(regel, veld), veld
    else:
        assert rij["ontbreekt_omdat"] == regel.ontbreekt_omdat != ""


@pytest.mark.parametrize("gemeente", GEMEENTEN)
@pytest.mark.usefixtures("snel")
def test_numbers_are_those_of_the_screen_for_every_indicator_and_group(
    gemeente: str, stand: Stand, capsys: pytest.CaptureFixture[str]
) -> None:
    groepen = {groep.sleutel: groep for groep in find_groepen(stand, gemeente)}
    rijen = read_json(capsys, gemeente, "--vergelijk", ",".join(groepen))
    for rij, regel in zip(rijen, build_nulmeting(stand, gemeente, groepen["land"]), strict=True):
        check_regel(rij, regel)
    for sleutel, groep in groepen.items():
        nulmeting = build_nulmeting(stand, gemeente, groep)
        for rij, regel in zip(rijen, nulmeting, strict=True):
            cijfer = rij["vergelijking"][sleutel]
            check_beweging(cijfer, regel)
            assert (cijfer["titel"], cijfer["n_gemeenten"]) == (groep.titel, len(groep.codes))
            if regel.groep is not None:
                ander = (regel.groep.waarde, regel.groep.methode, regel.groep.volledig)
                assert (cijfer["waarde"], cijfer["methode"], cijfer["volledig"]) == ander
                assert cijfer["n"] == regel.groep.n
            elif regel.heeft_waarde:
                assert (cijfer["waarde"], cijfer["methode"], cijfer["n"]) == (None, None, None)


@pytest.mark.usefixtures("snel")
def test_delft_has_the_known_figures(capsys: pytest.CaptureFixture[str]) -> None:
    rijen = {rij["indicator_id"]: rij for rij in read_json(capsys, "Delft")}
    netto = rijen["netto_arbeidsparticipatie"]
    assert (netto["waarde"], netto["periode_code"]) == (69.3, "2022JJ00")
    assert (netto["rang_van"], netto["rang_tot"], netto["n"]) == (303, 306, 341)
    assert round(netto["vergelijking"]["land"]["waarde"], 1) == 72.2
    assert rijen["inwoners"]["rang_van"] is rijen["inwoners"]["rang_tot"] is None


@pytest.mark.usefixtures("snel")
def test_missing_figure_stays_a_row_about_the_newest_period(
    stand: Stand, capsys: pytest.CaptureFixture[str]
) -> None:
    rijen = {rij["indicator_id"]: rij for rij in read_json(capsys, VOORNE)}
    netto = rijen["netto_arbeidsparticipatie"]
    assert netto["waarde"] is netto["rang_van"] is None
    assert netto["ontbreekt_omdat"].startswith("Wij tonen dit cijfer niet")
    t = stand.reeksen.jaren.index(2022)
    reeksen = [stand.reeksen.get_reeks(netto["indicator_id"], c) for c in stand.gemeente_codes]
    met_cijfer = sum(not math.isnan(reeks[t]) for reeks in reeksen)
    assert (netto["periode_code"], netto["n"]) == ("2022JJ00", met_cijfer)
    assert round(netto["vergelijking"]["land"]["waarde"], 1) == 72.2


@pytest.mark.parametrize("gemeente", [DELFT, CUIJK])
@pytest.mark.usefixtures("snel")
def test_snapshot_is_that_of_the_very_cell(
    gemeente: str, warehouse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rijen = [rij for rij in read_json(capsys, gemeente) if rij["waarde"] is not None]
    assert len(rijen) > 50
    with duckdb.connect() as verbinding:
        verbinding.execute(f"ATTACH '{warehouse}' AS w (READ_ONLY)")
        for rij in rijen:
            gevonden = verbinding.execute(
                "SELECT waarde, snapshot_id, s.bron, s.editie FROM w.waarneming "
                "JOIN w.snapshot s USING (snapshot_id) WHERE indicator_id = ? AND regio_code = ? "
                "AND periode_code = ? AND (indeling_jaar = 0 OR herkomst = 'herindeling') "
                "ORDER BY indeling_jaar DESC",
                [rij["indicator_id"], gemeente, rij["periode_code"]],
            ).fetchone()
            assert gevonden == tuple(rij[k] for k in ("waarde", "snapshot_id", "bron", "editie"))


@pytest.mark.usefixtures("snel")
def test_fallback_takes_the_corop_and_says_so_only_when_asked(
    stand: Stand, capsys: pytest.CaptureFixture[str]
) -> None:
    gewoon = {rij["indicator_id"]: rij for rij in read_json(capsys, VOORNE)}
    rijen = {rij["indicator_id"]: rij for rij in read_json(capsys, VOORNE, "--terugval")}
    netto = rijen["netto_arbeidsparticipatie"]
    reeks = stand.reeksen.get_reeks("netto_arbeidsparticipatie", "CR29")
    assert netto["waarde"] == reeks[stand.reeksen.jaren.index(2022)]
    assert (netto["niveau"], netto["niveau_code"]) == ("corop", "CR29")
    assert netto["niveau_label"] == (
        "Cijfer van COROP-gebied Groot-Rijnmond; Voorne aan Zee heeft geen eigen cijfer (2022)."
    )
    assert netto["ontbreekt_omdat"] == gewoon["netto_arbeidsparticipatie"]["ontbreekt_omdat"]
    assert netto["rang_van"] is None
    assert netto["snapshot_id"]
    assert {rij["niveau"] for rij in gewoon.values()} == {"gemeente"}
    eigen = [k for k, rij in rijen.items() if rij["niveau"] == "gemeente"]
    assert [rijen[k] for k in eigen] == [gewoon[k] for k in eigen]
    tekst = run(capsys, VOORNE, "--terugval")
    assert "heeft geen eigen cijfer (2022)." in " ".join(tekst.split())


def parse_cel(tekst: str, soort: type) -> object:
    """Read one CSV cell back as the JSON type."""
    if soort is type(None):
        return None if tekst == "" else f"geen null: {tekst}"
    if soort is bool:
        return {"ja": True, "nee": False}[tekst]
    if soort is float:
        return float(tekst.replace(",", "."))
    if soort is list:
        return [int(jaar) for jaar in tekst.split()]
    return soort(tekst)


@pytest.mark.parametrize("gemeente", [DELFT, SCHIER])
@pytest.mark.usefixtures("snel")
def test_csv_parses_back_to_the_json(gemeente: str, capsys: pytest.CaptureFixture[str]) -> None:
    keuze = [gemeente, "--vergelijk", "land,eigen:GM0503,GM0599;Twee steden"]
    objecten = read_json(capsys, *keuze)
    tekst = run(capsys, *keuze, "--formaat", "csv")
    assert not tekst.startswith("\ufeff")
    rijen = list(csv.DictReader(io.StringIO(tekst), delimiter=";"))
    assert len(rijen) == len(objecten)
    for rij, object_ in zip(rijen, objecten, strict=True):
        plat = {veld: waarde for veld, waarde in object_.items() if veld != "vergelijking"} | {
            f"vergelijking_{sleutel}_{veld}": waarde
            for sleutel, groep in object_["vergelijking"].items()
            for veld, waarde in groep.items()
        }
        assert set(rij) == set(plat)
        for veld, waarde in plat.items():
            assert parse_cel(rij[veld], type(waarde)) == waarde, veld


@pytest.mark.usefixtures("snel")
def test_csv_has_no_exponents_and_a_decimal_comma(capsys: pytest.CaptureFixture[str]) -> None:
    rijen = csv.DictReader(io.StringIO(run(capsys, DELFT, "--formaat", "csv")), delimiter=";")
    getallen = [rij[k] for rij in rijen for k in ("waarde", "trend_p", "trend_helling") if rij[k]]
    assert all(set(getal) <= set("-0123456789,") for getal in getallen)
    assert any("," in getal for getal in getallen)


@pytest.mark.parametrize("breedte", [20, 60, 80, 120, 300])
def test_table_fits_the_terminal_and_loses_nothing(breedte: int, stand: Stand) -> None:
    groepen = [parse_groep(stand, SCHIER, sleutel) for sleutel in GROEPEN]
    regels = build_kaartregels(stand, SCHIER, groepen, {})
    tekst = build_kaarttabel(regels, breedte)
    assert max(len(regel) for regel in tekst.splitlines()) <= max(40, min(breedte, 120))
    alles = "".join(tekst.split())
    for regel in regels:
        assert "".join(regel.titel.split()) in alles, regel.titel
        if regel.ontbreekt_omdat:
            assert "".join(regel.ontbreekt_omdat.split()) in alles
        else:
            assert "".join(regel.tekst.split()) in alles


@pytest.mark.usefixtures("snel")
def test_table_shows_numbers_as_the_screen_does(capsys: pytest.CaptureFixture[str]) -> None:
    tekst = run(capsys, "delft").replace("\u00a0", " ")
    assert tekst.startswith("Nulmeting van Delft (GM0503)\n")
    (netto, _) = [regel for regel in tekst.splitlines() if regel.startswith("Netto arbeids")]
    assert netto.split("  ")[-1].strip() == "slechtste kwart"
    assert "69,3 %" in netto
    assert "303–306 van 341" in netto
    assert "↗ stijgt (gunstig)" in tekst
    assert "Geen cijfer: Kwaliteit van zwemwater aan de kust." in tekst
    assert "Bron: CBS, Regionale Monitor Brede Welvaart, editie 2023:" in tekst


@pytest.mark.usefixtures("snel")
def test_coarsely_rounded_figure_stands_between_two_places(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (netto,) = [
        rij
        for rij in read_json(capsys, AMSTERDAM)
        if rij["indicator_id"] == "netto_arbeidsparticipatie"
    ]
    assert (netto["waarde"], netto["onder"], netto["boven"]) == (73.0, 72.5, 73.5)
    assert netto["decimalen"] == 0
    plaats = f"tussen {netto['rang_van']} en {netto['rang_tot']} van 341"
    (regel,) = [
        regel
        for regel in run(capsys, AMSTERDAM).splitlines()
        if regel.startswith("Netto arbeids") and "van 341" in regel
    ]
    assert plaats in regel


@pytest.mark.usefixtures("snel")
def test_no_group_at_all_is_a_choice_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert {str(rij["vergelijking"]) for rij in read_json(capsys, DELFT, "--vergelijk", "")} == {
        "{}"
    }


@pytest.mark.parametrize(
    ("argumenten", "melding"),
    [
        (["GM9999"], "'GM9999' is geen gemeente die wij kennen."),
        (["Atlantis"], "'Atlantis' is geen gemeente die wij kennen."),
        (["Den Haag"], "Den Haag is gewone naam van 's-Gravenhage. Bedoelt u 's-Gravenhage"),
        (["Sudwest-Fryslan"], "Bedoelt u Súdwest-Fryslân (GM1900)?"),
        (["VR01"], "Groningen is een veiligheidsregio."),
        (["Weesp"], "Weesp is opgegaan in Amsterdam op 24 maart 2022. Bedoelt u Amsterdam"),
        (["GM0457"], "De gemeente Weesp bestaat niet meer."),
        ([DELFT, "--vergelijk", "buren"], "'buren' is geen groep om Delft mee te vergelijken."),
        ([DELFT, "--vergelijk", "land,eigen:GM0503"], "De eigen groep klopt niet."),
    ],
)
@pytest.mark.usefixtures("snel")
def test_bad_choice_is_one_dutch_line_with_exit_1(
    argumenten: list[str], melding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scorekaart", *argumenten]) == 1
    uit = capsys.readouterr()
    assert uit.out == ""
    assert melding in uit.err
    assert len(uit.err.splitlines()) == 1


def test_no_warehouse_is_one_line_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(tmp_path / "weg.duckdb"))
    assert main(["scorekaart", DELFT]) == 1
    assert capsys.readouterr().err == (
        'weg.duckdb bestaat niet; maak het met "python -m etl build"\n'
    )


def test_warehouse_of_another_version_is_one_line_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = tmp_path / "oud.duckdb"
    with duckdb.connect(str(pad)) as verbinding:
        verbinding.execute("CREATE TABLE bouw (bouw_id VARCHAR)")
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(pad))
    assert main(["scorekaart", DELFT]) == 1
    fout = capsys.readouterr().err
    assert "van een andere versie" in fout
    assert len(fout.splitlines()) == 1


@pytest.mark.parametrize(
    ("argumenten", "melding"),
    [
        ([], "dit ontbreekt: OPDRACHT"),
        (["scorekaart"], "dit ontbreekt: REGIO"),
        (["kaart"], "onbekende keuze: 'kaart' (kies uit"),
        (["scorekaart", DELFT, "--formaat", "xml"], "onbekende keuze: 'xml' (kies uit"),
        (["scorekaart", DELFT, "--vergelijk"], "hier hoort een waarde achter"),
        (["scorekaart", DELFT, "--terugval=ja"], "hier hoort geen waarde achter"),
        (["scorekaart", DELFT, "--wat"], "onbekend: --wat"),
    ],
)
def test_misuse_is_explained_in_dutch_with_exit_2(
    argumenten: list[str], melding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as einde:
        main(argumenten)
    assert einde.value.code == 2
    fout = capsys.readouterr().err
    assert fout.startswith("Verkeerd gebruik: ")
    assert melding in fout
    assert '--help" voor een voorbeeld.' in fout


@pytest.mark.parametrize("opdracht", [[], ["scorekaart"]])
def test_help_is_dutch_and_has_an_example(
    opdracht: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as einde:
        main([*opdracht, "--help"])
    assert einde.value.code == 0
    tekst = capsys.readouterr().out
    assert tekst.startswith("gebruik: python -m welvaart")
    assert "\n  python -m welvaart scorekaart Delft" in tekst
    for engels in ("usage", "options:", "positional arguments", "show this help"):
        assert engels not in tekst


def test_command_runs_as_a_process_with_a_plain_terminal(warehouse: Path) -> None:
    omgeving = {
        "PATH": "/usr/bin:/bin",
        "WELVAART_WAREHOUSE": str(warehouse),
        "PYTHONIOENCODING": "ascii",
        "NO_COLOR": "1",
        "COLUMNS": "80",
    }
    opdracht = [sys.executable, "-m", "welvaart", "scorekaart", DELFT]
    tabel = subprocess.run(opdracht, cwd=WORTEL, env=omgeving, capture_output=True, check=True)
    assert max(len(regel) for regel in tabel.stdout.decode("ascii").splitlines()) <= 80
    assert b"\x1b" not in tabel.stdout
    uit = subprocess.run(
        [*opdracht, "--formaat", "json"], cwd=WORTEL, env=omgeving, capture_output=True, check=True
    )
    assert json.loads(uit.stdout.decode("utf-8"))[0]["regio_naam"] == "Delft"
    assert uit.stderr == b""
