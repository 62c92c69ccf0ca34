"""The zip with figures: a description that fits, and files our own import reads back."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path

import duckdb
import pytest

from tests.test_export_inhoud import build
from welvaart.export.bestandsnaam import build_slug
from welvaart.export.pakket.csvtekst import format_kaal, write_csv
from welvaart.export.pakket.gegevenspakket import write_gegevens
from welvaart.lezen.stand import Stand


def open_zip(stand: Stand, code: str, *ids: str) -> zipfile.ZipFile:
    opdracht, document = build(stand, code, *ids)
    return zipfile.ZipFile(io.BytesIO(write_gegevens(document, opdracht)))


def read_csv(pak: zipfile.ZipFile, naam: str) -> list[dict[str, str]]:
    tekst = pak.read(naam).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(tekst), delimiter=";"))


@pytest.mark.parametrize("code", ["GM0503", "GM0096", "GM1982", "eigen:GM0503,GM0505;Wij"])
def test_the_description_fits_the_files(stand: Stand, code: str) -> None:
    pak = open_zip(stand, code)
    pakket = json.loads(pak.read("datapackage.json"))
    assert pakket["profile"] == "tabular-data-package"
    assert pakket["licenses"][0]["name"] == "CC-BY-4.0"
    assert all(bron["title"] and bron["path"] for bron in pakket["sources"])
    for deel in pakket["resources"]:
        inhoud = pak.read(deel["path"])
        assert deel["bytes"] == len(inhoud)
        assert deel["hash"] == f"sha256:{hashlib.sha256(inhoud).hexdigest()}"
        rijen = read_csv(pak, deel["path"])
        velden = {veld["name"]: veld for veld in deel["schema"]["fields"]}
        assert list(rijen[0]) == list(velden)
        for rij in rijen:
            for naam, veld in velden.items():
                if veld["type"] == "integer":
                    int(rij[naam])
                elif veld["type"] == "number" and rij[naam]:
                    float(rij[naam].replace(",", "."))


def test_the_figures_are_those_of_the_warehouse(stand: Stand, warehouse: Path) -> None:
    rijen = read_csv(open_zip(stand, "GM0503", "overgewicht", "inwoners"), "cijfers.csv")
    eigen = {
        (rij["indicator_id"], rij["periode_code"]): float(rij["waarde"].replace(",", "."))
        for rij in rijen
        if rij["regio_code"] == "GM0503" and rij["waarde"]
    }
    with duckdb.connect(str(warehouse), read_only=True) as verbinding:
        bekend = verbinding.execute(
            "SELECT indicator_id, periode_code, waarde FROM waarneming WHERE regio_code = 'GM0503'"
            " AND indicator_id IN ('overgewicht', 'inwoners') AND indeling_jaar = 0"
            " AND waarde IS NOT NULL"
        ).fetchall()
    assert eigen == {(i, p): w for i, p, w in bekend}
    assert all(bool(rij["waarde"]) != bool(rij["ontbreekt_omdat"]) for rij in rijen)


def test_the_wide_swing_file_has_gemeenten_below_and_years_beside_each_other(
    stand: Stand,
) -> None:
    pak = open_zip(stand, "eigen:GM0503,GM0505;Wij", "netto_arbeidsparticipatie")
    tekst = pak.read("swing/breed/netto_arbeidsparticipatie.csv").decode("utf-8-sig")
    koppen, *rijen = [regel.split(";") for regel in tekst.splitlines()]
    assert koppen[0] == "Gemeenten" and koppen[1:] == sorted(koppen[1:])
    assert [rij[0] for rij in rijen] == ["Delft", "Dordrecht"]
    assert rijen[0][koppen.index("2022")] == "69,3"
    lang = read_csv(pak, "swing/lang.csv")
    assert {(r["gebiedscode"], r["gebied"]) for r in lang} == {
        ("503", "Delft"),
        ("505", "Dordrecht"),
    }
    assert "69,3" in {r["waarde"] for r in lang if r["jaar"] == "2022"}


def test_a_new_series_is_marked_where_it_begins(stand: Stand) -> None:
    rijen = read_csv(open_zip(stand, "GM0503", "overgewicht"), "cijfers.csv")
    breuken = {(rij["regio"], rij["jaar"]) for rij in rijen if rij["breuk"]}
    assert ("Delft", "2020") in breuken
    assert {jaar for _, jaar in breuken} == {"2020"}


def test_the_same_input_gives_the_same_bytes(stand: Stand) -> None:
    opdracht, document = build(stand, "GM0503", "overgewicht")
    assert write_gegevens(document, opdracht) == write_gegevens(document, opdracht)


def test_numbers_stay_numbers_and_formulas_become_text() -> None:
    tekst = write_csv(["a", "b"], [["=1+1", -3.25], ['x;"y"', None], ["-", 1]]).decode("utf-8-sig")
    assert tekst == 'a;b\r\n\'=1+1;-3,25\r\n"x;""y""";\r\n\'-;1\r\n'
    assert format_kaal(1234567.0) == "1234567"
    assert format_kaal(1e-7) == "0,0000001"


def test_names_of_files_are_safe() -> None:
    assert build_slug("Súdwest-Fryslân") == "sudwest-fryslan"
    assert build_slug("../../etc/passwd") == "etc-passwd"
    assert build_slug("日本") == "regio"
    assert len(build_slug("x" * 500)) == 60
