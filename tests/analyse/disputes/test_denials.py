"""What a denial or doubt is about, in the cases where the words alone would mislead."""

from dataclasses import replace

import pytest

from tasks.analyse.claims.statements import Statement, statements
from tasks.analyse.claims.weights import Weights
from tasks.analyse.disputes.clues import clues
from tasks.analyse.disputes.denials import denial_contests
from tasks.analyse.disputes.disputes import challenges
from tasks.analyse.disputes.inner_claims import told_within
from tasks.analyse.disputes.targets import LEAST, LEAST_JUDGED, LEAST_SAID, least
from tasks.models import Mention, Place
from tests.analyse.contests_kit import catalogue, contests, only, quotes, read


def test_a_claim_told_only_within_its_denial_is_a_side() -> None:
    contest = only(
        read("Mayor Ada Dunn rejected criticism from Governor Ilsa Maro that closing the gates had put Tolm at risk.")
    )
    assert [side.source_text for side in contest.sides] == ["Governor Ilsa Maro", "Mayor Ada Dunn"]


def test_a_charge_that_somebody_is_said_to_have_denied_is_the_one_before_it() -> None:
    contest = only(read("The rebels accused the army of using banned bombs, a charge the army has repeatedly denied."))
    assert [(side.source_text, side.stance) for side in contest.sides] == [
        ("The rebels", "asserts"),
        ("the army", "denies"),
    ]


def test_who_says_that_it_was_not_so_is_not_denied_by_whoever_denies_that_it_was() -> None:
    lines = (
        "Ada Dunn said the guards had fired no rockets at the village of Tolm.",
        "The lake was calm.",
        "The fair was open.",
        "Tom Orso denied firing rockets at the village of Tolm.",
    )
    assert contests(read(" ".join(lines))) == []


def test_who_pleads_not_guilty_denies_what_he_is_charged_with() -> None:
    contest = only(
        read("Prosecutors said Omar Lind had planned to bomb the night ferry. Lind pleaded not guilty to the charges.")
    )
    assert [(side.source_text, side.stance) for side in contest.sides] == [
        ("Prosecutors", "asserts"),
        ("Omar Lind", "denies"),
    ]


def test_a_claim_that_its_dispute_hangs_on_comes_before_any_other() -> None:
    contest = only(
        read(
            "Tom Orso said the harbour was open. Ann Lee said the dam had cracked, a claim disputed by the coast guard."
        )
    )
    assert [side.source_text for side in contest.sides] == ["Ann Lee", "the coast guard"]


def test_nobody_denies_his_own_camp() -> None:
    told = statements(
        read(
            "Sen. Ann Lee, R-Ohio, said the dam had cracked in the night. Republicans on the panel denied that the dam "
            "had cracked."
        ),
        catalogue(),
    )
    assert denial_contests(told, catalogue()) == []


def test_who_says_that_nothing_is_known_yet_puts_no_claim() -> None:
    told = statements(
        read(
            "Fire chief Dora Quill said the cause of the fire had not been determined. Mayor Ada Dunn said it was too "
            "early to say what caused the fire."
        ),
        catalogue(),
    )
    assert denial_contests(told, catalogue()) == []


def test_what_a_claim_is_dismissed_as_is_no_part_of_it() -> None:
    contest = only(
        read(
            "Ann Lee accused the harbour guild of smuggling arms. The harbour guild dismissed the accusation as a "
            "desperate ploy. Tom Orso said a desperate ploy had failed at the fish market."
        )
    )
    assert [side.source_text for side in contest.sides] == ["Ann Lee", "The harbour guild"]


def test_not_surprising_denies_nothing() -> None:
    assert (
        contests(
            read(
                "Police officials said agents want to question the harbour master. Lawyer Glen Orso said it is not "
                "surprising that agents want to question the harbour master."
            )
        )
        == []
    )


def test_no_contest_is_kept_below_the_least_score() -> None:
    found = contests(
        read(
            "Ann Lee said the bridge was mined. The ferries ran late. Tom Orso denied that the fish market would close."
        )
    )
    assert found == []


