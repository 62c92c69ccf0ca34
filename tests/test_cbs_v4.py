"""A table of CBS OData v4: its question, its pages, and every way in which it may disappoint."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from etl.bronnen.cbs.tabel import find_lijkende_codes
from etl.bronnen.cbs_v4 import rijen as cbs_v4_rijen
from etl.bronnen.cbs_v4.dienst import CbsTabel
from etl.bronnen.cbs_v4.pagina import _read_snel, build_schema, parse_pagina, parse_rijen
from etl.bronnen.cbs_v4.rijen import fetch_rijen
from etl.bronnen.cbs_v4.vraag import build_vraag
from etl.bronnen.lezer import Ophaling
from etl.bronnen.net.geduld import TijdelijkFout
from etl.bronnen.net.verbinding import Verbinding
from tests.cbs_server import CbsServer
from tests.ophaalwereld import GEEN_GEDULD
from tests.proefserver import Storing
from welvaart.catalogus import CbsV4Bron
from welvaart.fouten import BronFout

TOTAAL = {"Geslacht": "T001038", "Leeftijd": "10000", "BurgerlijkeStaat": "T001019"}
INWONERS = {
    "tabel": "03759ned",
    "onderwerp": "M000352",
    "selectie": TOTAAL,
    "regios": ["NL", "PV", "GM"],
    "vanaf": 2019,
}
KLEIN = {"tabel": "99001NED", "onderwerp": "A001", "regios": ["NL", "PV", "GM"]}


@pytest.fixture
def server() -> Iterator[CbsServer]:
    with CbsServer() as dienst:
        yield dienst


@pytest.fixture
def verbinding() -> Iterator[Verbinding]:
    with Verbinding(GEEN_GEDULD) as sessie:
        yield sessie


def build_bron(basis: dict[str, Any], **velden: Any) -> CbsV4Bron:  # noqa: ANN401
    return CbsV4Bron.model_validate({"soort": "cbs_v4", **basis, **velden})


def open_tabel(server: CbsServer, verbinding: Verbinding, bron: CbsV4Bron) -> CbsTabel:
    return CbsTabel(verbinding, server.v4_url, bron.tabel)


def pull(
    server: CbsServer, verbinding: Verbinding, bron: CbsV4Bron, werkmap: Path
) -> tuple[Ophaling, list[tuple[int, int, int | None]]]:
    tabel = open_tabel(server, verbinding, bron)
    paginas: list[tuple[int, int, int | None]] = []
    uit = fetch_rijen(
        tabel,
        build_vraag(tabel, bron),
        {},
        werkmap,
        tegelijk=4,
        meld=lambda *pagina: paginas.append(pagina),
    )
    uit.sluit_af()
    return uit, paginas


def test_the_question_holds_topic_selection_regios_and_years(
    server: CbsServer, verbinding: Verbinding
) -> None:
    bron = build_bron(INWONERS)
    vraag = build_vraag(open_tabel(server, verbinding, bron), bron)
    assert vraag.filter == (
        "Measure eq 'M000352' and Geslacht eq 'T001038' and Leeftijd eq '10000' and "
        "BurgerlijkeStaat eq 'T001019' and (startswith(RegioS,'NL') or startswith(RegioS,'PV') or "
        "startswith(RegioS,'GM')) and Perioden ge '2019JJ00'"
    )
    assert (vraag.geo, vraag.tijd, vraag.maat.eenheid) == ("RegioS", "Perioden", "aantal")


def test_of_a_table_with_quarters_only_the_years_are_asked(
    server: CbsServer, verbinding: Verbinding
) -> None:
    bron = build_bron(KLEIN, vanaf=2023)
    vraag = build_vraag(open_tabel(server, verbinding, bron), bron)
    assert vraag.geo == "RegioS"  # though the table calls it a plain Dimension
    assert vraag.filter.endswith("contains(Perioden,'JJ00') and Perioden ge '2023JJ00'")


@pytest.mark.parametrize(
    ("onderwerp", "code"),
    [
        ({"titel": "gemiddelde  bevolking"}, "M000365"),
        ({"titel": "Bevolking op 1 januari", "eenheid": "Aantal"}, "M000352"),
    ],
)
def test_a_topic_is_found_by_its_words(
    server: CbsServer, verbinding: Verbinding, onderwerp: dict[str, str], code: str
) -> None:
    bron = build_bron(INWONERS, onderwerp=onderwerp)
    assert build_vraag(open_tabel(server, verbinding, bron), bron).maat.code == code


@pytest.mark.parametrize(
    ("groep", "code"), [("Per kwartaal", "A002_2"), ("Groei > Per kwartaal", "A002_2")]
)
def test_a_title_that_comes_twice_needs_its_group(
    server: CbsServer, verbinding: Verbinding, groep: str, code: str
) -> None:
    bron = build_bron(KLEIN, onderwerp={"titel": "Toename"})
    tabel = open_tabel(server, verbinding, bron)
    with pytest.raises(BronFout, match=r"komt vaker voor: A002 .*groep Groei.*A002_2"):
        build_vraag(tabel, bron)
    keus = build_bron(KLEIN, onderwerp={"titel": "Toename", "groep": groep})
    assert build_vraag(tabel, keus).maat.code == code


@pytest.mark.parametrize(
    ("onderwerp", "melding"),
    [
        ({"titel": "Toename", "eenheid": "euro"}, r"bestaat wel, maar niet.*A002 .*A002_2 "),
        ({"titel": "Toenamen"}, r"bestaat niet in 99001NED; lijkt op: A002 .*A002_2 "),
        ("Toename", r"bestaat wel, maar niet.*A002 .*A002_2 .*Zet de code"),
    ],
)
def test_all_topics_of_a_title_are_proposed(
    server: CbsServer, verbinding: Verbinding, onderwerp: str | dict[str, str], melding: str
) -> None:
    bron = build_bron(KLEIN, onderwerp=onderwerp)
    with pytest.raises(BronFout, match=melding):
        build_vraag(open_tabel(server, verbinding, bron), bron)


def test_a_code_by_a_title_that_is_nearly_right_is_proposed_with_its_title() -> None:
    titels = {"T001038": "Totaal mannen en vrouwen", "3000": "Mannen", "4000": "Vrouwen"}
    assert find_lijkende_codes("Vrouw", titels) == "4000 (Vrouwen)"
    assert find_lijkende_codes("3001", titels).startswith("3000 (Mannen)")
    assert find_lijkende_codes("xyzzy", titels).count("(") == len(titels)  # all there is


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        (
            {"onderwerp": "M000353"},
            r"'M000353' bestaat niet in 03759ned; lijkt .*M000352 \(Bev",
        ),
        ({"onderwerp": {"titel": "Bevolking 1 januari"}}, "lijkt op: M000352"),
        ({"selectie": {**TOTAAL, "Marges": "x"}}, "heeft geen dimensie Marges; wel: Burgerlijke"),
        (
            {"selectie": {"Geslacht": "T001038", "Leeftijd": "10000"}},
            r"dimensie BurgerlijkeStaat staat niet in selectie; .*T001019 \(Totaal burgerlijke",
        ),
        ({"tabel": "03759NED"}, "Dimensions bestaat niet .HTTP 404.*ook de hoofdletters"),
    ],
)
def test_an_entry_that_does_not_fit_says_what_to_write(
    server: CbsServer, verbinding: Verbinding, velden: dict[str, Any], melding: str
) -> None:
    bron = build_bron(INWONERS, **velden)
    with pytest.raises(BronFout, match=melding):
        build_vraag(open_tabel(server, verbinding, bron), bron)


def test_a_stub_is_named(server: CbsServer, verbinding: Verbinding) -> None:
    server.storing = Storing("stub")
    bron = build_bron(INWONERS)
    with pytest.raises(BronFout, match="03759ned is bij het CBS tijdelijk niet beschikbaar"):
        build_vraag(open_tabel(server, verbinding, bron), bron)


def test_a_small_table_takes_one_request_for_its_rows(
    server: CbsServer, verbinding: Verbinding, tmp_path: Path
) -> None:
    uit, paginas = pull(server, verbinding, build_bron(INWONERS), tmp_path / "werk")
    assert uit.rijen == 375 * 8
    assert sum("Observations" in pad for pad in server.verzoeken) == 1
    assert paginas == [(3000, uit.bytes, None)]
    assert not (tmp_path / "werk").exists()


@pytest.mark.parametrize("pagina", [3001, 3000, 1500, 1499, 700])
def test_page_sizes_leave_no_trace(
    server: CbsServer,
    verbinding: Verbinding,
    tmp_path: Path,
    pagina: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cbs_v4_rijen, "_BLOK", 1000)
    heel, _ = pull(server, verbinding, build_bron(INWONERS), tmp_path / "werk")
    server.pagina = pagina
    stukken, paginas = pull(server, verbinding, build_bron(INWONERS), tmp_path / "werk")
    assert stukken.inhoud == heel.inhoud
    assert sum(rijen for rijen, *_ in paginas) == 3000
    assert stukken.paginas == -(-3000 // pagina)


def test_the_client_pages_itself_when_the_server_would_give_all(
    server: CbsServer, verbinding: Verbinding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heel, _ = pull(server, verbinding, build_bron(INWONERS), tmp_path / "werk")
    monkeypatch.setattr(cbs_v4_rijen, "PAGINA", 1000)
    monkeypatch.setattr(cbs_v4_rijen, "_GEWOON", {"GM": 50})  # eight years of 70 regio's
    server.verzoeken.clear()
    stukken, paginas = pull(server, verbinding, build_bron(INWONERS), tmp_path / "werk")
    assert stukken.inhoud == heel.inhoud
    assert stukken.paginas == 3
    assert paginas[-1][2] == 3000  # the count tells the progress bar how many will come
    assert sum("'$skip'" in pad for pad in server.verzoeken) == 3  # and no page too many is asked


def test_a_half_fetched_table_goes_on_where_it_was(
    server: CbsServer, verbinding: Verbinding, tmp_path: Path
) -> None:
    bron, werk = build_bron(INWONERS), tmp_path / "werk"
    heel, _ = pull(server, verbinding, bron, tmp_path / "ander")
    server.pagina, server.storing = 500, Storing("500", "'$skip': '1500'")
    with pytest.raises(BronFout, match="storing"):
        pull(server, verbinding, bron, werk)
    binnen = len(list(werk.glob("*.parquet")))
    assert 1 <= binnen <= 5
    (werk / "000000000.parquet").write_bytes(b"half")  # what a full disk may leave
    server.storing = None
    server.verzoeken.clear()
    uit, _ = pull(server, verbinding, bron, werk)
    assert uit.inhoud == heel.inhoud
    assert sum("'$skip'" in pad for pad in server.verzoeken) == 6 - binnen + 1


def test_pages_of_an_older_edition_are_not_used(
    server: CbsServer, verbinding: Verbinding, tmp_path: Path
) -> None:
    bron, werk = build_bron(INWONERS), tmp_path / "werk"
    server.pagina, server.storing = 500, Storing("500", "'$skip': '1500'")
    with pytest.raises(BronFout):
        pull(server, verbinding, bron, werk)
    server.storing = None
    server.publish("03759ned", "2026-08-01T00:00:00+02:00", "gehalveerd")
    uit, _ = pull(server, verbinding, bron, werk)
    pad = tmp_path / "uit.parquet"
    pad.write_bytes(uit.inhoud)
    assert pq.read_table(pad)["Value"][0].as_py() == 17_282_163 / 2


def test_a_table_that_is_renewed_while_it_comes_in_is_refused(
    server: CbsServer, verbinding: Verbinding, tmp_path: Path
) -> None:
    server.pagina = 1000
    bron = build_bron(INWONERS)
    tabel = open_tabel(server, verbinding, bron)
    vraag = build_vraag(tabel, bron)
    assert tabel.eigenschappen.gewijzigd_op.startswith("2026-06-23")

    def renew(*_: object) -> None:
        server.publish("03759ned", "2026-08-01T00:00:00+02:00")

    with pytest.raises(BronFout, match="werd tijdens het ophalen vernieuwd"):
        fetch_rijen(tabel, vraag, {}, tmp_path / "werk", tegelijk=2, meld=renew).sluit_af()
    assert not (tmp_path / "werk").exists()


def test_a_huge_table_is_never_pulled_without_a_filter(
    server: CbsServer, verbinding: Verbinding, tmp_path: Path
) -> None:
    bron = build_bron(INWONERS)
    tabel = open_tabel(server, verbinding, bron)
    zonder = replace(build_vraag(tabel, bron), filter="")
    server.verzoeken.clear()
    with pytest.raises(BronFout, match="heeft 100741875 cijfers; zonder selectie"):
        fetch_rijen(tabel, zonder, {}, tmp_path / "werk", tegelijk=4, meld=lambda *_: None)
    assert not [pad for pad in server.verzoeken if "Observations" in pad]


def test_a_selection_that_gives_too_much_is_stopped(
    server: CbsServer, verbinding: Verbinding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cbs_v4_rijen, "MAX_RIJEN", 2000)
    server.pagina = 500
    with pytest.raises(BronFout, match="meer dan 2 miljoen rijen"):
        pull(server, verbinding, build_bron(INWONERS), tmp_path / "werk")


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"selectie": {**TOTAAL, "Leeftijd": "1000"}}, "code '1000' bestaat niet in Leeftijd"),
        ({"regios": ["CR"]}, r"deze regio's \(CR\) of jaren niet in deze tabel"),
        ({"vanaf": 2050}, "of jaren niet in deze tabel"),
    ],
)
def test_zero_rows_are_explained(
    server: CbsServer,
    verbinding: Verbinding,
    tmp_path: Path,
    velden: dict[str, Any],
    melding: str,
) -> None:
    with pytest.raises(BronFout, match=f"nul rijen; .*{melding}"):
        pull(server, verbinding, build_bron(INWONERS, **velden), tmp_path / "werk")


def test_zero_rows_by_padded_codes_are_explained(
    server: CbsServer, verbinding: Verbinding, tmp_path: Path
) -> None:
    server.storing = Storing("opgevuld")
    with pytest.raises(BronFout, match=r"nul rijen; .*met spaties op"):
        pull(server, verbinding, build_bron(INWONERS), tmp_path / "werk")


def test_rows_that_were_not_asked_for_are_refused(
    server: CbsServer, verbinding: Verbinding
) -> None:
    bron = build_bron(INWONERS)
    vraag = build_vraag(open_tabel(server, verbinding, bron), bron)
    rijen = [dict(rij) for rij in server.tabellen["03759ned"].waarnemingen[:1]]
    assert parse_rijen(rijen, vraag, "CBS").num_rows == 1
    with pytest.raises(BronFout, match="houdt zich niet aan het filter"):
        parse_rijen([{**rijen[0], "Geslacht": "3000"}], vraag, "CBS")
    with pytest.raises(BronFout, match="heeft een andere vorm"):
        parse_rijen([{**rijen[0], "Value": "veel"}], vraag, "CBS")
    rijen[0].pop("Perioden")
    with pytest.raises(BronFout, match="heeft een andere vorm"):
        parse_rijen(rijen, vraag, "CBS")


def test_rows_that_come_twice_are_refused(
    server: CbsServer, verbinding: Verbinding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that does not look at $skip gives the same page again and again."""
    server.pagina = 1500
    waarnemingen = list(server.tabellen["03759ned"].waarnemingen)
    tweede = waarnemingen[3000:]
    for rij in tweede:
        rij["Id"] = 55
    with pytest.raises(BronFout, match="gaf rijen dubbel"):
        pull(server, verbinding, build_bron(INWONERS), tmp_path / "werk")


