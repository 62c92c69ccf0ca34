"""Links from page to page, which keep the choice in their address."""

from collections.abc import Mapping
from functools import lru_cache

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from welvaart.installatie import WORTEL


def link_pagina(
    pagina: str, label: str, query: Mapping[str, str], *, icoon: str | None = None
) -> None:
    """Draw a link to another page.

    Args:
        pagina: its file, one of the constants of `kader`.
        label: words of the link.
        query: query parameters that go along.
        icoon: sign before the words, as Streamlit names it.
    """
    st.page_link(_open_pagina(pagina), label=label, query_params=query, icon=icoon)


@lru_cache(maxsize=20)
def _open_pagina(pagina: str) -> StreamlitPage:
    """The page as an object; of the name of a file Streamlit looks up the path at each link.

    Only the start page stands outside the folder of pages.
    """
    return st.Page(WORTEL / pagina, default="/" not in pagina)
