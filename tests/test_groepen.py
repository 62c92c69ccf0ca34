"""Groups to compare with, on the real warehouse; and the file that declares them."""

from pathlib import Path

import pytest

from welvaart.fouten import CatalogusFout, KeuzeFout
from welvaart.groep.groepen import (
    build_eigen,
    find_groepen,
    format_eigen,
    parse_eigen,
    parse_groep,
    parse_groepen,
)
from welvaart.groep.groepenlijst import load_groepenlijst
from welvaart.lezen.stand import Stand

DELFT = "GM0503"


def test_delft_is_offered_areas_classes_look_alikes_and_named_groups(stand: Stand) -> None:
    groepen = {groep.sleutel: groep for groep in find_groepen(stand, DELFT)}
    assert list(groepen) == [
        "land",
        "provincie",
        "corop",
        "arbeidsmarktregio",
        "grootteklasse",
        "stedelijkheid",
        "lijkt_op",
        "g4",
    ]
    assert groepen["land"].titel == "Nederland"
    assert len(groepen["land"].codes) == 342
    assert groepen["provincie"].titel == "Provincie Zuid-Holland"
    assert groepen["provincie"].regio_code == "PV28"
    assert DELFT in groepen["corop"].codes
    assert DELFT not in groepen["lijkt_op"].codes
    assert len(groepen["lijkt_op"].codes) == 10
    assert groepen["grootteklasse"].titel == "Gemeenten met 100.000 tot 150.000 inwoners"
    assert groepen["stedelijkheid"].titel == "Zeer sterk stedelijke gemeenten"
    assert groepen["grootteklasse"].regio_code is None


def test_every_gemeente_gets_groups_of_living_gemeenten(stand: Stand) -> None:
    for gemeente in stand.gemeenten:
        groepen = find_groepen(stand, gemeente.code)
        assert [groep.sleutel for groep in groepen[:4]] == [
            "land",
            "provincie",
            "corop",
            "arbeidsmarktregio",
        ]
        for groep in groepen:
            assert set(groep.codes) <= stand.gemeente_codes
            assert list(groep.codes) == sorted(set(groep.codes))


def test_provincies_divide_the_country(stand: Stand) -> None:
    codes = [find_groepen(stand, gemeente.code)[1].codes for gemeente in stand.gemeenten]
    alle = [code for groep in set(codes) for code in groep]
    assert sorted(alle) == sorted(stand.gemeente_codes)


def test_g4_are_the_four_gemeenten_with_most_inhabitants(stand: Stand) -> None:
    i = stand.reeksen.get_i("inwoners")
    aantal = {
        code: stand.reeksen.waarde[i, stand.reeksen.get_r(code), -1]
        for code in stand.gemeente_codes
    }
    grootste = sorted(aantal, key=lambda code: -aantal[code])[:4]
    assert parse_groep(stand, DELFT, "g4").codes == tuple(sorted(grootste))


def test_regio_of_one_gemeente_says_that_there_is_nothing_to_compare(stand: Stand) -> None:
    alleen = [
        groep
        for gemeente in stand.gemeenten
        if len((groep := find_groepen(stand, gemeente.code)[2]).codes) == 1
    ]
    assert alleen
    assert all("de enige gemeente" in groep.uitleg for groep in alleen)


@pytest.mark.parametrize("sleutel", ["g40", "m50", "P10"])
def test_empty_template_is_not_offered_and_says_how_to_fill_it(stand: Stand, sleutel: str) -> None:
    assert sleutel.lower() not in {groep.sleutel for groep in find_groepen(stand, DELFT)}
    with pytest.raises(KeuzeFout, match=r"nog niet ingevuld.*gemeentecodes bij codes"):
        parse_groep(stand, DELFT, sleutel)


def test_unknown_group_is_named_with_the_choice(stand: Stand) -> None:
    with pytest.raises(KeuzeFout, match=r"'dorp' is geen groep om Delft.*Nederland \(land\), Prov"):
        parse_groep(stand, DELFT, "dorp")


@pytest.mark.parametrize("gemeente", ["GM9999", "PV99", "GM0457"])
def test_no_living_gemeente_is_a_choice_that_does_not_exist(stand: Stand, gemeente: str) -> None:
    with pytest.raises(KeuzeFout):
        find_groepen(stand, gemeente)


@pytest.mark.parametrize(
    ("codes", "naam"),
    [
        (("GM0503", "GM0599"), ""),
        (("GM0599", "GM0503", "GM0344"), "Regio 't Hart & co. (2026)"),
        (("GM0363", "GM0014"), "Súdwest"),
    ],
)
def test_own_group_survives_the_url(stand: Stand, codes: tuple[str, ...], naam: str) -> None:
    tekst = format_eigen(codes, naam)
    groep = parse_groep(stand, DELFT, tekst)
    assert groep.codes == tuple(sorted(codes))
    assert groep.sleutel == tekst
    assert groep.titel == (naam or f"Eigen groep van {len(codes)} gemeenten")
    assert groep.soort == "eigen"
    assert groep == build_eigen(stand, codes, naam) == parse_eigen(stand, groep.sleutel)


