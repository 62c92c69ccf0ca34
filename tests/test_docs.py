"""What the documents promise exists: commands, files, settings, glossary."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from etl.__main__ import main
from welvaart.catalogus import load_catalogus

WORTEL = Path(__file__).resolve().parents[1]
README = (WORTEL / "README.md").read_text(encoding="utf-8")


def test_readme_starts_with_the_two_commands() -> None:
    eerste_blok = README.split("```")[1]
    assert "make dashboard" in eerste_blok
    assert "make test" in eerste_blok


def test_make_targets_of_the_readme_exist() -> None:
    makefile = (WORTEL / "Makefile").read_text(encoding="utf-8")
    for doel in sorted(set(re.findall(r"make ([a-z]+)", README))):
        assert re.search(rf"^{doel}:", makefile, re.MULTILINE), doel


def test_every_file_the_readme_names_exists() -> None:
    koppelingen = re.findall(r"\]\(([^)h][^)]*)\)", README)
    genoemd = re.findall(r"`((?:etl|welvaart|pages|docs|tests)/[\w/.]*|[\w.]+\.yaml)`", README)
    assert koppelingen
    assert genoemd
    assert [pad for pad in koppelingen + genoemd if not (WORTEL / pad).exists()] == []


@pytest.mark.parametrize("opdracht", sorted(set(re.findall(r"python -m etl ([a-z]+)", README))))
def test_etl_commands_of_the_readme_have_help_with_an_example(
    opdracht: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as einde:
        main([opdracht, "--help"])
    assert einde.value.code == 0
    assert "voorbeeld" in capsys.readouterr().out.lower()


def test_number_of_indicators_in_the_readme_is_that_of_the_catalogue() -> None:
    met = re.search(r"Er zijn (\d+) indicatoren met cijfers \((\d+) uit", README)
    klaar = re.search(r"Nog (\d+) indicatoren staan klaar", README)
    assert met
    assert klaar
    entries = list(load_catalogus(WORTEL / "indicators.yaml").indicatoren.values())
    gebundeld = [x for x in entries if x.bestand_bron is not None and x.bestand_bron.bestand]
    assert (int(met[1]), int(met[2])) == (len(gebundeld), sum(x.monitor for x in gebundeld))
    assert int(klaar[1]) == len(entries) - len(gebundeld)
    assert [x.indicator_id for x in entries if x.nog_nodig is not None] == []


def test_settings_of_streamlit_can_be_read() -> None:
    """Two sections of one name are no TOML: Streamlit then starts with none of the settings."""
    instellingen = tomllib.loads((WORTEL / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert instellingen["server"]["enableStaticServing"]
    assert instellingen["global"]["disableWidgetStateDuplicationWarning"]


def test_every_setting_in_the_code_is_in_the_example() -> None:
    voorbeeld = (WORTEL / ".env.example").read_text(encoding="utf-8")
    code = "\n".join(
        pad.read_text(encoding="utf-8")
        for map_ in ("etl", "welvaart")
        for pad in (WORTEL / map_).rglob("*.py")
    )
    namen = set(re.findall(r"\"(WELVAART_[A-Z]+|CBS_[A-Z0-9_]+|SWING_[A-Z]+)\"", code))
    assert namen
    assert {naam for naam in namen if naam not in voorbeeld} == set()


def test_adrs_have_all_parts_and_a_number_of_their_own() -> None:
    paden = sorted((WORTEL / "docs" / "adr").glob("*.md"))
    nummers = [pad.name[:4] for pad in paden]
    assert len(set(nummers)) == len(nummers) >= 5
    for pad in paden:
        tekst = pad.read_text(encoding="utf-8")
        for deel in ("Context", "Decision", "Alternatives", "Evidence", "Revisit when"):
            assert f"**{deel}" in tekst, f"{pad.name}: {deel}"


def test_no_registry_address_or_machine_path_is_tracked() -> None:
    uit = subprocess.run(
        ["git", "ls-files", "-z"], cwd=WORTEL, capture_output=True, check=False, text=True
    )
    if uit.returncode:
        pytest.skip("geen git: niet te zien welke bestanden worden bijgehouden")
    fout = re.compile(r"--(?:extra-)?index-url|/simple/|(?:^|[^\w./])/(?:work|root|home)/")
    schuldig = []
    for naam in uit.stdout.split("\0"):
        pad = WORTEL / naam
        if not naam or pad.suffix in {".parquet", ".png", ".otf"} or pad == Path(__file__):
            continue
        if fout.search(pad.read_text(encoding="utf-8")):
            schuldig.append(naam)
    assert schuldig == []


def test_app_starts_without_the_slow_geo_libraries() -> None:
    code = (
        "import sys, welvaart.scherm.begin, welvaart.scherm.scorekaart.nulmeting;"
        "import welvaart.scherm.gegevens.gegevens;"
        "print([m for m in ('geopandas', 'shapely', 'pyproj', 'pydantic.main', 'yaml', 'requests',"
        " 'cbsodata') if m in sys.modules])"
    )
    uit = subprocess.run(
        [sys.executable, "-c", code], cwd=WORTEL, capture_output=True, check=True, text=True
    )
    assert "geopandas" not in uit.stdout
    assert "cbsodata" not in uit.stdout
