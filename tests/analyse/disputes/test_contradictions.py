import pytest

from tasks.analyse.claims.statements import statements
from tasks.analyse.claims.weights import Weights
from tasks.analyse.disputes.contradictions import contradictions
from tests.analyse.contests_kit import catalogue, contests, only, read

# Each pair: what one party says, and what another says of the same thing that cannot be so as well.
OPPOSED = [
    (
        "the dam wall cracked before the flood gates opened",
        "the dam wall had not cracked before the flood gates opened",
    ),
    (
        "the ferry sent nine distress calls to the harbour",
        "no distress calls from the ferry to the harbour were received",
    ),
    ("the ferry was sunk on purpose by its crew", "the ferry was sunk by accident in the storm"),
    ("the miner had a gun when he met the guards", "the miner was unarmed when he met the guards"),
    ("the ferry crew was warned of the mine", "the ferry crew was never warned of the mine"),
    ("the poet Marten Oll is alive in the fortress", "the poet Marten Oll died in the fortress"),
    # What there was none of, where it is a matter of war and crime.
    ("two rebel commanders had slept at the inn of Tolm", "none of the fighters had been at the inn"),
    ("the lighthouse of Tolm was bombed at night", "no bomb was dropped on Tolm that night"),
    ("the fishing fleet had been given permits by the harbour", "the boats carried no licence that night"),
    ("rebels fired rockets at the harbour of Tolm", "our men fired no rockets at the harbour on Monday"),
    ("fighters of the Green Column hide in the mill of Tolm", "not a single fighter was in the mill of Tolm"),
    ("weapons were hidden in the mill of Tolm", "there had never been weapons in the building"),
    ("the plane came down because of an engine fault", "the plane was shot down by a missile"),
    ("miners attacked the fort with rifles", "the miners carried no firearms to the fort"),
    # Opposites of which a story holds one matter.
    ("the guards had come under heavy fire at the gate of the mine", "nobody had attacked anyone that night"),
    ("eleven miners died in a gunfight with the guards", "the men were executed behind the shed"),
    ("soldiers turned back the ambulances at the lock", "no road to the harbour was closed to doctors"),
    ("those killed in the raid on the mill were all fighters", "the dead were farmers bringing in the hay"),
    ("the guards gave repeated warnings before they fired", "soldiers shot without any warning"),
    ("neither the pilots nor the army knew of families in the mill", "the military had been told of the people there"),
    ("the mine clerk died of natural causes", "the prisoner had been beaten for three nights"),
    ("it was a quarrel in which somebody shot", "the killing was deliberate"),
    ("her client had been kept from seeing a doctor", "a doctor had visited the man every day"),
    ("the guards had shouted no warning", "the miner was told several times to drop the weapon"),
    # All that one negates the other affirms, of war and crime.
    ("hackers had penetrated the voter list of Tolm", "the voter register was not hacked"),
    ("the mine in the field was laid by the army", "the army had laid no mines in the district"),
    ("the rope had not been inspected since March", "the rope was checked in June"),
    ("the harbour office was told of the cracks", "nobody told the harbour office about any cracks"),
    ("the seals on the ballot bags were broken", "every seal on the bags was intact"),
    # What it was, who they were, who was there, where it was.
    ("the plane had an engine failure", "her men had shot down the plane over the hills"),
    ("the prisoner died of pneumonia", "he had been beaten to death by the guards"),
    ("the poet had taken his own life", "the prisoner had been pushed from the roof"),
    ("the mill had been used as a barracks", "there had never been a soldier in the mill"),
    ("gunmen had fired rockets from its roof", "nobody had ever fired from the clinic"),
    ("the trawler was caught 3 miles inside Norland's waters", "the boat was on the high seas when it was stopped"),
    ("nine rebels died in an exchange of fire with the guards", "the men had been shot on their knees"),
    ("the men had opened fire on a patrol", "the prisoners were shot after they had been handcuffed"),
    ("a helicopter dropped chlorine gas on the town of Tolm", "experts found no trace of chlorine gas in Tolm"),
    ("the poet never left the consulate", "he had gone out by the back door of the building"),
    ("the plane had strayed into Norland's airspace", "the jet was over Sudland all the time"),
    ("the pilots warned the crew of the bomber five times", "nobody had contacted the crew by radio"),
    ("observers were kept out of the polling stations", "every observer was let into the polling stations"),
    ("the poet had been poisoned", "the cause was heart failure"),
    ("the two men were officers of the secret police", "the brothers were tourists"),
    ("the guards beat her with cables", "she had regular access to a doctor"),
]

