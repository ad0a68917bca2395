"""The score of a contest is the logistic function of what its clues add up to."""

import math

import pytest

from tasks.analyse.disputes.scoring import Model, model


def test_clues_add_up_to_the_log_odds() -> None:
    probability, parts = Model(-1.0, {"a": 2.0, "b": -0.5}).judge({"a": 0.5, "b": 1.0})
    assert probability == pytest.approx(1 / (1 + math.exp(0.5)))
    assert [(part.what, part.weight) for part in parts] == [("a", 1.0), ("b", -0.5), ("before any clue", -1.0)]


def test_a_clue_without_a_weight_says_nothing() -> None:
    assert Model(0.0, {}).judge({"unheard of": 1.0})[0] == 0.5


def test_the_shipped_model_finds_a_denial_likelier_with_its_target_named() -> None:
    shipped = model()
    bare = shipped.judge({"denies by the verb": 1.0})[0]
    assert bare < shipped.judge({"denies by the verb": 1.0, "put by whom it says": 1.0, "shares words": 1.0})[0]
