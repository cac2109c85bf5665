"""What MkDocs calls: checks first, then the generated pages, before it looks for files."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from macros import check, guides, pages
from macros.data import load


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Stop on any problem, with its line; else bring the generated pages up to date."""
    docs = Path(config.docs_dir)
    found = check.problems(docs=docs)
    if found:
        raise PluginError("Please fix these:\n\n" + "\n".join(map(str, found)) + "\n")
    written, _ = guides.load(docs)
    pages.write(load(), written, docs, str(config.extra["repository"]), str(config.site_url))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the scripts, styles and icons of the theme that our templates replace."""
    docs = Path(config.docs_dir)
    for file in list(files):
        if (
            file.src_uri.startswith("assets/")
            and file.abs_src_path
            and not Path(file.abs_src_path).is_relative_to(docs)
        ):
            files.remove(file)
    return files
