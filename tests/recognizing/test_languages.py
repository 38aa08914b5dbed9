"""A text in a language or a script that the rules do not hold is told as such; one at home never is."""

from __future__ import annotations

import pytest

from expert import Case, diagnose
from expert.recognizing.languages import language_of

FOREIGN = {
    "Das Gerät konnte nicht mit dem Dienst verbunden werden": "German",
    "Impossible de se connecter à la bibliothèque avec cet appareil pour le moment": "French",
    "No se puede conectar el dispositivo a la biblioteca por el momento": "Spanish",
    "Laitetta ei voi liittää, yritä uudelleen kun se on mahdollista": "Finnish",
    "設定の登録に失敗しました。もう一度お試しください": "Japanese",
    "无法连接到图书馆": "Chinese or Japanese characters",
    "Не удалось подключить устройство": "Cyrillic script",
    "연결할 수 없습니다": "Korean",
    "تعذر الاتصال بالمكتبة": "Arabic script",
}
AT_HOME = (
    "", "?", "This card is not valid", "Kortet är inte giltigt", "The library app is resting: der Die",
    "Läsplattan går inte att ansluta till biblioteket och den startar om",
    "en de la", "0x87D1B2C3 nil null", "E_SEAL 77", "The library (図書館) does not answer and the app is resting",
)


@pytest.mark.parametrize("text", FOREIGN)
def test_a_language_that_the_rules_do_not_hold_is_named(text: str) -> None:
    language = language_of(text)
    assert language is not None
    assert language.en == FOREIGN[text]
    assert language.sv


@pytest.mark.parametrize("text", AT_HOME)
def test_english_swedish_and_what_cannot_be_told_are_at_home(text: str) -> None:
    assert language_of(text) is None


def test_it_is_said_where_nothing_was_recognized_and_only_there() -> None:
    text = "Das Gerät konnte nicht mit dem Dienst verbunden werden"
    (notice,) = [notice for notice in diagnose(Case(error=text)).notices if notice.kind == "language"]
    assert "(German)" in notice.text
    assert notice.facts == ("error",)
    assert "(tyska)" in diagnose(Case(error=text), language="sv").notices[0].text
    for known in ({"error": f"{text}. Diese Karte ist ungültig"}, {"error": text, "platform": "phone"}):
        assert not [notice for notice in diagnose(Case(**known)).notices if notice.kind == "language"]
