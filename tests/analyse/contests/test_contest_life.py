"""Contests over the days: ids that stay, what joins, what is settled, what is merged."""

from dataclasses import replace
from itertools import permutations

from tasks.analyse.contests.contests import find_contests
from tasks.analyse.contests.identity import identified
from tasks.models import Contest, Reading
from tests.analyse.contests_kit import MORNING, catalogue, only, read

CLAIM = "Governor Ilsa Maro accused the miners of poisoning the reservoir at Tolm."
DENIED = f"{CLAIM} The miners denied the accusation."
CAVEAT = f"{CLAIM} Her claim could not be independently verified."


def live(*readings: Reading) -> Contest:
    """The one contest after the articles have come in one by one."""
    known: list[Contest] = []
    for n in range(len(readings)):
        known = find_contests(readings[: n + 1], catalogue(), known)
    (contest,) = known
    return contest


def told(contest: Contest) -> list[tuple[int, str, str]]:
    return [((change.at - MORNING).days, change.change, change.detail) for change in contest.history]


def test_an_earlier_claim_that_comes_in_later_does_not_rename_a_contest() -> None:
    first, earlier = read(DENIED, "b", days=1), read(DENIED, "a")
    known = only(first)
    (contest,) = find_contests([first, earlier], catalogue(), [known])
    assert contest.contest_id == known.contest_id
    assert contest.first_seen_at < known.first_seen_at


def test_a_contest_keeps_its_id_when_its_first_article_leaves() -> None:
    first, second = read(DENIED, "a"), read(DENIED, "b", days=1)
    (contest,) = find_contests([second], catalogue(), [only(first, second)])
    assert contest.contest_id == only(first, second).contest_id


def test_sides_and_history_are_the_same_in_whatever_order_articles_come_in() -> None:
    articles = (read(CAVEAT, "a"), read(DENIED, "b", days=1), read(DENIED, "c", days=2))
    whole = only(*articles)
    for order in permutations(articles):
        contest = live(*order)
        assert (contest.sides, contest.history) == (whole.sides, whole.history)


def test_linking_again_changes_nothing() -> None:
    articles = (read(CAVEAT, "a"), read(DENIED, "b", days=1))
    once = live(*articles)
    assert find_contests(articles, catalogue(), [once]) == [once]


def test_articles_in_which_nothing_was_found_before_are_sought_with_what_is_new_alone() -> None:
    claim, denial = read(CLAIM, "a"), read("The miners denied that they poisoned the reservoir at Tolm.", "b", days=1)
    assert find_contests([claim], catalogue()) == []
    whole = find_contests([claim, denial], catalogue())
    assert {side.article_id for contest in whole for side in contest.sides} == {"a", "b"}
    assert find_contests([claim, denial], catalogue(), cleared={"a"}) == whole
    assert find_contests([claim, denial], catalogue(), cleared={"b"}) == whole
    assert find_contests([claim, denial], catalogue(), cleared={"a", "b"}) == []


def test_an_unverified_claim_becomes_contested_when_a_denial_comes_in() -> None:
    alone = only(read(CAVEAT, "a"))
    contest = live(read(CAVEAT, "a"), read(DENIED, "b", days=1))
    assert (alone.kind, alone.status) == ("unverified", "unverified")
    assert (contest.kind, contest.status) == ("denial", "contested")
    assert contest.contest_id == alone.contest_id
    assert told(contest) == [(0, "opened", ""), (1, "joined", ""), (1, "status", "contested")]
    joined = contest.history[1]
    assert [row.quote for row in contest.sides if (row.article_id, row.start) == (joined.article_id, joined.start)] == [
        "The miners denied the accusation."
    ]


def test_a_denier_who_confirms_the_claim_later_settles_it() -> None:
    confirmed = read("The miners confirmed that they had poisoned the reservoir at Tolm.", "b", days=4)
    contest = only(read(DENIED, "a"), confirmed)
    assert contest.status == "resolved"
    assert told(contest)[-1] == (4, "status", "confirmed")
    assert contest.history[-1].article_id == "b"
    assert [row.stance for row in contest.sides if row.article_id == "b"] == ["confirms"]


def test_a_confirmation_by_somebody_else_settles_nothing() -> None:
    confirmed = read("Police confirmed that the miners had poisoned the reservoir at Tolm.", "b", days=4)
    assert only(read(DENIED, "a"), confirmed).status == "contested"


def test_one_of_two_deniers_who_confirms_settles_nothing() -> None:
    confirmed = read("The miners confirmed that they had poisoned the reservoir at Tolm.", "b", days=4)
    both = read(f"{DENIED} The harbour guild also denied the accusation.", "a")
    assert only(both, confirmed).status == "contested"


def test_a_party_that_comes_to_give_the_others_figure_settles_it() -> None:
    fire = "people were killed in the fire at the market hall"
    contest = only(
        read(f"Kenya said 22 {fire}.", "a"),
        read(f"Al-Shabab said 35 {fire}.", "b"),
        read(f"Kenya said 35 {fire}.", "c", days=2),
    )
    assert (contest.status, told(contest)[-1]) == ("resolved", (2, "status", "revised"))
    assert {row.actor for row in contest.sides if row.low == 35} == {"kenya", "al-shabaab"}


def test_of_contests_that_merge_the_older_id_stays_and_the_history_names_the_other() -> None:
    older = only(read(DENIED, "a"))
    newer = replace(only(read(DENIED, "b", days=1)), contest_id="newer")
    both = only(read(DENIED, "a"), read(DENIED, "b", days=1))
    (contest,) = identified([both], [newer, older])
    assert contest.contest_id == older.contest_id
    assert [(change.change, change.detail) for change in contest.history][-1] == ("merged", "newer")
    assert identified([both], [contest]) == [contest]


def test_of_a_contest_that_parts_the_larger_part_keeps_the_id() -> None:
    parts = [only(read(DENIED, "a"), read(DENIED, "b", days=1)), only(read(DENIED, "c", days=2))]
    whole = only(read(DENIED, "a"), read(DENIED, "b", days=1), read(DENIED, "c", days=2))
    larger, smaller = identified(parts, [whole])
    assert larger.contest_id == whole.contest_id != smaller.contest_id


def test_two_contests_never_share_an_id() -> None:
    contest = only(read(DENIED, "a"))
    assert len({one.contest_id for one in identified([contest, contest], [])}) == 2


def test_outlets_of_one_owner_weigh_as_one() -> None:
    mine = only(read(DENIED, "a", owner="x"), read(DENIED, "b", owner="x"))
    apart = only(read(DENIED, "a", owner="x"), read(DENIED, "b", owner="y"))
    assert mine.salience < apart.salience


def test_the_parts_of_the_salience_make_it_up() -> None:
    contest = only(read(DENIED, "a"))
    assert abs(sum(part.weight for part in contest.weights) - contest.salience) < 0.001
    assert contest.weights[0].what == "denial"
