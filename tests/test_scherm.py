"""What the screen sends to the browser is escaped, small and complete."""

import json
from pathlib import Path

import pytest

from welvaart.scherm.begin import describe_dekking
from welvaart.scherm.scorekaart import build_scorekaart_data
from welvaart.scherm.tabel import build_tabel
from welvaart.stand import Stand, read_stand


@pytest.fixture(scope="module")
def stand(warehouse: Path) -> Stand:
    return read_stand(warehouse)


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


def test_scorekaart_of_every_gemeente_stays_small(stand: Stand) -> None:
    for code in ("GM0503", "GM0363", "GM0820", "GM0096"):
        naam = stand.regios[code].naam
        data = build_scorekaart_data(stand, stand.themas, stand.build_scorekaart(code), naam, None)
        assert len(json.dumps(data)) < 30_000


def test_every_indicator_is_either_a_row_or_named_as_missing(stand: Stand) -> None:
    for code in ("GM0503", "GM0096", "GM1992"):
        regels = stand.build_scorekaart(code)
        data = build_scorekaart_data(stand, stand.themas, regels, "X", None)
        rijen = {rij[0] for thema in data["themas"] for rij in thema["rijen"]}
        noten = " ".join(noot for thema in data["themas"] for noot in thema["noten"])
        for regel in regels:
            if regel.heeft_waarde:
                assert regel.indicator.indicator_id in rijen
            else:
                assert regel.indicator.titel.lower() in noten


def test_coverage_names_what_is_missing_and_what_is_old(stand: Stand) -> None:
    zin = describe_dekking(stand.build_scorekaart("GM0096"), "Vlieland")
    assert "Van de 36 indicatoren" in zin
    assert "bestaan er 21 voor Vlieland" in zin
    assert "geregistreerde misdrijven (2014)" in zin
    assert "Deze 15 ontbreken" in zin
