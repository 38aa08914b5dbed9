"""Checks of steps: the marks that words, links and tables call for, harm, and waits."""

from __future__ import annotations

import pytest

from expert.rules.checks.danger_words import marks_told
from tests.rules.checked import cause, found, lines, remedy, step
from tests.rules.folders import Fill

DANGERS = {
    "wipe": ("Wipe the device.", "Rensa enheten.", "erases_device"),
    "erase": ("Erase the device.", "Radera enheten.", "erases_device"),
    "factory reset": ("Factory-reset the device.", "Fabriksåterställ enheten.", "erases_device"),
    "recovery mode": ("Put it in recovery mode.", "Sätt den i återställningsläge.", "erases_device"),
    "retire": ("Retire the device.", "Dra tillbaka enheten.", "removes_company_data"),
    "unenroll": ("Unenroll the device.", "Avregistrera enheten.", "removes_company_data"),
    "remove": ("Remove the old device.", "Ta bort den gamla enheten.", "removes_company_data"),
    "delete": ("Delete the user.", "Ta bort användaren.", "removes_company_data"),
    "remove the profile": ("Remove the management profile.", "Ta bort hanteringsprofilen.", "removes_company_data"),
    "replace": ("Replace the push certificate.", "Ersätt pushcertifikatet.", "affects_all_devices"),
    "a new certificate": ("Create a new push certificate.", "Skapa ett nytt pushcertifikat.", "affects_all_devices"),
    "turn off": ("Turn MFA off for the user.", "Stäng av multifaktorautentisering.", "lowers_security"),
    "disable": ("Disable Conditional Access.", "Inaktivera villkorsstyrd åtkomst.", "lowers_security"),
    "exclude": ("Exclude the user from MFA.", "Uteslut användaren från MFA.", "lowers_security"),
    "exempt": ("Exempt the host from inspection.", "Undanta servern från inspektion.", "lowers_security"),
}
HARMLESS = {
    "what is not to be done": ("Do not erase the device.", "Rensa inte enheten."),
    "that nothing is erased": ("This erases nothing.", "Det raderar ingenting."),
    "what was done": ("Turn the erased device on.", "Starta den rensade enheten."),
    "a cache": ("Clear the cache of Safari.", "Rensa cacheminnet i Safari."),
    "an app": ("Remove the app from the device.", "Ta bort appen från enheten."),
    "a look": ("Check whether a policy is assigned.", "Kontrollera om en princip är tilldelad."),
}


@pytest.mark.parametrize("name", DANGERS)
def test_a_step_whose_words_tell_of_a_danger_needs_the_mark(fill: Fill, name: str) -> None:
    en, sv, mark = DANGERS[name]
    (missing,) = found(fill(step(en, sv)), "missing-safety-mark")
    assert f"the mark {mark}" in missing.text.en
    assert missing.place.line == 3
    marked = fill(step(en, sv, f", safety: [{mark}, changes_tenant]"), "marked")
    assert found(marked, "missing-safety-mark") == []


@pytest.mark.parametrize("name", DANGERS)
def test_each_language_tells_of_it_by_itself(name: str) -> None:
    en, sv, mark = DANGERS[name]
    assert mark in marks_told(en, "en")
    assert mark in marks_told(sv, "sv")


def test_words_of_one_language_are_enough(fill: Fill) -> None:
    (english,) = found(fill(step("Wipe the device.", "Gör det."), "en"), "missing-safety-mark")
    (swedish,) = found(fill(step("Do it.", "Rensa enheten."), "sv"), "missing-safety-mark")
    assert english.text.en.startswith("its English words (the Swedish ones do not)")
    assert swedish.text.en.startswith("its Swedish words (the English ones do not)")
    silent = fill(step("Wipe the device.", "Gör det.", ", safety: [erases_device]"), "silent")
    assert ["erases_device" in finding.text.en for finding in found(silent, "untold-danger")] == [True]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_does_no_harm_needs_no_mark(fill: Fill, name: str) -> None:
    folder = fill(step(*HARMLESS[name]))
    assert found(folder, "missing-safety-mark") == found(folder, "missing-change-mark") == []