def test_the_metadata_of_a_table_is_asked_side_by_side(server: CbsServer) -> None:
    server.samen = 4
    server.wacht_s = 0.1  # time for a fifth, which should not come
    with Verbinding(GEEN_GEDULD, tegelijk=4) as sessie:
        tabel = CbsTabel(sessie, server.v4_url, "99001NED")
        tabel.fetch_vooraf((), alle=False)
        assert server.meest_tegelijk == 4
        delen = {pad.partition("99001NED/")[2].partition("?")[0] for pad in server.verzoeken}
        assert delen == {
            "Properties",
            "Dimensions",
            "MeasureCodes",
            "MeasureGroups",
            "PeriodenCodes",
        }
        tabel.fetch_vooraf((), alle=False)
        build_vraag(tabel, build_bron(KLEIN))
        assert len(server.verzoeken) == 5  # everything is known now


@pytest.mark.parametrize("tegelijk", [1, 2])
def test_no_more_requests_are_under_way_than_was_asked(
    server: CbsServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tegelijk: int
) -> None:
    monkeypatch.setattr(cbs_v4_rijen, "PAGINA", 500)
    server.samen = tegelijk
    server.wacht_s = 0.03
    with Verbinding(GEEN_GEDULD, tegelijk=tegelijk) as sessie:
        bron = build_bron(INWONERS)
        tabel = open_tabel(server, sessie, bron)
        tabel.fetch_vooraf(bron.selectie, alle=False)
        vraag = build_vraag(tabel, bron)
        niets = {"tegelijk": tegelijk, "meld": lambda *_: None}
        uit = fetch_rijen(tabel, vraag, {}, tmp_path / "werk", **niets)  # type: ignore[arg-type]
    assert uit.rijen == 3000
    assert server.meest_tegelijk == tegelijk


