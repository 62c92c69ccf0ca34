"""The test server speaks OData as CBS does; the client that users know can read it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import cbsodata
import pytest
import requests

from etl.instellingen import WORTEL
from tests.cbs_filter import FilterFout, parse_filter
from tests.cbs_server import FOUTEN, CbsServer
from tests.proefserver import Storing

SELECTIE = "Geslacht eq 'T001038' and Leeftijd eq '10000' and BurgerlijkeStaat eq 'T001019'"
SLICE = (
    f"{SELECTIE} and (startswith(RegioS,'NL') or startswith(RegioS,'PV') or "
    "startswith(RegioS,'GM')) and Perioden ge '2019JJ00'"
)
RIJ = {"RegioS": "GM0363", "Perioden": "2022JJ00", "Value": 3.5, "Leeg": None}


@pytest.fixture(scope="module")
def server() -> Iterator[CbsServer]:
    with CbsServer(pagina=1000) as dienst:
        yield dienst


def get(url: str, **opties: str) -> Any:  # noqa: ANN401 - any JSON
    antwoord = requests.get(
        url, params={f"${naam}": waarde for naam, waarde in opties.items()}, timeout=10
    )
    return antwoord.json() if antwoord.status_code == 200 else antwoord.status_code


def get_v3(server: CbsServer, deel: str, dienst: str = "ODataFeed", **opties: str) -> Any:  # noqa: ANN401
    return get(f"{server.basis}/{dienst}/odata/{deel}", format="json", **opties)


@pytest.mark.parametrize(
    ("filter_", "past"),
    [
        ("", True),
        ("RegioS eq 'GM0363'", True),
        ("RegioS eq 'GM0363 '", False),
        ("RegioS ne 'GM0363' or Perioden ge '2022JJ00'", True),
        ("(RegioS eq 'x' or startswith(RegioS,'GM')) and contains(Perioden,'JJ')", True),
        ("RegioS eq 'x' or startswith(RegioS,'GM') and contains(Perioden,'KW')", False),
        ("not (Value gt 3) or Value lt 3.6", True),
        ("Value le 3.4", False),
        ("trim(tolower(RegioS)) eq 'gm0363' and endswith(RegioS,'63')", True),
        ("substring(RegioS,0,4) eq 'GM03'", True),
        ("Leeg eq null and Leeg ge 1", False),
        ("RegioS eq 'it''s'", False),
    ],
)
def test_the_filter_engine_reads_what_cbs_reads(filter_: str, past: bool) -> None:
    assert parse_filter(filter_, set(RIJ), versie=4)(RIJ) is past


@pytest.mark.parametrize(
    ("filter_", "versie"),
    [
        ("RegioX eq 'a'", 4),
        ("RegioS eq", 4),
        ("RegioS eq 'a' RegioS", 4),
        ("RegioS eq 'a", 4),
        ("substringof('GM',RegioS)", 4),
        ("contains(RegioS,'GM')", 3),
    ],
)
def test_the_filter_engine_refuses_what_cbs_refuses(filter_: str, versie: int) -> None:
    with pytest.raises(FilterFout):
        parse_filter(filter_, set(RIJ), versie)


def test_v4_gives_the_totals_of_cbs(server: CbsServer) -> None:
    url = f"{server.v4_url}/03759ned/Observations"
    rijen, volgende = [], f"{url}?$filter={SLICE} and Measure eq 'M000352'"
    while volgende:
        stuk = get(volgende)
        rijen += stuk["value"]
        volgende = stuk.get("@odata.nextLink")
    gevuld = {(r["RegioS"], r["Perioden"]): r["Value"] for r in rijen if r["Value"] is not None}
    assert gevuld["NL01", "2019JJ00"] == 17_282_163
    assert gevuld["NL01", "2026JJ00"] == 18_130_208
    som = sum(
        waarde for (regio, jaar), waarde in gevuld.items() if regio[:2] == "GM" and "2026" in jaar
    )
    assert som == 18_130_208
    assert len(rijen) == 375 * 8
    assert len(gevuld) == 2775 + 96 + 8
    assert int(requests.get(f"{url}/$count", timeout=10).text) == 375 * 8 * 2


def test_v4_has_the_shapes_of_the_service(server: CbsServer) -> None:
    basis = f"{server.v4_url}/03759ned"
    assert get(f"{basis}/Properties")["ObservationCount"] == 100_741_875
    assert [rij["Kind"] for rij in get(f"{basis}/Dimensions")["value"]][-2:] == [
        "GeoDimension",
        "TimeDimension",
    ]
    assert get(f"{basis}/MeasureCodes")["value"][1]["Title"] == "Gemiddelde bevolking "
    regio = get(f"{basis}/RegioSCodes")["value"][1]
    assert (regio["Identifier"], regio["DimensionGroupId"]) == ("PV20", "PV")
    assert get(f"{basis}/PeriodenCodes")["value"][0]["Status"] == "Definitief"
    assert get(f"{basis}/RegioSGroups")["value"]
    groepen = get(f"{server.v4_url}/99001NED/MeasureGroups")["value"]
    assert [(groep["Id"], groep["ParentId"]) for groep in groepen][-1] == ("3", "2")
    namen = [rij["Identifier"] for rij in get(f"{server.v4_url}/Datasets")["value"]]
    assert namen == ["03759ned", "99001NED"]
    assert {rij["name"] for rij in get(basis)["value"]} >= {"Observations", "RegioSCodes"}


def test_v4_ids_are_case_sensitive_and_bad_filters_refused(server: CbsServer) -> None:
    assert get(f"{server.v4_url}/03759NED/Properties") == 404
    assert get(f"{server.v4_url}/03759ned/GeslachtGroups") == 404
    assert get(f"{server.v4_url}/03759ned/Observations", filter="Wat eq 'x'") == 400


def test_v4_pages_by_top_and_skip(server: CbsServer) -> None:
    url = f"{server.v4_url}/03759ned/Observations"
    stuk = get(url, top="1500", skip="500")
    assert len(stuk["value"]) == 1000
    rest = get(stuk["@odata.nextLink"])
    assert (len(rest["value"]), "@odata.nextLink" in rest) == (500, False)
    assert stuk["value"][0]["Id"] + 1500 == rest["value"][-1]["Id"] + 1
    assert "@odata.nextLink" not in get(url, top="10", select="RegioS,Value")


def test_v3_pads_and_counts_as_the_old_service(server: CbsServer) -> None:
    assert get_v3(server, "99001ned/RegioS")["value"][0]["Key"] == "NL01  "
    assert get_v3(server, "99001NED/UntypedDataSet", filter="RegioS eq 'NL01'")["value"] == []
    rijen = get_v3(server, "99001NED/UntypedDataSet", filter="RegioS eq 'GM0047'")["value"]
    assert [rij["Vestigingen_1"] for rij in rijen] == [
        None,
        "     4.5",
        "       .",
        None,
        "     0.0",
    ]
    assert (
        int(
            requests.get(
                f"{server.basis}/ODataFeed/odata/99001NED/TypedDataSet/$count?$filter=ID eq 0",
                timeout=10,
            ).text
        )
        == 30
    )
    assert get_v3(server, "99001NED/TypedDataSet", filter="substringof('JJ',Perioden)")["value"]
    assert get_v3(server, "99001NED/TypedDataSet", dienst="ODataApi", skip="5") == 500
    assert get_v3(server, "weg/TypedDataSet") == 404
    assert get_v3(server, "99001NED/Weg") == 404
    groep = next(
        rij for rij in get_v3(server, "99001NED/DataProperties")["value"] if rij["Title"] == "Groei"
    )
    assert (groep["Key"], groep["Position"], groep["Type"]) == ("", None, "TopicGroup")
    assert get(f"{server.basis}/ODataCatalog/Tables")["value"][0]["Identifier"] == "03759ned"


def test_cbsodata_reads_the_server_as_it_reads_cbs(
    server: CbsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cbsodata.options, "use_https", False)
    host = server.basis.removeprefix("http://")
    rijen = cbsodata.get_data("03759ned", catalog_url=host)
    assert len(rijen) == 375 * 8  # three pages
    assert rijen[0]["RegioS"] == "Nederland"
    assert rijen[0]["BevolkingOp1Januari_1"] == 17_282_163
    ruw = cbsodata.get_meta("99001NED", "UntypedDataSet", catalog_url=host)
    assert ruw[0]["RegioS"] == "NL01  "


def test_v3_faults_change_the_topic_suffix_and_the_padding_of_the_code_list() -> None:
    with CbsServer(storing=Storing("onderwerp")) as server:
        namen = [rij["Key"] for rij in get_v3(server, "99001NED/DataProperties")["value"]]
        assert "Vestigingen_11" in namen
        server.storing = Storing("ongevuld")
        assert get_v3(server, "99001NED/RegioS")["value"][0]["Key"] == "NL01"
        assert get_v3(server, "99001NED/TypedDataSet")["value"][0]["RegioS"] == "NL01  "


def test_a_fault_can_be_limited_to_a_path_and_a_number_of_times() -> None:
    with CbsServer(storing=Storing("500", "Dimensions", 1)) as server:
        url = f"{server.v4_url}/99001NED"
        assert get(f"{url}/Properties")["Identifier"] == "99001NED"
        assert get(f"{url}/Dimensions") == 500
        assert get(f"{url}/Dimensions")["value"]


def test_the_server_runs_by_hand_and_knows_every_fault() -> None:
    opdracht = [sys.executable, "-m", "tests.cbs_server", "--port", "0", "--fout", "gehalveerd"]
    with subprocess.Popen(opdracht, cwd=WORTEL, stdout=subprocess.PIPE, text=True) as proces:
        assert proces.stdout is not None
        url = proces.stdout.readline().strip().removeprefix("CBS_V4_URL=")
        rijen = get(f"{url}/03759ned/Observations", top="1")["value"]
        proces.terminate()
    assert rijen[0]["Value"] == 17_282_163 / 2
    assert {"404", "500", "reset", "traag", "afgekapt", "html", "stub"} <= set(FOUTEN)
    assert json.dumps(rijen)