def test_a_change_of_the_tenant_needs_its_mark(fill: Fill) -> None:
    words = "Assign a license to the user.", "Tilldela användaren en licens."
    assert lines(fill(step(*words)), "missing-change-mark") == ["remedies/blow-the-dust-out.yaml:3"]
    assert lines(fill(step(*words, ", safety: [changes_tenant]"), "marked"), "missing-change-mark") == []


LOOKS = {
    "asks": ("Ask the team whether the user has a license.", "Fråga teamet om användaren har en licens."),
    "waits": ("Wait until the license is there.", "Vänta tills licensen är där."),
    "looks up": ("Search for the user's license.", "Sök efter användarens licens."),
    "makes sure": ("Make sure that a policy is assigned.", "Försäkra dig om att en princip är tilldelad."),
    "connects": ("Connect the device and turn the firewall off.", "Anslut enheten och stäng av brandväggen."),
}


@pytest.mark.parametrize("name", LOOKS)
def test_what_only_looks_asks_or_waits_changes_nothing(fill: Fill, name: str) -> None:
    assert found(fill(step(*LOOKS[name])), "missing-change-mark") == []
    (idle,) = found(fill(step(*LOOKS[name], ", safety: [changes_tenant]"), "marked"), "untold-danger")
    assert "changes_tenant" in idle.text.en


