"""Full-text search over rows of a list: which of them hold all the words, and how well (BM25).

DuckDB's index for full-text search is a snapshot: it is made anew, as a whole, whenever a row has come. On two cores
that took 64 s for a million claims and doubled their size, and a search in it was no faster (0.9 s) than looking
through the texts (0.8 s). So none is kept. A search looks through the rows that the other filters let pass, and the
index, with the stemming and ranking of DuckDB's extension, is made in memory of those that hold all the words. It is
never stale, and needs no right to write to the warehouse.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import duckdb_extension_fts

from tasks.errors import ConfigError
from warehouse.connection import Warehouse, sql

EXTENSION = Path(duckdb_extension_fts.__path__[0]) / f"extensions/v{duckdb.__version__}/fts.duckdb_extension"
PART = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
MOST_WORDS = 32

INDEX = "stemmer = 'english', stopwords = 'none', ignore = '[^\\pL\\pN]+', strip_accents = 0, lower = 0, overwrite = 1"


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several in a row, as stems."""

    stems: tuple[str, ...]
    wanted: bool  # else no row that holds it is found


def rank(warehouse: Warehouse, rows: str, narrow: Mapping[str, Any], search: str) -> None:
    """Make `memory.main.scored`: id and relevance of each row that answers a search.

    Args:
        warehouse: The open warehouse.
        rows: SQL of the list, with `id` and the text to search in as `searched`.
        narrow: The parameters of that SQL.
        search: Words and "words in a row" that must all be there, in any form; -words that must not.

    Raises:
        ConfigError: the search holds no word to look for, or too many.
    """
    run = warehouse.connection.execute
    run("LOAD '{}'".format(str(EXTENSION).replace("'", "''")))
    run(sql("search_macros"))
    terms = _terms(warehouse, search)
    wanted = sorted({stem for term in terms if term.wanted for stem in term.stems})
    every = sorted({stem for term in terms for stem in term.stems})
    # Letters, digits and the patterns around them are all that is put into the SQL.
    gates = " AND ".join(map(_gate, wanted))
    run(
        f"CREATE TABLE memory.main.candidate AS WITH listed AS ({rows}) {sql('search_candidates')}"
        f" WHERE {gates} GROUP BY id",
        dict(narrow),
    )
    beginning = f" (?:{'|'.join(sorted({_beginning(stem) for stem in every}))})[^ ]*"
    forms = {
        row["stem"]: row["words"] for row in warehouse.run("search_forms", {"beginnings": beginning, "stems": every})
    }
    tests = [f"{'' if term.wanted else 'NOT '}regexp_matches(text, '{_pattern(term, forms)}')" for term in terms]
    run(f"CREATE TABLE memory.main.found AS FROM memory.main.candidate WHERE {' AND '.join(tests)}")
    run("USE memory")
    run(f"PRAGMA create_fts_index('found', 'id', 'text', {INDEX})")
    words = " ".join(forms[stem][0] for stem in wanted if stem in forms)
    run(
        "CREATE TABLE scored AS SELECT id, coalesce(fts_main_found.match_bm25(id, ?), 0) AS relevance FROM found",
        [words],
    )
    run("USE warehouse")


def _terms(warehouse: Warehouse, search: str) -> list[Term]:
    """A word that punctuation parts, such as al-Qaida, is several in a row."""
    parts = [(not minus, phrase or word) for minus, phrase, word in PART.findall(search)]
    rows = warehouse.connection.execute(
        "SELECT list_transform(string_split(trim(folded(part)), ' '), word -> stem(word, 'english'))"
        " FROM (SELECT unnest(?::VARCHAR[]) AS part)",
        [[part for _, part in parts]],
    ).fetchall()
    terms = [Term(tuple(stems), wanted) for (wanted, _), (stems,) in zip(parts, rows, strict=True) if any(stems)]
    if not any(term.wanted for term in terms):
        raise ConfigError(f"--search {search!r}: expected a word to look for.")
    if sum(len(term.stems) for term in terms) > MOST_WORDS:
        raise ConfigError(f"--search: expected at most {MOST_WORDS} words.")
    return terms


def _beginning(stem: str) -> str:
    """With what every word of a stem begins: the stemmer puts in place of an ending at most its last two letters."""
    if stem in ("die", "lie", "tie"):  # dying, lying, tying
        return stem[0]
    return stem[: max(2, len(stem) - 2)]


def _gate(stem: str) -> str:
    """SQL that holds of a text not folded yet where it holds a word of the stem; short ones may be spelt with dots."""
    beginning = _beginning(stem)
    if len(beginning) > 3:
        return f"contains(lowered, '{beginning}')"
    dotted = "[.]?".join(beginning)
    return f"contains(lowered, '{beginning[0]}') AND regexp_matches(lowered, '(?:^|[^a-z0-9]){dotted}')"


def _pattern(term: Term, forms: Mapping[str, Sequence[str]]) -> str:
    """The regular expression of a term in folded text; of a word that occurs nowhere, one that nothing matches."""
    return f" {' '.join('(?:' + '|'.join(forms.get(stem, ['_'])) + ')' for stem in term.stems)} "