def test_each_side_is_quoted_whole() -> None:
    contest = only(
        read(
            "The coast guard said the trawler crossed the border. Captain Orso denied that the trawler crossed the "
            "border."
        )
    )
    assert quotes(contest) == {
        1: ["The coast guard said the trawler crossed the border."],
        2: ["Captain Orso denied that the trawler crossed the border."],
    }


def test_what_is_refused_or_only_spoken_of_is_no_claim_denied() -> None:
    told = read(
        "Mayor Otto Finn said the insurers had asked the council for a new rule on coverage. "
        "The rule forbids insurers from denying coverage to the sick, Finn said. "
        "Councillor Ana Brell said the council might vote to dismiss the charges over the rule. "
        "Captain Orso said the council rejected his attempts to change the rule."
    )
    assert challenges(statements(told, catalogue())) == []


def test_what_somebody_is_accused_of_is_not_his_own_verdict() -> None:
    told = read("Captain Orso responded on Sunday to accusations that he exaggerated the size of the catch.")
    assert not [c for c in challenges(statements(told, catalogue())) if c.manner == "verdict"]


def disputes(text: str) -> bool:
    return challenges(statements(read(text), catalogue())) != []


def test_a_false_thing_that_is_no_claim_is_no_dispute() -> None:
    assert not disputes("Captain Orso said the mate had given false testimony about the catch.")
    assert not disputes("Mayor Ada Dunn said the shop had sold bogus pills to the crew.")
    assert not disputes("Captain Orso said the mate was charged with lying to the court.")
    assert disputes("Captain Orso said the false report had harmed the crew.")
    assert disputes("Mayor Ada Dunn said the rumour was false because the shop was shut.")
    assert disputes("Captain Orso said the mate was lying.")
    assert not disputes("Captain Orso said guards beat people who were lying on the ground.")


def test_who_owns_up_to_a_falsehood_disputes_nothing() -> None:
    assert not disputes("Captain Orso admitted that he had made misleading statements about the catch.")


def test_a_thing_and_a_clause_are_nobody() -> None:
    told = statements(read("The strike that killed Ann Lee showed that the guard had lied."), catalogue())
    assert not [statement for statement in told if statement.party.text]


def told_claims(text: str) -> list[str]:
    told = statements(read(text), catalogue())
    return [inner.content for challenge in challenges(told) for inner in told_within(challenge, catalogue())]


def test_a_claim_told_within_its_denial_ends_where_the_denial_goes_on() -> None:
    assert told_claims("Captain Orso denied the charge that the nets were rotten and says he will fish on.") == [
        "the nets were rotten"
    ]
    assert told_claims("Captain Orso denied allegations of wrongdoing and says he will fish on.") == []
    assert told_claims("Captain Orso said it was false, and they could report that he fished on.") == []
    assert told_claims("Captain Orso denied the charge that the nets were rotten, as rain fell on the quay.") == [
        "the nets were rotten"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Fever came from the wells of Tolm, the doctors wrote, in findings that Captain Orso rejected.",
        "Captain Orso denied reports that would have cost him his licence.",
    ],
)
def test_a_relative_clause_tells_which_claim_and_is_none(sentence: str) -> None:
    assert told_claims(sentence) == []


def test_a_place_alone_is_no_word_in_common() -> None:
    text = (
        "The Taliban have between 900 and 1,200 fighters in Helmand, according to a report by the United Nations. "
        "The roads were open. The Taliban have denied that they are in Helmand."
    )
    at = text.index("Helmand")
    helmand = Place(Mention(((at, at + 7),), "Helmand"), "Helmand", "AF", 31.0, 64.0)
    seen = read(text)
    for places, found in (((), 1), ((helmand,), 0)):
        told = statements(replace(seen, analysis=replace(seen.analysis, places=places)), catalogue())
        assert len(denial_contests(told, catalogue())) == found


def test_names_alone_are_no_words_in_common_with_a_denial_that_tells_in_full_what_it_denies() -> None:
    told = "Prosecutors said Tom Orso sank the trawler of Lena Marsh in the harbour. "
    [denied] = contests(read(f"{told}His lawyer Ida Roth denied that Orso sank it."))
    assert "sank the trawler" in denied.sides[0].quote
    other = contests(read(f"{told}His lawyer Ida Roth denied that Orso was the father of the Marsh twins."))
    assert all(contest.score < 0.5 < denied.score for contest in other)


