"""The catalogue: what the file holds, and how every mistake in it is told."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from etl.correcties import load_correcties
from welvaart.catalogus import (
    BestandBron,
    Catalogus,
    CbsV4Bron,
    build_schema,
    load_catalogus,
    write_schema,
)
from welvaart.catalogus.indicator import IndicatorVelden
from welvaart.cijfers.periode import Periode
from welvaart.fouten import CatalogusFout

WORTEL = Path(__file__).parent.parent
MONITOR = (
    "netto_arbeidsparticipatie bruto_arbeidsparticipatie werkloosheid hoogopgeleid "
    "mediaan_besteedbaar_inkomen mediaan_vermogen gemiddelde_schuld overgewicht ervaren_gezondheid "
    "langdurige_ziekte levensverwachting tevredenheid_leven tevredenheid_vrije_tijd "
    "tevredenheid_woning tevredenheid_woonomgeving contact_familie_vrienden "
    "vertrouwen_in_instituties vertrouwen_in_anderen vrijwilligerswerk onveilig_in_buurt "
    "ondervonden_delicten geregistreerde_misdrijven afstand_ov afstand_basisschool afstand_cafe "
    "afstand_sportterrein afstand_openbaar_groen natuurgebied_per_inwoner natuur_en_bos "
    "broeikasgas_per_inwoner zwemwater_binnen zwemwater_kust zonne_energie bebouwd_terrein "
    "groen_blauwe_ruimte sociale_cohesie"
)
# The entry of the public contract, word for word: adding an indicator is this and no more.
CONTRACT = """
themas:
  bevolking: {titel: Bevolking, deel: context, volgorde: 1}
indicatoren:
  inwoners:
    titel: Inwoners op 1 januari
    thema: bevolking
    deel: hier_en_nu
    ook_in: []
    eenheid: personen
    decimalen: 0
    richting: neutraal
    definitie: Hoeveel mensen er wonen.
    bewerking: geen
    bron:
      soort: cbs_v4
      tabel: 03759ned
      onderwerp: M000352
      selectie: {Geslacht: T001038, Leeftijd: "10000", BurgerlijkeStaat: T001019}
      regios: [NL, PV, GM]
      vanaf: 2019
      factor: 1
    regionaal: {methode: som}
    breuken: {}
    agenda: context
