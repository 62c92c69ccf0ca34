"""Messages on a page; text that came from a link is never read as Markdown."""

import re

import streamlit as st

_LANG = re.compile(r"(\S{40})\S{80,}")  # no word of ours is that long
_TEKENS = re.compile(r"([\\`*_{}\[\]()<>#+\-!|~$:])")

# what would be read as Markdown: always, at the beginning, or as an icon, a colour or a link
_IN_LABEL = re.compile(r"[\\`\[\]<>~]|^\s*[#+-]|:(?=[\w/+-]+[:\[])|\$(?=.*\$)|(?<=\w)://")
_NADRUK = re.compile(r"[*_]+")
_MET_NADRUK = re.compile(f"{_IN_LABEL.pattern}|{_NADRUK.pattern}")


def escape_markdown(tekst: str) -> str:
    r"""Make every sign that Markdown reads a plain sign: "[a](b)" → r"\[a\]\(b\)"."""
    return _TEKENS.sub(r"\\\1", tekst)


def escape_label(tekst: str) -> str:
    r"""Make plain only what Markdown would change in the label of a field.

    A browser reads a label out with its signs, backslashes too: "huishouden: € 139.700*" stays.
    """

    def escape(gevonden: re.Match[str]) -> str:
        return escape_markdown(gevonden.group())

    nadruk = len(_NADRUK.findall(tekst)) > 1  # one star is the sign of a provisional figure
    return (_MET_NADRUK if nadruk else _IN_LABEL).sub(escape, tekst)


def warn(tekst: str) -> None:
    """Show a sentence that may quote what somebody typed or put in a link."""
    st.warning(escape_markdown(_LANG.sub(r"\1…", tekst)))
