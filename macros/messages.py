"""Says what pydantic found in plain words, with a line and a remedy."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from macros.plain_yaml import Document, Loc

T = TypeVar("T", bound=BaseModel)


def explain(detail: ErrorDetails, fields: list[str]) -> str:
    """Say in plain words what is wrong and what to write instead."""
    names = [part for part in detail["loc"] if isinstance(part, str) and part != "[key]"]
    field, context = names[-1] if names else "the entry", detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return f"“{field}” is missing; add a line “{field}: …”"
        case "extra_forbidden":
            near = get_close_matches(str(field), fields, 1, 0.6)
            remedy = f"did you mean “{near[0]}”?" if near else f"the fields are: {', '.join(fields)}"
            return f"“{field}” is not a field that we know; {remedy}"
        case "literal_error":
            return f"{field} is “{detail['input']}”, but must be {context['expected']}"
        case "string_pattern_mismatch":
            return f"{field} {_PATTERNS.get(str(context['pattern']), 'is not written as expected')}"
        case "string_too_short":
            least = context["min_length"]
            return f"{field} is too short: write at least {least} character{'s' * (least > 1)}"
        case "string_too_long":
            return f"{field} is too long: write at most {context['max_length']} characters"
        case "too_short":
            return f"{field} is empty or too short: write at least {context['min_length']}"
        case "too_long":
            return f"{field} has too many entries: write at most {context['max_length']}"
        case "tuple_type" | "list_type":
            return f"{field} must be a list: one “- …” for each, on lines of their own"
        case "dict_type" | "model_type":
            return f"{field} must be fields of the form “name: text”"
        case "string_type":
            return f"{field} must be plain text; is the line indented too far, or a “- ” too many?"
        case "int_parsing" | "bool_parsing" | "greater_than_equal" | "less_than_equal":
            return f"{field} is “{detail['input']}”: {detail['msg'].lower()}"
        case "value_error":
            return str(detail["msg"]).removeprefix("Value error, ")
    return f"{field}: {detail['msg']}"


_PATTERNS = {
    r"[.!?”\])]$": "must end with a full stop; did a # cut it off?",
    r"^https?://\S+$": "must be an address that starts with https://",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "may hold only lower-case letters, digits and single hyphens",
    r"^[a-z]{2}(-[A-Z][A-Za-z]+)?$": "must be a language code such as es, ja or zh",
    r"^[^\[\]{}<>|]+$": "is a plain name: take out [ ] { } < > |",
    r"^[a-z0-9]+(\s[a-z0-9]+)*$": "must be words in small letters with a space between, and nothing else",
    r"^D\d{2}$": "must be D and two digits, such as D07",
}


def validate(model: type[T], document: Document, loc: Loc = ()) -> tuple[T | None, list[tuple[int, str]]]:
    """The value at a place as a model, or what is wrong with it."""
    value: Any = document.value
    for part in loc:
        value = value[part]
    try:
        return TypeAdapter(model).validate_python(value), []
    except ValidationError as error:
        found = []
        details = error.errors(include_url=False)
        for detail in details:
            inner = (other["loc"] for other in details if len(other["loc"]) > len(detail["loc"]))
            if detail["type"] == "too_short" and any(
                loc[: len(detail["loc"])] == detail["loc"] for loc in inner
            ):
                continue  # too short only because its items are wrong, which is said anyway
            fields = _fields(model, detail["loc"])
            found.append((document.line((*loc, *detail["loc"])), explain(detail, fields)))
        return None, found


def _fields(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The field names of the innermost model around a place."""
    fields = list(model.model_fields)
    for part in loc[:-1]:
        annotation = model.model_fields[part].annotation if part in model.model_fields else None
        for inner in _models_in(annotation):
            model, fields = inner, list(inner.model_fields)
    return fields


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)
