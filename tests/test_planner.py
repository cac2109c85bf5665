"""The planner's engine and rules, run without a browser: the traps of the field as cases."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable

from macros import data, responsibilities
from tests.conftest import ROOT

LOADED = data.load()
EXPORTED: dict[str, Any] = json.loads(responsibilities.export_json(LOADED))
AUTHORITIES = [authority.id for authority in LOADED.authorities]
SPONSORS = [activity.id for activity in LOADED.activities if activity.side == "sponsor"]
SITES = [activity.id for activity in LOADED.activities if activity.side == "site"]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The engine as a file that Node, which comes with Playwright, takes for a module."""
    folder = tmp_path_factory.mktemp("engine")
    shutil.copy(ROOT / "docs" / "assets" / "plan-rules.js", folder / "plan-rules.mjs")
    shutil.copy(ROOT / "tests" / "plan.mjs", folder / "plan.mjs")
    return folder / "plan.mjs"


def run(engine: Path, *cases: dict[str, Any], content: dict[str, Any] = EXPORTED) -> list[Any]:
    node = compute_driver_executable()[0]
    done = subprocess.run(
        [node, str(engine)],
        input=json.dumps({"data": content, "cases": cases}),
        capture_output=True,
        text=True,
        check=True,
    )
    answers: list[Any] = json.loads(done.stdout)
    return answers


def plan(authority: str, one_group: bool = False, **doers: str) -> dict[str, Any]:
    """A plan in which the named activities have doers; hyphens are written as underscores."""
    return {
        "authority": authority,
        "oneGroup": one_group,
        "doers": {activity.replace("_", "-"): names.split() for activity, names in doers.items()},
    }


