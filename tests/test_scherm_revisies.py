"""Page Gegevens tells what changed in figures that stood there before."""

import shutil
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from tests.pagina import read_text, run_page
from welvaart.lezen.stand import Stand
from welvaart.methode.revisie import Oorzaak, Revisie, Revisiegroep, Revisielog
from welvaart.scherm.gegevens.revisies import (
    describe_edities,
    describe_groep,
    describe_log,
    format_paar,
)

GEGEVENS = "pages/6_Gegevens.py"
OP = datetime(2026, 7, 1, 12)  # noqa: DTZ001 - as the warehouse keeps it
RIJ = (
    "INSERT INTO revisie SELECT '{id}', '{regio}', '{jaar}JJ00', '{wat}', '{oorzaak}', {oud}, "
    "{nieuw}, 'voorlopig', 'definitief', '2025', '2026', 'a', 'b', TIMESTAMP '2026-07-01 12:00'"
)


@pytest.fixture
def met_log(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pad = tmp_path / "warehouse.duckdb"
    shutil.copy(warehouse, pad)
    rijen = [
        ("netto_arbeidsparticipatie", "GM0503", 2020, "herzien", "editie", 64.3, 65.7),
        ("netto_arbeidsparticipatie", "PV28", 2021, "herzien", "editie", 70.0, 70.1),
        ("inwoners", "GM0503", 2024, "herzien", "correctie", 100, 120),
        ("leegstand_woningen", "GM0503", 2023, "weg", "eigen_import", 4, "NULL"),
        ("woningwaarde", "GM0363", 2023, "gevuld", "andere_bron", "NULL", 400),
    ]
    with duckdb.connect(str(pad)) as db:
        db.execute("UPDATE bouw SET revisies_sinds = TIMESTAMP '2026-01-31 09:00'")
        for indicator_id, regio, jaar, wat, oorzaak, oud, nieuw in rijen:
            velden = {"id": indicator_id, "regio": regio, "jaar": jaar, "wat": wat}
            db.execute(RIJ.format(**velden, oorzaak=oorzaak, oud=oud, nieuw=nieuw))
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(pad))
    return pad


def test_without_changes_the_page_says_since_when_nothing_changed(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(warehouse))
    test = run_page(GEGEVENS, regio="GM0503")
    assert not test.exception
    assert "Sindsdien veranderde geen enkel cijfer dat er al stond." in read_text(test)


@pytest.mark.usefixtures("met_log")
def test_every_cause_has_a_table_of_its_own_and_the_gemeente_its_figures() -> None:
    test = run_page(GEGEVENS, regio="GM0503")
    assert not test.exception
    tekst = read_text(test)
    koppen = [
        "Nieuwe editie van de bron",
        "Andere tabel of bron",
        "Correctie van ons",
        "Eigen best",
    ]
    plekken = [tekst.index(f"{kop}") for kop in koppen]
    assert plekken == sorted(plekken)
    assert "Wij houden dit bij sinds 31 januari 2026." in tekst
    assert "<td>2 herzien: 1 gemeente en 1 andere regio, 2020–2021</td>" in tekst
    assert "<td>Delft 2020: 64,3\u00a0% → 65,7\u00a0%</td>" in tekst
    eigen = tekst[tekst.index("<caption>Cijfers van Delft die anders werden") :]
    assert '<td class="r">64,3\u00a0%*</td><td class="r">65,7\u00a0%</td>' in eigen
    assert '<td class="r">vervallen</td><td>eigen bestand</td>' in eigen
    assert "Amsterdam" not in eigen.split("</table>")[0]


@pytest.mark.usefixtures("met_log")
def test_a_gemeente_without_changes_and_no_gemeente_each_get_a_sentence() -> None:
    assert "Bij Vlieland veranderde geen cijfer" in read_text(run_page(GEGEVENS, regio="GM0096"))
    assert "Kies een gemeente om bij elk cijfer de oude" in read_text(run_page(GEGEVENS))


def test_an_older_warehouse_gets_a_sentence_instead_of_a_table(met_log: Path) -> None:
    with duckdb.connect(str(met_log)) as db:
        db.execute("DROP TABLE revisie")
    test = run_page(GEGEVENS, regio="GM0503")
    assert not test.exception
    assert "is van een andere versie van dit programma" in read_text(test)


def build_groep(oorzaak: Oorzaak, **per_soort: int) -> Revisiegroep:
    aantal = sum(per_soort.values())
    perioden = ("2013JJ00", "2022JJ00")
    return Revisiegroep(
        OP, oorzaak, "inwoners", aantal, 1, 3, *perioden, per_soort, None, "2023", "2024"
    )


def test_a_group_is_told_in_numbers() -> None:
    groep = build_groep(Oorzaak.EDITIE, herzien=1200, status=1)
    assert describe_groep(groep) == (
        "1.200 herzien, 1 andere status: 1 gemeente en 2 andere regio's, 2013–2022"
    )
    assert describe_edities(groep) == "2023 → 2024"


def test_a_correction_alone_is_not_laid_at_the_door_of_the_source() -> None:
    zin = describe_log(Revisielog(OP, (build_groep(Oorzaak.CORRECTIE, herzien=1),)))
    assert "Sindsdien veranderde geen bron een cijfer" in zin
    assert "geen bron" not in describe_log(Revisielog(OP, (build_groep(Oorzaak.EDITIE, leeg=1),)))


def test_a_change_behind_the_last_decimal_is_still_seen(stand: Stand) -> None:
    revisie = Revisie(
        "netto_arbeidsparticipatie", "GM0503", "2020JJ00", "herzien", Oorzaak.EDITIE,
        64.312, 64.338, "definitief", "definitief", OP,
    )  # fmt: skip
    assert format_paar(stand, revisie) == ("64,31\u00a0%", "64,34\u00a0%")
