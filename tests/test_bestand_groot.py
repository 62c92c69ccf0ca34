"""A file as large as is allowed: what it takes, and that nothing else is read differently by it."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from etl.bronnen.bestand import read_tabel
from etl.bronnen.rijen import MAX_RIJEN, Tabelbouwer
from etl.instellingen import WORTEL
from etl.transformaties.bestand import to_waarnemingen
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


def test_rows_keep_their_numbers_and_footers_over_the_border_of_a_block(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("etl.bronnen.rijen._BLOK", 3)
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


def read(namen: list[str]) -> list[str]:
    tabel = pd.DataFrame({"gemeente": namen, "jaar": "2023", "waarde": "1"})
    bron = BestandBron(soort="bestand")
    uit = to_waarnemingen(tabel, "x", bron, Naamregister(load_regio(), load_alias()), "s")
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
