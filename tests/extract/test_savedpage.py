"""Pages saved as plain text: every sentence of the article stays, every line of the page goes."""

from datetime import date

import pytest

from tasks.extract.draft import Draft
from tasks.extract.savedpage import read_saved_page

TITLE = "Militia Seizes River Port, Governor Says Talks Go On"
FIRST = "Fighters of the Red Column took the river port of Lendova on Monday, the provincial governor said."
SECOND = "“We hold the customs house and the cranes,” the group's spokesman, Ivo Marsh, told reporters by telephone."
THIRD = "The army denied that the port had fallen. It said its units “remain in full control” of the harbor."
ARTICLE = [FIRST, SECOND, "Talks in doubt", THIRD]


def saved(*lines: str) -> Draft:
    return read_saved_page("\n\n".join(lines))


def paragraphs(draft: Draft) -> list[str]:
    return draft.text.split("\n\n")


def test_a_clean_text_loses_nothing_but_its_headline() -> None:
    draft = saved(TITLE, *ARTICLE)
    assert draft.title == TITLE
    assert paragraphs(draft) == ARTICLE


def test_a_text_without_a_headline_has_no_title() -> None:
    draft = saved(*ARTICLE)
    assert draft.title is None
    assert paragraphs(draft) == ARTICLE


def test_a_headline_that_asks_is_still_a_headline() -> None:
    assert (
        saved("Has the Army Lost the River Port for Good?", *ARTICLE).title
        == "Has the Army Lost the River Port for Good?"
    )


def test_navigation_goes_wherever_it_stands() -> None:
    draft = saved(
        "Accessibility links", "Breaking News", "Menu", TITLE, FIRST, "Share", "Read more: Ten ports to see", THIRD
    )
    assert draft.title == TITLE
    assert paragraphs(draft) == [FIRST, THIRD]


@pytest.mark.parametrize(
    "form",
    [
        [
            "Leave a Reply",
            "Your email address will not be published. Required fields are marked *",
            "I agree to these terms.",
        ],
        ["3 Comments", "harborfan", "I have lived there for years and never saw an army. Nobody asks us."],
        ["Share this post", "Link to post", "Share on other sites", "They said so last year too. Who believes it?"],
        ["Create an account or sign in to comment", "Sign up for a new account in our community. It's easy!"],
        ["You must be logged in to post a comment.", "Sort by", "Best"],
    ],
)
def test_what_readers_write_below_the_article_is_not_the_article(form: list[str]) -> None:
    assert paragraphs(saved(TITLE, *ARTICLE, *form)) == ARTICLE


def test_a_comment_link_above_the_article_does_not_end_it() -> None:
    assert paragraphs(saved(TITLE, "Leave a comment", *ARTICLE)) == ARTICLE


@pytest.mark.parametrize(
    "caption",
    [
        "FILE - A crane stands idle in the port of Lendova, May 3, 2021.",
        "FILE – Governor Ana Petri speaks to reporters, May 3, 2021.",
        "FILE PHOTO: A crane stands idle in the port of Lendova, May 3, 2021. REUTERS/Jo Doe/File Photo",
        "(FILE) A crane stands idle in the port of Lendova.",
        "File photo of a crane in the port of Lendova.",
        "In this photo taken Monday, May 3, 2021, a crane stands idle in Lendova.",
        "This image released by the army shows cranes in Lendova.",
        "A crane stands idle in the port of Lendova, May 3, 2021.",
        "A crane stands idle in Lendova on Monday. (AP Photo/Jo Doe)",
        "A crane stands idle in Lendova [Jo Doe/Reuters]",
        "A crane stands idle in Lendova. Photograph: Jo Doe/AFP/Getty Images",
        "Photo: Jo Doe",
        "Image source, Getty Images",
        "Image caption, Cranes stand idle in Lendova",
    ],
)
def test_captions_go_in_every_agencys_style(caption: str) -> None:
    assert paragraphs(saved(TITLE, FIRST, caption, SECOND)) == [FIRST, SECOND]
    assert paragraphs(saved(TITLE, caption, FIRST, SECOND)) == [FIRST, SECOND]


