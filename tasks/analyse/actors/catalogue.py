"""Who is meant and who speaks: names and source phrases to the actors of the catalogue.

A phrase speaks for an actor if its head noun does: "U.S. envoy Ann Lee" and "a statement by the State Department" speak
for the United States, "an expert at Stanford University", "Russian analysts" and "a former NDS chief" for nobody.

"Daesh", "ISIS" and "IS" are names of the whole organisation and of each of its branches, and every country has a police
and a Foreign Ministry. `Catalogue.for_text` settles which one an article means; without it the former are the
organisation, to which its branches are allied, "police" is anybody's, and "the Foreign Ministry" nobody's.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from tasks.analyse.actors import tables as actordata
from tasks.analyse.actors.cues import Words
from tasks.analyse.actors.here import meant_here
from tasks.analyse.actors.names import HYPHEN, Alias, Hit, Index, Key, Token, alias, hits, indexed, tokens
from tasks.analyse.actors.tables import Actor, Dated

_BREAK = re.compile(r"[,;:()\[\]\"“”]|\s[-–—]\s|—|\n\n")  # between two parts of a source phrase

SETTLED = 200  # articles whose shared names are remembered: linking asks for those of one article again and again


@dataclass(frozen=True)
class Catalogue:
    """All known actors with their names, and the rules by which a phrase speaks for one of them."""

    actors: Mapping[str, Actor]
    _index: Index
    _words: Words
    _here: Mapping[Key, str | None]  # what names that several share mean in the article at hand
    _settled: dict[tuple[str, date | None], Catalogue] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def load(cls, user_files: Sequence[Path] = ()) -> Catalogue:
        """Reads the general catalogue and the user's files on top, in their order.

        Raises:
            ConfigError: a file or an entry is wrong; names file, entry and what was expected.
        """
        actors = actordata.general()
        for path in user_files:
            actordata.add_file(actors, path)
        words = Words.load()
        return cls(actors, indexed(_aliases(actors, words)), words, {})

    def name(self, actor_id: str) -> str:
        """How a digest prints an actor; of an id that the catalogue no longer has, the id."""
        return self.actors[actor_id].name if actor_id in self.actors else actor_id

    def kind(self, actor_id: str) -> str | None:
        """One of `actordata.KINDS`; None for an id that the catalogue does not have."""
        return self.actors[actor_id].kind if actor_id in self.actors else None

    def allied(self, a: str, b: str, on: date | None = None) -> bool:
        """Whether one is the other or a part of it, on a day.

        On no given day: whether they still are, or were to the end of the whole ("until" a government fell).
        """
        return a == b or b in self._above(a, on) or a in self._above(b, on)

    def find(self, text: str, on: date | None = None) -> list[tuple[int, int, str]]:
        """Every actor that a text names: start, end (exclusive), actor id, in order, none overlapping.

        A country counts where it may act ("Russia said", "Russian troops"), not as a place ("in Russia"), and a capital
        never: only as a source (`resolve`) does it speak for its government.
        """
        words = tokens(text)
        found = []
        before: Hit | None = None
        done = 0  # words that an earlier mention has taken in
        for hit in hits(words, self._index, self._here, on, shouting=text.isupper()):
            if hit.actor is not None and hit.first >= done:
                actor, end = self._organ(hit, words) or (hit.actor, hit.last)
                if actor != hit.actor or self._acts(hit, words, before):
                    found.append((words[hit.first].start, words[end - 1].end, actor))
                    done = end
            before = hit
        return found

    def resolve(self, name: str, on: date | None = None) -> str | None:
        """The actor that a source phrase speaks for, on the day of the report; None if it speaks for none we know."""
        words = itertools.takewhile(lambda token: token.key not in self._words.relative, tokens(name))
        parts = list(_parts(words))
        for part in parts:
            if any(token.key in self._words.past for token in part):
                continue
            found = list(hits(part, self._index, self._here, on))
            for hit in found:
                if hit.sort == "capital" and len(parts) > 1:
                    continue  # a place in an address, or a surname
                if hit.sort == "country" and part is not parts[0] and hit.last - hit.first == len(part):
                    continue  # "in Doha, Qatar"
                actor = self._speaker(hit, found, part)
                if actor is not None:
                    return actor
        return None

    def is_body(self, phrase: str) -> bool:
        """Whether a phrase is the name of a state or a body, whole, and not a leader's: "South Korea", "the U.N."."""
        words = [token for token in tokens(phrase) if token.key != "the"]
        whole = (hit for hit in hits(words, self._index, self._here, None) if (hit.first, hit.last) == (0, len(words)))
        return any(hit.sort in ("name", "country") for hit in whole)

    def for_text(self, text: str, on: date | None = None) -> Catalogue:
        """The same catalogue for one article, in which names that several share mean the one it is about.

        See `tasks.analyse.actors.here` for how that is told.
        """
        if (text, on) not in self._settled:
            if len(self._settled) >= SETTLED:
                self._settled.clear()
            here = meant_here(text, on, self.actors, self._index, self._words.generic)
            self._settled[text, on] = replace(self, _here=here)
        return self._settled[text, on]

    def _above(self, actor_id: str, on: date | None) -> set[str]:
        above: set[str] = set()
        todo = [actor_id]
        while todo:
            actor = self.actors.get(todo.pop())
            for parent in actor.part_of if actor else ():
                valid = parent.holds(on) if on else parent.until in (None, self._end(parent.value))
                if valid and parent.value not in above:
                    above.add(parent.value)
                    todo.append(parent.value)
        return above

    def _end(self, actor_id: str) -> date | None:
        """The first day on which no name of an actor is valid any more."""
        ends = [name.until for name in self.actors[actor_id].names]
        return None if None in ends else max((end for end in ends if end), default=None)

    def _acts(self, hit: Hit, words: Sequence[Token], before: Hit | None) -> bool:
        """Whether a name stands for the actor here, not for a place or for people of its nationality."""
        if hit.sort == "capital" or self._describes(hit, words):
            return False
        if hit.sort == "name":
            return True
        if hit.sort == "leader":
            return not self._namesake(hit, words)
        if hit.sort == "country":
            ahead = [token for token in words[max(0, hit.first - 2) : hit.first] if token.key != "the"]
            if words[hit.first].key in self._words.namesakes and self._borne(hit, words):
                return False
            if not ahead:
                return True
            # "Doha, Qatar" is a place, "Russia, China" are two actors
            town = words[hit.first].gap.strip() == "," and ahead[-1].text[0].isupper()
            listed = before is not None and before.last == hit.first and before.sort == "country"
            return ahead[-1].key not in self._words.locative and (listed or not town)
        if hit.sort == "adjective":
            for token in words[hit.last : hit.last + 3]:
                if token.key in self._words.stop_deeds or _BREAK.search(token.gap):
                    return False
                if token.key in self._words.voices or token.key in self._words.deeds:
                    return True
        return False

    def _namesake(self, hit: Hit, words: Sequence[Token]) -> bool:
        """Whether a leader's name has another first name before it."""
        before = words[hit.first - 1] if hit.first and words[hit.first].gap in (" ", ". ") else None
        if before is None or before.key in ("ms", "mrs", "miss"):
            return before is not None
        titled = before.key in self._words.titles or before.key in self._words.voices | self._words.portfolios
        return words[hit.first].gap == " " and before.text[0].isupper() and not titled

    def _borne(self, hit: Hit, words: Sequence[Token]) -> bool:
        """Whether a country's name is a person's: another name stands right beside it."""
        after = words[hit.last] if hit.last < len(words) and words[hit.last].gap == " " else None
        return self._namesake(hit, words) or (after is not None and after.text[0].isupper())

    def _describes(self, hit: Hit, words: Sequence[Token]) -> bool:
        """Whether the name is but half of a compound such as "Moscow-based"."""
        if hit.last >= len(words):
            return False
        after = words[hit.last]
        return bool(HYPHEN.fullmatch(after.gap)) and after.key in self._words.described

    def _organ(self, hit: Hit, words: Sequence[Token]) -> tuple[str, int] | None:
        """The army or another organ of a state, if the words after its name make it that: (actor id, end token).

        An armed group's forces are the group.
        """
        group = hit.sort == "name" and hit.actor is not None and self.kind(hit.actor) == "armed-group"
        if not (group or hit.sort in ("country", "adjective")) or self._describes(hit, words):
            return None
        i = hit.last + (hit.last < len(words) and words[hit.last].key == "'s")
        for skip in (0, 1):
            if skip and (i >= len(words) or words[i].key not in self._words.organ_modifiers):
                break
            for length in (4, 3, 2, 1):
                part = words[i + skip : i + skip + length]
                organ = self._words.organs.get(tuple(token.key for token in part))
                end = i + skip + len(part)
                if organ and not any(_BREAK.search(token.gap) for token in words[hit.last : end]):
                    actor_id = str(hit.actor) if group else f"{hit.actor}-{organ}"
                    return (actor_id, end) if actor_id in self.actors else None
        return None

    def _speaker(self, hit: Hit, found: Sequence[Hit], part: Sequence[Token]) -> str | None:
        """The actor whose voice a part of a source phrase is, if it is the voice of `hit`."""
        if hit.actor is None:
            return None
        voices = self._words.voices | self._words.voices_of.get(self.actors[hit.actor].kind, frozenset())
        organ = self._organ(hit, part)
        beside = [*part[: hit.first], *part[organ[1] if organ else hit.last :]]
        if any(token.key in self._words.apart - voices for token in beside):
            return None
        end, possessive = _after(hit, found, part)
        if end is None:
            return None
        has_voice, bare = self._head(part[end:], voices)
        if part[hit.first].key in voices and hit.last > hit.first + 1:  # "Secretary of State Ann Lee"
            if any(token.text[0].isupper() and token.key not in {"the", *voices} for token in part[: hit.first][-2:]):
                return None  # "Ohio's Secretary of State"
            if possessive:
                return None  # "the Secretary of State's office" is one of Ohio's, too; the other is a department
            has_voice = has_voice or all(token.text[0].isupper() for token in part[end:])
        if not has_voice and not bare and not (organ and organ[1] == len(part)):
            own = possessive and hit.sort == "name" and self.kind(hit.actor) == "armed-group"
            if not (own and all(token.text[0].isupper() for token in part[end:])):
                return None
        if bare and hit.sort == "adjective":
            return None
        if not self._introduced(hit, part, voices, bare):
            return None
        return organ[0] if organ else hit.actor

    def _head(self, rest: Sequence[Token], voices: frozenset[str]) -> tuple[bool, bool]:
        """(a voice is the head of the words after a name, there are no such words)."""
        voice, seen = False, False
        for token, after in itertools.zip_longest(rest, rest[1:]):
            if token.key in self._words.prepositions or token.key in self._words.closing or token.key in ("and", "or"):
                break
            ends = after is None or after.key in self._words.prepositions or after.text[0].isupper()
            if ends and token.text.islower() and token.key.endswith(("ed", "ing")) and token.key not in voices:
                break  # "a report by the U.N. released on Monday"
            seen = True
            if token.key in voices:
                voice = True
            elif token.text[0].isupper():
                if voice:
                    break
                if token.key not in self._words.portfolios:
                    return False, False  # "American Bridge President": another name
            else:
                voice = False
        return voice, not seen

    def _introduced(self, hit: Hit, part: Sequence[Token], voices: frozenset[str], bare: bool) -> bool:
        """Whether the words before a name let it speak: none that matter, or a voice "of", "for", "at" it."""
        before = part[: hit.first]
        at = max((k for k, token in enumerate(before) if token.key in self._words.prepositions), default=None)
        if at is None:
            if hit.sort == "capital":
                return bare and hit.last == len(part) and not before
            if hit.sort == "leader":
                return not self._namesake(hit, part)
            if hit.sort == "country" and bare:
                return all(not token.text[0].isupper() or token.key in ("the", *voices) for token in before)
            return True
        preposition = before[at].key
        role = next((t.key for t in reversed(before[:at]) if t.key in voices or not t.text[0].isupper()), None)
        if at == 0:
            return preposition == "by"
        if role not in voices:
            return False
        if hit.sort == "capital" or (preposition in ("in", "inside") and hit.sort == "country" and bare):
            return preposition in ("in", "inside") and role in ("officials", "authorities", "government", "police")
        if hit.sort == "country" and bare:
            return preposition in ("of", "from", "by") or (preposition == "for" and role.startswith("spokes"))
        return preposition in ("of", "from", "by", "for", "at", "with", "in", "within")


