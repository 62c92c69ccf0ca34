"""What the screen sends to the browser is escaped, small and complete."""

import json
import re

import pytest

from tests.regels import build_regel
from welvaart.lezen.stand import Stand
from welvaart.methode.positie import Positie
from welvaart.scherm.melding import escape_label
from welvaart.scherm.scorekaart.scorekaart import build_scorekaart_data, build_themablokken
from welvaart.scherm.tabel import build_tabel
from welvaart.zin.duiding import describe_positie, describe_trend
from welvaart.zin.opvallend import find_opvallend
from welvaart.zin.samenvatting import count_posities, describe_dekking, describe_oordeel


def test_table_escapes_text_and_marks_the_own_row() -> None:
    html = build_tabel(
        ["Naam", "<b>"], [["<script>alert(1)</script>", "1"], ["b", "2"]],
        bijschrift="A & B", rechts=(1,), eigen=1,
    )  # fmt: skip
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "A &amp; B" in html
    assert '<tr class="eigen"><td>b</td>' in html
    assert html.count('scope="col"') == 2


def test_a_table_that_slides_says_so_on_a_phone() -> None:
    html = build_tabel(["Gebied", "Cijfer"], [["Delft", "1"]], bijschrift="X", smal="vast")
    assert 'class="bw-tabel bw-vast"' in html
    assert html.endswith("Veeg de tabel opzij voor de andere kolommen.</p>")


def test_scorekaart_of_every_gemeente_stays_small(stand: Stand) -> None:
    for code in ("GM0503", "GM0363", "GM0820", "GM0096"):
        naam = stand.regios[code].naam
        blokken = build_themablokken(stand.themas, stand.build_scorekaart(code), naam)
        data = build_scorekaart_data(stand, blokken, (naam, "Nederland"), None)
        assert len(json.dumps(data)) < 30_000


def test_every_indicator_is_either_a_row_or_named_as_missing(stand: Stand) -> None:
    for code in ("GM0503", "GM0096", "GM1992"):
        regels = stand.build_scorekaart(code)
        blokken = build_themablokken(stand.themas, regels, "X")
        rijen = {r.indicator.indicator_id for blok in blokken for r in blok.regels}
        noten = " ".join(noot for blok in blokken for noot in blok.noten)
        for regel in regels:
            if regel.heeft_waarde:
                assert regel.indicator.indicator_id in rijen
            else:
                assert regel.indicator.titel.lower() in noten


def test_rounded_place_and_neutral_theme_are_marked_for_the_browser(stand: Stand) -> None:
    blokken = build_themablokken(stand.themas, stand.build_scorekaart("GM0363"), "Amsterdam")
    data = build_scorekaart_data(stand, blokken, ("Amsterdam", "Nederland"), None)
    rijen = {rij[0]: rij for thema in data["themas"] for rij in thema["rijen"]}
    assert rijen["netto_arbeidsparticipatie"][5] == [134, 188, 341, 1]
    kaal = {thema["id"]: thema["kaal"] for thema in data["themas"]}
    assert kaal["bevolking"]
    assert not kaal["gezondheid"]


def test_coverage_names_what_is_missing_withheld_impossible_and_old(stand: Stand) -> None:
    zin = describe_dekking(stand.build_scorekaart("GM0096"), "Vlieland")
    assert "Van de 36 indicatoren" in zin
    assert "zijn er 21 voor Vlieland" in zin
    assert "geregistreerde misdrijven (2014)" in zin
    assert "Hier niet te meten: kwaliteit van zwemwater in meren en plassen." in zin
    weg = describe_dekking(stand.build_scorekaart("GM1992"), "Voorne aan Zee")
    assert "Wij tonen niet, omdat de cijfers bij de bron niet kloppen: netto arbeids" in weg


def test_summary_counts_add_up(stand: Stand) -> None:
    zin = describe_oordeel(stand.build_scorekaart("GM0503"), "Delft")
    totaal, *delen = [int(getal) for getal in re.findall(r"\d+", re.sub(r"\(.*?\)", "", zin))]
    assert totaal == sum(delen)


def test_the_middle_is_split_only_where_the_whole_place_lies_on_one_side() -> None:
    plaatsen = [(114, 114), (114, 115), (113, 113), (115, 120), (60, 60), (110, 118)]
    regels = [
        build_regel(positie=Positie.MIDDEN, rang_van=van, rang_tot=tot, n=227)
        for van, tot in plaatsen
    ]
    # Of 227, place 114 is the middle itself: neither half.
    zin = describe_oordeel(regels, "Oss")
    assert "bij 6 in het midden (1 in de onderste en 2 in de bovenste helft, 3 op de grens)" in zin
    zin = describe_oordeel([regels[2], regels[4]], "Oss")
    assert "bij 2 in het midden (in de bovenste helft)" in zin


def test_every_place_in_a_quarter_is_shown_or_said_to_be_left_out(stand: Stand) -> None:
    for code in ("GM0828", "GM0503", "GM0363", "GM0096"):
        regels = stand.build_scorekaart(code)
        telling = count_posities(regels)
        op = find_opvallend(regels, 3, verdacht=stand.find_uitschieters(code))
        kwarten = telling[Positie.BESTE_KWART] + telling[Positie.SLECHTSTE_KWART]
        assert kwarten == len(op.sterk) + len(op.zwak) + len(op.weggelaten)


@pytest.mark.parametrize("code", ["GM0503", "GM0096", "GM1992", "GM0363", "GM0173", "GM0846"])
def test_no_headline_sentence_contradicts_itself(stand: Stand, code: str) -> None:
    for regel in stand.build_scorekaart(code):
        if not regel.heeft_waarde:
            continue
        zinnen = describe_trend(regel, "X") + describe_positie(regel, "X")
        assert "0,0" not in zinnen.replace("10,0", "").replace("20,0", "")
        for deel, geheel in re.findall(r"(\d+) van de (\d+) gemeenten", zinnen):
            assert int(deel) <= int(geheel)


def test_none_is_said_in_words(stand: Stand) -> None:
    regels = [r for r in stand.build_scorekaart("GM0503") if r.positie is Positie.BESTE_KWART]
    zin = describe_oordeel(regels, "Delft")
    assert "in het beste kwart" in zin
    assert zin.endswith("bij geen enkele in het midden en bij geen enkele in het slechtste kwart.")


def test_the_column_of_nederland_says_that_it_holds_medians_and_means_too(stand: Stand) -> None:
    blokken = build_themablokken(stand.themas, stand.build_scorekaart("GM0828"), "Oss")
    kop = build_scorekaart_data(stand, blokken, ("Oss", "Nederland"), None)["koppen"][3]
    assert kop == "Nederland, gemiddelde of mediaan"
    vol = [blok for blok in blokken if blok.sleutel == "leeg"]
    assert build_scorekaart_data(stand, vol, ("Oss", "Nederland"), None)["koppen"][3] == "Nederland"


@pytest.mark.parametrize(
    ("tekst", "label"),
    [
        ("Van elk huishouden: € 139.700* (2021)", None),
        ("Huizen - 4,0 %! 's-Gravenhage, 1.700**", None),
        ("a* en b*", r"a\* en b\*"),
        ("**vet**", r"\*\*vet\*\*"),
        ("[a](b) en <b>", r"\[a\](b) en \<b\>"),
        (":red[x] en :material/home:", r"\:red\[x\] en \:material/home:"),
        ("- eerst $x$", r"\- eerst \$x$"),
    ],
)
def test_a_label_has_backslashes_only_where_markdown_would_change_it(
    tekst: str, label: str | None
) -> None:
    assert escape_label(tekst) == (tekst if label is None else label)