def test_who_reports_a_denial_is_not_whom_it_denies() -> None:
    told = contests(
        read("Harbour master Ana Brell dismissed fears that the dam would burst, the Tessaly Times reported.")
    )
    assert not [side for contest in told for side in contest.sides if "Times" in (side.source_text or "")]
    assert (
        told_claims("Harbour master Ana Brell dismissed fears that the dam would burst, Tessaly Times reported.") == []
    )
    assert told_claims(
        "Harbour master Ana Brell dismissed claims that the dam would burst, Tessaly Times reported."
    ) == ["the dam would burst"]


def test_what_the_article_words_as_its_own_may_be_what_who_disputes_it_says() -> None:
    text = (
        "The permit for the harbour wall is crucial to every builder, said Ana Brell, who runs the port. "
        "There is no builder without a permit for the wall, Brell said."
    )
    assert not contests(read(text))


def test_a_charge_within_what_somebody_reports_is_what_the_accused_denies() -> None:
    text = (
        "Tom Orso continues to deny the allegations. "
        "The Tessaly Times said a clerk had alleged that Orso took money from smugglers."
    )
    [contest] = contests(read(text))
    assert "took money" in contest.sides[0].quote


def test_what_would_be_so_in_a_case_is_nobodys_claim() -> None:
    denied = "The guild has strongly denied any involvement in the fire."
    assert contests(read(f"Orso said the guild was involved in the fire. {denied}"))
    assert not contests(read(f"A suit can be brought only if the guild was found to be involved in the fire. {denied}"))


def test_a_charge_told_with_its_denial_is_no_other_charge_told_later() -> None:
    text = (
        "The guild has strongly denied any role in the fire. "
        "Lena Marsh accused the guild of attempting to frighten her family."
    )
    assert not contests(read(text))


def test_who_is_told_to_charge_somebody_is_not_charged() -> None:
    text = (
        "Tom Orso continues to deny the allegations. "
        "The Tessaly Times said that Orso accused a clerk who took money from smugglers."
    )
    assert all(contest.score < 0.4 for contest in contests(read(text)))


def test_no_problem_with_it_and_not_the_result_of_it_contradict_nobody() -> None:
    assert not contests(
        read("Ana Brell said the real problem is the aid convoys to the harbour. Orso said he has no problem with aid.")
    )


def test_what_unconfirmed_reports_tell_in_their_sentence_is_what_could_not_be_checked() -> None:
    text = (
        "Captain Orso said two men were hurt at the mill in the north. "
        "Rivals threw stones at each other, in which, according to unconfirmed reports, several people were injured."
    )
    assert not contests(read(text))
    shots = "The guard fired in the air but unconfirmed reports said three fishermen were hurt in the firing."
    [unchecked] = contests(read(f"Captain Orso said two men were hurt at the mill in the north. {shots}"))
    assert "three fishermen" in unchecked.sides[0].quote


def test_what_is_called_untrue_within_somebodys_words_is_no_verdict_on_them() -> None:
    text = (
        "Voters know that the dam leaks, and when they hear a builder say it is a hoax, they turn away, "
        "Mayor Otto Finn said."
    )
    assert not contests(read(text))


def test_a_plain_word_with_a_verdict_is_a_verdict() -> None:
    (challenge,) = challenges(
        statements(
            read("The Tolm Gazette reported that the dam had cracked. Finn said the report was inaccurate."),
            catalogue(),
        )
    )
    assert (challenge.manner, challenge.by, challenge.noun) == ("verdict", "inaccurate", "report")


def test_a_report_is_what_somebody_reported() -> None:
    contest = only(
        read(
            "The Tolm Gazette reported that the keeper had opened the upper gate. Finn said the report was inaccurate. "
        )
    )
    assert [side.source_text for side in contest.sides] == ["The Tolm Gazette", "Finn"]


def test_a_noun_within_what_is_denied_points_at_nothing_else() -> None:
    (challenge,) = challenges(statements(read("Finn denied he played a role in the sale of the dam."), catalogue()))
    assert challenge.pointer is None


