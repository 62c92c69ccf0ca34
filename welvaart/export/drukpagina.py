"""A handout as a page to print: one file with everything in it, for any browser.

HTML, because it prints on A4 and A5 from every machine, can be read aloud, and needs no program.
All text is escaped.
"""

from functools import singledispatch
from html import escape
from typing import Final

from welvaart.export.drukwerk import Drukblad, Drukwerk, Nadruk, Schrijfruimte, Uitgelicht
from welvaart.export.inhoud import Alinea, Kop, Lijst, Tabel

_LANGE_VRAAG, _LANG = 160, ' class="lang"'
_PAPIER: Final = {"A4": "A4", "A5": "A5", "A4 liggend": "A4 landscape"}
_SOORT: Final = {"A4": "", "A5": "kaart", "A4 liggend": "mat"}
_CSS = """
@page { size: %s; margin: 11mm; }
* { box-sizing: border-box; }
body { font: 11pt/1.4 "Source Sans 3", "Segoe UI", Arial, sans-serif; color: #14202E;
  margin: 0 auto; max-width: 180mm; padding: 4mm; }
h1 { font-size: 20pt; color: #14325C; margin: 0 0 2mm; }
h2 { font-size: 13pt; color: #14325C; margin: 5mm 0 1mm; }
p { margin: 0 0 2mm; } .klein { color: #4A5665; font-size: 9pt; }
table { border-collapse: collapse; width: 100%%; font-size: 9pt; }
caption { text-align: left; position: absolute; clip-path: inset(50%%); }
th { text-align: left; border-bottom: 2px solid #14325C; padding: .6mm 2mm .6mm 0; }
td { border-bottom: 1px solid #C9D0D9; padding: .6mm 2mm .6mm 0; vertical-align: top; }
th:first-child { width: 34%%; }
h1, h2, td, li { overflow-wrap: anywhere; } h2 { break-after: avoid; } tr { break-inside: avoid; }
.leeg { border: 1px solid #6B7684; border-radius: 2mm; min-height: 22mm; margin: 1mm 0 3mm;
  flex: 1; }
.kaart { break-after: page; } .kaart:last-child { break-after: auto; }
.kaart, .mat { display: flex; flex-direction: column; }
.naast { display: flex; gap: 4mm; flex: 1; }
@media print { body { margin: 0; max-width: none; padding: 0; }
  .kaart { min-height: 186mm; } .mat { min-height: 186mm; } .leeg { min-height: 16mm; }
  .kaart .lang { font-size: 10pt; } h2 { margin-top: 3mm; } }
.groot { font-size: 26pt; font-weight: 700; color: #C25A00; margin: 0; }
"""


def write_html(drukwerk: Drukwerk) -> str:
    """A document that prints on its own; long names and words break."""
    lijf = "".join(_build_blad(blad, drukwerk) for blad in drukwerk.bladen)
    return (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        f"<title>{escape(drukwerk.titel)}</title>"
        '<meta name="viewport" content="width=device-width">'
        f"<style>{_CSS % _PAPIER[drukwerk.papier]}</style></head>"
        f"<body>{lijf or f'<p>{escape(drukwerk.leeg)}</p>'}</body></html>"
    )


def _build_blad(blad: Drukblad, drukwerk: Drukwerk) -> str:
    soort = _SOORT[drukwerk.papier] if blad.vult else ""
    begin, eind = (f'<section class="{soort}">', "</section>") if soort else ("", "")
    delen = "".join(_teken(deel) for deel in blad.delen)
    return f"{begin}<h1>{escape(blad.titel)}</h1>{delen}{_build_voet(blad)}{eind}"


def _build_voet(blad: Drukblad) -> str:
    bron = f"Bronnen: {escape('; '.join(blad.bronnen))}. " if blad.bronnen else ""
    return f'<p class="klein">{bron}{escape(blad.slot)}</p>'


@singledispatch
def _teken(deel: object) -> str:
    raise TypeError(f"a handout cannot hold {type(deel).__name__}")


@_teken.register
def _(deel: Kop) -> str:
    return f"<h2{_LANG if len(deel.tekst) > _LANGE_VRAAG else ''}>{escape(deel.tekst)}</h2>"


@_teken.register
def _(deel: Alinea) -> str:
    return f"<p>{_breek(deel.tekst)}</p>"


@_teken.register
def _(deel: Nadruk) -> str:
    if deel.voor:
        return f"<p><strong>{escape(deel.voor)}</strong> {_breek(deel.tekst)}</p>"
    return f"<p><strong>{_breek(deel.tekst)}</strong></p>"


@_teken.register
def _(deel: Uitgelicht) -> str:
    return f'<p class="groot">{escape(deel.tekst)}</p>'


@_teken.register
def _(deel: Lijst) -> str:
    return f"<ul>{''.join(f'<li>{escape(punt)}</li>' for punt in deel.punten)}</ul>"


@_teken.register
def _(deel: Tabel) -> str:
    koppen = "".join(f'<th scope="col">{escape(kop)}</th>' for kop in deel.koppen)
    rijen = "".join(
        f"<tr>{''.join(f'<td>{escape(cel)}</td>' for cel in rij)}</tr>" for rij in deel.rijen
    )
    return (
        f"<table><caption>{escape(deel.bijschrift)}</caption>"
        f"<thead><tr>{koppen}</tr></thead><tbody>{rijen}</tbody></table>"
    )


@_teken.register
def _(deel: Schrijfruimte) -> str:
    vak = '<div class="leeg"></div>'
    return vak if deel.naast == 1 else f'<div class="naast">{vak * deel.naast}</div>'


def _breek(tekst: str) -> str:
    return escape(tekst).replace("\n", "<br>")