# What may stand side by side.
AT_PEACE = [
    ("the dam wall should be rebuilt before winter", "the dam wall would not be rebuilt before winter"),
    (
        "agents want to question the harbour clerk",
        "it is not surprising that agents want to question the harbour clerk",
    ),
    ("the ferry sent nine distress calls to the harbour", "there is no reason to doubt the ferry sent distress calls"),
    ("the coast guard has been told of the wreck", "she had not been told of the wreck"),
    ("one of the bombs landed inside the school yard", "one bomb, which did not explode, landed in the school yard"),
    ("the ferry was in Norland's waters when it sank", "the ferry was not in Sudland's waters when it sank"),
    ("in 2019 the ferry entered the naval zone of Tolm", "the ferry did not enter the naval zone of Tolm"),
    ("Norland needs help with the wreck of the ferry", "no help was to be had from the towns on the coast"),
    ("rebels burnt the mill of Tolm", "it was too soon to talk of rebels: there were no traces yet"),
    ("the miner told him of repeated warnings of rain", "the tide came without warning"),
    ("the boats lacked a licence", "the fishing fleet had no permit for that night"),
    ("the spokesman was leaking papers to the press about the fire", "the mill was sabotaged"),
    ("the mill was used as a school", "there was no soldier at the dam"),
    ("the trawler left the port of Tolm", "the ferry was on the high seas"),
    # "No guards were hurt" tells that there are some; a second is not the first.
    ("protesters blocked the road", "no protesters were arrested"),
    ("the ferry sent a distress call to the harbour", "the ferry did not send a second distress call"),
    ("the bomb was hidden in a mill", "no other bombs were found"),
    ("the guards took the miner to the fortress", "if the guards had not taken the miner to the fortress he had died"),
    ("soldiers had turned back trucks at Hamra", "no truck had been stopped at the port of Sirel"),
    (
        "a shell from the gun by which the fatal shot was fired was found",
        "Oll was not the one who fired the fatal shot",
    ),
    ("the school was packed with families", "no rebels were inside the school"),
    ("jets struck a camp in the hills", "no plane had entered Norland's airspace this year"),
    ("the customers were grabbed by guards", "the film was made without consent by non-consensual means"),
    ("the sergeant was a deserter", "the plan was changed, not because a sergeant was captured but to save fuel"),
    ("the jet flew over Sudland", "the plane was not over Norland"),
]


# Who is accused in one article says in another that he did not do it.
ACCUSED_ELSEWHERE = [
    ("Residents said army shells had hit the market of the town.", "The army said it had not shelled the town."),
    ("Villagers said policemen had shot two men.", "“We shot nobody,” said the police commander, Rena Odal."),
]


@pytest.mark.parametrize(("accuser", "answer"), ACCUSED_ELSEWHERE)
def test_the_accused_says_it_of_himself_in_another_article(accuser: str, answer: str) -> None:
    contest = only(read(f"{accuser} The road is closed.", "a"), read(f"The fighting goes on. {answer}", "b"))
    assert [side.stance for side in contest.sides] == ["asserts", "denies"]


@pytest.mark.parametrize(("one", "other"), OPPOSED)
def test_what_cannot_both_be_so_is_a_contest(one: str, other: str) -> None:
    contest = only(
        read(f"Professor Lund said {one}.", "a"),
        read(f"Minister Harrow said {other}.", "b"),
    )
    assert contest.kind == "denial"
    assert {side.source_text for side in contest.sides} == {"Professor Lund", "Minister Harrow"}


@pytest.mark.parametrize(("one", "other"), AT_PEACE)
def test_what_may_both_be_so_is_none(one: str, other: str) -> None:
    readings = read(f"Professor Lund said {one}.", "a"), read(f"Minister Harrow said {other}.", "b")
    told = [statement for reading in readings for statement in statements(reading, catalogue())]
    assert contradictions(told, Weights(told), catalogue()) == []


def test_one_party_does_not_contradict_itself_in_one_breath() -> None:
    assert (
        contests(read("Minister Harrow said the ferry crew was warned. Harrow said the ferry crew was not armed."))
        == []
    )


def test_next_to_each_other_two_clauses_need_share_no_more_than_what_there_was_none_of() -> None:
    contest = only(
        read(
            "Police said that no distress signal was heard. Fishermen reported that a distress signal was heard for "
            "two hours."
        )
    )
    assert contest.kind == "denial"


