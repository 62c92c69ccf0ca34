"""The way out: patient with what passes, plain about what does not, silent about keys."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from etl.bronnen.cbs_v3.dienst import CbsV3Dienst
from etl.bronnen.net.geduld import Geduld, format_adres
from etl.bronnen.net.verbinding import Verbinding, build_url
from tests.cbs_server import CbsServer
from tests.proefserver import Storing
from welvaart.fouten import BronFout

WAT = "CBS, tabel 99001NED"
GEHEIM = "zeer-geheime-sleutel"


@pytest.fixture
def server() -> Iterator[CbsServer]:
    with CbsServer() as dienst:
        yield dienst


def fetch(server: CbsServer, pauzes: list[float] | None = None, **geduld: float) -> Any:  # noqa: ANN401
    rust = Geduld(slaap=(pauzes if pauzes is not None else []).append, toeval=lambda: 0.0, **geduld)  # type: ignore[arg-type]
    with Verbinding(rust) as verbinding:
        return verbinding.fetch_json(f"{server.v4_url}/99001NED/Properties", WAT)


def test_a_reply_comes_with_its_size(server: CbsServer) -> None:
    antwoord = fetch(server)
    assert antwoord.inhoud["Identifier"] == "99001NED"
    assert antwoord.bytes > 300


@pytest.mark.parametrize("fout", ["500", "reset", "afgekapt", "html"])
def test_what_passes_is_tried_again(server: CbsServer, fout: str) -> None:
    server.storing = Storing(fout, keer=3)
    pauzes: list[float] = []
    assert fetch(server, pauzes).inhoud["Identifier"] == "99001NED"
    assert pauzes == [1, 2, 4]
    assert len(server.verzoeken) == 4


@pytest.mark.parametrize(
    ("fout", "wat"),
    [
        ("500", "de bron geeft een storing (HTTP 500)"),
        ("reset", "de verbinding is verbroken"),
        ("afgekapt", "het antwoord is halverwege afgebroken"),
        ("html", "er kwam een webpagina in plaats van cijfers"),
    ],
)
def test_what_stays_is_named_with_place_and_advice(server: CbsServer, fout: str, wat: str) -> None:
    server.storing = Storing(fout)
    with pytest.raises(BronFout) as gevangen:
        fetch(server)
    melding = str(gevangen.value)
    assert melding.startswith(f"{WAT}: {wat}")
    assert f"{server.v4_url}/99001NED/Properties" in melding
    assert melding.endswith("probeer het later opnieuw; de cijfers die u had, blijven staan")
    assert len(server.verzoeken) == 4


def test_a_silent_server_is_left_in_time(server: CbsServer) -> None:
    server.storing, server.traag_s = Storing("traag"), 0.5
    with pytest.raises(BronFout, match="geen antwoord binnen de tijd"):
        fetch(server, stilte_s=0.05, pogingen=2)


def test_a_reply_that_drips_is_left_in_time(server: CbsServer) -> None:
    with pytest.raises(BronFout, match="komt te langzaam binnen"):
        fetch(server, geheel_s=-1.0, pogingen=1)


def test_nothing_listening_is_named() -> None:
    with CbsServer() as server:
        url = server.v4_url
    with (
        Verbinding(Geduld(pogingen=1)) as verbinding,
        pytest.raises(BronFout, match="kijk of u internet hebt"),
    ):
        verbinding.fetch_json(url, WAT)


def test_not_found_is_an_answer_and_not_asked_twice(server: CbsServer) -> None:
    server.storing = Storing("404")
    assert fetch(server) is None
    assert len(server.verzoeken) == 1


@pytest.mark.parametrize(
    ("status", "wat"),
    [(400, "begrijpt de vraag niet"), (401, "kent de sleutel niet"), (418, "HTTP 418")],
)
def test_a_refusal_is_not_asked_again(
    monkeypatch: pytest.MonkeyPatch, status: int, wat: str
) -> None:
    keren = patch_send(monkeypatch, status)
    with (
        Verbinding(kopjes={"apikey": GEHEIM}) as verbinding,
        pytest.raises(BronFout, match=wat) as fout,
    ):
        verbinding.fetch_json(f"https://mij:{GEHEIM}@bron.nl/a?apikey={GEHEIM}", WAT)
    assert len(keren) == 1
    assert GEHEIM not in str(fout.value)
    assert "https://bron.nl/a" in str(fout.value)


def patch_send(monkeypatch: pytest.MonkeyPatch, status: int, **koppen: str) -> list[dict[str, Any]]:
    """Answer every request here; return what the session made of the settings."""
    gezien: list[dict[str, Any]] = []

    def send(zelf: object, verzoek: requests.PreparedRequest, **opties: Any) -> requests.Response:  # noqa: ANN401
        gezien.append({**opties, "koppen": dict(verzoek.headers)})
        antwoord = requests.Response()
        antwoord.status_code, antwoord.url = status, str(verzoek.url)
        antwoord.headers.update(koppen)
        antwoord.raw = io.BytesIO(b'{"value": []}')
        antwoord.request = verzoek
        return antwoord

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", send)
    return gezien


def test_the_settings_of_the_network_are_honoured(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Any,  # noqa: ANN401
) -> None:
    gezien = patch_send(monkeypatch, 200)
    bundel = tmp_path / "organisatie.pem"
    bundel.write_text("")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(bundel))
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.gemeente.nl:3128")
    monkeypatch.setenv("NO_PROXY", "binnen.gemeente.nl")
    with Verbinding() as verbinding:
        verbinding.fetch_json("https://datasets.cbs.nl/x", WAT)
        verbinding.fetch_json("https://binnen.gemeente.nl/x", WAT)
    buiten, binnen = gezien
    assert buiten["verify"] == str(bundel)
    assert buiten["proxies"]["https"] == "http://proxy.gemeente.nl:3128"
    assert not binnen["proxies"]
    assert all(opties["timeout"] == (10.0, 60.0) for opties in gezien)


def test_a_key_is_sent_and_appears_in_no_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    gezien = patch_send(monkeypatch, 503, **{"Retry-After": "9"})
    pauzes: list[float] = []
    with (
        caplog.at_level(logging.DEBUG),
        Verbinding(Geduld(slaap=pauzes.append), kopjes={"apikey": GEHEIM}) as verbinding,
        pytest.raises(BronFout) as fout,
    ):
        verbinding.fetch_json("https://bron.nl/a", WAT)
    assert gezien[0]["koppen"]["apikey"] == GEHEIM
    assert caplog.text
    assert GEHEIM not in caplog.text + str(fout.value)
    assert pauzes == [9, 9, 9]  # as long as the server asks


@pytest.mark.parametrize(
    ("fout", "wat"),
    [
        (requests.exceptions.SSLError, "zet REQUESTS_CA_BUNDLE"),
        (requests.exceptions.ProxyError, "de proxy geeft geen verbinding"),
        (requests.exceptions.InvalidSchema, "is geen adres dat werkt"),
    ],
)
def test_trouble_of_the_network_says_what_to_set(
    monkeypatch: pytest.MonkeyPatch, fout: type[Exception], wat: str
) -> None:
    def send(*_: object, **__: object) -> None:
        raise fout(f"met {GEHEIM}")

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", send)
    with (
        Verbinding(Geduld(slaap=lambda _: None)) as verbinding,
        pytest.raises(BronFout, match=wat) as gevangen,
    ):
        verbinding.fetch_json("https://bron.nl/a", WAT)
    assert GEHEIM not in str(gevangen.value)


def test_a_file_of_certificates_that_is_not_there_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Requests says so with an OSError, which is also what a full disk gives."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "weg.pem"))
    zin = r"het bestand met certificaten is er niet \(.*weg.pem\); zet REQUESTS_CA_BUNDLE"
    with Verbinding(Geduld(slaap=lambda _: None)) as verbinding:
        with pytest.raises(BronFout, match=zin):
            verbinding.fetch_json("https://127.0.0.1:9/a", WAT)
        dienst = CbsV3Dienst("127.0.0.1:9", verbinding.geduld, verbinding.poort)
        with pytest.raises(BronFout, match=zin):
            dienst.fetch("03759NED", "TableInfos", WAT)


def test_pauses_grow_with_chance_and_end_at_a_minute() -> None:
    geduld = Geduld(toeval=lambda: 1.0)
    assert [geduld.compute_pauze(poging, None) for poging in (1, 2, 3)] == [1.5, 3, 6]
    assert geduld.compute_pauze(1, 20) == 20
    assert geduld.compute_pauze(9, 4000) == 60


def test_an_address_is_encoded_for_sending_and_bare_in_messages() -> None:
    url = build_url("https://a.nl/b", {"$filter": "R eq 'GM 1'", "$top": "2"})
    assert url == "https://a.nl/b?$filter=R%20eq%20%27GM%201%27&$top=2"
    assert build_url("https://a.nl/b", {}) == "https://a.nl/b"
    assert format_adres("https://jan:wachtwoord@a.nl:8/b?sleutel=1#x") == "https://a.nl:8/b"


def test_a_number_must_be_a_number(server: CbsServer) -> None:
    with Verbinding(Geduld(slaap=lambda _: None)) as verbinding:
        basis = f"{server.v4_url}/99001NED"
        assert verbinding.fetch_getal(f"{basis}/Observations/$count", WAT) == 90
        with pytest.raises(BronFout, match="geen getal"):
            verbinding.fetch_getal(f"{basis}/Properties", WAT)
