"""Who says what: finds the attributions of one parsed article."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Token

from tasks.analyse.attribution.clauses import clause_drafts
from tasks.analyse.attribution.draft import Draft, mention
from tasks.analyse.attribution.nouns import noun_drafts
from tasks.analyse.attribution.phrases import phrase_drafts
from tasks.analyse.attribution.quotes import attach_quotations
from tasks.analyse.attribution.speakers import Speakers
from tasks.analyse.attribution.stance import hedging, pointer_of, stance_of, terms_of
from tasks.analyse.parsing.cues import lexicon
from tasks.analyse.parsing.quotations import Quotation, find_quotations
from tasks.analyse.parsing.tokens import offsets, sentence_numbers
from tasks.models import Attribution, Mode

AGAINST = frozenset({"while", "although", "though", "whereas"})


def find_attributions(doc: Doc, text: str, actor_of: Callable[[str], str | None]) -> list[Attribution]:
    """All attributions of an article, by the place of their cue.

    Args:
        doc: the parse of `text` (tasks.analyse.parsing.parse), the same offsets.
        text: the article as it is printed.
        actor_of: the catalogue id that a name or description stands for, None where it stands for none.
    """
    words = lexicon()
    quotations = find_quotations(text)
    within = numbered(doc, quotations)
    drafts = [
        *clause_drafts(doc, words, within),
        *noun_drafts(doc, words),
        *phrase_drafts(doc, text, words),
    ]
    attach_quotations(doc, text, drafts, quotations)
    drafts = settled([draft for draft in drafts if draft.content])
    sentence_of = sentence_numbers(doc)
    speakers = Speakers(doc, text, within, actor_of)
    found = []
    for draft in sorted(drafts, key=lambda draft: draft.head.i):
        cue, content = mention(doc, text, draft.cue), mention(doc, text, draft.content)
        if cue is None or content is None:
            continue
        source = mention(doc, text, {i for i in draft.source if not doc[i].is_quote or doc[i].tag_ == "POS"})
        speaker = speakers.resolve(draft.source, draft.content) if source else None
        stance = stance_of(draft, words)
        names = [name for name in (source.text if source else None, speaker) if name]
        found.append(
            Attribution(
                source=source,
                speaker=speaker,
                actor=next((actor for actor in map(actor_of, names) if actor), None),
                cue=cue,
                content=content,
                stance=stance,
                mode=mode(draft, within),
                hedged=(draft.entry.hedged and stance != "confirms") or hedging(draft, words),
                sentence=sentence_of[draft.head.i],
                pointer=pointer_of(draft, words),
                terms=terms_of(doc, draft.content, words),
            )
        )
    return found


def numbered(doc: Doc, quotations: list[Quotation]) -> list[int]:
    """For each token the number of the quotation it stands in, 0 outside of any."""
    within = [0] * len(doc)
    spans = [(start, end, n) for n, quotation in enumerate(quotations, 1) for start, end in quotation.spans]
    at = 0
    for i, idx in enumerate(offsets(doc) if spans else ()):
        while at < len(spans) and spans[at][1] <= idx:
            at += 1
        if at < len(spans) and spans[at][0] <= idx:
            within[i] = spans[at][2]
    return within


def settled(drafts: list[Draft]) -> list[Draft]:
    """One draft a cue, and of those inside another's content the ones that report somebody's words."""
    nouns = {i: draft for draft in drafts if draft.head.pos_ == "NOUN" for i in draft.cue}
    drafts = [draft for draft in drafts if nouns.get(draft.head.i, draft) is draft]
    heads = {draft.head.i for draft in drafts}
    around: dict[int, list[Draft]] = {}  # a cue's token -> the drafts in whose content it stands
    for draft in drafts:
        for i in draft.content & heads:
            around.setdefault(i, []).append(draft)
    return [
        draft
        for draft in drafts
        if all(outer.head.i in draft.content or is_denied(draft, outer) for outer in around.get(draft.head.i, ()))
        or worth_nesting(draft)
    ]


def is_denied(inner: Draft, outer: Draft) -> bool:
    """Whether nobody named turns down what somebody is told to claim: "claims by the guild that … were rejected"."""
    return bool(inner.source) and not outer.source and inner.head.pos_ == "NOUN" and outer.entry.stance == "denies"


def worth_nesting(draft: Draft) -> bool:
    """Whether an attribution counts even where somebody else reports it: "A said that B denied it".

    Not what B would say, nor what shows something to A without speaking: "A said early findings suggested that".
    """
    doc, verb = draft.head.doc, draft.head
    modal = any(c.tag_ == "MD" for c in verb.children) and not any(c.dep_ == "neg" for c in verb.children)
    if modal and draft.entry.stance != "demands":
        return False
    # "he said so, while tests show that"
    against = any(c.dep_ == "mark" and c.lower_ in AGAINST for c in verb.children)
    if not against and any(doc[i].head.i not in draft.source and is_mute(doc[i]) for i in draft.source):
        return False
    reports = draft.entry.speaks or draft.entry.stance in ("denies", "doubts", "confirms")
    return reports and any(doc[i].pos_ in ("PROPN", "NOUN") for i in draft.source)


def is_mute(noun: Token) -> bool:
    """Whether a source is a thing that shows but does not speak, of nobody who is named: "preliminary findings"."""
    owned = any(c.dep_ == "poss" or (c.dep_ == "compound" and c.pos_ == "PROPN") for c in noun.children)
    return noun.pos_ == "NOUN" and not owned and lexicon().lemma(noun) in lexicon().words["mute"]


def mode(draft: Draft, within: list[int]) -> Mode:
    """Direct where the content is a quotation with little else, mixed where it holds one, else indirect."""
    quoted = [within[i] > 0 for i in sorted(draft.content)]
    if not any(quoted):
        return "indirect"
    return "direct" if quoted[0] and sum(quoted) > 0.8 * len(quoted) else "mixed"
