"""A column of text whose texts stand once: numbered, translated, replaced and sorted."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.transformaties.tekstkolom import (
    Nummering,
    concat_teksten,
    find_teksten,
    iterate_teksten,
    map_teksten,
    repeat_tekst,
    replace_waar,
    share_teksten,
    sort_rijen,
    to_objecten,
)

TEKSTEN = st.lists(st.sampled_from(["", "a", "B", "é", "10", "9"]), min_size=1, max_size=30)


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.transformaties.tekstkolom._STUK", 2)


def test_texts_come_in_the_order_of_the_rows_and_only_those_that_occur() -> None:
    kolom = pd.Series(pd.Categorical(["b", "a", "b"], categories=["a", "b", "weg"]))
    nummers, teksten = find_teksten(kolom)
    assert nummers.tolist() == [0, 1, 0]
    assert list(iterate_teksten(teksten)) == ["b", "a"]


def test_texts_that_become_the_same_are_one() -> None:
    kolom = map_teksten(pd.Series(["x", "y", "z", "x"]), {"x": "een", "y": "een"})
    assert kolom.cat.categories.tolist() == ["een"]
    assert to_objecten(kolom).tolist() == ["een", "een", None, "een"]


def test_a_text_that_was_not_there_can_be_put_in_some_rows() -> None:
    kolom = repeat_tekst(None, pd.RangeIndex(3))
    kolom = replace_waar(kolom, pd.Series([False, True, False]), "nieuw")
    assert to_objecten(kolom).tolist() == [None, "nieuw", None]
    zelfde = replace_waar(kolom, pd.Series([False, False, False]), "niet nodig")
    assert zelfde.cat.categories.tolist() == ["nieuw"]


def test_a_number_without_a_text_is_missing() -> None:
    nummering = Nummering(3)
    nummering.set(0, "a")
    nummering.set(2, "a")
    kolom = nummering.build(np.array([2, 1, -1, 0]), pd.Index([9, 8, 7, 6]))
    assert to_objecten(kolom).tolist() == ["a", None, None, "a"]
    assert kolom.index.tolist() == [9, 8, 7, 6]


@pytest.mark.parametrize("vormen", ["ss", "cc", "sc", "cs"])
def test_columns_go_below_each_other_whatever_their_form(vormen: str) -> None:
    delen = [pd.Series(["a", "b"]), pd.Series(["b", "c"])]
    kolommen = [
        share_teksten(deel) if vorm == "c" else deel
        for vorm, deel in zip(vormen, delen, strict=True)
    ]
    samen = concat_teksten(kolommen, pd.RangeIndex(4))
    assert to_objecten(samen).tolist() == ["a", "b", "b", "c"]
    assert isinstance(samen.dtype, pd.CategoricalDtype) == (vormen == "cc")


@given(TEKSTEN)
def test_sharing_texts_changes_none(teksten: list[str]) -> None:
    assert to_objecten(share_teksten(pd.Series(teksten, dtype="str"))).tolist() == teksten


@given(TEKSTEN, st.booleans())
def test_rows_sort_as_their_texts_do_and_a_repeat_is_seen(
    teksten: list[str], gedeeld: bool
) -> None:
    tweede = teksten[::-1]
    kolommen = [pd.Series(cellen, dtype="str") for cellen in (teksten, tweede)]
    if gedeeld:
        kolommen = [share_teksten(kolom) for kolom in kolommen]
    volgorde, zelfde = sort_rijen(kolommen)
    rijen = list(zip(teksten, tweede, strict=True))
    verwacht = sorted(range(len(rijen)), key=lambda nummer: rijen[nummer])
    assert volgorde.tolist() == verwacht
    assert zelfde.sum() == len(rijen) - len(set(rijen))
    assert [rijen[nummer] for nummer in volgorde[~zelfde]] == sorted(set(rijen))