def test_only_so_many_pages_are_asked_before_the_count_is_known(
    server: CbsServer, verbinding: Verbinding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cbs_v4_rijen, "PAGINA", 1000)
    monkeypatch.setattr(cbs_v4_rijen, "_GEWOON", {"GM": 9_000})
    tabel = open_tabel(server, verbinding, build_bron(INWONERS))
    vraag = build_vraag(tabel, build_bron(INWONERS))
    server.wacht_s = 0.05
    niets = {"tegelijk": 4, "meld": lambda *_: None}
    uit = fetch_rijen(tabel, vraag, {"vanaf": 2019}, tmp_path / "w", **niets)  # type: ignore[arg-type]
    assert (uit.rijen, uit.paginas) == (3000, 3)
    asked = [pad for pad in server.verzoeken if "'$skip'" in pad]
    assert 3 <= len(asked) <= 3 + 4  # the count comes with the first pages


def test_a_page_is_read_alike_the_short_way_and_the_long_way(
    server: CbsServer, verbinding: Verbinding
) -> None:
    bron = build_bron(KLEIN)
    vraag = build_vraag(open_tabel(server, verbinding, bron), bron)
    rijen = [
        {naam: rij[naam] for naam in build_schema(vraag).names} | {"Extra": {"diep": [1]}}
        for rij in server.tabellen["99001NED"].waarnemingen
        if rij["Measure"] == "A001"
    ]
    assert {rij["Value"] is None for rij in rijen} == {True, False}
    for inspringen in (None, 2):
        body = json.dumps({"@odata.context": "x", "value": rijen}, indent=inspringen).encode()
        snel = _read_snel(body, build_schema(vraag))
        assert snel is not None
        assert snel[0].equals(parse_rijen(rijen, vraag, "CBS"))
        assert snel[1] is False
        lang = parse_pagina(b"\xef\xbb\xbf" + body, vraag, "CBS")
        assert lang is not None and lang[0].equals(snel[0])
    verder = json.dumps({"value": rijen, "@odata.nextLink": "https://x"}).encode()
    assert parse_pagina(verder, vraag, "CBS") == (parse_rijen(rijen, vraag, "CBS"), True)
    leeg = parse_pagina(b'{"value": []}', vraag, "CBS")
    assert leeg is not None and leeg[0].num_rows == 0


