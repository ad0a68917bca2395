"""Wordings by which one sentence tells a claim and what stands against it, beside those of test_halves."""

import pytest

from tests.analyse.halves.test_halves import halves


@pytest.mark.parametrize(
    ("sentence", "claim", "party", "kind"),
    [
        (
            "Ana Brell was skeptical of reports that divers had mended the dam of Tolm.",
            "reports that divers had mended the dam of Tolm.",
            "Ana Brell",
            "doubt",
        ),
        (
            "Otto Finn called the bridge a marvel, disputed Brell's complaint that its tolls were unlawful, and left.",
            "Brell's complaint that its tolls were unlawful, and left.",
            "Otto Finn",
            "denial",
        ),
        (
            "At the inquest, Ana Brell, who ran the ferry, brushed aside concerns that its doors had been left open.",
            "concerns that its doors had been left open",
            "Ana Brell",
            "denial",
        ),
    ],
)
def test_a_claim_and_who_turns_it_down(sentence: str, claim: str, party: str, kind: str) -> None:
    ((found, _, _, by, sort),) = halves(sentence)
    assert (found, by, sort) == (claim, party, kind)


@pytest.mark.parametrize(
    ("sentence", "claim", "counter", "kind"),
    [
        (
            "Otto Finn initially claimed that he had never seen the ledgers, before admitting that they lay at home.",
            "Otto Finn initially claimed that he had never seen the ledgers",
            "before admitting that they lay at home.",
            "reversal",
        ),
        (
            "The coast guard acknowledged on Friday that its boat had rammed the ferry, two days after it said that "
            "the ferry had struck a reef.",
            "two days after it said that the ferry had struck a reef.",
            "The coast guard acknowledged on Friday that its boat had rammed the ferry",
            "reversal",
        ),
        (
            "The board conceded that the well was poisoned, having first ruled out any such thing.",
            "having first ruled out any such thing.",
            "The board conceded that the well was poisoned",
            "reversal",
        ),
        (
            "The ministry acknowledged that a pilot had died in the crash, reversing an earlier denial.",
            "reversing an earlier denial.",
            "The ministry acknowledged that a pilot had died in the crash",
            "reversal",
        ),
        (
            '"The ferry was safe to board," Otto Finn said, but divers say its doors were left open.',
            '"The ferry was safe to board," Otto Finn said',
            "but divers say its doors were left open.",
            "doubt",
        ),
    ],
)
def test_a_claim_and_what_stands_against_it(sentence: str, claim: str, counter: str, kind: str) -> None:
    ((found, _, against, _, sort),) = halves(sentence)
    assert (found, against, sort) == (claim, counter, kind)


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (
            "The board let unfounded allegations of theft by the ferry's former captain linger.",
            "theft by the ferry's former captain linger",
        ),
        (
            "The argument that the bridge has emptied the harbour of Tolm does not hold water.",
            "The argument that the bridge has emptied the harbour of Tolm",
        ),
        (
            "Finn's claim that the ferry never leaked at its pier falls apart on its first page.",
            "Finn's claim that the ferry never leaked at its pier",
        ),
    ],
)
def test_a_claim_that_the_article_itself_turns_down(sentence: str, claim: str) -> None:
    ((found, _, counter, party, _),) = halves(sentence)
    assert (found, counter, party) == (claim, sentence, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Brell thanked those who say that the dam of Tolm is safe.",
        "Otto Finn refused to sell the ferry to the harbour board of Tolm.",
        "The council confirmed the new harbour pilot over the objections of the ferry company.",
        "The search for the ferry goes on, amid contradicting reports about its last hour.",
        "The ferry company is raising questions about the price of coal in Tolm.",
    ],
)
def test_no_claim_is_turned_down_where_none_is_told(sentence: str) -> None:
    assert halves(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The navy admitted a mistake on Monday, a week after the storm had sunk two of its boats.",
        "The harbour board acknowledged that the crane was old, a year after it had bought it.",
    ],
)
def test_who_owns_up_to_what_nobody_denied_takes_nothing_back(sentence: str) -> None:
    assert not halves(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Beyond who burned the mill, officials said, lies that of how the bridge came to be given to local traders.",
        "Finn told the guards that the boat leaked badly, although the guards' own reports listed it as seaworthy.",
        "The Brell campaign called the charges unsubstantiated and invented by former employees.",
    ],
)
def test_words_that_look_like_a_wording_are_none(sentence: str) -> None:
    assert halves(sentence) == []


def test_a_claim_called_untrue_begins_with_whose_it_is() -> None:
    sentence = "Many of the families say the mayor's claims about the broken dam of Tolm are unfounded."
    assert halves(sentence)[0][0] == "the mayor's claims about the broken dam of Tolm"


def test_of_two_nouns_that_name_a_claim_the_one_that_is_judged_opens_it() -> None:
    sentence = "Ana Brell said in a statement that any suggestion that divers had mined the dam of Tolm was false."
    assert halves(sentence)[0][0] == "any suggestion that divers had mined the dam of Tolm"


@pytest.mark.parametrize(
    "sentence",
    [
        '"Not one lamp was shown to us," Ana Brell said, adding that the charges were politically motivated.',
        "Otto Finn said the board disagreed with the claims, that it had told the divers all, and that it would go on.",
        "The navy said that the film had been cut and left out the moment at which the boats of the harbour turned.",
        "The board called the finding a crude fabrication by a band of traitors.",
    ],
)
def test_part_of_what_who_disputes_says_is_no_claim_of_another(sentence: str) -> None:
    assert halves(sentence) == []


def test_who_disputes_what_is_only_called_disputed_is_not_told() -> None:
    ((claim, claimant, _, by, _),) = halves(
        "After a talk with the Greens, Otto Finn praised the ferry, gave a sum and made disputed comments about how "
        "the bridge of Tolm pays for itself."
    )
    assert (claim[:8], claimant, by) == ("comments", "Otto Finn", "")


def test_a_verb_with_a_subject_of_its_own_tells_who_turns_it_down() -> None:
    ((_, _, _, by, _),) = halves(
        "At the inquest Ana Brell wept, and the pilot Otto Finn, who had run the ferry for its owners, disputed the "
        "claim that its doors had been left open."
    )
    assert by == "the pilot Otto Finn"


def test_he_who_turns_it_down_is_who_spoke_in_the_sentence_before() -> None:
    ((_, _, _, by, _),) = halves(
        "Judge Ana Brell wrote that the levy of Tolm was lawful. "
        "She also pushed back on the notion that the mayor of Tolm had spoiled the case."
    )
    assert by == "Judge Ana Brell"


@pytest.mark.parametrize(
    "sentence",
    [
        "The divers said that the harbour had been cleared, but fishermen said that they needed new nets.",
        "Otto Finn has called the tolls of the tunnel unacceptable, but Ana Brell said that drivers should slow down.",
        "The guard said that Orso had sailed alone, but his lawyer said that he would ask for a short sentence.",
        "Fishermen objected to the film as unfair to them, though Judge Brell said that jurors could see a part of it.",
    ],
)
def test_what_somebody_wants_or_may_do_stands_against_nothing_that_is_said_to_be_so(sentence: str) -> None:
    assert halves(sentence) == []
