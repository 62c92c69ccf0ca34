"""Where labels beside a chart stand, so that none lies over another."""

from collections.abc import Sequence


def spread_labels(hoogten: Sequence[float], afstand: float | Sequence[float]) -> list[float]:
    """Move labels apart just enough that none overlaps, keeping their order.

    Args:
        hoogten: wanted heights of their centres.
        afstand: height of each label, same unit; one number when all are alike.

    Returns:
        New heights in the order given; two neighbours at least half the sum of theirs apart.
    """
    maat = [afstand] * len(hoogten) if isinstance(afstand, float | int) else list(afstand)
    volgorde = sorted(range(len(hoogten)), key=hoogten.__getitem__)
    groepen: list[tuple[float, list[int]]] = []  # centre, members
    for k in volgorde:
        groepen.append((hoogten[k], [k]))
        while len(groepen) > 1:
            (onder, a), (boven, b) = groepen[-2:]
            if boven - onder >= sum(maat[m] for m in a + b) / 2:
                break
            leden = a + b
            groepen[-2:] = [(sum(hoogten[m] for m in leden) / len(leden), leden)]
    uit = list(hoogten)
    for midden, leden in groepen:
        plek = midden - sum(maat[m] for m in leden) / 2
        for k in leden:
            uit[k] = plek + maat[k] / 2
            plek += maat[k]
    return uit
