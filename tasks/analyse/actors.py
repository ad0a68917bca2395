"""Who is meant and who speaks: names and source phrases to the actors of the catalogue.

A phrase speaks for an actor if its head noun does: "U.S. envoy Ann Lee" and "a statement by the State Department" speak
for the United States, "an expert at Stanford University", "Russian analysts" and "a former NDS chief" for nobody. Names
are matched by words, not by characters: dots, apostrophes, accents and every kind of hyphen or dash aside, so that
"Al–Qa'ida" is "al-Qaida"; the longest name wins.

"Daesh", "ISIS" and "IS" are names of the whole organisation and of each of its branches. `Catalogue.for_text` settles
which one an article means; without it they are the organisation, to which its branches are allied.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tasks.analyse import actordata
from tasks.analyse.actordata import Actor, Dated, Sort

_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?|\w+(?:['’‘ʼʻʿʾ`´]\w+)*")
_MARKS = re.compile(r"['’‘ʼʻʿʾ`´.]")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_JOIN = re.compile(r"[ \t\u00a0]*[-‐‑‒–—−/]?[ \t\u00a0]*\n?[ \t]*|['’] ?")  # what may stand between two words of a name
_HYPHEN = re.compile(r"[-‐‑‒–—−]")
_BREAK = re.compile(r"[,;:()\[\]\"“”]|\s[-–—]\s|—|\n\n")  # between two parts of a source phrase
_SHORT = 5  # an acronym's letters: matched by case, "US" is not "us"


@dataclass(frozen=True, slots=True)
class _Token:
    key: str
    text: str
    start: int
    end: int
    gap: str  # the characters between it and the token before


@dataclass(frozen=True, slots=True)
class _Alias:
    words: tuple[str, ...]  # as written in the catalogue, for the case of letters
    actor: str | None  # None: somebody else's name that only looks like an actor's
    dated: Dated


@dataclass(frozen=True, slots=True)
class _Hit:
    first: int  # indices of tokens, end exclusive
    last: int
    actor: str | None
    sort: Sort


@dataclass(frozen=True)
class Catalogue:
    """All known actors with their names, and the rules by which a phrase speaks for one of them."""

    actors: Mapping[str, Actor]
    _index: Mapping[str, tuple[tuple[tuple[str, ...], tuple[_Alias, ...]], ...]]  # first word -> names, longest first
    _words: _Words
    _here: Mapping[tuple[str, ...], str]  # names that mean a branch in the article at hand

    @classmethod
    def load(cls, user_files: Sequence[Path] = ()) -> Catalogue:
        """Reads the general catalogue and the user's files on top, in their order.

        Raises:
            ConfigError: a file or an entry is wrong; names file, entry and what was expected.
        """
        actors = actordata.general()
        for path in user_files:
            actordata.add_file(actors, path)
            actordata.check_parents(actors, str(path))
        words = _Words.load()
        for state in [actor for actor in actors.values() if actor.kind == "government"]:
            _add_forces(actors, state)
        return cls(actors, _indexed(actors, words), words, {})

    def name(self, actor_id: str) -> str:
        """How a digest prints an actor; of an id that the catalogue no longer has, the id."""
        return self.actors[actor_id].name if actor_id in self.actors else actor_id

    def kind(self, actor_id: str) -> str | None:
        """One of `actordata.KINDS`; None for an id that the catalogue does not have."""
        return self.actors[actor_id].kind if actor_id in self.actors else None

    def allied(self, a: str, b: str, on: date | None = None) -> bool:
        """Whether one is the other or a part of it, on a day; on no given day, whether they still are."""
        return a == b or b in self._above(a, on) or a in self._above(b, on)

    def find(self, text: str, on: date | None = None) -> list[tuple[int, int, str]]:
        """Every actor that a text names: start, end (exclusive), actor id, in order, none overlapping.

        A country counts where it may act ("Russia said", "Russian troops"), not as a place ("in Russia"), and a capital
        never: only as a source (`resolve`) does it speak for its government.
        """
        tokens = _tokens(text)
        found = []
        before: _Hit | None = None
        done = 0  # tokens that an earlier mention has taken in
        for hit in self._hits(tokens, on, shouting=text.isupper()):
            if hit.actor is not None and hit.first >= done:
                actor, done = self._force(hit, tokens) or (hit.actor, hit.last)
                if actor != hit.actor or self._acts(hit, tokens, before):
                    found.append((tokens[hit.first].start, tokens[done - 1].end, actor))
            before = hit
        return found

    def resolve(self, name: str, on: date | None = None) -> str | None:
        """The actor that a source phrase speaks for, on the day of the report; None if it speaks for none we know."""
        for part in _parts(_tokens(name)):
            if any(token.key in self._words.past for token in part):
                continue
            hits = list(self._hits(part, on, shouting=False))
            for hit in hits:
                actor = self._speaker(hit, hits, part)
                if actor is not None:
                    return actor
        return None

    def for_text(self, text: str) -> Catalogue:
        """The same catalogue for one article: names that branches share with others mean the branch it is about.

        A branch is meant if the article calls it by a name of its own, or names more of its theatre than of any other
        sharer's.
        """
        tokens = _tokens(text)
        named = {actor for _, _, actor in self.find(text)}
        counts: dict[str, int] = {}
        for token in tokens:
            counts[token.key] = counts.get(token.key, 0) + 1
        here: dict[tuple[str, ...], tuple[int, str]] = {}
        sharers = [actor for actor in self.actors.values() if actor.theatre]
        weight = {
            actor.actor_id: sum(counts.get(_key(word), 0) for word in actor.theatre)
            + (1000 if actor.local and actor.actor_id in named else 0)
            for actor in sharers
        }
        for actor in sharers:
            floor = max((weight.get(parent.value, 0) for parent in actor.part_of), default=0)
            for alias in actor.local if weight[actor.actor_id] > floor else ():
                key = tuple(token.key for token in _tokens(alias))
                here[key] = max(here.get(key, (0, "")), (weight[actor.actor_id], actor.actor_id))
        return replace(self, _here={key: actor_id for key, (_, actor_id) in here.items()})

    def _above(self, actor_id: str, on: date | None) -> set[str]:
        above: set[str] = set()
        todo = [actor_id]
        while todo:
            actor = self.actors.get(todo.pop())
            for parent in actor.part_of if actor else ():
                valid = parent.until is None if on is None else parent.holds(on)
                if valid and parent.value not in above:
                    above.add(parent.value)
                    todo.append(parent.value)
        return above

    def _hits(self, tokens: Sequence[_Token], on: date | None, shouting: bool) -> Iterator[_Hit]:
        """The names in a row of tokens, leftmost and longest first. `shouting`: the text is in capitals throughout."""
        i = 0
        while i < len(tokens):
            hit = self._hit(tokens, i, on, shouting)
            if hit is None:
                i += 1
            else:
                yield hit
                i = hit.last

    def _hit(self, tokens: Sequence[_Token], i: int, on: date | None, shouting: bool) -> _Hit | None:
        for key, aliases in self._index.get(tokens[i].key, ()):
            end = i + len(key)
            if tuple(token.key for token in tokens[i:end]) != key:
                continue
            if not all(_JOIN.fullmatch(token.gap) for token in tokens[i + 1 : end]):
                continue
            for alias in aliases:
                if alias.dated.holds(on) and _cased(alias.words, tokens[i:end], shouting):
                    actor = self._here.get(key, alias.actor) if alias.actor is not None else None
                    return _Hit(i, end, actor, alias.dated.sort)
        return None

    def _acts(self, hit: _Hit, tokens: Sequence[_Token], before: _Hit | None) -> bool:
        """Whether a name stands for the actor here, not for a place or for people of its nationality."""
        if hit.sort == "capital" or self._describes(hit, tokens):
            return False
        if hit.sort == "name":
            return True
        if hit.sort == "country":
            ahead = [token for token in tokens[max(0, hit.first - 2) : hit.first] if token.key != "the"]
            if not ahead:
                return True
            # "Doha, Qatar" is a place, "Russia, China" are two actors
            town = tokens[hit.first].gap.strip() == "," and ahead[-1].text[0].isupper()
            listed = before is not None and before.last == hit.first and before.sort == "country"
            return ahead[-1].key not in self._words.locative and (listed or not town)
        if hit.sort == "adjective":
            for token in tokens[hit.last : hit.last + 3]:
                if token.key in self._words.stop_deeds or _BREAK.search(token.gap):
                    return False
                if token.key in self._words.voices or token.key in self._words.deeds:
                    return True
        return False

    def _describes(self, hit: _Hit, tokens: Sequence[_Token]) -> bool:
        """Whether the name is but half of a compound such as "Moscow-based"."""
        if hit.last >= len(tokens):
            return False
        after = tokens[hit.last]
        return bool(_HYPHEN.fullmatch(after.gap)) and after.key in self._words.described

    def _force(self, hit: _Hit, tokens: Sequence[_Token]) -> tuple[str, int] | None:
        """A state's army or police, if the words after its name make it that: (actor id, end token)."""
        if hit.sort not in ("country", "adjective") or hit.actor is None or self._describes(hit, tokens):
            return None
        i = hit.last + (hit.last < len(tokens) and tokens[hit.last].key == "'s")
        for skip in (0, 1):
            if skip and (i >= len(tokens) or tokens[i].key not in self._words.force_modifiers):
                break
            for length in (2, 1):
                part = tokens[i + skip : i + skip + length]
                force = self._words.forces.get(tuple(token.key for token in part))
                if force and not any(_BREAK.search(token.gap) for token in tokens[hit.last : i + skip + length]):
                    actor_id = f"{hit.actor}-{force}"
                    return (actor_id, i + skip + length) if actor_id in self.actors else None
        return None

    def _speaker(self, hit: _Hit, hits: Sequence[_Hit], part: Sequence[_Token]) -> str | None:
        """The actor whose voice a part of a source phrase is, if it is the voice of `hit`."""
        if hit.actor is None or any(token.key in self._words.apart for token in part):
            return None
        voices = self._words.voices | self._words.voices_of.get(self.actors[hit.actor].kind, frozenset())
        end, possessive = _after(hit, hits, part)
        if end is None:
            return None
        has_voice, bare = self._head(part[end:], voices)
        titled = part[hit.first].key in voices and all(token.text[0].isupper() for token in part[end:])
        has_voice = has_voice or titled  # "Secretary of State Ann Lee"
        force = self._force(hit, part)
        if not has_voice and not bare:
            own = possessive and hit.sort == "name" and self.kind(hit.actor) == "armed-group"
            if not (own and all(token.text[0].isupper() for token in part[end:])):
                return None
        if bare and hit.sort == "adjective":
            return None
        if not self._introduced(hit, part, voices, bare):
            return None
        return force[0] if force else hit.actor

    def _head(self, rest: Sequence[_Token], voices: frozenset[str]) -> tuple[bool, bool]:
        """(a voice is the head of the words after a name, there are no such words)."""
        voice, seen = False, False
        for token in rest:
            if token.key in self._words.prepositions or token.key in self._words.closing or token.key in ("and", "or"):
                break
            seen = True
            if token.key in voices:
                voice = True
            elif token.text[0].isupper():
                if voice:
                    break
            else:
                voice = False
        return voice, not seen

    def _introduced(self, hit: _Hit, part: Sequence[_Token], voices: frozenset[str], bare: bool) -> bool:
        """Whether the words before a name let it speak: none that matter, or a voice "of", "for", "at" it."""
        before = part[: hit.first]
        at = max((k for k, token in enumerate(before) if token.key in self._words.prepositions), default=None)
        if at is None:
            if hit.sort == "capital":
                return bare and all(token.key == "the" for token in before)
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


