"""A profile's own templates, wording and language: they take the place of ours, or the run stops and says where."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from flows.doctor import examine
from tasks.brief.compose import compose
from tasks.brief.render import check, render, render_mail
from tasks.brief.templating import Templates
from tasks.brief.wording import wording
from tasks.config import load
from tasks.errors import ConfigError
from tasks.models import Digest, Profile
from tests.brief.material import DESK, NOW, material, name

OURS = Path(str(files("templates")))


def own(folder: Path, **texts: str) -> Profile:
    """The desk with templates of its own; `html__line` is html/line.html."""
    for key, text in texts.items():
        kind, _, rest = key.partition("__")
        suffix = {"html": "html", "mail": "html", "text": "txt", "markdown": "md"}.get(kind, "toml")
        path = folder / kind / f"{rest}.{suffix}" if rest else folder / f"{kind}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return replace(DESK, templates=folder)


def made(profile: Profile) -> Digest:
    return render(compose(material(), profile, name, None, NOW), profile, "2023-02-15")


def mistake(profile: Profile) -> str:
    with pytest.raises(ConfigError) as caught:
        render_mail(made(profile), profile, 100_000)
    return str(caught.value)


# ---- templates of a profile's own ------------------------------------------------------------------------------


def test_a_template_of_the_same_name_takes_the_place_of_ours_and_of_no_other(tmp_path: Path) -> None:
    digest = made(own(tmp_path, text__watch="OUR DESK WATCHES {{ brief.watch | length }}\n"))
    assert "OUR DESK WATCHES 2" in digest.text
    assert "WATCH LIST" not in digest.text
    assert "Watch list" in digest.html


def test_a_template_may_use_ours_and_others_of_its_folder(tmp_path: Path) -> None:
    profile = own(tmp_path, html__note="<p>{{ brief.title }}, ours</p>", html__watch='{% include "html/note.html" %}')
    assert "<p>Marenia, ours</p>" in made(profile).html


def test_words_of_strangers_are_escaped_in_a_template_of_the_users_too(tmp_path: Path) -> None:
    profile = replace(own(tmp_path, html__watch="<p>{{ brief.title }}</p>"), title="<b>&\u202e</b>")
    assert "<p>&lt;b&gt;&amp;&lt;/b&gt;</p>" in made(profile).html


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("fine\n{% if brief.watch %}\n{{ brief.title", 3, "unexpected end of template"),
        ("{% endif %}", 1, "unknown tag 'endif'"),
        ("one\ntwo\n{{ brief.titel }}", 3, "UndefinedError: 'tasks.brief.parts.Brief object' has no attribute 'titel'"),
        ("\n{{ 1 / 0 }}", 2, "ZeroDivisionError"),
        ('\n\n{{ t("no.such") }}', 3, "KeyError"),
        ('{% include "html/nothing.html" %}', 1, "TemplateNotFound"),
        ("{{ ''.__class__.__mro__ }}", 1, "SecurityError"),
        ("{{ t.__call__.__globals__ }}", 1, "SecurityError"),
        ("{{ cycler.__init__.__globals__.os.system('true') }}", 1, "SecurityError"),
        ("{% set _ = sections.append('x') %}", 1, "has no attribute 'append'"),
        ("{{ range(10000000) | list }}", 1, "OverflowError"),
    ],
)
def test_a_broken_template_names_its_file_and_line_and_nothing_is_made(
    tmp_path: Path, text: str, line: int, why: str
) -> None:
    for place in ("html__watch", "mail__watch", "text__watch"):
        folder = tmp_path / place
        said = mistake(own(folder, **{place: text}))
        [file] = [path for path in folder.rglob("*") if path.is_file()]
        assert said.startswith(f"{file}:{line}: ")
        assert why in said


def test_a_template_that_takes_the_place_of_none_is_a_mistake(tmp_path: Path) -> None:
    assert "watchlist.html: takes the place of no template" in mistake(own(tmp_path, html__watchlist="x"))


def test_a_folder_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    assert "no such folder" in mistake(replace(DESK, templates=tmp_path / "gone"))


def test_a_mistake_is_found_before_anything_is_made_and_by_the_doctor(tmp_path: Path) -> None:
    own(tmp_path / "mine", mail__watch="{% if %}")
    config = tmp_path / "counterclaim.toml"
    config.write_text('[profile.desk]\ntemplates = "mine"\n')
    [profile] = load(config).profiles()
    with pytest.raises(ConfigError, match=re.escape(f"{tmp_path / 'mine' / 'mail' / 'watch.html'}:1: ")):
        check(profile)
    found = {finding.what: finding for finding in examine(config)}
    assert not found["templates"].well
    assert "watch.html:1: " in found["templates"].message


def test_a_mistake_of_ours_is_not_put_down_to_the_user(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    with pytest.raises(Exception, match="undefined") as caught:
        Templates(tmp_path).fill("html/digest.html", {})
    assert not isinstance(caught.value, ConfigError)


# ---- the wording -----------------------------------------------------------------------------------------------


def translated(value: Any, mark: str = "ᚠ") -> Any:
    """Every word of a wording put into a language of which no word can be taken for English."""
    if isinstance(value, dict):
        return {key: translated(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [mark for _ in value]
    return "".join(
        part if part.startswith("{") else re.sub(r"[A-Za-z]+", mark, part) for part in re.split(r"(\{.*?\})", value)
    )


def words_of(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[A-Za-z]{2,}", text)}


def strings(value: Any) -> list[str]:
    if isinstance(value, dict | list):
        return [text for entry in (value.values() if isinstance(value, dict) else value) for text in strings(entry)]
    return [value] if isinstance(value, str) else []


def text_of(page: str) -> str:
    """What a page says to readers, pictures described in words."""
    root = html.fromstring(page)
    etree.strip_elements(root, "style", with_tail=False)
    described = root.xpath("//@alt | //@aria-label | //title/text()")
    return " ".join([*root.itertext(), *described])


def as_toml(entries: dict[str, Any]) -> str:
    """Tables of texts as TOML; JSON's strings and lists are TOML's."""
    lines, tables = [], []
    for key, value in entries.items():
        if isinstance(value, dict) and not {"one", "other"} <= value.keys():
            tables.append(f"[{key}]\n{as_toml(value)}")
        elif isinstance(value, dict):
            lines.append(f"{key} = {{ one = {json.dumps(value['one'])}, other = {json.dumps(value['other'])} }}")
        else:
            lines.append(f"{key} = {json.dumps(value)}")
    return "\n".join([*lines, *tables]) + "\n"


def test_every_word_that_is_ours_comes_from_the_wording(tmp_path: Path) -> None:
    """In a digest in another language no English is left but words of the sources, names, and ACLED's terms."""
    entries = translated(wording("en", None)) | {"language": "xx", "direction": "rtl"}
    profile = replace(own(tmp_path, xx=as_toml(entries)), language="xx")
    digest = made(profile)
    assert 'lang="xx" dir="rtl"' in digest.html
    theirs = {"tlp", "clear", "https", "http", "asia", "kabul", *words_of(" ".join(strings(json.loads(digest.json))))}
    for form in (digest.text, text_of(digest.html), text_of(render_mail(digest, profile, 100_000).html)):
        assert words_of(form.replace(digest.digest_id, "")) - theirs == set()
        assert "ᚠ" in form


