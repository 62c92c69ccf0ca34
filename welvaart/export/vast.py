"""Office files that are the same for the same content: no clock inside, no order by chance."""

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Final

_EERSTE: Final = (1980, 1, 1, 0, 0, 0)


def fix_zip(inhoud: bytes) -> bytes:
    """Rewrite a zip (pptx, docx, xlsx) with fixed times and rights; names and order stay."""
    uit = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(inhoud)) as bron,
        zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as doel,
    ):
        for deel in bron.infolist():
            info = zipfile.ZipInfo(deel.filename, _EERSTE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            doel.writestr(info, bron.read(deel))
    return uit.getvalue()


def strip_zone(moment: datetime) -> datetime:
    """A moment as Office keeps it: whole seconds, without its zone."""
    return moment.replace(microsecond=0, tzinfo=None)
