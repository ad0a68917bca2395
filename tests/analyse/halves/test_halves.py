from typing import Any

import pytest

from tasks.analyse.claims.statements import statements
from tasks.analyse.halves.halves import halves_of
from tests.analyse.contests_kit import catalogue, contests, read


def halves(text: str) -> list[tuple[Any, ...]]:
    """Of each contest within a sentence: the claim, its claimant, the counter, its party and the kind."""
    reading = read(text)
    found: list[tuple[Any, ...]] = []
    for contest in halves_of(statements(reading, catalogue()), catalogue()):
        parts = [part for p in contest.positions for part in (reading.article.text[slice(*p.span)], p.party.text)]
        found.append((*parts, contest.kind))
    return found


def test_a_claim_and_its_denial_in_an_aside_are_told_apart_within_the_sentence() -> None:
    reading = read("The levy raised nine million crowns for new school roofs, a claim disputed by the town's auditors.")
    (half,) = halves_of(statements(reading, catalogue()), catalogue())
    assert [reading.article.text[slice(*p.span)] for p in half.positions] == [
        "The levy raised nine million crowns for new school roofs",
        "a claim disputed by the town's auditors.",
    ]
    assert half.positions[1].party.text == "the town's auditors"


def test_criticism_that_is_dismissed_is_the_claim_of_whom_it_comes_from() -> None:
    reading = read("Mayor Otto Finn dismissed criticism from Brell that the tunnel had been built without a permit.")
    (half,) = halves_of(statements(reading, catalogue()), catalogue())
    assert half.positions[0].party.text == "Brell"
    assert reading.article.text[slice(*half.positions[0].span)].startswith("criticism from Brell")


def test_a_relative_clause_about_the_subject_is_no_aside() -> None:
    reading = read("Mayor Otto Finn, who questioned the cost of the tunnel in spring, opened the bridge on Monday.")
    assert halves_of(statements(reading, catalogue()), catalogue()) == []


def test_what_is_denied_is_the_claim_of_nobody_who_is_named() -> None:
    sentence = "Captain Orso rejected ads that accuse him of sinking the trawler."
    assert halves(sentence) == [("ads that accuse him of sinking the trawler", "", sentence, "Captain Orso", "denial")]


@pytest.mark.parametrize(
    "sentence",
    ["Captain Orso denied the charges on Monday.", "Captain Orso denied that the trawler had crossed the sea border."],
)
def test_nobody_is_put_against_a_denier_whom_nobody_is_said_to_contradict(sentence: str) -> None:
    assert halves(sentence) == []


def test_the_article_itself_calls_a_claim_unfounded() -> None:
    ((claim, _, counter, party, kind),) = halves(
        "The flyer repeats the debunked claim that the harbour of Tolm was sold to a foreign fleet."
    )
    assert claim == "the harbour of Tolm was sold to a foreign fleet"
    assert counter.startswith("The flyer repeats the debunked claim")
    assert (party, kind) == (None, "denial")


def test_a_claim_made_without_evidence_is_unverified() -> None:
    ((claim, claimant, _, party, kind),) = halves(
        "Mayor Otto Finn claimed, without providing evidence, that the auditors had burnt the ledgers."
    )
    assert claim == "that the auditors had burnt the ledgers"
    assert (claimant, party, kind) == ("Mayor Otto Finn", None, "unverified")


def test_who_says_the_contrary_after_a_word_of_contrast_stands_against_the_first() -> None:
    ((claim, claimant, counter, party, _),) = halves(
        "Sponsors argue the levy would bring nurses to the island, but Brell said it would drive them away."
    )
    assert (claim, claimant) == ("Sponsors argue the levy would bring nurses to the island", "Sponsors")
    assert (counter, party) == ("but Brell said it would drive them away.", "Brell")


def test_a_sentence_that_opens_with_a_word_of_contrast_falls_in_two_at_the_comma() -> None:
    ((claim, _, counter, party, _),) = halves(
        "While Finn accused the council of hiding bills, Brell said every bill had been shown."
    )
    assert claim == "While Finn accused the council of hiding bills,"
    assert (counter, party) == ("Brell said every bill had been shown.", "Brell")


