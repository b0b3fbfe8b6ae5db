"""Which resource types and properties are known, and how each becomes something local.

Every property of every type is either honoured, or listed with the reason why it has no meaning on
one machine. Anything else is refused by name before the first resource is created.
"""

import json
import re
import secrets
import string
from collections.abc import Callable
from typing import Any

from infra.local.backends.events import matcher, scheduled_event
from infra.local.builder import Builder, Kind, Made, only
from infra.local.errors import LocalError, Refused
from infra.local.functions import FunctionConfig, function_arn
from infra.local.gateway import Route
from infra.local.intrinsics import ACCOUNT
from infra.local.mail import ConfigurationSet, ReceiptRule
from infra.local.sources import QueueMapping, StreamMapping
from infra.local.template import LOCAL_BUCKET

RULE_SCHEDULES = "rules"
_FUNCTION_IN_URI = re.compile(r"functions/(arn:[^/]+)/invocations")
_METHODS = {"get", "post", "put", "patch", "delete", "head", "options"}


def _flag(value: Any) -> bool:
    return str(value).lower() == "true"


def _table(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    client = builder.parts.client("dynamodb")
    physical = builder.name_of(name, given.pop("TableName", None), 255)
    ttl = given.pop("TimeToLiveSpecification", None)
    stream = given.pop("StreamSpecification", None)
    if stream:
        given["StreamSpecification"] = {"StreamEnabled": True, **stream}
    if "DeletionProtectionEnabled" in given:
        given["DeletionProtectionEnabled"] = _flag(given["DeletionProtectionEnabled"])
    try:
        table = client.create_table(TableName=physical, **given)["TableDescription"]
    except client.exceptions.ResourceInUseException:
        table = client.describe_table(TableName=physical)["Table"]
    else:
        if ttl:
            client.update_time_to_live(
                TableName=physical,
                TimeToLiveSpecification={**ttl, "Enabled": _flag(ttl["Enabled"])},
            )
    attributes = {"Arn": table["TableArn"]}
    if stream:
        attributes["StreamArn"] = table["LatestStreamArn"]
    return Made(physical, attributes)


def _bus(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    physical = builder.name_of(name, given["Name"], 256)
    arn = builder.parts.client("events").create_event_bus(Name=physical)["EventBusArn"]
    return Made(physical, {"Arn": arn, "Name": physical})


def _archive(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    physical = builder.name_of(name, given.get("ArchiveName"), 48)
    asked = {"ArchiveName": physical, "EventSourceArn": given["SourceArn"]}
    if "EventPattern" in given:
        asked["EventPattern"] = json.dumps(given["EventPattern"])
    if "RetentionDays" in given:
        asked["RetentionDays"] = int(given["RetentionDays"])
    arn = builder.parts.client("events").create_archive(**asked)["ArchiveArn"]
    return Made(physical, {"Arn": arn})


_TARGET = {
    "Id",
    "Arn",
    "Input",
    "InputPath",
    "InputTransformer",
    "DeadLetterConfig",
    "RetryPolicy",
    "RoleArn",
}


def _rule(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    client = builder.parts.client("events")
    physical = builder.name_of(name, given.get("Name"))
    targets = given.get("Targets", [])
    for target in targets:
        only(name, "Targets", target, _TARGET)
        if not re.match(
            r"arn:aws:(sqs|lambda):|arn:aws:events:[^:]*:[^:]*:event-bus/", target["Arn"]
        ):
            raise Refused(f"{name}: Targets.Arn {target['Arn']} is not a target known here")
    if "ScheduleExpression" in given:
        return _scheduled_rule(builder, name, physical, given, targets)
    bus = given.get("EventBusName", "default").rsplit("/", 1)[-1]
    arn = client.put_rule(
        Name=physical,
        EventBusName=bus,
        EventPattern=json.dumps(given["EventPattern"]),
        State=given.get("State", "ENABLED"),
    )["RuleArn"]
    if targets:
        client.put_targets(Rule=physical, EventBusName=bus, Targets=targets)
    return Made(physical, {"Arn": arn})


def _scheduled_rule(
    builder: Builder, name: str, physical: str, given: dict[str, Any], targets: list[Any]
) -> Made:
    """A rule with a schedule becomes a schedule per target, in a group of its own."""
    client = builder.parts.client("scheduler")
    if not builder.parts.scheduled_rules:
        client.create_schedule_group(Name=RULE_SCHEDULES)
    arn = f"arn:aws:events:{builder.region}:{ACCOUNT}:rule/{physical}"
    event = scheduled_event(arn, builder.region) | {"time": "<aws.scheduler.scheduled-time>"}
    for number, target in enumerate(targets):
        schedule = builder.name_of(f"{name}-{number}")
        builder.parts.scheduled_rules.append(schedule)
        client.create_schedule(
            Name=schedule,
            GroupName=RULE_SCHEDULES,
            ScheduleExpression=given["ScheduleExpression"],
            State=given.get("State", "ENABLED"),
            FlexibleTimeWindow={"Mode": "OFF"},
            Target={
                "Arn": target["Arn"],
                "RoleArn": f"arn:aws:iam::{ACCOUNT}:role/rule",
                "Input": target.get("Input", json.dumps(event)),
            },
        )
        builder.parts.template_schedules.add((RULE_SCHEDULES, schedule))
    return Made(physical, {"Arn": arn})


def _queue(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    physical = builder.name_of(name, given.pop("QueueName", None), 80)
    attributes = {
        key: json.dumps(value) if isinstance(value, dict) else str(value)
        for key, value in given.items()
    }
    url = builder.parts.client("sqs").create_queue(QueueName=physical, Attributes=attributes)[
        "QueueUrl"
    ]
    arn = f"arn:aws:sqs:{builder.region}:{ACCOUNT}:{physical}"
    return Made(url, {"Arn": arn, "QueueName": physical, "QueueUrl": url})


def _topic(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    physical = builder.name_of(name, given.get("TopicName"), 256)
    arn = builder.parts.client("sns").create_topic(Name=physical)["TopicArn"]
    return Made(arn, {"TopicArn": arn, "TopicName": physical})


def _subscription(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    if given["Protocol"] != "sqs":
        raise Refused(f"{name}: Protocol {given['Protocol']} is not known here, only sqs")
    attributes = {}
    if _flag(given.get("RawMessageDelivery", False)):
        attributes["RawMessageDelivery"] = "true"
    if "FilterPolicy" in given:
        attributes["FilterPolicy"] = json.dumps(given["FilterPolicy"])
    if "FilterPolicyScope" in given:
        attributes["FilterPolicyScope"] = given["FilterPolicyScope"]
    arn = builder.parts.client("sns").subscribe(
        TopicArn=given["TopicArn"],
        Protocol="sqs",
        Endpoint=given["Endpoint"],
        Attributes=attributes,
        ReturnSubscriptionArn=True,
    )["SubscriptionArn"]
    return Made(arn, {"Arn": arn})


def _bucket(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    client = builder.parts.client("s3")
    physical = builder.name_of(name, given.get("BucketName"), 63).lower()
    builder.names.setdefault(physical, name)
    where = {"LocationConstraint": builder.region}
    plain = {} if builder.region == "us-east-1" else {"CreateBucketConfiguration": where}
    client.create_bucket(Bucket=physical, **plain)
    if given.get("VersioningConfiguration", {}).get("Status") == "Enabled":
        client.put_bucket_versioning(Bucket=physical, VersioningConfiguration={"Status": "Enabled"})
    if notifications := given.get("NotificationConfiguration"):
        only(name, "NotificationConfiguration", notifications, {"QueueConfigurations"})
        client.put_bucket_notification_configuration(
            Bucket=physical,
            NotificationConfiguration={
                "QueueConfigurations": [
                    _bucket_queue(name, each) for each in notifications["QueueConfigurations"]
                ]
            },
        )
    domain = f"{physical}.s3.amazonaws.com"
    return Made(physical, {"Arn": f"arn:aws:s3:::{physical}", "DomainName": domain})


def _bucket_queue(name: str, given: dict[str, Any]) -> dict[str, Any]:
    only(name, "QueueConfigurations", given, {"Event", "Queue", "Filter"})
    asked: dict[str, Any] = {"QueueArn": given["Queue"], "Events": [given["Event"]]}
    if "Filter" in given:
        asked["Filter"] = {"Key": {"FilterRules": given["Filter"]["S3Key"]["Rules"]}}
    return asked


def _secret(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    physical = builder.name_of(name, given.get("Name"), 512)

    def value() -> str:
        if "SecretString" in given:
            return str(given["SecretString"])
        return generate_secret(name, given.get("GenerateSecretString", {}))

    arn = builder.parts.secrets.create(physical, given.get("Description", ""), value)
    return Made(arn, {"Id": arn})


def generate_secret(name: str, wish: dict[str, Any]) -> str:
    """A random secret as `GenerateSecretString` describes it."""
    only(
        name,
        "GenerateSecretString",
        wish,
        {
            "PasswordLength",
            "ExcludeCharacters",
            "ExcludePunctuation",
            "ExcludeLowercase",
            "ExcludeUppercase",
            "ExcludeNumbers",
            "IncludeSpace",
            "RequireEachIncludedType",
            "SecretStringTemplate",
            "GenerateStringKey",
        },
    )
    classes = {
        "ExcludeLowercase": string.ascii_lowercase,
        "ExcludeUppercase": string.ascii_uppercase,
        "ExcludeNumbers": string.digits,
        "ExcludePunctuation": string.punctuation,
    }
    letters = "".join(each for key, each in classes.items() if not _flag(wish.get(key, False)))
    if _flag(wish.get("IncludeSpace", False)):
        letters += " "
    letters = "".join(c for c in letters if c not in wish.get("ExcludeCharacters", ""))
    text = "".join(secrets.choice(letters) for _ in range(int(wish.get("PasswordLength", 32))))
    if "SecretStringTemplate" in wish:
        document = json.loads(wish["SecretStringTemplate"])
        return json.dumps({**document, wish["GenerateStringKey"]: text})
    return text


def _schedule_group(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    physical = builder.name_of(name, given.get("Name"))
    arn = builder.parts.client("scheduler").create_schedule_group(Name=physical)["ScheduleGroupArn"]
    return Made(physical, {"Arn": arn})


def _schedule(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    physical = builder.name_of(name, given.pop("Name", None))
    answer = builder.parts.client("scheduler").create_schedule(Name=physical, **given)
    builder.parts.template_schedules.add((given.get("GroupName", "default"), physical))
    return Made(physical, {"Arn": answer["ScheduleArn"]})


def _configuration_set(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    physical = builder.name_of(name, given.get("Name"))
    builder.parts.mailbox.sets[physical] = ConfigurationSet(physical, [])
    return Made(physical)


def _event_destination(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    wish = given["EventDestination"]
    only(
        name,
        "EventDestination",
        wish,
        {"Name", "Enabled", "MatchingEventTypes", "EventBridgeDestination"},
    )
    if _flag(wish.get("Enabled", True)):
        kinds = frozenset(str(each).upper() for each in wish["MatchingEventTypes"])
        bus = wish["EventBridgeDestination"]["EventBusArn"]
        builder.parts.mailbox.sets[given["ConfigurationSetName"]].destinations.append((bus, kinds))
    return Made(builder.name_of(name, wish.get("Name")), {"Id": name})


def _identity(_builder: Builder, _name: str, given: dict[str, Any]) -> Made:
    tokens = {
        f"DkimDNSToken{part}{n}": f"local{n}" for part in ("Name", "Value") for n in (1, 2, 3)
    }
    return Made(given["EmailIdentity"], tokens)


def _receipt_rule(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    wish = given["Rule"]
    known = {"Name", "Enabled", "ScanEnabled", "TlsPolicy", "Recipients", "Actions"}
    only(name, "Rule", wish, known)
    physical = builder.name_of(name, wish.get("Name"))
    for action in wish["Actions"]:
        only(name, "Rule.Actions", action, {"S3Action"})
        store = action["S3Action"]
        only(
            name,
            "Rule.Actions.S3Action",
            store,
            {"BucketName", "ObjectKeyPrefix", "TopicArn", "IamRoleArn"},
        )
        if _flag(wish.get("Enabled", False)):
            builder.parts.reception.rules.append(
                ReceiptRule(
                    name=physical,
                    recipients=tuple(wish.get("Recipients", [])),
                    bucket=store["BucketName"],
                    prefix=store.get("ObjectKeyPrefix", ""),
                    topic=store.get("TopicArn"),
                    scan=_flag(wish.get("ScanEnabled", False)),
                )
            )
    return Made(physical)


def _layer(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    physical = builder.name_of(name, given.get("LayerName"), 140)
    arn = f"arn:aws:lambda:{builder.region}:{ACCOUNT}:layer:{physical}:1"
    builder.layers[arn] = _source(name, given["Content"])
    return Made(arn, {"LayerVersionArn": arn})


def _source(name: str, code: dict[str, Any]) -> str:
    if code.get("S3Bucket") != LOCAL_BUCKET:
        raise Refused(f"{name}: only code from a local folder is known here")
    return str(code["S3Key"])


def _function(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    if not str(given.get("Runtime", "")).startswith("python"):
        raise Refused(f"{name}: Runtime {given.get('Runtime')} is not known here, only python")
    physical = builder.name_of(name, given.get("FunctionName"))
    arn = function_arn(physical, builder.region)
    root = builder.stack.root
    layers = tuple((root / builder.layers[each]).resolve() for each in given.get("Layers", []))
    code = (root / _source(name, given["Code"])).resolve()
    for folder in (code, *layers):
        if not folder.is_dir():
            raise LocalError(f"{name}: there is no folder {folder}")
    logging = given.get("LoggingConfig", {})
    variables = given.get("Environment", {}).get("Variables", {})
    builder.parts.add_function(
        FunctionConfig(
            logical_id=name,
            name=physical,
            arn=arn,
            handler=given["Handler"],
            code=code,
            layers=layers,
            environment={key: _variable(value) for key, value in variables.items()},
            timeout=float(given.get("Timeout", 3)),
            memory=int(given.get("MemorySize", 128)),
            processes=builder.processes(name, given.get("ReservedConcurrentExecutions")),
            log_format=logging.get("LogFormat", "Text"),
            log_group=logging.get("LogGroup", ""),
        ),
        dead_letters=given.get("DeadLetterConfig", {}).get("TargetArn"),
    )
    return Made(physical, {"Arn": arn})


def _variable(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _version(builder: Builder, _name: str, given: dict[str, Any]) -> Made:
    arn = function_arn(given["FunctionName"].rsplit(":", 1)[-1], builder.region) + ":1"
    return Made(arn, {"Version": "1", "FunctionArn": arn})


def _alias(builder: Builder, _name: str, given: dict[str, Any]) -> Made:
    arn = function_arn(given["FunctionName"].rsplit(":", 1)[-1], builder.region)
    return Made(f"{arn}:{given['Name']}", {"AliasArn": f"{arn}:{given['Name']}"})


def _invoke_config(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    later = builder.parts.later(given["FunctionName"])
    destinations = given.get("DestinationConfig", {})
    only(name, "DestinationConfig", destinations, {"OnFailure"})
    later.configure(
        retries=int(given.get("MaximumRetryAttempts", 2)),
        dead_letters=destinations.get("OnFailure", {}).get("Destination"),
    )
    return Made(name)


def _mapping(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    function = builder.parts.function(given["FunctionName"])
    arn = given["EventSourceArn"]
    patterns = [each["Pattern"] for each in given.get("FilterCriteria", {}).get("Filters", [])]
    wants = matcher(patterns)
    partial = "ReportBatchItemFailures" in given.get("FunctionResponseTypes", [])
    if not _flag(given.get("Enabled", True)):
        return Made(name, {"Id": name})
    if ":sqs:" in arn:
        builder.parts.add_queue_source(
            QueueMapping(
                queue_arn=arn,
                batch_size=int(given.get("BatchSize", 10)),
                partial=partial,
                wants=wants,
                threads=function.config.processes,
            ),
            function,
        )
    elif ":dynamodb:" in arn:
        retries = int(given.get("MaximumRetryAttempts", -1))
        age = float(given.get("MaximumRecordAgeInSeconds", -1))
        destinations = given.get("DestinationConfig", {})
        builder.parts.add_stream_source(
            StreamMapping(
                name=name,
                stream_arn=arn,
                batch_size=int(given.get("BatchSize", 100)),
                partial=partial,
                bisect=_flag(given.get("BisectBatchOnFunctionError", False)),
                retries=None if retries < 0 else retries,
                age=None if age < 0 else age,
                on_failure=destinations.get("OnFailure", {}).get("Destination"),
            ),
            function,
            wants,
        )
    else:
        raise Refused(f"{name}: EventSourceArn {arn} is not a source known here")
    return Made(name, {"Id": name})


def _api(builder: Builder, name: str, given: dict[str, Any]) -> Made:
    if builder.parts.routes:
        raise Refused(f"{name}: a second HTTP API is not known here")
    document = given["Body"]
    for key in ("security", "x-amazon-apigateway-cors"):
        if key in document:
            raise Refused(f"{name}: property Body.{key} is not known here")
    for path, operations in document.get("paths", {}).items():
        for method, operation in operations.items():
            builder.parts.routes.append(_route(builder, name, path, method, operation))
    api_id = builder.parts.api_id
    return Made(api_id, {"ApiId": api_id, "ApiEndpoint": builder.parts.url})


def _route(builder: Builder, name: str, path: str, method: str, operation: Any) -> Route:
    where = f"{name}: route {method} {path}"
    if method != "x-amazon-apigateway-any-method" and method.lower() not in _METHODS:
        raise Refused(f"{where}: the method is not known here")
    if operation.get("security"):
        raise Refused(f"{where}: property security (an authorizer) is not known here")
    integration = operation["x-amazon-apigateway-integration"]
    if integration.get("payloadFormatVersion") != "2.0":
        raise Refused(f"{where}: property payloadFormatVersion must be 2.0")
    found = _FUNCTION_IN_URI.search(integration["uri"])
    if not found:
        raise Refused(f"{where}: property uri {integration['uri']} is not a function")
    verb = "ANY" if method.startswith("x-") else method.upper()
    route_path = "$default" if path in ("$default", "/$default") else path
    return Route(verb, route_path, builder.parts.function(found.group(1)))


def _stage(_builder: Builder, name: str, given: dict[str, Any]) -> Made:
    if given.get("StageName") != "$default":
        raise Refused(f"{name}: property StageName must be $default here")
    return Made("$default")


def _kind(make: Callable[[Builder, str, dict[str, Any]], Made], *honoured: str) -> Kind:
    return Kind(make, frozenset(honoured))


KINDS: dict[str, Kind] = {
    "AWS::ApiGatewayV2::Api": _kind(_api, "Body"),
    "AWS::ApiGatewayV2::Stage": _kind(_stage, "ApiId", "StageName"),
    "AWS::DynamoDB::Table": _kind(
        _table,
        "TableName",
        "AttributeDefinitions",
        "KeySchema",
        "GlobalSecondaryIndexes",
        "LocalSecondaryIndexes",
        "BillingMode",
        "ProvisionedThroughput",
        "StreamSpecification",
        "TimeToLiveSpecification",
        "DeletionProtectionEnabled",
    ),
    "AWS::Events::EventBus": _kind(_bus, "Name"),
    "AWS::Events::Archive": _kind(
        _archive, "ArchiveName", "SourceArn", "EventPattern", "RetentionDays"
    ),
    "AWS::Events::Rule": _kind(
        _rule, "Name", "EventBusName", "EventPattern", "ScheduleExpression", "State", "Targets"
    ),
    "AWS::Lambda::Alias": _kind(_alias, "FunctionName", "Name"),
    "AWS::Lambda::EventInvokeConfig": _kind(
        _invoke_config, "FunctionName", "MaximumRetryAttempts", "DestinationConfig"
    ),
    "AWS::Lambda::EventSourceMapping": _kind(
        _mapping,
        "BatchSize",
        "BisectBatchOnFunctionError",
        "DestinationConfig",
        "Enabled",
        "EventSourceArn",
        "FilterCriteria",
        "FunctionName",
        "FunctionResponseTypes",
        "MaximumRecordAgeInSeconds",
        "MaximumRetryAttempts",
        "ScalingConfig",
    ),
    "AWS::Lambda::Function": _kind(
        _function,
        "Code",
        "DeadLetterConfig",
        "Environment",
        "FunctionName",
        "Handler",
        "Layers",
        "LoggingConfig",
        "MemorySize",
        "ReservedConcurrentExecutions",
        "Runtime",
        "Timeout",
    ),
    "AWS::Lambda::LayerVersion": _kind(_layer, "Content", "LayerName"),
    "AWS::Lambda::Version": _kind(_version, "FunctionName"),
    "AWS::S3::Bucket": _kind(
        _bucket, "BucketName", "VersioningConfiguration", "NotificationConfiguration"
    ),
    "AWS::SES::ConfigurationSet": _kind(_configuration_set, "Name"),
    "AWS::SES::ConfigurationSetEventDestination": _kind(
        _event_destination, "ConfigurationSetName", "EventDestination"
    ),
    "AWS::SES::EmailIdentity": _kind(_identity, "EmailIdentity"),
    "AWS::SES::ReceiptRule": _kind(_receipt_rule, "RuleSetName", "Rule"),
    "AWS::SNS::Subscription": _kind(
        _subscription,
        "TopicArn",
        "Protocol",
        "Endpoint",
        "RawMessageDelivery",
        "FilterPolicy",
        "FilterPolicyScope",
    ),
    "AWS::SNS::Topic": _kind(_topic, "TopicName"),
    "AWS::SQS::Queue": _kind(
        _queue,
        "QueueName",
        "DelaySeconds",
        "MaximumMessageSize",
        "MessageRetentionPeriod",
        "RedrivePolicy",
        "VisibilityTimeout",
    ),
    "AWS::Scheduler::Schedule": _kind(
        _schedule,
        "Name",
        "GroupName",
        "ScheduleExpression",
        "ScheduleExpressionTimezone",
        "FlexibleTimeWindow",
        "StartDate",
        "EndDate",
        "State",
        "Target",
    ),
    "AWS::Scheduler::ScheduleGroup": _kind(_schedule_group, "Name"),
    "AWS::SecretsManager::Secret": _kind(
        _secret, "Name", "Description", "SecretString", "GenerateSecretString"
    ),
}