def test_a_sentence_that_tells_what_is_denied_outweighs_an_unsure_claim_before_it() -> None:
    found = contests(
        read(
            "Ana Brell said the harbour had never been so full. The town holds its market on Mondays. "
            "Captain Orso denied any involvement in the sinking of the grain trawler."
        )
    )
    assert ["Ana Brell" in (side.source_text or "") for one in found for side in one.sides] == [False, False]


def test_a_threat_that_is_dismissed_is_one_that_somebody_sees_not_an_attack_that_the_article_tells_of() -> None:
    (challenge,) = challenges(
        statements(
            read("The Taliban have repeatedly dismissed the threat posed by Islamic State Khorasan."), catalogue()
        )
    )
    told = statements(
        read(
            "Two Islamic State Khorasan gunmen attacked a hotel in Tolm. "
            "Washington called Islamic State Khorasan a dangerous group that plots attacks."
        ),
        catalogue(),
    )
    fits = {
        claim.party.voice: "may be so called" in clues(challenge, claim, Weights(told), catalogue()) for claim in told
    }
    assert fits == {True: False, False: True}


def test_an_accusation_told_elsewhere_is_put_by_somebody_who_accuses() -> None:
    rejects = read("The Ukrainian army rejected the Russian defense minister's accusation as a lie.")
    shows = read("Russia's government on Thursday showed a video in which a man says that Kyiv paid him.", "bb", days=1)
    accuses = read("Russia's government accused the Ukrainian army of paying a man to open the gate.", "ccc")
    assert contests(rejects, shows) == []
    assert {side.article_id for side in only(rejects, accuses).sides} == {"a", "ccc"}


def test_what_is_told_elsewhere_joins_a_claim_told_within_its_denial_only_where_it_says_the_same() -> None:
    weather = "Governor Ilsa Maro said the harvest of the valley had been poor. "
    dispute = "Mayor Ada Dunn rejected the notion that the dam at Tolm leaks."
    assert [s.source_text for s in only(read(weather + dispute)).sides] == ["", "Mayor Ada Dunn"]
    brief = "Mayor Ada Dunn rejected the notion that the dam leaks."
    flood = "Governor Ilsa Maro said that a boat leaks. "
    assert [s.source_text for s in only(read(flood + brief)).sides] == ["", "Mayor Ada Dunn"]
    leak = "Governor Ilsa Maro said the dam at Tolm leaks from every wall. "
    assert {s.source_text for s in only(read(leak + dispute)).sides} == {"Governor Ilsa Maro", "", "Mayor Ada Dunn"}


def test_such_claims_are_those_of_one_party() -> None:
    contest = only(
        read(
            "Ann Lee claimed that the harbour guild had hidden arms in the customs hall. She claimed that it had sold "
            "them. Tom Orso claimed that herring were scarce. The harbour guild dismissed such claims."
        )
    )
    assert "Tom Orso" not in {side.source_text for side in contest.sides}


def test_all_who_put_the_claim_that_is_doubted_are_one_side() -> None:
    contest = only(
        read(
            "The harbour guild claimed that Mayor Ada Dunn had sold the customs hall to a bank. Ann Lee claimed "
            "that the mayor had sold the customs hall, too. Mayor Ada Dunn denied that she had sold the customs hall."
        )
    )
    assert {side.side for side in contest.sides if side.stance == "asserts"} == {1}


def test_a_claim_is_quoted_past_a_title_that_the_parse_takes_for_the_end_of_a_sentence() -> None:
    contest = only(read("Mayor Ada Dunn downplayed the notion that Sgt. Orso had deserted his post at Tolm."))
    assert [side.quote[-13:] for side in contest.sides] == ["post at Tolm.", "post at Tolm."]


def test_a_claim_ends_where_its_verdict_begins() -> None:
    contest = only(
        read('Minister Harrow said the claim that rebels had sunk the ferry by torpedo was "pure fiction" on Monday.')
    )
    assert contest.sides[0].quote == "claim that rebels had sunk the ferry by torpedo"


