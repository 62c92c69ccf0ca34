"""CBS OData v3 by way of cbsodata: each of its defects, pinned as it is and closed."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import cbsodata
import pytest
import requests

from etl.bronnen.cbs_v3.dienst import CbsV3Dienst
from etl.bronnen.net.geduld import TijdelijkFout
from etl.instellingen import WORTEL
from tests.cbs_server import CbsServer
from tests.ophaalwereld import GEEN_GEDULD
from tests.proefserver import Storing
from tests.test_architectuur import find_imports
from welvaart.fouten import BronFout

WAT = "CBS, tabel 99001NED"


@pytest.fixture(autouse=True)
def opties(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test does to the switches of cbsodata ends with it."""
    voor = (cbsodata.options.use_https, cbsodata.options.catalog_url)
    for naam in ("HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(naam, raising=False)
        monkeypatch.delenv(naam.lower(), raising=False)
    yield
    cbsodata.options.use_https, cbsodata.options.catalog_url = voor


@pytest.fixture
def server() -> Iterator[CbsServer]:
    with CbsServer(pagina=10) as dienst:
        yield dienst


def build_dienst(server: CbsServer, **geduld: Any) -> CbsV3Dienst:  # noqa: ANN401
    return CbsV3Dienst(server.basis, replace(GEEN_GEDULD, **geduld))


def fetch(
    dienst: CbsV3Dienst,
    deel: str = "UntypedDataSet",
    **vraag: Any,  # noqa: ANN401
) -> list[dict[str, Any]]:
    rijen = dienst.fetch("99001NED", deel, WAT, **vraag)
    assert rijen is not None
    return rijen


def call_bare(server: CbsServer, doe: Callable[..., Any], **extra: Any) -> Any:  # noqa: ANN401
    """Cbsodata as its README says, only without TLS."""
    cbsodata.options.use_https = False
    return doe("99001NED", catalog_url=server.basis.removeprefix("http://"), **extra)


def test_typed_means_its_opposite_so_the_entity_set_is_named(server: CbsServer) -> None:
    omgekeerd = call_bare(server, cbsodata.download_data, typed=True)
    assert "TypedDataSet" not in omgekeerd  # the defect
    assert omgekeerd["UntypedDataSet"][1]["Vestigingen_1"] == "   105.5"
    rijen = fetch(build_dienst(server))
    assert len(rijen) == 30  # three pages
    assert rijen[1]["Vestigingen_1"] == "   105.5"
    assert {"       .", None} <= {rij["Vestigingen_1"] for rij in rijen}


def test_codes_and_the_status_of_a_period_are_kept(server: CbsServer) -> None:
    kaal = call_bare(server, cbsodata.get_data)
    assert {"Nederland", "Groningen (gemeente)"} <= {rij["RegioS"] for rij in kaal}  # the defect
    dienst = build_dienst(server)
    assert {rij["RegioS"] for rij in fetch(dienst)} >= {"NL01  ", "PV20  ", "GM0014"}
    statussen = {rij["Key"]: rij["Status"] for rij in fetch(dienst, "Perioden")}
    assert (statussen["2022JJ00"], statussen["2023JJ00"]) == ("Definitief", "NaderVoorlopig")


def test_every_call_has_a_time_out(server: CbsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    gezien: list[Any] = []
    echt = requests.Session.send

    def send(sessie: requests.Session, verzoek: Any, **rest: Any) -> requests.Response:  # noqa: ANN401
        gezien.append(rest.get("timeout"))
        return echt(sessie, verzoek, **rest)

    monkeypatch.setattr(requests.Session, "send", send)
    call_bare(server, cbsodata.get_meta, name="Perioden")
    assert gezien == [None]  # the defect
    fetch(build_dienst(server))
    assert gezien[1:] == [(10.0, 5)] * 3
    server.storing = Storing("traag")
    server.traag_s = 1.0
    with pytest.raises(BronFout, match="geen antwoord binnen de tijd"):
        fetch(build_dienst(server, pogingen=1, stilte_s=0.1))


def test_a_hiccup_is_asked_again_with_growing_pauses(server: CbsServer) -> None:
    server.storing = Storing("500", keer=1)
    with pytest.raises(requests.HTTPError):
        call_bare(server, cbsodata.get_meta, name="Perioden")  # the defect
    pauzes: list[float] = []
    server.storing = Storing("500", keer=3)
    server.verzoeken.clear()
    assert len(fetch(build_dienst(server, slaap=pauzes.append), "Perioden")) == 5
    assert pauzes == [1.0, 2.0, 4.0]
    assert len(server.verzoeken) == 4


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        ("500", "de bron geeft een storing (HTTP 500)"),
        ("reset", "de verbinding is verbroken"),
        ("afgekapt", "halverwege afgebroken"),
        ("html", "er kwam een webpagina"),
    ],
)
def test_what_stays_wrong_is_named_in_dutch(server: CbsServer, fout: str, melding: str) -> None:
    server.storing = Storing(fout)
    with pytest.raises(BronFout) as gevangen:
        fetch(build_dienst(server, pogingen=2))
    assert melding in str(gevangen.value)
    assert str(gevangen.value).startswith(WAT)
    assert "de cijfers die u had, blijven staan" in str(gevangen.value)
    assert not isinstance(gevangen.value, TijdelijkFout)
    assert len(server.verzoeken) == 2


