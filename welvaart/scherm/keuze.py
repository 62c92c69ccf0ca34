"""Choices whose place is the URL: a link copied elsewhere shows the same, a wrong one is named."""

from collections.abc import Mapping, Sequence

import streamlit as st

from welvaart.opmaak import shorten
from welvaart.scherm.melding import warn

_JAREN = {"van": "beginjaar", "tot": "eindjaar"}


def choose_uit(naam: str, label: str, keuzes: Mapping[str, str], standaard: str) -> str:
    """A pick list; the URL holds the key of the choice, and nothing when it is the default.

    Args:
        naam: query parameter.
        label: above the list.
        keuzes: key → words on the list; the words differ from each other.
        standaard: key without a parameter, or with one that does not exist.
    """
    gevraagd = st.query_params.get(naam, standaard)
    if gevraagd not in keuzes:
        warn(
            f"'{shorten(gevraagd)}' kunnen wij niet kiezen bij {label.lower()}. "
            f"U ziet nu: {keuzes[standaard]}."
        )
        gevraagd = standaard
    sleutel = f"kies_{naam}"
    st.session_state[sleutel] = keuzes[gevraagd]
    st.selectbox(
        label,
        list(keuzes.values()),
        key=sleutel,
        on_change=_write,
        args=(naam, {woorden: kort for kort, woorden in keuzes.items()}, standaard),
    )
    return gevraagd


def choose_jaren(jaren: Sequence[int], *, begin: int = 0) -> tuple[int, int]:
    """Two pick lists, the first and the last year; the first is always before the last.

    Args:
        jaren: at least one, ascending; the default is the whole series. With a single year there
            is nothing to choose, and both are that year.
        begin: year of the newest break: by default a comparison does not run across it.
    """
    if len(jaren) == 1:
        return jaren[0], jaren[0]
    eerste = next((jaar for jaar in jaren[:-1] if jaar >= begin), jaren[0])
    van = _read_jaar("van", jaren[:-1], eerste)
    tot = _read_jaar("tot", [jaar for jaar in jaren if jaar > van], jaren[-1])
    kolommen = st.columns(2)
    with kolommen[0]:
        van = _choose_jaar("van", "Van", [jaar for jaar in jaren if jaar < tot], van, eerste)
    with kolommen[1]:
        _choose_jaar("tot", "Tot en met", [jaar for jaar in jaren if jaar > van], tot, jaren[-1])
    return van, tot


def _read_jaar(naam: str, jaren: Sequence[int], standaard: int) -> int:
    gevraagd = st.query_params.get(naam, str(standaard))
    if gevraagd in map(str, jaren):
        return int(gevraagd)
    warn(
        f"Voor dit onderwerp kunt u bij '{naam}' niet '{shorten(gevraagd)}' kiezen; kies een "
        f"{_JAREN[naam]} van {jaren[0]} tot en met {jaren[-1]}. U ziet nu {standaard}."
    )
    return standaard


def _choose_jaar(naam: str, label: str, jaren: Sequence[int], jaar: int, standaard: int) -> int:
    sleutel = f"kies_{naam}"
    st.session_state[sleutel] = str(jaar)
    keuzes = [str(j) for j in jaren]
    st.selectbox(
        label,
        keuzes,
        key=sleutel,
        on_change=_write,
        args=(naam, {k: k for k in keuzes}, str(standaard)),
    )
    return jaar


def _write(naam: str, naar: Mapping[str, str], standaard: str) -> None:
    gekozen = naar[st.session_state[f"kies_{naam}"]]
    if gekozen == standaard:
        st.query_params.pop(naam, None)
    else:
        st.query_params[naam] = gekozen