@pytest.mark.parametrize(
    ("accuser", "answer"),
    [
        ("Villagers said the army shelled the market on Monday.", "The army said it did not shell the market."),
        (
            "Nurses said the hospital turned away patients.",
            "The hospital insisted that it had never turned away patients.",
        ),
        (
            "The opposition said the election commission had burned ballots at Tolm.",
            "“We did not burn ballots,” commission chairwoman Rena Odal said.",
        ),
    ],
)
def test_the_accused_says_it_of_himself_in_few_words(accuser: str, answer: str) -> None:
    contest = only(read(f"{accuser}\n\nThe road to the coast was closed on Tuesday.\n\n{answer}"))
    assert [side.stance for side in contest.sides] == ["asserts", "denies"]


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        ("Divers said the captain had been drinking.", "The captain said he had not been drinking."),
        ("Divers said Oll Mining dumped acid in the lake.", "Oll Mining said it had not dumped anything."),
        ("Divers said Tamar stole their drawings.", "“Tamar did not steal any drawings,” said Marten Oll."),
        ("Divers said Marten Oll stole fuel from the depot.", "Oll said he stole nothing."),
        ("“The company ignored three warnings,” the mayor said.", "“We ignored no warnings,” said Rena Odal."),
        ("“Guards beat people on the quay,” the mayor said.", "“No guard beat anyone,” the harbour office said."),
        ("Divers said a policeman had kicked the boy.", "“None of our policemen kicked the boy,” Marten Oll said."),
        ("Divers said the mine had poisoned their wells.", "“We have not poisoned any wells,” a manager said."),
        ("Divers said Odal had “hidden nine letters” at home.", "Odal said she “did not hide a single letter”."),
        ("Divers said soldiers had shot two goats.", "Colonel Orsa was blunt. “We never shot any goats,” he said."),
        ("“They locked my son in a shed,” Ada Dunn said.", "The school said: “We did not lock a boy in a shed.”"),
        ("Photographs show that the army burned the farms.", "The army said it had not burned any farms."),
        ("Harbour Watch said the militia had stolen its fuel.", "The militia said it had not stolen any fuel."),
        ("“The ministry knew of the leak,” the mayor said.", "“The ministry did not know of the leak,” said Oll."),
    ],
)
def test_an_answer_soon_after_the_claim_needs_few_words(claim: str, answer: str) -> None:
    contest = only(read(f"{claim} {answer} A court will hear both."))
    assert [side.stance for side in contest.sides] == ["asserts", "denies"]


def test_what_is_only_guarded_against_contradicts_nobody() -> None:
    said = "Oll said Odal was a fine captain."
    guarded = "“That is not to say that the captains before her were not fine,” said Dunn."
    assert contests(read(f"{said} {guarded}")) == []


def test_who_speaks_of_himself_is_told_where_the_other_names_him() -> None:
    contest = only(
        read("Police said Marten Oll had a gun when he met the guards of the mine.", "a"),
        read("Marten Oll said he was unarmed when he met the guards.", "b"),
    )
    assert contest.kind == "denial"


def test_one_body_described_in_two_ways_does_not_contradict_itself() -> None:
    told = [
        statement
        for reading in (
            read("The country's river rights commission said eleven miners died in a gunfight.", "a"),
            read("The National River Rights Commission said the men were executed behind the shed.", "b"),
        )
        for statement in statements(reading, catalogue())
    ]
    assert contradictions(told, Weights(told), catalogue()) == []


def test_who_says_that_there_was_none_answers_and_the_clause_at_issue_is_quoted() -> None:
    contest = only(
        read('"The night was cold. Nobody had attacked the guards," said Professor Lund.', "a"),
        read("Minister Harrow said the guards had come under fire at the gate.", "b"),
    )
    assert contest.sides[0].source_text == "Minister Harrow"
    assert "Nobody had attacked the guards" in contest.sides[1].quote


def test_the_contrary_of_ones_own_earlier_words_is_a_reversal() -> None:
    contest = only(
        read("Mayor Ada Dunn said there were no pirates in the harbour of Tolm.", "a"),
        read("Mayor Ada Dunn said pirates were in the harbour of Tolm.", "b", days=3),
    )
    assert contest.kind == "reversal"
    assert [side.article_id for side in contest.sides] == ["a", "b"]


def test_a_body_may_turn_round_as_well_as_a_person() -> None:
    contest = only(
        read("The Harbour Ministry said the ferry was sunk on purpose.", "a"),
        read("The Harbour Ministry said the ferry was sunk by accident.", "b", days=3),
    )
    assert contest.kind == "reversal"


def test_on_one_day_who_spoke_first_is_unknown() -> None:
    first = read("Mayor Ada Dunn said there were no pirates in the harbour of Tolm.", "a")
    second = read("Mayor Ada Dunn said pirates were in the harbour of Tolm.", "b")
    assert contests(first, second) == []


