"""Keeps pages from running anything but our macros.

Jinja's own sandbox leaves many ways out through the objects that MkDocs hands to pages. A page of
this site needs one thing only, a macro called with plain values, so everything else is refused
before it is compiled: no attributes, filters, loops, arithmetic, includes or other names.
"""

from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.ext import Extension

# Parses without our extension, which would call itself.
_GRAMMAR = Environment(autoescape=True)
ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Call, nodes.Name, nodes.Const)


class OnlyMacroCalls(Extension):
    """A Jinja extension that accepts {{ macro("text") }} and nothing else."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source unchanged, if it is harmless; raises TemplateSyntaxError if not."""
        tree = _GRAMMAR.parse(source, name, filename)
        for node in _descendants(tree):
            if not self._harmless(node):
                raise TemplateSyntaxError(
                    'a page may only call our macros, such as {{ comparison_table("cro-vs-smo") }}',
                    node.lineno,
                    name,
                    filename,
                )
        return source

    def _harmless(self, node: nodes.Node) -> bool:
        if isinstance(node, nodes.Call):
            return isinstance(node.node, nodes.Name) and is_ours(self.environment, node.node.name)
        if isinstance(node, nodes.Name):
            return is_ours(self.environment, node.name)
        return isinstance(node, ALLOWED)


def is_ours(environment: Environment, name: str) -> bool:
    """Is the name one of the macros that this package registered?"""
    macro: Any = environment.globals.get(name)
    return callable(macro) and getattr(macro, "__module__", "").split(".")[0] == __package__


def _descendants(tree: nodes.Template) -> list[nodes.Node]:
    return [tree, *tree.find_all(nodes.Node)]
