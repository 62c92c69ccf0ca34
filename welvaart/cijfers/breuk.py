"""Where a series must be cut: no line and no trend runs across a break."""

from collections.abc import Iterable

import pandas as pd

from welvaart.cijfers.periode import Periode


def split_op_breuk(reeks: pd.Series, breuken: Iterable[str]) -> list[pd.Series]:
    """Split a series into the parts that may each be drawn or fitted as one.

    Args:
        reeks: values by periode_code, in any order; missing values stay.
        breuken: first period of each new part (tables `breuk` and `regio_breuk`); codes before or
            after the series do no harm.

    Returns:
        The parts in order of time, each sorted by period; none empty. A period that runs across a
        break (a mean over several years, a year with a break in July) is a part on its own.

    Raises:
        KeuzeFout: a label of the series or of a break is no period.
    """
    grenzen = sorted({Periode.parse(code).begin for code in breuken})
    perioden = [Periode.parse(str(code)) for code in reeks.index]
    deel_van = [
        tuple(sum(grens <= maand for grens in grenzen) for maand in (periode.begin, periode.einde))
        for periode in perioden
    ]
    volgorde = sorted(range(len(perioden)), key=lambda n: (deel_van[n], perioden[n].begin))
    return [
        reeks.iloc[[n for n in volgorde if deel_van[n] == deel]] for deel in sorted(set(deel_van))
    ]
