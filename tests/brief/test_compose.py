from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Literal

import pytest

from tasks.brief.compose import compose
from tasks.brief.parts import Brief, Change, Revised
from tasks.models import Change as SentenceChange
from tasks.models import Contest, ContestChange, Figure, Health, Material, Profile, Reading, Revision, Source
from tests.brief.material import (
    DESK,
    NOW,
    article,
    contest,
    contests,
    event,
    material,
    mention,
    name,
    reading,
    readings,
    says,
    side,
    span,
    with_toll,
)

YESTERDAY = NOW - timedelta(days=1)


def brief(m: Material, profile: Profile = DESK) -> Brief:
    return compose(m, profile, name, None, NOW)


def told(m: Material) -> Material:
    """The same material after its digest was delivered a day ago."""
    return replace(m, shown=brief(m).shown, last_digest_at=YESTERDAY)


def without(m: Material, *keys: str) -> Material:
    """The material before these articles had come in."""
    left = tuple(r for r in m.readings if r.article.article_id not in {f"a-{key}" for key in keys})
    return replace(m, readings=left)


def contest_of(m: Material, key: str) -> Contest:
    return next(c for c in m.contests if c.contest_id == key)


def with_contest(m: Material, changed: Contest) -> Material:
    return replace(m, contests=tuple(changed if c.contest_id == changed.contest_id else c for c in m.contests))


# ---- what is new ----


def test_what_was_told_is_not_told_again() -> None:
    second = brief(told(material()))
    assert second.empty
    assert not (second.bottom or second.cards or second.stories or second.sources)


def test_with_nothing_at_all_the_briefing_is_empty() -> None:
    assert brief(Material((), (), (), (), (), (), None)).empty


def test_a_new_article_of_a_told_story_comes_as_an_update_that_says_what_changed() -> None:
    (story,) = brief(with_toll(told(material()), 12)).stories
    (development,) = story.developments
    assert story.update
    assert development.changes == (Change("killed", None, (9.0, None), (12.0, 12.0)),)
    assert development.killed == (12.0, 12.0)
    assert "has risen to 12" in development.quotes[0].text


def test_a_new_article_that_says_nothing_else_is_no_update_of_the_event() -> None:
    again = with_toll(told(with_toll(material(), 12)), 12)
    third = replace(again, readings=(*again.readings[:-1], copy_under(again.readings[-1], "third")))
    assert [d for story in brief(third).stories for d in story.developments] == []


def copy_under(r: Reading, key: str) -> Reading:
    return replace(r, article=replace(r.article, article_id=f"a-{key}"), analysis=r.analysis)


def test_a_side_that_joins_a_told_contest_brings_it_back_as_an_update() -> None:
    m = material()
    whole = contest_of(m, "c-market")
    (card,) = [c for c in brief(replace(m, shown=brief(without(m, "wire")).shown)).cards if c.contest_id == "c-market"]
    assert whole.sides[-1].article_id == "a-wire"
    assert card.update
    assert card.changes == (Change("side", "Hill Brigade", stance="denies", on=date(2023, 2, 14)),)
    assert [s.joined for s in card.sides] == [False, False, True]


def settled(m: Material, how: str, **more: Any) -> Contest:
    """The contest of the camps, settled by a sentence of another article."""
    camps, later = contest_of(m, "c-camps"), m.readings[1]
    start, end = span(later.article.text, "interior minister Pavo Lindqvar")
    row = side(0, later, later.article.text[start:end], actor="coastal-front", source_text="Carrow", **more)
    moment = later.article.published_at or NOW
    history = (ContestChange(moment, "status", how, row.article_id, row.start, row.end),)
    return replace(camps, status="resolved", sides=(*camps.sides, row), history=history)


def test_a_settled_contest_says_by_whose_later_words_and_quotes_them() -> None:
    m = material()
    made = brief(with_contest(m, settled(m, "confirmed", stance="confirms")))
    (card,) = [card for card in made.cards if card.contest_id == "c-camps"]
    assert card.resolution is not None
    assert (card.resolution.how, card.resolution.who) == ("confirmed", "Coastal Front")
    assert card.resolution.quote.article_id == "a-wire"
    counted = [s.credibility and (s.credibility.parties_for, s.credibility.parties_against) for s in card.sides]
    assert counted == [(2, 0), (0, 2)]  # the Front holds what it said last