def test_whose_the_denied_claim_is_stands_right_before_it() -> None:
    (said,) = told(
        "Minister Ada Dunn dismissed Peter Harrow's accusations that the guild was breaking the harbour law."
    )
    assert said.party.text == "Peter Harrow"


def told(text: str) -> list[Statement]:
    return [claim for one in challenges(statements(read(text), catalogue())) for claim in told_within(one, catalogue())]


def test_what_could_not_be_confirmed_is_told_behind_it() -> None:
    (said,) = told("The coast guard said it could not confirm that rebels had sunk the ferry off Tolm.")
    assert said.content.startswith("rebels had sunk the ferry")


def test_what_a_video_shows_is_no_claim_told_within_its_dispute() -> None:
    assert (
        told("Mayor Ada Dunn dismissed a video by the guild that shows her on the ferry with the harbour master.") == []
    )


def test_an_accusation_denied_in_its_own_sentence_goes_before_any_other() -> None:
    contest = only(
        read(
            "Pollster Dora Quill said the fraud accusations against Mayor Ada Dunn had roused the voters of Tolm. "
            "Her figures are of the week in which Ilsa Maro accused Dunn of fraud and Dunn angrily denied the charge."
        )
    )
    assert {side.source_text for side in contest.sides} == {"Ilsa Maro", "Mayor Ada Dunn"}


def test_who_answers_an_accusation_does_not_put_it() -> None:
    found = contests(
        read(
            "Mayor Ada Dunn responded on Monday to accusations that she had sold the customs hall to a bank. "
            "The guild denied the accusations."
        )
    )
    assert not any(side.source_text == "Mayor Ada Dunn" for contest in found for side in contest.sides)


def test_to_be_charged_with_distortion_weighs_against_a_denial() -> None:
    def strength(verdict: str) -> float:
        said = statements(read(f"Ann Lee said the dam had cracked. Mayor Ada Dunn said {verdict}."), catalogue())
        (dispute,) = challenges(said)
        claim = next(s for s in said if s.party.name == "lee")
        return clues(dispute, claim, Weights(said), catalogue()).get("accuses of distortion", 0.0)

    assert (strength("the guild was distorting the report"), strength("the report was false")) == (1.0, 0.0)


def test_a_claim_that_touches_neither_the_denial_nor_who_denies_stands_aside() -> None:
    said = statements(
        read(
            "Ann Lee said herring were scarce. Tom Orso spoke of the tides. He left soon after. "
            "Mayor Ada Dunn denied the allegations."
        ),
        catalogue(),
    )
    (dispute,) = [one for one in challenges(said) if one.party.name == "dunn"]
    claim = next(s for s in said if s.party.name == "lee")
    assert clues(dispute, claim, Weights(said), catalogue())["aside"] == 1.0


def test_a_claim_that_an_article_could_not_check_need_not_name_it() -> None:
    said = statements(
        read(
            "Ann Lee said herring were scarce. Tom Orso spoke of the tides. He left soon after. "
            "Her claims could not be verified."
        ),
        catalogue(),
    )
    (dispute,) = [one for one in challenges(said) if one.kind == "unverified"]
    claim = next(s for s in said if s.party.name == "lee")
    assert "aside" not in clues(dispute, claim, Weights(said), catalogue())


def test_an_article_that_reports_a_dispute_adds_none_of_its_own() -> None:
    said = statements(
        read(
            "The guild rejected Ann Lee's accusation that its accounts were inaccurate and without evidence for them."
        ),
        catalogue(),
    )
    assert [one.party.text for one in challenges(said)] == ["The guild"]


def test_a_guess_about_a_claim_does_not_join_those_who_surely_dispute_it() -> None:
    surely = "Governor Ilsa Maro accused the guild of poisoning the reservoir. The guild denied the accusation. "
    contest = only(
        read(surely + "But Tom Orso of the fishermen warned the governor against an early closing of the port.")
    )
    assert "Tom Orso of the fishermen" not in {side.source_text for side in contest.sides}


def test_whoever_claims_that_another_is_innocent_charges_nobody() -> None:
    found = contests(read("Ann Lee claimed the innocence of the guild. The guild said it had done nothing illegal."))
    assert found == []