def test_despite_a_claim_another_finds_the_contrary() -> None:
    ((claim, claimant, counter, party, kind),) = halves(
        "Contrary to Finn's claims, investigators say he never entered the vault."
    )
    assert (claim, claimant) == ("Contrary to Finn's claims", "Finn")
    assert (counter, party, kind) == ("investigators say he never entered the vault.", "investigators", "doubt")


@pytest.mark.parametrize(
    "sentence",
    [
        "Supporters said the levy was a blessing, while opponents called it a gift to the shipowners.",
        "Democrats accused the board of waste and Republicans accused Democrats of stalling.",
        "Otto Finn said that he would mend the dam, even as the council debated its cost.",
        "Although Otto Finn said he was nervous about the race, he won it by nine minutes.",
        "The pilots of Tolm have no sense of direction, Otto Finn said, sparking complaints that he was rude.",
        "Markets were skeptical about the loan, as fears grew that the harbour could not pay.",
        "Several captains disagreed with the decision of the harbour board to sell the ferry.",
        "Despite the range of views in the council, the ferry will be sold before the spring.",
    ],
)
def test_quarrels_concessions_and_policy_within_a_sentence_are_no_contest(sentence: str) -> None:
    assert halves(sentence) == []


def test_a_claim_that_the_sentence_goes_on_to_call_untrue() -> None:
    sentence = "Otto Finn's claim that the dam of Tolm can bear lorries was untrue."
    ((claim, _, counter, party, kind),) = halves(sentence)
    assert claim == "Otto Finn's claim that the dam of Tolm can bear lorries"
    assert (counter, party, kind) == (sentence, None, "doubt")


@pytest.mark.parametrize(
    ("sentence", "claim", "party"),
    [
        (
            "Finn pushed back on a report that the dam at Tolm had been sold, saying the deed was in his safe.",
            "a report that the dam at Tolm had been sold",
            "Finn",
        ),
        (
            'The clerk said the charge that she had hidden the ledgers of the harbour was "total rubbish."',
            "the charge that she had hidden the ledgers of the harbour",
            "The clerk",
        ),
        (
            "The ministry said the video showing a trawler ramming the patrol boat was a crude forgery.",
            "the video showing a trawler ramming the patrol boat",
            "The ministry",
        ),
        (
            "Finn mocked what he called the myth that the tunnel floods every spring.",
            "the tunnel floods every spring",
            "Finn",
        ),
        (
            "Brell cast doubt on the official count of the drowned sheep, suggesting that half had been sold.",
            "the official count of the drowned sheep",
            "Brell",
        ),
        (
            "Captain Orso denied any involvement in the sinking of the grain trawler.",
            "any involvement in the sinking of the grain trawler",
            "Captain Orso",
        ),
        (
            "The navy said the trawler had opened fire first; fishermen aboard said they were unarmed.",
            "The navy said the trawler had opened fire first",
            "fishermen aboard",
        ),
    ],
)
def test_what_is_turned_down_is_told_with_who_turns_it_down(sentence: str, claim: str, party: str | None) -> None:
    ((found, _, _, by, _),) = halves(sentence)
    assert (found, by) == (claim, party)


def test_he_who_denies_in_an_aside_is_whom_the_claim_tells_of() -> None:
    ((claim, claimant, counter, party, kind),) = halves(
        "Dunn met Otto Finn, who has been accused of burning the harbour's ledgers -- claims he denies."
    )
    assert (claim, claimant) == (
        "Dunn met Otto Finn, who has been accused of burning the harbour's ledgers",
        "",
    )
    assert (counter, party, kind) == ("claims he denies.", "Otto Finn", "denial")


def test_he_who_denies_in_an_aside_is_whom_the_claim_accuses() -> None:
    ((claim, claimant, counter, party, _),) = halves(
        "The union accused Governor Carl Holm of theft, an allegation he denies, and walked out on Monday."
    )
    assert (claim, claimant) == ("The union accused Governor Carl Holm of theft", "The union")
    assert (counter, party) == ("an allegation he denies", "Governor Carl Holm")