def test_two_parties_that_say_the_same_are_named_on_one_side() -> None:
    m = material()
    camps = contest_of(m, "c-camps")
    second = side(0, m.readings[3], "The report also says", actor="hill-brigade", source_text="the brigade")
    cards = brief(with_contest(m, replace(camps, sides=(*camps.sides, second)))).cards
    (first, _) = next(card for card in cards if card.contest_id == "c-camps").sides
    assert (first.name, first.others) == ("Northern Mission", ("Hill Brigade",))


def test_a_watched_party_or_place_brings_a_contest_forward() -> None:
    m = material()
    nearly = with_contest(m, replace(contest_of(m, "c-camps"), salience=0.75))

    def order(*watch: str) -> list[str]:
        return [card.contest_id for card in brief(nearly, replace(DESK, watch=watch)).cards]

    assert order()[:3] == ["c-market", "c-strength", "c-camps"]
    assert order("northern-mission")[:3] == ["c-strength", "c-camps", "c-market"]
    assert order("Ostrel")[:3] == ["c-market", "c-camps", "c-strength"]


def test_a_figure_or_a_status_that_changes_brings_a_contest_back_with_before_and_after() -> None:
    m = material()
    whole = contest_of(m, "c-strength")
    review = copy_under(m.readings[3], "later")
    later = replace(review, article=replace(review.article, published_at=NOW))
    again = replace(whole.sides[0], low=500.0, article_id="a-later")
    moved = replace(whole, sides=(*whole.sides, again), status="resolved")
    after = with_contest(told(m), moved)
    (card,) = brief(replace(after, readings=(*after.readings, later))).cards
    assert card.changes == (
        Change("figure", "Northern Mission", (400.0, 600.0), (500.0, 600.0)),
        Change("status", None, "contested", "resolved"),
    )


def test_since_leaves_out_older_articles_and_counts_undated_ones_by_when_they_were_read() -> None:
    recent = compose(material(), DESK, name, NOW - timedelta(hours=28), NOW)
    numbers = {s.number: s.article_id for s in recent.sources}
    fresh = {numbers[ref] for story in recent.stories for ref in story.refs}
    assert {"a-wire", "a-review", "a-star"} <= fresh
    assert "a-gazette" not in fresh


def test_an_article_dated_later_than_the_briefing_is_left_out_and_said_to_be() -> None:
    early = compose(material(), DESK, name, None, NOW - timedelta(days=2, hours=4))
    assert "a-review" not in {s.article_id for s in early.sources}
    assert ("future", "How strong is the Front?") in {(a.why, a.title) for a in early.coverage.aside}


def test_a_story_that_is_known_by_a_later_article_is_headed_by_one_at_hand() -> None:
    [market, *others] = material().stories
    later = replace(market, title="Ten dead in Port Calder market blast, Front blamed")
    titles = {story.title for story in compose(material(stories=(later, *others)), DESK, name, None, NOW).stories}
    assert later.title not in titles
    assert market.title in titles


# ---- contests ----


def test_a_contest_below_the_threshold_is_counted_and_not_shown() -> None:
    made = brief(material())
    assert "c-weak" not in {card.contest_id for card in made.cards}
    assert made.coverage.weak_contests == 1


def test_contests_beyond_the_limit_keep_a_line() -> None:
    made = brief(material(), replace(DESK, max_contests=2))
    assert [card.contest_id for card in made.cards] == ["c-market", "c-strength"]
    assert [line.kind for line in made.further] == ["denial", "doubt", "unverified"]
    assert made.further[1].topic == "Was there a plot to shoot Tomas Ruyl?"
    assert brief(replace(material(), shown=made.shown)).empty


def test_a_quote_that_is_not_in_its_article_is_left_out_with_a_warning_that_names_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    m = material()
    whole = contest_of(m, "c-market")
    forged = replace(whole.sides[0], quote="the ministry's men had carried it out")
    cards = brief(with_contest(m, replace(whole, sides=(forged, *whole.sides[1:])))).cards
    card = next(card for card in cards if card.contest_id == "c-market")
    assert [s.name for s in card.sides] == ["Government of Marenia", "Hill Brigade"]
    assert "c-market" in caplog.text
    assert "a-gazette" in caplog.text