def test_what_somebody_claims_to_be_unable_to_confirm_is_the_claim() -> None:
    (said,) = told("The agency claims it cannot corroborate that the man in the clip is Captain Tom Orso.")
    assert said.content.startswith("the man in the clip")


def test_a_denial_that_tells_its_claim_is_quoted_to_the_end_of_its_sentence() -> None:
    sentence = (
        "Information Minister Ana Brell rejected the suggestion that anybody was in prison: "
        "the two reporters had been sent home on Monday."
    )
    contest = only(read(sentence))
    assert quotes(contest)[2] == [sentence]


def test_a_verdict_that_an_aside_gives_to_another_is_not_the_speakers() -> None:
    contest = only(
        read("The villagers say rangers poisoned the wells, a charge that Captain Orso has rejected as a lie.")
    )
    assert [(side.source_text, side.stance) for side in contest.sides] == [
        ("The villagers", "asserts"),
        ("Captain Orso", "denies"),
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "contested the claim",
        "pushed back against the claim",
        "took issue with the claim",
        "poured scorn on the report",
        "called it a lie",
        "called the fishermen liars",
        "said the claim was “fake news”",
        "said the story was an invention",
        'called the charge "laughable"',
        "called that a slander on men who risk their lives",
        "said it did not recognise these words",
        "said that nothing could be further from the truth",
        "said that was not how it happened",
        "said that no such order was given",
        'said: "That is untrue, as our boats lay in the port."',
        "insisted that it had not",
        "denied sending any boats to sea",
        "told a different story",
        "told a different story, saying that the trawler hit a rock",
        "issued a denial",
    ],
)
def test_manners_of_answering_a_claim_just_before(answer: str) -> None:
    contest = only(
        read(f"Fishermen said the coast guard sank the trawler at Tolm on Monday. The coast guard {answer}.")
    )
    assert [(side.source_text, side.stance) for side in contest.sides] == [
        ("Fishermen", "asserts"),
        ("The coast guard", "denies"),
    ]


def test_two_words_may_turn_down_what_was_just_said() -> None:
    contest = only(read("Observers were told to leave the hall, the mayor said. Not so, said Ann Lee."))
    assert [side.stance for side in contest.sides] == ["asserts", "denies"]


def test_that_claim_is_the_one_before_it() -> None:
    claim, behind = "Fishermen said the coast guard sank a trawler.", "A pilot said that the coast guard was at sea."
    contest = only(read(f"{claim} The coast guard rejects that claim. {behind}"))
    assert [side.source_text for side in contest.sides] == ["Fishermen", "The coast guard"]


def test_a_suggestion_is_what_somebody_suggested_however_far_above() -> None:
    between = "The harbour was calm. The mayor opened a bridge. Farmers said that the rain had come late."
    contest = only(
        read(f"Captain Orso once suggested that Lee was a spy. {between} Lee's family called the suggestion absurd.")
    )
    assert contest.sides[0].source_text == "Captain Orso"


def test_one_nation_does_not_make_a_group_the_army_s_own_people() -> None:
    blamed = "Emergency Lawyers, a Norland group, blamed the army, saying its planes dropped eight bombs on the town."
    contest = only(read(f"{blamed} The Norland army denied any role."))
    assert [side.stance for side in contest.sides] == ["asserts", "denies"]


@pytest.mark.parametrize("answer", ["rejected that demand", "rejected the proposal"])
def test_a_demand_that_is_turned_down_is_no_claim_denied(answer: str) -> None:
    assert contests(read(f"The union said it wanted the mine closed. The company {answer}.")) == []


def test_a_verdict_must_be_surer_than_a_denial_by_a_verb_and_surest_where_it_points_at_nothing() -> None:
    said = (
        "denied that he sold the boat",
        "said that the claims about the boat were absurd",
        "said the boat was a hoax",
    )
    found = [challenges(statements(read(f"Captain Orso {words}."), catalogue()))[0] for words in said]
    assert [least(challenge) for challenge in found] == sorted([LEAST, LEAST_JUDGED, LEAST_SAID])