def test_a_line_printed_twice_running_is_a_caption() -> None:
    caption = "Cranes stand idle in the river port of Lendova under a grey sky."
    page = f"{TITLE}\n\n{caption}\n{caption}\n\n{FIRST}\n\n{SECOND}"
    assert paragraphs(read_saved_page(page)) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "sentence",
    [
        "The governor was seen at the port on May 3, 2021.",
        "He said the ship left Lendova, the river port, on May 3, 2021.",
        "File-sharing sites carried a film of the fighting.",
        "A photo of the burning crane was shared widely.",
        "Refugees must register to access aid, the agency said.",
        "Also on Sunday, a second crane burned.",
        "More about the attackers was not known.",
        "Copyright law does not apply to the film, the lawyer said.",
        "Comments by the governor angered the union.",
        "He declined.",
    ],
)
def test_a_sentence_that_resembles_furniture_stays(sentence: str) -> None:
    assert paragraphs(saved("Menu", TITLE, FIRST, sentence, SECOND, "Leave a Reply")) == [FIRST, sentence, SECOND]


def test_a_standfirst_that_repeats_the_first_paragraph_counts_once() -> None:
    assert paragraphs(saved(TITLE, FIRST, "Lendova", "Published on", *ARTICLE, "logo")) == ARTICLE


def test_a_standfirst_of_its_own_stays() -> None:
    standfirst = "The army denies losing the harbor while the governor pleads for calm"
    assert paragraphs(saved("Menu", TITLE, standfirst, *ARTICLE)) == [standfirst, *ARTICLE]


def test_a_forum_page_gives_the_article_that_was_posted() -> None:
    draft = saved(
        "Jump to content", "Sign in to follow this", TITLE, "Rate this topic", "Recommended Posts",
        TITLE, "Ada Lindqvist", "The Courier•May 4, 2021", *ARTICLE, "Full Article", "Share this post", "Link to post",
        "Is that not what they always do? They wait until nobody looks.", "Recently Browsing 0 members",
    )  # fmt: skip
    assert (draft.title, draft.byline, draft.site) == (TITLE, "Ada Lindqvist", "The Courier")
    assert draft.published_on == date(2021, 5, 4)
    assert draft.published_basis == "text"
    assert paragraphs(draft) == ARTICLE


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("May 4, 2021", date(2021, 5, 4)),
        ("Published on 4 May 2021 at 10:31 GMT", date(2021, 5, 4)),
        ("Tue, 4 May, 2021 3:14 pm", date(2021, 5, 4)),
        ("2021-05-04", date(2021, 5, 4)),
        ("04.05.2021", date(2021, 5, 4)),
        ("By Ada Lindqvist | May 4, 2021", date(2021, 5, 4)),
        ("04/05/2021", None),  # April or May: not guessed
        ("May 4", None),  # of which year?
    ],
)
def test_a_date_by_the_headline_is_the_day_of_publication(line: str, day: date | None) -> None:
    draft = saved("Menu", TITLE, line, *ARTICLE)
    assert draft.published_on == day
    assert draft.published_basis == ("text" if day else "unknown")
    assert paragraphs(draft) == ARTICLE


def test_publication_goes_before_update() -> None:
    draft = saved(TITLE, "Updated May 6, 2021", "Published May 4, 2021", *ARTICLE)
    assert draft.published_on == date(2021, 5, 4)


def test_a_date_inside_a_sentence_is_no_date_of_publication() -> None:
    assert saved(TITLE, "The port was last taken on May 4, 2011, by the same group.", *ARTICLE).published_on is None


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ada Lindqvist", "Ada Lindqvist"),
        ("BY ADA LINDQVIST", "ADA LINDQVIST"),
        ("By Ada Lindqvist and Omar de Vries", "Ada Lindqvist and Omar de Vries"),
        ("By Ada Lindqvist, Courier Correspondent", "Ada Lindqvist"),
        ("Ada Lindqvist, Staff Writer", "Ada Lindqvist"),
        ("By Courier newsroom", None),
        ("By the river", None),
    ],
)
def test_the_byline_is_read_where_it_is_marked(line: str, byline: str | None) -> None:
    assert saved("Menu", TITLE, line, *ARTICLE).byline == byline


