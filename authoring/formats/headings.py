"""What people call the columns of a table, in a few languages, into our names of fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from authoring.formats.records import FormatError
from faq.fields import folded

_USUAL: Final = {
    "question": (
        *(
            "question",
            "questions",
            "q",
            "faq",
            "query",
            "title",
            "frage",
            "fragen",
            "titel",
            "pregunta",
            "preguntas",
        ),
        *("domanda", "domande", "pergunta", "perguntas", "vraag", "vragen", "fråga", "spørgsmål", "spørsmål"),
        *(
            "kysymys",
            "pytanie",
            "otázka",
            "soru",
            "вопрос",
            "питання",
            "ερώτηση",
            "質問",
            "问题",
            "問題",
            "질문",
        ),
    ),
    "answer": (
        *("answer", "answers", "a", "response", "reply", "solution", "antwort", "antworten", "respuesta"),
        *("respuestas", "réponse", "réponses", "reponse", "risposta", "risposte", "resposta", "respostas"),
        *("antwoord", "antwoorden", "svar", "vastaus", "odpowiedź", "odpověď", "odpoveď", "cevap", "ответ"),
        *("відповідь", "απάντηση", "回答", "答え", "答案", "답변"),
    ),
    "also asked": (
        *(
            "also asked",
            "alternates",
            "alternatives",
            "alternative questions",
            "other questions",
            "variations",
        ),
        *("phrasings", "paraphrases", "utterances", "similar questions", "alternativen", "varianten"),
        *("weitere fragen", "variantes", "varianti", "variações"),
    ),
    "id": ("id", "qid", "key", "identifier", "kennung", "identificador", "identifiant"),
    "topic": (
        *(
            "topic",
            "category",
            "section",
            "subject",
            "group",
            "thema",
            "kategorie",
            "rubrik",
            "bereich",
            "tema",
        ),
        *(
            "categoría",
            "categoria",
            "catégorie",
            "thème",
            "sujet",
            "onderwerp",
            "categorie",
            "ämne",
            "kategori",
        ),
    ),
    "tags": (
        *("tags", "tag", "keywords", "labels", "schlagworte", "schlagwörter", "stichworte", "stichwörter"),
        *(
            "etiquetas",
            "palabras clave",
            "mots-clés",
            "mots clés",
            "parole chiave",
            "palavras-chave",
            "trefwoorden",
        ),
    ),
    "language": (
        "language",
        "lang",
        "locale",
        "sprache",
        "idioma",
        "langue",
        "lingua",
        "taal",
        "språk",
        "język",
    ),
    "source": (
        "source",
        "url",
        "uri",
        "link",
        "reference",
        "quelle",
        "fuente",
        "référence",
        "fonte",
        "bron",
        "källa",
    ),
    "see also": (
        "see also",
        "related",
        "siehe auch",
        "véase también",
        "voir aussi",
        "vedi anche",
        "veja também",
    ),
    "formerly": ("formerly", "previous ids", "früher"),
    "reviewed": ("reviewed", "last reviewed", "reviewed on", "geprüft", "geprüft am", "revisado"),
    "review every": ("review every",),
    "status": ("status", "state", "estado", "statut", "stato"),
    "metadata": ("metadata",),
}
_FIELDS: Final = {folded(name): field for field, names in _USUAL.items() for name in names}
_NUMBERED: Final = re.compile(
    r"(?:question|alternate|alternative|variation|phrasing|frage|variante|pregunta) ?[0-9]{1,3}"
)


def field_of(name: str) -> str:
    """Our name of the field in a column; empty when nobody would call one so.

    Examples
    --------
    >>> [field_of(name) for name in ("Frage", "MOTS-CLÉS", "question 2", "Price")]
    ['question', 'tags', 'also asked', '']
    """
    plain = folded(name.strip("\ufeff:* "))
    return "also asked" if _NUMBERED.fullmatch(plain) else _FIELDS.get(plain, "")


def column_of(name: str, names: Sequence[str]) -> int:
    """The place of a column, from 0, whose name somebody typed.

    Raises
    ------
    FormatError
        When there is none of that name.
    """
    plain = [folded(told) for told in names]
    if folded(name) in plain:
        return plain.index(folded(name))
    told = ", ".join(repr(told) for told in names if told)
    raise FormatError(f"there is no column {name!r}; use one of {told}")
