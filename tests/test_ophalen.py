"""`python -m etl fetch`: what a night brings, what a bad one leaves, what a build makes of it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from etl.__main__ import main
from etl.bouw import build
from etl.eigen.bestand import Opdracht, import_bestand
from etl.instellingen import WORTEL
from etl.ophalen.verslag import Resultaat
from etl.ophalen.voortgang import Voortgang, build_samenvatting
from etl.snapshot import read_snapshots
from tests.ophaalwereld import (
    ALLES,
    BESTAND,
    INWONERS,
    NIET,
    TOENAME,
    VESTIGINGEN,
    Wereld,
    get_soorten,
    load_alias,
    load_regio,
)
from tests.proefserver import Storing
from welvaart.fouten import BronFout, WarehouseFout
from welvaart.opmaak import format_bytes
from welvaart.proces.slot import lock_bestand
from welvaart.regio.naam import Naamregister

JULI = "2026-07-15T00:00:00+02:00"


@pytest.fixture
def wereld(tmp_path: Path) -> Iterator[Wereld]:
    with Wereld(tmp_path) as deze:
        yield deze


def list_bestanden(map_: Path) -> dict[str, bytes]:
    return {pad.name: pad.read_bytes() for pad in sorted(map_.iterdir()) if pad.is_file()}


def query(warehouse: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as verbinding:
        verbinding.execute(f"ATTACH '{warehouse}' AS w (READ_ONLY)")
        verbinding.execute("USE w")
        return verbinding.execute(sql).fetchall()


def test_a_fetched_series_lands_in_the_warehouse_with_the_totals_of_cbs(wereld: Wereld) -> None:
    build(wereld.instellingen)  # what is bundled stands there first
    assert get_soorten(wereld.fetch()) == {"inwoners": "opgehaald", "vestigingen": "opgehaald"}
    verslag = build(wereld.instellingen)
    nl = query(
        wereld.instellingen.warehouse,
        "SELECT left(periode_code, 4)::INT, waarde::INT, herkomst, status FROM waarneming WHERE "
        "indicator_id = 'inwoners' AND regio_code = 'NL01' AND indeling_jaar = 0 ORDER BY 1",
    )
    assert [rij[0] for rij in nl] == list(range(2019, 2027))
    assert (nl[0][1], nl[-1][1]) == (17_282_163, 18_130_208)
    assert {rij[2:] for rij in nl} == {("bron", "definitief")}
    assert query(
        wereld.instellingen.warehouse,
        "SELECT s.tabel, s.gewijzigd_op::DATE::VARCHAR, s.rijen, count(DISTINCT w.regio_code) "
        "FROM waarneming w JOIN snapshot s USING (snapshot_id) WHERE indicator_id = 'inwoners' "
        "AND regio_code LIKE 'GM%' AND indeling_jaar = 0 AND herkomst = 'bron' GROUP BY ALL",
    ) == [("03759ned", "2026-06-22", 3000, 360)]  # midnight in the Netherlands is 22:00 UTC
    assert query(
        wereld.instellingen.warehouse,
        "SELECT bron_soort, bron_tabel, editie FROM indicator WHERE indicator_id = 'inwoners'",
    ) == [("cbs_v4", "03759ned", "versie van 23 juni 2026")]
    assert any("2017 tot en met 2018 vervallen" in regel for regel in verslag.opmerkingen)
    assert not build(wereld.instellingen).nieuw


def test_a_night_without_news_takes_one_request_per_table_and_writes_nothing(
    wereld: Wereld,
) -> None:
    wereld.rewrite({**ALLES, "toename": TOENAME})  # two entries of one table
    wereld.fetch()
    eerst = list_bestanden(wereld.instellingen.snapshots)
    assert len(eerst) == 6
    assert set(get_soorten(wereld.fetch()).values()) == {"ongewijzigd"}
    assert len(wereld.server.verzoeken) == 2
    assert all("/Properties" in pad for pad in wereld.server.verzoeken)
    assert list_bestanden(wereld.instellingen.snapshots) == eerst


def test_the_same_content_is_not_written_again(wereld: Wereld) -> None:
    wereld.fetch()
    eerst = list_bestanden(wereld.instellingen.snapshots)
    assert set(get_soorten(wereld.fetch(alles=True)).values()) == {"gelijk"}
    assert list_bestanden(wereld.instellingen.snapshots) == eerst
    wereld.server.publish("03759ned", JULI)  # a new date, the same figures
    assert get_soorten(wereld.fetch()) == {"inwoners": "gelijk", "vestigingen": "ongewijzigd"}
    daarna = list_bestanden(wereld.instellingen.snapshots)
    (inwoners,) = [deel for deel in wereld.snapshots if deel.sidecar["tabel"] == "03759ned"]
    assert [naam for naam in daarna if daarna[naam] != eerst.get(naam)] == [
        f"{inwoners.snapshot_id}.json"
    ]
    assert get_soorten(wereld.fetch())["inwoners"] == "ongewijzigd"


def test_a_new_edition_replaces_the_series_whole_and_the_old_one_stays_stored(
    wereld: Wereld,
) -> None:
    wereld.fetch("vestigingen")
    tabel = wereld.server.tabellen["99001NED"]
    cijfers = {**tabel.cijfers, ("A001", "NL01", "2023JJ00"): 109.0}
    wereld.server.tabellen["99001NED"] = replace(tabel, cijfers=cijfers, gewijzigd_op=JULI)
    assert get_soorten(wereld.fetch("vestigingen")) == {"vestigingen": "opgehaald"}
    assert len(wereld.snapshots) == 2
    build(wereld.instellingen)
    assert query(
        wereld.instellingen.warehouse,
        "SELECT waarde, count(*) OVER () FROM waarneming WHERE indicator_id = 'vestigingen' AND "
        "regio_code = 'NL01' AND periode_code = '2023JJ00'",
    ) == [(109_000, 1)]


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        ("404", "bestaat niet (HTTP 404"),
        ("500", "de bron geeft een storing (HTTP 500)"),
        ("reset", "de verbinding is verbroken"),
        ("afgekapt", "halverwege afgebroken"),
        ("html", "er kwam een webpagina"),
        ("stub", "tijdelijk niet beschikbaar"),
        ("onderwerp", "onderwerp 'M000352' bestaat niet in 03759ned; lijkt op: M0003529"),
        ("hernoemd", "heet nu 'Levering Bevolking op 1 januari' en heette 'Bevolking op 1"),
        ("eenheid", "de eenheid is veranderd van 'aantal' in 'mln euro'; pas factor aan"),
        ("regio_weg", "1 regio heeft geen cijfers meer: Amsterdam (GM0363)"),
        ("gehalveerd", "het totaal van de gemeenten ging van 18.130.208 naar 9.065.104"),
        ("leeg", "er komt geen enkel cijfer mee"),
        ("opgevuld", "nul rijen; de codes bestaan wel"),
    ],
)
def test_every_fault_is_named_and_the_last_good_snapshot_stays(
    wereld: Wereld, fout: str, melding: str
) -> None:
    wereld.fetch("inwoners")
    goed = list_bestanden(wereld.instellingen.snapshots)
    wereld.server.publish("03759ned", JULI)
    storing = Storing(fout, "03759ned")
    resultaten = wereld.fetch("inwoners", storing=storing)
    assert get_soorten(resultaten) == {"inwoners": "mislukt"}
    assert all(regel.startswith("inwoners: ") for regel in resultaten[0].regels)
    assert melding in "\n".join(resultaten[0].regels)
    assert list_bestanden(wereld.instellingen.snapshots) == goed
    assert get_soorten(wereld.fetch("inwoners"))["inwoners"] == "gelijk"  # the next night is good


def test_one_bad_source_leaves_the_others_alone(wereld: Wereld) -> None:
    resultaten = wereld.fetch(storing=Storing("500", "03759ned"))
    assert get_soorten(resultaten) == {"inwoners": "mislukt", "vestigingen": "opgehaald"}
    assert [deel.sidecar["tabel"] for deel in wereld.snapshots] == ["99001NED"]
    assert get_soorten(wereld.fetch("inwoners")) == {"inwoners": "opgehaald"}
    wereld.server.publish("03759ned", JULI)
    assert get_soorten(wereld.fetch(storing=Storing("html", "03759ned")))["inwoners"] == "mislukt"
    build(wereld.instellingen)  # with the last good one
    gevonden = query(
        wereld.instellingen.warehouse,
        "SELECT count(*) FROM waarneming JOIN snapshot USING (snapshot_id) WHERE tabel = "
        "'03759ned' AND indicator_id = 'inwoners' AND regio_code = 'NL01' AND indeling_jaar = 0",
    )
    assert gevonden == [(8,)]


def test_figures_unlike_the_bundled_ones_are_refused_the_first_time_too(wereld: Wereld) -> None:
    resultaten = wereld.fetch("inwoners", storing=Storing("gehalveerd"))
    assert "het totaal van de gemeenten ging van" in resultaten[0].regels[0]
    assert not wereld.snapshots


def test_a_difference_can_be_accepted(wereld: Wereld) -> None:
    wereld.fetch()
    wereld.server.publish("99001NED", JULI, "regio_weg")
    geweigerd = wereld.fetch("vestigingen")[0]
    assert 'neem het dan over met "python -m etl fetch vestigingen' in geweigerd.regels[0]
    assert wereld.fetch("vestigingen", sta_toe_afwijking=True)[0].soort == "opgehaald"
    assert wereld.fetch("vestigingen")[0].soort == "ongewijzigd"


def test_another_unit_is_taken_over_with_another_factor(wereld: Wereld) -> None:
    """105.5 thousand becomes 105 500 pieces: the same figures once the factor follows."""
    op_code = VESTIGINGEN.replace("{titel: Vestigingen, eenheid: x 1 000}", "A001")
    wereld.rewrite({"vestigingen": op_code})
    wereld.fetch()
    tabel = wereld.server.tabellen["99001NED"]
    onderwerpen = {c: {**rij, "eenheid": "aantal"} for c, rij in tabel.onderwerpen.items()}
    cijfers = {p: c if isinstance(c, str) else c * 1000 for p, c in tabel.cijfers.items()}
    wereld.server.tabellen["99001NED"] = replace(
        tabel, onderwerpen=onderwerpen, cijfers=cijfers, gewijzigd_op=JULI
    )
    regels = "\n".join(wereld.fetch()[0].regels)
    assert "buiten 0" in regels  # 105 500 × 1000 is over the limit
    wereld.rewrite({"vestigingen": op_code.replace("factor: 1000", "factor: 1")})
    assert get_soorten(wereld.fetch()) == {"vestigingen": "opgehaald"}


def test_an_entry_that_changed_asks_anew_and_the_build_says_so(wereld: Wereld) -> None:
    wereld.fetch()
    wereld.rewrite({**ALLES, "inwoners": INWONERS.replace("2019", "2021")})
    verslag = build(wereld.instellingen)
    assert any("indicators.yaml is veranderd sinds het ophalen" in r for r in verslag.opmerkingen)
    assert get_soorten(wereld.fetch()) == {"inwoners": "opgehaald", "vestigingen": "ongewijzigd"}


def test_values_outside_the_limits_are_refused_before_they_are_stored(wereld: Wereld) -> None:
    wereld.rewrite({"vestigingen": VESTIGINGEN.replace("factor: 1000", "factor: 1000000")})
    resultaat = wereld.fetch()[0]
    assert "kloppen onderwerp, factor en grenzen" in resultaat.regels[0]
    assert not wereld.snapshots


def test_a_password_in_the_address_is_stored_nowhere(wereld: Wereld) -> None:
    kaal = wereld.server.v4_url.removeprefix("http://")
    wereld.instellingen = replace(wereld.instellingen, cbs_v4_url=f"http://jan:geheim123@{kaal}")
    assert get_soorten(wereld.fetch("inwoners")) == {"inwoners": "opgehaald"}
    kapot = wereld.fetch("vestigingen", storing=Storing("404"))[0]
    assert "geheim123" not in "".join(kapot.regels)
    for pad in wereld.instellingen.snapshots.rglob("*"):
        assert pad.is_dir() or b"geheim123" not in pad.read_bytes()


def test_a_file_of_the_user_goes_before_what_was_fetched(wereld: Wereld, tmp_path: Path) -> None:
    wereld.rewrite({"inwoners": INWONERS.replace("[NL, PV, GM]", "[GM]")})
    wereld.fetch()
    pad = tmp_path / "eigen.csv"
    pad.write_text("gemeente;jaar;waarde\nGM0363;2026;940000\nGM0014;2026;240000\n")
    namen = Naamregister(load_regio(), load_alias())
    opdracht = Opdracht(pad, "inwoners", velden={"regios": ["GM"]})
    import_bestand(opdracht, wereld.catalogus, namen, wereld.instellingen.snapshots)
    verslag = build(wereld.instellingen)
    assert "inwoners: het eigen bestand gaat voor op wat is opgehaald" in verslag.opmerkingen
    gemeenten = "SELECT DISTINCT herkomst FROM waarneming WHERE regio_code = 'GM0363'"
    assert query(wereld.instellingen.warehouse, gemeenten) == [("import",)]


def test_a_damaged_snapshot_is_named_by_the_build_and_fetched_again(wereld: Wereld) -> None:
    wereld.fetch("inwoners")
    pad = wereld.snapshots[0].pad
    pad.write_bytes(pad.read_bytes()[:-10])
    with pytest.raises(BronFout, match='draai "python -m etl fetch inwoners"'):
        build(wereld.instellingen)
    assert wereld.fetch("inwoners")[0].soort != "ongewijzigd"
    build(wereld.instellingen)


def test_a_file_is_skipped_and_a_source_without_its_setting_is_named(tmp_path: Path) -> None:
    with Wereld(tmp_path, {"inwoners": INWONERS, "eigen": BESTAND, "oud": NIET}) as wereld:
        resultaten = {deel.indicator_id: deel for deel in wereld.fetch()}
    assert get_soorten(list(resultaten.values())) == {
        "inwoners": "opgehaald",
        "eigen": "overgeslagen",
        "oud": "mislukt",
    }
    assert "python -m etl import BESTAND --indicator eigen" in resultaten["eigen"].regels[0]
    assert "oud: SWING_URL ontbreekt" in resultaten["oud"].regels[0]


def test_a_question_known_to_be_incomplete_waits_until_it_is_named(wereld: Wereld) -> None:
    regel = "    nog_nodig: Zet bij selectie een code.\n    regionaal: {methode: geen}"
    pad = wereld.instellingen.catalogus
    tekst = pad.read_text(encoding="utf-8")
    pad.write_text(tekst.replace("    regionaal: {methode: geen}", regel), encoding="utf-8")
    resultaten = wereld.fetch()
    assert get_soorten(resultaten) == {"inwoners": "opgehaald", "vestigingen": "overgeslagen"}
    assert (
        "niet compleet en wordt overgeslagen. Zet bij selectie een code."
        in (resultaten[1].regels[0])
    )
    assert "1 overgeslagen (uit een bestand, of met een vraag" in build_samenvatting(resultaten)
    assert get_soorten(wereld.fetch("vestigingen")) == {"vestigingen": "opgehaald"}


def test_two_rounds_do_not_run_at_once(wereld: Wereld) -> None:
    slot = wereld.instellingen.snapshots / ".bezig" / "slot"
    with (
        lock_bestand(slot, 0, "bezet"),
        pytest.raises(WarehouseFout, match="er loopt al een andere ophaalronde"),
    ):
        wereld.fetch()


def test_unfinished_pages_of_a_question_that_is_gone_are_removed(wereld: Wereld) -> None:
    rest = wereld.instellingen.snapshots / ".bezig" / "0123456789abcdef"
    rest.mkdir(parents=True)
    wereld.fetch("inwoners")
    assert [pad.name for pad in rest.parent.iterdir()] == ["slot"]


def test_a_disk_that_refuses_is_named(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("etl.ophalen.ronde.write_snapshot", refuse)
    resultaat = wereld.fetch("inwoners")[0]
    assert resultaat.soort == "mislukt"
    assert "maak ruimte of vraag toegang" in resultaat.regels[0]


def test_the_command_fetches_tells_and_ends_with_a_code(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wereld.rewrite({"inwoners": INWONERS, "eigen": BESTAND, "oud": NIET})
    monkeypatch.delenv("SWING_URL", raising=False)
    monkeypatch.setenv("CBS_V4_URL", wereld.server.v4_url + "/")
    monkeypatch.setenv("WELVAART_CATALOGUS", str(wereld.instellingen.catalogus))
    monkeypatch.setenv("WELVAART_SNAPSHOTS", str(wereld.instellingen.snapshots))
    assert main(["fetch", "inwoners", "eigen", "--parallel", "2"]) == 0
    uit = capsys.readouterr().out.splitlines()
    assert uit[0].startswith("03759ned inwoners: 3.000 rijen, 6")
    assert uit[1].startswith("eigen: komt uit een bestand")
    assert uit[2].startswith("Klaar: 1 nieuw (3.000 rijen, ")
    assert "0 niet veranderd, 0 mislukt, 1 overgeslagen (uit" in uit[2]
    assert "\x1b" not in "".join(uit)  # no animation outside a terminal
    assert main(["fetch"]) == 1  # the Swing entry
    gevangen = capsys.readouterr()
    assert "niet veranderd bij de bron" in gevangen.out
    assert "oud: SWING_URL ontbreekt" in gevangen.err
    assert main(["fetch", "inwoner"]) == 2
    assert "bedoelt u inwoners?" in capsys.readouterr().err
    assert main(["fetch", "--parallel", "0"]) == 2


class Terminal:
    """A stream that says it is a terminal."""

    def __init__(self) -> None:
        self.tekst = ""

    def write(self, tekst: str) -> int:
        self.tekst += tekst
        return len(tekst)

    def writelines(self, regels: list[str]) -> None:
        self.tekst += "".join(regels)

    def flush(self) -> None: ...

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_a_bar_shows_rows_bytes_and_time_left() -> None:
    scherm = Terminal()
    voortgang = Voortgang(scherm, scherm)  # type: ignore[arg-type]
    voortgang.start("inwoners", "03759ned")
    voortgang.update(500, 120_000, 1000)
    balk = r"\[########\.{8}\] nog \d+ s, 500 rijen, 120,0 kB, \d+,\d [kM]B/s\s*"
    assert re.fullmatch(rf"03759ned inwoners {balk}", scherm.tekst.split("\r")[-1])
    voortgang.finish(Resultaat("inwoners", "opgehaald", "03759ned", (), 1000, 240_000, 2.0))
    assert scherm.tekst.endswith("03759ned inwoners: 1.000 rijen, 240,0 kB, 2,0 s.\n")


def test_a_bar_has_no_escape_codes_fits_the_terminal_and_leaves_no_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    scherm = Terminal()
    voortgang = Voortgang(scherm, scherm)  # type: ignore[arg-type]
    voortgang.start("inwoners", "03759ned")
    voortgang.update(500, 120_000, 1000)
    voortgang.update(1, 1, None)  # a shorter line must cover the longer one
    voortgang.finish(Resultaat("inwoners", "ongewijzigd", "03759ned"))
    assert "\x1b" not in scherm.tekst
    *bewegend, wis, slot = scherm.tekst.split("\r")
    assert max(len(deel) for deel in bewegend) == 49
    assert wis == " " * len(bewegend[-1].rstrip())
    assert slot == "03759ned inwoners: niet veranderd bij de bron.\n"


def test_a_terminal_that_cannot_move_gets_lines_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    scherm = Terminal()
    voortgang = Voortgang(scherm, scherm)  # type: ignore[arg-type]
    voortgang.start("inwoners", "03759ned")
    voortgang.update(500, 120_000, 1000)
    assert scherm.tekst == ""


def test_a_size_and_a_summary_are_dutch() -> None:
    assert [format_bytes(n) for n in (812, 3_100_000, 5_000_000_000)] == [
        "812 B",
        "3,1 MB",
        "5,0 GB",
    ]
    nieuw = Resultaat("c", "opgehaald", "t", (), 3000, 655_600, 8.8)
    assert build_samenvatting([nieuw, Resultaat("d", "opgehaald", "t", (), 18, 0, 5.0)]).startswith(
        "Klaar: 2 nieuw (3.018 rijen, 655,6 kB, 13,8 s), 0 niet veranderd, 0 mislukt."
    )
    zin = build_samenvatting([Resultaat("a", "mislukt"), Resultaat("b", "gelijk")])
    assert zin == (
        "Klaar: 0 nieuw, 1 niet veranderd, 1 mislukt. Wat mislukte, houdt de cijfers die er al "
        "waren."
    )


def test_a_kill_at_any_moment_leaves_no_broken_snapshot_and_the_next_run_goes_on(
    tmp_path: Path,
) -> None:
    with Wereld(tmp_path, {"inwoners": INWONERS}, pagina=200) as wereld:
        wereld.server.wacht_s = 0.02
        omgeving = {
            **os.environ,
            "CBS_V4_URL": wereld.server.v4_url,
            "WELVAART_CATALOGUS": str(wereld.instellingen.catalogus),
            "WELVAART_SNAPSHOTS": str(wereld.instellingen.snapshots),
        }
        opdracht = [sys.executable, "-m", "etl", "fetch", "inwoners"]
        halverwege = 0
        for verzoeken in (2, 7, 13, 20):  # of some 21 in all
            wereld.server.verzoeken.clear()
            with subprocess.Popen(opdracht, cwd=WORTEL, env=omgeving) as proces:
                einde = time.monotonic() + 20
                while len(wereld.server.verzoeken) < verzoeken and proces.poll() is None:
                    assert time.monotonic() < einde
                    time.sleep(0.002)
                proces.send_signal(signal.SIGKILL)
            for snapshot in read_snapshots(wereld.instellingen.snapshots):
                assert snapshot.load_inhoud()
            halverwege += len(list(wereld.instellingen.snapshots.glob(".bezig/*/*.parquet")))
        assert halverwege > 0
        wereld.server.wacht_s = 0.0
        assert wereld.fetch()[0].soort in ("opgehaald", "ongewijzigd")
        heel = wereld.snapshots[0].load_inhoud()
        assert len(wereld.snapshots) == 1
    with Wereld(
        tmp_path / "vers" if (tmp_path / "vers").mkdir() is None else tmp_path,
        {"inwoners": INWONERS},
    ) as vers:
        vers.fetch()
        assert vers.snapshots[0].load_inhoud() == heel
    assert json.loads(vers.snapshots[0].pad.with_suffix(".json").read_text())["rijen"] == 3000


def test_fetching_loads_no_library_it_does_not_need() -> None:
    code = (
        "import sys, etl.__main__, etl.ophalen.ronde;"
        "print([m for m in ('duckdb', 'openpyxl', 'geopandas', 'streamlit') if m in sys.modules])"
    )
    uit = subprocess.run(
        [sys.executable, "-c", code], cwd=WORTEL, capture_output=True, check=True, text=True
    )
    assert uit.stdout.strip() == "[]"