@pytest.mark.parametrize(
    ("verander", "melding"),
    [
        (lambda rij: rij.pop("Value"), "heeft een andere vorm dan eerst"),
        (lambda rij: rij.pop("RegioS"), "heeft een andere vorm dan eerst"),
        (lambda rij: rij.update(Value="veel"), "heeft een andere vorm dan eerst"),
        (lambda rij: rij.update(Id="een"), "heeft een andere vorm dan eerst"),
        (lambda rij: rij.update(Measure="A002"), "houdt zich niet aan het filter"),
    ],
)
def test_a_page_that_is_not_as_promised_is_never_read_the_short_way_only(
    server: CbsServer, verbinding: Verbinding, verander: Callable[[Any], Any], melding: str
) -> None:
    bron = build_bron(KLEIN)
    vraag = build_vraag(open_tabel(server, verbinding, bron), bron)
    waarnemingen = server.tabellen["99001NED"].waarnemingen
    rijen = [dict(rij) for rij in waarnemingen if rij["Measure"] == "A001"]
    verander(rijen[3])
    with pytest.raises(BronFout, match=melding):
        parse_pagina(json.dumps({"value": rijen}).encode(), vraag, "CBS")


@pytest.mark.parametrize("body", [b'{"value": [', b"<html>", b"[1]", b'{"value": []} meer'])
def test_what_is_no_json_may_pass_the_next_time(
    server: CbsServer, verbinding: Verbinding, body: bytes
) -> None:
    bron = build_bron(KLEIN)
    vraag = build_vraag(open_tabel(server, verbinding, bron), bron)
    with pytest.raises(TijdelijkFout):
        parse_pagina(body, vraag, "CBS")
    assert parse_pagina(b'{"value": null}', vraag, "CBS") is None
