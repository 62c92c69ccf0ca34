"""Which code an entry means: as written, by its title, or the one total of a dimension."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from etl.bronnen.cbs.selectie import find_selectie
from etl.bronnen.cbs.tabel import Maat
from welvaart.catalogus import CbsV4Bron
from welvaart.fouten import BronFout

GESLACHT = {"T001038": "Totaal mannen en vrouwen", "3000   ": "Mannen", "4000   ": "Vrouwen"}


@dataclass
class Tabel:
    """What find_selectie reads of a table."""

    codes: Mapping[str, Mapping[str, str]]
    soorten: Mapping[str, str] = field(default_factory=dict)
    tabel: str = "99002NED"
    wat: str = "Tabel 99002NED"
    maten: Sequence[Maat] = ()

    @property
    def dimensies(self) -> Mapping[str, str]:
        return {naam: self.soorten.get(naam, "Dimension") for naam in self.codes}

    def get_codes(self, dimensie: str) -> Sequence[Mapping[str, Any]]:
        return [{"Identifier": a, "Title": b} for a, b in self.codes[dimensie].items()]


def build_bron(**velden: object) -> CbsV4Bron:
    basis = {"soort": "cbs_v4", "tabel": "99002NED", "onderwerp": "M1"}
    return CbsV4Bron.model_validate(basis | velden)


def find(codes: Mapping[str, Mapping[str, str]], **velden: object) -> dict[str, str]:
    soorten = {"RegioS": "GeoDimension", "Perioden": "TimeDimension"}
    assen = {"RegioS": {"GM0503": "Delft"}, "Perioden": {"2022JJ00": "2022"}}
    return find_selectie(Tabel({**codes, **assen}, soorten), build_bron(**velden))


@pytest.mark.parametrize(
    ("geschreven", "code"),
    [
        ("T001038", "T001038"),
        ("4000", "4000"),  # a code stays as written; blanks are told of elsewhere
        ("Vrouwen", "4000   "),
        ("totaal  mannen en vrouwen", "T001038"),
        ("Totaal: mannen-en-vrouwen", "T001038"),
        ("Meisjes", "Meisjes"),  # unknown: `explain_code` says so
    ],
)
def test_a_code_may_be_written_by_its_title(geschreven: str, code: str) -> None:
    assert find({"Geslacht": GESLACHT}, selectie={"Geslacht": geschreven}) == {"Geslacht": code}


def test_a_title_that_stands_twice_is_not_chosen() -> None:
    codes = {"Soort": {"1": "Huur", "2": "huur"}}
    assert find(codes, selectie={"Soort": "Huur"}) == {"Soort": "Huur"}


@pytest.mark.parametrize(
    "codes",
    [
        {"T001038": "Totaal mannen en vrouwen", "3000": "Mannen"},
        {"10000": "Totaal leeftijd", "53050": "15 tot 25 jaar"},
        {"T001081": "Alle economische activiteiten", "301000": "Landbouw"},
        {"T001019": "Totaal burgerlijke staat", "9": "Totaal gehuwden"},
        {"enig": "Waarde"},
        {"A1": "Uitkeringen totaal", "A2": "Aan personen tot de AOW-leeftijd"},
        {"T001081": "A-U Alle economische activiteiten", "301000": "A Landbouw"},
        {"1": "Misdrijven, totaal", "2": "Vermogensmisdrijven, totaal"},
    ],
)
def test_every_other_dimension_takes_its_one_total(codes: Mapping[str, str]) -> None:
    eerste = next(iter(codes))
    assert find({"Kenmerk": codes}, overig="totaal") == {"Kenmerk": eerste}


def test_what_is_named_stays_and_regios_and_time_are_never_fixed() -> None:
    codes = {"Geslacht": GESLACHT, "Leeftijd": {"10000": "Totaal", "1": "Jong"}}
    assert find(codes, selectie={"Geslacht": "Mannen"}, overig="totaal") == {
        "Geslacht": "3000   ",
        "Leeftijd": "10000",
    }


def test_regios_and_time_under_a_plain_kind_are_recognised() -> None:
    tabel = Tabel({"RegioS": {"PV20": "Groningen", "GM0014": "Groningen"}, "Perioden": {"2": "2"}})
    assert find_selectie(tabel, build_bron(overig="totaal")) == {}


@pytest.mark.parametrize(
    "codes",
    [
        {"1": "Eigen woning", "2": "Huurwoning"},
        {"1": "Totaal huur", "2": "Totaal koop"},
        {"T001": "Totaal huur", "T002": "Totaal koop"},
        {"T001": "Huur", "2": "Koop"},
        {"1": "Nederlandse herkomst", "2": "Totaal andere herkomst"},  # the total of a part
        {"1": "Loon", "2": "Zelfstandigen totaal"},
        {"1": "Zelfstandigen totaal", "2": "Totaal"},
    ],
)
def test_without_one_total_the_codes_are_named(codes: Mapping[str, str]) -> None:
    with pytest.raises(BronFout, match=r"Eigendom heeft niet één totaal; .*selectie, bijvoorbeeld"):
        find({"Eigendom": codes}, overig="totaal")


def test_nothing_is_chosen_for_an_entry_that_does_not_ask_for_it() -> None:
    assert find({"Geslacht": GESLACHT}) == {}
