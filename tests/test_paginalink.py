"""The links between pages are those that Streamlit makes of the names of their files."""

from collections.abc import Mapping

import pytest
import streamlit as st

from tests.pagina import run_page
from welvaart.scherm.kader import AGENDA, NULMETING, PAGINAS, START, name_in_url


def link_by_name(
    pagina: str, label: str, query: Mapping[str, str], *, icoon: str | None = None
) -> None:
    st.page_link(pagina, label=label, query_params=query, icon=icoon)


@pytest.mark.usefixtures("gedeelde_cijfers")
@pytest.mark.parametrize("pagina", [START, NULMETING, AGENDA])
def test_a_link_is_that_of_the_file(pagina: str, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run_page(pagina, regio="GM0503", vergelijk="corop")
    links = [link.proto for link in test.get("page_link")]
    anders = [bestand for bestand, _ in PAGINAS if bestand != pagina]
    menu = [link.proto.page for link in test.sidebar.get("page_link")]
    assert menu == [name_in_url(bestand) for bestand in anders]
    assert {link.query_string for link in links} == {"regio=GM0503&vergelijk=corop"}
    monkeypatch.setattr("welvaart.scherm.kader.link_pagina", link_by_name)
    op_naam = run_page(pagina, regio="GM0503", vergelijk="corop")
    assert links == [link.proto for link in op_naam.get("page_link")]