def _aliases(actors: Mapping[str, Actor], words: Words) -> Iterator[Alias]:
    for name in words.names_of_others:
        yield alias(None, Dated(name))
    for actor in actors.values():
        for dated in actor.names:
            yield alias(actor.actor_id, dated, words.generic)
        for name in actor.local:
            yield alias(None, Dated(name))
    for generic, office in words.generic.items():
        yield alias(office if office in actors else None, Dated(" ".join(generic)), words.generic)


def _parts(words: Iterable[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for token in words:
        if part and _BREAK.search(token.gap):
            yield part
            part = []
        part.append(token)
    if part:
        yield part


def _after(hit: Hit, found: Sequence[Hit], part: Sequence[Token]) -> tuple[int | None, bool]:
    """Where the words after a name begin, past a possessive and past names joined to it ("U.S. and Afghan")."""
    end = hit.last
    while True:
        possessive = end < len(part) and (part[end].key == "'s" or part[end].gap.startswith(("'", "’")))
        if end < len(part) and part[end].key == "'s":
            end += 1
        elif end < len(part) and HYPHEN.fullmatch(part[end].gap):
            return None, False
        skip = end + (end < len(part) and part[end].key in ("and", "or"))
        skip += skip > end and skip < len(part) and part[skip].key == "the"
        joined = next((other for other in found if other.first == skip), None)
        if skip == end or joined is None:
            return end, possessive
        end = joined.last