def test_own_group_reads_blanks_and_small_letters(stand: Stand) -> None:
    assert parse_eigen(stand, " eigen: gm0503 , GM0599 ; Stadsregio ").sleutel == (
        "eigen:GM0503,GM0599;Stadsregio"
    )


@pytest.mark.parametrize(
    ("tekst", "klacht"),
    [
        ("eigen:GM0503,GM9999", "'GM9999' is geen gemeente die wij kennen."),
        ("eigen:GM0503,0599", "'0599' is geen regiocode"),
        ("eigen:GM0503,PV28", "Zuid-Holland is een provincie."),
        (
            "eigen:GM0503,GM0457",
            "De gemeente Weesp bestaat niet meer. Weesp is opgegaan in Amsterdam",
        ),
        ("eigen:GM0503,GM0599,gm0503", "Delft (GM0503) staat er twee keer in."),
        ("eigen:GM0503", "minstens 2 gemeenten"),
        ("eigen:", "minstens 2 gemeenten"),
        ("eigen:GM0503,GM0599;<b>", "'<b>' kan geen naam van een groep zijn"),
        ("eigen:GM0503,GM0599;" + "a" * 61, "hoogstens 60"),
    ],
)
def test_every_bad_own_group_is_named(stand: Stand, tekst: str, klacht: str) -> None:
    with pytest.raises(KeuzeFout) as gevangen:
        parse_groep(stand, DELFT, tekst)
    assert klacht in str(gevangen.value)


def test_all_problems_of_an_own_group_come_together(stand: Stand) -> None:
    with pytest.raises(KeuzeFout) as gevangen:
        parse_eigen(stand, "eigen:GM9999,GM0457,GM0503,GM0503;a,b")
    for woord in ("GM9999", "Weesp", "twee keer", "'a,b'", "klopt niet"):
        assert woord in str(gevangen.value)


def test_several_groups_come_in_one_text_with_commas(stand: Stand) -> None:
    groepen = parse_groepen(
        stand, DELFT, "land, eigen:GM0503,GM0599;Twee,g4,eigen:GM0344,GM0363,land"
    )
    assert [groep.sleutel for groep in groepen] == [
        "land",
        "eigen:GM0503,GM0599;Twee",
        "g4",
        "eigen:GM0344,GM0363",
    ]
    assert parse_groepen(stand, DELFT, "") == []


BESTAND = """
genoemd:
  {sleutel}:
    titel: Groep
    codes: {codes}
    bron: {bron}
    uitleg: Uitleg.
lijkt_op:
  aantal: 10
  minimum_dimensies: {minimum}
  trekkingen: 10
  dimensies:
    inwoners: {{gewicht: 1, schaal: log, uitleg: Omvang.}}
"""


def write(map_: Path, **anders: str) -> Path:
    velden = {"sleutel": "g9", "codes": "[GM0503]", "bron": "Lijst", "minimum": "1"} | anders
    pad = map_ / "groepen.yaml"
    pad.write_text(BESTAND.format(**velden), encoding="utf-8")
    return pad


def test_good_file_is_read(tmp_path: Path) -> None:
    assert load_groepenlijst(write(tmp_path)).genoemd["g9"].codes == ("GM0503",)


@pytest.mark.parametrize(
    ("anders", "klacht"),
    [
        ({"bron": "null"}, "genoemd.g9.bron: ontbreekt"),
        ({"sleutel": "provincie"}, "genoemd.provincie: geen goede sleutel"),
        ({"sleutel": "G9"}, "genoemd.G9: geen goede sleutel"),
        ({"codes": "GM0503"}, "genoemd.g9.codes: 'GM0503' moet een lijst zijn"),
        ({"minimum": "2"}, "minder dan minimum_dimensies (2)"),
    ],
)
def test_bad_file_is_refused_with_the_place(
    tmp_path: Path, anders: dict[str, str], klacht: str
) -> None:
    with pytest.raises(CatalogusFout) as gevangen:
        load_groepenlijst(write(tmp_path, **anders))
    assert klacht in str(gevangen.value)


def test_look_alikes_are_named(stand: Stand) -> None:
    groep = parse_groep(stand, DELFT, "lijkt_op")
    assert groep.uitleg.startswith("De 10 gemeenten die het meest op Delft lijken in ")
    assert all(stand.regios[code].naam in groep.uitleg for code in groep.codes)
