"""Pages to print: one file each, with everything in it, for any browser.

HTML, because it prints on A4 and A5 from every machine, can be read aloud, and needs no program.
All text is escaped.
"""

from collections.abc import Mapping, Sequence
from html import escape

from welvaart.cijfers.indicator import Indicator
from welvaart.doel.eigendoel import find_indicator, name_weg
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.dossier.eigenreeks import EigenReeks
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import LEGENDA, format_datum
from welvaart.zin.duiding import format_groep, name_groep
from welvaart.zin.kernzin import describe_kern

_LANGE_VRAAG, _LANG = 160, ' class="lang"'
_CSS = """
@page { size: %s; margin: 11mm; }
* { box-sizing: border-box; }
body { font: 11pt/1.4 "Source Sans 3", "Segoe UI", Arial, sans-serif; color: #14202E;
  margin: 0 auto; max-width: 180mm; padding: 4mm; }
h1 { font-size: 20pt; color: #14325C; margin: 0 0 2mm; }
h2 { font-size: 13pt; color: #14325C; margin: 5mm 0 1mm; }
p { margin: 0 0 2mm; } .klein { color: #4A5665; font-size: 9pt; }
table { border-collapse: collapse; width: 100%%; font-size: 10pt; }
th { text-align: left; border-bottom: 2px solid #14325C; padding: 1mm 2mm 1mm 0; }
td { border-bottom: 1px solid #C9D0D9; padding: 1mm 2mm 1mm 0; vertical-align: top; }
h1, h2, td, li { overflow-wrap: anywhere; } h2 { break-after: avoid; } tr { break-inside: avoid; }
.smal { font-size: 9pt; } .smal td, .smal th { padding: .6mm 2mm .6mm 0; }
.smal th:first-child { width: 34%%; }
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


def build_document(titel: str, lijf: str, *, papier: str = "A4") -> str:
    """Wrap a body in a document that prints on its own; long names and words break.

    Args:
        titel: of the document, as text.
        lijf: HTML whose text is escaped already.
        papier: "A4", "A5" or "A4 landscape".
    """
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{escape(titel)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_CSS % papier}</style></head>'
        f"<body>{lijf}</body></html>"
    )


def _build_voet(stand: Stand, regels: Sequence[Regel] = ()) -> str:
    bronnen = sorted({regel.indicator.bronregel for regel in regels})
    bron = f"Bronnen: {escape('; '.join(bronnen))}. " if bronnen else ""
    gebouwd = format_datum(stand.bouw.gebouwd_op)
    return (
        f'<p class="klein">{bron}Cijfers gebouwd op {gebouwd}. '
        f"{escape(LEGENDA) if any('*' in regel.tekst for regel in regels) else ''}</p>"
    )


def build_collegeoverzicht(
    stand: Stand,
    naam: str,
    portefeuilles: Mapping[str, str],
    doelen: Sequence[Doelregel],
    personen: Mapping[int, str],
    eigen: Mapping[str, EigenReeks],
) -> str:
    """One page for the college: who carries which thema, and the goals with where they stand."""
    rijen = "".join(
        f"<tr><td>{escape(thema)}</td><td>{escape(wie) or 'nog niemand'}</td></tr>"
        for thema, wie in portefeuilles.items()
    )
    lijst = "".join(
        _build_doelrij(
            find_indicator(stand, eigen, doel.indicator_id),
            doel,
            personen.get(doel.eigenaar or 0, "nog niemand"),
        )
        for doel in doelen
    )
    doeltabel = (
        '<table class="smal"><thead><tr><th>Doel</th><th>Van</th><th>Naar</th><th>Eigenaar</th>'
        "</tr></thead>"
        f"<tbody>{lijst}</tbody></table>"
        if lijst
        else "<p>Er zijn nog geen doelen.</p>"
    )
    lijf = (
        f"<h1>Collegeoverzicht brede welvaart {escape(naam)}</h1><h2>Wie draagt wat?</h2>"
        '<table class="smal"><thead><tr><th>Thema</th><th>Portefeuillehouder</th></tr></thead>'
        f"<tbody>{rijen}</tbody></table><h2>Onze doelen</h2>{doeltabel}{_build_voet(stand)}"
    )
    return build_document(f"Collegeoverzicht {naam}", lijf)


def _build_doelrij(x: Indicator | None, regel: Doelregel, eigenaar: str) -> str:
    doel = regel.doel
    if x is None or doel is None:
        titel = x.titel if x else name_weg(regel.indicator_id)
        leeg = "nog niet compleet" if x else "de indicator bestaat niet meer"
        return f"<tr><td>{escape(titel)}</td><td colspan=3>{leeg}</td></tr>"
    return (
        f"<tr><td>{escape(x.titel)}</td><td>{escape(x.format(doel.nulwaarde))} ({doel.nuljaar})"
        f"</td><td>{escape(x.format(doel.streefwaarde))} ({doel.streefjaar})</td>"
        f"<td>{escape(eigenaar)}</td></tr>"
    )


def build_projectopdracht(
    stand: Stand,
    naam: str,
    coordinator: str,
    teksten: Mapping[str, str],
    prioriteiten: Sequence[str],
) -> str:
    """One page with the assignment; what is not filled in says so."""
    delen = "".join(
        f"<h2>{escape(vraag)}</h2><p>{_breek(tekst) or 'Nog niet ingevuld.'}</p>"
        for vraag, tekst in teksten.items()
    )
    wat = "".join(f"<li>{escape(titel)}</li>" for titel in prioriteiten)
    lijf = (
        f"<h1>Projectopdracht brede welvaart {escape(naam)}</h1>"
        f"<p><strong>Ambtelijk coördinator:</strong> {escape(coordinator) or 'nog niemand'}</p>"
        f"<h2>Prioriteiten</h2>{f'<ul>{wat}</ul>' if wat else '<p>Nog niet gekozen.</p>'}"
        f"{delen}{_build_voet(stand)}"
    )
    return build_document(f"Projectopdracht {naam}", lijf)


def build_factsheet(
    stand: Stand, naam: str, ambassadeur: str, boodschap: str, regels: Sequence[Regel]
) -> str:
    """One page in plain words: the message, and per priority what the figure says."""
    delen = "".join(
        f"<h2>{escape(regel.indicator.titel)}</h2>"
        f'<p class="groot">{escape(regel.tekst)}</p><p>{escape(describe_kern(regel, naam))}</p>'
        for regel in regels
    )
    wie = f"<p>Ambassadeur: {escape(ambassadeur)}</p>" if ambassadeur else ""
    lijf = (
        f"<h1>Brede welvaart in {escape(naam)}</h1><p><strong>{_breek(boodschap)}</strong></p>"
        f"{wie}{delen or '<p>Er zijn nog geen prioriteiten gekozen.</p>'}"
        f"{_build_voet(stand, regels)}"
    )
    return build_document(f"Factsheet {naam}", lijf)


def build_gesprekskaarten(stand: Stand, naam: str, kaarten: Sequence[tuple[Regel, str]]) -> str:
    """A5 cards, one per priority: the figure, the comparison, an open question, room to write.

    Args:
        stand: the build of the figures.
        naam: of the regio.
        kaarten: line of the scorekaart and the open question.
    """
    delen = "".join(
        f'<section class="kaart"><h1>{escape(regel.indicator.titel)}</h1>'
        f'<p class="groot">{escape(regel.tekst)}</p>'
        f"<p>{escape(describe_kern(regel, naam))}</p>"
        f"<h2{_LANG if len(vraag) > _LANGE_VRAAG else ''}>{escape(vraag)}</h2>"
        '<div class="leeg"></div><p>Wat kan de gemeente doen? En wat doet u zelf?</p>'
        f'<div class="leeg"></div>{_build_voet(stand, [regel])}</section>'
        for regel, vraag in kaarten
    )
    return build_document(
        f"Gesprekskaarten {naam}", delen or "<p>Kies eerst prioriteiten.</p>", papier="A5"
    )


def build_placemat(stand: Stand, naam: str, thema: str, regels: Sequence[Regel], vraag: str) -> str:
    """One page for on the table: all figures of a thema, one question, room to write."""
    rijen = "".join(
        f"<tr><td>{escape(regel.indicator.titel)}</td><td>{escape(regel.tekst)}</td>"
        f"<td>{escape(_describe_naast(regel))}</td></tr>"
        for regel in regels
    )
    lijf = (
        f'<section class="mat"><h1>{escape(thema)} in {escape(naam)}</h1>'
        f'<table class="smal"><thead><tr><th>Wat</th>'
        f"<th>{escape(naam)}</th><th>Ernaast</th></tr></thead><tbody>{rijen}</tbody></table>"
        f'<h2>{escape(vraag)}</h2><div class="naast">'
        + '<div class="leeg"></div>' * 2
        + f"</div>{_build_voet(stand, regels)}</section>"
    )
    return build_document(f"Placemat {thema} {naam}", lijf, papier="A4 landscape")


def build_werkblad(
    stand: Stand, gebied: str, cijfers: Sequence[str], teksten: Mapping[str, str]
) -> str:
    """The worksheet of the region: figures first, then what the team wrote under each heading."""
    punten = "".join(f"<li>{escape(zin)}</li>" for zin in cijfers)
    delen = "".join(
        f"<h2>{escape(vraag)}</h2>"
        + (f"<p>{_breek(tekst)}</p>" if tekst else '<div class="leeg"></div>')
        for vraag, tekst in teksten.items()
    )
    lijf = (
        f"<h1>Werkblad regio: {escape(gebied)}</h1><h2>Wat de cijfers zeggen</h2>"
        f"<ul>{punten}</ul>{delen}{_build_voet(stand)}"
    )
    return build_document(f"Werkblad {gebied}", lijf)


def build_belblad(stand: Stand, naam: str, lijsten: Mapping[str, Sequence[Sequence[str]]]) -> str:
    """A sheet to call from: per priority the gemeenten, from what to what, and what to ask.

    Args:
        stand: the build of the figures.
        naam: of the regio.
        lijsten: title of the indicator with its years → rows gemeente, begin, end, change.
    """
    delen = "".join(
        f"<h2>{escape(titel)}</h2><table><thead><tr><th>Gemeente</th><th>Van</th><th>Naar</th>"
        "<th>Verandering</th><th>Wie spraken wij?</th></tr></thead><tbody>"
        + "".join(
            f"<tr>{''.join(f'<td>{escape(cel)}</td>' for cel in rij)}<td>…</td></tr>"
            for rij in rijen
        )
        + "</tbody></table>"
        for titel, rijen in lijsten.items()
    )
    vragen = (
        "<h2>Vraag</h2><ol><li>Herkent u deze verandering?</li><li>Wat deed u anders dan "
        "daarvoor?</li><li>Wat kostte het, en wie deed mee?</li><li>Wat zou u nu anders doen?</li>"
        "</ol>"
    )
    lijf = f"<h1>Belblad {escape(naam)}</h1>{delen}{vragen}{_build_voet(stand)}"
    return build_document(f"Belblad {naam}", lijf)


def _describe_naast(regel: Regel) -> str:
    groep = regel.groep
    if groep is None or regel.indicator.regionaal == "som":
        return ""
    return f"{name_groep(groep)}: {format_groep(regel)}"


def _breek(tekst: str) -> str:
    return escape(tekst).replace("\n", "<br>")
