import math

import pytest

from tests.analyse.contests_kit import contests, only, quotes, read

DAM = "Governor Ilsa Maro accused the miners of poisoning the reservoir at Tolm. The miners denied the accusation."


def test_a_denial_is_set_against_the_accusation_it_points_at() -> None:
    contest = only(read(DAM))
    assert contest.kind == "denial"
    assert quotes(contest) == {
        1: ["Governor Ilsa Maro accused the miners of poisoning the reservoir at Tolm."],
        2: ["The miners denied the accusation."],
    }
    assert [side.stance for side in contest.sides] == ["asserts", "denies"]


def test_every_quote_is_the_articles_own_characters() -> None:
    reading = read(DAM)
    for side in only(reading).sides:
        assert side.quote == reading.article.text[side.start : side.end]


def test_a_denial_in_full_finds_its_claim_in_another_article() -> None:
    claim = read("The coast guard said the trawler crossed the sea border at night.", "a")
    denial = read("Captain Orso denied that the trawler had crossed the sea border.", "b")
    contest = only(claim, denial)
    assert {side.article_id for side in contest.sides} == {"a", "b"}


def test_articles_of_different_stories_are_not_set_against_each_other() -> None:
    claim = read("The coast guard said the trawler crossed the sea border at night.", "a", story="one")
    denial = read("Captain Orso denied that the trawler had crossed the sea border.", "b", story="two")
    assert contests(claim, denial) == []


def test_a_report_without_a_denial_holds_no_contest() -> None:
    assert contests(read("Governor Ilsa Maro said the bridge was closed. The engineers said it would open soon.")) == []


def test_calling_a_video_fake_is_a_doubt() -> None:
    contest = only(
        read("The rebels released a video showing a burning ship. Admiral Teck dismissed the video as fake.")
    )
    assert contest.kind == "doubt"


def test_what_the_report_could_not_check_is_unverified() -> None:
    contest = only(
        read(
            "Mayor Dunn claimed that his guards had caught nine smugglers. It was not possible to verify "
            "the claim independently."
        )
    )
    assert (contest.kind, contest.status) == ("unverified", "unverified")
    assert contest.sides[-1].source_text is None


def test_different_authors_of_one_act_are_a_contest_of_responsibility() -> None:
    contest = only(
        read(
            "Thirty people were killed when a bomb exploded at the fair on Monday. Al-Shabab claimed "
            "responsibility for the attack. The Ethiopian government blamed the Houthis for the bombing."
        )
    )
    assert contest.kind == "responsibility"
    assert {side.actor for side in contest.sides} == {"al-shabaab", "ethiopia"}


def test_irreconcilable_figures_for_a_groups_strength_meet_across_articles() -> None:
    contest = only(
        read("A U.N. report said there were between 400 and 600 al-Shabab fighters in the valley.", "a", story="one"),
        read("Kenya said fewer than 200 al-Shabab fighters were left in the valley.", "b", story="two"),
    )
    assert contest.kind == "figures"
    assert {(side.low, side.high) for side in contest.sides} == {(400, 600), (0, 200)}


def test_bounds_that_leave_a_common_value_do_not_conflict() -> None:
    assert (
        contests(
            read("Police said at least 22 people were killed in the fire at the market hall.", "a"),
            read("The hospital said more than 20 people were killed in the fire at the market hall.", "b"),
        )
        == []
    )


def test_a_reprint_adds_no_side() -> None:
    reprint = read(DAM, "bb", copy_of="a")
    assert {side.article_id for side in only(read(DAM, "a"), reprint).sides} == {"a"}


def test_a_contest_keeps_its_identity_when_sides_join() -> None:
    first = read(DAM, "a")
    later = read(DAM.replace("accusation.", "accusation again."), "b", days=1)
    alone, joined = only(first), only(first, later)
    assert joined.contest_id == alone.contest_id
    assert len(joined.sides) > len(alone.sides)
    assert joined.last_seen_at > alone.last_seen_at == joined.first_seen_at


