"""What reads like a dispute and is none: no contest may be made of it."""

import pytest

from tasks.analyse.claims.parties import Party
from tasks.analyse.claims.sameside import own_people
from tasks.analyse.claims.statements import is_furniture, statements
from tasks.analyse.disputes.disputes import challenges
from tests.analyse.contests_kit import catalogue, contests, read


def disputing(text: str) -> list[str]:
    return [challenge.by for challenge in challenges(statements(read(text), catalogue()))]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry denied help to the families whose houses had burned.",
        "The governor denied Captain Orso a hearing on the trawler.",
        "The council rejected his attempts to write the rule anew.",
        "The board dismissed complaints against the mill over the smoke.",
        "Police urged people not to spread rumours about the dam.",
        "Mayor Otto Finn said there is no question that the dam will hold.",
        "Mayor Otto Finn said the storm could distort the count in the hills.",
        "Surveyors put the loss at 12 percent, factoring in distortions from the flood.",
        "Mayor Otto Finn said he would like to change the libel laws.",
        "Mayor Otto Finn said he was not sure how many guests had come to the fair.",
        "Mayor Otto Finn said the fine would end any false hope among smugglers.",
        "The harbour council rebuffed him twice.",
        "Harbour master Ana Brell denied an Orso offer to plead guilty.",
        "A clerk's mistake denied fishermen this opportunity for a bonus.",
        "After the shelling the commander said they would strike back.",
        "Captain Orso told the court that he gave false statements to the guard.",
        "Mayor Otto Finn wrote: There can't be a finer harbour master than Ana Brell.",
        "The judges rejected the petition without comment.",
        "The club said that it wants to reverse its fortunes.",
        "Mayor Otto Finn might dispute that account.",
        "Nothing would allow the guild to deny the claims about the dam.",
        "Citing an unfounded theory, Captain Orso said the moon had moved the nets.",
        "The fishermen are free to join the guild or reject the claims about it.",
        "You are right, Captain Orso said, the fine is ridiculous.",
        "Mayor Otto Finn said the new pier did not fit with the old houses.",
        "Guards may search a boat when its papers cannot be verified.",
        "Captain Orso denies a charge of theft in an unrelated case.",
        "Captain Orso has pleaded not guilty to a second charge.",
        "The smugglers decided not to hold out when the guard came.",
    ],
)
def test_a_thing_refused_a_warning_or_what_is_left_open_disputes_nothing(text: str) -> None:
    assert disputing(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Captain Orso denied that he had access to the engine room.",
        "The ministry rejected the claims that the dam had cracked.",
        "Captain Orso said it was too early to speak about the cause of the fire.",
        "Captain Orso has cast doubt on the claims that the dam had cracked.",
        "Captain Orso said that the mayor's account did not square with the tide.",
        "Captain Orso said the official version made no sense.",
        "Captain Orso said he had seen nothing to suggest that the dam had cracked.",
    ],
)
def test_a_claim_turned_down_disputes_it(text: str) -> None:
    assert len(disputing(text)) == 1


def test_who_looked_and_found_no_sign_of_it_doubts_the_claim_and_not_his_own_report() -> None:
    [contest] = contests(
        read("Guards have said that Captain Orso fired first. The review found no sign of a shot, said Ana Brell.")
    )
    assert [side.source_text for side in contest.sides] == ["Guards", "Ana Brell"]


def test_who_could_not_check_a_claim_is_a_side() -> None:
    [contest] = contests(read("The Harbour Watch could not verify the claims that the dam had cracked."))
    assert "The Harbour Watch" in [side.source_text for side in contest.sides]


def test_two_who_turn_down_one_claim_are_on_one_side() -> None:
    told = contests(
        read(
            "Captain Orso said reports that the trawler carried weapons were false. "
            "Harbour master Ana Brell also disputed the reports that the trawler carried weapons."
        )
    )
    sides = [{side.source_text: side.stance for side in contest.sides} for contest in told]
    assert all(
        not {"Captain Orso", "Harbour master Ana Brell"} <= side.keys()
        or side["Captain Orso"] == side["Harbour master Ana Brell"]
        for side in sides
    )


def test_who_says_that_he_did_nothing_wrong_answers_a_charge_alone() -> None:
    said = "Captain Orso said of the trawler that he did nothing wrong at sea."
    assert contests(read(f"A survey found that most of the town likes Captain Orso and the trawler. {said}")) == []
    assert len(contests(read(f"The coast guard accused Captain Orso of smuggling on the trawler. {said}"))) == 1


