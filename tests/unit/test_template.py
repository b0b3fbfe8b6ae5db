"""template.yaml keeps what the house promises: nothing lost, nothing silent, nothing too broad."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest

from infra.lint.queues import dead_letters, target
from infra.local.template import load_stack, read_settings
from rapport import config
from tests.integration.template import TEMPLATE, template

ROOT = TEMPLATE.parent
FUNCTIONS = ROOT / "functions"

Resource = dict[str, Any]


def of_type(kind: str) -> dict[str, Resource]:
    return {
        name: resource.get("Properties", {})
        for name, resource in template()["Resources"].items()
        if resource["Type"] == kind
    }


def functions() -> dict[str, Resource]:
    return of_type("AWS::Serverless::Function")


def queues() -> dict[str, Resource]:
    return of_type("AWS::SQS::Queue")


def working() -> dict[str, Resource]:
    return {
        name: queue
        for name, queue in queues().items()
        if name not in dead_letters(template()["Resources"])
    }


def test_there_is_something_to_look_at() -> None:
    """The rules below speak of the real template."""
    assert len(functions()) == 7
    assert len(working()) == 4


@pytest.mark.parametrize("name", queues())
def test_a_queue_is_encrypted_and_keeps_for_two_weeks(name: str) -> None:
    """Whoever was on holiday finds what failed."""
    queue = queues()[name]
    assert queue["SqsManagedSseEnabled"] is True
    assert queue["MessageRetentionPeriod"] == 14 * 24 * 3600


@pytest.mark.parametrize("name", of_type("AWS::CloudWatch::Alarm"))
def test_an_alarm_is_heard_and_says_where_to_read_on(name: str) -> None:
    """Whoever is woken was meant to be, and is told what to open."""
    alarm = of_type("AWS::CloudWatch::Alarm")[name]
    assert "TreatMissingData" in alarm
    assert "AlarmActions" in alarm
    assert "docs/runbook.md" in alarm["AlarmDescription"]


def test_the_runbook_has_an_entry_for_every_alarm() -> None:
    """Whoever is woken finds what to do under the alarm's own name."""
    runbook = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
    headings = set(re.findall(r"^## .*`(\w+)`", runbook, re.MULTILINE))
    assert headings == set(of_type("AWS::CloudWatch::Alarm"))


def _sources(function: Resource) -> dict[str, Resource]:
    return {name: event["Properties"] for name, event in function["Events"].items()}


def _timeout(function: Resource) -> int:
    everybody = template()["Globals"]["Function"]["Timeout"]
    return int(function.get("Timeout", everybody))


def _readers() -> list[tuple[str, str]]:
    return [
        (name, target(event["Queue"]))
        for name, function in functions().items()
        for event in _sources(function).values()
        if "Queue" in event
    ]


def test_every_queue_is_read_by_one_function() -> None:
    """Nothing is queued that nobody reads."""
    assert sorted(queue for _, queue in _readers()) == sorted(working())


@pytest.mark.parametrize(("function", "queue"), _readers())
def test_a_message_is_not_given_out_twice_at_once(function: str, queue: str) -> None:
    """Visibility is six times the function's timeout: nobody else has the message meanwhile."""
    assert queues()[queue]["VisibilityTimeout"] >= 6 * _timeout(functions()[function])


