"""Columns added up: whole numbers only, and a missing part leaves no sum."""

import pandas as pd
import pytest
from pydantic import ValidationError

from etl.transformaties.optelling import add_som
from welvaart.catalogus.bron import BestandBron
from welvaart.fouten import BronFout


def build_bron(*plus: str) -> BestandBron:
    return BestandBron.model_validate({"soort": "bestand", "kolom": "a", "plus": plus})


def test_columns_are_added_row_by_row() -> None:
    tabel = pd.DataFrame({"a": ["6667", "46"], "b": ["15904", "110"], "c": ["0", "1"]})
    assert add_som(tabel, build_bron("b", "c"))["a"].tolist() == ["22571", "157"]
    assert tabel["a"].tolist() == ["6667", "46"]


def test_a_missing_part_leaves_its_own_sign_and_no_sum() -> None:
    tabel = pd.DataFrame({"a": ["1", "2", ""], "b": [".", "3", "4"]})
    assert add_som(tabel, build_bron("b"))["a"].tolist() == [".", "5", ""]


def test_without_plus_nothing_changes() -> None:
    tabel = pd.DataFrame({"a": ["1,5"]})
    assert add_som(tabel, build_bron()) is tabel


@pytest.mark.parametrize("cel", ["1,5", "1.234", "veel"])
def test_what_is_no_whole_number_is_refused(cel: str) -> None:
    with pytest.raises(BronFout, match="geen heel getal"):
        add_som(pd.DataFrame({"a": ["1"], "b": [cel]}), build_bron("b"))


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(BronFout, match="ontbreken: z"):
        add_som(pd.DataFrame({"a": ["1"]}), build_bron("z"))


def test_plus_without_a_first_column_is_refused() -> None:
    with pytest.raises(ValidationError, match="plus kan alleen"):
        BestandBron.model_validate({"soort": "bestand", "plus": ["b"]})
