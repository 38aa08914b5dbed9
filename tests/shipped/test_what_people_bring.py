"""What people really bring leads somewhere, and nothing is claimed that no fact carries."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from expert import Case, Diagnosis, KnowledgeBase, diagnose, explain, plan
from expert.foundations.needed_letters import are_there, in_letters
from expert.foundations.terms import GRAVE
from tests.each import each
from tests.shipped import corpus
from tests.shipped.corpus import TODAY

ARTIFACTS = Path(__file__).parent / "artifacts"
SHIPPED = KnowledgeBase.shipped()


def of(**facts: Any) -> Diagnosis:
    return diagnose(Case(**facts), today=TODAY, engine="both")


def symptoms(diagnosis: Diagnosis) -> list[str]:
    return [symptom.id for symptom in diagnosis.symptoms]


def obstacles(diagnosis: Diagnosis) -> set[str]:
    return {obstacle.id for obstacle in diagnosis.obstacles}


def grave_steps(diagnosis: Diagnosis) -> list[str]:
    """The steps that erase, remove or affect all devices, wherever a plan has them."""
    work = plan(diagnosis)
    steps = [*diagnosis.plan, *diagnosis.obstacle_plan, *(step for stage in work.stages for step in stage.steps)]
    return [step.text for step in steps if set(step.safety) & set(GRAVE)]


# The corpus: a third of it was never looked at; the other two teach the recognition. The goal for both parts is 97 % of
# the variants, no near miss, 95 % of the facts and none read wrong. The first two are not reached on what was held out;
# until they are, what has been reached is held. (Who wrote the lists called `blind` had seen neither phrases nor other
# lists, and their texts are the hardest. Before anybody had looked at them, 359 of 440 variants of the first three led
# to the right symptom, and 70 of 340 near misses were recognized; of the fourth 141 of 160 and 19 of 150; of the fifth
# 110 of 120 and 13 of 100. Since whole texts teach the recognition, of the sixth 117 of 120 and 13 of 100, without them
# 96 and 19; of the ninth, two thirds of which quote no message, 365 of 492 and 55 of 383, without them 317 and 56.
# Since words, nearness and odds are weighed together, of the eleventh 419 of 480 and 27 of 640, before 407 and 60. The
# twelfth quotes a message in nearly every text: 191 of 200 and 53 of 260, before 187 and 95.)

VARIANTS = {False: 0.97, True: 0.92}
NEAR_MISSES = {False: 30, True: 125}
PARTS = pytest.mark.parametrize("held_out", [False, True], ids=["seen", "held out"])


@PARTS
def test_true_variants_lead_to_the_right_symptom(held_out: bool) -> None:
    figures = corpus.variants(held_out=held_out)
    share, wrong = figures.share, _to_be_seen(figures, held_out)
    assert share >= VARIANTS[held_out], wrong


@PARTS
def test_near_misses_are_recognized_as_nothing(held_out: bool) -> None:
    figures = corpus.near_misses(held_out=held_out)
    recognized, wrong = figures.of - figures.right, _to_be_seen(figures, held_out)
    assert recognized <= NEAR_MISSES[held_out], wrong


@PARTS
def test_facts_are_read_right_and_none_is_read_wrong(held_out: bool) -> None:
    read, misread = corpus.facts(held_out=held_out)
    share, missed = read.share, _to_be_seen(read, held_out)
    assert share >= 0.95, missed
    count, wrong = misread.of - misread.right, _to_be_seen(misread, held_out)
    assert count == 0, wrong


def _to_be_seen(figures: corpus.Figures, held_out: bool) -> str:
    """What is wrong, a line each; of the part that is held out nothing, so that a failing test shows none of it."""
    return "" if held_out else "\n".join(figures.wrong)


def test_the_corpus_is_as_large_as_it_should_be() -> None:
    """A symptom that is added later may have no variants yet; `python -m tests.shipped.corpus` says which have none."""
    variants = [*corpus.entries("variants", held_out=False), *corpus.entries("variants", held_out=True)]
    assert len(variants) >= 400
    told = {entry["symptom"] for entry in variants if "symptom" in entry}
    assert told <= SHIPPED.symptoms.keys()
    assert len(told) >= 30
    assert {entry["language"] for entry in variants if "language" in entry} == {"en", "sv", "mixed"}
    for name, least in (("near_misses", 200), ("fact_texts", 60)):
        assert len([*corpus.entries(name, held_out=False), *corpus.entries(name, held_out=True)]) >= least


# Artifacts in the forms in which logs and servers write

OF_ARTIFACTS = {
    "cloud-configuration-busy.txt": "cloud-configuration-unavailable",
    "cloud-configuration-not-trusted.txt": "ade-service-not-trusted",
    "scep-refused.txt": "scep-certificate-not-issued",
    "scep-nested.txt": "scep-certificate-not-issued",
    "server-certificate.txt": "mdm-server-certificate-invalid",
    "topic-missing.txt": "push-topic-not-valid",
}
OUTSIDE = (
    "cloud-configuration-of-a-mac.txt", "app-protection.txt", "profile-of-another-server.txt",
    "reply-of-a-device.plist",
    "reply-printed-by-a-server.txt",
)  # fmt: skip


@pytest.mark.parametrize(("name", "symptom"), OF_ARTIFACTS.items(), ids=OF_ARTIFACTS)
def test_an_artifact_is_recognized_as_what_it_shows(name: str, symptom: str) -> None:
    assert symptoms(of(error=(ARTIFACTS / name).read_text(encoding="utf-8")))[0] == symptom


@pytest.mark.parametrize("name", OUTSIDE)
def test_an_artifact_of_another_field_is_said_to_be_one(name: str) -> None:
    diagnosis = of(error=(ARTIFACTS / name).read_text(encoding="utf-8"))
    assert diagnosis.outcome == "out_of_scope"
    assert diagnosis.elsewhere is not None
    assert diagnosis.elsewhere.whose is not None
    assert not (diagnosis.plan)
    assert not (diagnosis.questions)
    assert not (diagnosis.collect)


def test_a_log_in_which_nothing_failed_shows_nothing() -> None:
    diagnosis = of(error=(ARTIFACTS / "profile-installed.txt").read_text(encoding="utf-8"))
    assert not (diagnosis.symptoms)
    assert not (diagnosis.obstacles)
    assert not (diagnosis.plan)


# 1: a proven fault counts, whatever the message

PROVEN: dict[str, dict[str, Any]] = {
    "apns-certificate-invalid": {"apns_certificate": "expired"},
    "apns-certificate-missing": {"apns_certificate": "missing"},
    "ios-platform-blocked": {"ios_platform": "blocked"},
    "no-intune-license": {"user_license": "missing"},
    "management-profile-installed": {"management_profile_installed": True},
    "ade-service-unreachable": {"apple_services_reachable": False},
    "mdm-authority-not-set": {"mdm_authority": "none"},
    "device-limit-reached": {"enrolled_devices": 5, "device_limit": 5},
}
UNKNOWN = (
    "anything unknown",
    "出现网络错误，无法安装描述文件",
    "Es ist ein unbekannter Fehler aufgetreten, bitte erneut versuchen.",
)


@pytest.mark.parametrize("message", UNKNOWN)
@pytest.mark.parametrize(("cause", "facts"), PROVEN.items(), ids=PROVEN)
def test_a_proven_fault_is_an_obstacle_whatever_the_message(cause: str, facts: dict[str, Any], message: str) -> None:
    diagnosis = of(error=message, **facts)
    assert diagnosis.outcome == "obstacle"
    assert cause in obstacles(diagnosis)
    assert diagnosis.cause(cause).because
    assert diagnosis.plan
    assert "whatever is shown" in diagnosis.outcome_reason


def test_an_obstacle_beside_a_recognized_message_is_told_apart_from_it() -> None:
    diagnosis = of(error="Workplace Join failed", company_portal_app="outdated", apns_certificate="expired")
    assert diagnosis.outcome == "confirmed"
    assert "apns-certificate-invalid" not in {cause.id for cause in diagnosis.causes}
    assert obstacles(diagnosis) == {"apns-certificate-invalid"}
    assert diagnosis.obstacle_plan
    assert [notice.cause for notice in diagnosis.notices if notice.kind == "obstacle"] == ["apns-certificate-invalid"]
    assert explain(Case(error="hm", apns_certificate="expired"), "apns-certificate-invalid").verdict == "confirmed"


def test_what_stops_some_methods_only_is_no_obstacle_to_others() -> None:
    assert obstacles(of(error="hm", personal_devices="blocked", enrollment_method="ade")) == set()
    diagnosis = of(error="hm", personal_devices="blocked", enrollment_method="byod")
    assert obstacles(diagnosis) == {"personal-devices-blocked"}


# 2 and 10: likely needs a reason; a list of causes is not the world


@pytest.mark.parametrize("facts", [
    {"behavior": "stuck_after_sign_in", "enrollment_method": "ade", "platform": "ipados"},
    {"behavior": "stuck_after_sign_in", "enrollment_method": "ade", "mfa_required": False},
    {"behavior": "stuck_after_sign_in", "mfa_required": False},
    {"error": "User Name Not Recognized. This user account is not authorized to use Microsoft Intune."},
])  # fmt: skip
def test_the_only_one_left_with_nothing_for_it_stays_possible(facts: dict[str, Any]) -> None:
    diagnosis = of(**facts)
    assert {cause.verdict for cause in diagnosis.causes} <= {"possible", "ruled_out"}
    assert diagnosis.outcome == "possible"
    assert not diagnosis.plan
    assert not grave_steps(diagnosis)
    left = [cause for cause in diagnosis.causes if cause.verdict == "possible"]
    assert left[0].only_left is (len(left) == 1)


def test_every_likely_cause_of_every_example_has_its_reason() -> None:
    for symptom in SHIPPED.symptoms.values():
        for cause in of(**symptom.example).causes:
            assert cause.verdict != "likely" or cause.named or cause.supported, (symptom.id, cause.id)


@each("symptom", list(SHIPPED.symptoms), parts=4)
def test_no_grave_step_stands_in_a_plan_on_a_guess(symptom: str) -> None:
    diagnosis = of(**SHIPPED.symptoms[symptom].example)
    sure = {cause.id for cause in diagnosis.causes if cause.verdict == "confirmed" or cause.supported}
    work = plan(diagnosis)
    for step in (*diagnosis.plan, *(step for stage in work.stages for step in stage.steps)):
        assert not set(step.safety) & set(GRAVE) or sure.intersection((step.cause, *step.causes)), step.text


# 3: codes


@pytest.mark.parametrize(("text", "symptom"), [
    ("MCCloudConfigurationErrorDomain Code=34011", "ade-service-not-trusted"),
    ("MCCloudConfigurationErrorDomain (34004)", "cloud-configuration-unavailable"),
    ("com.apple.MCCloudConfigurationErrorDomain error 34000", "cloud-configuration-unavailable"),
    ("Error Domain=MCMDMErrorDomain Code=12012 \"x\"", "mdm-payload-mismatch"),
    ("-2016324100", "mdm-payload-mismatch"), ("0x87D155FC", "mdm-payload-mismatch"),
])  # fmt: skip
def test_a_domain_and_a_number_are_a_code(text: str, symptom: str) -> None:
    diagnosis = of(error=text)
    assert symptoms(diagnosis) == [symptom]
    assert diagnosis.symptoms[0].layer == "code"
    assert diagnosis.symptoms[0].score == 1.0


@pytest.mark.parametrize("text", ["(34004)", "0x84D0", "error 34004", "34000"])
def test_a_number_alone_only_reminds_of_a_code(text: str) -> None:
    diagnosis = of(error=text)
    assert not diagnosis.symptoms
    assert [reminder.symptom for reminder in diagnosis.reminds_of] == ["cloud-configuration-unavailable"]
    assert diagnosis.questions[0].fact == "error"


# 4 and 8: no dead ends


@pytest.mark.parametrize("message", ["Profile installation failed", "Det gick inte att installera profilen."])
def test_the_bare_message_is_a_symptom_of_its_own(message: str) -> None:
    diagnosis = of(error=message)
    assert symptoms(diagnosis) == ["profile-installation-failed"]
    assert diagnosis.outcome == "possible"
    assert len(diagnosis.questions) > 2


def test_the_beginning_of_one_message_is_enough_where_a_fact_proves_a_cause_of_it() -> None:
    begun = of(error="Couldn't add your device.")
    assert begun.outcome == "incomplete"
    assert begun.could_be[0].causes
    assert {"enrolled_devices", "stops_at"} <= {question.fact for question in begun.questions}
    proven = of(error="Couldn't add your device.", enrolled_devices=5, device_limit=5)
    assert (proven.outcome, proven.causes[0].id) == ("confirmed", "device-limit-reached")


@pytest.mark.parametrize("heading", ["User Name Not Recognized", "Användarnamnet godkänns inte."])
def test_the_heading_of_a_screen_that_no_other_screen_has_is_its_message(heading: str) -> None:
    diagnosis = of(error=heading)
    assert symptoms(diagnosis) == ["user-name-not-recognized"]
    assert "user_license" in {question.fact for question in diagnosis.questions}


@pytest.mark.parametrize("message", ["something odd", "wiped, moved from the old system, the setup has failed"])
def test_what_is_not_recognized_is_asked_about_in_a_useful_order(message: str) -> None:
    """As an interview asks: the kind of device, the words, where and how it stops, then what is cheap and separates."""
    asked = [question.fact for question in of(error=message).questions]
    assert asked[:4] == ["platform", "error", "stops_at", "stops_how"]
    assert asked.index("enrollment_method") < asked.index("where_shown")


# 5 and 6: an enrollment that stops without a message


@pytest.mark.parametrize("how", ["blank", "loops", "missing", "refused"])
def test_an_enrollment_that_stops_without_a_message_is_a_symptom(how: str) -> None:
    diagnosis = of(stops_at="profile", stops_how=how, enrollment_method="byod")
    assert symptoms(diagnosis) == ["enrollment-stops"]
    assert diagnosis.symptoms[0].layer == "behavior"
    ruled_out = {cause.id for cause in diagnosis.causes if cause.verdict == "ruled_out"}
    assert "ade-profile-not-assigned" in ruled_out
    text = diagnosis.to_text()
    assert "Still possible: " in text
    assert len(text.splitlines()) < 120


def test_it_yields_to_what_says_more() -> None:
    diagnosis = of(error="Device Cap Reached", stops_at="registration", stops_how="refused")
    assert symptoms(diagnosis) == ["device-cap-reached"]
    of_ade = of(stops_at="before_sign_in", stops_how="does_not_start", enrollment_method="ade")
    assert symptoms(of_ade) == ["ade-enrollment-does-not-start"]
    of_another = of(stops_at="before_sign_in", stops_how="does_not_start", enrollment_method="byod")
    assert symptoms(of_another) == ["enrollment-stops"]


# 8: not our field


@pytest.mark.parametrize("text", [
    "We run another MDM", "my laptop", "IntuneMAM: Enrollment failed with status code 201",
    "Vi kör en annan MDM", "Datorn med Windows 11 går inte att registrera",
])  # fmt: skip
def test_another_field_is_said_at_once(text: str) -> None:
    diagnosis = of(error=text)
    assert diagnosis.outcome == "out_of_scope", diagnosis.outcome_reason
    assert diagnosis.elsewhere is not None
    assert diagnosis.elsewhere.whose
    assert not (diagnosis.causes)
    assert not (diagnosis.collect)
    assert not (diagnosis.questions)


@pytest.mark.parametrize(
    "text", ["出现网络错误，无法安装描述文件", "Не удалось установить профиль", "프로파일 설치 실패"]
)
def test_a_message_in_another_script_is_said_to_be_in_one(text: str) -> None:
    diagnosis = of(error=text)
    assert diagnosis.outcome == "unrecognized"
    assert [notice.kind for notice in diagnosis.notices] == ["language"]


# 9: generic lines


@pytest.mark.parametrize("facts", [
    {"error": "XPC_TYPE_ERROR Connection invalid"},
    {"error": "SpringBoard[55] <Notice>: XPC_TYPE_ERROR Connection invalid", "enrollment_method": "ade"},
    {"error": "backboardd[66]: Client connection: XPC_TYPE_ERROR Connection invalid"},
])  # fmt: skip
def test_a_generic_line_counts_only_with_what_makes_it_specific(facts: dict[str, Any]) -> None:
    diagnosis = of(**facts)
    assert not diagnosis.symptoms
    assert "xpc-connection-invalid" in {reminder.symptom for reminder in diagnosis.reminds_of}


def test_the_line_of_the_seed_counts() -> None:
    line = "mobileassetd[83] <Notice>: 0x1a49aebc0 Client connection: XPC_TYPE_ERROR Connection invalid"
    assert symptoms(of(error=line)) == ["xpc-connection-invalid"]
    diagnosis = of(error="XPC_TYPE_ERROR Connection invalid", enrollment_method="ade")
    assert symptoms(diagnosis) == ["xpc-connection-invalid"]


# 10: solved


@pytest.mark.parametrize("facts", [
    {"restored_as_new": "solved"}, {"enrolls_now": True},
    {"error": "Profile Installation Failed. A Network Error Has Occurred.", "restored_as_new": "solved"},
])  # fmt: skip
def test_a_case_can_be_solved(facts: dict[str, Any]) -> None:
    diagnosis = of(**facts)
    assert diagnosis.outcome == "solved"
    assert not (diagnosis.plan)
    assert not (diagnosis.questions)
    assert not (diagnosis.obstacles)
    assert not (grave_steps(diagnosis))


@pytest.mark.parametrize("text", [
    "Fixed: the push certificate had expired. iPad enrolled now.",
    "Löst: push-certifikatet hade gått ut. iPaden är registrerad nu.",
    "Resolved by renewing the APNs certificate.",
])  # fmt: skip
def test_a_text_that_begins_with_it_says_that_a_case_is_solved(text: str) -> None:
    assert of(error=text).outcome == "solved"


@pytest.mark.parametrize("text", [
    "Fixed: the push certificate had expired. Two iPads still can't enroll.",
    "Fixed IP addresses: our iPads cannot reach Apple when enrolling",
    "Solved the first one, the second iPad does not enroll",
])  # fmt: skip
def test_a_text_that_goes_on_about_a_fault_is_not_solved(text: str) -> None:
    assert of(error=text).outcome != "solved"


# What sets symptoms apart


@pytest.mark.parametrize(("text", "symptom"), [
    ("the portal says she has too many phones and will not take the new one", "device-cap-reached"),
    ("vårt Apple-certifikat har gått ut", "account-not-onboarded"),
    ("it says I have too many phones", "device-cap-reached"),
])  # fmt: skip
def test_a_few_plain_words_are_a_report(text: str, symptom: str) -> None:
    """They say little of what a report is; what phrases tell in them counts nonetheless."""
    assert symptoms(of(error=text))[0] == symptom


@pytest.mark.parametrize("text", [
    "Her iPhone can't be enrolled", "Users' iPhones cannot be enrolled", "Chefens iPad kan inte registreras i Intune",
    "Säljarnas iPads går inte att registrera", "iPhones from the reseller won't enroll in Intune",
    "The finance department's iPads can't enroll", "All iPhones in Berlin cannot enroll since yesterday",
])  # fmt: skip
def test_that_something_cannot_be_enrolled_names_no_reason(text: str) -> None:
    assert symptoms(of(error=text)) == ["enrollment-stops"]


@pytest.mark.parametrize("text", [
    'Hej! Jag undrar om ni kan hjälpa mig, min iPhone visar "Användarlicenstypen är ogiltig". Ring mig på 070-1234567.',
    'Vi ska öppna en ny butik på torsdag och våra iPads visar "Enhetsplattform har blockerats". Tack på förhand!',
    '2026-02-03 08:31 Anna Berg, HR: iPhone 15, "User Name Not Recognized" when enrolling.',
    'Today at the meeting with the steering committee the CFO showed me her phone: "Device Cap Reached"',
    'Haha, now it is "Device Cap Reached" again on my iPhone, love it',
])  # fmt: skip
def test_a_message_in_a_plain_report_is_one_however_it_is_wrapped(text: str) -> None:
    assert of(error=text).symptoms


@pytest.mark.parametrize(("text", "symptom"), [
    ("She can't get past the Remote Management screen on her new iPad.", "enrollment-stops"),
    ("Kommer inte förbi skärmen Fjärrhantering på min iPad", "enrollment-stops"),
    ("The code goes to the same phone that I am enrolling and I can't get at it", "sign-in-mfa-demanded"),
    ("Koden skickas som sms till samma telefon som ska registreras", "sign-in-mfa-demanded"),
    ("The profile could not be installed because the device is supervised", "profile-installation-failed"),
    ("Profilen kunde inte installeras eftersom enheten är övervakad", "profile-installation-failed"),
    ("The profile could not be installed because the iPad isn't supervised", "supervision-demanded"),
])  # fmt: skip
def test_words_that_several_symptoms_share_are_of_the_one_that_the_text_tells(text: str, symptom: str) -> None:
    diagnosis = of(error=text)
    assert symptoms(diagnosis)[0] == symptom
    assert not [cause.id for cause in diagnosis.causes if cause.verdict == "likely"]


# What the whole of a text is


@pytest.mark.parametrize("text", [
    "Imagine a user with a new iPad. She opens Company Portal. It says Device cap reached. What do you do?",
    "Suppose we roll out 300 iPads next year. The token could expire. Then the devices do not sync.",
    "Tänk dig en ny elev. Hon öppnar Företagsportalen. Enhetsgränsen är nådd. Vad svarar du?",
    "Påminnelse till alla: registreringsveckan börjar på måndag. Ibland går profilen inte att installera.",
    "Of 212 enrollments this week 209 completed, 3 hit the device limit and were cleaned up by the desk.",
    "Our auditor wants a screenshot of the message that users get when they exceed the device limit.",
    "På mitt förra jobb hängde sig jämt paddorna på slutlig konfiguration. Skönt att slippa det här.",
    "Hej Copilot, skriv ett rollspel där en användare ringer supporten för att iPaden inte vill registrera sig.",
])  # fmt: skip
def test_what_a_text_as_a_whole_supposes_counts_or_orders_is_no_report(text: str) -> None:
    assert not symptoms(of(error=text))


@pytest.mark.parametrize("text", [
    "Here is a screenshot of the error: Device Cap Reached",
    "This is the error users get: Device Cap Reached",
    "Bild på skärmen: Device Cap Reached",
    "Since last year the iPad says Device Cap Reached",
    "Last year we moved to Intune, now the iPad says Device Cap Reached",
    "40 devices enrolled, 3 had Device Cap Reached",
    "40 klara, 3 hade Device Cap Reached",
    "There are over 30 iPhones with Device Cap Reached",
    "We're looking for a way past this on the iPad, Remote Management ends with \"Device Cap Reached\"",
    "This is on a test iPad, it says Device Cap Reached",
    "Det är på en testtelefon, den säger Device Cap Reached",
    "The old one was sent back to the store, the new one says Device Cap Reached",
])
def test_a_documented_message_is_one_whatever_else_the_text_tells(text: str) -> None:
    assert symptoms(of(error=text)) == ["device-cap-reached"]


@pytest.mark.parametrize("text", [
    "It hangs in Setup Assistant now at Remote Management",
    "She is in the office now, the iPad is stuck at Remote Management",
    "Telefonen hänger i installationsassistenten, den är inne i fjärrhantering nu",
    "She is in Sweden now and cannot sign in to the Company Portal",
])
def test_who_is_somewhere_now_has_not_enrolled(text: str) -> None:
    assert of(error=text).outcome != "solved"


@pytest.mark.parametrize("text", [
    'Imagine my surprise: I get "Device cap reached" on my first iPad.',
    "Quick reminder: my iPad still does not enroll, I get Profile Installation Failed. Please help",
])  # fmt: skip
def test_a_report_that_begins_as_they_do_is_one(text: str) -> None:
    assert symptoms(of(error=text))


# 11 and 13: contradictions

CONTRADICTIONS: dict[str, dict[str, Any]] = {
    "a profile that is there and is not": {
        "error": "The new MDM payload does not match the old payload.", "management_profile_installed": False,
        "other_mdm_enrolled": True,
    },
    "a valid certificate past its date": {
        "error": "NoEnrollmentPolicy", "apns_certificate": "valid", "apns_expires_on": "2026-09-01",
    },
    "allowed on a blocked platform": {
        "error": "NoEnrollmentPolicy", "personal_devices": "allowed", "ios_platform": "blocked",
    },
    "the same without a message": {"personal_devices": "allowed", "ios_platform": "blocked"},
}  # fmt: skip


@pytest.mark.parametrize("facts", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_facts_that_contradict_are_the_headline_and_the_first_question(facts: dict[str, Any]) -> None:
    diagnosis = of(**facts)
    assert diagnosis.outcome == "contradictory"
    assert any(conflict.decides for conflict in diagnosis.conflicts)
    assert diagnosis.questions[0].fact in facts
    assert not grave_steps(diagnosis)
    disputed = [cause for cause in (*diagnosis.causes, *diagnosis.obstacles) if cause.disputed]
    assert disputed
    assert not {cause.id for cause in disputed} & {step.cause for step in diagnosis.plan}


def test_a_reason_cites_the_line_that_it_rests_on(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(
        'error: "The new MDM payload does not match the old payload."\n'
        "platform: ios\nother_mdm_enrolled: yes\nmanagement_profile_installed: no\n", encoding="utf-8",
    )  # fmt: skip
    case = Case.from_file(file)
    said = " ".join(explain(case, "management-profile-installed", today=TODAY).sentences)
    assert "which follows from this: the device is enrolled with another MDM provider" in said
    assert said.count("(line 3)") == 1
    assert "(line 4)" not in said


def test_what_contradicts_itself_outside_of_the_recognized_symptoms_is_told_too() -> None:
    diagnosis = of(error="Workplace Join failed", management_profile_installed=False, other_mdm_enrolled=True)
    assert "values" in {conflict.kind for conflict in diagnosis.conflicts}
    assert diagnosis.outcome == "possible"


@pytest.mark.parametrize(("text", "fact"), [
    ("Nu gick det att registrera kollegans men inte min. Enhetstaket har nåtts", "enrolls_now"),
    ("It enrolled on the second try, but an hour later it was thrown out again. Device Cap Reached", "enrolls_now"),
    ("Device Cap Reached. Solved temporarily, it came back today.", "enrolls_now"),
    ("Kollegan har Chrome som standardwebbläsare och det funkar för honom. Profilinstallationen misslyckades",
     "safari_ready"),
    ("Chrome was the default browser, I switched to Safari but it is the same. Profile Installation Failed",
     "safari_ready"),
    ("APNs-certet gick ut förra året men förnyades i januari. APNSCertificateNotValid", "apns_certificate"),
    ("She had no Intune license but got one yesterday. The log says UserLicenseTypeInvalid", "user_license"),
    ("Användaren säger att hon har en Intune-licens. UserLicenseTypeInvalid", "user_license"),
    ("My colleague has an Android phone and it works. My phone shows Device Cap Reached", "platform"),
])  # fmt: skip
def test_what_is_somebody_elses_hearsay_or_has_changed_since_is_no_fact_of_the_case(text: str, fact: str) -> None:
    diagnosis = of(error=text)
    assert fact not in {read.fact for read in diagnosis.read_from_text}
    assert diagnosis.outcome not in ("solved", "out_of_scope")
    assert diagnosis.symptoms


# 12: a message that nothing explains, and facts of scope


def test_a_message_that_nothing_explains_is_said_to_be_unexplained() -> None:
    diagnosis = of(error=["Workplace Join failed", "AccountNotOnboarded"], apns_certificate="valid")
    assert [notice.symptom for notice in diagnosis.notices if notice.kind == "unexplained"] == ["account-not-onboarded"]


def test_how_many_are_concerned_changes_the_order() -> None:
    message = "Profile Installation Failed. Connection to the server could not be established."
    alone, all_of_them = (of(error=message, affected_users=users) for users in ("one", "all"))
    assert [cause.id for cause in alone.causes] != [cause.id for cause in all_of_them.causes]
    assert "reach" in {notice.kind for notice in all_of_them.notices}


# What a superseded cause says


def test_a_superseded_cause_that_is_proven_says_so_everywhere() -> None:
    diagnosis = of(
        error="Profile Installation Failed. Connection to the server could not be established.",
        dns_enterprise_enrollment="missing", user_license="assigned",
    )  # fmt: skip
    assert diagnosis.only_superseded
    assert diagnosis.causes[0].superseded
    assert "today's does not" in diagnosis.outcome_reason
    assert "only older documentation names" in diagnosis.to_text().splitlines()[0]
    assert "only older documentation names" in diagnosis.to_svg()
    assert json.loads(diagnosis.to_json())["causes"][0]["superseded"] is True


# Facts from the text


def test_a_fact_that_is_read_never_stands_against_one_that_was_given() -> None:
    text = "The iPhone of Anna: MFA is required at enrollment. Device Cap Reached"
    read = of(error=text)
    assert {fact.fact: fact.value for fact in read.read_from_text} == {"platform": "ios", "mfa_required": True}
    assert read.case.origins["platform"] == "text"
    given = of(error=text, mfa_required=False)
    assert given.case.facts["mfa_required"] is False
    assert [conflict.kind for conflict in given.conflicts] == ["text"]
    assert [fact.used for fact in given.read_from_text] == [True, False]
    without = diagnose(Case(error=text).as_given(), today=TODAY)
    assert without.read_from_text == ()
    assert "platform" not in without.case.facts


@pytest.mark.parametrize("text", ["it hangs", "It just freezes.", "den hänger sig", "Registreringen fastnar!"])
def test_that_it_hangs_and_nothing_else_leads_to_a_question(text: str) -> None:
    diagnosis = of(error=text)
    assert (diagnosis.outcome, [fact.value for fact in diagnosis.read_from_text]) == ("possible", ["hangs"])
    assert diagnosis.questions[0].fact != "error"


def test_that_a_colleague_had_it_solved_does_not_solve_the_case_that_answers_it() -> None:
    reply = "No, it is still refused.\n\n> On Monday Anna wrote:\n> It works now, thanks!"
    assert of(error=reply).outcome != "solved"
    assert of(error="It works now, thanks!\n\n> Does it still fail?").outcome == "solved"


def test_what_a_symptom_gives_as_an_example_shows_it_and_nothing_else() -> None:
    """Exercises, pictures and pages are made of the examples."""
    examples = {symptom.id: of(**symptom.example) for symptom in SHIPPED.symptoms.values() if symptom.example}
    shown = {name: symptoms(diagnosis) for name, diagnosis in examples.items()}
    assert {name: seen for name, seen in shown.items() if seen != [name]} == {}


def test_no_expression_that_reads_a_fact_is_passed_over_where_it_would_find_something() -> None:
    texts = [entry["text"] for held_out in (False, True) for entry in corpus.entries("fact_texts", held_out=held_out)]
    held = [(text, in_letters(text)) for text in texts]
    for known in SHIPPED.in_text.values():
        lines = [line for way in known.ways for line in way.lines]
        for line, needed in zip(lines, known.needed, strict=True):
            missing = [text for text, letters in held if letters is not None and not are_there(needed, letters)]
            assert not [text for text in missing if re.search(line, text)], line


# Found by readers who knew nothing of how recognition works

AROUND = (
    "{m}\n\nThis message was sent from a shared mailbox. It may hold confidential information for its addressee only.",
    "Case 99120, low priority, reported by Olof, department of roads, third floor, description: {m}",
    "Please, as soon as you can, there is a board meeting in ten minutes and all that comes is: {m}",
    "Kund: Region Norr. Kontakt: Eva. Fel: {m}. Åtgärd: ingen ännu. Återkoppling önskas före helgen.",
    "Hi, could somebody have a look at this? {m}. He needs it for his talk tomorrow. Thanks a lot in advance!",
)


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize(
    ("message", "symptom"),
    [
        ("Device Cap Reached", "device-cap-reached"),
        ("Workplace Join failed", "workplace-join-failed"),
        ("MCMDMErrorDomain 12015", "push-token-not-received"),
    ],
)
def test_a_message_is_one_among_greetings_footers_and_forms(around: str, message: str, symptom: str) -> None:
    assert symptom in symptoms(of(error=around.format(m=message)))


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("My new iPhone shows MCProfileErrorDomain 1009 when I try to enroll it", "profile-installation-failed"),
        ("My new iPhone shows MCSCEPErrorDomain 22000 when I try to enroll it", "management-payload-faulty"),
        ("Det står MCMDMErrorDomain 12011 på min nya och sedan kommer jag inte vidare", "management-payload-faulty"),
        ("enhetsgränsen är nådd", "device-cap-reached"),
        ("device limit hit", "device-cap-reached"),
        ("ingen fjärrhantering på ny ipad", "ade-enrollment-does-not-start"),
    ],
)
def test_likeness_stands_behind_a_code_and_is_not_asked_of_hardly_any_words(text: str, symptom: str) -> None:
    assert symptoms(of(error=text)) == [symptom]


@pytest.mark.parametrize(
    "text",
    [
        "Job ad: You have handled cases such as expired VPP tokens, iPhones stuck in Setup Assistant and users over "
        "their device limit. Intune and Apple Business Manager are your home.",
        "Mail on my iPhone says it cannot verify the identity of the server, I can read nothing.",
    ],
)
def test_what_is_no_report_shows_nothing_by_what_it_gives_away(text: str) -> None:
    assert not of(error=text).symptoms


@pytest.mark.parametrize("text", ["Vad betyder Device Cap Reached?", "ABM token expired", "pushcertifikatet utgånget"])
def test_of_few_words_it_is_at_least_asked(text: str) -> None:
    assert of(error=text).reminds_of