def test_what_is_put_off_as_a_number_is_the_number_just_given() -> None:
    claim = "The rebels said that 1,200 soldiers had deserted since the rains began."
    contest = only(read(f"{claim} Army officers said the number was inflated and that few had left their posts."))
    assert [side.source_text for side in contest.sides] == ["The rebels", "Army officers"]


def test_what_either_side_reports_is_nobodys_by_name() -> None:
    (claim,) = told("It was not possible to check either side's reports of fighting along the northern front.")
    assert claim.party.text == "reports"


def test_who_owns_up_to_what_he_had_denied_says_otherwise_now() -> None:
    contest = only(
        read(
            "The coast guard had denied firing on the trawler. "
            "On Friday the coast guard admitted that it had fired on the trawler."
        )
    )
    assert contest.kind == "reversal"
    assert [side.stance for side in contest.sides] == ["denies", "asserts"]


@pytest.mark.parametrize(
    "answer",
    [
        "If the account is false, tell us which part, the coast guard said.",
        "The coast guard said that whoever spread the account would be tried if it were found to be a forgery.",
    ],
)
def test_a_verdict_that_is_only_supposed_is_none(answer: str) -> None:
    assert contests(read(f"Fishermen said the coast guard sank the trawler. {answer}")) == []


@pytest.mark.parametrize(
    "answer",
    [
        "Captain Orso cast doubt on the claim.",
        "Harbour officials were sceptical of the claim.",
        "Brell's rivals expressed doubts about her version.",
        "Harbour officials said they had seen no evidence of that.",
        "The captain's lawyer rejected the accusation.",
    ],
)
def test_a_sentence_that_reports_nobody_does_not_part_a_doubt_from_its_claim(answer: str) -> None:
    told = "The mayor of Tolm said that smugglers had paid guards at the gate. Rain fell all night."
    contest = only(read(f"{told} {answer} The fair was open."))
    assert contest.sides[0].source_text == "The mayor of Tolm"


def test_a_caveat_belongs_to_those_who_are_said_to_have_put_the_claim() -> None:
    told = (
        "The rebels said they had taken the mill. The road is old. Captain Orso said his men were looking for a boat."
    )
    contest = only(read(f"{told} The rebels' claim could not be independently verified."))
    assert [side.source_text for side in contest.sides] == ["The rebels", None]


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        ("a tape proved that guards had sunk the ferry", "the tape had been edited"),
        ("a photograph showed guards on the sunken ferry", "the photograph was old"),
        ("a letter showed that guards had sunk the ferry", "the letter was not genuine"),
        ("the smuggler had confessed to sinking the ferry", "the confession had been extracted under torture"),
        ("the smuggler had confessed to sinking the ferry", "he had been forced to sign a statement"),
        ("the smuggler had charts of the ferry at home", "the charge had been trumped up"),
        ("the smuggler had sunk the ferry of Tolm", "it doubted that he had sunk the ferry"),
    ],
)
def test_what_a_picture_a_paper_or_a_confession_shows_is_doubted_for_how_it_was_made(claim: str, answer: str) -> None:
    contest = only(read(f"Police said {claim}. The rights group Open Gates said {answer}. The fair was open."))
    assert [side.source_text for side in contest.sides] == ["Police", "The rights group Open Gates"]


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ada Dunn said the ferry would sail. Captain Orso said he was forced to leave Tolm 30 years ago.",
        "Mayor Ada Dunn said the law had been passed. Captain Orso said the rules of the harbour were altered.",
        "Police said a fair had been held. Captain Orso said he doubted that it would be held again.",
    ],
)
def test_what_is_altered_forced_or_doubted_otherwise_disputes_nothing(text: str) -> None:
    assert contests(read(text)) == []


