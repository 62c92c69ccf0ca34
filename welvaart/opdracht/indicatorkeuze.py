"""Which indicators were asked for by name, and what could be meant by one that does not exist."""

import difflib

from welvaart.export.bouwen.paginas import find_pagina_ids
from welvaart.fouten import KeuzeFout
from welvaart.lezen.stand import Stand
from welvaart.opmaak import format_opsomming


def find_ids(stand: Stand, tekst: str | None, pagina: str) -> frozenset[str] | None:
    """The indicators that were asked for, or that a page is about; None = all.

    Args:
        stand: the figures of all gemeenten.
        tekst: codes with commas between them; None = those of the page.
        pagina: one of `PAGINAS`.

    Raises:
        KeuzeFout: one that does not exist, or none that is on the page.
    """
    van_pagina = find_pagina_ids(stand, pagina)
    if tekst is None:
        return van_pagina
    gevraagd = [deel.strip() for deel in tekst.split(",") if deel.strip()]
    problemen = [explain_indicator(stand, i) for i in gevraagd if i not in stand.indicatoren]
    if problemen or not gevraagd:
        raise KeuzeFout("\n".join(problemen) or "Er is bij --indicator niets gekozen.")
    if van_pagina is not None and not van_pagina & set(gevraagd):
        raise KeuzeFout(f"Deze indicatoren staan niet op de pagina {pagina}.")
    return frozenset(gevraagd)


def explain_indicator(stand: Stand, indicator_id: str) -> str:
    """That an indicator does not exist, with those that look like it."""
    lijkt = difflib.get_close_matches(indicator_id, stand.indicatoren, n=3, cutoff=0.5)
    raad = f" Bedoelt u {format_opsomming(lijkt)}?" if lijkt else ""
    return f"De indicator '{indicator_id[:60]}' bestaat niet.{raad}"
