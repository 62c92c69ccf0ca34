"""Every error raised on purpose, as one tree.

A message says what is wrong, where, and what to do now, in Dutch: it is shown to the user as it is.
"""

from collections.abc import Sequence


class WelvaartFout(Exception):
    """Root of all errors the product raises on purpose."""


class _MetProblemen(WelvaartFout):
    """An error that reports all problems at once, one line each."""

    def __init__(self, problemen: Sequence[str] | str) -> None:
        self.problemen = (problemen,) if isinstance(problemen, str) else tuple(problemen)
        super().__init__("\n".join(self.problemen))


class CatalogusFout(_MetProblemen):
    """`indicators.yaml` or `correcties.yaml` is not valid."""


class BronFout(_MetProblemen):
    """A source (a file, CBS, Swing) cannot be read or is not what the catalogue expects."""


class StoringFout(BronFout):
    """A source is out of reach, or lets nobody in: nothing is known about what it holds."""


class ControleFout(_MetProblemen):
    """The figures break a rule that must hold before publishing."""


class WarehouseFout(WelvaartFout):
    """`warehouse.duckdb` is missing, damaged or of another version."""


class KeuzeFout(WelvaartFout):
    """A choice (URL parameter, argument) names something that does not exist."""


class DossierFout(WelvaartFout):
    """A dossier or its database cannot be read, or is of another version."""
