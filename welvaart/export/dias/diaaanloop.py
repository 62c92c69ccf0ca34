"""Which words go on the slide of the chart, map or table that follows them."""

from collections.abc import Sequence

from welvaart.export.dias.diadek import fits_zin
from welvaart.export.dias.diakolom import plan_tekst
from welvaart.export.dias.diatitel import split_koppen, take_titel
from welvaart.export.inhoud import Alinea, Deel, Kop


def take_aanloop(rest: list[Deel], *, meer: bool) -> tuple[list[Deel], str]:
    """Take the sentences right before a chart, as many as fit above it.

    A heading there says what the title of the chart says: it goes on to the text below the chart.

    Args:
        rest: the text before the chart; what is taken is taken out.
        meer: more than one paragraph may go along; else the others stand under their own title.

    Returns:
        That heading, and the words; a paragraph that is too long stays with other text.
    """
    genomen: list[str] = []
    while rest and isinstance(alinea := rest[-1], Alinea) and (meer or not genomen):
        past = fits_zin("\n".join([alinea.tekst, *genomen]))
        alleen = not genomen and all(isinstance(deel, Kop) for deel in rest[:-1])
        if not past and not alleen:
            break
        genomen.insert(0, alinea.tekst)
        rest.pop()
    kop = [rest.pop()] if rest and isinstance(rest[-1], Kop) else []
    return kop, "\n".join(genomen)


def take_alineas(rest: Sequence[Deel]) -> str:
    """All words before a chart, when they are paragraphs that fit above it; else ""."""
    if not all(isinstance(deel, Alinea) for deel in rest):
        return ""
    tekst = "\n".join(deel.tekst for deel in rest if isinstance(deel, Alinea))
    return tekst if fits_zin(tekst, ruim=True) else ""


def join_groepen(delen: Sequence[Deel]) -> list[tuple[str, list[Deel]]]:
    """Text as slides with their titles: each heading its own, short ones together.

    Of those together the first gives the title, the others keep their heading.
    """
    uit: list[tuple[str, list[Deel]]] = []
    for groep in split_koppen(delen):
        titel, lijf = take_titel(groep)
        if not lijf:
            continue
        eigen = isinstance(groep[0], Kop) and groep[0].boodschap
        if uit and not eigen and _is_een([*uit[-1][1], *groep]):
            uit[-1][1].extend(groep)
        else:
            uit.append((titel, lijf))
    return uit


def _is_een(delen: Sequence[Deel]) -> bool:
    """Whether a text fits on one slide as it is."""
    dias, noten = plan_tekst(delen)
    return len(dias) == 1 and not noten
