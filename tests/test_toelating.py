"""What the build would refuse is refused by fetch: then the other sources still come through."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from etl.bouw import build
from etl.ophalen.verslag import MISLUKT, OPGEHAALD
from tests.cbs_tabel import Cel, Plek
from tests.ophaalwereld import INWONERS, VESTIGINGEN, Wereld, get_soorten

TABEL, ONDERWERP = "03759ned", "M000352"


@pytest.fixture
def wereld(tmp_path: Path) -> Iterator[Wereld]:
    with Wereld(tmp_path) as wereld:
        yield wereld


def change(wereld: Wereld, cellen: Mapping[Plek, Cel | None], dag: str = "2026-07-01") -> None:
    """Publish the table with some cells changed; None takes a cell away."""
    tabel = wereld.server.tabellen[TABEL]
    cijfers = {**tabel.cijfers, **cellen}
    over = {plek: cel for plek, cel in cijfers.items() if cel is not None}
    wereld.server.tabellen[TABEL] = replace(
        tabel, cijfers=over, gewijzigd_op=f"{dag}T02:00:00+02:00"
    )


def read_perioden(wereld: Wereld, indicator_id: str) -> set[str]:
    with duckdb.connect(str(build(wereld.instellingen).pad), read_only=True) as verbinding:
        rijen = verbinding.execute(
            "SELECT DISTINCT periode_code FROM waarneming WHERE indicator_id = $id"
            " AND waarde IS NOT NULL AND herkomst = 'bron'",
            {"id": indicator_id},
        ).fetchall()
    return {code for (code,) in rijen}


def test_a_gemeente_before_its_birth_is_refused_and_the_others_come_through(
    wereld: Wereld,
) -> None:
    """As in a table that CBS recomputed to one indeling, while the entry does not say so."""
    change(wereld, {(ONDERWERP, "GM1980", "2021JJ00"): 86_000.0})
    resultaten = wereld.fetch()
    assert get_soorten(resultaten) == {"inwoners": MISLUKT, "vestigingen": OPGEHAALD}
    regel = next(regel for regel in resultaten[0].regels if "niet bestond" in regel)
    assert regel.startswith("inwoners: 03759ned: 1 cijfer is van een regio die toen niet bestond")
    assert "zet dan bij bron in indicators.yaml dat jaar: indeling: 2024" in regel
    assert read_perioden(wereld, "vestigingen")  # the build is not stopped by the other one


def test_a_country_that_is_more_than_its_gemeenten_is_refused_unless_the_entry_says_so(
    wereld: Wereld,
) -> None:
    nederland = wereld.server.tabellen[TABEL].cijfers[ONDERWERP, "NL01", "2026JJ00"]
    change(wereld, {(ONDERWERP, "NL01", "2026JJ00"): float(nederland) * 1.05})
    resultaten = wereld.fetch("inwoners")
    assert resultaten[0].soort == MISLUKT
    [regel] = resultaten[0].regels
    assert "de gemeenten tellen in 2026 op tot 18130208, de bron geeft 19036718" in regel
    assert "onverdeeld: ja" in regel
    pad = wereld.instellingen.catalogus
    tekst = pad.read_text(encoding="utf-8")
    pad.write_text(tekst.replace("methode: som", "methode: som, onverdeeld: ja"), encoding="utf-8")
    assert wereld.fetch("inwoners")[0].soort == OPGEHAALD
    assert "2026JJ00" in read_perioden(wereld, "inwoners")
    change(wereld, {(ONDERWERP, "NL01", "2026JJ00"): float(nederland) * 1.2}, "2026-07-05")
    [regel] = wereld.fetch("inwoners")[0].regels
    assert "kijk of er een gemeente ontbreekt of dubbel is" in regel
    assert "onverdeeld" not in regel


def test_years_before_2010_are_left_out_and_the_rest_is_built(wereld: Wereld) -> None:
    """The ledger of herindelingen begins in 2010: an earlier year would stop the build."""
    tabel = wereld.server.tabellen["99001NED"]
    perioden = {"2007JJ00": {"titel": "2007", "status": "Definitief"}, **tabel.perioden}
    onderwerp = next(o for o, regel in tabel.onderwerpen.items() if regel["titel"] == "Vestigingen")
    vroeg = {(onderwerp, "GM0503", "2007JJ00"): 3.0}
    wereld.server.tabellen["99001NED"] = replace(
        tabel, perioden=perioden, cijfers={**tabel.cijfers, **vroeg}
    )
    som = VESTIGINGEN.replace(", vanaf: 2022", "").replace("[NL, PV, GM]", "[GM]")
    wereld.rewrite({"vestigingen": som})
    assert wereld.fetch()[0].soort == OPGEHAALD
    verslag = build(wereld.instellingen)
    assert "rijen van de bron weggelaten: een jaar van voor 2010" in "\n".join(verslag.opmerkingen)
    assert min(read_perioden(wereld, "vestigingen")) >= "2010JJ00"


def test_a_year_that_the_source_took_back_is_named_and_the_old_figures_stay(
    wereld: Wereld,
) -> None:
    wereld.fetch()
    voor = read_perioden(wereld, "inwoners")
    laatste = {plek for plek in wereld.server.tabellen[TABEL].cijfers if plek[2] == "2026JJ00"}
    change(wereld, dict.fromkeys(laatste))
    resultaten = wereld.fetch()
    assert resultaten[0].soort == MISLUKT
    assert "alle cijfers van de gemeenten in 2026 zijn verdwenen" in resultaten[0].regels[0]
    assert read_perioden(wereld, "inwoners") == voor


def test_a_correction_that_the_source_made_needless_keeps_only_its_own_source_out(
    wereld: Wereld,
) -> None:
    """The build stops at such a correction; the night must not."""
    wereld.rewrite({"inwoners": INWONERS, "vestigingen": VESTIGINGEN})
    wereld.instellingen.correcties.write_text(
        "waarnemingen:\n"
        "  - indicatoren: [inwoners]\n    regio: GM0503\n    perioden: [2022JJ00]\n"
        "    doe: markeer\n    reden: Twijfel.\n    bron: Eigen controle.\n"
        "    gemeld_op: 2026-11-21\n"
        "    verwacht: {periode: 2022JJ00, indicator: inwoners, waarde: 1}\n",
        encoding="utf-8",
    )
    resultaten = wereld.fetch()
    assert get_soorten(resultaten) == {"inwoners": MISLUKT, "vestigingen": OPGEHAALD}
    assert (
        "correcties.yaml: correctie 1 (GM0503, markeer): de bron zegt nu"
        in (resultaten[0].regels[0])
    )