@pytest.mark.parametrize(
    ("body", "melding"),
    [
        ("[1, 2]", "niet de vorm die het CBS belooft"),
        ("{}", "niet de vorm die het CBS belooft"),
        ('{"value": [1]}', "niet de vorm die het CBS belooft"),
        ('{"value": null}', "niet de vorm die het CBS belooft"),
        ("Even geduld", "het antwoord is geen JSON"),
    ],
)
def test_json_of_another_shape_is_named(
    monkeypatch: pytest.MonkeyPatch, body: str, melding: str
) -> None:
    def send(_: object, verzoek: requests.PreparedRequest, **__: object) -> requests.Response:
        antwoord = requests.Response()
        antwoord.status_code, antwoord.url = 200, str(verzoek.url)
        antwoord._content = body.encode()
        return antwoord

    monkeypatch.setattr(requests.Session, "send", send)
    with pytest.raises(BronFout, match=melding):
        fetch(CbsV3Dienst("opendata.cbs.nl", GEEN_GEDULD))


def test_a_status_that_will_not_pass_is_not_asked_again(server: CbsServer) -> None:
    server.storing = Storing("404")
    assert build_dienst(server).fetch("99001NED", "Perioden", WAT) is None
    assert len(server.verzoeken) == 1


def test_another_catalogue_does_not_stay_behind_after_an_error(server: CbsServer) -> None:
    with pytest.raises(ZeroDivisionError), cbsodata.catalog("dataderden.cbs.nl"):
        _ = 1 / 0
    assert cbsodata.options.catalog_url == "dataderden.cbs.nl"  # the defect
    cbsodata.options.catalog_url, cbsodata.options.use_https = "opendata.cbs.nl", True
    server.storing = Storing("html")
    with pytest.raises(BronFout):
        fetch(build_dienst(server, pogingen=1))
    assert cbsodata.options.catalog_url == "opendata.cbs.nl"
    assert cbsodata.options.use_https is True


@pytest.mark.parametrize(
    ("omgeving", "proxy", "verify"),
    [
        ({}, None, True),
        ({"HTTPS_PROXY": "http://proxy:3128"}, "http://proxy:3128", True),
        ({"HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": "cbs.nl"}, None, True),
        ({"REQUESTS_CA_BUNDLE": "eigen.pem"}, None, "eigen.pem"),
    ],
)
def test_proxy_and_certificates_of_the_environment_are_used(
    monkeypatch: pytest.MonkeyPatch,
    omgeving: dict[str, str],
    proxy: str | None,
    verify: Any,  # noqa: ANN401
) -> None:
    gezien: list[dict[str, Any]] = []

    def send(_: object, verzoek: requests.PreparedRequest, **rest: Any) -> requests.Response:  # noqa: ANN401
        gezien.append({"url": verzoek.url, **rest})
        raise requests.ConnectionError

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", send)
    for naam, waarde in omgeving.items():
        monkeypatch.setenv(naam, waarde)
    with pytest.raises(BronFout, match="de verbinding is verbroken of komt er niet"):
        fetch(CbsV3Dienst("opendata.cbs.nl", replace(GEEN_GEDULD, pogingen=1)))
    with pytest.raises(requests.ConnectionError):  # the defect
        cbsodata.get_meta("99001NED", "Perioden")
    ons, kaal = gezien
    assert ons["url"].startswith("https://opendata.cbs.nl/ODataFeed/odata/99001NED/Untyped")
    assert (ons["proxies"].get("https"), ons["verify"]) == (proxy, verify)
    assert (kaal["proxies"]["https"], kaal["verify"]) == (None, True)


def test_calls_with_and_without_tls_do_not_mix(monkeypatch: pytest.MonkeyPatch) -> None:
    """`use_https` is one switch for the process; two servers are asked from eight threads."""
    urls: list[str] = []

    def send(_: object, verzoek: requests.PreparedRequest, **__: object) -> requests.Response:
        urls.append(str(verzoek.url))
        antwoord = requests.Response()
        antwoord.status_code, antwoord._content = 200, b'{"value": []}'
        return antwoord

    monkeypatch.setattr(requests.Session, "send", send)
    diensten = [CbsV3Dienst(naam, GEEN_GEDULD) for naam in ("met.nl", "http://zonder.nl:80")]

    def ask(nummer: int) -> None:
        for _ in range(20):
            diensten[nummer % 2].fetch("99001NED", "Perioden", WAT)

    draden = [threading.Thread(target=ask, args=(nummer,)) for nummer in range(8)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(urls) == 160
    assert {url.split("/ODataFeed")[0] for url in urls} == {"https://met.nl", "http://zonder.nl:80"}
    assert cbsodata.options.use_https is True


def test_only_one_module_calls_cbsodata() -> None:
    paden: list[Path] = [*WORTEL.glob("etl/**/*.py"), *WORTEL.glob("welvaart/**/*.py")]
    gebruikt = [str(pad.relative_to(WORTEL)) for pad in paden if "cbsodata" in find_imports(pad)]
    assert gebruikt == ["etl/bronnen/cbs_v3/dienst.py"]
