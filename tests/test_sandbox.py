"""A page can call our macros and nothing else."""

from pathlib import Path

import pytest
from jinja2 import Environment, TemplateSyntaxError

from macros.sandbox import OnlyMacroCalls
from tests.conftest import run

HOSTILE = {
    "globals of a built-in": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "subclasses": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a fresh environment": "{{ config.theme.get_env().from_string('x') }}",
    "plugins": "{{ config.plugins }}",
    "files": "{{ files }}",
    "the page's file": "{{ page.file.abs_src_path }}",
    "attribute filter": "{{ 'x' | attr('__class__') }}",
    "map filter": "{{ [1] | map(attribute='__class__') | list }}",
    "format": "{{ '{0.__class__}'.format(1) }}",
    "loop": "{% for x in range(9) %}{{ x }}{% endfor %}",
    "include": "{% include '../mkdocs.yml' %}",
    "import": "{% import 'x' as y %}",
    "set": "{% set x = 1 %}",
    "condition": "{% if true %}x{% endif %}",
    "arithmetic": "{{ 'a' * 10 ** 10 }}",
    "a foreign macro": "{{ macros_info() }}",
    "the environment": "{{ environment }}",
    "an item": "{{ macros['glossary_index'] }}",
    "an attribute of a macro": "{{ glossary_index.__globals__ }}",
    "a call on a result": "{{ glossary_index().upper() }}",
    "a list as argument": "{{ comparison_table([1, 2]) }}",
    "a name as argument": "{{ comparison_table(config) }}",
    "call block": "{% call glossary_index() %}{% endcall %}",
    "raw lambda": "{{ (lambda: 1)() }}",
}


def environment() -> Environment:
    """A Jinja environment as the pages get it, with one macro of ours and one of others."""
    made = Environment(extensions=[OnlyMacroCalls], autoescape=True)

    def glossary_index() -> str:
        return "the glossary"

    glossary_index.__module__ = "macros"
    made.globals.update(
        glossary_index=glossary_index, comparison_table=glossary_index, macros_info=lambda: "all", config={}
    )
    return made


@pytest.mark.parametrize("name", HOSTILE)
def test_refuses(name: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        environment().from_string(HOSTILE[name])


def test_lets_a_macro_be_called() -> None:
    assert environment().from_string("See {{ glossary_index() }}.").render() == "See the glossary."


@pytest.mark.parametrize(
    "name", ["globals of a built-in", "a fresh environment", "arithmetic", "a foreign macro"]
)
def test_a_hostile_page_fails_the_build(project: Path, name: str) -> None:
    page = project / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n{HOSTILE[name]}\n", encoding="utf-8")
    done = run("macros.build", cwd=project)
    assert done.returncode != 0
    assert "a page may only call our macros" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()


def test_a_wrong_macro_argument_fails_the_build_and_names_the_remedy(project: Path) -> None:
    page = project / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace('"sides"', '"side"'), encoding="utf-8")
    done = run("macros.build", cwd=project)
    assert done.returncode != 0
    assert "there is no data/comparisons/side.yml; there are: sides" in done.stderr
    assert not (project / "site").exists()
