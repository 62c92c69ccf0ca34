"""Entries of the catalogue without figures: the build takes them, no page shows or counts them."""

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from etl.bouw import build
from etl.instellingen import WORTEL, load_instellingen
from tests.klein import GEWOGEN_BRUTO, REGELS, build_regel, build_waarnemingen, write_klein
from tests.pagina import read_html, run_page
from welvaart.__main__ import main
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand
from welvaart.scherm.gegevens.gegevens import _describe_herkomst

V4 = "{soort: cbs_v4, tabel: 99001NED, onderwerp: A001}"
EIGEN = "{soort: bestand, uit: klein, indeling: 2024}"
PAGINAS = ["dashboard.py", "pages/1_Nulmeting.py", "pages/8_Methode.py"]


def build_klaar(indicator_id: str, bron: str, regionaal: str) -> str:
    regel = build_regel(indicator_id, regionaal)
    assert EIGEN in regel
    return regel.replace(EIGEN, bron)


KLAAR = {
    "banen": build_klaar("banen", V4, "{methode: som}"),
    "winkelleegstand": build_klaar("winkelleegstand", EIGEN, "{methode: mediaan}"),
    "banen_per_inwoner": build_klaar(
        "banen_per_inwoner", V4, "{methode: verhouding, teller: banen, noemer: inwoners}"
    ),
    "pendel": build_klaar("pendel", V4, GEWOGEN_BRUTO.replace("inwoners", "banen")),
}
NETTO_MET_BANEN = build_regel(
    "netto_arbeidsparticipatie", "{methode: gewogen, gewicht: banen, peildatum: 2023JJ00}"
)


@pytest.fixture(scope="module")
def pad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kwartaal = build_waarnemingen({("deels", 2022): {"GM9001": 3.0, "GM9002": 4.0}})
    frame = pd.concat(
        [build_waarnemingen(), kwartaal.assign(periode_code="2022KW01")], ignore_index=True
    )
    regels = {**REGELS, **KLAAR, "deels": build_regel("deels")}
    regels["netto_arbeidsparticipatie"] = NETTO_MET_BANEN
    map_ = tmp_path_factory.mktemp("klaar")
    return build(write_klein(map_, waarnemingen=frame, regels=regels.values())).pad


@pytest.fixture(scope="module")
def klaar(pad: Path) -> Stand:
    return read_stand(pad)


@pytest.fixture(scope="module")
def groot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled figures, with two entries in the catalogue that have none."""
    map_ = tmp_path_factory.mktemp("groot")
    erbij = KLAAR["pendel"] + KLAAR["winkelleegstand"].replace("uit: klein, ", "")
    erbij = erbij.replace("thema: werk", "thema: wonen")
    catalogus = map_ / "indicators.yaml"
    bekend = (WORTEL / "indicators.yaml").read_text(encoding="utf-8")
    catalogus.write_text(bekend + erbij, encoding="utf-8")
    omgeving = {
        "WELVAART_CATALOGUS": str(catalogus),
        "WELVAART_WAREHOUSE": str(map_ / "warehouse.duckdb"),
        "WELVAART_SNAPSHOTS": str(map_ / "snapshots"),
    }
    eigen = load_instellingen(omgeving)
    return build(replace(eigen, correcties=WORTEL / "correcties.yaml")).pad


@pytest.fixture
def pagina(groot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(groot))


def test_entries_without_figures_stand_apart(klaar: Stand) -> None:
    assert set(klaar.indicatoren) == set(REGELS)
    assert [x.indicator_id for x in klaar.klaarstaand] == list(KLAAR)
    assert [x.indicator_id for x in klaar.deeljaar] == ["deels"]
    assert klaar.reeksen.indicator_ids == tuple(klaar.indicatoren)


def test_scorekaart_counts_only_what_has_figures(klaar: Stand) -> None:
    regels = klaar.build_scorekaart("GM9001")
    assert [regel.indicator.indicator_id for regel in regels] == list(REGELS)


def test_command_leaves_entries_without_figures_out(
    pagina: None, stand: Stand, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scorekaart", "Delft", "--formaat", "json"]) == 0
    uit = json.loads(capsys.readouterr().out)
    assert [rij["indicator_id"] for rij in uit] == list(stand.indicatoren)


@pytest.mark.parametrize("naam", PAGINAS)
def test_no_other_page_names_or_counts_them(pagina: None, stand: Stand, naam: str) -> None:
    test = run_page(naam, regio="GM0503")
    assert not test.exception
    kaarten = [deel.proto.json for deel in test.get("bidi_component")]
    tekst = read_html(test) + "".join(kaarten)
    assert "inkelleegstand" not in tekst
    assert "pendel" not in tekst.casefold()
    alle = f"bij alle {len(stand.indicatoren)} indicatoren hebben wij ze nog niet zelf bij de bron"
    assert alle in tekst


def test_page_gegevens_lists_them_with_the_command(
    pad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(pad))
    test = run_page("pages/6_Gegevens.py")
    assert not test.exception
    assert "Nog 4 indicatoren staan in de catalogus zonder cijfers" in read_html(test)
    assert "python -m etl fetch banen" not in read_html(test)
    schakelaar = test.toggle(key="toon_klaarstaand")
    assert schakelaar.label == "Toon deze 5 indicatoren"
    tekst = read_html(schakelaar.set_value(True).run())
    assert (
        "<td>CBS, StatLine, tabel 99001NED</td><td>nee</td><td>python -m etl fetch banen" in tekst
    )
    assert "python -m etl import BESTAND --indicator winkelleegstand" in tekst
    assert "al ontvangen; deze kwartalen of maanden staan nog op geen pagina" in tekst
    assert "Pendel" not in test.selectbox(key="kies_download").options


@pytest.mark.parametrize("naam", ["pages/1_Nulmeting.py", "pages/6_Gegevens.py"])
def test_link_to_one_of_them_says_where_to_get_the_figures(pagina: None, naam: str) -> None:
    test = run_page(naam, regio="GM0503", indicator="pendel")
    assert not test.exception
    assert "nog geen jaarcijfers" in test.warning[0].value
    assert "pagina Gegevens" in test.warning[0].value


def test_weight_without_figures_gives_no_regional_value(klaar: Stand) -> None:
    assert all(naam != "netto_arbeidsparticipatie" for naam, _ in klaar.land)
    assert any(naam == "bruto_arbeidsparticipatie" for naam, _ in klaar.land)


def test_page_gegevens_says_fetched_only_of_what_was_fetched(pad: Path) -> None:
    stand = read_stand(pad)
    assert stand.klaarstaand  # live entries, of which nothing was fetched
    assert "nog niet rechtstreeks bij het CBS opgehaald" in _describe_herkomst(stand)
    (eerste, *_) = stand.indicatoren.values()
    live = replace(eerste, bron_soort="cbs_v4")
    een = replace(stand, indicatoren={**stand.indicatoren, live.indicator_id: live})
    aantal = len(stand.indicatoren)
    assert _describe_herkomst(een) == (
        f"Van de {aantal} is 1 indicator opgehaald met python -m etl fetch; de rest kwam als "
        "bestand mee met dit programma, of las u zelf in."
    )
    alles = {naam: replace(x, bron_soort="cbs_v4") for naam, x in stand.indicatoren.items()}
    assert _describe_herkomst(replace(stand, indicatoren=alles)).startswith("Alle cijfers zijn")