def test_after_one_has_spoken_another_may_speak_of_something_else() -> None:
    assert (
        halves("After Ana Brell said that Finn had burnt the ledgers, Orso said he had never liked the harbour.") == []
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Did the minister falsely claim that the dam at Tolm was safe to cross?",
        "Brell said she would never falsely claim that the dam at Tolm was safe to cross.",
        "The mayor said the dam was safe, but later said the dam was safe to cross on foot.",
        "Residents may swim in the lake, except that dogs must be kept on a lead near the shore.",
        "Sponsors welcomed the levy, while nurses moved to the island in the spring.",
        "Asked about reports that Tolm had sought the men for years, Ana Brell said six requests were pending.",
        "Ana Brell said that raiders had crossed the river, but Carl Holm said that he, too, had seen them cross it.",
        "The caller said that the guard was armed, but then, when asked about it, said that he was not sure of it.",
    ],
)
def test_what_is_asked_supposed_or_merely_added_is_no_contest(sentence: str) -> None:
    assert halves(sentence) == []


def test_a_myth_that_did_something_is_not_told() -> None:
    assert not halves("It was part of the myth that surrounded the old lighthouse in the bay.")
    assert not halves("Orso tells so many lies that Ana Brell could lose her own way when she answers him.")


@pytest.mark.parametrize(
    "sentence",
    [
        "He leaves a false impression of how he came to own the yards by the northern harbour.",
        "Members were mistakenly charged fees, saw the dues rise and got bills for years.",
        "Scholars will probably disagree with the account of the first harbour wall that Orso wrote.",
        "Orso was called upon to keep the gate shut all night, but the guard claimed another boat at dawn.",
        "We are close to the end of our time, but I'm going to close with a question that is less serious.",
    ],
)
def test_words_that_only_look_like_a_verdict_are_none(sentence: str) -> None:
    assert halves(sentence) == []


def test_one_sentence_gives_one_contest() -> None:
    found = contests(
        read("Mayor Otto Finn falsely claimed that the dam was safe, even though the auditors said it was not.")
    )
    assert len(found) == 1


def test_what_only_tells_when_is_no_claim() -> None:
    told = statements(
        read("After the board had read the details of the charges, which Ann Lee denies, it met."), catalogue()
    )
    assert halves_of(told, catalogue()) == []


def test_who_denies_in_an_aside_is_named_without_the_words_that_go_with_the_verb() -> None:
    ((_, claimant, _, party, _),) = halves(
        "The ferry sank because of a bomb, according to Otto Finn, a claim that divers from Tolm have long disputed."
    )
    assert (claimant, party) == ("Otto Finn", "divers from Tolm")


@pytest.mark.parametrize(
    "sentence",
    [
        "Otto Finn was married to a cousin of the miller, though officials have long dismissed any tie between that "
        "and the fire at the harbour.",
        "Ana Brell said it was wrong to sell the ferry, but she denied taking money from the bank of Tolm.",
        "Ana Brell has toyed with the idea of standing for mayor, though she has denied that she would move to Tolm.",
    ],
)
def test_an_aside_that_tells_itself_what_is_turned_down_is_no_answer_to_what_stands_before_it(sentence: str) -> None:
    assert halves(sentence) == []


def test_an_aside_that_turns_down_the_charge_before_it_may_tell_it_again() -> None:
    (half,) = halves("The old ferry of Tolm went to a cousin, though Otto Finn has denied selling the ferry in secret.")
    assert half[0] == "The old ferry of Tolm went to a cousin"


def test_a_denial_before_although_answers_what_stands_behind_it() -> None:
    although = "although United Nations experts have said that its soldiers have fought alongside them."
    (contest,) = contests(read(f"Borea denies supporting the rebels, {although}"))
    assert contest.kind == "denial"
    assert [(s.side, s.source_text) for s in contest.sides] == [(1, "United Nations experts"), (2, "Borea")]