@dataclass(frozen=True)
class _Words:
    """The word lists of data/actors/words.toml."""

    voices: frozenset[str]
    voices_of: Mapping[str, frozenset[str]]
    past: frozenset[str]
    apart: frozenset[str]
    described: frozenset[str]
    prepositions: frozenset[str]
    closing: frozenset[str]
    locative: frozenset[str]
    deeds: frozenset[str]
    stop_deeds: frozenset[str]
    forces: Mapping[tuple[str, ...], str]
    force_modifiers: frozenset[str]
    names_of_others: tuple[str, ...]

    @classmethod
    def load(cls) -> _Words:
        data = actordata.words()
        forces = data["forces"]
        return cls(
            voices=frozenset(data["voices"].split()),
            voices_of={kind: frozenset(words.split()) for kind, words in data["voices_of"].items()},
            forces={
                tuple(phrase.split()): force
                for force, phrases in forces.items()
                if force != "modifiers"
                for phrase in phrases
            },
            force_modifiers=frozenset(forces["modifiers"]),
            names_of_others=tuple(data["names_of_others"]["list"]),
            **{group: frozenset(words.split()) for group, words in data["groups"].items()},
        )


def _add_forces(actors: dict[str, Actor], state: Actor) -> None:
    """Gives a government its army and police, so that "Kenyan police" is somebody even where no file says so."""
    adjective = next((name.value for name in state.names if name.sort == "adjective"), state.name)
    for force, kind, title in (
        ("army", "military", "military"),
        ("police", "police", "police"),
        ("security-forces", "security-forces", "security forces"),
        ("paramilitary", "paramilitary", "paramilitary forces"),
    ):
        actor_id = f"{state.actor_id}-{force}"
        if actor_id not in actors:
            actors[actor_id] = Actor(actor_id, f"{adjective} {title}", kind, part_of=[Dated(state.actor_id)])