# A plan, an activity, a rule, and whether the planner names that rule there.
CASES = {
    "nobody does a sponsor activity": (plan("ich"), "protocol", "nobody-sponsor", True),
    "nobody does a site activity": (plan("ich"), "source", "nobody-site", True),
    "nobody does what both do": (plan("ich"), "archiving", "nobody-both", True),
    "someone does it": (plan("ich", protocol="sponsor"), "protocol", "nobody-sponsor", False),
    "two do it": (plan("ich", protocol="sponsor cro"), "protocol", "several", True),
    "one does it": (plan("ich", protocol="cro"), "protocol", "several", False),
    "CRO monitors": (plan("ich", monitoring="cro"), "monitoring", "smo-monitors", False),
    "site monitors": (plan("eu", monitoring="site"), "monitoring", "smo-monitors", True),
    "investigator monitors": (plan("eu", monitoring="investigator"), "monitoring", "smo-monitors", True),
    "SMO plans the monitoring": (plan("ich", monitoring_plan="smo"), "monitoring-plan", "smo-monitors", True),
    "SMO monitors from afar": (
        plan("ich", central_monitoring="smo"),
        "central-monitoring",
        "smo-monitors",
        True,
    ),
    "CRO monitors its own site work": (
        plan("ich", monitoring="cro", data_entry="cro"),
        "monitoring",
        "own-check",
        True,
    ),
    "CRO monitors, the site works": (
        plan("ich", monitoring="cro", data_entry="site"),
        "monitoring",
        "own-check",
        False,
    ),
    "CRO and SMO in one group": (
        plan("ich", True, monitoring="cro", data_entry="smo"),
        "monitoring",
        "one-group",
        True,
    ),
    "CRO and SMO apart": (
        plan("ich", False, monitoring="cro", data_entry="smo"),
        "monitoring",
        "one-group",
        False,
    ),
    "one group, but the SMO does nothing": (
        plan("ich", True, monitoring="cro"),
        "monitoring",
        "one-group",
        False,
    ),
    "CRO decides on treatment": (plan("ich", medical_care="cro"), "medical-care", "medical", True),
    "sponsor decides on treatment": (plan("eu", medical_care="sponsor"), "medical-care", "medical", True),
    "SMO decides on treatment": (plan("japan", medical_care="smo"), "medical-care", "medical", True),
    "investigator decides on treatment": (
        plan("china", medical_care="investigator"),
        "medical-care",
        "medical",
        False,
    ),
    "SMO decides who fits": (plan("china", eligibility="smo"), "eligibility", "medical", True),
    "SMO judges the cause of an event": (
        plan("ich", causality="smo"),
        "causality",
        "causality-medical",
        True,
    ),
    "CRO judges the cause for the sponsor": (
        plan("us-drugs", causality="cro"),
        "causality",
        "causality-medical",
        False,
    ),
    "SMO endorses the data": (
        plan("ich", data_endorsement="smo"),
        "data-endorsement",
        "no-hand-over",
        True,
    ),
    "CRO supervises site staff": (plan("ich", supervision="cro"), "supervision", "no-hand-over", True),
    "CRO oversees itself": (plan("ich", oversight="cro"), "oversight", "oversight-stays", True),
    "sponsor oversees": (plan("ich", oversight="sponsor"), "oversight", "oversight-stays", False),
    "CRO reviews for ethics": (plan("ich", ethics_review="cro"), "ethics-review", "ethics", True),
    "committee reviews": (plan("ich", ethics_review="committee"), "ethics-review", "ethics", False),
    "SMO audits for the sponsor": (plan("ich", audit="smo"), "audit", "audit-own-work", True),
    "US drugs: transfer needs writing": (
        plan("us-drugs", data_management="cro"),
        "data-management",
        "us-writing",
        True,
    ),
    "US drugs: own work needs none": (
        plan("us-drugs", data_management="sponsor"),
        "data-management",
        "us-writing",
        False,
    ),
    "US drugs: unlisted stays": (plan("us-drugs"), "monitoring", "nobody-sponsor", True),
    "US drugs: an SMO that assumes is a CRO": (plan("us-drugs", tmf="smo"), "tmf", "us-assumed", True),
    "US devices: no transfer": (plan("us-devices", monitoring="cro"), "monitoring", "us-devices", True),
    "US devices: own work": (plan("us-devices", monitoring="sponsor"), "monitoring", "us-devices", False),
    "US drugs: the device rule is silent": (
        plan("us-drugs", monitoring="cro"),
        "monitoring",
        "us-devices",
        False,
    ),
    "EU: written contract": (plan("eu", statistics="cro"), "statistics", "eu-writing", True),
    "EU: home nurse": (plan("eu", home_visits="other"), "home-visits", "eu-site", True),
    "UK: who performs follows GCP": (plan("uk", report="cro"), "report", "uk-gcp", True),
    "Japan: part of the site's work": (plan("japan", data_entry="smo"), "data-entry", "japan-part", True),
    "Japan: sponsor may instruct": (plan("japan", monitoring="cro"), "monitoring", "japan-sponsor", True),
    "Japan: all of the site's work": (
        {"authority": "japan", "oneGroup": False, "doers": {each: ["smo"] for each in SITES}},
        SITES[0],
        "japan-whole",
        True,
    ),
    "Japan: all but one": (
        {
            "authority": "japan",
            "oneGroup": False,
            "doers": {each: ["smo"] for each in SITES} | {"source": ["site"]},
        },
        SITES[0],
        "japan-whole",
        False,
    ),
    "China: sponsor stays responsible": (plan("china", tmf="cro"), "tmf", "china-sponsor", True),
    "China: SMO staff under the investigator": (
        plan("china", data_entry="smo"),
        "data-entry",
        "china-site",
        True,
    ),
    "India: registration": (plan("india", monitoring="cro"), "monitoring", "india", True),
    "India: no CRO, no registration": (plan("india", monitoring="sponsor"), "monitoring", "india", False),
    "SMO asks for consent": (plan("ich", consent="smo"), "consent", "smo-consent", True),
    "SMO at the site": (plan("ich", isf="smo"), "isf", "smo-agreement", True),
    "SMO writes the protocol": (plan("ich", protocol="smo"), "protocol", "not-this-party", True),
    "sponsor enters site data": (
        plan("ich", data_entry="sponsor"),
        "data-entry",
        "not-this-party-tasks",
        True,
    ),
}


def test_there_are_at_least_forty_cases() -> None:
    assert len(CASES) >= 40


@pytest.fixture(scope="module")
def answers(engine: Path) -> dict[str, list[dict[str, str]]]:
    found = run(engine, *({"act": "check", "plan": case[0]} for case in CASES.values()))
    return dict(zip(CASES, found, strict=True))


