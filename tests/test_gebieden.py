"""The six tables about regio's, from the source files of a made-up country."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl.gebieden import bronbestand as bron
from etl.gebieden import build_gebieden
from etl.gebieden.gemeentelijst import build_gemeentelijst, clean_naam
from etl.gebieden.grootboek import get_breukjaar
from tests.kleine_wereld import CORRECTIE, write_bronmap
from welvaart.fouten import BronFout, ControleFout
from welvaart.opmaak import format_datum, format_getal, format_opsomming

SCHEMA = Path(__file__).parent.parent / "etl" / "schema.sql"


@pytest.fixture(scope="module")
def bronmap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_bronmap(tmp_path_factory.mktemp("bron"))


@pytest.fixture(scope="module")
def gebieden(bronmap: Path) -> dict[str, pd.DataFrame]:
    return build_gebieden(bronmap, [CORRECTIE])


@pytest.fixture
def eigen_map(tmp_path: Path) -> Path:
    return write_bronmap(tmp_path)


def change(pad: Path, doe: Callable[[str], str]) -> None:
    oud = pad.read_text(encoding="utf-8")
    assert doe(oud) != oud
    pad.write_text(doe(oud), encoding="utf-8")


def find_one(frame: pd.DataFrame, **waarden: object) -> pd.Series:
    for kolom, waarde in waarden.items():
        frame = frame[frame[kolom] == waarde]
    assert len(frame) == 1
    return frame.iloc[0]


@pytest.mark.parametrize(
    "tabel", ["regio", "regio_alias", "indeling", "herindeling", "regio_breuk", "grens"]
)
def test_columns_are_those_of_the_schema(gebieden: dict[str, pd.DataFrame], tabel: str) -> None:
    stuk = re.search(rf"CREATE TABLE {tabel} \((.*?)\n\);", SCHEMA.read_text(), re.DOTALL)
    assert stuk is not None
    kolommen = re.findall(r"^    ([a-z_]+) +[A-Z]", stuk[1], re.MULTILINE)
    later = ["gemeente_code"] if tabel == "regio" else []  # of a deelgebied: the build adds these
    assert [*gebieden[tabel].columns, *later] == kolommen


def test_tables_refer_only_to_known_regios(gebieden: dict[str, pd.DataFrame]) -> None:
    bekend = set(gebieden["regio"]["regio_code"])
    for tabel, kolommen in {
        "regio_alias": ["regio_code"],
        "indeling": ["gemeente_code", "regio_code"],
        "herindeling": ["van_code", "naar_code"],
        "regio_breuk": ["regio_code"],
        "grens": ["regio_code"],
    }.items():
        for kolom in kolommen:
            assert set(gebieden[tabel][kolom]) <= bekend, (tabel, kolom)


@pytest.mark.parametrize(
    ("code", "naam", "van", "tot"),
    [
        ("GM0001", "Aardam", None, None),
        ("GM0002", "Bergen (L.)", None, None),
        ("GM0003", "Fryslân-dorp", None, None),
        ("GM0004", "Deling", None, date(2021, 1, 1)),
        ("GM0005", "Oudnaam", None, date(2015, 7, 1)),
        ("GM1905", "Nieuwnaam", date(2015, 7, 1), date(2021, 1, 1)),
        ("GM0006", "Weespje", None, date(2022, 3, 24)),
        ("GM1900", "Nieuwland", date(2021, 1, 1), None),
    ],
)
def test_gemeente_has_its_name_and_its_dates(
    gebieden: dict[str, pd.DataFrame],
    code: str,
    naam: str,
    van: date | None,
    tot: date | None,
) -> None:
    rij = find_one(gebieden["regio"], regio_code=code)
    assert [rij["regio_naam"], rij["geldig_van"], rij["geldig_tot"]] == [naam, van, tot]


def test_every_soort_has_its_regios(gebieden: dict[str, pd.DataFrame]) -> None:
    assert gebieden["regio"]["soort"].value_counts().to_dict() == {
        "gemeente": 8,
        "grootteklasse": 8,
        "stedelijkheid": 5,
        "corop": 2,
        "land": 1,
        "landsdeel": 1,
        "provincie": 1,
        "arbeidsmarktregio": 1,
        "veiligheidsregio": 1,
        "ggd_regio": 1,
    }


def test_each_event_stands_once_with_its_shares(gebieden: dict[str, pd.DataFrame]) -> None:
    frame = gebieden["herindeling"]
    kolommen = ["datum", "van_code", "naar_code", "soort", "inwoners", "aandeel_inwoners"]
    leesbaar = frame[kolommen].astype("object").where(frame[kolommen].notna(), None)
    assert leesbaar.to_numpy().tolist() == [
        [date(2015, 7, 1), "GM0005", "GM1905", "codewijziging", None, 1.0],
        [date(2019, 1, 1), "GM0002", "GM0003", "grenswijziging", 12.0, 12 / 5000],
        [date(2021, 1, 1), "GM0004", "GM0001", "opheffing", 600.0, 0.6],
        [date(2021, 1, 1), "GM0004", "GM1900", "opheffing", 400.0, 0.4],
        [date(2021, 1, 1), "GM1905", "GM1900", "opheffing", 900.0, 1.0],
        [date(2022, 3, 24), "GM0006", "GM0001", "opheffing", 500.0, 1.0],
    ]
    gedeeld = frame[frame["van_code"] == "GM0004"]
    assert gedeeld["aandeel_woningen"].tolist() == [0.75, 0.25]


def test_other_names_lead_to_living_gemeenten(gebieden: dict[str, pd.DataFrame]) -> None:
    assert gebieden["regio_alias"].to_numpy().tolist() == [
        ["Bergen", "GM0002", "naam van Bergen (L.) tot en met 2023"],
        ["Deling", "GM0001", "voor 60% opgegaan in Aardam op 1 januari 2021"],
        ["Deling", "GM1900", "voor 40% opgegaan in Nieuwland op 1 januari 2021"],
        ["Nieuwnaam", "GM1900", "opgegaan in Nieuwland op 1 januari 2021"],
        ["Oudnaam", "GM1900", "opgeheven op 1 juli 2015, nu deel van Nieuwland"],
        ["Weespje", "GM0001", "opgegaan in Aardam op 24 maart 2022"],
    ]


def test_series_breaks_only_where_the_territory_really_changed(
    gebieden: dict[str, pd.DataFrame],
) -> None:
    einde = "; cijfers van daarvoor gaan over het oude grondgebied."
    assert gebieden["regio_breuk"].to_numpy().tolist() == [
        [
            "GM0001",
            "2021JJ00",
            "Op 1 januari 2021 kwam een deel van Deling bij Aardam (600 inwoners)" + einde,
        ],
        [
            "GM0001",
            "2023JJ00",
            "Op 24 maart 2022 kwam Weespje bij Aardam (500 inwoners)" + einde,
        ],
    ]


def test_large_boundary_change_breaks_both_series(eigen_map: Path) -> None:
    change(eigen_map / bron.GROOTBOEK, lambda tekst: tekst.replace('"12"', '"1200"'))
    breuken = build_gebieden(eigen_map, [CORRECTIE])["regio_breuk"]
    in_2019 = breuken[breuken["periode_code"] == "2019JJ00"]
    assert in_2019["regio_code"].tolist() == ["GM0002", "GM0003"]
    assert (
        in_2019["reden"]
        .iloc[0]
        .startswith(
            "Op 1 januari 2019 ging een deel van Bergen (L.) naar Fryslân-dorp (1.200 inwoners);"
        )
    )


def test_membership_is_dated_and_only_what_is_certain(gebieden: dict[str, pd.DataFrame]) -> None:
    indeling = gebieden["indeling"]
    per_jaar = indeling.groupby(["jaar", "soort"])["gemeente_code"].agg(list).to_dict()
    nu = ["GM0001", "GM0002", "GM0003", "GM1900"]
    for soort in ("land", "landsdeel", "provincie", "corop", "arbeidsmarktregio"):
        assert per_jaar[(2026, soort)] == nu
    assert per_jaar[(2025, "veiligheidsregio")] == nu[1:]
    assert per_jaar[(2025, "ggd_regio")] == nu
    assert per_jaar[(2015, "corop")] == ["GM0001"]
    assert (2015, "arbeidsmarktregio") not in per_jaar
    assert find_one(indeling, jaar=2020, soort="stedelijkheid")["regio_code"] == "ST1"
    assert find_one(indeling, jaar=2021, soort="grootteklasse")["regio_code"] == "GK4"
    assert (2021, "stedelijkheid") not in per_jaar


def test_missing_code_change_is_named(bronmap: Path) -> None:
    with pytest.raises(ControleFout) as fout:
        build_gebieden(bronmap, [])
    assert fout.value.problemen == (
        "herindelingen: GM0005 staat niet in de lijst van 2016; voeg de gebeurtenis toe onder"
        " herindelingen in correcties.yaml",
        "herindelingen: GM1905 heeft geen voorganger van 2016; voeg de gebeurtenis toe onder"
        " herindelingen in correcties.yaml",
    )


def test_correction_that_the_source_made_itself_is_refused(bronmap: Path) -> None:
    dubbel = CORRECTIE | {"datum": date(2022, 3, 24), "van": "GM0006", "naar": "GM0001"}
    with pytest.raises(ControleFout, match="GM0006 → GM0001 op 24-03-2022 staat nu in de bron"):
        build_gebieden(bronmap, [CORRECTIE, dubbel])


def test_unknown_kind_of_correction_is_refused(bronmap: Path) -> None:
    with pytest.raises(ControleFout, match="alleen toevoegen is mogelijk"):
        build_gebieden(bronmap, [CORRECTIE | {"doe": "weghalen"}])
    with pytest.raises(ControleFout, match="kies uit opheffing, codewijziging"):
        build_gebieden(bronmap, [CORRECTIE | {"soort": "fusie"}])


def test_two_sides_of_an_event_that_differ_are_refused(eigen_map: Path) -> None:
    regel = '"GM0003","Grenswijziging","01-01-2019","from","GM0002","5","4","12"'
    change(
        eigen_map / bron.GROOTBOEK,
        lambda tekst: tekst.replace(regel, regel.replace('"12"', '"13"')),
    )
    with pytest.raises(BronFout, match="GM0002 → GM0003 op 01-01-2019 heeft bij de ene gemeente"):
        build_gebieden(eigen_map, [CORRECTIE])


def test_text_where_a_number_belongs_is_refused_with_its_line(eigen_map: Path) -> None:
    change(eigen_map / bron.GROOTBOEK, lambda tekst: tekst.replace('"600"', '"veel"'))
    with pytest.raises(BronFout, match=r"'veel' in kolom inwoners \(regel 2\) is geen getal"):
        build_gebieden(eigen_map, [CORRECTIE])


def test_all_absent_files_and_columns_are_named_at_once(eigen_map: Path) -> None:
    (eigen_map / bron.INWONERS).unlink()
    change(eigen_map / bron.KLASSEN, lambda tekst: tekst.replace("grootteklasse", "klasse"))
    with pytest.raises(BronFout) as fout:
        build_gebieden(eigen_map, [CORRECTIE])
    assert len(fout.value.problemen) == 2
    assert "kolommen ontbreken: grootteklasse" in fout.value.problemen[0]
    assert fout.value.problemen[1].startswith(f"{bron.INWONERS} staat niet in")


def test_living_gemeente_without_corop_is_refused(eigen_map: Path) -> None:
    change(
        eigen_map / bron.REGIO_HUIDIG,
        lambda tekst: tekst.replace("GM0002,2026,CR01", "GM0002,2026,"),
    )
    with pytest.raises(ControleFout, match="indeling 2026: corop klopt niet voor GM0002"):
        build_gebieden(eigen_map, [CORRECTIE])


def test_two_living_gemeenten_with_one_name_are_refused(eigen_map: Path) -> None:
    change(eigen_map / bron.GEMEENTELIJST, lambda tekst: tekst.replace("Fryslân-dorp", "Nieuwland"))
    with pytest.raises(ControleFout, match="twee gemeenten heten 'Nieuwland', waarvan een GM1900"):
        build_gebieden(eigen_map, [CORRECTIE])


def test_region_with_two_names_is_refused(eigen_map: Path) -> None:
    change(
        eigen_map / bron.REGIO_HUIDIG,
        lambda tekst: tekst.replace("GM0002,2026,CR01,Oostkust", "GM0002,2026,CR01,Oostwal"),
    )
    with pytest.raises(ControleFout, match="CR01 heeft twee namen, waarvan een 'Oostwal'"):
        build_gebieden(eigen_map, [CORRECTIE])


def test_list_with_a_double_or_a_gap_is_refused() -> None:
    tabel = pd.DataFrame(
        {"jaar": ["2010", "2010", "2012"], "gm_code": ["GM1", "GM1", "GM1"], "gm_naam": "A"}
    )
    with pytest.raises(BronFout) as fout:
        build_gemeentelijst(tabel)
    assert [regel.split(";")[0] for regel in fout.value.problemen] == [
        "gemeentelijst: GM1 staat twee keer in 2010",
        "gemeentelijst: 2011 ontbreekt",
    ]


@pytest.mark.parametrize(
    ("bron_naam", "schoon"),
    [
        ("S˙dwest-Frysl‚n", "Súdwest-Fryslân"),
        ("Skarsterl‚n", "Skarsterlân"),
        ("'s-Gravenhage (gemeente)", "'s-Gravenhage"),
        (" Utrecht (gemeente) ", "Utrecht"),
        ("Beek (L.)", "Beek (L.)"),
        ("Súdwest-Fryslân", "Súdwest-Fryslân"),
    ],
)
def test_names_are_repaired_and_keep_what_sets_them_apart(bron_naam: str, schoon: str) -> None:
    assert clean_naam(bron_naam) == schoon


def test_first_figure_on_new_territory_is_of_the_next_first_of_january() -> None:
    assert get_breukjaar(date(2021, 1, 1)) == 2021
    assert get_breukjaar(date(2022, 3, 24)) == 2023


def test_sentences_use_dutch_dates_numbers_and_lists() -> None:
    assert format_datum(date(2022, 3, 24)) == "24 maart 2022"
    assert format_getal(20766.0) == "20.766"
    assert format_opsomming(["a"]) == "a"
    assert format_opsomming(["a", "b", "c"]) == "a, b en c"