def _indexed(
    actors: Mapping[str, Actor], words: _Words
) -> dict[str, tuple[tuple[tuple[str, ...], tuple[_Alias, ...]], ...]]:
    names: dict[tuple[str, ...], list[_Alias]] = {}
    for actor_id, dated in [
        *((None, Dated(name)) for name in words.names_of_others),
        *((actor.actor_id, dated) for actor in actors.values() for dated in actor.names),
    ]:
        tokens = _tokens(dated.value)
        if tokens:
            alias = _Alias(tuple(token.text for token in tokens), actor_id, dated)
            names.setdefault(tuple(token.key for token in tokens), []).append(alias)
    index: dict[str, list[tuple[tuple[str, ...], tuple[_Alias, ...]]]] = {}
    for key, aliases in names.items():
        index.setdefault(key[0], []).append((key, tuple(aliases)))
    return {first: tuple(sorted(keys, key=lambda entry: -len(entry[0]))) for first, keys in index.items()}


def _key(word: str) -> str:
    plain = _MARKS.sub("", word)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.lower()


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end, word = match.start(), match.end(), match.group()
        cut = _POSSESSIVE.search(word)
        if cut and cut.start():
            tokens.append(
                _Token(_key(word[: cut.start()]), word[: cut.start()], start, start + cut.start(), text[last:start])
            )
            tokens.append(_Token("'s", "'s", start + cut.start(), end, ""))
        else:
            tokens.append(_Token(_key(word), word, start, end, text[last:start]))
        last = end
    return tokens