"""


@pytest.fixture(scope="module")
def catalogus() -> Catalogus:
    return load_catalogus(WORTEL / "indicators.yaml")


def build_gegevens() -> dict[str, Any]:
    gegevens = yaml.safe_load(CONTRACT)
    assert isinstance(gegevens, dict)
    return gegevens


def find_fouten(pad: Path, gegevens: dict[str, Any] | str) -> list[str]:
    """Problems that loading reports, without the file name; none is a failure of the test."""
    tekst = gegevens if isinstance(gegevens, str) else yaml.safe_dump(gegevens, sort_keys=False)
    bestand = pad / "indicators.yaml"
    bestand.write_text(tekst, encoding="utf-8")
    with pytest.raises(CatalogusFout) as gevangen:
        load_catalogus(bestand)
    assert all(regel.startswith("indicators.yaml: ") for regel in gevangen.value.problemen)
    return [regel.removeprefix("indicators.yaml: ") for regel in gevangen.value.problemen]


def test_monitor_counts_exactly_its_36_indicators(catalogus: Catalogus) -> None:
    monitor = {naam for naam, entry in catalogus.indicatoren.items() if entry.monitor}
    assert monitor == set(MONITOR.split())
    assert len(monitor) == 36


def test_catalogue_has_at_least_forty_indicators_with_figures(catalogus: Catalogus) -> None:
    assert sum(entry.bestand_bron is not None for entry in catalogus.indicatoren.values()) >= 55
    assert {"inwoners", "leegstand_woningen", "woningwaarde"} <= catalogus.indicatoren.keys()


def test_two_indicators_never_read_the_same_figures(catalogus: Catalogus) -> None:
    bronnen = [entry.bestand_bron for entry in catalogus.indicatoren.values()]
    plekken = [
        (b.bestand, b.kolom, b.plus, tuple(sorted(b.filter.items())))
        for b in bronnen
        if b is not None
    ]
    assert len(set(plekken)) == len(plekken)


def test_titles_are_unique(catalogus: Catalogus) -> None:
    titels = [entry.titel for entry in catalogus.indicatoren.values()]
    assert len(set(titels)) == len(titels)


def test_monitor_stands_on_gemeenten_of_2024_and_the_rest_on_each_year(
    catalogus: Catalogus,
) -> None:
    for entry in catalogus.indicatoren.values():
        if entry.bestand_bron is None:
            continue  # without bundled figures: the table at the source decides
        assert entry.indeling_bron == (2024 if entry.monitor else None), entry.indicator_id


def test_zero_means_missing_except_where_it_can_be_real(catalogus: Catalogus) -> None:
    echt = {
        naam
        for naam, entry in catalogus.indicatoren.items()
        if entry.monitor and entry.bestand_bron is not None and entry.bestand_bron.nul == "echt"
    }
    assert echt == {
        "natuurgebied_per_inwoner",
        "afstand_ov",
        "afstand_sportterrein",
        "afstand_basisschool",
        "afstand_cafe",
        "afstand_openbaar_groen",
        "natuur_en_bos",
        "bebouwd_terrein",
        "groen_blauwe_ruimte",
    }


def test_health_series_break_in_2020_and_work_series_do_not(catalogus: Catalogus) -> None:
    met_breuk = {
        naam
        for naam, entry in catalogus.indicatoren.items()
        if entry.breuken and entry.bestand_bron is not None and entry.bestand_bron.uit != "lml"
    }
    assert met_breuk == {"overgewicht", "ervaren_gezondheid", "langdurige_ziekte"}
    assert all(list(catalogus[naam].breuken) == ["2020JJ00"] for naam in met_breuk)


def test_bbv_numbers_have_either_a_figure_or_a_gap(catalogus: Catalogus) -> None:
    vervallen = {7, 12, 13}
    nummers = [e.bbv_nummer for e in catalogus.indicatoren.values() if e.bbv_nummer is not None]
    gaten = [int(h.sleutel) for h in catalogus.hiaten if h.soort == "bbv"]
    assert sorted([*nummers, *gaten]) == sorted(set(range(1, 40)) - vervallen)


def test_every_chapter_and_group_has_figures_or_a_gap(catalogus: Catalogus) -> None:
    gaten = {(h.soort, h.sleutel) for h in catalogus.hiaten}
    agenda: set[str] = {e.agenda for e in catalogus.indicatoren.values()}
    agenda |= {sleutel for soort, sleutel in gaten if soort == "agenda"}
    assert agenda >= {
        "ondernemersdienstverlening",
        "vernieuwing",
        "ruimte",
        "human_capital",
        "regionaal_samenwerken",
    }
    assert {("thema", "elders"), ("agenda", "vernieuwing")} <= gaten
    assert {("ez_groep", "vitale_binnensteden"), ("ez_groep", "breed_mkb")} <= gaten


def test_parts_in_later_counted_also_under_their_own_theme(catalogus: Catalogus) -> None:
    ook = {naam: entry.ook_in for naam, entry in catalogus.indicatoren.items() if entry.ook_in}
    assert ook == {
        "ervaren_gezondheid": ("menselijk_kapitaal",),
        "hoogopgeleid": ("menselijk_kapitaal",),
        "vertrouwen_in_anderen": ("sociaal_kapitaal",),
        "natuur_en_bos": ("natuurlijk_kapitaal",),
    }


def test_provisional_years_are_those_the_source_marks(catalogus: Catalogus) -> None:
    voorlopig = {
        naam: entry.bestand_bron.voorlopig
        for naam, entry in catalogus.indicatoren.items()
        if entry.monitor and entry.bestand_bron is not None and entry.bestand_bron.voorlopig
    }
    assert voorlopig == {
        "mediaan_besteedbaar_inkomen": (2021,),
        "mediaan_vermogen": (2021,),
        "geregistreerde_misdrijven": (2022,),
        "gemiddelde_schuld": (2022,),
        "zonne_energie": (2022,),
    }


def test_life_expectancy_is_a_mean_over_four_years(catalogus: Catalogus) -> None:
    bron = catalogus["levensverwachting"].bestand_bron
    assert bron is not None
    assert bron.perioden == {"2021": "2018G400"}


def test_ordinal_scores_and_medians_are_never_averaged(catalogus: Catalogus) -> None:
    for naam, entry in catalogus.indicatoren.items():
        if naam.startswith("zwemwater"):
            assert entry.regionaal.methode == "klasse"
        if "mediaan" in naam or naam == "levensverwachting":
            assert entry.regionaal.methode == "mediaan", naam


def test_screen_texts_are_short_sentences(catalogus: Catalogus) -> None:
    teksten = [(h.sleutel, h.wat_ontbreekt) for h in catalogus.hiaten]
    teksten += [(h.sleutel, h.hoe_te_krijgen) for h in catalogus.hiaten]
    for entry in catalogus.indicatoren.values():
        teksten += [(entry.indicator_id, entry.definitie), (entry.indicator_id, entry.bewerking)]
    for plek, tekst in teksten:
        assert tekst[0].isupper(), plek
        assert tekst.endswith("."), plek
        langste = max(len(zin.split()) for zin in tekst.replace(":", ".").split(". "))
        assert langste <= 27, (plek, tekst)


def test_population_of_15_to_74_is_written_as_15_tot_75(catalogus: Catalogus) -> None:
    for naam in ("netto_arbeidsparticipatie", "bruto_arbeidsparticipatie", "hoogopgeleid"):
        assert catalogus[naam].eenheid == "procent van de inwoners van 15 tot 75 jaar"


def test_file_source_behind_a_live_source_is_found(catalogus: Catalogus) -> None:
    inwoners = catalogus["inwoners"]
    assert isinstance(inwoners.bron, CbsV4Bron)
    assert isinstance(inwoners.bestand_bron, BestandBron)
    assert catalogus.get_bron("inwoners").editie == "2017 t/m 2026"
    assert catalogus["werkloosheid"].bestand_bron is catalogus["werkloosheid"].bron


def test_catalogue_sha_is_that_of_the_file(catalogus: Catalogus, tmp_path: Path) -> None:
    kopie = tmp_path / "indicators.yaml"
    tekst = (WORTEL / "indicators.yaml").read_text(encoding="utf-8")
    kopie.write_text(tekst, encoding="utf-8")
    assert load_catalogus(kopie).sha256 == catalogus.sha256
    kopie.write_text(tekst + "\n", encoding="utf-8")
    assert load_catalogus(kopie).sha256 != catalogus.sha256


def test_entry_of_the_contract_is_enough(tmp_path: Path) -> None:
    bestand = tmp_path / "indicators.yaml"
    bestand.write_text(CONTRACT, encoding="utf-8")
    gelezen = load_catalogus(bestand)
    inwoners = gelezen["inwoners"]
    assert (inwoners.kort, inwoners.stap, inwoners.monitor) == ("personen", 1.0, False)
    assert inwoners.bestand_bron is None
    assert gelezen.get_bron("inwoners").tabel == "03759ned"


def test_minimal_file_entry_is_enough(tmp_path: Path) -> None:
    gegevens = build_gegevens()
    gegevens["indicatoren"]["inwoners"]["bron"] = {"soort": "bestand"}
    gegevens["indicatoren"]["inwoners"]["decimalen"] = 1
    bestand = tmp_path / "indicators.yaml"
    bestand.write_text(yaml.safe_dump(gegevens), encoding="utf-8")
    gelezen = load_catalogus(bestand)
    assert gelezen["inwoners"].stap == pytest.approx(0.1)
    assert gelezen.get_bron("inwoners").naam == "Eigen bestand"


def test_all_problems_are_told_at_once_with_place_value_and_choice(tmp_path: Path) -> None:
    gegevens = build_gegevens()
    inwoners = gegevens["indicatoren"]["inwoners"]
    inwoners["eenhied"] = inwoners.pop("eenheid")
    inwoners["richting"] = "omhoog"
    inwoners["decimalen"] = "veel"
    inwoners["bron"]["tabbel"] = "x"
    inwoners["monitor"] = "misschien"
    gegevens["indicatoren"]["tweede"] = copy.deepcopy(build_gegevens()["indicatoren"]["inwoners"])
    gegevens["indicatoren"]["tweede"] |= {"thema": "bevloking", "ook_in": ["onbekend"]}
    gegevens["themas"]["bevolking"]["deel"] = "straks"
    regels = find_fouten(tmp_path, gegevens)
    per_plek = dict(regel.split(": ", 1) for regel in regels)
    assert per_plek["inwoners.eenheid"] == "ontbreekt"
    assert per_plek["inwoners.eenhied"].startswith("onbekend veld (bedoelt u eenheid?); bekend: ")
    assert "agenda, bbv_nummer, bewerking" in per_plek["inwoners.eenhied"]
    assert per_plek["inwoners.richting"] == (
        "'omhoog'; kies uit hoger_is_beter, lager_is_beter, neutraal"
    )
    assert per_plek["inwoners.decimalen"] == "'veel' is geen geheel getal"
    assert per_plek["inwoners.bron.tabbel"].startswith("onbekend veld (bedoelt u tabel?)")
    assert "onderwerp" in per_plek["inwoners.bron.tabbel"]
    assert per_plek["inwoners.monitor"] == "'misschien'; kies uit ja, nee"
    assert per_plek["tweede.thema"] == ("'bevloking' staat niet in dit bestand; kies uit bevolking")
    assert "tweede.ook_in" in per_plek
    assert per_plek["themas.bevolking.deel"] == "'straks'; kies uit hier_en_nu, later, context"


@pytest.mark.parametrize(
    ("wijziging", "verwacht"),
    [
        ({"bron": {"soort": "excel"}}, "inwoners.bron: soort: 'excel'; kies uit bestand, cbs_v4"),
        ({"bron": {"tabel": "x"}}, "inwoners.bron: soort: ontbreekt; kies uit bestand"),
        (
            {
                "bron": {
                    "soort": "cbs_v3",
                    "tabel": "47018NED",
                    "onderwerp": "GeregistreerdeMisdrijven_1",
                    "catalogus": "https://dataderden.cbs.nl/ODataFeed",
                }
            },
            "inwoners.bron.catalogus: 'https://dataderden.cbs.nl/ODataFeed' is geen server; "
            "schrijf alleen de naam, zonder pad, bijvoorbeeld dataderden.cbs.nl",
        ),
        ({"regionaal": {"methode": "gewogen"}}, "inwoners.regionaal: methode gewogen heeft ook"),
        (
            {"regionaal": {"methode": "som", "gewicht": "inwoners"}},
            "inwoners.regionaal: methode som kent geen gewicht",
        ),
        (
            {"regionaal": {"methode": "verhouding", "teller": "weg", "noemer": "inwoners"}},
            "inwoners.regionaal.teller: 'weg' staat niet in dit bestand",
        ),
        (
            {
                "regionaal": {
                    "methode": "gewogen",
                    "gewicht": "inwoners",
                    "peildatum": "ooit",
                }
            },
            "inwoners.regionaal.peildatum: 'ooit'; kies uit zelfde_jaar of 'ooit' is geen periode",
        ),
        ({"breuken": {"later": "x"}}, "inwoners.breuken.later: 'later' is geen periode"),
        ({"grenzen": {"min": 5, "max": 1}}, "inwoners.grenzen: min (5) moet kleiner zijn dan max"),
        ({"grenzen": {"min": float("inf")}}, "inwoners.grenzen.min: 'inf' is geen gewoon getal"),
        ({"afronding": 0}, "inwoners.afronding: '0' moet groter zijn dan 0"),
        ({"bbv_nummer": 40}, "inwoners.bbv_nummer: '40' mag hoogstens dit zijn: 39"),
        ({"titel": 2015}, "inwoners.titel: '2015' is geen tekst; zet er aanhalingstekens om"),
        ({"ook_in": ["bevolking"]}, "inwoners.ook_in: 'bevolking' is het thema zelf al"),
        (
            {"bron": {"soort": "bestand", "uit": "nergens"}},
            "inwoners.bron.uit: 'nergens' staat niet in dit bestand",
        ),
        (
            {"bron": {"soort": "bestand", "jaar_kolom": "jaar", "periode": 2015}},
            "inwoners.bron: jaar_kolom en periode sluiten elkaar uit",
        ),
        (
            {"bron": {"soort": "bestand", "regios": ["XX"]}},
            "inwoners.bron.regios.0: 'XX' is geen bekende soort regio",
        ),
        (
            {"bron": {"soort": "cbs_v4", "tabel": "x", "onderwerp": {"eenheid": "aantal"}}},
            "inwoners.bron.onderwerp",
        ),
    ],
)
def test_each_mistake_names_its_place(
    tmp_path: Path, wijziging: dict[str, object], verwacht: str
) -> None:
    gegevens = build_gegevens()
    gegevens["indicatoren"]["inwoners"] |= wijziging
    regels = find_fouten(tmp_path, gegevens)
    assert any(regel.startswith(verwacht) for regel in regels), regels


def test_key_given_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    regels = find_fouten(tmp_path, CONTRACT.replace("agenda: context", "titel: Nog een titel"))
    assert regels == ["regel 25: 'titel' staat er twee keer; laat er één staan"]


@pytest.mark.parametrize(
    ("tekst", "deel"),
    [
        ("", "leeg"),
        ("themas: {", "geen geldige YAML"),
        ("themas: {}\nindicatoren: {}", "indicatoren: ontbreekt; noem er minstens één"),
        ("- a\n- b", "geen lijst van sleutel: waarde"),
        (CONTRACT.replace("  inwoners:", "  Inwoners 1:"), "Inwoners 1: geen goede id"),
        (CONTRACT.replace("themas:", "thema:"), "themas: ontbreekt"),
        ("themas: {}\nindicatoren: {a: 5}", "a: '5' moet een lijst van sleutel: waarde zijn"),
    ],
)
def test_broken_file_is_refused_with_a_sentence(tmp_path: Path, tekst: str, deel: str) -> None:
    assert any(deel in regel for regel in find_fouten(tmp_path, tekst))


def test_missing_or_unreadable_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogusFout, match=r"weg\.yaml: niet te lezen"):
        load_catalogus(tmp_path / "weg.yaml")
    (tmp_path / "latin.yaml").write_bytes("titel: café".encode("cp1252"))
    with pytest.raises(CatalogusFout, match="geen UTF-8"):
        load_catalogus(tmp_path / "latin.yaml")


@given(
    weg=st.sets(
        st.sampled_from(
            sorted(n for n, v in IndicatorVelden.model_fields.items() if v.is_required())
        )
    ),
    erbij=st.sets(st.from_regex(r"zz_[a-z]{1,8}", fullmatch=True), max_size=3),
)
def test_every_missing_and_every_unknown_field_is_named(
    tmp_path_factory: pytest.TempPathFactory, weg: set[str], erbij: set[str]
) -> None:
    gegevens = build_gegevens()
    inwoners = gegevens["indicatoren"]["inwoners"]
    gegevens["indicatoren"]["inwoners"] = {
        **{naam: waarde for naam, waarde in inwoners.items() if naam not in weg},
        **dict.fromkeys(erbij, 1),
    }
    map_ = tmp_path_factory.getbasetemp()
    if not weg and not erbij:
        bestand = map_ / "goed.yaml"
        bestand.write_text(yaml.safe_dump(gegevens), encoding="utf-8")
        assert list(load_catalogus(bestand).indicatoren) == ["inwoners"]
        return
    plekken = {regel.split(":")[0] for regel in find_fouten(map_, gegevens)}
    assert plekken == {f"inwoners.{naam}" for naam in weg | erbij}


def test_schema_for_editors_is_current(tmp_path: Path) -> None:
    vers = write_schema(tmp_path / "schema.json").read_text(encoding="utf-8")
    bewaard = (WORTEL / "docs" / "indicators.schema.json").read_text(encoding="utf-8")
    assert bewaard == vers, 'draai "python -m etl schema" en leg docs/indicators.schema.json vast'


def test_schema_knows_every_field_and_refuses_others() -> None:
    schema = json.loads(build_schema())
    entry = schema["$defs"]["IndicatorVelden"]
    assert set(entry["properties"]) == set(IndicatorVelden.model_fields)
    assert entry["additionalProperties"] is False
    assert "indicator_id" not in entry["properties"]


def test_corrections_name_indicators_and_periods_that_exist(catalogus: Catalogus) -> None:
    correcties = load_correcties(WORTEL / "correcties.yaml")
    assert len(correcties.waarnemingen) == 17
    for correctie in correcties.waarnemingen:
        assert set(correctie.indicatoren) <= catalogus.indicatoren.keys()
        perioden = [] if correctie.perioden == "alle" else list(correctie.perioden)
        for periode in [*perioden, correctie.verwacht.periode]:
            assert Periode.parse(periode).code == periode


def test_ledger_additions_are_the_three_that_cbs_leaves_out() -> None:
    correcties = load_correcties(WORTEL / "correcties.yaml")
    gevonden = {(str(c.datum), c.van, c.naar) for c in correcties.herindelingen}
    assert gevonden == {
        ("2011-01-01", "GM0083", "GM1908"),
        ("2015-07-01", "GM1921", "GM1940"),
        ("2016-01-01", "GM0241", "GM1945"),
    }
    assert {c.soort for c in correcties.herindelingen} == {"codewijziging"}
