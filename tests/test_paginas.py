"""Every page by its own script: normal, nothing chosen, no figures, bad URL, no warehouse."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from tests.pagina import PAGINAS, read_text, run_page
from welvaart.cijfers.periode import Periode
from welvaart.lezen.stand import Stand
from welvaart.scherm import cijfers
from welvaart.scherm.cijfers import get_groepen
from welvaart.scherm.scorekaart.detail import _describe_zonder
from welvaart.zin.herkomst import describe_bron

pytestmark = pytest.mark.usefixtures("gedeelde_cijfers")
_ENGELS = ("Traceback", "Error", "nan", "None", "N/A", "undefined", "Loading")


def read_scorekaart(test: AppTest) -> dict[str, Any]:
    """What was sent to the table in the browser."""
    (kaart,) = test.get("bidi_component")
    return dict(json.loads(kaart.proto.json))


@pytest.mark.parametrize("pagina", PAGINAS)
@pytest.mark.parametrize("regio", ["GM0503", "GM0096", "GM1982", "GM1992", "GM0363", "GM0518"])
def test_page_shows_a_gemeente_without_an_error(pagina: str, regio: str) -> None:
    test = run_page(pagina, regio=regio)
    assert not test.exception
    tekst = read_text(test)
    assert not [woord for woord in _ENGELS if f" {woord} " in tekst or f">{woord}<" in tekst]
    assert "Cijfers tot en met" in tekst


@pytest.mark.parametrize("pagina", PAGINAS)
def test_page_without_a_choice_asks_for_one(pagina: str) -> None:
    test = run_page(pagina)
    assert not test.exception
    assert test.selectbox


@pytest.mark.parametrize("pagina", PAGINAS)
@pytest.mark.parametrize(
    ("regio", "zin"),
    [
        ("GM9999", "geen gemeente die wij kennen"),
        ("Delfzand", "geen gemeente die wij kennen"),
        ("Hoekse Waard", "Bedoelt u Hoeksche Waard?"),
        ("Sudwest Fryslan", "Bedoelt u Súdwest"),
        ("A" * 3000, f"'{'A' * 40}…' is geen gemeente"),
        ("VR01", "is een veiligheidsregio"),
        ("GM0457", "bestaat niet meer"),
        ("<script>", "geen gemeente die wij kennen"),
    ],
)
def test_wrong_gemeente_gives_a_sentence_and_a_choice(pagina: str, regio: str, zin: str) -> None:
    test = run_page(pagina, regio=regio)
    assert not test.exception
    assert zin in test.warning[0].value
    assert test.selectbox


@pytest.mark.parametrize("pagina", ["pages/1_Nulmeting.py", "pages/6_Gegevens.py"])
def test_wrong_indicator_gives_a_sentence(pagina: str) -> None:
    test = run_page(pagina, regio="GM0503", indicator="geluk")
    assert not test.exception
    assert "geen indicator 'geluk'" in test.warning[0].value


def test_wrong_thema_shows_all() -> None:
    test = run_page("pages/1_Nulmeting.py", regio="GM0503", thema="geluk")
    assert "geen thema 'geluk'" in test.warning[0].value
    assert len(read_scorekaart(test)["themas"]) > 10


@pytest.mark.parametrize("pagina", PAGINAS)
def test_missing_warehouse_says_what_to_do(
    pagina: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(tmp_path / "weg.duckdb"))
    test = run_page(pagina, regio="GM0503")
    assert not test.exception
    assert "python -m etl build" in test.error[0].value


def test_damaged_warehouse_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kapot = tmp_path / "kapot.duckdb"
    kapot.write_bytes(b"geen warehouse" * 100)
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(kapot))
    test = run_page("dashboard.py")
    assert "geen leesbaar warehouse" in test.error[0].value


def test_a_warehouse_of_an_older_version_says_what_to_do(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ouder = tmp_path / "ouder.duckdb"
    ouder.write_bytes(warehouse.read_bytes())
    with duckdb.connect(str(ouder)) as verbinding:
        verbinding.execute("ALTER TABLE regio RENAME COLUMN soort TO kind")
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(ouder))
    test = run_page("dashboard.py")
    assert not test.exception
    assert "andere versie" in test.error[0].value
    assert "python -m etl build" in test.error[0].value


def test_scorekaart_holds_the_figures_of_the_source() -> None:
    kaart = read_scorekaart(run_page("pages/1_Nulmeting.py", regio="GM0503"))
    rijen = {rij[0]: rij for thema in kaart["themas"] for rij in thema["rijen"]}
    netto = rijen["netto_arbeidsparticipatie"]
    assert netto[2] == "69,3\u00a0%"
    assert netto[4] == "72,2\u00a0%"
    assert netto[5] == [303, 306, 341]
    assert rijen["gemiddelde_schuld"][2].endswith("*")


def test_open_indicator_shows_charts_with_message_source_and_alternative() -> None:
    test = run_page("pages/1_Nulmeting.py", regio="GM0503", indicator="netto_arbeidsparticipatie")
    assert not test.exception
    for grafiek in test.get("plotly_chart"):
        figuur = json.loads(grafiek.proto.spec)
        teksten = [a["text"] for a in figuur["layout"]["annotations"]]
        assert "Delft" in figuur["layout"]["title"]["text"]
        assert any(t.startswith("Bron: CBS") and "Peildatum" in t for t in teksten)
        assert "Delft" in grafiek.proto.alt


def test_a_neutral_indicator_tells_its_figure_and_range_and_draws_whole_percents_as_such() -> None:
    test = run_page(
        "pages/1_Nulmeting.py", regio="GM0503", indicator="leegstand_woningen", vergelijk="corop"
    )
    lijnen, strip = (json.loads(grafiek.proto.spec) for grafiek in test.get("plotly_chart"))
    assert strip["layout"]["title"]["text"] == (
        "<b>Woningen zonder ingeschreven bewoner: Delft heeft 4\u00a0%; de 342 gemeenten met een "
        "cijfer liggen tussen 2\u00a0% en 23\u00a0%.</b>"
    )
    groep = next(d for d in lijnen["data"] if d.get("name") == "COROP Delft en Westland")
    assert all(w == round(w) for w in groep["y"])  # 3,49 beside a drawn 4 is no gap of 1
    assert lijnen["layout"]["yaxis"]["range"][0] <= 0


def test_withheld_figures_say_why() -> None:
    kaart = read_scorekaart(run_page("pages/1_Nulmeting.py", regio="GM1992"))
    arbeid = next(t for t in kaart["themas"] if t["id"] == "arbeid_en_vrije_tijd")
    assert any("Wij tonen dit cijfer niet" in noot for noot in arbeid["noten"])
    assert "netto_arbeidsparticipatie" not in {rij[0] for rij in arbeid["rijen"]}


def test_withheld_indicator_can_be_opened() -> None:
    test = run_page("pages/1_Nulmeting.py", regio="GM1992", indicator="netto_arbeidsparticipatie")
    assert not test.exception
    assert "Voor Voorne aan Zee is er geen cijfer" in read_text(test)
    assert not test.get("plotly_chart")


def test_amsterdam_is_shown_without_decimals_and_without_a_trend() -> None:
    test = run_page("pages/1_Nulmeting.py", regio="GM0363", indicator="netto_arbeidsparticipatie")
    tekst = read_text(test)
    assert "73\u00a0%" in tekst
    assert "73,0" not in tekst
    assert "te grof af om een ontwikkeling te beoordelen" in tekst


def test_own_files_are_named_at_the_bottom_only_when_there_are_any() -> None:
    tekst = read_text(run_page("dashboard.py", regio="GM0503"))
    assert "CBS-cijfers: CC BY 4.0</footer>" in tekst
    assert "De cijfers komen van het CBS; bij alle 68 indicatoren" in tekst
    assert "eigen bestanden" not in tekst


def test_choosing_in_the_list_changes_gemeente_everywhere() -> None:
    test = run_page("dashboard.py", regio="GM0503")
    test.selectbox(key="kies_gemeente").select("Den Haag → 's-Gravenhage").run()
    assert test.query_params["regio"] in ("GM0518", ["GM0518"])
    assert "'s-Gravenhage" in test.title[0].value


def test_a_name_in_the_url_works_too() -> None:
    assert "Delft" in run_page("dashboard.py", regio="delft").title[0].value


@pytest.mark.parametrize("vergelijk", ["corop", "lijkt_op", "g4", "eigen:GM0599,GM0344"])
@pytest.mark.parametrize("toon", ["alles", "opvallend", "kansen", "gelijkenis"])
def test_every_group_and_view_of_the_nulmeting_draws(vergelijk: str, toon: str) -> None:
    test = run_page("pages/1_Nulmeting.py", regio="GM0503", vergelijk=vergelijk, toon=toon)
    assert not test.exception
    assert not test.warning


@pytest.mark.parametrize(
    ("naam", "waarde", "zin"),
    [
        ("vergelijk", "buren", "buren"),
        ("vergelijk", "eigen:GM0503", "eigen groep"),
        ("toon", "taart", "'taart' kennen wij niet"),
        ("volgorde", "kleur", "'kleur' kennen wij niet"),
        ("voorlopig", "soms", "'soms' kennen wij niet"),
        ("leeg", "nul", "'nul' kennen wij niet"),
    ],
)
def test_wrong_choice_in_the_url_gives_a_sentence(naam: str, waarde: str, zin: str) -> None:
    test = run_page("pages/1_Nulmeting.py", regio="GM0503", **{naam: waarde})
    assert not test.exception
    assert zin in test.warning[0].value


def test_a_link_in_the_url_never_becomes_a_link_on_the_page() -> None:
    test = run_page("pages/1_Nulmeting.py", regio="GM0503", thema="[klik](https://x.example)")
    assert "[klik](" not in test.warning[0].value
    assert r"\[klik\]" in test.warning[0].value


def test_missing_figures_are_filled_only_when_asked_and_labelled() -> None:
    zonder = read_text(run_page("pages/1_Nulmeting.py", regio="GM0096"))
    assert "COROP-gebied Noord-Friesland" not in zonder
    met = read_text(run_page("pages/1_Nulmeting.py", regio="GM1992", leeg="aanvullen"))
    assert "Dit zijn geen cijfers van Voorne aan Zee" in met
    assert "heeft geen eigen cijfer" in met


@pytest.mark.parametrize("volgorde", ["plaats", "tegenover"])
def test_other_orders_put_the_lines_in_one_list(volgorde: str) -> None:
    kaart = read_scorekaart(run_page("pages/1_Nulmeting.py", regio="GM0503", volgorde=volgorde))
    (lijst,) = kaart["themas"]
    rangen = [rij[5][1] / rij[5][2] for rij in lijst["rijen"]]
    assert len(rangen) > 5
    if volgorde == "plaats":
        assert rangen == sorted(rangen)


def test_new_build_is_picked_up_without_a_restart(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kopie = tmp_path / "warehouse.duckdb"
    kopie.write_bytes(warehouse.read_bytes())
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(kopie))
    eerste = cijfers.get_stand()
    assert cijfers.get_stand() is eerste
    nieuw = tmp_path / "nieuw.duckdb"
    nieuw.write_bytes(warehouse.read_bytes())
    nieuw.replace(kopie)
    assert cijfers.get_stand() is not eerste


@pytest.mark.parametrize("regio", ["GM0362", "GM1728"])
def test_start_leaves_out_where_a_gemeente_is_last_when_it_is_last_nowhere(regio: str) -> None:
    test = run_page("dashboard.py", regio=regio)
    assert not test.exception
    assert "het minst gunstig bij" not in read_text(test)


@pytest.mark.parametrize("regio", ["CR26", "PV26", "NL01", "eigen:GM0503,GM0599;Onze regio"])
def test_pages_show_any_regio_without_an_error(regio: str) -> None:
    for pagina, vraag in (
        ("dashboard.py", {}),
        ("pages/1_Nulmeting.py", {"indicator": "woningwaarde"}),
    ):
        test = run_page(pagina, regio=regio, **vraag)
        assert not test.exception
        tekst = read_text(test)
        assert "{gemeente" not in tekst
        assert "{regel" not in tekst
        assert not test.warning


def test_the_pick_list_of_an_own_regio_comes_only_when_asked() -> None:
    test = run_page("pages/1_Nulmeting.py", regio="eigen:GM0503,GM0599;Wij")
    assert not test.multiselect
    assert "Uw regio: Delft en Rotterdam." in read_text(test)
    test.toggle[0].set_value(True).run()
    assert not test.exception
    test.multiselect[0].select("Schiedam").run()
    assert test.query_params["regio"] == "eigen:GM0503,GM0599,GM0606;Wij"


@pytest.mark.parametrize(
    ("regio", "titel"),
    [
        ("GM0503", "Delft (oranje) ligt in COROP-gebied Delft en Westland (blauw)."),
        ("CR12", "COROP Twente (blauw) telt 14 gemeenten."),
        ("eigen:GM0503,GM0599;Wij", "Wij (blauw) telt 2 gemeenten."),
        (None, "Nederland telt 342 gemeenten."),
    ],
)
def test_the_map_to_choose_on_says_what_is_coloured(regio: str | None, titel: str) -> None:
    test = run_page("dashboard.py", **({"regio": regio} if regio else {}))
    specs = [json.loads(grafiek.proto.spec) for grafiek in test.get("plotly_chart")]
    (kaart,) = (spec for spec in specs if spec["data"][0]["type"] == "choropleth")
    assert kaart["layout"]["title"]["text"] == f"<b>{titel}</b>"


def test_who_looks_alike_is_only_asked_of_a_gemeente() -> None:
    test = run_page("pages/1_Nulmeting.py", regio="CR12", toon="gelijkenis")
    assert [w.value for w in test.warning] == [
        "'Wie op ons lijkt' is er alleen voor een gemeente. U ziet alles."
    ]


def test_reading_help_stands_only_above_a_table() -> None:
    pagina = "pages/1_Nulmeting.py"
    assert "Kies een indicator in de tabel" in read_text(run_page(pagina, regio="GM0503"))
    kansen = read_text(run_page(pagina, regio="GM0503", toon="kansen"))
    assert "Kies een indicator in de tabel" not in kansen


def test_own_figures_are_not_counted_with_those_of_cbs(stand: Stand) -> None:
    eerste = next(iter(stand.indicatoren))
    x = replace(stand.indicatoren[eerste], eigen=True)
    zin = describe_bron(replace(stand, indicatoren={**stand.indicatoren, eerste: x}))
    assert "bij alle 67 indicatoren" in zin
    assert zin.endswith("Daarnaast staan er cijfers uit eigen bestanden.")


def test_the_columns_of_the_csv_are_explained_beside_it() -> None:
    tekst = read_text(run_page("pages/6_Gegevens.py"))
    assert "</code> 0: het cijfer zoals de bron het gaf" in tekst
    assert "</code> onbekend: wij weten niet of" in tekst


def test_leegstand_says_how_parts_of_the_gemeente_come_on_this_page() -> None:
    tekst = read_text(run_page("pages/3_Leegstand.py", regio="GM0503"))
    assert "Kies daar een onderwerp dat de monitor al kent, over leegstand" in tekst


def test_who_was_overtaken_is_named() -> None:
    tekst = read_text(run_page("dashboard.py", regio="GM1982"))
    assert "is voorbijgegaan" not in tekst
    assert "is Nederland voorbijgegaan" in tekst


def test_who_of_the_look_alikes_has_no_figure_is_named(stand: Stand) -> None:
    (groep,) = [g for g in get_groepen(stand, "GM0503") if g.soort == "lijkt_op"]
    zinnen = set()
    for regel in stand.build_scorekaart("GM0503"):
        if not regel.heeft_waarde:
            continue
        x = regel.indicator.indicator_id
        t = stand.reeksen.jaren.index(int(Periode.parse(regel.periode_code).laatste_jaar))
        jaar = {c: stand.reeksen.get_reeks(x, c)[t] for c in groep.codes}
        mist = [stand.regios[c].naam for c, waarde in jaar.items() if waarde != waarde]
        zin = _describe_zonder(stand, regel, groep)
        assert bool(zin) == bool(mist)
        assert all(naam in zin for naam in mist)
        zinnen.add(zin)
    assert len(zinnen) > 1
