"""What pydantic finds wrong with a YAML file, as Dutch sentences: place, value and choice."""

from collections.abc import Sequence
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Annotated, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

_SOORTEN = {
    "string_type": "is geen tekst; zet er aanhalingstekens om",
    "string_too_short": "is leeg; vul het in",
    "int_type": "is geen geheel getal",
    "int_from_float": "is geen geheel getal",
    "float_type": "is geen getal; schrijf het met een punt, zonder aanhalingstekens",
    "finite_number": "is geen gewoon getal",
    "bool_type": "; kies uit ja, nee",
    "dict_type": "moet een lijst van sleutel: waarde zijn",
    "model_type": "moet een lijst van sleutel: waarde zijn",
    "model_attributes_type": "moet een lijst van sleutel: waarde zijn",
    "tuple_type": "moet een lijst zijn, tussen [ en ]",
    "list_type": "moet een lijst zijn, tussen [ en ]",
    "date_type": "is geen datum; schrijf 2026-11-21",
    "date_from_datetime_parsing": "is geen datum; schrijf 2026-11-21",
}
_GRENZEN = {
    "greater_than": ("gt", "moet groter zijn dan"),
    "greater_than_equal": ("ge", "moet minstens dit zijn:"),
    "less_than": ("lt", "moet kleiner zijn dan"),
    "less_than_equal": ("le", "mag hoogstens dit zijn:"),
}


def _split(annotatie: object) -> list[object]:
    """Alternatives of a type: those of a union without None, else the type alone."""
    if get_origin(annotatie) is Annotated:
        return _split(get_args(annotatie)[0])
    if get_origin(annotatie) in (Union, UnionType):
        delen = [deel for deel in get_args(annotatie) if deel is not NoneType]
        return [tak for deel in delen for tak in _split(deel)]
    return [annotatie]


def _is_model(annotatie: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(annotatie, type) and issubclass(annotatie, BaseModel)


def _is_label(tak: object, label: str | int) -> bool:
    """Whether pydantic names this alternative of a union so: by its `soort`, or its class."""
    if not _is_model(tak):
        return False
    soort = tak.model_fields.get("soort")
    return tak.__name__ == label or (soort is not None and label in get_args(soort.annotation))


def _step(annotatie: object, deel: str | int) -> object:
    """Type of one field of a model, one value of a dict or one element of a list."""
    if _is_model(annotatie):
        veld = annotatie.model_fields.get(str(deel))
        return None if veld is None else veld.annotation
    soorten = get_args(annotatie)
    if get_origin(annotatie) is dict:
        return soorten[1]
    return soorten[0] if get_origin(annotatie) is tuple else None


def _walk(model: type[BaseModel], plek: Sequence[str | int]) -> tuple[type[BaseModel], list[str]]:
    """Follow a pydantic location; return the innermost model and the place as the file has it.

    Pydantic puts the name of the alternative into the location of an error inside a union, and
    "[key]" behind a wrong key; neither stands in the file.
    """
    annotatie: object = model
    binnenste, pad = model, list[str]()
    for deel in plek:
        takken = _split(annotatie)
        if len(takken) > 1:
            annotatie = next((tak for tak in takken if _is_label(tak, deel)), None)
        elif deel != "[key]":
            pad.append(str(deel))
            annotatie = _step(takken[0], deel)
        laatste = _split(annotatie)
        if len(laatste) == 1 and _is_model(laatste[0]):
            binnenste = laatste[0]
    return binnenste, pad


def _describe_onbekend(naam: str, bekend: Sequence[str]) -> str:
    lijkt = get_close_matches(naam, bekend, n=1)
    vraag = f" (bedoelt u {lijkt[0]}?)" if lijkt else ""
    return f"onbekend veld{vraag}; bekend: {', '.join(sorted(bekend))}"


def _describe(fout: ErrorDetails, velden: Sequence[str]) -> str:
    soort, waarde, context = fout["type"], fout["input"], fout.get("ctx", {})
    if soort == "missing":
        return "ontbreekt"
    if soort == "extra_forbidden":
        return _describe_onbekend(str(fout["loc"][-1]), velden)
    if soort in ("literal_error", "enum"):
        keuzes = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        return f"'{waarde}'; kies uit {keuzes}"
    if soort == "union_tag_invalid":
        return f"soort: '{context['tag']}'; kies uit " + str(context["expected_tags"]).replace(
            "'", ""
        )
    if soort == "union_tag_not_found":
        return "soort: ontbreekt; kies uit bestand, cbs_v4, cbs_v3, swing"
    if soort == "value_error":
        return str(context["error"])
    if soort in _GRENZEN:
        sleutel, tekst = _GRENZEN[soort]
        return f"'{waarde}' {tekst} {context[sleutel]}"
    return f"'{waarde}' {_SOORTEN.get(soort, 'past hier niet: ' + fout['msg'])}".replace(" ;", ";")


def find_problemen(
    fouten: Sequence[ErrorDetails],
    model: type[BaseModel],
    voor: str,
) -> list[str]:
    """Put every pydantic error into one Dutch line "<voor><place>: <what>".

    Args:
        fouten: `ValidationError.errors()`.
        model: the model that was validated.
        voor: text before the place, e.g. "indicators.yaml: inwoners.".

    Returns:
        The lines, in order, each once; errors of the branches of one union share a place and
        are joined by " of ".
    """
    regels: dict[str, list[str]] = {}
    for fout in fouten:
        binnenste, pad = _walk(model, fout["loc"])
        tekst = _describe(fout, list(binnenste.model_fields))
        plek = voor + ".".join(pad)
        if tekst not in regels.setdefault(plek.rstrip("."), []):
            regels[plek.rstrip(".")].append(tekst)
    return [f"{plek}: {' of '.join(teksten)}" for plek, teksten in regels.items()]
