"""A user's own file: checked whole before anything is stored, and read again at a build."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from etl.bronnen.bestand.tabel import read_tabel
from etl.eigen.bestand import Opdracht, Verslag, import_bestand
from etl.eigen.reeks import load_eigen_bestanden
from tests.naamlijst import build_namen
from welvaart.catalogus import Catalogus, load_catalogus
from welvaart.fouten import BronFout, CatalogusFout, KeuzeFout

NAMEN = build_namen()
KOP = """
themas:
  wonen: {titel: Wonen, deel: hier_en_nu, volgorde: 1}
bronnen:
  cbs: {naam: CBS, editie: "1", url: "https://www.cbs.nl/", hoe_gekregen: Een kopie.}
indicatoren:
"""
REGEL = """  {id}:
    titel: Lege woningen
    thema: wonen
    deel: hier_en_nu
    eenheid: procent
    decimalen: 1
    richting: neutraal
    definitie: Iets.
    bewerking: geen
    grenzen: {{min: 0, max: 100}}
    bron: {bron}
    regionaal: {{methode: geen}}
"""
VRIJ = "{soort: bestand, uit: cbs}"
STRENG = (
    "{soort: bestand, uit: cbs, kolom: cijfer, regio_kolom: gm, jaar_kolom: jr, nul: ontbreekt,"
    " factor: 0.1, filter: {wat: a}}"
)
GOED = "gemeente;jaar;waarde\nUtrecht;2021;4,5\nAmsterdam;2021;5,0\n"


@pytest.fixture
def catalogus(tmp_path: Path) -> Catalogus:
    pad = tmp_path / "indicators.yaml"
    regels = REGEL.format(id="leegstand", bron=VRIJ) + REGEL.format(id="streng", bron=STRENG)
    pad.write_text(KOP + regels, encoding="utf-8")
    return load_catalogus(pad)


class Werkplaats:
    """A folder with files of a user and a folder for snapshots."""

    def __init__(self, map_: Path, catalogus: Catalogus) -> None:
        self.map, self.catalogus, self.snapshots = map_, catalogus, map_ / "snapshots"

    def importeer(
        self,
        tekst: str,
        indicator_id: str = "leegstand",
        naam: str = "mijn.csv",
        velden: Mapping[str, object] | None = None,
        **rest: object,
    ) -> Verslag:
        pad = self.map / naam
        pad.write_text(tekst, encoding="utf-8")
        opdracht = replace(Opdracht(pad, indicator_id, velden or {}), **rest)  # type: ignore[arg-type]  # fields by name
        return import_bestand(opdracht, self.catalogus, NAMEN, self.snapshots)

    def lees(self) -> dict[tuple[str, str, str], float]:
        frame = load_eigen_bestanden(self.snapshots, self.catalogus, NAMEN).waarnemingen
        assert set(frame["herkomst"]) == {"import"}
        sleutels = frame[["indicator_id", "regio_code", "periode_code"]]
        return dict(zip(sleutels.itertuples(index=False, name=None), frame["waarde"], strict=True))

    def find_bestanden(self) -> dict[str, int]:
        if not self.snapshots.exists():
            return {}
        return {pad.name: pad.stat().st_mtime_ns for pad in self.snapshots.iterdir()}


@pytest.fixture
def werkplaats(tmp_path: Path, catalogus: Catalogus) -> Werkplaats:
    return Werkplaats(tmp_path, catalogus)


def test_a_good_file_is_stored_and_read_back(werkplaats: Werkplaats) -> None:
    verslag = werkplaats.importeer(GOED)
    assert verslag.nieuw
    assert "cijfers: 2; regio's: 2; 2021." in verslag.regels[0]
    assert werkplaats.lees() == {
        ("leegstand", "GM0344", "2021JJ00"): 4.5,
        ("leegstand", "GM0363", "2021JJ00"): 5.0,
    }
    eigen = load_eigen_bestanden(werkplaats.snapshots, werkplaats.catalogus, NAMEN)
    (snapshot,) = eigen.snapshots
    assert snapshot.snapshot_id == verslag.snapshot_id
    assert snapshot.sidecar["bron"] == "Eigen bestand mijn.csv"
    assert snapshot.sidecar["rijen"] == 2


def test_the_same_file_again_writes_nothing(werkplaats: Werkplaats) -> None:
    werkplaats.importeer(GOED)
    voor = werkplaats.find_bestanden()
    verslag = werkplaats.importeer(GOED)
    assert not verslag.nieuw
    assert "er is niets veranderd" in verslag.regels[-1]
    assert werkplaats.find_bestanden() == voor


@pytest.mark.parametrize(
    ("tekst", "velden", "melding"),
    [
        ("", {}, r"mijn\.csv: het bestand is leeg"),
        ("gemeente;jaar;waarde\nAtlantis;2021;4\n", {}, r"mijn\.csv: 'Atlantis': geen regio"),
        ("gemeente;jaar;waarde\nUtrecht;2021;400\n", {}, r"400 ligt buiten 0\.0 tot 100\.0"),
        ("gemeente;jaar;waarde\nUtrecht;2021;vier\n", {}, "'vier' is geen getal"),
        (GOED, {"kolom": "aantal"}, "kolom 'aantal' staat niet"),
    ],
)
def test_a_refused_file_leaves_nothing_behind(
    werkplaats: Werkplaats, tekst: str, velden: dict[str, object], melding: str
) -> None:
    with pytest.raises(BronFout, match=melding):
        werkplaats.importeer(tekst, velden=velden)
    assert werkplaats.find_bestanden() == {}


def test_a_refused_file_leaves_the_earlier_one_in_place(werkplaats: Werkplaats) -> None:
    werkplaats.importeer(GOED)
    voor = werkplaats.find_bestanden()
    with pytest.raises(BronFout):
        werkplaats.importeer(GOED + "Atlantis;2021;9\n")
    assert werkplaats.find_bestanden() == voor


def test_a_newer_file_replaces_the_series_whole(werkplaats: Werkplaats) -> None:
    werkplaats.importeer(GOED)
    werkplaats.importeer("gemeente;jaar;waarde\nUtrecht;2022;6,5\n", naam="nieuw.csv", vervang=True)
    assert werkplaats.lees() == {("leegstand", "GM0344", "2022JJ00"): 6.5}
    werkplaats.importeer(GOED, vervang=True)
    assert ("leegstand", "GM0363", "2021JJ00") in werkplaats.lees()


ANDER = "gemeente;jaar;waarde\nUtrecht;2022;6,5\n"


@pytest.mark.parametrize(
    ("naam", "door", "wat_er_staat"),
    [
        ("van_hen.csv", "EZ", "mijn.csv van EZ, ingelezen op"),
        ("mijn.csv", "Wonen", "mijn.csv van EZ, ingelezen op"),
        ("mijn.csv", None, "mijn.csv van EZ, ingelezen op"),
    ],
)
def test_another_file_or_team_never_replaces_own_figures_in_silence(
    werkplaats: Werkplaats, naam: str, door: str | None, wat_er_staat: str
) -> None:
    werkplaats.importeer(GOED, door="EZ")
    voor, bestanden = werkplaats.lees(), werkplaats.find_bestanden()
    with pytest.raises(BronFout) as fout:
        werkplaats.importeer(ANDER, naam=naam, door=door)
    assert wat_er_staat in str(fout.value)
    assert "zeg dat dan met --vervang; anders maakt u met --titel een nieuw cijfer" in str(
        fout.value
    )
    assert (werkplaats.lees(), werkplaats.find_bestanden()) == (voor, bestanden)
    werkplaats.importeer(ANDER, naam=naam, door=door, vervang=True)
    assert werkplaats.lees() == {("leegstand", "GM0344", "2022JJ00"): 6.5}


def test_a_newer_version_of_the_same_file_of_the_same_team_needs_no_word(
    werkplaats: Werkplaats,
) -> None:
    werkplaats.importeer(GOED, door="EZ")
    werkplaats.importeer(ANDER, door="EZ")
    assert werkplaats.lees() == {("leegstand", "GM0344", "2022JJ00"): 6.5}
    werkplaats.importeer(ANDER, naam="kopie.csv", door="Wonen")  # the very same content
    assert werkplaats.lees() == {("leegstand", "GM0344", "2022JJ00"): 6.5}


def test_one_file_can_feed_two_indicators(werkplaats: Werkplaats) -> None:
    tekst = "gemeente;jaar;a;b\nUtrecht;2021;1,5;2,5\n"
    werkplaats.importeer(tekst, velden={"kolom": "a"})
    werkplaats.importeer(tekst, "streng", velden={"kolom": "b"})
    assert werkplaats.lees() == {
        ("leegstand", "GM0344", "2021JJ00"): 1.5,
        ("streng", "GM0344", "2021JJ00"): 2.5,
    }
    assert len([naam for naam in werkplaats.find_bestanden() if naam.endswith(".csv")]) == 1


def test_a_file_with_the_layout_of_the_catalogue_is_read_by_its_rules(
    werkplaats: Werkplaats,
) -> None:
    tekst = "gm;jr;wat;cijfer\nUtrecht;2021;a;45\nAmsterdam;2021;a;0\nUtrecht;2021;b;9\n"
    werkplaats.importeer(tekst, "streng")
    gelezen = werkplaats.lees()
    assert gelezen["streng", "GM0344", "2021JJ00"] == 4.5
    assert gelezen["streng", "GM0363", "2021JJ00"] != gelezen["streng", "GM0363", "2021JJ00"]


def test_a_file_with_another_layout_is_read_without_them_and_that_is_said(
    werkplaats: Werkplaats,
) -> None:
    verslag = werkplaats.importeer("gemeente;jaar;waarde\nUtrecht;2021;0\n", "streng")
    assert verslag.regels[0].startswith("Dit bestand is anders opgebouwd")
    assert "kolom cijfer, gm, jr, wat ontbreekt" in verslag.regels[0]
    assert werkplaats.lees() == {("streng", "GM0344", "2021JJ00"): 0}


def test_an_option_goes_before_the_catalogue(werkplaats: Werkplaats) -> None:
    tekst = "gm;jr;wat;cijfer\nUtrecht;2021;a;45\nUtrecht;2021;b;9\n"
    werkplaats.importeer(tekst, "streng", velden={"filter": {"wat": "b"}, "factor": 1.0})
    assert werkplaats.lees() == {("streng", "GM0344", "2021JJ00"): 9}


def test_unknown_names_that_are_allowed_are_kept_as_a_list(werkplaats: Werkplaats) -> None:
    tekst = GOED + "Atlantis;2021;9\n"
    verslag = werkplaats.importeer(tekst, sta_toe_onbekend=True)
    assert any("Niet ingelezen: 'Atlantis'" in regel for regel in verslag.regels)
    sidecar = json.loads((werkplaats.snapshots / f"{verslag.snapshot_id}.json").read_text("utf-8"))
    assert "'Atlantis'" in sidecar["invoer"][0]["niet_herkend"][0]
    assert len(werkplaats.lees()) == 2


def test_how_it_was_read_is_kept_with_the_file(werkplaats: Werkplaats) -> None:
    tekst = "gemeente;jaar;waarde\nUtrecht;2021;1.234\n"
    werkplaats.importeer(tekst, decimaalteken=".", velden={"factor": 10.0})
    assert werkplaats.lees() == {("leegstand", "GM0344", "2021JJ00"): 12.34}


def test_a_source_and_edition_of_ones_own_are_kept(werkplaats: Werkplaats) -> None:
    werkplaats.importeer(GOED, bron="Locatus", editie="2025")
    werkplaats.importeer(GOED)
    eigen = load_eigen_bestanden(werkplaats.snapshots, werkplaats.catalogus, NAMEN)
    (snapshot,) = eigen.snapshots
    assert (snapshot.sidecar["bron"], snapshot.sidecar["editie"]) == ("Locatus", "2025")


def test_an_unknown_indicator_is_named_with_the_nearest(werkplaats: Werkplaats) -> None:
    with pytest.raises(KeuzeFout, match=r"'leegstnd' staat niet .* bedoelt u leegstand"):
        werkplaats.importeer(GOED, "leegstnd")


def test_options_that_contradict_each_other_are_refused(werkplaats: Werkplaats) -> None:
    with pytest.raises(CatalogusFout, match="jaar_kolom en periode sluiten elkaar uit"):
        werkplaats.importeer(GOED, velden={"jaar_kolom": "jaar", "periode": "2021"})


def test_a_series_of_an_indicator_that_is_gone_is_refused_at_the_build(
    werkplaats: Werkplaats, tmp_path: Path
) -> None:
    werkplaats.importeer(GOED)
    pad = tmp_path / "anders.yaml"
    pad.write_text(KOP + REGEL.format(id="iets_anders", bron=VRIJ), encoding="utf-8")
    with pytest.raises(BronFout, match="'leegstand', maar die indicator staat niet meer"):
        load_eigen_bestanden(werkplaats.snapshots, load_catalogus(pad), NAMEN)


def test_a_damaged_file_or_description_is_refused_at_the_build(werkplaats: Werkplaats) -> None:
    verslag = werkplaats.importeer(GOED)
    payload = werkplaats.snapshots / f"{verslag.snapshot_id}.csv"
    payload.write_text(GOED.replace("4,5", "9,5"), encoding="utf-8")
    with pytest.raises(BronFout, match="veranderd of beschadigd"):
        werkplaats.lees()
    sidecar = payload.with_suffix(".json")
    inhoud = json.loads(sidecar.read_text("utf-8"))
    inhoud["invoer"][0]["bron"] = {"soort": "onzin"}
    sidecar.write_text(json.dumps(inhoud), encoding="utf-8")
    with pytest.raises(BronFout, match="instellingen zijn niet te lezen"):
        werkplaats.lees()


def test_without_imports_there_are_no_figures(werkplaats: Werkplaats) -> None:
    eigen = load_eigen_bestanden(werkplaats.snapshots, werkplaats.catalogus, NAMEN)
    assert eigen.waarnemingen.empty
    assert eigen.snapshots == ()


def test_a_file_that_feeds_two_indicators_is_read_once_at_a_build(
    werkplaats: Werkplaats, monkeypatch: pytest.MonkeyPatch
) -> None:
    tekst = "gemeente;jaar;a;b\nUtrecht;2021;1,5;2,5\n"
    werkplaats.importeer(tekst, velden={"kolom": "a"})
    werkplaats.importeer(tekst, "streng", velden={"kolom": "b"})
    gelezen: list[str] = []

    def read(inhoud: bytes, naam: str, blad: str | None) -> pd.DataFrame:
        gelezen.append(naam)
        return read_tabel(inhoud, naam, blad)

    monkeypatch.setattr("etl.eigen.reeks.read_tabel", read)
    assert len(werkplaats.lees()) == 2
    assert gelezen == ["mijn.csv"]


def test_a_file_that_changes_while_it_is_read_is_not_stored(
    werkplaats: Werkplaats, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(pad: Path) -> bytes:
        inhoud = pad.read_bytes()
        pad.write_bytes(inhoud + b"Delft;2021;6,0\n")
        return inhoud

    monkeypatch.setattr("etl.eigen.bestand.load_bestand", load)
    with pytest.raises(BronFout, match=r"mijn\.csv: het bestand veranderde .* niets bewaard"):
        werkplaats.importeer(GOED)
    assert not werkplaats.snapshots.exists()
