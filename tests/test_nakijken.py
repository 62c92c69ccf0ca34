"""`python -m etl check`: the catalogue held against the sources themselves."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.__main__ import main
from etl.bouw import build
from etl.bronnen.adres import is_live
from etl.bronnen.net.verbinding import Verbinding
from etl.nakijken.bevinding import Bevinding, build_samenvatting, is_goed
from etl.nakijken.eenheid import find_eenheidsverschillen
from etl.nakijken.gezien import find_gezien, get_pad, load_gezien, update_gezien
from etl.nakijken.ronde import check
from etl.transformaties.veelvoud import parse_veelvoud
from tests.ophaalwereld import (
    ALLES,
    BESTAND,
    GEEN_GEDULD,
    INWONERS,
    TOENAME,
    V3_INWONERS,
    Wereld,
)
from tests.pagina import read_html, run_page
from tests.proefserver import Storing
from welvaart.fouten import BronFout


@pytest.fixture
def wereld(tmp_path: Path) -> Iterator[Wereld]:
    with Wereld(tmp_path) as deze:
        yield deze


def check_alle(wereld: Wereld, *ids: str, storing: Storing | None = None) -> list[Bevinding]:
    wereld.server.storing = storing
    wereld.server.verzoeken.clear()
    with Verbinding(GEEN_GEDULD) as verbinding:
        return check(
            ids, wereld.catalogus, wereld.instellingen, verbinding, klok=lambda: wereld.dag
        )


def get_regels(bevindingen: list[Bevinding]) -> str:
    return "\n".join(regel for bevinding in bevindingen for regel in bevinding.describe())


def change(wereld: Wereld, tabel: str, **velden: Any) -> None:  # noqa: ANN401 - any field
    wereld.server.tabellen[tabel] = replace(wereld.server.tabellen[tabel], **velden)


def test_entries_that_agree_are_told_and_kept(wereld: Wereld) -> None:
    bevindingen = check_alle(wereld)
    assert [(b.indicator_id, b.soort) for b in bevindingen] == [
        ("inwoners", "klopt"),
        ("vestigingen", "klopt"),
    ]
    gezien = load_gezien(wereld.instellingen.snapshots)["inwoners"]
    assert (gezien.host, gezien.gezien_op) == ("127.0.0.1", "2026-07-01T00:00:00+00:00")
    assert gezien.onderwerp["eenheid"] == "aantal"


def test_a_check_asks_for_no_more_than_one_row(wereld: Wereld) -> None:
    check_alle(wereld, "inwoners")
    (vraag,) = [pad for pad in wereld.server.verzoeken if "Observations" in pad]
    assert "'$top': '1'" in vraag


@pytest.mark.parametrize(
    ("oud", "nieuw", "zinnen"),
    [
        ("03759ned", "03759NED", ["CBS heeft geen tabel 03759NED; wel 03759ned: hoofdletters"]),
        ("03759ned", "00000NED", ["CBS heeft geen tabel 00000NED; het nummer klopt niet"]),
        ("M000352", "M000353", ["onderwerp 'M000353' bestaat niet in 03759ned; lijkt op: M0003"]),
        ("T001038", "T001039", ["code 'T001039' bestaat niet in Geslacht; lijkt op: T001038"]),
        ('"10000"', '"10000  "', ["code '10000  ' van Leeftijd staat bij het CBS"]),
        ("Geslacht:", "Sekse:", ["geen dimensie Sekse", "dimensie Geslacht staat niet in select"]),
        ("GM]", "GM, AM]", ["heeft geen arbeidsmarktregio's (AM); wel codes die beginnen met GM"]),
        ("vanaf: 2019", "vanaf: 2017", ["begint pas in 2019; zet vanaf in indicators.yaml op 2"]),
        ("vanaf: 2019", "vanaf: 2030", ["loopt tot en met 2026, dus vanaf: 2030 geeft niets"]),
        ("vanaf: 2019", "vanaf: 2019, factor: 1000", ["telt in 'aantal' en factor is 1.000"]),
        ("M000352", "X1", ["onderwerp 'X1' bestaat niet"]),
    ],
)
def test_what_does_not_agree_is_named_with_the_mend(
    wereld: Wereld, oud: str, nieuw: str, zinnen: list[str]
) -> None:
    assert oud in INWONERS
    wereld.rewrite({"inwoners": INWONERS.replace(oud, nieuw)})
    (bevinding,) = check_alle(wereld)
    assert bevinding.soort == "verschil"
    for zin in zinnen:
        assert zin in get_regels([bevinding])
    assert load_gezien(wereld.instellingen.snapshots) == {}


def test_all_problems_of_one_entry_are_told_at_once(wereld: Wereld) -> None:
    bron = INWONERS.replace("M000352", "M1").replace("T001019", "T1").replace("GM]", "CR]")
    wereld.rewrite({"inwoners": bron.replace("vanaf: 2019", "vanaf: 1900")})
    (bevinding,) = check_alle(wereld)
    tekst = get_regels([bevinding])
    for deel in ("onderwerp 'M1'", "code 'T1'", "COROP-gebieden (CR)", "begint pas in 2019"):
        assert deel in tekst
    assert len(bevinding.regels) == 4


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ("stub", "tijdelijk niet beschikbaar"),
        ("onderwerp", "lijkt op: M0003529"),
        ("leeg", None),
        ("opgevuld", "geeft geen enkele rij: de codes bestaan wel; misschien vult het CBS ze"),
    ],
)
def test_table_that_changed_overnight_is_recognised(
    wereld: Wereld, fout: str, zin: str | None
) -> None:
    wereld.rewrite({"inwoners": INWONERS})
    (bevinding,) = check_alle(wereld, storing=Storing(fout, "03759ned"))
    assert bevinding.soort == ("klopt" if zin is None else "verschil")  # rows, though empty ones
    assert zin is None or zin in get_regels([bevinding])


def test_unit_or_title_that_changed_since_the_last_time_is_told_once(wereld: Wereld) -> None:
    wereld.rewrite({"inwoners": INWONERS})
    assert is_goed(check_alle(wereld))
    anders = check_alle(wereld, storing=Storing("hernoemd", "03759ned"))
    assert "heet nu 'Levering Bevolking op 1 januari' en heette 'Bevolking" in get_regels(anders)
    assert "draai deze opdracht dan nog een keer" in get_regels(anders)
    assert is_goed(check_alle(wereld, storing=Storing("hernoemd", "03759ned")))


def test_unit_is_held_against_the_figures_in_use(wereld: Wereld) -> None:
    wereld.rewrite({"inwoners": INWONERS})
    wereld.fetch()
    anders = check_alle(wereld, storing=Storing("eenheid", "03759ned"))
    assert "de bron telt in 'mln euro' en factor is 1; zet factor" in get_regels(anders)
    assert "de eenheid is veranderd van 'aantal' in 'mln euro'" in get_regels(anders)
    assert "--sta-toe-afwijking" in get_regels(anders)


def test_discontinued_table_is_told(wereld: Wereld) -> None:
    wereld.rewrite({"inwoners": INWONERS})
    geo = {"naam": "RegioS", "soort": "GeoDimension", "status": "Gediscontinueerd"}
    change(wereld, "03759ned", geo=geo)
    assert "werkt deze tabel niet meer bij; zoek de opvolger" in get_regels(check_alle(wereld))


@pytest.mark.parametrize("fout", ["500", "reset", "html", "afgekapt", "404"])
def test_one_table_out_of_reach_does_not_hide_the_others(wereld: Wereld, fout: str) -> None:
    wereld.rewrite({"inwoners": INWONERS, "toename": TOENAME, "eigen": BESTAND})
    bevindingen = check_alle(wereld, storing=Storing(fout, "03759ned"))
    soorten = {b.indicator_id: b.soort for b in bevindingen}
    assert soorten["inwoners"] == ("verschil" if fout == "404" else "niet bereikt")
    assert soorten["eigen"] == "niets na te kijken"
    assert "geen bron op internet" in get_regels(bevindingen)
    assert "99001NED" in get_regels(bevindingen)
    assert not is_goed(bevindingen)


def test_a_service_that_is_down_is_not_asked_for_every_entry(wereld: Wereld) -> None:
    wereld.rewrite({f"inwoners_{nummer}": INWONERS for nummer in range(8)})
    bevindingen = check_alle(wereld, storing=Storing("500"))
    assert {b.soort for b in bevindingen} == {"niet bereikt"}
    assert len(wereld.server.verzoeken) == 3 * GEEN_GEDULD.pogingen
    assert load_gezien(wereld.instellingen.snapshots) == {}
    assert "0 kloppen; 0 kloppen niet; 8 niet nagekeken" in build_samenvatting(bevindingen)


def test_a_server_of_others_that_is_down_leaves_the_server_of_cbs_alone(wereld: Wereld) -> None:
    dicht = V3_INWONERS.replace("tabel:", 'catalogus: "http://127.0.0.1:9", tabel:')
    wereld.rewrite({**{f"derden_{n}": dicht for n in range(4)}, "inwoners": V3_INWONERS})
    soorten = [bevinding.soort for bevinding in check_alle(wereld)]
    assert soorten == ["niet bereikt"] * 4 + ["klopt"]


@pytest.mark.parametrize(
    ("eenheid", "veelvoud"),
    [
        ("x 1 000", 1000),
        ("X 1.000.000", 1e6),
        ("1 000 euro", 1000),
        ("mln euro", 1e6),
        ("per 1 000 inwoners", 1),
        ("aantal", 1),
        ("2020=100", 1),
        ("", 1),
    ],
)
def test_multiple_in_a_unit_is_read(eenheid: str, veelvoud: float) -> None:
    assert parse_veelvoud(eenheid) == veelvoud


@pytest.mark.parametrize(
    ("factor", "kort", "eenheid", "goed"),
    [
        (1000, "personen", "x 1 000", True),
        (1, "personen", "x 1 000", False),
        (1, "x 1.000 euro", "1 000 euro", True),
        (1000, "personen", "aantal", False),
        (0.001, "km", "m", True),
        (1, "%", "%", True),
        (1, "personen", "%", False),
        (1, "%", "aantal", False),
        (1, "per 1.000 inwoners", "per 1 000 inwoners", True),
    ],
)
def test_factor_is_held_against_the_unit(
    tmp_path: Path, factor: float, kort: str, eenheid: str, goed: bool
) -> None:
    with Wereld(tmp_path, {"inwoners": INWONERS}) as wereld:
        basis = wereld.catalogus["inwoners"]
    bron = basis.bron.model_copy(update={"factor": factor})
    entry = basis.model_copy(update={"bron": bron, "eenheid": kort, "eenheid_kort": kort})
    assert (find_eenheidsverschillen(entry, eenheid) == []) is goed


def test_changed_entry_no_longer_counts_as_seen(wereld: Wereld) -> None:
    wereld.rewrite({"inwoners": INWONERS})
    check_alle(wereld)
    snapshots = wereld.instellingen.snapshots
    assert list(find_gezien(wereld.catalogus, snapshots)) == ["inwoners"]
    wereld.rewrite({"inwoners": INWONERS.replace("2019", "2020")})
    assert find_gezien(wereld.catalogus, snapshots) == {}
    wereld.rewrite({"inwoners": BESTAND})
    assert find_gezien(wereld.catalogus, snapshots) == {}


def test_damaged_record_is_named(wereld: Wereld) -> None:
    pad = get_pad(wereld.instellingen.snapshots)
    pad.parent.mkdir(parents=True)
    pad.write_text("{", encoding="utf-8")
    with pytest.raises(BronFout, match=r"gezien\.json: geen leesbare lijst; haal het bestand weg"):
        check_alle(wereld)


@pytest.mark.parametrize(
    ("soort", "host", "live"),
    [
        ("cbs_v4", "datasets.cbs.nl", True),
        ("cbs_v3", "dataderden.cbs.nl", True),
        ("cbs_v4", "127.0.0.1", False),
        ("cbs_v4", "spiegel.gemeente.nl", False),
        ("swing", "delft.incijfers.nl", True),
        ("swing", "localhost", False),
    ],
)
def test_only_the_source_itself_counts_as_live(soort: str, host: str, live: bool) -> None:
    assert is_live(soort, host) is live


def read_gezien(pad: Path, indicator_id: str) -> tuple[object, ...]:
    with duckdb.connect() as verbinding:
        verbinding.execute(f"ATTACH '{pad}' AS w (READ_ONLY)")
        sql = (
            "SELECT strftime(gezien_op, '%d-%m-%Y'), gezien_bij, gezien_live, gecontroleerd "
            "FROM w.indicator WHERE indicator_id = $id"
        )
        return verbinding.execute(sql, {"id": indicator_id}).fetchall()[0]


def test_build_says_what_was_seen_and_where(wereld: Wereld) -> None:
    wereld.rewrite(ALLES)
    pad = build(wereld.instellingen).pad
    assert read_gezien(pad, "inwoners") == (None, None, False, False)
    check_alle(wereld, "inwoners")
    assert build(wereld.instellingen).nieuw
    assert read_gezien(pad, "inwoners") == ("01-07-2026", "127.0.0.1", False, False)
    snapshots = wereld.instellingen.snapshots
    live = replace(load_gezien(snapshots)["inwoners"], host="datasets.cbs.nl")
    update_gezien(snapshots, {"inwoners": live})
    build(wereld.instellingen)
    assert read_gezien(pad, "inwoners") == ("01-07-2026", "datasets.cbs.nl", True, False)


def test_figures_from_a_test_server_never_count_as_fetched_live(wereld: Wereld) -> None:
    wereld.rewrite({"inwoners": INWONERS})
    wereld.fetch()
    pad = build(wereld.instellingen).pad
    assert read_gezien(pad, "inwoners")[3] is False
    (sidecar,) = wereld.instellingen.snapshots.glob("*.json")
    velden = json.loads(sidecar.read_text(encoding="utf-8"))
    velden["opgehaald_van"] = "https://datasets.cbs.nl/odata/v1/CBS/03759ned/Observations"
    sidecar.write_text(json.dumps(velden), encoding="utf-8")
    build(wereld.instellingen)
    assert read_gezien(pad, "inwoners")[3] is True


def test_page_gegevens_says_what_was_seen(
    tmp_path: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kopie = tmp_path / "w.duckdb"
    kopie.write_bytes(warehouse.read_bytes())
    with duckdb.connect(str(kopie)) as verbinding:
        verbinding.execute(
            "UPDATE indicator SET gezien_op = TIMESTAMP '2026-07-01', gezien_bij = "
            "CASE indicator_id WHEN 'inwoners' THEN 'datasets.cbs.nl' ELSE '127.0.0.1' END, "
            "gezien_live = indicator_id = 'inwoners' "
            "WHERE indicator_id IN ('inwoners', 'woningen')"
        )
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(kopie))
    tekst = read_html(run_page("pages/6_Gegevens.py"))
    assert "alleen de vraag, 1 juli 2026" in tekst
    assert "nee (alleen bij 127.0.0.1)" in tekst


def test_command_reports_and_says_by_its_exit_code_whether_all_agrees(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wereld.rewrite({"inwoners": INWONERS, "eigen": BESTAND})
    monkeypatch.setenv("WELVAART_CATALOGUS", str(wereld.instellingen.catalogus))
    monkeypatch.setenv("WELVAART_SNAPSHOTS", str(wereld.instellingen.snapshots))
    monkeypatch.setenv("CBS_V4_URL", wereld.server.v4_url)
    assert main(["check"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "inwoners (03759ned): klopt.",
        "Klaar: 1 klopt; 0 kloppen niet; 1 uit een bestand, daar valt niets na te kijken. "
        'Na "python -m etl build" staat op de pagina Gegevens wat live is gezien.',
    ]
    assert main(["check", "eigen"]) == 0
    assert "eigen: komt uit een bestand" in capsys.readouterr().out
    wereld.rewrite({"inwoners": INWONERS.replace("M000352", "M000353"), "eigen": BESTAND})
    assert main(["check"]) == 1
    assert "inwoners: CBS, tabel 03759ned: onderwerp 'M000353'" in capsys.readouterr().out
    assert main(["check", "geluk"]) == 2
    assert "geluk" in capsys.readouterr().err
