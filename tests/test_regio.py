"""Region codes stay text and know their kind."""

import pytest

from welvaart.fouten import KeuzeFout
from welvaart.regio.regio import RegioSoort, get_soort, name_plek, parse_regio_code


@pytest.mark.parametrize(
    ("tekst", "code"),
    [("GM0363", "GM0363"), ("NL01  ", "NL01"), ("NL00      ", "NL01"), ("gm0344", "GM0344")],
)
def test_code_is_stripped_and_stays_text(tekst: str, code: str) -> None:
    assert parse_regio_code(tekst) == code


@pytest.mark.parametrize("fout", ["", "0344", "XX01", "Amsterdam", "GM"])
def test_no_code_is_refused_in_dutch(fout: str) -> None:
    with pytest.raises(KeuzeFout, match="geen regiocode"):
        parse_regio_code(fout)


def test_kind_follows_from_the_prefix() -> None:
    assert get_soort("AM05") is RegioSoort.ARBEIDSMARKTREGIO
    with pytest.raises(KeuzeFout):
        get_soort("QQ01")


@pytest.mark.parametrize(
    ("naam", "plek"),
    [("Delft", "in Delft"), ("Vlieland", "op Vlieland"), ("Goeree-Overflakkee",
     "op Goeree-Overflakkee"), ("Voorne aan Zee", "in Voorne aan Zee")],
)  # fmt: skip
def test_people_live_in_a_town_and_on_an_island(naam: str, plek: str) -> None:
    assert name_plek(naam) == plek