def test_both_sides_are_rated_by_the_same_count_and_the_outlet_not_at_all() -> None:
    cards = {card.contest_id: card for card in brief(material()).cards}
    assert [s.credibility and s.credibility.rating for s in cards["c-strength"].sides] == [4, 4, 4]
    raid = cards["c-raid"].sides
    assert [s.name for s in raid] == ["Coastal Front", None]
    assert [s.credibility and s.credibility.rating for s in raid] == [6, None]


def test_a_position_that_more_parties_contradict_than_hold_is_rated_lower() -> None:
    m = material()
    camps = contest_of(m, "c-camps")
    second = side(0, m.readings[3], "The report also says", actor="hill-brigade")
    (card,) = [c for c in brief(with_contest(m, replace(camps, sides=(*camps.sides, second)))).cards if c.number == 3]
    assert [s.credibility and s.credibility.rating for s in card.sides] == [4, 5]


def test_names_that_no_actor_is_known_for_count_as_one_party() -> None:
    m = material()
    video = contest_of(m, "c-video")
    again = side(1, m.readings[4], "a former intelligence chief", source_text="the former chief", stance="denies")
    cards = {
        card.contest_id: card for card in brief(with_contest(m, replace(video, sides=(*video.sides, again)))).cards
    }
    assert [s.credibility and s.credibility.parties_for for s in cards["c-video"].sides] == [1, 1, 1]


def test_the_same_words_from_two_outlets_are_shown_once_with_both_references() -> None:
    m = material()
    gazette = m.readings[0]
    again = reading(
        article("again", gazette.article.text + "Again.", "Again", date(2023, 2, 14)), "Again", story_id="s-market"
    )
    market = contest_of(m, "c-market")
    row = side(0, again, "its men had carried out the bombing", actor="coastal-front", stance="confirms")
    made = brief(with_contest(replace(m, readings=(*m.readings, again)), replace(market, sides=(*market.sides, row))))
    front = made.cards[0].sides[0]
    assert [s.quote.text for s in front.statements] == ["its men had carried out the bombing"]
    numbers = {s.article_id: s.number for s in made.sources}
    assert front.also == (numbers["a-again"],)


def test_one_quotation_told_twice_is_shown_once_with_both_references() -> None:
    m = material()
    review = m.readings[3]
    text = "In a letter: “I reject this report from the first page to the last,” the Front's man said."
    again = reading(article("again", text, "Again", date(2023, 2, 14)), "Again", story_id="s-strength")
    camps = contest_of(m, "c-camps")
    row = side(1, again, text, actor="coastal-front", source_text="the Front's man", stance="denies")
    made = brief(with_contest(replace(m, readings=(*m.readings, again)), replace(camps, sides=(*camps.sides, row))))
    denial = next(card for card in made.cards if card.contest_id == "c-camps").sides[1]
    assert [s.quote.article_id for s in denial.statements] == [review.article.article_id]
    assert denial.also == ({s.article_id: s.number for s in made.sources}["a-again"],)


def test_quotation_marks_of_the_article_make_words_quoted_and_all_else_is_the_outlets() -> None:
    cards = {card.contest_id: card for card in brief(material()).cards}
    assert [s.statements[0].quote.voice for s in cards["c-market"].sides] == ["reported", "reported", "mixed"]
    assert [s.statements[0].quote.voice for s in cards["c-camps"].sides] == ["reported", "direct"]
    assert cards["c-camps"].sides[1].statements[0].quote.text == "I reject this report from the first page to the last"


# ---- developments ----


def test_reports_of_one_event_by_two_outlets_are_one_development_with_all_its_facts_quoted() -> None:
    blast = brief(material()).stories[0].developments[0]
    assert (blast.place, blast.date_from) == ("Port Calder", date(2023, 2, 13))
    assert (blast.killed, blast.injured) == ((9.0, None), (20.0, 20.0))
    assert blast.says == ("hospital officials", "Harbour Gazette")
    assert (blast.publishers, blast.credibility and blast.credibility.rating) == (2, 1)
    assert any("20 wounded" in quote.text for quote in blast.quotes)


