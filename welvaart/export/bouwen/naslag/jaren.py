"""Of which years, edition and peildatum the figures of a document are: for on its first page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.opdracht import Opdracht, Paginabeeld
from welvaart.export.inhoud import Grafiek, Hoofdstuk

_PER_CIJFER: Final = "De peildatum verschilt per cijfer en staat bij elke grafiek."


def describe_jaren(o: Opdracht, hoofdstukken: Sequence[Hoofdstuk]) -> tuple[str, ...]:
    """Two sentences: the years, and the main source with its edition and peildatum.

    Args:
        o: what the document is about.
        hoofdstukken: what it shows.

    Returns:
        () where it has no figures.
    """
    indicatoren = o.getoond
    if not indicatoren:
        return ()
    nieuwste = _describe_nieuwste(o)
    zinnen = [f"{nieuwste}{_describe_lijnen(hoofdstukken)}."] if nieuwste else []
    tellen = Counter((x.bron_naam, x.editie) for x in indicatoren)
    (naam, editie), n = tellen.most_common(1)[0]
    deel = "" if len(tellen) == 1 else f"{n} van de {len(indicatoren)} cijfers: "
    rest = "" if len(tellen) == 1 else "; de andere bronnen staan achteraan"
    peil = {x.peilmoment for x in indicatoren}
    datum = f"Peildatum: {peil.pop()}." if len(peil) == 1 else _PER_CIJFER
    bron = f"{deel}{naam}, editie {editie}{rest}."
    return (*zinnen, f"{bron[:1].upper()}{bron[1:]} {datum}")


def _describe_nieuwste(o: Opdracht) -> str:
    """The years of the newest figures, and which one most of them are of; or those in view.

    "" where it only computes with figures of months or quarters.
    """
    ids = {x.indicator_id for x in o.getoond}
    in_beeld = "" if o.beeld is None else _describe_beeld(o.beeld)
    if o.beeld is not None and (o.toont_ids is None or ids == {o.beeld.indicator_id}):
        return f"Cijfers over {in_beeld}"
    jaren = Counter(
        Periode.parse(regel.periode_code).laatste_jaar
        for regel in o.gekozen
        if regel.indicator.indicator_id in ids
    )
    if not jaren:
        return f"Cijfers over {in_beeld}" if in_beeld else ""
    eerst, laatst = min(jaren), max(jaren)
    if in_beeld:
        return f"In beeld: {in_beeld}; van de andere cijfers het nieuwste jaar, tot en met {laatst}"
    if eerst == laatst:
        return f"Cijfers over {laatst}"
    (meest, n), (_, daarna) = jaren.most_common(2)
    vaakst = f", het vaakst {meest} ({n} van de {jaren.total()})" if n > daarna else ""
    return f"Van elk cijfer het nieuwste jaar: {eerst} tot en met {laatst}{vaakst}"


def _describe_beeld(beeld: Paginabeeld) -> str:
    """The years in view."""
    return f"{beeld.tot}" if beeld.van == beeld.tot else f"{beeld.van} tot en met {beeld.tot}"


def _describe_lijnen(hoofdstukken: Sequence[Hoofdstuk]) -> str:
    """From which year its lines begin; "" without lines."""
    jaren = set(_find_lijnjaren(hoofdstukken))
    return f"; lijnen vanaf {min(jaren)}" if jaren else ""


def _find_lijnjaren(hoofdstukken: Sequence[Hoofdstuk]) -> Iterator[int]:
    for hoofdstuk in hoofdstukken:
        for deel in hoofdstuk.delen:
            if isinstance(deel, Grafiek) and deel.soort == "lijn":
                yield from (dag.year for dag in deel.dagen)
                yield from (int(naam) for naam in deel.categorieen if not deel.dagen)