@pytest.mark.parametrize(
    ("foot", "site"),
    [
        (["Source: The Courier"], "The Courier"),
        (["logo", "RiverNews", "www.rivernews.example"], "RiverNews"),
        (["www.rivernews.example"], "rivernews.example"),
        (["© 2021 The Courier. All rights reserved."], "The Courier"),
        (["The Courier © 2021. Terms. Privacy."], "The Courier"),
        (["(AL/Courier)"], None),
    ],
)
def test_the_outlet_is_read_at_the_foot_of_the_page(foot: list[str], site: str | None) -> None:
    draft = saved(TITLE, *ARTICLE, *foot)
    assert draft.site == site
    assert paragraphs(draft) == ARTICLE


def test_lists_of_other_articles_go_and_the_article_goes_on_after_them() -> None:
    others = ["Most read in Harbors", "Ten ports to see before winter", "Why cranes fall"]
    assert paragraphs(saved(TITLE, FIRST, SECOND, *others, THIRD, FIRST + " Again.")) == [
        FIRST,
        SECOND,
        THIRD,
        FIRST + " Again.",
    ]
    assert paragraphs(saved(TITLE, *ARTICLE, *others)) == ARTICLE


def test_text_wrapped_to_a_fixed_width_is_put_together() -> None:
    wrapped = (
        "Militia Seizes River Port\n\n"
        "Fighters of the Red Column took the river port of Lendova on\n"
        "Monday, the provincial governor said in a statement that was\n"
        "read out on the radio.\n\n"
        "The army denied that the port had fallen and said that units\n"
        "remain in full control of the harbor and the customs house.\n"
    )
    draft = read_saved_page(wrapped)
    assert paragraphs(draft) == [
        "Fighters of the Red Column took the river port of Lendova on Monday, the provincial governor said in a "
        "statement that was read out on the radio.",
        "The army denied that the port had fallen and said that units remain in full control of the harbor and the "
        "customs house.",
    ]


def test_each_line_is_a_paragraph_where_no_blank_lines_stand() -> None:
    assert paragraphs(read_saved_page("\n".join([TITLE, *ARTICLE]))) == ARTICLE


def test_a_given_title_is_not_repeated_in_the_text() -> None:
    assert paragraphs(read_saved_page("\n\n".join([TITLE, *ARTICLE]), TITLE)) == ARTICLE


def test_a_given_title_that_is_the_first_sentence_stays_in_the_text() -> None:
    assert paragraphs(read_saved_page("\n".join(ARTICLE), FIRST)) == ARTICLE


@pytest.mark.parametrize(
    ("tail", "access"),
    [
        ("Subscribe to continue reading", "paywalled"),
        ("This article is for subscribers only.", "paywalled"),
        ("Already a subscriber? Log in", "paywalled"),
        ("Read more", "teaser"),
        ("The crane fell because…", "teaser"),
        ("The crane fell.", "full"),
    ],
)
def test_a_page_says_whether_it_is_whole(tail: str, access: str) -> None:
    draft = saved(TITLE, FIRST, SECOND, tail)
    assert draft.access == access
    assert access != "paywalled" or paragraphs(draft) == [FIRST, SECOND]


def test_an_invitation_to_subscribe_does_not_make_a_long_article_paid() -> None:
    body = [f"Witness number {n} said that the cranes had been burning since the early morning." for n in range(30)]
    assert saved(TITLE, *body, "Subscribe to continue reading").access == "full"


def test_a_headline_is_found_among_menus_by_the_words_that_the_body_takes_up() -> None:
    menus = [
        "World and Nation Today",
        "Sport and Weather Reports",
        "Ten Reasons to Visit the Mountains This Summer",
    ] * 2
    draft = saved(*menus, TITLE, *ARTICLE)
    assert draft.title == TITLE
    assert paragraphs(draft) == ARTICLE


def test_the_foot_of_a_page_goes_with_its_menus_and_notices() -> None:
    foot = [f"Section {n}" for n in range(9)] + ["The Courier is printed in Lendova by people who love the harbor."]
    assert paragraphs(saved("Menu", TITLE, *ARTICLE, *foot)) == ARTICLE