def test_a_reprint_adds_no_source_and_no_development() -> None:
    story = brief(material()).stories[0]
    assert story.reprints == 1
    numbers = {s.article_id: s for s in brief(material()).sources}
    assert numbers["a-lantern"].copy_of == numbers["a-gazette"].number
    assert numbers["a-gazette"].reprints == ("Daily Lantern",)
    assert numbers["a-lantern"].lines == ()


def test_outlets_of_one_owner_are_one_publisher() -> None:
    m = material()
    owned = tuple(
        replace(r, owner="Delta Press") if r.outlet in ("Harbour Gazette", "Marenia Wire") else r for r in m.readings
    )
    blast = brief(replace(m, readings=owned)).stories[0].developments[0]
    assert (blast.publishers, blast.credibility and blast.credibility.rating) == (1, 3)


@pytest.mark.parametrize(
    "other",
    [{"day": date(2023, 2, 14)}, {"place": "Ostrel"}, {"kind": "Protests"}, {"actors": ("hill-brigade",)}],
    ids=["day", "place", "type", "actors"],
)
def test_events_that_differ_in_one_respect_are_two(other: dict[str, object]) -> None:
    text = "Shells fell on Port Calder. Shells also fell on Ostrel. "
    facts: dict[str, object] = {"day": date(2023, 2, 13), "place": "Port Calder", "actors": ("coastal-front",)}
    second = dict(facts | other)
    kind = str(second.pop("kind", "Battles"))
    r = reading(
        article("shells", text, "Shells", date(2023, 2, 14)),
        "Harbour Gazette",
        [event(text, "fell on Port", "Battles", "Armed clash", **facts), event(text, "also fell", kind, "x", **second)],
    )
    (story,) = brief(Material((r,), (), (), (), (), (), None)).stories
    assert len(story.developments) == 2


def test_background_is_no_development() -> None:
    text = "The war of 1990 killed thousands in Port Calder, and nothing has been rebuilt since then."
    past = event(text, "killed", "Battles", "Armed clash", place="Port Calder", background=True)
    r = reading(article("past", text, "Past", date(2023, 2, 14)), "Harbour Gazette", [past])
    (story,) = brief(Material((r,), (), (), (), (), (), None)).stories
    assert story.developments == ()
    assert story.lead is not None
    assert story.lead.text == text


def test_developments_beyond_the_limit_are_counted_and_not_told_later_either() -> None:
    made = brief(material(), replace(DESK, max_developments=1))
    assert [len(story.developments) for story in made.stories][:2] == [1, 0]
    assert made.coverage.further_developments == sum(story.further for story in made.stories) == 3
    assert brief(replace(material(), shown=made.shown)).empty


def test_a_partys_own_words_are_shown_unless_a_contest_or_development_quotes_them() -> None:
    said = [(s.who, s.quote.text) for story in brief(material()).stories for s in story.statements]
    assert said == [("Ines Tolvaren", "We will not be driven from our own harbour")]


# ---- the frame ----


def test_a_development_points_at_the_contest_about_the_sentence_that_tells_it() -> None:
    m = with_toll(material(contests=()), 12)
    gazette, follow_up = (
        next(r for r in m.readings if r.article.article_id == f"a-{key}") for key in ("gazette", "followup")
    )
    weighty = contest("c-1", "denial", "Weighty", [side(0, gazette, "in Port Calder")], salience=0.9)
    about = contest("c-2", "figures", "About it", [side(0, follow_up, "risen to 12")], salience=0.3)
    made = brief(replace(m, contests=(weighty, about)))
    [told] = [d for story in made.stories for d in story.developments if "risen to 12" in d.quotes[0].text]
    assert [card.contest_id for card in made.cards] == ["c-1", "c-2"]
    assert told.contest == 2


def test_the_bottom_line_has_contests_and_developments_the_weightiest_first() -> None:
    lines = brief(material()).bottom
    assert [line.kind for line in lines] == ["responsibility", "figures", "doubt", "development", "development"]
    assert 3 <= len(lines) <= 5


def test_a_line_does_not_say_as_its_topic_what_it_quotes() -> None:
    lines = brief(replace(material(), contests=(contest_of(material(), "c-camps"),))).bottom
    (camps,) = [line for line in lines if line.kind == "denial"]
    assert camps.topic is None
    assert "the Front runs two training camps near Ostrel" in camps.positions[0].quote.text
    market = next(line for line in brief(material()).bottom if line.kind == "responsibility")
    assert market.topic == contest_of(material(), "c-market").proposition