CHANGES = {
    "a firewall": ("Let the team allow these hosts.", "Låt teamet tillåta de här servrarna."),
    "a server": ("Let whoever runs it publish the file.", "Låt den som driver den publicera filen."),
    "terms of all": ("Accept them for the organization.", "Godkänn dem för organisationen."),
    "an account": ("Let the user register an MFA method.", "Låt användaren registrera en MFA-metod."),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_outlasts_the_enrollment_changes_the_tenant(fill: Fill, name: str) -> None:
    (missing,) = found(fill(step(*CHANGES[name])), "missing-change-mark")
    assert "changes_tenant" in missing.text.en
    marked = fill(step(*CHANGES[name], ", safety: [changes_tenant]"), "marked")
    assert found(marked, "missing-change-mark") == found(marked, "untold-danger") == []


CASES = {
    "in both languages": ("If it is set up, wipe it.", "Om den är konfigurerad, rensa den."),
    "in English": ("If it is set up, wipe it.", "Rensa den."),
    "in Swedish, without the word": ("Wipe it.", "Är den konfigurerad, rensa den."),
}


@pytest.mark.parametrize("name", CASES)
def test_a_danger_of_some_case_names_the_case(fill: Fill, name: str) -> None:
    marked, case = ", safety: [erases_device]", ", dangers_only_if: {en: it is set up, sv: den är konfigurerad}"
    assert len(found(fill(step(*CASES[name], marked)), "unnamed-case")) == 1
    assert found(fill(step(*CASES[name], marked + case), "named"), "unnamed-case") == []


def test_a_danger_that_is_always_there_names_no_case(fill: Fill) -> None:
    later = "If it is new, go on. Wipe it.", "Om den är ny, gå vidare. Rensa den."
    assert found(fill(step(*later, ", safety: [erases_device]")), "unnamed-case") == []


def test_a_link_or_a_table_can_call_for_a_mark(fill: Fill) -> None:
    words = "Do what the page says.", "Gör det som sidan säger."
    link = ', links: [{url: "https://example.com/devices-wipe"}]'
    grid = ", grid: {columns: [{en: Request, sv: Begäran}], rows: [[POST /deviceManagement/managedDevices/1/retire]]}"
    assert "erases_device" in found(fill(step(*words, link), "link"), "missing-safety-mark")[0].text.en
    assert "removes_company_data" in found(fill(step(*words, grid), "grid"), "missing-safety-mark")[0].text.en


def test_a_step_that_does_no_harm_is_settled_with_the_reason(fill: Fill) -> None:
    switch = "- {check: missing-safety-mark, parts: [remedies/blow-the-dust-out], reason: It is a toy.}\n"
    folder = fill({**step("Wipe the device.", "Rensa enheten."), "checks.yaml": switch})
    assert found(folder, "missing-safety-mark") == found(folder, "needless-switch") == []


@pytest.mark.parametrize(("en", "sv"), [
    ("Open it by the link.", "Öppna den med länken."), ("Create the records of the table.", "Skapa tabellens poster."),
])  # fmt: skip
def test_a_link_or_a_table_that_words_speak_of_is_there(fill: Fill, en: str, sv: str) -> None:
    there = ', links: [{url: "https://example.com"}], grid: {columns: [{en: Name, sv: Namn}], rows: [[a]]}'
    assert len(found(fill(step(en, sv)), "missing-link")) == 1
    assert found(fill(step(en, sv, there), "there"), "missing-link") == []


@pytest.mark.parametrize(("en", "sv", "told"), [
    ("Open Devices. (In 2019: All devices.)", "Öppna Enheter. (2019: Alla enheter.)", True),
    ("Open Devices.", "Öppna Enheter, som år 2019 hette Alla enheter.", True),
    ("Open Devices and look for a date in the future.", "Öppna Enheter och leta efter ett kommande datum.", False),
    ("Choose a version from 2019 or later.", "Välj en version från 2019 eller senare.", False),
])  # fmt: skip
def test_how_it_was_in_an_earlier_year_is_no_instruction(fill: Fill, en: str, sv: str, told: bool) -> None:
    assert bool(found(fill(step(en, sv)), "history-in-step")) is told


def test_a_step_behind_the_one_that_closes_the_way_is_told(fill: Fill) -> None:
    look = "{text: {en: Look at it., sv: Titta på den.}}"
    assert lines(fill(remedy(f"[{{steps: [{{step: join-again, prepared: true}}, {look}]}}]")), "step-after-last") == [
        "remedies/blow-the-dust-out.yaml:3"]
    assert found(fill(remedy(f"[{{steps: [{look}, {{step: join-again, prepared: true}}]}}]")), "step-after-last") == []


# Harm


SAVE = "{text: {en: Save it all., sv: Spara allt.}, protects_from: [erases_device]}"
ERASE = "{text: {en: Wipe the device., sv: Rensa enheten.}, safety: [erases_device]}"
HARM = "harm: {when: {platform: folio}, text: {en: Not a folio., sv: Inte en folio.}, safety: [erases_device]}, "


def test_a_way_that_erases_after_one_that_spares_says_when(fill: Fill) -> None:
    spares = "{when: {platform: folio}, steps: [{step: join-again, prepared: true}]}"
    ways = f"[{spares}, {{%ssteps: [{SAVE}, {ERASE}]}}]"
    assert len(found(fill(remedy(ways % "")), "missing-harm")) == 1
    assert found(fill(remedy(ways % "when: {platform: slate}, "), "when"), "missing-harm") == []
    assert found(fill(remedy(ways % HARM), "harm"), "missing-harm") == []


def test_a_way_that_warns_of_itself_says_when_it_does_harm(fill: Fill) -> None:
    steps = "steps: [{text: {en: 'Renew it, never replace it.', sv: 'Förnya det, ersätt det aldrig.'}}]"
    assert len(found(fill(remedy(f"[{{{steps}}}]")), "missing-harm")) == 1
    assert found(fill(remedy(f"[{{{HARM}{steps}}}]"), "harm"), "missing-harm") == []


def test_what_another_way_says_not_to_use_is_not_used_without_a_word(fill: Fill) -> None:
    ways = ("[{steps: [{text: {en: Do not use the App Store., sv: Använd inte App Store.}}]}, "
            "{%ssteps: [{text: {en: Get it from the App Store., sv: Hämta den från App Store.}}]}]")
    assert len(found(fill(remedy(ways % "")), "missing-harm")) == 1
    assert found(fill(remedy(ways % HARM), "harm"), "missing-harm") == []


def test_a_way_beside_one_for_the_case_in_which_a_third_does_harm_says_what_it_does_there(fill: Fill) -> None:
    steps = "steps: [{step: join-again, prepared: true}]"
    harm = HARM.replace(", safety: [erases_device]", ", safety: [changes_tenant]")
    ways = f"[{{when: {{platform: folio}}, {steps}}}, {{%s{steps}}}, {{status: superseded, {harm}{steps}}}]"
    assert len(found(fill(remedy(ways % "")), "missing-harm")) == 1
    assert found(fill(remedy(ways % harm), "harm"), "missing-harm") == []


# Waits and numbers


@pytest.mark.parametrize(("en", "sv", "wait"), [
    ("Wait 15 minutes.", "Vänta 15 minuter.", "PT15M"),
    ("It can take up to 72 hours.", "Det kan ta upp till 72 timmar.", "PT72H"),
    ("Wait about an hour.", "Vänta ungefär en timme.", "PT1H"),
    ("Wait seven days.", "Vänta sju dagar.", "P7D"),
    ("Wait 1.5 hours.", "Vänta 1,5 timmar.", "PT90M"),
    ("Wait 1,000 hours.", "Vänta 1 000 timmar.", "PT1000H"),
    ("Wait half an hour.", "Vänta en halvtimme.", "PT30M"),
    ("Wait a half hour.", "Vänta en halv timme.", "PT30M"),
    ("Wait two and a half hours.", "Vänta två och en halv timme.", "PT150M"),
    ("Wait an hour and a half.", "Vänta en timme och en halv.", "PT90M"),
    ("Wait until 30 days have passed.", "Vänta tills det har gått 30 dagar.", "P30D"),
])  # fmt: skip
def test_a_wait_is_named_and_what_is_named_is_a_wait(fill: Fill, en: str, sv: str, wait: str) -> None:
    right = fill(step(en, sv, f", wait: {wait}"), "right")
    assert found(right, "untold-wait") == found(right, "missing-wait") == []
    assert len(found(fill(step(en, sv), "none"), "missing-wait")) == 1
    assert len(found(fill(step(en, sv, ", wait: PT2H"), "other"), "untold-wait")) == 2
    assert len(found(fill(step("Go on.", "Gå vidare.", f", wait: {wait}"), "silent"), "untold-wait")) == 2


def test_a_duration_that_is_no_wait_is_none(fill: Fill) -> None:
    within = step("Do it within 15 minutes.", "Gör det inom 15 minuter.")
    until = step("Wait until it is over.", "Vänta tills det är över.")
    for files in (within, until):
        assert found(fill(files), "missing-wait") == []


def test_numbers_are_the_same_in_both_languages(fill: Fill) -> None:
    assert len(found(fill(step("Choose 15 of them.", "Välj 16 av dem.")), "different-numbers")) == 1
    assert found(fill(step("About 3,000 of them, on iOS 16.3.", "Ungefär 3 000 av dem, på iOS 16.3.")),
                 "different-numbers") == []


def test_words_that_stand_for_no_step_need_no_mark(fill: Fill) -> None:
    notes = "notes: [{text: {en: Wipe the device., sv: Rensa enheten.}}]\n"
    assert found(fill(cause(more=notes)), "missing-safety-mark") == []


def test_a_step_without_a_danger_names_no_case_of_it(fill: Fill) -> None:
    case = ", dangers_only_if: {en: it is set up, sv: den är konfigurerad}"
    (idle,) = found(fill(step("Look at it.", "Titta på den.", case)), "incomplete-remedy")
    assert "`dangers_only_if`" in idle.text.en
    marked = fill(step("Wipe it.", "Rensa den.", f", safety: [erases_device]{case}"), "marked")
    assert found(marked, "incomplete-remedy") == []
