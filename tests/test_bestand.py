"""The file reader: every form of file a gemeente may have, and each way in which it is broken."""

import gzip
import io
from datetime import date

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.bronnen.bestand.tabel import get_extensie, load_bestand, read_tabel
from welvaart.fouten import BronFout

LANG = "gemeente;jaar;waarde\nSúdwest-Fryslân;2021;12,3\nUtrecht;2022;\n"
VERWACHT = pd.DataFrame(
    {
        "gemeente": ["Súdwest-Fryslân", "Utrecht"],
        "jaar": ["2021", "2022"],
        "waarde": ["12,3", ""],
    }
)


def build_xlsx(*bladen: tuple[str, list[list[object]]], vorm: str | None = None) -> bytes:
    """A workbook of these sheets; `vorm` is the number format of the third column."""
    werkmap = openpyxl.Workbook()
    werkmap.remove(werkmap.worksheets[0])
    for naam, rijen in bladen:
        blad = werkmap.create_sheet(naam)
        for rij in rijen:
            blad.append(rij)
        if vorm:
            for cel in blad["C"][1:]:
                cel.number_format = vorm
    uit = io.BytesIO()
    werkmap.save(uit)
    return uit.getvalue()


@pytest.mark.parametrize(
    "inhoud",
    [
        LANG.encode(),
        LANG.encode("utf-8-sig"),
        LANG.encode("cp1252"),
        LANG.encode("utf-16"),
        LANG.replace("\n", "\r\n").encode(),
        LANG.replace(";", "\t").encode(),
        LANG.replace(";", "|").encode(),
        LANG.replace("12,3", '"12,3"').replace(";", ",").encode(),
        gzip.compress(LANG.encode(), mtime=0),
        LANG.replace("Utrecht", '"Utrecht    "').encode(),
        ("Titel van de tabel\n\n" + LANG + ";;\nBron: CBS\n").encode(),
        (LANG + "© CBS, 2026;;\n").encode(),
        LANG.replace("\n", ";\n").encode(),
        build_xlsx(
            (
                "Blad1",
                [
                    ["gemeente", "jaar", "waarde"],
                    ["Súdwest-Fryslân", 2021, "12,3"],
                    ["Utrecht", 2022, None],
                ],
            )
        ),
    ],
    ids=[
        "utf-8",
        "met BOM",
        "cp1252",
        "utf-16",
        "crlf",
        "tab",
        "streep",
        "komma",
        "gz",
        "aanhalingstekens en wit",
        "titel en bronregel",
        "bronregel met lege cellen",
        "scheiding aan het eind",
        "xlsx",
    ],
)
def test_every_form_of_file_gives_the_same_table(inhoud: bytes) -> None:
    pd.testing.assert_frame_equal(read_tabel(inhoud, "cijfers"), VERWACHT)


def test_a_statline_download_keeps_codes_and_signs_as_text() -> None:
    tabel = read_tabel(
        b'\xef\xbb\xbf"ID";"RegioS";"Perioden";"Banen_112"\r\n'
        b'"20";"NL01  ";"2015JJ00";" 7928600"\r\n"22";"GM0344";"2015JJ00";"       ."\r\n',
        "70072ned.csv",
    )
    assert tabel.columns.tolist() == ["ID", "RegioS", "Perioden", "Banen_112"]
    assert tabel.iloc[0].tolist() == ["20", "NL01", "2015JJ00", "7928600"]
    assert tabel.iloc[1].tolist() == ["22", "GM0344", "2015JJ00", "."]


def test_commas_in_names_and_numbers_do_not_pass_for_the_separator() -> None:
    rijen = "".join(f"Nuenen, Gerwen en Nederwetten;{n},5\n" for n in range(30))
    tabel = read_tabel(f"Gemeenten;Leegstand, jaar eerder\n{rijen}".encode(), "a.csv")
    assert tabel.columns.tolist() == ["Gemeenten", "Leegstand, jaar eerder"]
    assert tabel.iloc[3].tolist() == ["Nuenen, Gerwen en Nederwetten", "3,5"]


def test_numbers_of_excel_cannot_be_misread_and_percentages_are_as_seen() -> None:
    rijen: list[list[object]] = [["code", "aantal", "deel"], ["GM0344", 1.234, 0.123]]
    tabel = read_tabel(build_xlsx(("a", [*rijen, [363, 2000.0, 0.5]]), vorm="0.0%"), "a.xlsx")
    assert tabel["aantal"].tolist() == ["1.2340", "2000"]
    assert tabel["deel"].tolist() == ["12.3", "50"]
    assert tabel["code"].tolist() == ["GM0344", "363"]


def test_a_date_in_excel_becomes_iso_text() -> None:
    inhoud = build_xlsx(("a", [["jaar", "waarde"], [date(2024, 1, 1), 3]]))
    assert read_tabel(inhoud, "a.xlsx")["jaar"].tolist() == ["2024-01-01"]


