"""The option --dossier: a saved file, or the code of a dossier."""

from welvaart.dossier.inzage import Inzage, read_inzage
from welvaart.fouten import KeuzeFout
from welvaart.hernoemd import load_hernoemd
from welvaart.installatie import get_dossieradres
from welvaart.regio.regio import Regio


def read_dossier(tekst: str, regio: Regio) -> Inzage:
    """Look into the dossier that was asked for.

    Args:
        tekst: path of a saved file, or a code.
        regio: of the export; a dossier of another regio is refused.

    Raises:
        DossierFout: no such dossier.
        KeuzeFout: it is about another regio.
    """
    inzage = read_inzage(tekst, get_dossieradres(), load_hernoemd())
    if inzage.regio.partition(";")[0] != regio.code.partition(";")[0]:
        raise KeuzeFout(
            f"Het dossier '{inzage.naam}' gaat over {inzage.regio}, niet over {regio.naam} "
            f"({regio.code}). Geef die regio, of een ander dossier."
        )
    return inzage
