"""What explains a gap in netto participatie, as sentences: bruto participatie and unemployment."""

from math import isnan

from welvaart.groep.groepen import Groep
from welvaart.methode.participatie import Delen, Ontleding
from welvaart.onderwerp.arbeidsbeeld import begin_zin, format_punten, name_gebied
from welvaart.onderwerp.jaarreeks import Jaarreeks
from welvaart.opmaak import format_getal

_GEWOON = 0.2  # procentpunt: as far as two figures in tenths may put a part off
_BRUTO = {
    True: "een groter deel van de inwoners werkt of werk zoekt",
    False: "een kleiner deel van de inwoners werkt of werk zoekt",
}
_WERKLOOS = {
    True: "van wie werkt of werk zoekt een kleiner deel werkloos is",
    False: "van wie werkt of werk zoekt een groter deel werkloos is",
}


def describe_ontleding(ontleding: Ontleding, delen: Delen, naam: str, groep: Groep) -> str:
    """What a gap consists of, as the title of its chart."""
    ander = name_gebied(groep.titel)
    if abs(delen.verschil) <= ontleding.marge + 1e-9:
        return _describe_gelijk(ontleding, delen, naam, ander)
    plek = "boven" if delen.verschil > 0 else "onder"
    begin = begin_zin(f"{naam} ligt {_write(ontleding, delen)} {plek} {ander}")
    paren = [
        (deel, woorden[deel > 0])
        for deel, woorden in ((delen.bruto, _BRUTO), (delen.werkloosheid, _WERKLOOS))
        if abs(deel) > ontleding.marge + 1e-9  # smaller may be rounding alone
    ]
    mee = [(deel, tekst) for deel, tekst in paren if deel * delen.verschil > 0]
    tegen = [(deel, tekst) for deel, tekst in paren if deel * delen.verschil < 0]
    if len(mee) == 2:
        een, twee = (f"ongeveer {format_getal(abs(d), 1)} doordat {tekst}" for d, tekst in mee)
        return f"{begin}: {een} en {twee}."
    zin = f"{begin}, doordat {mee[0][1]}." if mee else f"{begin}."
    for deel, tekst in tegen:
        zin += f" Dat {tekst}, maakt het verschil {format_punten(deel, 1)} kleiner."
    return zin


def name_oorzaak(ontleding: Ontleding, delen: Delen, naam: str, groep: Groep) -> str:
    """The same, as short as the title of a slide: only what weighs most."""
    ander = name_gebied(groep.titel)
    if abs(delen.verschil) <= ontleding.marge + 1e-9:
        return begin_zin(f"{naam} en {ander} verschillen niet meer dan de afronding.")
    plek = "boven" if delen.verschil > 0 else "onder"
    begin = begin_zin(f"{naam} ligt {_write(ontleding, delen)} {plek} {ander}")
    paren = (
        (delen.bruto, "het deel dat werkt of werk zoekt"),
        (delen.werkloosheid, "de werkloosheid"),
    )
    mee = [(abs(d), tekst) for d, tekst in paren if d * delen.verschil > 0]
    mee = sorted((d, tekst) for d, tekst in mee if d > ontleding.marge + 1e-9)
    if not mee:
        return f"{begin}."
    if len(mee) == 2 and mee[1][0] - mee[0][0] <= 2 * ontleding.marge + 1e-9:
        return f"{begin}, door participatie en werkloosheid samen."
    return f"{begin}, vooral door {mee[-1][1]}."


def _write(ontleding: Ontleding, delen: Delen) -> str:
    """The gap, called about where rounding may put it further off than usual."""
    return format_punten(delen.verschil, 1, ongeveer=ontleding.marge > _GEWOON + 1e-9)


def _describe_gelijk(ontleding: Ontleding, delen: Delen, naam: str, ander: str) -> str:
    """No gap beyond rounding, and the two parts where these surely cancel each other out."""
    zin = f"Het verschil tussen {naam} en {ander} is niet groter dan de afronding"
    if min(abs(delen.bruto), abs(delen.werkloosheid)) <= ontleding.marge + 1e-9:
        return f"{zin}."
    paren = ((delen.bruto, _BRUTO), (delen.werkloosheid, _WERKLOOS))
    een, twee = (
        f"ongeveer {format_getal(deel, 1, plus=True)} doordat {woorden[deel > 0]}"
        for deel, woorden in paren
    )
    return f"{zin}, want twee dingen heffen elkaar op: {een}, en {twee}."


def explain_ontleding(ontleding: Ontleding) -> str:
    """How the split is made and how sure it is, for under the chart."""
    return (
        "Netto is bruto min wie werkloos is. Elk deel is het gemiddelde van eerst en als laatste "
        "veranderen (symmetrische ontleding, Shapley), zodat de delen precies optellen. De cijfers "
        f"zijn bij de bron afgerond; elk deel kan daardoor {format_getal(ontleding.marge, 1)} "
        "procentpunt anders zijn. Wat door afronding overblijft, staat apart."
    )


def explain_geen_ontleding(eigen: Jaarreeks, jaar: int) -> str:
    """Why a gap is not taken apart."""
    if isnan(eigen.get_waarde(jaar)):
        return "Zonder cijfer is er geen verschil om te verklaren."
    if eigen.decimalen == 0:
        return (
            f"De bron geeft de cijfers van {eigen.naam} in hele procenten. Daarmee is een verschil "
            "niet te verdelen: de afronding kan groter zijn dan de delen."
        )
    return "De drie cijfers over werk zijn er niet alle drie, of spreken elkaar tegen."
