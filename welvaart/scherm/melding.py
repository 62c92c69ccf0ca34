"""Messages on a page; text that came from a link is never read as Markdown."""

import re

import streamlit as st

_TEKENS = re.compile(r"([\\`*_{}\[\]()<>#+\-!|~$:])")


def escape_markdown(tekst: str) -> str:
    r"""Make every sign that Markdown reads a plain sign: "[a](b)" → r"\[a\]\(b\)"."""
    return _TEKENS.sub(r"\\\1", tekst)


def warn(tekst: str) -> None:
    """Show a sentence that may quote what somebody typed or put in a link."""
    st.warning(escape_markdown(tekst))