def test_who_is_accused_of_going_back_on_his_word_has_not_gone_back_on_it() -> None:
    told = contests(
        read(
            "The ministry earlier said the dam was safe and the work on the dam would go on. "
            "Mayor Otto Finn accused the ministry of backtracking on its promise that the work on the dam would go on."
        )
    )
    assert all(contest.kind != "reversal" for contest in told)


@pytest.mark.parametrize(
    "text",
    [
        "FERRY CREW FALSELY CLAIMED THAT THE BRIDGE HAD FALLEN.",
        "The wreck of the trawler is seen in this image provided by the coast guard.",
        "Photo released by the coast guard of the trawler in the ice.",
        "Captain Orso, who denied that the trawler sank, in this file photo.",
    ],
)
def test_captions_and_headlines_in_capitals_are_no_part_of_the_text(text: str) -> None:
    assert is_furniture(text)
    assert contests(read(f"{text} The harbour was quiet.")) == []


def test_a_sentence_of_the_text_is_no_furniture() -> None:
    assert not is_furniture("NATO said the trawler was seen near the ice in May.")
    assert not is_furniture("UN: NO.")


def test_two_who_share_a_first_name_do_not_speak_for_each_other() -> None:
    owner = Party(None, "orso", "Ilen Orso, a mill manager", person=True)
    other = Party(None, "brell", "Agency chief Ilen Brell", person=True)
    assert not own_people(owner, other)
    assert own_people(owner, Party(None, "lawyer", "a lawyer for Orso"))
    assert own_people(
        Party(None, "harbour ethics board", "The Harbour Ethics Board"),
        Party(None, "letter", "Friday’s letter from the Ethics Board"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee said she was glad of the news, while Tom Orso said that his prayers had been heard.",
        "Ann Lee said many would stay, but it is unclear whether there is a ferry for the islands this week.",
        "He was asked again about the ferry on Tuesday evening in town, despite his fierce denials.",
        'The mill manager blasted the young fiddler during a long summer dance, calling her a "horrible guest."',
        "Tom Orso criticised Ann Lee for accusing the mill.",
    ],
)
def test_a_sentence_that_tells_no_claim_holds_no_contest(text: str) -> None:
    assert contests(read(text)) == []


def test_who_praises_by_comparison_denies_nothing() -> None:
    assert disputing("Mayor Otto Finn said there is no fisherman who has done more for the town.") == []
    assert disputing("Mayor Otto Finn said there is no oil in the river.") == ["said"]


def test_who_differ_over_a_plan_turn_down_no_claim() -> None:
    assert disputing("Captains and pilots disagree on how the harbour should be run.") == []


def test_a_share_of_those_asked_is_nobody() -> None:
    told = statements(
        read("Only 24 percent of voters said the dam was safe. The share of farmers said it was not."), catalogue()
    )
    assert {statement.party.text for statement in told} <= {None, ""}


def test_who_is_called_a_liar_is_the_one_who_put_the_claim() -> None:
    liar = "Captain Orso called Mayor Otto Finn a liar over the dam."
    assert contests(read(f"Governor Ilsa Maro said the dam would be open in the spring. {liar}")) == []


def test_who_asks_claims_nothing() -> None:
    asked = "A reporter asked whether the mayor would close the harbour and the mill for the whole winter."
    assert contests(read(f"{asked} But Mayor Otto Finn replied that the harbour would not close.")) == []


def test_what_supports_a_claim_holds_three_of_its_words_at_least() -> None:
    (contest,) = contests(
        read(
            "The coast guard accused Captain Orso of smuggling guns. Orso denied the accusation. "
            "Governor Ilsa Maro said the smuggling hurt fishermen."
        )
    )
    assert {side.source_text for side in contest.sides} == {"The coast guard", "Captain Orso"}


@pytest.mark.parametrize(
    "text",
    [
        # a name of four letters is no pronoun
        "Ana Brell called the ruling a gain for the voters of Tolm. Otto Finn and Captain Orso are contesting Tolm.",
        # misleading is what is denied, and no verdict
        "Two clerks said that the board had turned down Finn's lawyers. Otto Finn has denied misleading anyone.",
        # "beliefs" is far behind the verdict, and no claim of theirs
        "Critics view the school of Tolm as hostile. It is absurd that her choice to teach drawing to the children of "
        "the harbour, and her own beliefs, are under attack, Ana Brell said.",
    ],
)
def test_a_noun_that_is_not_what_is_turned_down_points_at_no_claim(text: str) -> None:
    assert contests(read(text)) == []


def test_the_ties_of_somebody_are_no_claim_of_his() -> None:
    (challenge,) = challenges(statements(read("Otto Finn denied Brell's ties to the smugglers of Tolm."), catalogue()))
    assert (challenge.noun, challenge.owner_name) == ("tie", None)