def test_a_plain_contradiction_needs_no_word_of_denial() -> None:
    contest = only(
        read("Professor Lund said the dam wall cracked before the flood gates opened.", "a"),
        read("Minister Harrow said the dam wall had not cracked before the flood gates opened.", "b"),
    )
    assert (contest.kind, [side.stance for side in contest.sides]) == ("denial", ["asserts", "denies"])


def test_what_somebody_does_not_plan_contradicts_nobody() -> None:
    assert (
        contests(
            read("Professor Lund said the dam wall should be rebuilt before winter.", "a"),
            read("Minister Harrow said the dam wall would not be rebuilt before winter.", "b"),
        )
        == []
    )


def test_taking_a_claim_back_is_a_reversal() -> None:
    contest = only(
        read(
            "Harbour master Ilo Brandt initially said the wreck of the trawler was found off Tolm. Later he said: "
            '"We stand corrected on the wreck, what was found off Tolm was not the trawler."'
        )
    )
    assert contest.kind == "reversal"


def test_too_early_to_tell_doubts_a_cause_that_is_named() -> None:
    contest = only(
        read(
            "Engineer Pavel Reni said the fire was most likely caused by a gas leak. Fire chief Dora Quill said it "
            "was too early to draw conclusions about the reasons."
        )
    )
    assert (contest.kind, len(quotes(contest))) == ("doubt", 2)


def test_a_thing_turned_down_is_no_denial() -> None:
    assert contests(read("Governor Ilsa Maro said the miners wanted a truce. The miners rejected a truce.")) == []


def test_such_allegations_take_in_all_that_was_just_said() -> None:
    contest = only(
        read(
            "Ann Lee accused the harbour guild of smuggling arms. Tom Orso said the harbour guild had bribed the "
            "customs men. The harbour guild denied such allegations."
        )
    )
    assert [side.source_text for side in contest.sides] == ["Ann Lee", "Tom Orso", "The harbour guild"]


def test_the_owner_of_a_claim_tells_which_is_meant() -> None:
    contest = only(
        read(
            "Ann Lee said the bridge was mined. Tom Orso said the bridge was safe to cross. Mayor Dunn dismissed Lee's "
            "claim as nonsense."
        )
    )
    assert [side.source_text for side in contest.sides] == ["Ann Lee", "Mayor Dunn"]


def test_a_toll_that_rises_from_one_day_to_the_next_is_an_update() -> None:
    first = read("Police said 22 people were killed in the fire at the market hall.", "a")
    later = read("The hospital said 35 people were killed in the fire at the market hall.", "b", days=1)
    assert contests(first, later) == []


def test_two_tolls_by_the_two_sides_of_a_fight_are_a_contest() -> None:
    contest = only(
        read("Kenya said 22 people were killed in the raid on the market hall.", "a"),
        read("Al-Shabab said 35 people were killed in the raid on the market hall.", "b"),
    )
    assert (contest.kind, contest.proposition) == (
        "figures",
        "How many people were killed in the raid on the market hall?",
    )
    assert [(side.low, side.high) for side in contest.sides] == [(35, 35), (22, 22)]  # the higher first


def test_a_toll_of_nought_contradicts_any_other() -> None:
    contest = only(
        read(
            "At least six civilians were killed when gunboats fired on the village of Tolm, the Harbour Rights Centre "
            "said. “No civilian was killed in Tolm,” Captain Orso told reporters in Brandal."
        )
    )
    assert [(side.low, side.high) for side in contest.sides] == [(6, 6), (0, 0)]
    assert "Brandal" not in contest.proposition


def test_what_a_group_lost_is_set_against_what_others_say_it_lost() -> None:
    contest = only(
        read(
            "Troops killed 30 fighters of the Taliban in a raid on the village of Tolm, the coast guard said. "
            "The Taliban said that they had lost only four men."
        )
    )
    assert [(side.low, side.source_text) for side in contest.sides] == [(30, "the coast guard"), (4, "The Taliban")]


