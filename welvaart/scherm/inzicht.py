"""A part of a page that travels only when a reader comes near it, in a request of its own.

A page may send fifty kilobytes at a visit. What stands far down and is large waits: the browser
asks for it once the place where it belongs is almost on the screen.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import streamlit as st

_JS: Final = """// The page scrolls inside stMain, so that is what the 600 pixels are measured from.
export default (c) => {
const plek = c.parentElement.host ?? c.parentElement;
const k = new IntersectionObserver((delen) => {
if (delen.some((d) => d.isIntersecting)) { k.disconnect(); c.setTriggerValue("zicht", true); }
}, { root: plek.closest('[data-testid="stMain"]'), rootMargin: "600px" });
k.observe(plek);
return () => k.disconnect();
}
"""


@st.fragment
def draw_inzicht(
    sleutel: str, vraag: object, eerst: Callable[[], None], dan: Callable[[], None]
) -> None:
    """Draw `eerst`, and `dan` in its place as soon as the reader comes near.

    Args:
        sleutel: unique on the page.
        vraag: what the part is about; once seen it is drawn at once as long as this stays the same.
        eerst: draws what says the same in words.
        dan: draws the large part.
    """
    plek = f"gezien {sleutel}"
    if st.session_state.get(plek) == vraag:
        dan()
        return
    eerst()

    def onthoud() -> None:
        st.session_state[plek] = vraag

    _get_component()(key=f"inzicht_{sleutel}", on_zicht_change=onthoud)


@lru_cache(maxsize=1)
def _get_component() -> Any:  # noqa: ANN401 - Streamlit gives the mount function no public type
    return st.components.v2.component("bw_inzicht", html="<div></div>", js=_JS)