def test_what_a_denial_stands_against_is_no_part_of_what_it_denies() -> None:
    told = "Otto Finn denied that the trial was political, despite the doubts of the surveyors of Tolm."
    (challenge,) = challenges(statements(read(told), catalogue()))
    assert challenge.words.all == {"polit", "trial"}


def test_a_denial_that_spells_out_another_matter_is_less_sure() -> None:
    claim = "Fishermen said the council had wasted the money meant for schools."
    other = "The harbour master denied that teachers' pay would be cut next year."
    assert all(contest.score < 0.5 for contest in contests(read(f"{claim} {other}")))


def test_records_that_show_something_beside_each_other_rebut_nothing() -> None:
    text = "Flight records show that the jet flew 333 hours last year. During the same time, the records show, the "
    assert contests(read(text + "smaller plane flew 216 hours.")) == []


def test_who_wrote_first_and_then_did_something_has_not_gone_back_on_it() -> None:
    text = "Otto Finn first tweeted a note of concern for the divers, and later sought to calm the harbour with a plan."
    assert contests(read(text)) == []


def test_that_no_group_has_claimed_an_attack_is_news_and_no_denial() -> None:
    text = "No group has claimed responsibility for the attack yet, the harbour police said. A radio station reported "
    assert contests(read(text + "that the group had announced that it carried out the attack.")) == []


@pytest.mark.parametrize(
    "texts",
    [
        # who holds talks, or drops an inquiry, owns up to no attack
        ["The army said it was holding talks with the elders. The mayor blamed rebels for the attack on the market."],
        ["The police said they dropped the inquiry. The mayor said rebels attacked them on Monday."],
        # what befell somebody, or what harms nobody, is no charge against him
        ["The hospital said Tom Orso was beaten by two guards.", "Tom Orso rejected the accusations."],
        ["The union said Tom Orso visited the shelter.", "Tom Orso rejected the accusations."],
        # "nobody" before its verb negates nothing that stands before it
        [
            "Ann Lee said that at the bridge nobody was hurt in the storm. "
            "Tom Orso said the bridge was closed in the storm."
        ],
        # of other people, another thing, and to others
        [
            "The army said it killed three militants in the hills. "
            "The charity said two women who worked as teachers were freed."
        ],
        ["The ministry said invaders seized the post. Tom Orso said the wounded remain in hospital."],
        ["The mayor said the guards told reporters of the flood. Tom Orso said he was unaware of the letter."],
    ],
)
def test_a_likeness_of_words_alone_is_no_dispute(texts: list[str]) -> None:
    assert contests(*(read(text, f"a{n}") for n, text in enumerate(texts))) == []


def test_who_could_not_confirm_it_is_not_who_tells_the_toll() -> None:
    told = statements(
        read("Officials could not confirm the toll, but the hospital said twelve people had died."), catalogue()
    )
    assert "the hospital" in {statement.party.text for statement in told}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ten people were hurt when the lift fell, the mayor said.", "No one was seriously hurt, a doctor said."),
        ("Three miners were hurt, the mayor said.", "No life-threatening injuries were reported, the harbour said."),
        ("Two guards were shot, the mayor said.", "None of those shot was in danger, a doctor said."),
        ("The mayor said 14 people had been killed.", "The hospital said it had received nine bodies."),
    ],
)
def test_some_of_the_hurt_are_no_other_count_of_all(one: str, other: str) -> None:
    assert contests(read(f"{one} {other}")) == []


def test_a_hospital_that_takes_in_more_than_there_were_contradicts() -> None:
    assert contests(read("The mayor said nine people had been killed. The hospital said it had received 14 bodies."))


def test_a_verdict_that_points_at_nothing_is_not_passed_on_the_article() -> None:
    text = "The judge's order stops the harbour office from obstructing access to medical care for young sailors. "
    answer = "“The harbour office maintains that taxpayers are not responsible for medical care for young sailors,” "
    assert contests(read(text + answer + "a spokesman said.")) == []


def test_a_plain_negative_on_something_else_is_no_answer() -> None:
    text = (
        "The last rebels of Tolm freed a soldier on Sunday, the Red Cross said. "
        "President Otto Finn has said there can be no talks while the rebels hold hostages."
    )
    assert contests(read(text)) == []


def test_an_adverb_gives_no_proof() -> None:
    (contest,) = contests(
        read("Ann Lee said that Borea had sent the drones. Lee has so far provided no evidence for the claim.")
    )
    assert {(s.side, s.source_text) for s in contest.sides} >= {(1, "Ann Lee")}
