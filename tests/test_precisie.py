"""A figure is shown no more exact than its source gives it."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl.bouw import build
from etl.ophalen.precisie import limit_precisie
from tests.ophaalwereld import INWONERS, Wereld
from tests.test_nakijken import check_alle, get_regels
from welvaart.catalogus import load_catalogus


@pytest.fixture
def wereld(tmp_path: Path) -> Iterator[Wereld]:
    with Wereld(tmp_path) as wereld:
        yield wereld


@pytest.mark.parametrize(
    ("decimalen", "afronding", "factor", "bron", "verwacht"),
    [
        (1, None, 1, "0", (0, 1.0)),  # whole percents
        (1, None, 1, "1", (1, None)),
        (1, None, 1, "2", (1, None)),  # we round: our choice
        (0, 1000, 1000, "0", (0, 1000)),
        (0, 100, 1000, "1", (0, 100)),
        (0, None, 1000, "1", (0, 100.0)),
        (2, None, 1, "1", (1, 0.1)),
        (1, None, 1, "", (1, None)),  # the source does not say
        (3, None, 0.001, "2", (3, None)),
        (6, None, 0.001, "2", (5, 1e-5)),
    ],
)
def test_the_coarser_of_source_and_catalogue_counts(
    wereld: Wereld,
    decimalen: int,
    afronding: float | None,
    factor: float,
    bron: str,
    verwacht: tuple[int, float | None],
) -> None:
    wereld.rewrite({"inwoners": INWONERS})
    indicator = load_catalogus(wereld.instellingen.catalogus).indicatoren["inwoners"]
    indicator = indicator.model_copy(
        update={
            "decimalen": decimalen,
            "afronding": afronding,
            "bron": indicator.bron.model_copy(update={"factor": factor}),
        }
    )
    uit = limit_precisie(indicator, {"decimalen": bron})
    assert (uit.decimalen, uit.afronding) == pytest.approx(verwacht)


def write_nauwkeuriger(wereld: Wereld) -> None:
    """Let the catalogue promise a decimal that the source does not give."""
    wereld.rewrite({"inwoners": INWONERS})
    pad = wereld.instellingen.catalogus
    tekst = pad.read_text(encoding="utf-8")
    assert "decimalen: 0\n    afronding: 1\n" in tekst
    pad.write_text(
        tekst.replace("decimalen: 0\n    afronding: 1\n", "decimalen: 1\n"), encoding="utf-8"
    )


def test_check_says_how_many_decimals_the_source_gives(wereld: Wereld) -> None:
    write_nauwkeuriger(wereld)
    (bevinding,) = check_alle(wereld)
    assert bevinding.soort == "verschil"
    assert "de bron geeft dit met 0 decimalen en de catalogus toont het nauwkeuriger" in get_regels(
        [bevinding]
    )
    assert "zet decimalen: 0 in indicators.yaml" in get_regels([bevinding])


def test_a_build_shows_what_was_fetched_no_more_exact_than_the_source(wereld: Wereld) -> None:
    write_nauwkeuriger(wereld)
    wereld.fetch()
    pad = build(wereld.instellingen).pad
    with duckdb.connect(str(pad), read_only=True) as db:
        rij = db.execute(
            "SELECT decimalen, afronding FROM indicator WHERE indicator_id = 'inwoners'"
        ).fetchone()
    assert rij == (0, 1.0)
