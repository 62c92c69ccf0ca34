"""Files that many people have: recognised by their layout, read with hardly any option."""

from pathlib import Path

import pytest

from etl.bronnen.bestand.tabel import read_tabel
from etl.eigen.bestand import Opdracht, Verslag, import_bestand
from etl.eigen.reeks import load_eigen_bestanden
from etl.transformaties.vorm import recognize_vorm
from tests.naamlijst import build_namen
from welvaart.catalogus import Catalogus, load_catalogus
from welvaart.fouten import BronFout

NAMEN = build_namen()
KOP = """
themas:
  wonen: {titel: Wonen, deel: hier_en_nu, volgorde: 1}
bronnen:
  cbs: {naam: CBS, editie: "1", url: "https://www.cbs.nl/", hoe_gekregen: Een kopie.}
indicatoren:
"""
REGEL = """  {id}:
    titel: {titel}
    thema: wonen
    deel: hier_en_nu
    monitor: {monitor}
    eenheid: personen
    decimalen: 0
    richting: neutraal
    definitie: Iets.
    bewerking: geen
    grenzen: {{min: 0, max: 20000000}}
    bron: {bron}
    regionaal: {{methode: geen}}
"""
GEBUNDELD = (
    "{soort: bestand, uit: cbs, kolom: w, filter: {id: a}, regio_kolom: gm, jaar_kolom: jr, "
    "nul: ontbreekt, nul_reden: Niet gepubliceerd., indeling: 2024}"
)
LIVE = "{soort: cbs_v4, tabel: 03759ned, onderwerp: {titel: Totale bevolking}}"


@pytest.fixture
def catalogus(tmp_path: Path) -> Catalogus:
    pad = tmp_path / "indicators.yaml"
    entries = [
        REGEL.format(id="eigen", titel="Inwoners", monitor="nee", bron="{soort: bestand}"),
        REGEL.format(id="monitor", titel="Netto vermogen", monitor="ja", bron=GEBUNDELD),
        REGEL.format(id="live", titel="Inwoners van nu", monitor="nee", bron=LIVE),
    ]
    pad.write_text(KOP + "".join(entries), encoding="utf-8")
    return load_catalogus(pad)


class Balie:
    """Imports a text for an entry and reads it back as the build would."""

    def __init__(self, map_: Path, catalogus: Catalogus) -> None:
        self.map, self.catalogus = map_, catalogus

    def importeer(self, tekst: str, indicator_id: str, **velden: object) -> Verslag:
        pad = self.map / "mijn.csv"
        pad.write_text(tekst, encoding="utf-8-sig")
        opdracht = Opdracht(pad, indicator_id, velden)
        return import_bestand(opdracht, self.catalogus, NAMEN, self.map / "snapshots")

    def lees(self) -> dict[tuple[str, str], float]:
        cijfers = load_eigen_bestanden(self.map / "snapshots", self.catalogus, NAMEN)
        frame = cijfers.waarnemingen.dropna(subset="waarde")
        sleutel = zip(frame["regio_code"], frame["periode_code"].str[:4], strict=True)
        return dict(zip(sleutel, frame["waarde"], strict=True))


@pytest.fixture
def balie(tmp_path: Path, catalogus: Catalogus) -> Balie:
    return Balie(tmp_path, catalogus)


RMBW = (
    "label;jaar;statnaam;waarde\nNettovermogen;2021;Utrecht;1200,5\nNettovermogen;2021;Amsterdam;0\n"
    "Nettovermogen;2013;Land van Cuijk;7,0\nOvergewicht;2021;Utrecht;45,5\n"
)


def test_a_download_of_the_monitor_takes_its_series_and_its_zeros_as_the_catalogue_does(
    balie: Balie,
) -> None:
    verslag = balie.importeer(RMBW, "monitor")
    assert verslag.regels[0].startswith("Herkend als download van de Regionale Monitor")
    assert "Reeks: Nettovermogen." in verslag.regels
    assert balie.lees() == {("GM0344", "2021"): 1200.5, ("GM1982", "2013"): 7.0}
    assert any("4 cellen in het bestand, 3 ingelezen (waarvan 1 leeg)" in r for r in verslag.regels)
    assert "Weggelaten: 1 × rijen van een andere reeks (filter)." in verslag.regels


def test_a_series_that_the_monitor_names_otherwise_is_asked_for(balie: Balie) -> None:
    with pytest.raises(BronFout, match=r"geen heet 'Inwoners'; kies er een met --filter label=…"):
        balie.importeer(RMBW, "eigen")
    verslag = balie.importeer(RMBW, "eigen", filter={"label": "Overgewicht"})
    assert balie.lees() == {("GM0344", "2021"): 45.5}
    assert any("kan een 0 betekenen dat er geen cijfer is" in regel for regel in verslag.regels)


TITELS = (
    '"Regionale kerncijfers Nederland"\r\n'
    '"Perioden";"Regio\'s";"Bevolking/Totale bevolking (aantal)";"Bevolking/Mannen (aantal)"\r\n'
    '"2021";"Utrecht (gemeente)        ";"359370";"175000"\r\n'
    '"2021";"Nederland";"17475415";"8686536"\r\n"2021";"Weesp";"       .";""\r\n'
    '"Bron: CBS"\r\n'
)


