"""The view of look-alikes: weights in the URL, sentences, and the view by its own script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from welvaart.fouten import KeuzeFout
from welvaart.groep.groepen import parse_groep
from welvaart.groep.lijkt_op import Gelijkende
from welvaart.lezen.stand import Stand
from welvaart.scherm.scorekaart.gelijkenis import (
    GEWICHTEN,
    describe_te_weinig,
    describe_verschil,
    describe_vondst,
    format_gewichten,
    parse_gewichten,
)

DIMENSIES = ("inwoners", "grijze_druk", "koopwoningen", "woningwaarde")


@given(st.fixed_dictionaries({naam: st.sampled_from(list(GEWICHTEN)) for naam in DIMENSIES}))
def test_weights_survive_the_url(woorden: dict[str, str]) -> None:
    assert parse_gewichten(format_gewichten(woorden), DIMENSIES) == woorden


def test_weights_are_written_short() -> None:
    woorden = parse_gewichten("grijze_druk:0,inwoners:2,koopwoningen:1", DIMENSIES)
    assert woorden == {
        "inwoners": "dubbel",
        "grijze_druk": "niet",
        "koopwoningen": "gewoon",
        "woningwaarde": "gewoon",
    }
    assert format_gewichten(woorden) == "inwoners:2,grijze_druk:0"
    assert format_gewichten(parse_gewichten("", DIMENSIES)) == ""


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("geluk:2", "'geluk' is geen kenmerk"),
        ("inwoners:3", "'3' is geen gewicht voor inwoners"),
        ("inwoners:2.0", "'2.0' is geen gewicht"),
        ("inwoners:-1", "'-1' is geen gewicht"),
        ("inwoners:nan", "'nan' is geen gewicht"),
        ("inwoners", "'' is geen gewicht voor inwoners"),
        ("inwoners:2:2", "is geen gewicht"),
        ("inwoners:2,inwoners:0", "inwoners staat er twee keer in"),
        ("inwoners:2,", "'' is geen kenmerk"),
        ("inwoners:2, grijze_druk:0", "is geen kenmerk"),
        ("Inwoners:2", "'Inwoners' is geen kenmerk"),
        ("geluk:2,inwoners:9", "'geluk' is geen kenmerk en '9' is geen gewicht"),
    ],
)
def test_wrong_weights_are_named(tekst: str, zin: str) -> None:
    with pytest.raises(KeuzeFout, match="De gewichten in de link kloppen niet") as fout:
        parse_gewichten(tekst, DIMENSIES)
    assert zin in str(fout.value)


def test_text_from_the_url_cannot_draw_in_a_warning() -> None:
    with pytest.raises(KeuzeFout) as fout:
        parse_gewichten("![x](https://voorbeeld.nl/a.png):2,inwoners:**[a](b)`<b>", DIMENSIES)
    assert not set("[]()<>`*!/") & set(str(fout.value))


def test_too_few_dimensions_give_a_sentence() -> None:
    woorden = parse_gewichten("inwoners:0", DIMENSIES)
    assert describe_te_weinig(woorden, 3) == ""
    assert "minstens vier kenmerken meetellen; nu zijn het er drie" in describe_te_weinig(
        woorden, 4
    )
    een = parse_gewichten("inwoners:0,grijze_druk:0,koopwoningen:0", DIMENSIES)
    assert "nu is het er een." in describe_te_weinig(een, 2)


def build_lijken(*blijft: int, afstand: float = 0.5) -> list[Gelijkende]:
    return [Gelijkende(f"GM{k:04d}", afstand, (), getal, 200) for k, getal in enumerate(blijft)]


@pytest.mark.parametrize(
    ("blijft", "afstand", "zin"),
    [
        (
            (196, 190, 150, 120),
            0.5,
            "A, B en C lijken het meest op X. A blijft in 196 van 200 herwegingen bij de vier;"
            " B in 190 en C in 150.",
        ),
        (
            (200, 200, 200, 99),
            0.5,
            "A, B en C lijken het meest op X. Zij blijven alle drie in 200 van 200 herwegingen bij"
            " de vier. Onzeker: D valt in meer dan de helft van de herwegingen buiten de lijst.",
        ),
        (
            (200, 200, 200, 100),
            1.2,
            "A, B en C lijken het meest op X. Zij blijven alle drie in 200 van 200 herwegingen bij"
            " de vier. Let op: ook A verschilt veel van X. Een gemeente die er echt op lijkt, is er"
            " niet.",
        ),
        (
            (200,),
            0.5,
            "A lijkt het meest op X. A blijft in 200 van 200 herwegingen bij de een.",
        ),
        ((), 0.5, "X heeft te weinig cijfers om er gelijkende gemeenten bij te zoeken."),
    ],
)
def test_finding(blijft: tuple[int, ...], afstand: float, zin: str) -> None:
    lijken = build_lijken(*blijft, afstand=afstand)
    assert describe_vondst("X", "ABCD"[: len(lijken)], lijken) == zin


def test_difference_with_the_default_weights() -> None:
    assert describe_verschil(["A", "B", "C"], ["B", "D", "E"]) == (
        "Dit veranderen uw gewichten. Nieuw in de lijst: D en E. Niet meer in de lijst: A en C."
    )
    assert describe_verschil(["A", "B"], ["B", "A"]).endswith("in een andere volgorde.")
    assert describe_verschil(["A", "B"], ["A", "B"]).endswith("in dezelfde volgorde.")


def script() -> None:
    """Run by AppTest, apart from this module."""
    import streamlit as st

    from welvaart.scherm.cijfers import get_stand
    from welvaart.scherm.scorekaart.gelijkenis import show_gelijkenis

    stand = get_stand()
    show_gelijkenis(stand, stand.find_gemeente(st.query_params["regio"]))


def run_view(**vraag: str) -> AppTest:
    test = AppTest.from_function(script, default_timeout=30)
    for naam, waarde in vraag.items():
        test.query_params[naam] = waarde
    return test.run()


def read_html(test: AppTest) -> str:
    return "\n".join(e.proto.body for e in test.get("html"))


def click(test: AppTest, label: str) -> AppTest:
    (knop,) = [b for b in test.button if b.label == label]
    return knop.click().run()


@pytest.mark.usefixtures("gedeelde_cijfers")
@pytest.mark.parametrize("regio", ["GM0503", "GM0096", "GM0363", "GM0518", "GM1992", "GM0344"])
def test_view_has_a_row_per_look_alike(regio: str) -> None:
    test = run_view(regio=regio)
    assert not test.exception
    assert not test.warning
    html = read_html(test)
    assert html.count("<tr>") == 11
    assert html.count(" van 200</td>") == 10
    assert "nan" not in html
    assert "herwegingen bij de tien" in html


@pytest.mark.usefixtures("gedeelde_cijfers")
def test_view_shows_both_figures_in_their_own_format() -> None:
    html = read_html(run_view(regio="GM0503"))
    assert "grijze druk: 25,2\u00a0%\u00a0en\u00a024,7\u00a0%" in html
    assert "€\u00a0352.000\u00a0en\u00a0€\u00a0409.000" in html
    assert "inwoners: 110.089\u00a0en\u00a0126.026<" in html
    assert "4.861\u00a0en\u00a05.978\u00a0per\u00a0km²" in html


@pytest.mark.usefixtures("gedeelde_cijfers")
def test_a_slider_writes_the_url_and_the_list_follows() -> None:
    test = run_view(regio="GM0503")
    gewoon = read_html(test)
    assert "uw gewichten" not in gewoon
    assert [s.value for s in test.select_slider] == ["gewoon"] * 6
    test.select_slider(key="gewicht_inwoners").set_value("dubbel").run()
    test.select_slider(key="gewicht_grijze_druk").set_value("niet").run()
    assert test.query_params["gewicht"] == "inwoners:2,grijze_druk:0"
    anders = read_html(test)
    assert "Nieuw in de lijst: Heerlen en Tilburg." in anders
    assert "Niet meer in de lijst: &#x27;s-Gravenhage en Rotterdam." in anders
    assert "grijze druk: " not in anders
    test = click(test, "Terug naar de gewone gewichten")
    assert "gewicht" not in test.query_params
    assert read_html(test) == gewoon
    assert [s.value for s in test.select_slider] == ["gewoon"] * 6


@pytest.mark.usefixtures("gedeelde_cijfers")
def test_the_default_by_hand_leaves_the_url() -> None:
    test = run_view(regio="GM0503", gewicht="inwoners:2")
    assert test.select_slider(key="gewicht_inwoners").value == "dubbel"
    test.select_slider(key="gewicht_inwoners").set_value("gewoon").run()
    assert "gewicht" not in test.query_params


@pytest.mark.usefixtures("gedeelde_cijfers")
def test_wrong_weights_give_a_sentence_and_the_defaults() -> None:
    test = run_view(regio="GM0503", gewicht="inwoners:7")
    assert not test.exception
    assert "'7' is geen gewicht voor inwoners" in test.warning[0].value
    assert read_html(test) == read_html(run_view(regio="GM0503"))


@pytest.mark.usefixtures("gedeelde_cijfers")
def test_too_few_weights_give_a_sentence_and_keep_the_choice() -> None:
    weg = "inwoners:0,grijze_druk:0,koopwoningen:0"
    test = run_view(regio="GM0503", gewicht=weg)
    assert not test.exception
    assert "minstens vier kenmerken" in test.warning[0].value
    assert "<table" not in read_html(test)
    assert test.query_params["gewicht"] == weg
    assert test.select_slider(key="gewicht_koopwoningen").value == "niet"


@pytest.mark.usefixtures("gedeelde_cijfers")
def test_button_makes_them_the_group_to_compare_with(stand: Stand) -> None:
    test = run_view(regio="GM0503", toon="gelijkenis", gewicht="inwoners:2")
    test = click(test, "Vergelijk met deze gemeenten")
    assert "toon" not in test.query_params
    groep = parse_groep(stand, "GM0503", test.query_params["vergelijk"])
    namen = [stand.regios[code].naam for code in groep.codes]
    assert len(namen) == 10
    assert all(f"<td>{naam}" in read_html(test).replace("&#x27;", "'") for naam in namen)