def test_what_neither_side_could_have_checked_is_unverified() -> None:
    contest = only(
        read("Mayor Dunn claimed that his guards had caught nine smugglers. Neither claim could be checked.")
    )
    assert contest.kind == "unverified"


@pytest.mark.parametrize(
    "caveat",
    [
        "The Courier could not verify the claim.",  # a paper by its bare name
        "None of this could be corroborated.",
        "It was not possible on Monday to establish who the smugglers were.",
        "This newspaper was unable to determine when they were caught.",
    ],
)
def test_a_report_that_could_not_establish_it_leaves_the_claim_unverified(caveat: str) -> None:
    contest = only(read(f"Mayor Dunn claimed that his guards had caught nine smugglers. {caveat}"))
    assert (contest.kind, contest.status) == ("unverified", "unverified")
    assert [side.source_text for side in contest.sides] == ["Mayor Dunn", None]


def test_pictures_that_could_not_be_checked_are_unverified() -> None:
    contest = only(
        read("Pictures on a fishermen's website showed a barge burning. Their authenticity was not verified.")
    )
    assert (contest.kind, contest.status) == ("unverified", "unverified")


def test_two_caveats_in_the_same_words_are_of_two_matters() -> None:
    found = contests(
        read(
            "Mayor Dunn said that his guards had caught nine smugglers. The Courier could not verify this claim. "
            "The fair of Tolm opens on Monday. Fishermen at Orsa said that a barge had burned there. The Courier could "
            "not verify this account."
        )
    )
    assert [len(contest.sides) for contest in found] == [2, 2]


def test_a_caveat_leaves_who_answers_the_claim_where_he_stands() -> None:
    found = contests(
        read(
            "The coast guard said that smugglers had burned the barge, but fishermen blamed a spark from the engine. "
            "The Courier could not verify the accounts of either side."
        )
    )
    assert {contest.kind for contest in found} == {"doubt", "unverified"}


def test_neither_claim_means_those_of_both_parties() -> None:
    contest = only(
        read(
            "The coast guard says that smugglers sank the barge to hide their cargo. Fishermen say that the coast "
            "guard did it to scare them. Neither claim can be checked."
        )
    )
    assert contest.kind == "responsibility"
    assert [side.source_text for side in contest.sides if side.stance == "asserts"] == ["The coast guard", "Fishermen"]


def test_what_else_a_party_told_is_not_what_could_not_be_checked() -> None:
    contest = only(
        read(
            "The army said the miners had shelled the village of Tolm. It said that ten boats had crossed the river. "
            "The miners said that it was the army that had shelled Tolm. Neither account could be verified."
        )
    )
    assert [side.source_text for side in contest.sides if side.stance == "asserts"] == ["The army", "The miners"]


def test_one_sentence_is_one_row_of_a_side_and_that_of_who_is_named() -> None:
    contest = only(
        read(
            '"The miners flooded the shaft, according to early findings, and ran," Governor Ilsa Maro said. '
            "The miners denied that they had flooded the shaft."
        )
    )
    assert [side.source_text for side in contest.sides] == ["Governor Ilsa Maro", "The miners"]


def test_who_also_doubts_it_doubts_what_was_doubted_before() -> None:
    contest = only(
        read(
            "State television on Monday showed a video in which a sailor says that Mayor Ada Dunn paid him to sink the "
            "barge. “He gave me the keys,” he says in it. Mayor Ada Dunn denounced the video as fake. Divers also cast "
            "doubt on it."
        )
    )
    assert [s.source_text for s in contest.sides if s.stance == "doubts"] == ["Mayor Ada Dunn", "Divers"]


def test_a_possessive_pronoun_is_not_the_name_of_a_claims_owner() -> None:
    contest = only(
        read("Mayor Ada Dunn said that smugglers had burned the hall. Her claim could not be independently verified.")
    )
    assert contest.sides[0].source_text == "Mayor Ada Dunn"


def test_a_headline_alone_is_never_quoted() -> None:
    contest = only(read("Miners deny accusation\n\n" + DAM))
    assert all("\n" not in side.quote and side.start > 0 for side in contest.sides)