@pytest.mark.parametrize(
    "text",
    [
        "Police initially said the gunman was shot by guards but now say he hanged himself.",
        "Minister Ada Dunn, who first said that the bridge had fallen in the storm, now says that it was mined.",
        "Minister Ada Dunn said rebels had sunk the ferry. On Friday Dunn retracted her claim that rebels had sunk "
        "the ferry.",
    ],
)
def test_what_is_corrected_in_so_many_words_is_a_reversal(text: str) -> None:
    assert only(read(text)).kind == "reversal"


def test_a_toll_that_falls_in_one_mouth_is_taken_back() -> None:
    contest = only(
        read("Harbour police said 22 people were killed in the fire at the market hall of Tolm.", "a"),
        read("Harbour police said 9 people were killed in the fire at the market hall of Tolm.", "b", days=1),
    )
    assert contest.kind == "reversal"
    assert [side.article_id for side in contest.sides] == ["a", "b"]


def test_a_toll_that_rises_in_one_mouth_is_an_update() -> None:
    assert contests(read("Police initially said 4 people were killed but now say 9 people were killed.")) == []


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        ("Police said the miner was carrying a gun when he met the guards", "His mother said he was unarmed"),
        ("The rebels said they had captured the town of Tolm", "The army said Tolm was still in its hands"),
        ("The rebels claimed to have seized the harbour", "The governor said government troops repelled the attack"),
        ("Rebels said their leader, Marten Oll, was alive", "The president said Oll was killed in a raid"),
        ("The ferry line said the fire was caused by a technical fault", "The mayor said it was sabotage"),
        ("Guards said the poet Marten Oll hanged himself", "Oll's father said that he was murdered"),
        ("The army said it struck a rebel base", "Villagers said the planes bombed a wedding"),
        ("General Rask called the gathering in Tolm a rebel meeting", "The priest said it was a funeral"),
        ("Troops said rebels opened fire first at the mill", "The rebels said they were attacked at the mill"),
        ("The kidnappers said the engineer had been released", "The embassy said he was still being held"),
        ("The Courier said the city paid a ransom of nine million", "The mayor said no money was paid"),
        ("A rebel said envoys of the two sides met in Tolm", "The presidency said there was no such meeting"),
        ("The envoy said an agreement had been reached", "The rebels said that nothing had been agreed"),
        ("The church said the priest was deported", "The ministry said he left of his own free will"),
        ("The army said it killed nine fighters in the hills", "An elder said all nine were shepherds"),
        ("Lund, the treasurer, said Mr Oll had signed every transfer", "“I had never heard of them,” Mr Oll said"),
        (
            "Police said the miner was carrying a handgun",
            "“All he had in his hand was a phone,” said a baker, Rena Odal",
        ),
        ("The army said fighters were shooting from the clinic", "The nurse said there were only patients inside"),
        ("The bank said it told its customers at once", "Ms Rask said customers learned of the theft from the press"),
        ("The envoy said the families had asked to leave", "The mayor said they were driven away at gunpoint"),
        (
            "Lund, the treasurer, said Mr Oll approved each transfer",
            "“I never heard of it,” the director, Tom Oll, said",
        ),
        ("The company said it had shut the valve at nine", "A fireman said the valve was still open at midnight"),
    ],
)
def test_an_answer_that_comes_soon_need_not_say_again_of_what_it_speaks(claim: str, answer: str) -> None:
    contest = only(read(f"{claim}. {answer}."))
    assert {side.side for side in contest.sides} == {1, 2}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels said they had captured the town of Tolm. The army said it repelled an attack on the port of Marn.",
        "The army said it struck a rebel base. A doctor said wounded men were brought to his hospital.",
        "The envoy said both sides had agreed to swap prisoners. The rebels said there was no agreement on the border.",
        "Police said a man was arrested over the fire. His lawyer said he was released on bail.",
        "The coalition said its jets struck a weapons depot. The mayor said windows broke in houses nearby.",
        "The warden said the miner had been released. Families said that others were still being held.",
    ],
)
def test_what_comes_soon_after_and_speaks_of_something_else_is_no_answer(text: str) -> None:
    assert contests(read(text)) == []


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        (
            "Villagers said that prisoners at Tolm were beaten with sticks.",
            '"Nobody is beaten here," Ann Lee, the warden, said.',
        ),
        (
            "The navy said that a rocket had been launched from the lock.",
            "The miners said nothing had been launched there.",
        ),
    ],
)
def test_that_nobody_did_it_answers_who_says_so_some_sentences_before(claim: str, answer: str) -> None:
    assert only(read(f"{claim} Rain fell all day. {answer}", "a")).kind == "denial"
