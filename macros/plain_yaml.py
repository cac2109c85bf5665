"""Reads YAML as plain text with line numbers, and refuses what a reader could not check."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

import yaml

Loc = tuple[int | str, ...]
_Loader: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# Far more than any model needs; the composer below recurses in C and would end the process.
DEEPEST = 30
_PLAIN_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")}


class Document(NamedTuple):
    """A YAML text as plain values, with the line of each."""

    value: object
    lines: dict[Loc, int]
    problems: list[tuple[int, str]]

    def line(self, loc: Loc) -> int:
        """The line of a place, or of what is around it."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)


class _RefusedError(Exception):
    """The text holds something that is more than plain values."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


HINTS = {
    "mapping values are not allowed": "text with a colon starts on the next line, after “>-”",
    "found character '\\t'": "use spaces, not tabs",
    "found a tab character": "use spaces, not tabs",
    "found character that cannot start": "text that starts with a sign such as @ or % needs quotes around it",
    "did not find expected alphabetic or numeric": "text that starts with * or & needs quotes around it",
    "expected <block end>": "this line does not start below the lines above it",
    "did not find expected '-' indicator": "this line does not start below the lines above it; only an entry starts with “- ”",
    "did not find expected key": "this line does not start below the lines above it, or a quote is not closed",
    "could not find expected ':'": "a field is written “name: text”; is the colon missing?",
    "found unexpected end of stream": "a quote (\" or ') is opened and never closed",
    "found unexpected document": "a quote (\" or ') is opened and never closed",
    "found undefined alias": "text that starts with * or & needs quotes around it",
    "expected a single document": "the file holds two documents; take out the line “---”",
    "found unknown escape": "write a backslash in '…' or after “>-”, not in \"…\"",
    "control characters are not allowed": "take out the invisible control character",
    "undefined tag handle": "text that starts with ! needs quotes around it",
    "did not find expected node content": "a value is missing, or a sign such as ] or } needs quotes",
    "did not find expected ',' or": "a list in [ ] is not closed, or lacks a comma",
}


def parse(text: str) -> Document:
    """Turn YAML into plain text, lists and mappings; refuse what a reader could not check."""
    document = Document(None, {}, [])
    try:
        _refuse(text)
        root = yaml.compose(text, _Loader)
        if root is None:
            raise _RefusedError(1, "the file is empty; write at least one entry or delete it")
        return document._replace(value=_plain(root, (), document))
    except _RefusedError as refused:
        document.problems.append((refused.line, refused.message))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        said = " ".join(filter(None, (getattr(error, "problem", ""), getattr(error, "context", ""))))
        said = said or getattr(error, "reason", "") or str(error).splitlines()[0]
        hint = next((hint for key, hint in HINTS.items() if key in said), f"not valid YAML: {said}")
        line = mark.line + 1 if mark else text[: getattr(error, "position", 0)].count("\n") + 1
        # An unclosed quote is noticed at the end of the file; say where it opened.
        if "unexpected end of stream" in said and getattr(error, "context_mark", None):
            line = error.context_mark.line + 1  # type: ignore[attr-defined]
        document.problems.append((line, hint))
    return document


def _refuse(text: str) -> None:
    """Refuse what fills the memory or the stack before anything is built from it."""
    depth = 0
    for event in yaml.parse(text, _Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if getattr(event, "anchor", None):
            raise _RefusedError(line, "anchors (&) are not used here; write the text out")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _RefusedError(
                line, "lists and fields are nested too deeply; write them as the neighbors do"
            )


def _plain(node: yaml.Node, loc: Loc, document: Document) -> object:
    """The value of a node as text, list or mapping, with its lines noted."""
    line = node.start_mark.line + 1
    document.lines.setdefault(loc, line)
    if node.tag not in _PLAIN_TAGS:
        raise _RefusedError(line, f"the tag “{node.tag}” is not used here; write plain text")
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            document.lines[*loc, index] = item.start_mark.line + 1
        return [_plain(item, (*loc, index), document) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, loc, document)
    return node.value


def _mapping(node: yaml.MappingNode, loc: Loc, document: Document) -> object:
    result: dict[str, object] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or key.tag not in _PLAIN_TAGS:
            raise _RefusedError(line, "a field name is plain text, such as “term:”")
        if key.value in result:
            document.problems.append((line, f"“{key.value}” is given twice; keep one"))
        document.lines[*loc, key.value] = line
        result[key.value] = _plain(value, (*loc, key.value), document)
    return result


def sort_entries(text: str, key: str, order: Callable[[str], str]) -> str:
    """Sort the entries by a field and leave every other character as it is."""
    root = yaml.compose(text, _Loader)
    if not isinstance(root, yaml.SequenceNode):
        raise TypeError("the text is not a list of entries")
    lines = text.splitlines()
    starts = [item.start_mark.line for item in root.value]
    for index, start in enumerate(starts):
        while start and lines[start - 1].startswith("#"):  # a comment goes with its entry
            start -= 1
        starts[index] = start
    blocks = ["\n".join(lines[a:b]).strip("\n") for a, b in pairwise([*starts, len(lines)])]
    named = re.compile(rf"^[- ] {key}: *(.+?) *$", re.MULTILINE)

    def place(block: str) -> str:
        found = named.search(block)
        return order(found[1].strip("\"'") if found else "")

    header = "\n".join(lines[: starts[0]]).rstrip()
    return "\n\n".join(filter(None, [header, *sorted(blocks, key=place)])) + "\n"