def test_the_evidence_names_the_words_and_what_each_clue_weighs() -> None:
    contest = only(read(DAM))
    assert contest.evidence.startswith('"denied": ')
    assert "accuses who denies" in contest.evidence
    odds = sum(clue.weight for clue in contest.clues)
    assert abs(1 / (1 + math.exp(-odds)) - contest.score) < 0.02


def test_denials_months_later_are_about_something_else() -> None:
    claim = read("The coast guard said the trawler crossed the sea border at night.", "a")
    denial = read("Captain Orso denied that the trawler had crossed the sea border.", "b", days=90)
    assert contests(claim, denial) == []


def test_the_contrary_of_ones_own_earlier_words_is_a_reversal() -> None:
    earlier = read("“There is no pipeline under the bay,” Mayor Ada Dunn said.", "a")
    later = read("“The pipeline under the bay is ours,” Mayor Ada Dunn said.", "b", days=2)
    contest = only(earlier, later)
    assert contest.kind == "reversal"
    assert [side.article_id for side in contest.sides] == ["a", "b"]


def test_two_people_of_one_office_do_not_reverse_each_other() -> None:
    earlier = read("“There is no pipeline under the bay,” Mayor Ada Dunn said.", "a")
    later = read("“The pipeline under the bay is ours,” Mayor Ben Orso said.", "b", days=2)
    assert [contest.kind for contest in contests(earlier, later)] != ["reversal"]


BLAMED = (
    "On Monday Mayor Dunn accused the Taliban of carrying out the bombing that killed 11 traders at the cattle fair of "
    "Tolm beside the river."
)
OWNED = (
    "A van bomb killed 11 traders at the cattle fair of Tolm beside the river. Al-Shabab claimed responsibility "
    "for the bombing."
)


def test_an_act_told_in_the_same_words_is_one_across_stories() -> None:
    contest = only(read(BLAMED, "a", story="one"), read(OWNED, "b", story="two", days=1))
    assert contest.kind == "responsibility"
    assert {side.actor for side in contest.sides} >= {"al-shabaab"}


def test_an_act_elsewhere_or_weeks_later_is_another() -> None:
    elsewhere = read(
        OWNED.replace("cattle fair of Tolm beside the river", "harbour at Brandal"), "b", story="two", days=1
    )
    later = read(OWNED, "b", story="two", days=20)
    assert contests(read(BLAMED, "a", story="one"), elsewhere) == []
    assert contests(read(BLAMED, "a", story="one"), later) == []


def test_who_condemns_an_act_says_nothing_of_who_did_it() -> None:
    contest = only(
        read(
            "Thirty people were killed when a bomb exploded at the fair on Monday. Al-Shabab claimed responsibility "
            "for the bombing, which the Taliban called “a disgrace.” Mayor Dunn blamed the Taliban for the bombing."
        )
    )
    quoted = {side.actor: side.quote for side in contest.sides}
    assert quoted.keys() == {"al-shabaab", None}
    assert quoted["al-shabaab"].endswith("which the Taliban called “a disgrace.”")


def test_a_denial_in_full_finds_in_another_story_only_what_names_the_denier() -> None:
    denial = read(
        "The Taliban denied that they had bombed the cattle fair of Tolm beside the river.", "b", story="two", days=1
    )
    contest = only(read(BLAMED, "a", story="one"), denial)
    assert (contest.kind, contest.story_id) == ("denial", None)
    police = read(
        "Police said that a bomb killed 11 traders at the cattle fair of Tolm beside the river.", "a", story="one"
    )
    assert contests(police, denial) == []


def test_a_proposition_opens_with_a_capital() -> None:
    contest = only(
        read("On Monday the coast guards of Tolm accused the miners of arson. The miners denied the accusation.")
    )
    assert contest.proposition[0].isupper()


