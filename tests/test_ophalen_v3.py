"""`python -m etl fetch` of CBS OData v3: the same nights, good and bad, as with v4."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import cbsodata
import pandas as pd
import pyarrow.parquet as pq
import pytest

from etl.bouw import build
from etl.bronnen.cbs_v3 import vraag as cbs_v3_vraag
from etl.bronnen.net.verbinding import Verbinding
from etl.instellingen import load_instellingen
from etl.nakijken.bevinding import Bevinding
from etl.nakijken.ronde import check
from etl.ophalen.opgehaald import read_omzetting
from etl.ophalen.voortgang import Voortgang
from tests import cbs_v3
from tests.ophaalwereld import (
    GEEN_GEDULD,
    INWONERS,
    V3_INWONERS,
    V3_VESTIGINGEN,
    VESTIGINGEN,
    Wereld,
    get_soorten,
    load_regio,
)
from tests.proefserver import Storing
from tests.test_ophalen import JULI, list_bestanden, query

ALLES = {"inwoners": V3_INWONERS, "vestigingen": V3_VESTIGINGEN}
KOLOMMEN = ["regio_code", "periode_code", "waarde", "status"]


@pytest.fixture
def wereld(tmp_path: Path) -> Iterator[Wereld]:
    with Wereld(tmp_path, ALLES) as deze:
        yield deze


def read_figures(wereld: Wereld, indicator_id: str) -> pd.DataFrame:
    bron = wereld.catalogus[indicator_id].bron
    assert bron.soort in ("cbs_v3", "cbs_v4")
    [snapshot] = [deel for deel in wereld.snapshots if deel.sidecar["soort"] == bron.soort]
    uit = read_omzetting(snapshot, indicator_id, bron, load_regio()).waarnemingen
    return uit[[*KOLOMMEN, "ontbreekt_omdat"]]


def test_a_fetched_series_lands_in_the_warehouse_with_the_totals_of_cbs(wereld: Wereld) -> None:
    assert set(get_soorten(wereld.fetch()).values()) == {"opgehaald"}
    build(wereld.instellingen)
    nl = query(
        wereld.instellingen.warehouse,
        "SELECT waarde::INT, status, editie, bron_soort FROM waarneming JOIN indicator USING "
        "(indicator_id) WHERE indicator_id = 'inwoners' AND regio_code = 'NL01' AND "
        "indeling_jaar = 0 ORDER BY periode_code",
    )
    assert len(nl) == 8
    assert [rij[0] for rij in (nl[0], nl[-1])] == [17_282_163, 18_130_208]
    assert {rij[1:] for rij in nl} == {("definitief", "versie van 23 juni 2026", "cbs_v3")}
    snapshot = query(
        wereld.instellingen.warehouse,
        "SELECT tabel, gewijzigd_op::VARCHAR, rijen, licentie FROM snapshot WHERE tabel LIKE "
        "'03759%' AND rijen = 3000",
    )
    assert snapshot == [("03759NED", "2026-06-22 22:00:00", 3000, "CC BY 4.0")]


@pytest.mark.parametrize(
    ("v3", "v4"), [(V3_INWONERS, INWONERS), (V3_VESTIGINGEN, VESTIGINGEN)], ids=["groot", "klein"]
)
def test_v3_gives_the_figures_of_v4(wereld: Wereld, v3: str, v4: str) -> None:
    wereld.rewrite({"proef": v3})
    wereld.fetch()
    oud = read_figures(wereld, "proef")
    wereld.rewrite({"proef": v4})
    wereld.fetch()
    nieuw = read_figures(wereld, "proef")
    assert oud["waarde"].notna().sum() > 10
    # The test server writes 5.75 with the one decimal of this topic in v3, as CBS would.
    pd.testing.assert_frame_equal(oud[KOLOMMEN], nieuw[KOLOMMEN], rtol=0, atol=50.001)


def test_a_gap_says_why_as_far_as_v3_knows(wereld: Wereld) -> None:
    wereld.fetch("vestigingen")
    frame = read_figures(wereld, "vestigingen")
    leeg = frame[frame["waarde"].isna()]
    assert set(leeg["ontbreekt_omdat"]) == {
        "De bron heeft dit cijfer niet, of het is niet betrouwbaar genoeg of geheim."
    }
    assert leeg["regio_code"].str.startswith("GM").all()


def test_the_requests_are_made_by_cbsodata(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    echt, gevraagd = cbsodata.get_meta, []

    def spy(tabel: str, naam: str, **rest: object) -> list[dict[str, object]]:
        gevraagd.append(f"{tabel}/{naam}")
        rijen: list[dict[str, object]] = echt(tabel, naam, **rest)
        return rijen

    monkeypatch.setattr(cbsodata, "get_meta", spy)
    wereld.fetch("inwoners")
    assert len(gevraagd) == len(wereld.server.verzoeken) == 8
    assert gevraagd[-1] == "03759NED/UntypedDataSet"


def test_a_night_without_news_takes_one_request_per_table_and_writes_nothing(
    wereld: Wereld,
) -> None:
    wereld.fetch()
    eerst = list_bestanden(wereld.instellingen.snapshots)
    assert set(get_soorten(wereld.fetch()).values()) == {"ongewijzigd"}
    assert len(wereld.server.verzoeken) == 2
    assert all("/TableInfos" in pad for pad in wereld.server.verzoeken)
    assert set(get_soorten(wereld.fetch(alles=True)).values()) == {"gelijk"}
    assert list_bestanden(wereld.instellingen.snapshots) == eerst


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        ("404", "bestaat niet (HTTP 404"),
        ("500", "de bron geeft een storing (HTTP 500)"),
        ("reset", "de verbinding is verbroken"),
        ("afgekapt", "halverwege afgebroken"),
        ("html", "er kwam een webpagina"),
        ("stub", "tijdelijk niet beschikbaar"),
        ("hernoemd", "onderwerp 'Bevolking op 1 januari' bestaat niet in 03759NED; lijkt op"),
        ("eenheid", "de eenheid is veranderd van 'aantal' in 'mln euro'; pas factor aan"),
        ("regio_weg", "1 regio heeft geen cijfers meer: Amsterdam (GM0363)"),
        ("gehalveerd", "het totaal van de gemeenten ging van 18.130.208 naar 9.065.10"),
        ("leeg", "er komt geen enkel cijfer mee"),
    ],
)
def test_every_fault_is_named_and_the_last_good_snapshot_stays(
    wereld: Wereld, fout: str, melding: str
) -> None:
    zonder = V3_INWONERS.replace(", eenheid: aantal", "")
    wereld.rewrite({"inwoners": zonder})
    wereld.fetch()
    goed = list_bestanden(wereld.instellingen.snapshots)
    wereld.server.publish("03759ned", JULI)
    resultaten = wereld.fetch(storing=Storing(fout, "03759NED"))
    assert get_soorten(resultaten) == {"inwoners": "mislukt"}
    assert melding in "\n".join(resultaten[0].regels)
    assert all(regel.startswith("inwoners: ") for regel in resultaten[0].regels)
    assert list_bestanden(wereld.instellingen.snapshots) == goed
    assert get_soorten(wereld.fetch())["inwoners"] == "gelijk"  # the next night is good


def test_zero_rows_are_named_and_code_lists_without_blanks_survive(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert get_soorten(wereld.fetch("inwoners", storing=Storing("ongevuld"))) == {
        "inwoners": "opgehaald"  # asked again, without looking at blanks
    }
    assert "trim(Geslacht)" in wereld.server.verzoeken[-1]
    echt = cbs_v3.build_rijen

    def build_other(*args: Any, **opties: Any) -> list[dict[str, Any]]:  # noqa: ANN401
        return [{**rij, "Geslacht": "4000   "} for rij in echt(*args, **opties)]

    monkeypatch.setattr(cbs_v3, "build_rijen", build_other)
    regels = wereld.fetch("inwoners", alles=True)[0].regels
    assert "nul rijen; de codes bestaan wel" in regels[0]
    assert len(wereld.snapshots) == 1


def test_one_bad_table_leaves_the_others_alone(wereld: Wereld) -> None:
    wereld.rewrite({"inwoners": V3_INWONERS, "vestigingen": VESTIGINGEN})
    resultaten = wereld.fetch(storing=Storing("500", "ODataFeed"))
    assert get_soorten(resultaten) == {"inwoners": "mislukt", "vestigingen": "opgehaald"}


def test_a_half_fetched_table_goes_on_where_it_was(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cbs_v3_vraag, "SNEDE", 375)  # a slice per year
    half = wereld.fetch("inwoners", storing=Storing("500", "ge '2023JJ00'"))
    assert get_soorten(half) == {"inwoners": "mislukt"}
    klaar = len(list(wereld.instellingen.snapshots.glob(".bezig/*/*.parquet")))
    assert 4 <= klaar <= 7
    assert not wereld.snapshots
    assert get_soorten(wereld.fetch("inwoners")) == {"inwoners": "opgehaald"}
    rijen = [pad for pad in wereld.server.verzoeken if "UntypedDataSet" in pad]
    assert len(rijen) == 8 - klaar
    assert [deel[2] for deel in wereld.stil.paginas[-8:]][-1] == 3000
    inhoud = wereld.snapshots[0].load_inhoud()
    assert pq.ParquetFile(io.BytesIO(inhoud)).num_row_groups == 8  # one part per slice
    assert [pad.name for pad in wereld.instellingen.snapshots.glob(".bezig/*")] == ["slot"]


def test_a_table_that_changes_meanwhile_is_not_mixed(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cbs_v3_vraag, "SNEDE", 375)

    def renew(*_: object) -> None:
        tabel = wereld.server.tabellen["03759ned"]
        wereld.server.tabellen["03759ned"] = replace(tabel, gewijzigd_op=JULI)

    monkeypatch.setattr(wereld.stil, "update", renew)
    resultaat = wereld.fetch("inwoners")[0]
    assert "werd tijdens het ophalen vernieuwd" in resultaat.regels[0]
    assert not wereld.snapshots


def test_figures_of_others_come_from_their_own_catalogue(wereld: Wereld) -> None:
    """A second server stands for dataderden.cbs.nl; the first one is not asked."""
    tabel = wereld.server.tabellen["99001NED"]
    wereld.server.tabellen["99001NED"] = replace(tabel, geo={**tabel.geo, "catalogus": "Politie"})
    derden = V3_VESTIGINGEN.replace("tabel:", f'catalogus: "{wereld.server.basis}", tabel:')
    wereld.rewrite({"vestigingen": derden})
    wereld.instellingen = replace(wereld.instellingen, cbs_v3_host="http://127.0.0.1:9")
    assert get_soorten(wereld.fetch()) == {"vestigingen": "opgehaald"}
    sidecar = wereld.snapshots[0].sidecar
    assert sidecar["bron"] == "CBS, data van derden (Politie)"
    assert sidecar["licentie"] == "niet opgegeven"
    assert sidecar["kern"]["catalogus"] == wereld.server.basis


def test_a_third_party_table_is_described_before_it_is_fetched(wereld: Wereld) -> None:
    politie = "{soort: cbs_v3, catalogus: dataderden.cbs.nl, tabel: 47018NED, onderwerp: Iets_1}"
    wereld.rewrite({"misdrijven": politie})
    bron = wereld.catalogus.get_bron("misdrijven")
    assert bron.naam == "CBS, data van derden (dataderden.cbs.nl)"
    assert bron.url == "https://dataderden.cbs.nl"


@pytest.mark.parametrize(
    ("waarde", "verwacht"),
    [
        ({}, "opendata.cbs.nl"),
        ({"CBS_V3_HOST": ""}, "opendata.cbs.nl"),
        ({"CBS_V3_HOST": "http://127.0.0.1:9000"}, "http://127.0.0.1:9000"),
    ],
)
def test_the_server_is_a_setting(waarde: dict[str, str], verwacht: str) -> None:
    assert load_instellingen(waarde).cbs_v3_host == verwacht


def test_a_password_in_the_server_name_is_stored_nowhere(wereld: Wereld) -> None:
    kaal = wereld.server.basis.removeprefix("http://")
    host = f"http://jan:geheim123@{kaal}"
    wereld.instellingen = replace(wereld.instellingen, cbs_v3_host=host)
    assert get_soorten(wereld.fetch("inwoners")) == {"inwoners": "opgehaald"}
    for fout in ("404", "500", "html"):
        kapot = wereld.fetch("vestigingen", storing=Storing(fout))[0]
        assert "geheim123" not in "".join(kapot.regels)
    for pad in wereld.instellingen.snapshots.rglob("*"):
        assert pad.is_dir() or b"geheim123" not in pad.read_bytes()


def test_the_payload_does_not_depend_on_the_size_of_slices(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    wereld.fetch("inwoners")
    een = wereld.snapshots[0].load_inhoud()
    monkeypatch.setattr(cbs_v3_vraag, "SNEDE", 800)
    wereld.fetch("inwoners", alles=True)
    twee = wereld.snapshots[-1].load_inhoud()
    assert pq.read_table(io.BytesIO(een)).equals(pq.read_table(io.BytesIO(twee)))
    assert json.loads(pq.read_schema(io.BytesIO(een)).metadata[b"vraag"])["geo"] == "RegioS"


def test_bytes_are_counted_at_the_transport_under_cbsodata(wereld: Wereld) -> None:
    [resultaat] = wereld.fetch("inwoners")
    assert resultaat.rijen == 3000
    assert 300_000 < resultaat.bytes < 1_000_000  # some 150 bytes of JSON per row
    assert sum(grootte for _, grootte, _ in wereld.stil.paginas) == resultaat.bytes


def test_the_bar_of_v3_tells_bytes_speed_and_what_is_left(
    wereld: Wereld, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setattr(cbs_v3_vraag, "SNEDE", 800)
    voortgang = Voortgang(sys.stdout, sys.stderr)
    voortgang._beweegt = True
    wereld.stil = voortgang  # type: ignore[assignment]  # another melder
    wereld.fetch("inwoners")
    regels = capsys.readouterr().out.split("\r")
    vol = [regel for regel in regels if "B/s" in regel]
    assert len(vol) >= 4
    assert all("nog " in regel and " kB, " in regel for regel in vol)


def test_metadata_side_by_side_and_never_more_at_once_than_allowed(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cbs_v3_vraag, "SNEDE", 800)
    wereld.server.samen = 4
    wereld.server.wacht_s = 0.05
    assert get_soorten(wereld.fetch("inwoners")) == {"inwoners": "opgehaald"}
    assert wereld.server.meest_tegelijk == 4
    delen = [pad.partition("?")[0].rpartition("/")[2] for pad in wereld.server.verzoeken]
    assert set(delen[:4]) >= {"TableInfos", "DataProperties"}
    eerste = delen.index("UntypedDataSet")
    assert eerste == 7  # seven pieces of metadata, two rounds of four
    assert delen.count("TableInfos") == 2  # again when all is in


def test_without_bytes_the_bar_tells_rows_per_second(capsys: pytest.CaptureFixture[str]) -> None:
    import sys

    voortgang = Voortgang(sys.stdout, sys.stderr)
    voortgang._beweegt = True
    voortgang.start("inwoners", "03759NED")
    voortgang.update(500, 0, 1000)
    uit = capsys.readouterr().out
    assert "500 rijen, " in uit
    assert "rijen/s" in uit
    assert "B/s" not in uit


def check_alle(wereld: Wereld, storing: Storing | None = None) -> list[Bevinding]:
    wereld.server.storing = storing
    wereld.server.verzoeken.clear()
    with Verbinding(GEEN_GEDULD) as verbinding:
        return check([], wereld.catalogus, wereld.instellingen, verbinding)


def test_etl_check_holds_an_entry_against_the_table(wereld: Wereld) -> None:
    assert [b.soort for b in check_alle(wereld)] == ["klopt", "klopt"]
    proef = [pad for pad in wereld.server.verzoeken if "UntypedDataSet" in pad]
    assert len(proef) == 2
    assert "startswith(RegioS,'NL')) and Perioden ge '2026JJ00'" in proef[0]  # one row
    wereld.rewrite({"inwoners": V3_INWONERS.replace("T001019", "T001018")})
    [bevinding] = check_alle(wereld)
    assert bevinding.soort == "verschil"
    assert "code 'T001018' bestaat niet in BurgerlijkeStaat; lijkt op: T001019" in "".join(
        bevinding.regels
    )


def test_etl_check_names_a_stopped_table_and_one_out_of_reach(wereld: Wereld) -> None:
    wereld.rewrite({"vestigingen": V3_VESTIGINGEN})
    tabel = wereld.server.tabellen["99001NED"]
    wereld.server.tabellen["99001NED"] = replace(tabel, geo={**tabel.geo, "status": "Vervallen"})
    assert "werkt deze tabel niet meer bij" in check_alle(wereld)[0].regels[0]
    assert check_alle(wereld, Storing("500"))[0].soort == "niet bereikt"
