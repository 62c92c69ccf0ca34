"""Where a chart and a trend cover other years, one sentence says which and why."""

import pytest

from tests.pagina import read_text, run_page
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.scherm.cijfers import get_scorekaart
from welvaart.zin.trendjaren import explain_grafiekjaren, explain_trendjaren


@pytest.fixture(scope="module")
def delft(stand: Stand) -> dict[str, Regel]:
    return {r.indicator.indicator_id: r for r in get_scorekaart(stand, "GM0503")}


@pytest.mark.parametrize(
    ("indicator_id", "zin"),
    [
        ("netto_arbeidsparticipatie", "De grafiek begint in 2013; een ontwikkeling berekenen wij "
         "over de laatste 8 jaar: 2015 tot en met 2022."),
        ("overgewicht", "De grafiek begint in 2016; een ontwikkeling berekenen wij over de jaren "
         "na de laatste breuk: 2020 tot en met 2022."),
        ("leegstand_woningen", ""),  # figures since 2020: line and trend cover the same years
        ("zwemwater_kust", ""),  # no figure for Delft
    ],
)  # fmt: skip
def test_a_trend_says_which_years_it_is_about(
    indicator_id: str, zin: str, stand: Stand, delft: dict[str, Regel]
) -> None:
    assert explain_trendjaren(stand, delft[indicator_id]) == zin


def test_a_trend_that_is_said_begins_in_the_years_that_are_named(
    stand: Stand, delft: dict[str, Regel]
) -> None:
    for regel in delft.values():
        zin = explain_trendjaren(stand, regel)
        if zin:
            begin = int(zin.split(": ")[1][:4])
            assert begin <= regel.trend_jaren[0]
            assert regel.trend_jaren[-1] <= int(zin[-5:-1])


@pytest.mark.parametrize(
    ("jaren", "venster", "gemeten", "langst", "slot"),
    [
        ((2013, 2022), (2015, 2022), range(2013, 2023), True,
         "alle jaren zonder breuk: 2013 tot en met 2022. Op Nulmeting gaat een ontwikkeling over "
         "de laatste 8 jaar: 2015 tot en met 2022."),
        ((2016, 2020), (2015, 2022), range(2013, 2023), False,
         "de jaren die u koos: 2016 tot en met 2020. Op Nulmeting gaat een ontwikkeling over de "
         "laatste 8 jaar: 2015 tot en met 2022."),
        ((2016, 2020), (2020, 2022), (2016, 2020, 2022), False,
         "over de jaren na de laatste breuk: 2020 tot en met 2022."),
        ((2021, 2025), (2018, 2025), range(2020, 2026), False,
         "Op Nulmeting gaat een ontwikkeling over 2020 tot en met 2025."),
    ],
)  # fmt: skip
def test_a_chart_says_why_it_covers_other_years_than_the_trend(
    jaren: tuple[int, int], venster: tuple[int, int], gemeten: list[int], langst: bool, slot: str
) -> None:
    assert explain_grafiekjaren(jaren, venster, gemeten, is_langst=langst).endswith(slot)


@pytest.mark.parametrize("venster", [(2015, 2022), (2014, 2022)])
def test_the_same_years_need_no_word(venster: tuple[int, int]) -> None:
    assert explain_grafiekjaren((2015, 2022), venster, range(2015, 2023), is_langst=True) == ""


def test_nulmeting_and_index_both_say_it(gedeelde_cijfers: None) -> None:
    nulmeting = read_text(
        run_page("pages/1_Nulmeting.py", regio="GM0503", indicator="netto_arbeidsparticipatie")
    )
    assert "De grafiek begint in 2013; een ontwikkeling berekenen wij over de laatste" in nulmeting
    index = read_text(run_page("pages/4_Regiovergelijking.py", regio="GM0503", vorm="index"))
    assert "alle jaren zonder breuk: 2013 tot en met 2022. Op Nulmeting" in index
