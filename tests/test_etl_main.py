"""The commands: exit codes, Dutch help, and an error as lines, never a traceback."""

from pathlib import Path

import pytest

from etl.__main__ import main
from tests.klein import write_klein

GOED = "gemeente;jaar;waarde\nGemeente A;2021;4,5\n"
OPDRACHTEN = ["build", "fetch", "ververs", "diff", "import", "momentopname", "schema"]


@pytest.fixture
def wereld(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small world as the place where the commands work."""
    instellingen = write_klein(tmp_path)
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(instellingen.warehouse))
    monkeypatch.setenv("WELVAART_CATALOGUS", str(instellingen.catalogus))
    monkeypatch.setenv("WELVAART_SNAPSHOTS", str(instellingen.snapshots))
    monkeypatch.setattr("etl.__main__.load_instellingen", lambda omgeving, **rest: instellingen)
    return tmp_path


def write(map_: Path, tekst: str) -> str:
    pad = map_ / "mijn.csv"
    pad.write_text(tekst, encoding="utf-8")
    return str(pad)


@pytest.mark.parametrize("opdracht", [[], *([naam] for naam in OPDRACHTEN)])
def test_help_is_dutch_and_has_an_example(
    opdracht: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as einde:
        main([*opdracht, "--help"])
    assert einde.value.code == 0
    tekst = capsys.readouterr().out
    assert tekst.startswith("gebruik: python -m etl")
    assert "voorbeeld:\n  python -m etl " in tekst
    assert "opties:" in tekst
    for engels in ("usage", "options:", "positional arguments", "show this help"):
        assert engels not in tekst


@pytest.mark.parametrize(
    ("argumenten", "melding"),
    [
        ([], "dit ontbreekt: OPDRACHT"),
        (["bouw"], "onbekende keuze: 'bouw' (kies uit"),
        (["momentopname"], "dit ontbreekt: MAP"),
        (["import", "a.csv", "--indicator", "x", "--wat"], "onbekend: --wat"),
        (["import", "a.csv", "--indicator", "x", "--factor", "veel"], "geen getal"),
        (["build", "--sta"], "onbekend: --sta"),
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


def test_import_and_build_put_an_own_figure_in_the_warehouse(
    wereld: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bestand = write(wereld, GOED)
    assert main(["import", bestand, "--indicator", "leegstand_woningen"]) == 0
    assert "cijfers: 1; regio's: 1; 2021." in capsys.readouterr().out
    assert main(["build", "--sta-toe-krimp"]) == 0
    assert "warehouse.duckdb gemaakt" in capsys.readouterr().out
    assert main(["build"]) == 0
    assert capsys.readouterr().out.startswith("Niets nieuws")


def test_a_refused_import_lists_every_problem_on_stderr_with_exit_1(
    wereld: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bestand = write(wereld, GOED + "Atlantis;2021;3\nGemeente B;straks;veel\n")
    assert main(["import", bestand, "--indicator", "leegstand_woningen"]) == 1
    uit = capsys.readouterr()
    assert uit.out == ""
    assert len(uit.err.splitlines()) == 3
    assert "Traceback" not in uit.err
    assert not list((wereld / "snapshots").glob("[!.]*"))  # but for the lock


def test_options_reach_the_reader(wereld: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bestand = write(
        wereld, "wie;soort;a;b\nGemeente A;x;1.500;9\nGemeente A;y;2.500;9\nGemeente X;x;1.000;1\n"
    )
    opties = "--kolom a --regio-kolom wie --jaar 2021 --filter soort=x --factor 0.001"
    rest = "--decimaal komma --nul ontbreekt --regios GM --sta-toe-onbekend --bron Telling"
    vraag = ["import", bestand, "--indicator", "leegstand_woningen"]
    assert main([*vraag, *opties.split(), *rest.split(), "--editie", "2021"]) == 0
    uit = capsys.readouterr().out
    assert "cijfers: 1; regio's: 1; 2021." in uit
    assert "Niet ingelezen: 'Gemeente X'" in uit


def test_a_filter_without_a_value_is_refused(
    wereld: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vraag = ["import", write(wereld, GOED), "--indicator", "inwoners", "--filter", "soort"]
    assert main(vraag) == 1
    assert "schrijf KOLOM=WAARDE" in capsys.readouterr().err


def test_a_lost_list_of_regios_is_named(wereld: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (wereld / "momentopname" / "regio.parquet").write_bytes(b"kapot")
    assert main(["import", write(wereld, GOED), "--indicator", "inwoners"]) == 1
    assert "de lijst met regio's is niet te lezen" in capsys.readouterr().err


def test_a_folder_without_source_files_is_refused(
    wereld: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["momentopname", str(wereld / "weg")]) == 1
    assert "is geen map" in capsys.readouterr().err


def test_the_schema_is_written_where_it_is_asked(
    wereld: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doel = wereld / "schema.json"
    assert main(["schema", "--uit", str(doel)]) == 0
    assert "indicators.yaml" in doel.read_text("utf-8")
    assert str(doel) in capsys.readouterr().out
