"""The boundaries of areas, as the build put them beside the dashboard."""

import json
from typing import Any, Final

from welvaart.fouten import KeuzeFout
from welvaart.installatie import STATISCH

_MAP: Final = STATISCH / "kaart"
GEEN_GRENZEN: Final = (
    'De grenzen voor de kaarten ontbreken. Maak ze met "python -m etl build" en probeer het '
    "daarna opnieuw; de cijfers zelf zijn er wel."
)


def has_grenzen() -> bool:
    """Whether there are boundaries to draw maps with."""
    return _MAP.joinpath("gemeente_2025.geojson").exists()


def read_grenzen(soort: str) -> list[dict[str, Any]]:
    """The areas of one kind as GeoJSON features, boundaries of 2025.

    Args:
        soort: "gemeente", "corop", "arbeidsmarktregio" or "provincie".

    Raises:
        KeuzeFout: they were not built here, or cannot be read.
    """
    try:
        inhoud = json.loads((_MAP / f"{soort}_2025.geojson").read_text(encoding="utf-8"))
    except (OSError, ValueError) as fout:
        raise KeuzeFout(GEEN_GRENZEN) from fout
    gebieden: list[dict[str, Any]] = inhoud["features"]
    return gebieden
