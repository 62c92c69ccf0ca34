"""Every page on a set of figures of three gemeenten, without the four large ones of the G4."""

from pathlib import Path

import pytest

from tests.pagina import PAGINAS, read_text, run_page
from welvaart.fouten import KeuzeFout
from welvaart.groep.groepen import describe_weggelaten, find_groepen, parse_groep
from welvaart.lezen.standlezer import read_stand

_G4 = "De groep G4 doet niet mee: GM0363, GM0599, GM0518 en GM0344 zijn in deze cijfers geen"


@pytest.fixture(autouse=True)
def _klein(klein_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(klein_warehouse))
    monkeypatch.setenv("WELVAART_CATALOGUS", str(klein_warehouse.parent / "indicators.yaml"))
    monkeypatch.setenv("WELVAART_DOSSIERS", f"sqlite:///{tmp_path / 'd.sqlite'}")


@pytest.mark.parametrize("regio", ["GM9001", "CR92", "eigen:GM9001,GM9003;Twee"])
@pytest.mark.parametrize("pagina", PAGINAS)
def test_every_page_works_without_the_gemeenten_of_the_g4(pagina: str, regio: str) -> None:
    test = run_page(pagina, regio=regio)
    assert [fout.value for fout in test.exception] == []
    assert [fout.value for fout in test.error] == []
    assert test.title


@pytest.mark.parametrize("vorm", ["jaren", "ranglijst", "stippen", "helling", "index", "tabel"])
def test_every_form_works_with_three_gemeenten(vorm: str) -> None:
    test = run_page("pages/4_Regiovergelijking.py", regio="GM9002", vorm=vorm)
    assert [fout.value for fout in [*test.exception, *test.error]] == []


def test_the_sidebar_says_which_group_is_left_out_and_why() -> None:
    test = run_page("pages/1_Nulmeting.py", regio="GM9001")
    assert _G4 in read_text(test)


def test_a_link_with_a_group_that_is_not_here_gets_a_sentence() -> None:
    test = run_page("pages/1_Nulmeting.py", regio="GM9001", vergelijk="g4")
    (melding,) = [w.value for w in test.warning if "G4" in w.value]
    assert "Vervang de codes in groepen.yaml." in melding
    assert "U vergelijkt nu met" in melding


def test_named_groups_need_all_their_gemeenten(klein_warehouse: Path) -> None:
    stand = read_stand(klein_warehouse)
    assert "g4" not in [groep.sleutel for groep in find_groepen(stand, "GM9001")]
    with pytest.raises(KeuzeFout, match="De groep G4 doet niet mee"):
        parse_groep(stand, "GM9001", "g4")
    assert [zin.startswith(_G4) for zin in describe_weggelaten(stand)] == [True]
