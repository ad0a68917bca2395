"""Filling templates: those in a profile's own folder first, then ours. They run in a sandbox and cannot reach Python.

A folder of templates mirrors `templates/`: what lies there under the same name takes the place of ours. A mistake in
one of them names its file and line and stops the run; nothing falls back to ours.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateSyntaxError,
    meta,
    select_autoescape,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from tasks.brief import layout
from tasks.errors import ConfigError

OURS = Path(str(files("templates")))


class Templates:
    """The templates of a profile, or ours alone."""

    def __init__(self, folder: Path | None = None, **values: object) -> None:
        """Open them.

        Args:
            folder: The profile's own; None: it has none.
            values: What every template can use, by name.

        Raises:
            ConfigError: there is no such folder, a template in it is no template, or takes the place of none of ours.
        """
        self.folder = folder
        self._environment = _environment(folder)
        self._environment.globals |= values
        if folder is not None:
            self._check(folder)

    def fill(self, name: str, context: Mapping[str, Any]) -> str:
        """The template of that name, filled.

        Raises:
            ConfigError: a template in the profile's own folder cannot be filled.
        """
        try:
            return self._environment.get_template(name).render(context)
        except Exception as error:  # whatever the user's template did; what is not its doing goes on as it is
            raise self._explained(error) or error from error

    def _check(self, folder: Path) -> None:
        if not folder.is_dir():
            raise ConfigError(f"{folder}: there is no such folder of templates.")
        listed = self._environment.list_templates(filter_func=lambda name: not name.endswith((".toml", ".py", ".pyc")))
        named = {name for name in listed if (folder / name).is_file()}
        used: set[str] = set()
        for name in sorted(named):
            try:
                parsed = self._environment.parse((folder / name).read_text(encoding="utf-8"), name, str(folder / name))
                self._environment.get_template(name)
            except (TemplateSyntaxError, UnicodeDecodeError) as error:
                line = error.lineno if isinstance(error, TemplateSyntaxError) else 1
                raise ConfigError(f"{folder / name}:{line}: {error}") from error
            used |= {other for other in meta.find_referenced_templates(parsed) if other}
        for name in sorted(named - used):
            if not (OURS / name).is_file():
                raise ConfigError(f"{folder / name}: takes the place of no template, and no other template names it.")

    def _explained(self, error: Exception) -> ConfigError | None:
        """What is wrong in the profile's own folder; None where the mistake is not there."""
        if self.folder is None:
            return None
        places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
        if isinstance(error, TemplateSyntaxError):
            places.append((error.filename or "", error.lineno))
        own = [place for place in places if Path(place[0]).is_relative_to(self.folder)]
        if not own:
            return None
        file, line = own[-1]
        return ConfigError(f"{file}:{line}: {type(error).__name__}: {layout.clean(str(error))}")


def _environment(folder: Path | None) -> Environment:
    loaders: list[BaseLoader] = [PackageLoader("templates", "")]
    if folder is not None:
        loaders.insert(0, FileSystemLoader(folder))
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        autoescape=select_autoescape(["html", "xml"]),
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: dict[str, Callable[[str], str]] = {"md": layout.markdown, "clean": layout.clean}
    environment.filters |= filters
    return environment


def _finalize(value: object) -> object:
    """No value that a template prints brings control characters along."""
    return value if isinstance(value, Markup | int | float) else layout.printable(str(value))