def test_sources_words_are_marked_as_the_language_they_are_in(tmp_path: Path) -> None:
    entries = wording("en", None) | {"language": "fr"}
    page = made(replace(own(tmp_path, fr=as_toml(entries)), language="fr")).html
    assert '<html lang="fr"' in page
    assert "<q lang=en>" in page
    assert "<q lang" not in made(DESK).html


def test_a_file_that_changes_a_few_words_of_ours_needs_only_those(tmp_path: Path) -> None:
    digest = made(own(tmp_path, en='product = "Morning paper"\n[title]\nbottom = "The gist"\n'))
    assert digest.text.startswith("MORNING PAPER")
    assert "THE GIST" in digest.text
    assert "CONTESTED CLAIMS" in digest.text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[title]\nbotom = "x"\n', "unknown key `title.botom`"),
        ("[title]\nbottom = 3\n", "key `title.bottom`: expected something like 'Bottom line', found 3"),
        ('months = ["Jan"]\n', "key `months`: expected something like"),
        ('[header]\nmade = "{at}"\n', "key `header.made`: nothing is filled in for {at}"),
        ('[header]\nmade = "{made.__class__}"\n', "nothing is filled in for {made.__class__}"),
        ('[header]\nmade = "{made"\n', "key `header.made`: expected '}'"),
        ("[title\n", "is not valid TOML"),
    ],
)
def test_a_broken_wording_names_its_file_and_key(tmp_path: Path, text: str, why: str) -> None:
    said = mistake(own(tmp_path, en=text))
    assert said.startswith(f"{tmp_path / 'en.toml'}: ")
    assert why in said


def test_a_language_that_nobody_translated_says_where_the_translation_belongs(tmp_path: Path) -> None:
    assert f"as {tmp_path / 'ps.toml'}" in mistake(replace(own(tmp_path), language="ps"))
    assert "key `archive.all` is missing" in mistake(replace(own(tmp_path, ps='language = "ps"\n'), language="ps"))


def test_numbers_and_dates_are_written_as_the_wording_says(tmp_path: Path) -> None:
    profile = own(tmp_path, en='[date]\nday = "{year}-{month}-{day:02}"\n[number]\nthousands = " "\n')
    assert "2023-Feb-13" in made(profile).text
