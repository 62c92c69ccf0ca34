"""The indicator that somebody means by an id."""

import difflib

from welvaart.catalogus import Catalogus, CatalogusIndicator
from welvaart.fouten import KeuzeFout


def find_indicator(indicator_id: str, catalogus: Catalogus) -> CatalogusIndicator:
    """Find an entry by its id.

    Raises:
        KeuzeFout: unknown; with the nearest ids.
    """
    if indicator_id in catalogus.indicatoren:
        return catalogus[indicator_id]
    bekend = list(catalogus.indicatoren)
    lijkt = difflib.get_close_matches(indicator_id, bekend, n=3, cutoff=0.4)
    raad = f"bedoelt u {' of '.join(lijkt)}?" if lijkt else f"kies uit {', '.join(bekend)}"
    raise KeuzeFout(
        f"indicator '{indicator_id}' staat niet in indicators.yaml; {raad} Een nieuwe indicator "
        "begint met een eigen blok in indicators.yaml"
    )
