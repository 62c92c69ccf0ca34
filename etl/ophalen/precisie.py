"""How exact a source gives a topic, against how exact the catalogue would show it."""

from collections.abc import Mapping
from math import ceil, log10

from welvaart.catalogus import CatalogusIndicator

_SPELING = 1 + 1e-9  # 0.1 × 1000 is not quite 100


def find_grovere_stap(indicator: CatalogusIndicator, onderwerp: Mapping[str, str]) -> float | None:
    """The step of the source in the eenheid of the entry, where that is coarser than the entry's.

    Args:
        indicator: an entry with a live source.
        onderwerp: the topic as the source gives it; its decimalen may be missing or empty.

    Returns:
        None when the source is as exact as the entry, or does not say.
    """
    decimalen = onderwerp.get("decimalen", "")
    if not decimalen.isdigit():
        return None
    stap = 10.0 ** -int(decimalen) * float(getattr(indicator.bron, "factor", 1.0))
    return stap if stap > indicator.stap * _SPELING else None


def limit_precisie(
    indicator: CatalogusIndicator, onderwerp: Mapping[str, str]
) -> CatalogusIndicator:
    """The entry, shown no more exact than its source gives it."""
    stap = find_grovere_stap(indicator, onderwerp)
    if stap is None:
        return indicator
    decimalen = min(indicator.decimalen, count_decimalen(stap))
    return indicator.model_copy(update={"decimalen": decimalen, "afronding": stap})


def count_decimalen(stap: float) -> int:
    """Decimals that show a step: 0 for 1 and 100, 1 for 0.1 and 0.5."""
    return max(0, ceil(-log10(stap) - 1e-9))
