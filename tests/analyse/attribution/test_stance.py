import pytest

from tests.analyse.attribution_kit import only, read


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("The ministry said that nine people were hurt.", "asserts"),
        ("The ministry said that nobody was hurt.", "asserts"),
        ("The governor blamed the rebels for the fire.", "asserts"),
        ("The governor accused the rebels of burning the school.", "asserts"),
        ("The ministry denied that its drones had hit the market.", "denies"),
        ("The rebels rejected the report as baseless.", "denies"),
        ("Colonel Ames denounced the video as fake.", "denies"),
        ("The Kremlin has called the accusations a lie.", "denies"),
        ("The ministry said the report was false.", "denies"),
        ("The minister refuted the allegations.", "denies"),
        ("Colonel Ames dismissed the threat posed by the rebels.", "denies"),
        ('"There is no famine here," the minister said.', "denies"),
        ('"There will not be any step back," the minister said.', "asserts"),
        ("Analysts questioned the authenticity of the footage.", "doubts"),
        ("The opposition cast doubt on the official toll.", "doubts"),
        ('"It is difficult to ascertain who fired first," said Lena Marsh.', "doubts"),
        ('"We are not aware of credible intelligence of a plot," said Lena Marsh.', "doubts"),
        ("The agency could not verify the claim.", "doubts"),
        ("A panel found no evidence that the army used gas.", "doubts"),
        ("Residents had little faith in that.", "doubts"),
        ("Residents had great faith in that.", "asserts"),
        ("Few of his allies believe that.", "doubts"),
        ("No one believes that.", "doubts"),
        ("Experts are not convinced of that.", "doubts"),
        ("Police confirmed the arrest.", "confirms"),
        ("Ann Lee pleaded guilty to all charges.", "confirms"),
        ("Ann Lee, 34, pleaded not guilty to all charges.", "denies"),
        ("The Black Banner claimed responsibility for the bombing.", "confirms"),
        ("Police refused to comment.", "declines"),
        ("The army has yet to respond to the allegations.", "declines"),
        ("The army would not say whether it had fired.", "declines"),
        ("The envoy urged both sides to return to talks.", "demands"),
        ("The rebels warned that the army must leave the valley.", "demands"),
    ],
)
def test_a_cue_tells_the_stance(sentence: str, stance: str) -> None:
    assert only(sentence).stance == stance


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("The rebels did not deny the killing.", "declines"),
        ("The army has not confirmed the strike.", "declines"),
        ("The rebels have not claimed responsibility for the blast.", "declines"),
        ("The company stopped short of denying that the dam had cracked.", "declines"),
        ("He does not believe that the war will end.", "doubts"),
        ('"There is no doubt that Borea was behind this," the minister said.', "asserts"),
        ("There is no question that the bridge was mined, the minister said.", "asserts"),
        ("The minister had no doubt that Borea was behind it.", "asserts"),
        ("The minister has little doubt that Borea was behind it.", "asserts"),
    ],
)
def test_a_negated_cue_is_not_its_opposite(sentence: str, stance: str) -> None:
    assert only(sentence).stance == stance


@pytest.mark.parametrize("manner", ["neither confirmed nor denied", "has not confirmed or denied", "hasn't denied"])
def test_what_is_neither_confirmed_nor_denied_is_declined(manner: str) -> None:
    assert {a.stance for a in read(f"The army {manner} the strike.")} == {"declines"}


@pytest.mark.parametrize("decision", ["a ceasefire", "the offer", "a peace deal"])
def test_turning_down_an_offer_is_a_decision_and_no_denial(decision: str) -> None:
    assert only(f"The rebels rejected {decision}.").stance == "declines"


def test_being_denied_something_is_no_denial() -> None:
    assert only("The guards denied access to the camp.").stance == "declines"


@pytest.mark.parametrize(
    ("sentence", "pointer"),
    [
        ("The rebels rejected the report.", "report"),
        ("The minister denied the charges.", "charge"),
        ("Colonel Ames denounced the video as fake.", "video"),
        ("Officials deny those allegations.", "allegation"),
        ("Analysts questioned the authenticity of the footage.", "footage"),
        ("The ministry said the report was false.", "report"),
        ("The minister denied claims that police had fired.", None),
        ("The minister denied the killing.", None),
    ],
)
def test_a_content_that_only_points_names_what_it_points_at(sentence: str, pointer: str | None) -> None:
    assert only(sentence).pointer == pointer


@pytest.mark.parametrize(
    ("sentence", "hedged"),
    [
        ("The rebels claimed that they had won.", True),
        ("The rebels said that they had won.", False),
        ("The Black Banner claimed responsibility for the bombing.", False),
    ],
)
def test_a_claim_is_hedged(sentence: str, hedged: bool) -> None:
    assert only(sentence).hedged is hedged


def test_terms_are_the_content_words_of_the_content() -> None:
    assert only("The ministry said that nine soldiers were hurt.").terms == ("soldier", "hurt")
