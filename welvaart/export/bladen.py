"""The handouts of a dossier as content: college, assignment, factsheet, cards, mat, worksheet.

Each becomes a page to print (`drukpagina`) and a Word file (`word.drukwerk`) with the same words.
"""

from collections.abc import Mapping, Sequence

from welvaart.cijfers.indicator import Indicator
from welvaart.doel.eigendoel import describe_licentie, find_indicator, find_licenties, name_weg
from welvaart.doel.maat import count_decimalen
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.dossier.eigenreeks import EigenReeks
from welvaart.export.drukwerk import (
    Drukblad,
    Drukdeel,
    Drukwerk,
    Nadruk,
    Schrijfruimte,
    Uitgelicht,
)
from welvaart.export.inhoud import Alinea, Kop, Lijst, Tabel
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import choose_legenda, format_datum
from welvaart.regio.regio import name_plek
from welvaart.zin.duiding import name_groep
from welvaart.zin.kernzin import describe_kern

_NIEMAND = "nog niemand"


def build_collegeoverzicht(
    stand: Stand,
    naam: str,
    portefeuilles: Mapping[str, str],
    doelen: Sequence[Doelregel],
    personen: Mapping[int, str],
    eigen: Mapping[str, EigenReeks],
) -> Drukwerk:
    """One page for the college: who carries which thema, and the goals with where they stand."""
    wie = tuple((thema, persoon or _NIEMAND) for thema, persoon in portefeuilles.items())
    rijen = []
    bronnen = []
    for doel in doelen:
        x = find_indicator(stand, eigen, doel.indicator_id)
        rijen.append(_build_doelrij(x, doel, personen.get(doel.eigenaar or 0, _NIEMAND)))
        bronnen += [x.bronregel] if x is not None and doel.doel is not None else []
    koppen = ("Doel", "Van", "Naar", "Eigenaar")
    delen: tuple[Drukdeel, ...] = (
        Kop("Wie draagt wat?"),
        Tabel("Portefeuillehouder per thema", ("Thema", "Portefeuillehouder"), wie),
        Kop("Onze doelen"),
        Tabel(f"Doelen van {naam}", koppen, tuple(rijen))
        if rijen
        else Alinea("Er zijn nog geen doelen."),
        *(Nadruk(describe_licentie(reeks)) for reeks in find_licenties(doelen, eigen)),
    )
    titel = f"Collegeoverzicht brede welvaart {naam}"
    blad = Drukblad(titel, delen, tuple(sorted(set(bronnen))), _build_slot(stand))
    return Drukwerk(f"Collegeoverzicht {naam}", (blad,))


def _build_doelrij(x: Indicator | None, regel: Doelregel, eigenaar: str) -> tuple[str, ...]:
    doel = regel.doel
    if x is None:
        return (name_weg(regel.indicator_id), "de indicator bestaat niet meer", "", eigenaar)
    if doel is None:
        return (x.titel, "nog niet compleet", "", eigenaar)
    return (
        x.titel,
        f"{_write(x, doel.nulwaarde)} ({doel.nuljaar})",
        f"{_write(x, doel.streefwaarde)} ({doel.streefjaar})",
        eigenaar,
    )


def _write(x: Indicator, waarde: float) -> str:
    """A number as it was typed."""
    return x.format(waarde, decimalen=count_decimalen(waarde, x.decimalen))


def build_projectopdracht(
    stand: Stand,
    naam: str,
    coordinator: str,
    teksten: Mapping[str, str],
    prioriteiten: Sequence[str],
) -> Drukwerk:
    """One page with the assignment; what is not filled in says so."""
    delen: list[Drukdeel] = [
        Nadruk(coordinator or _NIEMAND, voor="Ambtelijk coördinator:"),
        Kop("Prioriteiten"),
        Lijst(tuple(prioriteiten)) if prioriteiten else Alinea("Nog niet gekozen."),
    ]
    for vraag, tekst in teksten.items():
        delen += [Kop(vraag), Alinea(tekst or "Nog niet ingevuld.")]
    titel = f"Projectopdracht brede welvaart {naam}"
    blad = Drukblad(titel, tuple(delen), (), _build_slot(stand))
    return Drukwerk(f"Projectopdracht {naam}", (blad,))


def build_factsheet(
    stand: Stand,
    naam: str,
    ambassadeur: str,
    boodschap: str,
    regels: Sequence[Regel],
    zonder: Sequence[str] = (),
) -> Drukwerk:
    """One page in plain words: the message, and per priority what the figure says.

    Args:
        stand: the build of the figures.
        naam: of the regio.
        ambassadeur: "" when nobody.
        boodschap: "" when not written yet.
        regels: the priorities with a figure.
        zonder: what is to be said of those without.
    """
    delen: list[Drukdeel] = [Nadruk(boodschap)] if boodschap else []
    delen += [Alinea(f"Ambassadeur: {ambassadeur}")] if ambassadeur else []
    for regel in regels:
        delen += [
            Kop(regel.indicator.titel),
            Uitgelicht(regel.tekst),
            Alinea(describe_kern(regel, naam)),
        ]
    delen += [Alinea(zin) for zin in zonder]
    if not regels and not zonder:
        delen.append(Alinea("Er zijn nog geen prioriteiten gekozen."))
    return Drukwerk(
        f"Factsheet {naam}",
        (_build_blad(stand, f"Brede welvaart {name_plek(naam)}", delen, regels),),
    )


