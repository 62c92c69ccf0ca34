"""A file as large as is allowed: what it takes, and that nothing else is read differently by it."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from etl.bronnen.bestand.rijen import MAX_RIJEN, Tabelbouwer
from etl.bronnen.bestand.tabel import read_tabel
from etl.instellingen import WORTEL
from etl.transformaties.bestand import Uitkomst, to_waarnemingen
from etl.transformaties.deelgebied import MAX_DEELGEBIEDEN
from tests.ophaalwereld import load_alias, load_regio
from welvaart.catalogus import BestandBron
from welvaart.fouten import BronFout
from welvaart.regio.naam import Naamregister

DOEL_MB = 300
MEET = """
import sys
from etl.__main__ import main
code = main(sys.argv[1:])
regels = open("/proc/self/status").read().splitlines()
hoogste = next(regel for regel in regels if regel.startswith("VmHWM"))
sys.stderr.write(f"{code} {hoogste.split()[1]}")
"""


def measure(pad: Path, *opties: str) -> tuple[int, float, str]:
    """Exit code, most memory in MB, and what was said, of trying a file in a process of its own."""
    opdracht = [sys.executable, "-c", MEET, "import", str(pad), "--proef", *opties]
    uit = subprocess.run(opdracht, cwd=WORTEL, capture_output=True, text=True, check=True)
    code, kb = uit.stderr.split()[-2:]
    return int(code), int(kb) / 1024, uit.stdout


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="alleen Linux zegt dit zo")
def test_half_a_million_rows_fit_in_the_memory_that_was_promised(tmp_path: Path) -> None:
    gemeenten = [f"GM{nummer:04d}" for nummer in range(500)]
    pad = tmp_path / "groot.csv"
    with pad.open("w", encoding="utf-8") as bestand:
        bestand.write("gemeente;jaar;functie;waarde;toelichting\nDelft;2023;winkel;6,5;geteld\n")
        for nummer in range(MAX_RIJEN - 1):
            bestand.write(f"{gemeenten[nummer % 500]};2023;{nummer // 500};{nummer},25;geteld\n")
    code, mb, tekst = measure(pad, "--filter", "functie=winkel")
    assert code == 0
    assert "500000 rijen, 500000 cijfercellen, 1 te lezen" in tekst
    assert mb <= DOEL_MB


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="alleen Linux zegt dit zo")
def test_half_a_million_rows_that_all_count_fit_as_well(tmp_path: Path) -> None:
    pad = tmp_path / "maand.csv"
    with pad.open("w", encoding="utf-8") as bestand:
        bestand.write("gemeente;deelgebied;periode;waarde\n")
        for maand in range(140):
            periode = f"{2012 + maand // 12}MM{maand % 12 + 1:02d}"
            for deel in range(3500):
                cijfer = f"{(deel * 7919 + maand * 31) % 1000},{deel % 10}"
                bestand.write(f"Delft;Gebied {deel};{periode};{cijfer}\n")
    code, mb, tekst = measure(pad)
    assert code == 0
    assert "490000 rijen, 490000 cijfercellen, 490000 te lezen" in tekst
    assert mb <= DOEL_MB


def test_rows_keep_their_numbers_and_footers_over_the_border_of_a_block(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("etl.bronnen.bestand.rijen._BLOK", 3)
    cijfers = [f"Delft;{jaar};{jaar}" for jaar in range(1900, 1910)]
    voet = ["Bron: CBS;;", "Bron: ook dit is een rij;;", *cijfers, "Bron: CBS;;", "* voorlopig"]
    tekst = "\n".join(["Titel;;", "naam;jaar;waarde", *cijfers, *voet])
    tabel = read_tabel(tekst.encode(), "a.csv")
    assert tabel["jaar"].tolist() == [
        *map(str, range(1900, 1910)),
        "",
        "",
        *map(str, range(1900, 1910)),
    ]
    kort = "\n".join(["naam;jaar;waarde", *cijfers, "Delft;1", *cijfers, "Bron: CBS"])
    with pytest.raises(BronFout) as fout:
        read_tabel(kort.encode(), "a.csv")
    assert list(fout.value.problemen) == [
        "a.csv: regel 12: 2 cellen, de kop heeft er 3; herstel die regel"
    ]


def test_a_file_of_titles_only_is_no_table_however_long() -> None:
    bouwer = Tabelbouwer("a.csv")
    for nummer in range(1, 200):
        bouwer.add(nummer, ["alleen dit"])
    with pytest.raises(BronFout, match="geen tabel gevonden"):
        bouwer.build()
    bouwer = Tabelbouwer("a.csv")
    for nummer in range(1, 200):
        bouwer.add(nummer, ["alleen dit"])
    bouwer.add(200, ["gemeente", "waarde"])
    bouwer.add(201, ["Delft", "4"])
    assert bouwer.build().to_dict("list") == {"gemeente": ["Delft"], "waarde": ["4"]}


NAMEN = Naamregister(load_regio(), load_alias())


def read(namen: list[str]) -> list[str]:
    tabel = pd.DataFrame({"gemeente": namen, "jaar": "2023", "waarde": "1"})
    uit = to_waarnemingen(tabel, "x", BestandBron(soort="bestand"), NAMEN, "s")
    return [deel.regel for deel in uit.namen_open]


def test_of_very_many_unknown_names_only_the_first_are_looked_into(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("etl.transformaties.regios._ZOEK_NAMEN", 2)
    regels = read(["Delfd", "Utrech", "Zwole"])
    assert "bedoelt u Delft" in regels[0]
    assert "bedoelt u" in regels[1]
    assert "te veel zulke namen" in regels[2]
    monkeypatch.setattr("etl.transformaties.regios._MAX_NAMEN", 2)
    with pytest.raises(BronFout, match=r"meer dan 2 verschillende namen .* 'Delfd'.*--regio-kolom"):
        read(["Delfd", "Utrech", "Zwole"])


def read_delen(delen: list[str], gemeente: str = "Delft") -> Uitkomst:
    tabel = pd.DataFrame(
        {"gemeente": gemeente, "deelgebied": delen, "jaar": "2023", "waarde": "1,5"}
    )
    return to_waarnemingen(tabel, "x", BestandBron(soort="bestand"), NAMEN, "s")


def test_a_file_with_more_deelgebieden_than_there_are_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("etl.transformaties.deelgebied.MAX_DEELGEBIEDEN", 2)
    uit = read_delen(
        ["Noord", "noord", "", "Zuid", "ZUID"]
    )  # written differently, two all the same
    assert sorted(uit.deelgebieden) == ["EI0503-NOORD", "EI0503-ZUID"]
    with pytest.raises(BronFout) as fout:
        read_delen(["Noord", "Zuid", "Oost", "West"])
    (regel,) = fout.value.problemen
    assert "meer dan 2 verschillende deelgebieden, bijvoorbeeld 'Oost' in GM0503" in regel
    assert "wijs hem aan met --deelgebied-kolom" in regel
    with pytest.raises(BronFout, match="meer dan 2 verschillende deelgebieden"):
        read_delen(["!", "?", "+", "Noord"])  # what cannot be used, counts as well


def test_there_is_room_for_every_buurt_of_the_country() -> None:
    uit = read_delen([f"Buurt {nummer}" for nummer in range(MAX_DEELGEBIEDEN)])
    assert len(uit.deelgebieden) == len(uit.waarnemingen) == 20_000
    with pytest.raises(BronFout, match=r"meer dan 20\.000 verschillende deelgebieden"):
        read_delen([f"Buurt {nummer}" for nummer in range(MAX_DEELGEBIEDEN + 1)])


CELLEN = {
    "gemeente": ["Delft", "GM0503", "Utrecht", "Delfd", "", "PV28", "Den Haag"],
    "deelgebied": ["", "", "Noord", "noord", "!"],
    "jaar": ["2021", "2022*", "2023", "", "geen jaar"],
    "waarde": ["1,5", "2", "0", "", ".", "x", "3**", "1.234", "veel"],
    "onder": ["", "", "0"],
    "boven": ["", "", "99999"],
    "status": ["", "definitief", "voorlopig", "raar"],
}


@given(
    st.lists(st.tuples(*(st.sampled_from(cellen) for cellen in CELLEN.values())), min_size=1),
    st.sampled_from(["echt", "ontbreekt"]),
    st.sampled_from([["GM"], ["GM", "PV"]]),
)
def test_a_text_kept_once_reads_as_a_text_kept_in_every_row(
    rijen: list[tuple[str, ...]], nul: str, regios: list[str]
) -> None:
    assume(any(map(any, rijen)))
    tekst = "\n".join(";".join(rij) for rij in [tuple(CELLEN), *rijen]).encode()
    bron = BestandBron.model_validate(
        {"soort": "bestand", "nul": nul, "nul_reden": "nul", "regios": regios}
    )
    plat = read_tabel(tekst, "a.csv")
    with pytest.MonkeyPatch.context() as herhaald:
        herhaald.setattr("etl.bronnen.bestand.rijen._BLOK", 2)
        herhaald.setattr("etl.bronnen.bestand.rijen._HERHAALD", 0)
        herhaald.setattr("etl.transformaties.tekstkolom._STUK", 2)
        gedeeld = read_tabel(tekst, "a.csv")
        uit = try_to_read(gedeeld, bron)
    pd.testing.assert_frame_equal(gedeeld.astype("str"), plat)
    is_gedeeld = [isinstance(soort, pd.CategoricalDtype) for soort in gedeeld.dtypes]
    assert is_gedeeld == [len(plat) > 2] * len(CELLEN)  # a single block stays as it is
    assert uit == try_to_read(plat, bron)


def try_to_read(tabel: pd.DataFrame, bron: BestandBron) -> object:
    """Everything that comes of a table, in a form that can be compared."""
    try:
        uit = to_waarnemingen(tabel, "x", bron, NAMEN, "s", decimaalteken=",")
    except BronFout as fout:
        return fout.problemen
    frame = uit.waarnemingen.astype(object)
    return (
        frame.where(frame.notna(), None).to_dict("records"),
        (uit.namen_open, uit.problemen, uit.cellen, uit.weggelaten, uit.deelgebieden),
    )