def test_a_download_of_statline_with_titles_is_read_by_the_topic_of_the_entry(
    balie: Balie,
) -> None:
    verslag = balie.importeer(TITELS, "live")
    assert verslag.regels[0] == "Herkend als download van CBS StatLine, met titels in de kop."
    assert balie.lees() == {("GM0344", "2021"): 359370}
    assert "Weggelaten: 1 × regio's van een andere soort." in verslag.regels


def test_a_topic_that_is_not_found_is_asked_for_by_its_column(balie: Balie) -> None:
    with pytest.raises(BronFout) as fout:
        balie.importeer(TITELS, "eigen")
    assert str(fout.value).startswith("mijn.csv: het bestand heeft meer reeksen")
    assert "Bevolking/Totale bevolking (aantal), Bevolking/Mannen (aantal)" in str(fout.value)
    balie.importeer(TITELS, "eigen", kolom="Bevolking/Mannen (aantal)")
    assert balie.lees() == {("GM0344", "2021"): 175000}


def test_a_download_of_statline_with_codes_is_read_by_the_topic_of_the_entry(
    balie: Balie,
) -> None:
    tekst = (
        '"ID";"RegioS";"Perioden";"TotaleBevolking_1";"Mannen_2"\r\n'
        '"20";"GM0344";"2021JJ00";"  359370";"  175000"\r\n'
        '"21";"NL01  ";"2021JJ00";"17475415";""\r\n'
    )
    verslag = balie.importeer(tekst, "live")
    assert verslag.regels[0] == "Herkend als download van CBS StatLine, met codes in de kop."
    assert balie.lees() == {("GM0344", "2021"): 359370}


@pytest.mark.parametrize(
    ("eenheid", "waarde"),
    [("x 1 000", 12500), ("1 000 euro", 12500), ("mln euro", 12.5e6), ("aantal", 12.5)],
)
def test_thousands_in_the_header_are_multiplied_and_that_is_said(
    balie: Balie, eenheid: str, waarde: float
) -> None:
    tekst = f"Perioden;Regio's;Banen ({eenheid})\n2021;Utrecht (gemeente);12,5\n"
    verslag = balie.importeer(tekst, "eigen")
    assert balie.lees() == {("GM0344", "2021"): waarde}
    assert any("vermenigvuldigd" in regel for regel in verslag.regels) == (eenheid != "aantal")
    balie.importeer(tekst, "eigen", factor=1.0)
    assert balie.lees() == {("GM0344", "2021"): 12.5}


def test_rates_per_thousand_are_no_thousands(balie: Balie) -> None:
    tekst = "Perioden;Regio's;Misdrijven (per 1 000 inwoners)\n2021;Utrecht (gemeente);12,5\n"
    balie.importeer(tekst, "eigen")
    assert balie.lees() == {("GM0344", "2021"): 12.5}


@pytest.mark.parametrize("leeg", ["?", "-", "x", ".", ""])
def test_an_export_of_swing_needs_no_option(balie: Balie, leeg: str) -> None:
    tekst = f"Gemeenten;2021;2022\nUtrecht;12,5;{leeg}\nAmsterdam;3,25;4\n"
    verslag = balie.importeer(tekst, "eigen")
    assert verslag.regels[0].startswith("Herkend als uitvoer van een Swing-databank")
    assert balie.lees() == {
        ("GM0344", "2021"): 12.5,
        ("GM0363", "2021"): 3.25,
        ("GM0363", "2022"): 4,
    }
    assert any("4 cellen in het bestand, 4 ingelezen (waarvan 1 leeg)" in r for r in verslag.regels)


def test_an_export_of_swing_may_lie_on_its_side(balie: Balie) -> None:
    verslag = balie.importeer("Perioden;Utrecht;Amsterdam\n2021;12,5;3,25\n", "eigen")
    assert "met een kolom per gebied" in verslag.regels[0]
    assert balie.lees() == {("GM0344", "2021"): 12.5, ("GM0363", "2021"): 3.25}


def test_a_file_of_ones_own_is_not_called_something_else(catalogus: Catalogus) -> None:
    tabel = read_tabel(b"gemeente;jaar;waarde\nUtrecht;2021;1\n", "a.csv")
    assert recognize_vorm(tabel, catalogus["eigen"], {}) is None


def test_every_import_says_how_the_columns_were_understood(balie: Balie) -> None:
    verslag = balie.importeer("gemeente;jaar;waarde\nUtrecht;2021;1\n", "eigen")
    assert (
        "Zo gelezen: gebied uit 'gemeente', periode uit 'jaar', cijfer uit 'waarde'."
        in verslag.regels
    )


def test_an_own_file_stands_on_the_gemeenten_that_the_entry_stands_on(balie: Balie) -> None:
    balie.importeer("gemeente;jaar;waarde\nLand van Cuijk;2013;7\n", "monitor")
    assert balie.lees() == {("GM1982", "2013"): 7}
    with pytest.raises(BronFout, match=r"Boxmeer \[GM0756\] bestond niet in 2024, maar"):
        balie.importeer("gemeente;jaar;waarde\nBoxmeer;2013;7\n", "monitor")
    with pytest.raises(BronFout, match=r"Land van Cuijk \[GM1982\] bestond niet in 2013, maar"):
        balie.importeer("gemeente;jaar;waarde\nLand van Cuijk;2013;7\n", "eigen")
