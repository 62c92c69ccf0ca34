"""Language, looks and icon of every page; the browser keeps the looks as a file."""

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import streamlit as st

from welvaart.installatie import STATISCH

_HIER = Path(__file__).parent
_STATISCH = STATISCH / "scherm"


def show_stijl(pagina: str) -> None:
    """Send the script that sets the language and fetches the style sheet once per version.

    Args:
        pagina: file of the page; the script runs again on another page.
    """
    st.html(f"<script>/* {pagina} */ {_build_script()}</script>", unsafe_allow_javascript=True)


def get_icoon() -> str:
    """The icon of the browser tab, as a path."""
    return str(_HIER / "icoon.svg")


@lru_cache(maxsize=1)
def _build_script() -> str:
    """`kader.js` with the hash of the files that it fetches in their addresses.

    Comments and indents stay home: the script travels with each page.
    """
    script = (_HIER / "kader.js").read_text(encoding="utf-8")
    script = re.sub(r"^\s+|\s*(?<!:)//.*$", "", script, flags=re.MULTILINE)
    inhoud = b"".join((_STATISCH / naam).read_bytes() for naam in ("stijl.css", "taal.js"))
    return script.replace("VERSIE", sha256(inhoud).hexdigest()[:8])
