from tasks.analyse.claims.parties import Party, one_side, same_party
from tasks.analyse.claims.quoting import quote_span
from tasks.analyse.claims.statements import statements
from tests.analyse.contests_kit import catalogue, read


def parties(text: str) -> list[str | None]:
    return [
        statement.party.text for statement in statements(read(text), catalogue()) if statement.attribution is not None
    ]


def test_a_party_is_named_as_fully_as_its_article_does() -> None:
    assert parties("Captain Ilen Orso said the trawler sank. Orso added that it was old. He said nobody drowned.") == [
        "Captain Ilen Orso",
        "Captain Ilen Orso",
        "Captain Ilen Orso",
    ]


def test_what_a_pronoun_of_nobody_in_particular_says_is_left_out() -> None:
    assert parties("They said the trawler sank.") == []


def test_a_lawyer_is_a_party_of_his_own() -> None:
    assert parties("Captain Orso was silent. His lawyer said the trawler was old.") == ["Orso’s lawyer"]


def person(text: str, name: str) -> Party:
    return Party(None, name, text, person=True)


def test_one_last_name_is_one_person_unless_the_first_names_differ() -> None:
    lee = person("Lee", "lee")
    assert one_side(person("Senator Ann Lee", "lee"), lee, catalogue())
    assert same_party(person("Senator Ann Lee", "lee"), lee, catalogue())
    assert not one_side(person("Senator Ann Lee", "lee"), person("Tom Lee", "lee"), catalogue())


def test_a_spokesman_is_on_the_side_of_the_company_that_he_names() -> None:
    company = Party(None, "norland rail", "Norland Rail")
    assert one_side(Party(None, "norland rail spokesman", "a Norland Rail spokesman"), company, catalogue())


def test_a_sentence_is_quoted_whole_though_it_holds_a_title_with_a_full_stop() -> None:
    reading = read("Mr. Dunn doubted the notion that Sgt. Teck had left his post. The crowd waited.")
    (told,) = [s for s in statements(reading, catalogue()) if s.attribution is not None][:1]
    quoted = reading.article.text[slice(*quote_span(told, frozenset(), shared=False))]
    assert quoted == "Mr. Dunn doubted the notion that Sgt. Teck had left his post."


def test_of_a_sentence_that_two_sides_share_each_is_quoted_with_its_own_half() -> None:
    reading = read("Captain Orso said the trawler sank at night, but the coast guard denied that it had sunk.")
    told = [s for s in statements(reading, catalogue()) if s.attribution is not None]
    quoted = [reading.article.text[slice(*quote_span(s, frozenset(), shared=True))] for s in told]
    assert quoted == ["Captain Orso said the trawler sank at night", "the coast guard denied that it had sunk"]


def test_a_pronoun_that_something_is_done_to_speaks_for_nobody() -> None:
    reading = read("The vote made him the first official to openly dispute the guild's claims of a poor catch.")
    assert all(statement.party.voice for statement in statements(reading, catalogue()))


def test_words_that_nobody_else_says_stay_with_who_says_them() -> None:
    text = "Even with a pilot aboard, the guild said, it must be asked how the trawler came to sail."
    assert "the guild" in parties(text)