@pytest.mark.parametrize(("function", "queue"), _readers())
def test_one_bad_record_does_not_fail_its_neighbours(function: str, queue: str) -> None:
    """Each record of a batch succeeds or fails by itself, and concurrency has a bound."""
    (event,) = [one for one in _sources(functions()[function]).values() if "Queue" in one]
    assert event["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert event["ScalingConfig"]["MaximumConcurrency"] >= 2


def test_the_stream_is_bounded_and_keeps_what_fails() -> None:
    """One bad fact cannot hold up the others for ever, and is kept."""
    (stream,) = [
        event
        for function in functions().values()
        for event in _sources(function).values()
        if "Stream" in event
    ]
    assert stream["BisectBatchOnFunctionError"] is True
    assert 5 <= stream["MaximumRetryAttempts"] <= 100
    assert stream["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert target(stream["DestinationConfig"]["OnFailure"]["Destination"]) in dead_letters(
        template()["Resources"]
    )


def test_logs_are_structured() -> None:
    """Every line of a log is JSON, the runtime's own too."""
    assert template()["Globals"]["Function"]["LoggingConfig"]["LogFormat"] == "JSON"


@pytest.mark.parametrize("name", functions())
def test_a_function_ends_in_time(name: str) -> None:
    """A call that hangs is ended: behind HTTP before the API gives up, elsewhere in minutes."""
    function = functions()[name]
    behind_http = any("ApiId" in event for event in _sources(function).values())
    assert 0 < _timeout(function) <= (29 if behind_http else 300)


def test_a_scheduled_run_that_fails_is_kept() -> None:
    """Scheduler hands over and forgets, so its own dead letters do not see what failed after."""
    scheduled = {
        name: function
        for name, function in functions().items()
        if any(event["Type"] == "ScheduleV2" for event in function["Events"].values())
    }
    assert scheduled
    for function in scheduled.values():
        kept = function["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]
        assert target(kept["Destination"]) in dead_letters(template()["Resources"])


def test_rules_keep_what_they_cannot_deliver() -> None:
    """An event that reaches no queue is kept too."""
    for name, rule in of_type("AWS::Events::Rule").items():
        for one in rule["Targets"]:
            assert target(one["DeadLetterConfig"]["Arn"]) in queues(), name
            assert one["DeadLetterConfig"]["Arn"] != one["Arn"], name


def test_every_rule_may_speak_to_its_queues() -> None:
    """A rule whose queue refuses it would lose events in silence."""
    policy = of_type("AWS::SQS::QueuePolicy")["QueuesHearTheBus"]
    (allowed,) = [one for one in policy["PolicyDocument"]["Statement"] if one["Effect"] == "Allow"]
    speakers = {target(arn) for arn in allowed["Condition"]["ArnEquals"]["aws:SourceArn"]}
    assert speakers == set(of_type("AWS::Events::Rule"))
    hearers = {target(queue) for queue in policy["Queues"]}
    for rule in of_type("AWS::Events::Rule").values():
        for one in rule["Targets"]:
            assert {target(one["Arn"]), target(one["DeadLetterConfig"]["Arn"])} <= hearers


def test_what_cannot_be_made_again_survives_the_stack() -> None:
    """Facts, mails and the signing keys outlive a stack that is deleted by mistake."""
    for name in ("Table", "RawMail", "MailTokenSecret"):
        resource = template()["Resources"][name]
        assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain"
    table = of_type("AWS::DynamoDB::Table")["Table"]
    assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert table["DeletionProtectionEnabled"] is True


# Metrics.


def measured() -> set[str]:
    """The metrics that the functions give, by name."""
    from rapport.flows import feedback, receiving

    sources = [path.read_text(encoding="utf-8") for path in FUNCTIONS.rglob("*.py")]
    return (
        {name for text in sources for name in re.findall(r'add_metric\("(\w+)"', text)}
        | {f"Mail{word.capitalize()}" for word in feedback.WORDS.values()}
        | {f"Mail{one.name.title().replace('_', '')}" for one in receiving.Result}
    )


def dashboard() -> Any:
    """The dashboard, with every reference left as it stands."""
    (body,) = of_type("AWS::CloudWatch::Dashboard").values()
    return json.loads(body["DashboardBody"]["Fn::Sub"])


def shown() -> list[list[Any]]:
    return [row for widget in dashboard()["widgets"] for row in widget["properties"]["metrics"]]


def test_what_is_shown_and_alarmed_is_measured() -> None:
    """A graph or an alarm over a name that nobody gives would stay calm for ever."""
    services = {
        one["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"] for one in functions().values()
    }
    own = [(row[1], row[3]) for row in shown() if row[0] == "${AWS::StackName}"]
    for alarm in of_type("AWS::CloudWatch::Alarm").values():
        stats = [one.get("MetricStat", {}).get("Metric", {}) for one in alarm.get("Metrics", [])]
        for metered in (alarm, *stats):
            if metered.get("Namespace") == {"Ref": "AWS::StackName"}:
                (dimension,) = metered["Dimensions"]
                own.append((metered["MetricName"], dimension["Value"]))
    assert len(own) >= 10
    for metric, service in own:
        assert metric in measured(), metric
        assert service in services


LOOKED_UP = {"Requests"}
"""API Gateway's own count is shown, which holds what never reached the function too."""
DETAILS = {
    *("MailSent", "MailDelivered", "MailRejected"),
    *("MailAutomatic", "MailAsked", "MailUnanswered", "MailTakenBefore"),
}


def test_what_is_measured_is_shown_or_alarmed() -> None:
    """But for details of the mail, which are looked up when something is asked."""
    alarmed = json.dumps(list(of_type("AWS::CloudWatch::Alarm").values()))
    seen = {row[1] for row in shown()}
    unseen = {one for one in measured() if one not in seen and f'"{one}"' not in alarmed}
    assert unseen == LOOKED_UP | DETAILS


def test_the_dashboard_shows_what_matters() -> None:
    """Facts in, reminders sent and how late, held mail, and every dead-letter queue."""
    names = {row[1] for row in shown()}
    assert names >= {"FactsPublished", "RemindersSent", "ReminderDelay", "MailHeld"}
    queued = {row[3] for row in shown() if row[0] == "AWS/SQS"}
    dead = dead_letters(template()["Resources"])
    assert queued == {f"${{{name}.QueueName}}" for name in dead}


def test_a_deployment_is_watched() -> None:
    """A new version that fails is taken back: its alarms are there, and settings count as new."""
    preference = template()["Globals"]["Function"]["DeploymentPreference"]
    assert preference["Type"] == {"Ref": "Deployment"}
    alarms = of_type("AWS::CloudWatch::Alarm")
    assert preference["Alarms"] == [{"Ref": "PagesAlarm"}]
    assert _failing(alarms["PagesAlarm"]) == {"Web"}
    for name, function in functions().items():
        # Web would wait for itself: others know the API's address.
        own = [] if name == "Web" else [{"Ref": "FailuresAlarm"}]
        assert function.get("DeploymentPreference", {}).get("Alarms", []) == own
    assert _failing(alarms["FailuresAlarm"]) == set(functions())
    assert all(one["AutoPublishAliasAllProperties"] is True for one in functions().values())


def _failing(alarm: Resource) -> set[str]:
    """The functions whose failures an alarm counts."""
    stats = [one["MetricStat"]["Metric"] for one in alarm["Metrics"] if "MetricStat" in one]
    return {target(one["Dimensions"][0]["Value"]) for one in stats if one["MetricName"] == "Errors"}


def test_nothing_waits_for_itself() -> None:
    """CloudFormation refuses resources that need each other, and says so only when deploying."""
    stack = load_stack(TEMPLATE, read_settings(TEMPLATE, "local"))
    waits = {
        name: set(_named(resource)) & set(stack.resources) - {name}
        for name, resource in stack.resources.items()
    }
    assert sum(map(len, waits.values())) > 200
    assert "WebDeploymentGroup" in waits["WebAliaslive"]
    list(TopologicalSorter(waits).static_order())


def _named(value: Any) -> Iterator[str]:
    """The names in every Ref, GetAtt, Sub and DependsOn."""
    if isinstance(value, list):
        for one in value:
            yield from _named(one)
    if not isinstance(value, dict):
        return
    for key, inside in value.items():
        match key, inside:
            case "Fn::Sub", str(text) | [str(text), *_]:
                yield from re.findall(r"\$\{(\w+)", text)
            case (("Ref" | "DependsOn"), str(name)):
                yield name
            case "DependsOn", list(names):
                yield from names
            case "Fn::GetAtt", [str(name), *_]:
                yield name
            case _:
                yield from _named(inside)


# Permissions.


def statements(value: Any) -> Iterator[Resource]:
    """Every policy statement, wherever it stands."""
    if isinstance(value, dict):
        if "Effect" in value and "Action" in value:
            yield value
        for one in value.values():
            yield from statements(one)
    elif isinstance(value, list):
        for one in value:
            yield from statements(one)


def allowed() -> list[Resource]:
    return [one for one in statements(template()["Resources"]) if one["Effect"] == "Allow"]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_no_action_is_broad() -> None:
    """Each action is named."""
    actions = {action for one in allowed() for action in listed(one["Action"])}
    assert actions
    assert not [action for action in actions if "*" in action]


def test_no_code_scans() -> None:
    """What is not allowed is not tried either."""
    for root in (ROOT / "shared", FUNCTIONS):
        for path in root.rglob("*.py"):
            assert not re.search(r"\.scan\(|get_paginator\(.scan", path.read_text("utf-8")), path


def test_an_event_says_truly_where_it_comes_from() -> None:
    """Who may speak on the bus may do so under its own name only."""
    speaking = [one for one in allowed() if "events:PutEvents" in listed(one["Action"])]
    assert len(speaking) >= 5
    for one in speaking:
        for source in listed(one["Condition"]["StringEquals"]["events:source"]):
            assert source.startswith("rapport.")
        assert target(one["Resource"]) == "Bus"


def test_every_source_that_the_code_speaks_as_is_allowed() -> None:
    """A source that a rule waits for is one that somebody may speak as."""
    may = {
        source
        for one in allowed()
        if "events:PutEvents" in listed(one["Action"])
        for source in listed(one["Condition"]["StringEquals"]["events:source"])
    }
    heard = {
        source
        for rule in of_type("AWS::Events::Rule").values()
        if "EventBusName" in rule
        for source in rule["EventPattern"]["source"]
    }
    assert heard == may


POLICIES = {"AWS::SQS::QueuePolicy": "Queues", "AWS::SNS::TopicPolicy": "Topics"}


def test_what_hears_others_hears_them_over_tls_only() -> None:
    """Every queue, topic and bucket refuses what came over an open line."""
    speaking = [*queues(), *of_type("AWS::SNS::Topic"), *of_type("AWS::S3::Bucket")]
    refusing = {
        target(one)
        for kind, name in {**POLICIES, "AWS::S3::BucketPolicy": "Bucket"}.items()
        for policy in of_type(kind).values()
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny"
        and statement["Principal"] == "*"
        and statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
        for one in listed(policy[name])
    }
    assert refusing == set(speaking)


def test_a_service_speaks_for_this_stack_only() -> None:
    """What AWS services may do here they may do for our own resources, not for anybody's."""
    invited = [
        one
        for one in allowed()
        if set(one.get("Principal", {})) == {"Service"} and one["Action"] != "sts:AssumeRole"
    ]
    assert len(invited) >= 4
    for one in [*invited, *_trusts()]:
        conditions = {key for test in one["Condition"].values() for key in test}
        assert "aws:SourceArn" in conditions, one


def _trusts() -> list[Resource]:
    return [
        statement
        for role in of_type("AWS::IAM::Role").values()
        for statement in role["AssumeRolePolicyDocument"]["Statement"]
    ]


def test_what_is_kept_is_encrypted_and_closed_to_the_public() -> None:
    """Table and bucket are encrypted, and no setting of the bucket can make it public."""
    assert of_type("AWS::DynamoDB::Table")["Table"]["SSESpecification"]["SSEEnabled"] is True
    bucket = of_type("AWS::S3::Bucket")["RawMail"]
    assert bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert len(bucket["PublicAccessBlockConfiguration"]) == 4


def test_mail_goes_over_tls_only() -> None:
    """Mails come in and go out encrypted, or not at all."""
    (rule,) = of_type("AWS::SES::ReceiptRule").values()
    assert rule["Rule"]["TlsPolicy"] == "Require"
    (sent,) = of_type("AWS::SES::ConfigurationSet").values()
    assert sent["DeliveryOptions"]["TlsPolicy"] == "REQUIRE"


def test_mail_goes_out_under_one_address_only() -> None:
    """Nobody who may send mail may send as somebody else."""
    mailing = [one for one in allowed() if "ses:SendEmail" in listed(one["Action"])]
    assert mailing
    for one in mailing:
        assert one["Condition"] == {"StringEquals": {"ses:FromAddress": {"Ref": "SenderAddress"}}}


def test_every_statement_of_a_function_says_what_for() -> None:
    """A permission that nobody can explain is removed."""
    for name, function in functions().items():
        for policy in function["Policies"]:
            for one in policy["Statement"]:
                assert re.fullmatch(r"[A-Z][A-Za-z]{8,}", one.get("Sid", "")), name


# Parameters and settings.


@pytest.mark.parametrize("name", template()["Parameters"])
def test_a_parameter_is_described_and_constrained(name: str) -> None:
    """Whoever deploys is told what is meant, and told at once when it cannot be."""
    parameter = template()["Parameters"][name]
    assert len(parameter["Description"]) > 20
    if parameter["Type"] == "Number":
        assert "AllowedValues" in parameter or {"MinValue", "MaxValue"} <= set(parameter)
    elif "AllowedValues" not in parameter:
        assert parameter["AllowedPattern"]
        assert parameter["ConstraintDescription"].startswith("must be")


@pytest.mark.parametrize("name", template()["Parameters"])
def test_a_default_fits_its_own_constraint(name: str) -> None:
    """A default that is refused would stop every deployment."""
    parameter = template()["Parameters"][name]
    if "Default" not in parameter:
        return
    default = parameter["Default"]
    if "AllowedPattern" in parameter:
        assert re.fullmatch(parameter["AllowedPattern"].strip("^$") or "", default) or re.search(
            parameter["AllowedPattern"], default
        )
    if "AllowedValues" in parameter:
        assert default in parameter["AllowedValues"]
    if "MinValue" in parameter:
        assert parameter["MinValue"] <= default <= parameter["MaxValue"]


def test_parameters_are_shown_in_groups() -> None:
    """The console asks for every parameter in its place."""
    groups = template()["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    shown = [name for group in groups for name in group["Parameters"]]
    assert sorted(shown) == sorted(template()["Parameters"])


def _entry(function: Resource) -> Path:
    return FUNCTIONS / f"{function['Handler'].rpartition('.')[0].replace('.', '/')}.py"


def settings_read(path: Path) -> set[str]:
    """The kinds of settings that a module reads, by `config.read(config.…)`."""
    kinds = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="config"), attr="read"),
                args=[ast.Attribute(value=ast.Name(id="config"), attr=kind)],
            ):
                kinds.add(kind)
    return kinds


