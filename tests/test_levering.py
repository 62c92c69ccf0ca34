"""A fetched payload becomes waarnemingen: status, reasons, factor, and every row accounted for."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl.bronnen.cbs_v4.dienst import CbsTabel
from etl.bronnen.cbs_v4.rijen import fetch_rijen
from etl.bronnen.cbs_v4.vraag import build_vraag
from etl.bronnen.net.verbinding import Verbinding
from etl.transformaties.levering import (
    LEGE_PERIODE,
    NOOIT_BESTAAN,
    ONBEKENDE_PERIODE,
    ONBEKENDE_REGIO,
    Omzetting,
    load_levering,
    to_waarnemingen,
)
from tests.cbs_server import CbsServer
from tests.cbs_tabel import CbsTabel as Cijfers
from tests.cbs_tabel import load_tabellen
from tests.ophaalwereld import GEEN_GEDULD, load_regio
from tests.proefserver import Storing
from welvaart.catalogus import CbsV4Bron
from welvaart.cijfers.waarneming import check_waarnemingen
from welvaart.fouten import BronFout

KLEIN = {"soort": "cbs_v4", "tabel": "99001NED", "onderwerp": "A001", "regios": ["NL", "PV", "GM"]}


def convert(
    map_: Path,
    *,
    cijfers: Cijfers | None = None,
    storing: Storing | None = None,
    regio: pd.DataFrame | None = None,
    **velden: Any,  # noqa: ANN401 - fields of the entry
) -> Omzetting:
    tabellen = load_tabellen() | ({cijfers.tabel: cijfers} if cijfers else {})
    bron = CbsV4Bron.model_validate({**KLEIN, **velden})
    with CbsServer(tabellen, storing=storing) as server, Verbinding(GEEN_GEDULD) as verbinding:
        bij = CbsTabel(verbinding, server.v4_url, bron.tabel)
        uit = fetch_rijen(
            bij, build_vraag(bij, bron), {}, map_ / "werk", tegelijk=1, meld=lambda *_: None
        )
    alle = load_regio() if regio is None else regio
    return to_waarnemingen(load_levering(uit.inhoud, "x"), "vestigingen", bron, alle, "id")


def get_cel(omzetting: Omzetting, regio: str, periode: str) -> dict[str, Any]:
    frame = omzetting.waarnemingen
    rijen = frame[(frame["regio_code"] == regio) & (frame["periode_code"] == periode)]
    assert len(rijen) == 1
    return {str(naam): cel for naam, cel in rijen.iloc[0].to_dict().items()}


def test_every_figure_keeps_its_value_unit_and_status(tmp_path: Path) -> None:
    uit = convert(tmp_path, factor=1000)
    check_waarnemingen(uit.waarnemingen)
    assert get_cel(uit, "NL01", "2022JJ00")["waarde"] == 105_500
    assert get_cel(uit, "GM0014", "2022JJ00")["waarde"] == 40_100  # not 40100.00000000001
    assert get_cel(uit, "GM0047", "2024JJ00")["waarde"] == 0  # a 0 is a figure
    statussen = {jaar: get_cel(uit, "NL01", f"{jaar}JJ00")["status"] for jaar in (2022, 2023, 2024)}
    # 2024 has no Status; its words say that it is provisional.
    assert statussen == {2022: "definitief", 2023: "nader_voorlopig", 2024: "voorlopig"}
    assert set(uit.waarnemingen["herkomst"]) == {"bron"}


@pytest.mark.parametrize(
    ("regio", "periode", "reden"),
    [
        ("GM0037", "2022JJ00", "Het CBS heeft dit cijfer niet, of het is niet betrouwbaar genoeg."),
        ("GM0047", "2023JJ00", "Het CBS houdt dit cijfer geheim"),
        ("GM1979", "2024JJ00", "De bron geeft hier geen cijfer (NotMeaningful)."),
    ],
)
def test_a_gap_keeps_the_reason_of_cbs(
    tmp_path: Path, regio: str, periode: str, reden: str
) -> None:
    cel = get_cel(convert(tmp_path), regio, periode)
    assert pd.isna(cel["waarde"])
    assert cel["ontbreekt_omdat"].startswith(reden)


def test_gemeenten_that_did_not_exist_are_left_out_and_counted(tmp_path: Path) -> None:
    totaal = {"Geslacht": "T001038", "Leeftijd": "10000", "BurgerlijkeStaat": "T001019"}
    uit = convert(tmp_path, tabel="03759ned", onderwerp="M000352", selectie=totaal)
    assert len(uit.waarnemingen) == 2775 + 96 + 8
    assert uit.waarnemingen["waarde"].notna().all()
    assert uit.weggelaten == {NOOIT_BESTAAN: 3000 - 2879}


def test_a_fixed_indeling_decides_who_existed(tmp_path: Path) -> None:
    """On the gemeenten of 2022 Eemsdelta (2021) has a place in 2020 too; Impossible then stays."""
    tabel = load_tabellen()["99001NED"]
    cijfers = {p: c for p, c in tabel.cijfers.items() if p[1:] != ("GM1979", "2022JJ00")}
    zonder = Cijfers(**{**vars_of(tabel), "cijfers": cijfers})
    assert "GM1979" in set(convert(tmp_path, cijfers=zonder).waarnemingen["regio_code"])
    regio = load_regio()
    later = regio.assign(
        geldig_van=regio["geldig_van"].mask(
            regio["regio_code"] == "GM1979", pd.Timestamp(2023, 1, 1).date()
        )
    )
    eigen = convert(tmp_path, cijfers=zonder, regio=later)
    assert eigen.weggelaten[NOOIT_BESTAAN] == 1
    vast = convert(tmp_path, cijfers=zonder, regio=later, indeling=2024)
    assert get_cel(vast, "GM1979", "2022JJ00")["ontbreekt_omdat"].endswith("niet bestaan.")


def vars_of(tabel: Cijfers) -> dict[str, Any]:
    return {naam: getattr(tabel, naam) for naam in tabel.__dataclass_fields__}


def test_unknown_regios_and_periods_and_empty_years_are_counted(tmp_path: Path) -> None:
    tabel = load_tabellen()["99001NED"]
    vreemd = {
        **tabel.cijfers,
        ("A001", "GM0998", "2022JJ00"): 1.0,
        ("A001", "NL01", "1900YY00"): 1.0,
    }
    leeg = {plek: "NotAvailable" if plek[2] == "2023JJ00" else cel for plek, cel in vreemd.items()}
    regios = {**tabel.regios, "GM0998": {"titel": "Buitenland", "groep": "OVERIG"}}
    perioden = {naam: rij for naam, rij in tabel.perioden.items() if "JJ" in naam}
    perioden["1900YY00"] = {"titel": "vreemd"}
    velden = {**vars_of(tabel), "cijfers": leeg, "regios": regios, "perioden": perioden}
    regels = convert(tmp_path, cijfers=Cijfers(**velden), vanaf=None)
    # The odd period is no year, so the question leaves it out by itself.
    assert regels.weggelaten == {ONBEKENDE_REGIO: 1, LEGE_PERIODE: 6, NOOIT_BESTAAN: 2}
    assert "2023JJ00" not in set(regels.waarnemingen["periode_code"])
    assert ONBEKENDE_PERIODE not in regels.weggelaten


def test_padded_codes_are_stripped(tmp_path: Path) -> None:
    gewoon = convert(tmp_path)
    opgevuld = convert(tmp_path, storing=Storing("opgevuld"))
    pd.testing.assert_frame_equal(opgevuld.waarnemingen, gewoon.waarnemingen)


def test_no_figure_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BronFout, match="99001NED: er komt geen enkel cijfer mee"):
        convert(tmp_path, storing=Storing("leeg"))


def test_something_else_is_not_read_as_a_delivery() -> None:
    with pytest.raises(BronFout, match=r"a.parquet: geen leesbare opgehaalde cijfers"):
        load_levering(b"PAR1 kapot", "a.parquet")