def test_the_only_sheet_with_a_table_is_taken_else_a_choice_is_asked() -> None:
    tabel: list[list[object]] = [["jaar", "waarde"], [2024, 3]]
    toelichting: list[list[object]] = [["Toelichting"], ["Dit is een bestand"]]
    een = build_xlsx(("Uitleg", toelichting), ("Tabel", tabel))
    assert read_tabel(een, "a.xlsx")["waarde"].tolist() == ["3"]
    twee = build_xlsx(("Tabel 1", tabel), ("Tabel 2", [["jaar", "waarde"], [2024, 4]]))
    with pytest.raises(BronFout, match=r"meer dan één blad.*--blad: Tabel 1, Tabel 2"):
        read_tabel(twee, "a.xlsx")
    assert read_tabel(twee, "a.xlsx", "Tabel 2")["waarde"].tolist() == ["4"]
    with pytest.raises(BronFout, match=r"blad 'Tabel 3' bestaat niet; kies .* Tabel 1, Tabel 2"):
        read_tabel(twee, "a.xlsx", "Tabel 3")


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (b"", "leeg"),
        (b"  \n \n", "leeg"),
        (b"\xef\xbb\xbf\n", "leeg"),
        (b"\x00\x01\x02\x89rommel\x00", "geen tekstbestand"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "geen tekstbestand"),
        (b"\x1f\x8b\x08kapot", "gz-bestand is beschadigd"),
        (gzip.compress(LANG.encode(), mtime=0)[:-9], "gz-bestand is beschadigd"),
        (gzip.compress(b"", mtime=0), "leeg"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "oud of beveiligd Excel-bestand"),
        (b"PK\x03\x04kapot", "geen leesbaar Excel-bestand"),
        (build_xlsx(("a", [["x", 1], ["y", 2]]))[:-300], "geen leesbaar Excel-bestand"),
        (build_xlsx(("a", [["alleen een titel"]])), "geen blad met een tabel"),
        (b"a;b;c\n1;2;3\n1;2\n4;5;6\n", "regel 3: 2 cellen, de kop heeft er 3"),
        (b"a;b;c\n1;2;3\n1;2;3;4\n", "regel 3: 4 cellen, de kop heeft er 3"),
        (b"a;b;a\n1;2;3\n", "regel 1: kolom 'a' staat 2 keer"),
        (b"a;;c\n1;2;3\n", "regel 1: kolom 2 heeft geen naam"),
        (b"a;b;c\n", "geen rijen"),
        (b"een brief zonder tabel\nnog een regel\n", "geen tabel gevonden"),
        (b'{"headers": [], "rows": []}', "dit is JSON of een webpagina"),
        (b"<!DOCTYPE html><html>inloggen</html>", "dit is JSON of een webpagina"),
        (b'a;b\n1;"2\n3;4\n', "aanhalingsteken"),
    ],
)
def test_a_broken_file_is_refused_with_name_and_reason(inhoud: bytes, melding: str) -> None:
    with pytest.raises(BronFout, match=melding) as fout:
        read_tabel(inhoud, "mijn bestand.csv")
    assert all(regel.startswith("mijn bestand.csv: ") for regel in fout.value.problemen)


def test_all_broken_rows_are_counted_and_the_first_are_named() -> None:
    rijen = "1;2;3\n" * 30 + "1;2\n" * 8
    with pytest.raises(BronFout) as fout:
        read_tabel(f"a;b;c\n{rijen}".encode(), "a.csv")
    assert len(fout.value.problemen) == 6
    assert fout.value.problemen[0].startswith("a.csv: regel 32:")
    assert fout.value.problemen[-1] == "a.csv: en nog 3 zulke regels"


def test_a_line_number_counts_newlines_inside_quotes() -> None:
    with pytest.raises(BronFout, match="regel 4: 1 cellen"):
        read_tabel(b'a;b\n"eerste\ntweede";1\n3\n5;6\n7;8\n9;10\n11;12\n', "a.csv")


def test_a_file_that_is_not_there_is_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    pad = tmp_path_factory.mktemp("leeg") / "weg.csv"
    with pytest.raises(BronFout, match=r"weg\.csv: dit bestand bestaat niet; controleer de naam"):
        load_bestand(pad)
    with pytest.raises(BronFout, match="dit is een map, geen bestand"):
        load_bestand(pad.parent)


def test_the_extension_follows_from_the_content() -> None:
    assert get_extensie("a.txt", LANG.encode()) == "csv"
    assert get_extensie("a.csv", gzip.compress(b"a", mtime=0)) == "csv.gz"
    assert get_extensie("a.csv", build_xlsx(("a", [[1]]))) == "xlsx"


@given(st.binary(max_size=300))
def test_any_bytes_give_a_table_of_text_or_a_refusal(inhoud: bytes) -> None:
    try:
        tabel = read_tabel(inhoud, "a.csv")
    except BronFout:
        return
    assert len(tabel) > 0
    assert tabel.columns.is_unique


CEL = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(CEL, CEL), min_size=1, max_size=8), st.sampled_from(["utf-8", "utf-16"]))
def test_cells_survive_the_way_through_a_file(rijen: list[tuple[str, str]], codering: str) -> None:
    def quote(cel: str) -> str:
        return '"' + cel.replace('"', '""') + '"'

    regels = ["naam;waarde", *(f"{quote(a)};{quote(b)}" for a, b in rijen)]
    tabel = read_tabel("\n".join(regels).encode(codering), "a.csv")
    assert list(tabel.itertuples(index=False, name=None)) == rijen
