"""One figure as one plain sentence: of how many, how that compares, and where it is going.

Built from the statuses and the figures as shown, so that it cannot say anything else than the table
beside it. A whole number of people hides small differences; those are said with their decimals.
"""

from math import floor, isnan

from welvaart.cijfers.indicator import Zin
from welvaart.cijfers.periode import Periode
from welvaart.methode.positie import Positie
from welvaart.oordeel.regel import Groepswaarde, Regel
from welvaart.opmaak import format_getal
from welvaart.zin.duiding import describe_waarde, lower_naam, name_groep
from welvaart.zin.verschil import (
    compute_verschil,
    format_verschil,
    is_misschien_gelijk,
    is_ongeveer,
)

_VERLOOP = {
    "loopt in": "het verschil wordt kleiner",
    "verliest voorsprong": "het verschil wordt kleiner",
    "bouwt voorsprong uit": "het verschil wordt groter",
    "raakt verder achter": "het verschil wordt groter",
    "is voorbijgegaan": "eerder was het andersom",
    "is achter geraakt": "eerder was het andersom",
    "krijgt voorsprong": "eerder was er geen verschil",
    "raakt achter": "eerder was er geen verschil",
    "houdt gelijke tred": "het verschil verandert niet duidelijk",
}
_GEBIED = ("Nederland", "Provincie", "COROP", "Arbeidsmarktregio", "Landsdeel")
_GEWOON = (None, "houdt gelijke tred")
_NIET_VAN_ALLEN = ("mediaan", "cijfer van")
"""Begin of what a figure of an area is that does not count its people together."""
_MINST = 4
"""Among fewer than this nobody has a quarter to himself, so nobody is one of many either."""
_GROF = 0.25
"""Part of a difference that a whole number may be off before the difference itself is said too."""


def describe_kern(regel: Regel, naam: str) -> str:
    """The figure of a regio in words, e.g. "Van elke 100 woningen worden er 52 verhuurd. …".

    Args:
        regel: with a figure, or without: then the reason.
        naam: of the regio.

    Returns:
        Up to three sentences: the figure, the difference with the group, and a note where the
        regio does not stand out. An indicator without a `zin` gets its figures as they are, and so
        does a median of gemeenten: it is not "of every hundred" of the area.
    """
    x = regel.indicator
    if not regel.heeft_waarde:
        return describe_waarde(regel, naam)
    if x.zin is None or regel.wat.startswith(_NIET_VAN_ALLEN):
        verloop = _describe_verloop(regel)
        slot = f" {verloop[:1].upper()}{verloop[1:]}." if verloop else ""
        return f"{describe_waarde(regel, naam)}{slot}{_note_gewoon(regel, naam)}"
    status = {"voorlopig": ", voorlopig", "nader_voorlopig": ", nader voorlopig"}
    wat = status.get(regel.status, "") + (f", {regel.wat}" if regel.wat else "")
    jaar = f" ({Periode.parse(regel.periode_code).label}{wat})"
    return (
        f"{_describe_aantal(x.zin, regel.getoond)}{jaar}.{_describe_vergelijking(regel)}"
        f"{_note_gewoon(regel, naam)}"
    )


def _describe_aantal(zin: Zin, waarde: float) -> str:
    """How many of every hundred; a part of one is never rounded to nobody or to everybody."""
    aantal = _round_heel(waarde)
    if waarde == 0:
        return f"{zin.per} {zin.een.replace('{n}', 'geen')}"
    if aantal == 0:
        return f"{zin.per} {zin.een.replace('{n}', 'minder dan 1')}"
    if zin.deel_van and aantal == zin.geheel and waarde < zin.geheel:
        return f"{zin.per} {zin.meer.replace('{n}', f'meer dan {zin.geheel - 1}')}"
    vorm = zin.een if aantal == 1 else zin.meer
    return f"{zin.per} {vorm.replace('{n}', format_getal(aantal))}"


def _describe_vergelijking(regel: Regel) -> str:
    """The difference with the group; "" without a group."""
    if regel.groep is None:
        return ""
    if regel.groep.is_alleen:
        return f" Er is {name_groep(regel.groep)} om mee te vergelijken."
    verschil, x = compute_verschil(regel), regel.indicator
    waar = _name_groep(regel.groep)
    verloop = _describe_verloop(regel)
    slot = f"; {verloop}" if verloop else ""
    ongeveer = is_ongeveer(regel)
    if verschil == 0 or is_misschien_gelijk(regel):
        return f" Dat is {'ongeveer ' if ongeveer else ''}evenveel als {waar}{slot}."
    woord = "meer" if verschil > 0 else "minder"
    aantal = _round_heel(abs(verschil))
    hoeveel = format_verschil(regel)
    if regel.decimalen < x.decimalen:  # a whole number may be one that cannot be
        return f" Dat is ongeveer {hoeveel} {woord} dan {waar}{slot}."
    if aantal == 0:
        return f" Dat is ongeveer evenveel als {waar} ({hoeveel} {woord}){slot}."
    werkwoord = "is" if aantal == 1 else "zijn"
    grof = abs(aantal - abs(verschil)) > _GROF * abs(verschil)
    cirka = " ongeveer" if ongeveer or grof else ""
    precies = f" ({hoeveel})" if grof else ""
    return f" Dat {werkwoord} er{cirka} {format_getal(aantal)} {woord} dan {waar}{precies}{slot}."


def _describe_verloop(regel: Regel) -> str:
    """Whether the difference grows or shrinks; "" where that is not sure or not about this one.

    The trend is against the rest of a group and the difference against the whole; where they do
    not point the same way, or end in another year, the sentence keeps silent.
    """
    verschil = compute_verschil(regel)
    if (
        regel.loopt is None
        or isnan(verschil)
        or verschil == 0
        or regel.indicator.regionaal == "som"
    ):
        return ""
    if regel.trend_jaren[-1] != Periode.parse(regel.periode_code).laatste_jaar:
        return ""
    if regel.indicator.round(regel.relatief_eind) * verschil <= 0:
        return ""
    if regel.is_binnen_afronding:
        return "het verschil blijft ongeveer gelijk"
    return _VERLOOP.get(regel.loopt, "")


def _note_gewoon(regel: Regel, naam: str) -> str:
    if regel.positie is Positie.MIDDEN and regel.loopt in _GEWOON and regel.n >= _MINST:
        return f" Daarmee valt {naam} niet op tussen de {regel.soort.meervoud}."
    return ""


def _name_groep(groep: Groepswaarde) -> str:
    """Where the others are: "in Nederland", "bij de mediaan van 52 gemeenten"."""
    naam = lower_naam(name_groep(groep))
    if naam.startswith(_GEBIED):
        return f"in {naam}"
    lidwoord = {"gemiddelde": "het ", "mediaan": "de ", "som": "de ", "cijfer": "het "}.get(
        naam.split(" ")[0], ""
    )
    return f"bij {lidwoord}{naam}"


def _round_heel(waarde: float) -> int:
    """Half a person is rounded up, as people do."""
    return floor(waarde + 0.5 + 1e-9)