def test_a_line_quotes_what_a_party_says_and_never_what_another_says_in_its_sentence() -> None:
    text = "The Coastal Front claimed the raid, which the ministry called “a crime against every fisherman here”."
    said = [
        says(text, "the ministry", "called", "“a crime against every fisherman here”", actor="marenia"),
        says(text, "The Coastal Front", "claimed", "the raid", actor="coastal-front", mode="indirect"),
    ]
    r = reading(article("raid", text, "Raid", date(2023, 2, 14)), "Harbour Gazette", attributions=said)
    claimed = contest("c", "responsibility", "Who?", [side(0, r, text, actor="coastal-front")])
    (line,) = brief(Material((r,), (), (claimed,), (), (), (), None)).bottom
    assert [(p.who, p.quote.text) for p in line.positions] == [("Coastal Front", "claimed the raid")]


def test_a_toll_that_a_contests_line_does_not_tell_has_a_line_of_its_own() -> None:
    first = "Gunmen of the Coastal Front bombed the ferry at Port Calder, killing 11 people, the ministry said."
    again = "The Front bombed the ferry at Port Calder and the number of people killed rose to 16, the ministry said."
    risen = "The number of people killed when gunmen bombed the ferry at Port Calder has risen to 16."
    bombing = event(risen, "bombed", "Explosions/Remote violence", "Attack", place="Port Calder", killed=(16.0, 16.0))
    a, b = (
        reading(article(key, text, "Ferry", date(2023, 2, 14)), "Gazette") for key, text in (("a", first), ("b", again))
    )
    c = reading(article("c", risen, "Ferry", date(2023, 2, 14)), "Wire", [bombing])
    sides = [
        side(0, a, first, actor="marenia", low=11.0, high=11.0),
        side(0, b, again, actor="marenia", low=16.0, high=16.0),
    ]
    who = contest("c", "responsibility", "Who bombed the ferry at Port Calder?", sides, salience=2.0)
    lines = brief(Material((a, b, c), (), (who,), (), (), (), None)).bottom
    assert [line.kind for line in lines] == ["responsibility", "development"]


def test_a_toll_told_in_another_sentence_has_that_sentence_quoted() -> None:
    text = "Gunmen attacked the ferry at Port Calder. Rescue boats went out. Seven people were killed."
    seven = Figure(mention(text, "Seven"), 7.0, 7.0, "exactly", "killed", "person", "people", 2)
    attack = event(text, "attacked", "Violence against civilians", "Attack", place="Port Calder", killed=(7.0, 7.0))
    r = reading(article("ferry", text, "Ferry", date(2023, 2, 14)), "Harbour Gazette", [attack])
    r = replace(r, analysis=replace(r.analysis, figures=(seven,)))
    (story,) = brief(Material((r,), (), (), (), (), (), None)).stories
    assert [q.text for q in story.developments[0].quotes] == [
        "Gunmen attacked the ferry at Port Calder.",
        "Seven people were killed.",
    ]


def test_every_quote_is_exactly_what_its_article_says_and_its_source_lists_it() -> None:
    made = brief(material())
    texts = {r.article.article_id: r.article for r in readings()}
    quotes = [s.quote for card in made.cards for x in card.sides for s in x.statements]
    quotes += [p.quote for line in made.bottom for p in line.positions]
    quotes += [q for story in made.stories for d in story.developments for q in d.quotes]
    sources = {s.number: s for s in made.sources}
    for quote in quotes:
        assert quote.text == texts[quote.article_id].text[quote.start : quote.end]
        assert quote.text_sha256 == texts[quote.article_id].text_sha256
        assert sources[quote.ref].article_id == quote.article_id
        assert quote.line_id in sources[quote.ref].lines
    ids = [line for s in made.sources for line in s.lines]
    assert len(ids) == len(set(ids))


def test_no_password_of_a_source_is_told() -> None:
    private = Source("private", "https://desk:hush@wire.example/feed?to=a@b")
    names = [s.name for s in brief(material(sources=(private,))).coverage.sources]
    assert names[0] == "https://wire.example/feed?to=a@b"


