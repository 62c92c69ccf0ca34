"""A colleague who never saw the code follows docs/indicator-toevoegen.md: it must just work."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl.__main__ import main
from etl.instellingen import WORTEL
from tests.cbs_server import CbsServer
from tests.cbs_tabel import DATA, load_tabellen
from tests.pagina import read_html, run_page
from welvaart.__main__ import main as welvaart

RECEPT = (WORTEL / "docs" / "indicator-toevoegen.md").read_text(encoding="utf-8")
ID = "zitplaatsen_terras"


@pytest.fixture
def catalogus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the catalogue, and a test server with the table of the recipe only."""
    for naam in ("indicators.yaml", "correcties.yaml"):
        (tmp_path / naam).write_bytes((WORTEL / naam).read_bytes())
    monkeypatch.setenv("WELVAART_CATALOGUS", str(tmp_path / "indicators.yaml"))
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(tmp_path / "warehouse.duckdb"))
    monkeypatch.setenv("WELVAART_SNAPSHOTS", str(tmp_path / "snapshots"))
    with CbsServer(tabellen=load_tabellen(DATA / "voorbeeld")) as server:
        monkeypatch.setenv("CBS_V4_URL", server.v4_url)
        yield tmp_path / "indicators.yaml"


def add_regel(catalogus: Path, regel: str) -> None:
    oud = catalogus.read_text(encoding="utf-8").split(f"  {ID}:")[0]
    catalogus.write_text(oud + regel, encoding="utf-8")


def read_regel() -> str:
    gevonden = re.search(r"```yaml\n(.*?)```", RECEPT, re.DOTALL)
    assert gevonden
    return gevonden[1]


def open_page(naam: str, **vraag: str) -> AppTest:
    test = run_page(naam, **vraag)
    assert not test.exception
    return test


def read_rijen(test: AppTest) -> dict[str, list[object]]:
    (kaart,) = test.get("bidi_component")
    themas = json.loads(kaart.proto.json)["themas"]
    return {rij[0]: rij for thema in themas for rij in thema["rijen"]}


def test_the_table_of_the_recipe_is_in_no_other_test() -> None:
    eigen = {Path(__file__).name, "cbs_tabellen.yaml"}
    overal = [pad for pad in (WORTEL / "tests").rglob("*") if pad.suffix in (".py", ".yaml")]
    assert overal
    assert [
        p.name for p in overal if "99100NED" in p.read_text("utf-8") and p.name not in eigen
    ] == []


def test_recipe_leads_from_an_entry_to_the_nulmeting(
    catalogus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_regel(catalogus, read_regel())
    assert main(["build"]) == 0
    assert ID not in read_rijen(open_page("pages/1_Nulmeting.py", regio="GM0503"))
    assert main(["check", ID]) == 0
    assert f"{ID} (99100NED): klopt." in capsys.readouterr().out
    assert main(["fetch", ID]) == 0
    assert main(["build"]) == 0
    rij = read_rijen(open_page("pages/1_Nulmeting.py", regio="GM0503"))[ID]
    assert rij[2] == "2.600*"  # 2.6 thousand, provisional
    open_ = open_page("pages/1_Nulmeting.py", regio="GM0503", indicator=ID)
    tekst = read_html(open_)
    assert "CBS, StatLine (via 127.0.0.1), tabel 99100NED" in tekst
    assert "op een terras van een café of restaurant" in tekst
    gegevens = open_page("pages/6_Gegevens.py")
    lijst = read_html(gegevens)
    assert f"python -m etl fetch {ID}" not in lijst
    assert "nee (alleen bij 127.0.0.1)" in lijst
    capsys.readouterr()
    assert welvaart(["scorekaart", "Delft", "--formaat", "json"]) == 0
    kaart = {r["indicator_id"]: r for r in json.loads(capsys.readouterr().out)}
    assert (kaart[ID]["waarde"], kaart[ID]["n"]) == (2600, 3)


def test_check_helps_who_does_not_know_the_codes(
    catalogus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fout = read_regel().replace("Zitplaatsen op terrassen, eenheid", "Zitplaatsen, eenheid")
    fout = re.sub(r"      selectie: .*\n", "", fout).replace("factor: 1000", "factor: 1")
    add_regel(catalogus, fout)
    assert main(["check", ID]) == 1
    uit = capsys.readouterr().out
    assert "lijkt op: M009002 (Zitplaatsen op terrassen, x 1 000)" in uit
    assert "dimensie SoortHoreca staat niet in selectie" in uit
    assert "T001700 (Totaal horeca)" in uit
    add_regel(catalogus, read_regel().replace("factor: 1000", "factor: 1"))
    assert main(["check", ID]) == 1
    assert "zet factor in indicators.yaml op 1000" in capsys.readouterr().out


def test_commands_of_the_recipe_exist() -> None:
    opdrachten = set(re.findall(r"python -m etl ([a-z]+)", RECEPT))
    assert opdrachten == {"check", "fetch", "build", "import"}
    for opdracht in opdrachten:
        with pytest.raises(SystemExit) as einde:
            main([opdracht, "--help"])
        assert einde.value.code == 0
    assert (WORTEL / "tests/data/voorbeeld").is_dir()
