"""Names of files: small letters, digits and hyphens, from any Dutch name."""

import re
import unicodedata


def build_slug(tekst: str, hoogstens: int = 60) -> str:
    """A name that every machine takes: "Súdwest-Fryslân" → "sudwest-fryslan"; never empty."""
    kaal = unicodedata.normalize("NFKD", tekst).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", kaal).strip("-")[:hoogstens].rstrip("-")
    return slug or "regio"