def given(function: Resource) -> set[str]:
    everybody = template()["Globals"]["Function"]["Environment"]["Variables"]
    return set(everybody) | set(function["Environment"]["Variables"])


@pytest.mark.parametrize("name", functions())
def test_a_function_is_given_every_setting_that_it_reads(name: str) -> None:
    """A setting that is missing cannot be deployed; one with a default is given where it counts."""
    function = functions()[name]
    kinds = settings_read(_entry(function))
    assert kinds, "every function reads some settings"
    needed = {
        field.name.upper()
        for kind in kinds
        for field in fields(getattr(config, kind))
        if field.default is MISSING
    }
    assert needed <= given(function)


@pytest.mark.parametrize("name", functions())
def test_a_function_is_given_nothing_that_nobody_reads(name: str) -> None:
    """A setting without a reader misleads whoever operates it."""
    function = functions()[name]
    known = {
        field.name.upper()
        for kind in settings_read(_entry(function))
        for field in fields(getattr(config, kind))
    }
    own = set(function["Environment"]["Variables"])
    assert {one for one in own if not one.startswith("POWERTOOLS_")} <= known


@pytest.mark.parametrize("name", functions())
def test_a_function_says_who_it_is_in_logs_and_metrics(name: str) -> None:
    """One service name a function, the same that its module has."""
    function = functions()[name]
    module = function["Handler"].split(".")[0]
    service = function["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]
    assert service == module.replace("_", "-")


@pytest.mark.parametrize("name", functions())
def test_a_handler_is_where_the_template_says(name: str) -> None:
    """A mistyped handler is found before it is deployed."""
    function = functions()[name]
    names = {
        node.name
        for node in ast.parse(_entry(function).read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    assert function["Handler"].rpartition(".")[2] in names
    assert function["Description"]


@pytest.mark.parametrize("name", of_type("AWS::Events::Rule"))
def test_a_rule_waits_for_events_that_exist(name: str) -> None:
    """A detail-type that nobody says is a rule that never fires."""
    from infra.catalogue.samples import examples

    pattern = of_type("AWS::Events::Rule")[name]["EventPattern"]
    said = {(source, one.detail_type) for one in examples() for source in one.sources}
    kinds = {kind for _, kind in said}
    assert set(pattern.get("detail-type", [])) <= kinds
    if "detail-type" in pattern:
        assert set(pattern["source"]) <= {source for source, _ in said}


def test_every_fact_that_changes_the_plan_is_heard() -> None:
    """No kind of fact is forgotten in the rules; the others are named here, with why."""
    from rapport.facts import REGISTRY

    heard = {
        kind
        for rule in of_type("AWS::Events::Rule").values()
        for kind in rule["EventPattern"].get("detail-type", [])
    }
    # Words kept as they came, and what became of mails: the plan does not ask them.
    assert set(REGISTRY) - heard == {"note-recorded", "reminder-sent", "mail-feedback"}


# What the documents say of it.

DOCS = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "infra" / "README.md"]


def test_the_runbook_names_what_exists() -> None:
    """A command out of the runbook finds its resource."""
    runbook = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
    spoken = re.findall(r"\b(?:id_of|arn_of|look|logs|redrive) ([A-Z]\w+)(?: ([A-Z]\w+))?", runbook)
    named = {name for pair in spoken for name in pair if name}
    assert len(named) >= 15
    assert named <= set(template()["Resources"])


def test_every_dead_letter_queue_is_redriven_to_its_own() -> None:
    """What failed goes back to where it came from."""
    runbook = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
    pairs = dict(re.findall(r"`redrive (\w+) (\w+)`", runbook))
    own = {
        target(queue["RedrivePolicy"]["deadLetterTargetArn"]): name
        for name, queue in working().items()
    }
    assert pairs == own


def test_deploying_is_told_with_every_parameter_and_its_default() -> None:
    """docs/deploy.md lists what the template asks for."""
    text = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `([A-Z]\w+)` \| `?([^|`]+?)`? \|", text, re.MULTILINE))
    meant = {
        name: {None: "–", "": "empty"}.get(parameter.get("Default"), str(parameter.get("Default")))
        for name, parameter in template()["Parameters"].items()
    }
    assert told == meant


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_a_link_leads_somewhere(path: Path) -> None:
    """Documents link to files that are there."""
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert not [link for link in links if not (path.parent / link).exists()]
