"""A column of text in which each different text stands once, and is worked out once.

Half a million rows have few different texts. As a categorical column they take a byte or two per
row; as objects eight, and 60 more for each that is not shared.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

_STUK = 50_000
"""Texts that are objects at one moment; a column can have half a million different ones."""


def find_teksten(kolom: pd.Series) -> tuple[np.ndarray, pd.Index | pd.Categorical]:
    """Number every row by its text.

    Args:
        kolom: text, categorical or not.

    Returns:
        Per row the number of its text (-1 = missing), and the texts that occur, first seen first;
        to walk through them see `iterate_teksten`.
    """
    nummers, teksten = pd.factorize(kolom)
    return nummers, teksten


def iterate_teksten(teksten: pd.Index | pd.Categorical) -> Iterator[str]:
    """The texts of `find_teksten` one by one, never all of them as objects at once."""
    for begin in range(0, len(teksten), _STUK):
        yield from np.asarray(teksten[begin : begin + _STUK], dtype=object)


def build_tekstkolom(
    nummers: np.ndarray, teksten: Sequence[str | None], index: pd.Index
) -> pd.Series:
    """A categorical column of the text with each number; None and number -1 are missing."""
    nummering = Nummering(len(teksten))
    for nummer, tekst in enumerate(teksten):
        nummering.set(nummer, tekst)
    return nummering.build(nummers, index)


def repeat_tekst(tekst: str | None, index: pd.Index) -> pd.Series:
    """A column of the same text in every row; None is missing."""
    return build_tekstkolom(np.zeros(len(index), dtype=np.int8), [tekst], index)


def share_teksten(kolom: pd.Series) -> pd.Series:
    """Any column of text as a categorical one."""
    nummers, teksten = find_teksten(kolom)
    return build_tekstkolom(nummers, list(iterate_teksten(teksten)), kolom.index)


def map_teksten(kolom: pd.Series, vertaling: Mapping[str, str | None]) -> pd.Series:
    """Replace each text by another; what the mapping does not have, is missing."""
    nummers, teksten = find_teksten(kolom)
    vertaald = [vertaling.get(tekst) for tekst in iterate_teksten(teksten)]
    return build_tekstkolom(nummers, vertaald, kolom.index)


def replace_waar(kolom: pd.Series, waar: "pd.Series[bool]", tekst: str) -> pd.Series:
    """Put one text in the rows where the mask is true; the column is categorical."""
    if not waar.any():
        return kolom
    if tekst not in kolom.cat.categories:
        kolom = kolom.cat.add_categories([tekst])
    return kolom.mask(waar, tekst)


def concat_teksten(kolommen: Sequence[pd.Series], index: pd.Index) -> pd.Series:
    """Columns of text below each other."""
    if len(kolommen) == 1:
        return kolommen[0].set_axis(index)
    if all(isinstance(kolom.dtype, pd.CategoricalDtype) for kolom in kolommen):
        return pd.Series(union_categoricals(list(kolommen)), index=index)
    plat = [kolom.astype("str") for kolom in kolommen]
    return pd.concat(plat, ignore_index=True).set_axis(index)


class Nummering:
    """Which text goes with each number, while the numbers are gone through."""

    def __init__(self, aantal: int) -> None:
        """Start with a missing text for each of so many numbers."""
        self._welke: dict[str, int] = {}
        self._plek = np.full(aantal + 1, -1, dtype=np.int32)

    def set(self, nummer: int, tekst: str | None) -> None:
        """Give a number its text; None is missing."""
        if tekst is not None:
            self._plek[nummer] = self._welke.setdefault(tekst, len(self._welke))

    def build(self, nummers: np.ndarray, index: pd.Index) -> pd.Series:
        """The categorical column of rows with these numbers; -1 is missing."""
        soorten = pd.Index(list(self._welke), dtype=object)
        return pd.Series(pd.Categorical.from_codes(self._plek[nummers], soorten), index=index)


def to_objecten(kolom: pd.Series) -> np.ndarray:
    """The texts of a column as objects, one per different text; None = missing."""
    nummers, teksten = find_teksten(kolom)
    soorten = np.array([*iterate_teksten(teksten), None], dtype=object)
    uit: np.ndarray = soorten[nummers]
    return uit


def sort_rijen(kolommen: Sequence[pd.Series]) -> tuple[np.ndarray, np.ndarray]:
    """Sort rows by columns of text, the first column first; equal rows stay in their order.

    Returns:
        The numbers of the rows in that order, and which of those are the same as the one before.
    """
    rangen = [_rank(kolom) for kolom in kolommen]
    volgorde = np.lexsort(rangen[::-1])
    zelfde = np.zeros(len(volgorde), dtype=bool)
    zelfde[1:] = True
    for rang in rangen:
        op_rij = rang[volgorde]
        zelfde[1:] &= op_rij[1:] == op_rij[:-1]
    return volgorde, zelfde


def _rank(kolom: pd.Series) -> np.ndarray:
    """Per row the place of its text in the order of the alphabet; a missing one comes last."""
    nummers, teksten = find_teksten(kolom)
    objecten = np.array(list(iterate_teksten(teksten)), dtype=object)
    rang = np.empty(len(teksten) + 1, dtype=np.int32)
    rang[np.argsort(objecten)] = np.arange(len(teksten))
    rang[-1] = len(teksten)
    uit: np.ndarray = rang[nummers]
    return uit