def test_a_source_that_is_left_alone_because_it_keeps_failing_is_told_as_failed() -> None:
    source = Source("dusk", "https://dusk.example/feed", outlet="Dusk Wire")
    failing = Health("dusk", NOW, "failed", "answers 500", 9, NOW - timedelta(days=9), None, None, None, None)
    [note] = brief(material(sources=(source,), fetches=(), readings=(), health=(failing,))).coverage.sources
    assert (note.name, note.outcome, note.error) == ("Dusk Wire", "failed", "answers 500")
    assert note.failing_since == NOW - timedelta(days=9)


def test_a_source_that_offers_fewer_items_than_it_used_to_is_told_with_both_numbers() -> None:
    shrunk = Health("quiet", NOW, "ok", None, 0, None, NOW, 2, 12, 24)
    coverage = brief(material(health=(shrunk,))).coverage
    [note] = [note for note in coverage.sources if note.offered]
    assert (note.name, note.outcome, note.offered) == ("Quiet Coast Radio", "silent", (2, 12))
    assert coverage.shrunk == 1


# ---- revisions ----


def revised(m: Material, key: str, basis: Literal["page", "extraction"]) -> Material:
    """The material after the text of one article was taken from its page again."""

    def again(r: Reading) -> Reading:
        changed = tuple(SentenceChange("changed", span, span) for span in ((0, 9), (9, 20)))
        changes = (*changed, SentenceChange("added", None, (20, 30)))
        newer = replace(r.article, article_id=f"{r.article.article_id}-2")
        revision = Revision(newer.article_id, r.article.article_id, NOW, basis, changes)
        analysis = replace(r.analysis, article_id=newer.article_id)
        return replace(r, article=newer, analysis=analysis, revision=revision)

    return replace(m, readings=tuple(again(r) if r.article.article_id == f"a-{key}" else r for r in m.readings))


def test_an_article_that_its_outlet_changed_comes_again_and_says_how_much_was_changed() -> None:
    m = revised(told(material(contests=())), "raid", "page")
    [source] = brief(m).sources
    assert source.revised == Revised(NOW, changed=2, added=1, removed=0)


def test_an_article_that_only_we_read_otherwise_is_not_told_again() -> None:
    m = revised(told(material(contests=())), "raid", "extraction")
    assert brief(m).empty
    [first] = [s for s in brief(revised(material(), "raid", "extraction")).sources if s.article_id == "a-raid-2"]
    assert first.revised is None


def test_the_coverage_owns_up_to_what_is_missing() -> None:
    coverage = brief(material()).coverage
    outcomes = {s.name: s.outcome for s in coverage.sources}
    assert outcomes["Delta Monitor"] == "failed"
    assert outcomes["Quiet Coast Radio"] == "silent"
    assert (coverage.articles, coverage.publishers, coverage.reprints, coverage.undated) == (9, 8, 1, 1)
    assert {(a.why, a.title) for a in coverage.aside} == {
        ("undated", "Captives accuse former spy chief"),
        ("teaser", "Delta talks to resume"),
        ("language", "El ministro en la costa"),
    }


def test_the_watch_list_counts_actors_and_places_against_the_period_before() -> None:
    assert [(w.name, w.articles, w.before) for w in brief(material()).watch] == [
        ("Coastal Front", 4, None),
        ("Port Calder", 2, None),
    ]
    later = replace(with_toll(told(material()), 12), named_before={"coastal-front": 2, "Port Calder": 1})
    assert [(w.name, w.articles, w.before) for w in brief(later).watch] == [
        ("Coastal Front", 0, 2),
        ("Port Calder", 1, 1),
    ]


def test_pictures_count_what_happened_by_day_and_place() -> None:
    made = brief(material())
    assert made.incidents is not None
    assert [(b.start.day, sum(b.counts)) for b in made.incidents.bars] == [(12, 1), (13, 2), (14, 1)]
    assert [(p.name, p.count, p.killed) for p in made.localities] == [
        ("Ostrel", 3, (3.0, 3.0)),
        ("Port Calder", 1, (9.0, None)),
    ]


def test_where_nothing_is_dated_there_is_no_picture() -> None:
    assert brief(material(readings=readings()[3:5], contests=contests(readings())[:1])).incidents is None