@pytest.mark.parametrize(
    ("claim", "answer", "stance"),
    [
        ("Tom Orso said that 60 people had died in Tolm.", "Ada Dunn said that figure was inflated.", "denies"),
        (
            "The union said 40,000 workers had walked out.",
            "The port authority called the figures exaggerated.",
            "denies",
        ),
        ("Ann Lee said 14 miners were trapped in Tolm.", "Ada Dunn doubted that number.", "doubts"),
        ("Tom Orso said 210 people were killed in Tolm.", "Ada Dunn cast doubt on the toll.", "doubts"),
        ("Ann Lee said 300 rebels had been killed.", "The number could not be independently verified.", "doubts"),
        ("Ann Lee said the depot burned because of a heater.", "Ada Dunn challenged that explanation.", "denies"),
    ],
)
def test_a_count_or_an_explanation_is_pointed_at_by_its_noun(claim: str, answer: str, stance: str) -> None:
    contest = only(read(f"{claim} {answer} Rain fell on the hills."))
    assert [side.quote for side in contest.sides] == [claim, answer]
    assert contest.sides[1].stance == stance


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee said the road was closed. Ada Dunn said that figure was inflated.",
        "Ann Lee said 14 miners were trapped. Ada Dunn questioned a number of guards.",
        "Ann Lee said 14 miners were trapped. Ada Dunn questioned the number of seats on the ferry.",
        "Ann Lee said the depot burned in 2029. Ada Dunn doubted the number.",
    ],
)
def test_no_count_is_pointed_at_where_none_is_given(text: str) -> None:
    assert contests(read(text)) == []


def test_what_a_witness_told_could_not_be_checked() -> None:
    contest = only(
        read("Ann Lee said the guards had burned the archive. The Tolm Herald could not corroborate what she said.")
    )
    assert (contest.kind, contest.sides[0].source_text) == ("unverified", "Ann Lee")


@pytest.mark.parametrize(
    ("charge", "answer"),
    [
        (
            "Prosecutors said that Senator Clara Voss took 2 million crowns from a builder.",
            "Voss said the case was politically motivated.",
        ),
        (
            "The attorney general charged that the editor had published secrets.",
            "Press groups said the charges were meant to silence critics.",
        ),
        (
            "Police said they had found explosives in the home of Mayor Dario Lenk.",
            '"This is revenge for my testimony," Lenk said.',
        ),
        (
            "Tellan accused the Korvian envoy of spying.",
            "Korvia called the expulsion retaliation.",
        ),
    ],
)
def test_a_charge_is_doubted_by_what_it_is_brought_for(charge: str, answer: str) -> None:
    contest = only(read(f"{charge} {answer} Rain fell on the hills."))
    assert (contest.kind, [side.quote for side in contest.sides]) == ("doubt", [charge, answer])


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutors said that the bank had moved gold abroad. Ann Lee said the raid was revenge for the siege.",
        "Ada Dunn said the ferry was full. Ann Lee said the move was meant to silence critics.",
    ],
)
def test_a_motive_alone_doubts_nothing(text: str) -> None:
    assert contests(read(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Bishop Karl Amsel rejected the allegations on Tuesday. He spoke after mass. "
        "Two former pupils have said that he beat them at a boarding school.",
        "Orsinia on Friday denied that its troops had crossed the border. The hills are full of snow. "
        "The guards of Tolm said that some 60 Orsinian soldiers had entered a village.",
    ],
)
def test_an_opening_denial_finds_what_is_told_of_who_denies_some_sentences_below(text: str) -> None:
    assert only(read(text)).kind == "denial"


@pytest.mark.parametrize(
    ("denial", "quote"),
    [
        ("an accusation that the town's mayor called a lie", "an accusation that the town's mayor called a lie"),
        ("a charge the mayor dismissed as a lie", "the mayor dismissed as a lie"),
        ("a suggestion that the mayor flatly denied", "a suggestion that the mayor flatly denied"),
    ],
)
def test_a_charge_and_what_others_call_it_behind_it_are_quoted_apart(denial: str, quote: str) -> None:
    claim = "The guild said on Monday that the boatmen had burned the dock"
    contest = only(read(f"{claim}, {denial}. The sea was calm."))
    first, second = contest.sides
    assert first.quote == claim
    assert second.quote.endswith(quote)
    assert contest.score > 0.5


def test_a_claim_told_within_its_denial_is_put_by_whom_an_aside_names() -> None:
    text = "The port rejected a suggestion by the harbour master, Ann Lee, that its cranes were unsafe."
    claim = next(side for side in only(read(text)).sides if side.stance == "asserts")
    assert claim.source_text == "the harbour master, Ann Lee"
    assert claim.quote.endswith("that its cranes were unsafe.")
