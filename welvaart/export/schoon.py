"""Text that no office file can hold is left out before anything is written."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

_ONMOGELIJK = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_Inhoud = TypeVar("_Inhoud")


def clean_inhoud(inhoud: _Inhoud) -> _Inhoud:
    """A copy of a document, chart or text without characters that XML does not know."""
    return _clean(inhoud)  # type: ignore[no-any-return] # the same shape comes back


def _clean(deel: Any) -> Any:  # noqa: ANN401 - text, tuple, or dataclass of these
    if isinstance(deel, str):
        return _ONMOGELIJK.sub("", deel)
    if isinstance(deel, tuple):
        return tuple(_clean(lid) for lid in deel)
    if is_dataclass(deel) and not isinstance(deel, type):
        return replace(deel, **{f.name: _clean(getattr(deel, f.name)) for f in fields(deel)})
    return deel
