"""English is told from what the analysis cannot read."""

import pytest

from tasks.extract.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army said that it has taken the port, and they denied that there were any losses.", "en"),
        (
            "Die Armee hat den Hafen nicht aufgegeben, und das ist auch für die Stadt wichtig, sind sich alle einig.",
            "de",
        ),
        (
            "L'armée n'a pas quitté le port, mais les combats sont dans la ville et elle est aux mains des rebelles.",
            "fr",
        ),
        ("El ejército no ha dejado el puerto, pero los combates están en la ciudad, según fuentes del gobierno.", "es"),
        ("Армия заявила, что порт находится под её контролем.", "ru"),
        ("أعلن الجيش أن الميناء لا يزال تحت سيطرته الكاملة", "ar"),
        ("港は軍の管理下にあると発表されたと報じられている", "ja"),
        ("Lendova 4 : 2 Mara", None),
        ("", None),
    ],
)
def test_language_by_script_or_function_words(text: str, language: str | None) -> None:
    assert detect(text) == language