@pytest.mark.parametrize("name", CASES)
def test_warns_where_it_should_and_only_there(answers: dict[str, list[dict[str, str]]], name: str) -> None:
    _, activity, rule, there = CASES[name]
    named = {(each["activity"], each["rule"]) for each in answers[name]}
    assert ((activity, rule) in named) == there, answers[name]


def test_a_rule_of_the_planner_that_no_case_tries_does_not_exist() -> None:
    tried = {rule for _, _, rule, there in CASES.values() if there}
    assert {rule.id for rule in LOADED.rules} - tried - {"eu-site", "ich-writing"} == set()


@pytest.mark.parametrize("authority", AUTHORITIES)
def test_the_traps_hold_everywhere(engine: Path, authority: str) -> None:
    """An SMO never monitors; the sponsor stays accountable for what it gave away; nobody else decides on treatment."""
    given = {"authority": authority, "oneGroup": False, "doers": {each: ["cro"] for each in SPONSORS}}
    monitored, treated, kept = run(
        engine,
        {"act": "check", "plan": plan(authority, monitoring="smo")},
        {"act": "check", "plan": plan(authority, medical_care="cro")},
        {"act": "accountable", "plan": given},
    )
    assert ("monitoring", "stop") in {(each["activity"], each["level"]) for each in monitored}
    assert ("medical-care", "stop") in {(each["activity"], each["level"]) for each in treated}
    owners = {each["activity"]: each["accountable"] for each in kept}
    assert {each for each in SPONSORS if not owners[each].startswith("Sponsor")} == set()


def test_every_warning_with_a_rule_behind_it_names_its_clause(engine: Path) -> None:
    [found] = run(engine, {"act": "check", "plan": {"authority": "us-drugs", "oneGroup": False, "doers": {}}})
    assert found
    assert all(each["source"] for each in found)


def test_the_usual_plan_has_someone_for_everything_and_nothing_forbidden(engine: Path) -> None:
    parties = list(EXPORTED["parties"])
    [usual] = run(engine, {"act": "usual", "authority": "ich", "parties": parties})
    assert set(usual["doers"]) == {activity.id for activity in LOADED.activities}
    [found] = run(engine, {"act": "check", "plan": usual})
    assert [each for each in found if each["level"] == "stop" or each["rule"].startswith("nobody")] == []


def test_without_cro_and_smo_the_plan_names_neither(engine: Path) -> None:
    [usual] = run(
        engine,
        {
            "act": "usual",
            "authority": "eu",
            "parties": ["sponsor", "site", "investigator", "committee"],
        },
    )
    assert not {"cro", "smo"} & {doer for doers in usual["doers"].values() for doer in doers}


def test_a_plan_comes_back_from_its_address(engine: Path) -> None:
    full = plan("japan", True, monitoring="cro", data_entry="smo site", archiving="other")
    [back] = run(engine, {"act": "text", "plan": full})
    assert back == full


def test_an_address_outlives_a_change_of_the_list(engine: Path) -> None:
    text = "eu.0.cro_monitoring_taken-out-since.sponsor*cro_protocol"
    [back] = run(engine, {"act": "from", "text": text})
    assert back["doers"] == {"monitoring": ["cro"], "protocol": ["sponsor", "cro"]}


@pytest.mark.parametrize(
    "text", ["", "nowhere.0.cro_tmf", "ich", "ich.2.cro_tmf", "ich.0.zz", "ich.0.constructor_tmf", "<b>.0.x"]
)
def test_an_address_that_is_none_gives_no_plan(engine: Path, text: str) -> None:
    assert run(engine, {"act": "from", "text": text}) == [None]


def test_the_rows_say_who_does_and_who_keeps_it(engine: Path) -> None:
    [rows] = run(engine, {"act": "rows", "plan": plan("us-devices", monitoring="cro")})
    [row] = [each for each in rows if each["activity"] == "Monitoring sites"]
    assert row["doers"] == "CRO"
    assert row["accountable"] == "Sponsor"
    assert row["handOver"] == "Not provided for"
    assert "do not provide for a transfer" in row["remarks"]
