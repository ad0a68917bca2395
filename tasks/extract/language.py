"""Which language a text is in: enough to tell English from what the analysis cannot read."""

from __future__ import annotations

import re
from collections import Counter

# Very common words that one language has and its neighbours have not.
FUNCTION_WORDS = {
    "en": "the of and to that was is for with on as by are has have been which from this they their said who were",
    "fr": "les des une est dans qui que pour sur avec pas au ont cette sont aux plus elle nous mais été leur",
    "de": "der die das und ist nicht mit von den dem ein eine auf für sich auch werden bei nach wird sind",
    "es": "los las una del que con por para está como más pero sus fue este han según también entre",
    "it": "il di che della dei gli nel per una sono con alla anche più delle dal è stato ha",
    "pt": "os as uma do da não que com dos das para mais foi como em ao pelo são também",
    "nl": "het een van en dat niet zijn met voor op aan ook door naar bij wordt heeft werd",
    "tr": "bir ve bu için ile olarak daha gibi olan çok sonra kadar",
    "id": "yang dan di dengan untuk dari pada ini dalam tidak akan adalah",
    "pl": "nie się jest na do że to przez oraz jak są po przed",
    "sv": "och att det som är på för med den till av har inte",
}
# Scripts that settle the question, by a letter range.
SCRIPTS = {
    "ru": "\u0400-\u04ff", "ar": "\u0600-\u06ff", "he": "\u0590-\u05ff", "zh": "\u4e00-\u9fff",
    "ja": "\u3040-\u30ff", "ko": "\uac00-\ud7af", "hi": "\u0900-\u097f", "el": "\u0370-\u03ff", "th": "\u0e00-\u0e7f",
}  # fmt: skip
FOREIGN = re.compile("[\u0370-\u1fff\u3040-\ud7af]")  # where all of these scripts are
LANGUAGES = {  # by function word
    word: [language for language, words in FUNCTION_WORDS.items() if word in words.split()]
    for word in " ".join(FUNCTION_WORDS.values()).split()
}


def detect(text: str) -> str | None:
    """ISO 639-1 code by script or by function words; None where the text is too short or nothing stands out.

    A script stands for its most used language: what matters here is that it is not English.
    """
    sample = text[:5000]
    words = re.findall(r"[^\W\d_]+", sample.lower())
    letters = sum(map(len, words))
    if letters < 20:
        return None
    if len(FOREIGN.findall(sample)) > letters * 0.1:
        for language, block in (("ja", SCRIPTS["ja"]), *SCRIPTS.items()):
            if len(re.findall(f"[{block}]", sample)) > letters * (0.1 if language == "ja" else 0.4):
                return language
    counts = Counter(dict.fromkeys(FUNCTION_WORDS, 0))
    for word, times in Counter(words).items():
        for language in LANGUAGES.get(word, ()):
            counts[language] += times
    (best, hits), (_, second) = counts.most_common(2)
    return best if hits >= max(3, 0.08 * len(words)) and hits > 1.5 * second else None