def _cased(written: Sequence[str], tokens: Sequence[_Token], shouting: bool) -> bool:
    """Whether a text's capitals are those of a name: "US", not "us"; "Islamic State", not "an Islamic state"."""
    if len(written) == 1 and not written[0].isupper() and not written[0][1:].islower() and written[0].isalpha():
        return tokens[0].text == written[0]  # "LeT"
    if len(written) == 1 and written[0].isupper() and len(written[0]) <= _SHORT:
        text = tokens[0].text
        if shouting and "." not in text and text in ("IS", "US", "WHO"):
            return False
        return text.isupper() or (len(written[0]) > 3 and text.istitle())
    return all(token.text[0].isupper() for word, token in zip(written, tokens, strict=True) if word[0].isupper())


def _parts(tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    part: list[_Token] = []
    for token in tokens:
        if part and _BREAK.search(token.gap):
            yield part
            part = []
        part.append(token)
    if part:
        yield part


def _after(hit: _Hit, hits: Sequence[_Hit], part: Sequence[_Token]) -> tuple[int | None, bool]:
    """Where the words after a name begin, past a possessive and past names joined to it ("U.S. and Afghan officials")."""
    end = hit.last
    while True:
        possessive = end < len(part) and (part[end].key == "'s" or part[end].gap.startswith(("'", "’")))
        if end < len(part) and part[end].key == "'s":
            end += 1
        elif end < len(part) and _HYPHEN.fullmatch(part[end].gap):
            return None, False
        skip = end + (end < len(part) and part[end].key in ("and", "or"))
        skip += skip > end and skip < len(part) and part[skip].key == "the"
        joined = next((other for other in hits if other.first == skip), None)
        if skip == end or joined is None:
            return end, possessive
        end = joined.last