def test_a_denial_of_the_act_is_a_side_of_the_contest_of_who_did_it() -> None:
    contest = only(
        read(
            "Thirty people were killed when a bomb exploded at the fair on Monday. Mayor Dunn blamed the Taliban for "
            "the bombing of the fair. The Taliban denied the accusation. Al-Shabab claimed responsibility for it."
        )
    )
    assert contest.kind == "responsibility"
    assert [row.actor for row in contest.sides if row.stance == "denies"] == ["taliban"]
    assert len(quotes(contest)) == 3


def test_a_claim_that_is_doubted_and_could_not_be_checked_is_one_contest() -> None:
    contest = only(
        read(
            "Mayor Dunn claimed that his guards had caught nine smugglers. It was not possible to verify "
            "the claim independently. Captain Orso questioned the claim."
        )
    )
    assert (contest.kind, contest.status) == ("doubt", "contested")
    assert [row.source_text for row in contest.sides] == ["Mayor Dunn", None, "Captain Orso"]


def test_denials_of_one_report_are_one_contest_across_stories() -> None:
    found = "A U.N. report said that the Taliban kept a training camp near the salt works of Tolm."
    first = read(f"{found} The Taliban rejected the report as a fairy tale.", "a", story="one")
    later = read(f"{found} The Taliban rejected the findings of the report.", "b", story="two", days=3)
    contest = only(first, later)
    assert {row.article_id for row in contest.sides} == {"a", "b"}
    assert [len(rows) for rows in quotes(contest).values()] == [2, 2]


def test_those_who_deny_the_same_are_one_side() -> None:
    contest = only(
        read(
            "Governor Ilsa Maro accused the miners and the guild of poisoning the reservoir at Tolm. "
            "The miners denied the accusation. The harbour guild denied the accusation."
        )
    )
    assert [row.source_text for row in contest.sides if row.side == 2] == ["The miners", "The harbour guild"]


def test_people_without_a_name_who_are_taken_up_again_are_one_side() -> None:
    contest = only(
        read(
            "Two captives said that the harbour guild had paid them to burn the customs hall. The men said that the "
            "harbour guild had paid for boats. The harbour guild denied such allegations."
        )
    )
    assert len({row.side for row in contest.sides if row.stance == "asserts"}) == 1


def test_a_denial_of_the_act_from_another_article_is_a_side_of_the_contest_of_who_did_it() -> None:
    first = read(
        "Mayor Dunn accused the Taliban of carrying out the bombing that killed 11 traders at the cattle fair of Tolm. "
        "Al-Shabab claimed responsibility for the bombing.",
        "a",
    )
    denial = read("The Taliban denied that they had bombed the cattle fair of Tolm, where 11 traders were killed.", "b")
    contest = only(first, denial)
    assert contest.kind == "responsibility"
    assert {row.article_id for row in contest.sides if row.stance == "denies"} == {"b"}


def test_statements_that_contradict_each_other_are_one_contest_whichever_answers_the_other() -> None:
    text = (
        "The Houthis said they invited the divers to come and look at the dam of Tolm, and nobody came. An official of "
        "the divers said that no invitation to the dam of Tolm was ever made. "
        "“We invited the divers to the dam of Tolm in May,” Otto Finn said."
    )
    sides = only(read(text)).sides
    assert [side.source_text for side in sides if side.stance == "denies"] == ["An official of the divers"]
    assert len(sides) == 3


def test_a_caveat_about_two_counts_is_a_side_of_their_contest() -> None:
    text = (
        "The army said that it had killed 40 rebels in the hills. A spokesman for the rebels said three of their "
        "fighters had died. Neither account could be checked."
    )
    (contest,) = contests(read(text))
    assert contest.kind == "figures"
    assert [side.low for side in sorted(contest.sides, key=lambda side: side.start)] == [40, 3, None]


def test_a_denial_beside_the_figure_of_who_denies_is_no_contest_of_its_own() -> None:
    claim = "At least nine civilians were killed when helicopters fired on Tolm, the Harbour Rights Centre said. "
    denial = (
        "The army denied the report. “No civilian was killed in Tolm,” Colonel Tavis Orr of the army told reporters."
    )
    (contest,) = contests(read(claim + denial))
    assert contest.kind == "figures"