def build_gesprekskaarten(
    stand: Stand, naam: str, kaarten: Sequence[tuple[Regel, str]]
) -> Drukwerk:
    """A5 cards, one per priority: the figure, the comparison, an open question, room to write.

    Args:
        stand: the build of the figures.
        naam: of the regio.
        kaarten: line of the scorekaart and the open question.
    """
    bladen = tuple(
        _build_blad(
            stand,
            regel.indicator.titel,
            [
                Uitgelicht(regel.tekst),
                Alinea(describe_kern(regel, naam)),
                Kop(vraag),
                Schrijfruimte(),
                Alinea("Wat kan de gemeente doen? En wat doet u zelf?"),
                Schrijfruimte(),
            ],
            [regel],
            vult=True,
        )
        for regel, vraag in kaarten
    )
    return Drukwerk(f"Gesprekskaarten {naam}", bladen, "A5", "Kies eerst prioriteiten.")


def build_placemat(
    stand: Stand, naam: str, thema: str, regels: Sequence[Regel], vraag: str
) -> Drukwerk:
    """One page for on the table: all figures of a thema, one question, room to write."""
    rijen = tuple((r.indicator.titel, r.gelabeld, _describe_naast(r)) for r in regels)
    titel = f"{thema} {name_plek(naam)}"
    delen: list[Drukdeel] = [
        Tabel(titel, ("Wat", naam, "Ernaast"), rijen),
        Kop(vraag),
        Schrijfruimte(naast=2),
    ]
    blad = _build_blad(stand, titel, delen, regels, vult=True)
    return Drukwerk(f"Placemat {thema} {naam}", (blad,), "A4 liggend")


def build_werkblad(
    stand: Stand,
    gebied: str,
    cijfers: Sequence[str],
    teksten: Mapping[str, str],
    bronnen: Sequence[str] = (),
) -> Drukwerk:
    """The worksheet of the region: figures first, then what the team wrote under each heading.

    Args:
        stand: the build of the figures.
        gebied: name of the region.
        cijfers: sentences about it.
        teksten: heading → what the team wrote.
        bronnen: lines of the figures in the sentences.
    """
    delen: list[Drukdeel] = [Kop("Wat de cijfers zeggen")]
    delen.append(Lijst(tuple(cijfers)) if cijfers else Alinea("Er is nog geen regio gekozen."))
    for vraag, tekst in teksten.items():
        delen += [Kop(vraag), Alinea(tekst) if tekst else Schrijfruimte()]
    uniek = tuple(sorted(set(bronnen)))
    blad = Drukblad(f"Werkblad regio: {gebied}", tuple(delen), uniek, _build_slot(stand))
    return Drukwerk(f"Werkblad {gebied}", (blad,))


def build_belblad(
    stand: Stand,
    naam: str,
    lijsten: Mapping[str, Sequence[Sequence[str]]],
    bronnen: Sequence[str] = (),
) -> Drukwerk:
    """A sheet to call from: per priority the gemeenten, from what to what, and what to ask.

    Args:
        stand: the build of the figures.
        naam: of the regio.
        lijsten: title of the indicator with its years → rows gemeente, begin, end, change,
            and how it is now beside the regio.
        bronnen: of these indicators.
    """
    koppen = ("Gemeente", "Van", "Naar", "Verandering", f"Nu naast {naam}", "Wie spraken wij?")
    delen: list[Drukdeel] = []
    for titel, rijen in lijsten.items():
        delen += [Kop(titel), Tabel(titel, koppen, tuple((*rij, "…") for rij in rijen))]
    vragen = (
        "Herkent u deze verandering?",
        "Wat deed u anders dan daarvoor?",
        "Wat kostte het, en wie deed mee?",
        "Wat zou u nu anders doen?",
    )
    delen += [Kop("Vraag"), Lijst(vragen)]
    uniek = tuple(sorted(set(bronnen)))
    blad = Drukblad(f"Belblad {naam}", tuple(delen), uniek, _build_slot(stand))
    return Drukwerk(f"Belblad {naam}", (blad,))


def _build_blad(
    stand: Stand,
    titel: str,
    delen: Sequence[Drukdeel],
    regels: Sequence[Regel],
    *,
    vult: bool = False,
) -> Drukblad:
    """A page with the sources of these lines."""
    bronnen = tuple(sorted({regel.indicator.bronregel for regel in regels}))
    return Drukblad(titel, tuple(delen), bronnen, _build_slot(stand, regels), vult)


def _build_slot(stand: Stand, regels: Sequence[Regel] = ()) -> str:
    gebouwd = f"Cijfers gebouwd op {format_datum(stand.bouw.gebouwd_op)}."
    tekens = choose_legenda([t for r in regels for t in (r.tekst, _describe_naast(r))])
    return f"{gebouwd} Tekens: {tekens}." if tekens else gebouwd


def _describe_naast(regel: Regel) -> str:
    groep = regel.groep
    if groep is None or regel.indicator.regionaal == "som":
        return ""
    return f"{name_groep(groep)}: {regel.naast}"
