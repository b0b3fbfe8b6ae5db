"""What a template may say that means nothing on one machine, each with the reason."""

_PERMISSIONS = "calls are not authorised locally"
_TAGS = "nothing is billed or searched by tag"
_ENCRYPTION = "data is as safe as the folder it lies in"
_WORDS = "a description"
_WATCHING = "nothing is watched; the page shows errors and dead letters"

TYPES_WITHOUT_MEANING: dict[str, str] = {
    "AWS::ApplicationAutoScaling::ScalableTarget": "processes start as they are needed",
    "AWS::ApplicationAutoScaling::ScalingPolicy": "processes start as they are needed",
    "AWS::CloudWatch::Alarm": _WATCHING,
    "AWS::CloudWatch::CompositeAlarm": _WATCHING,
    "AWS::CloudWatch::Dashboard": _WATCHING,
    "AWS::CodeDeploy::Application": "sources are used as they are",
    "AWS::CodeDeploy::DeploymentGroup": "sources are used as they are",
    "AWS::Events::EventBusPolicy": _PERMISSIONS,
    "AWS::IAM::ManagedPolicy": _PERMISSIONS,
    "AWS::IAM::Policy": _PERMISSIONS,
    "AWS::IAM::Role": _PERMISSIONS,
    "AWS::IAM::RolePolicy": _PERMISSIONS,
    "AWS::KMS::Alias": _ENCRYPTION,
    "AWS::KMS::Key": _ENCRYPTION,
    "AWS::Lambda::Permission": _PERMISSIONS,
    "AWS::Logs::LogGroup": "logs are files",
    "AWS::Logs::MetricFilter": _WATCHING,
    "AWS::Logs::QueryDefinition": _WATCHING,
    "AWS::S3::BucketPolicy": _PERMISSIONS,
    "AWS::SES::ReceiptRuleSet": "every receipt rule is active",
    "AWS::SNS::TopicPolicy": _PERMISSIONS,
    "AWS::SQS::QueuePolicy": _PERMISSIONS,
    "AWS::SecretsManager::ResourcePolicy": _PERMISSIONS,
}

ATTRIBUTES_WITHOUT_MEANING = {
    "CreationPolicy",
    "DeletionPolicy",
    "DependsOn",  # the order of creation follows it
    "Metadata",
    "UpdatePolicy",
    "UpdateReplacePolicy",
}

PROPERTIES_WITHOUT_MEANING: dict[str, dict[str, str]] = {
    "AWS::ApiGatewayV2::Api": {
        "Description": _WORDS,
        "DisableExecuteApiEndpoint": "there is one address",
        "FailOnWarnings": "warnings come from an import that does not happen",
        "Name": "there is one API",
        "Tags": _TAGS,
    },
    "AWS::ApiGatewayV2::Stage": {
        "AccessLogSettings": "requests are not logged",
        "AutoDeploy": "changes are used at once",
        "DefaultRouteSettings": "requests are not throttled",
        "Description": _WORDS,
        "RouteSettings": "requests are not throttled",
        "Tags": _TAGS,
    },
    "AWS::DynamoDB::Table": {
        "PointInTimeRecoverySpecification": "no backups are made",
        "SSESpecification": _ENCRYPTION,
        "TableClass": "nothing is billed",
        "Tags": _TAGS,
    },
    "AWS::Events::Archive": {"Description": _WORDS, "KmsKeyIdentifier": _ENCRYPTION},
    "AWS::Events::EventBus": {
        "DeadLetterConfig": "delivery to local queues cannot fail",
        "Description": _WORDS,
        "KmsKeyIdentifier": _ENCRYPTION,
        "LogConfig": _WATCHING,
        "Policy": _PERMISSIONS,
        "Tags": _TAGS,
    },
    "AWS::Events::Rule": {"Description": _WORDS, "RoleArn": _PERMISSIONS, "Tags": _TAGS},
    "AWS::Lambda::Alias": {
        "Description": _WORDS,
        "FunctionVersion": "there is one version: the sources",
        "ProvisionedConcurrencyConfig": "processes start as they are needed",
        "RoutingConfig": "there is one version: the sources",
    },
    "AWS::Lambda::EventInvokeConfig": {
        "MaximumEventAgeInSeconds": "retries come within seconds",
        "Qualifier": "there is one version: the sources",
    },
    "AWS::Lambda::EventSourceMapping": {
        "MaximumBatchingWindowInSeconds": "batches go out at once",
        "MetricsConfig": _WATCHING,
        "ParallelizationFactor": "a stream is read in order by one reader",
        "StartingPosition": "a stream is read from its first record",
        "Tags": _TAGS,
    },
    "AWS::Lambda::Function": {
        "Architectures": "the machine has the one it has",
        "Description": _WORDS,
        "KmsKeyArn": _ENCRYPTION,
        "Role": _PERMISSIONS,
        "RuntimeManagementConfig": "the interpreter is the one that runs this",
        "SnapStart": "there are no snapshots",
        "Tags": _TAGS,
        "TracingConfig": "nothing is traced",
    },
    "AWS::Lambda::LayerVersion": {
        "CompatibleArchitectures": "the machine has the one it has",
        "CompatibleRuntimes": "the interpreter is the one that runs this",
        "Description": _WORDS,
        "LicenseInfo": _WORDS,
    },
    "AWS::Lambda::Version": {
        "CodeSha256": "sources are used as they are",
        "Description": _WORDS,
        "ProvisionedConcurrencyConfig": "processes start as they are needed",
    },
    "AWS::S3::Bucket": {
        "AccessControl": _PERMISSIONS,
        "BucketEncryption": _ENCRYPTION,
        "LifecycleConfiguration": "objects do not age",
        "LoggingConfiguration": "requests are not logged",
        "OwnershipControls": _PERMISSIONS,
        "PublicAccessBlockConfiguration": _PERMISSIONS,
        "Tags": _TAGS,
    },
    "AWS::SES::ConfigurationSet": {
        "DeliveryOptions": "mail is caught, not delivered",
        "ReputationOptions": _WATCHING,
        "SendingOptions": "mail is caught, not delivered",
        "SuppressionOptions": "mail is caught, not delivered",
        "Tags": _TAGS,
        "TrackingOptions": "links are left alone",
        "VdmOptions": _WATCHING,
    },
    "AWS::SES::EmailIdentity": {
        "ConfigurationSetAttributes": "every call names its configuration set",
        "DkimAttributes": "mail is caught, not signed",
        "DkimSigningAttributes": "mail is caught, not signed",
        "FeedbackAttributes": "mail is caught, not delivered",
        "MailFromAttributes": "mail is caught, not delivered",
        "Tags": _TAGS,
    },
    "AWS::SES::ReceiptRule": {"After": "every rule gets every mail that is its own"},
    "AWS::SNS::Subscription": {
        "Region": "there is one region",
        "RedrivePolicy": "delivery to local queues cannot fail",
    },
    "AWS::SNS::Topic": {
        "DisplayName": _WORDS,
        "KmsMasterKeyId": _ENCRYPTION,
        "SignatureVersion": "notifications are not signed",
        "Tags": _TAGS,
        "TracingConfig": "nothing is traced",
    },
    "AWS::SQS::Queue": {
        "KmsDataKeyReusePeriodSeconds": _ENCRYPTION,
        "KmsMasterKeyId": _ENCRYPTION,
        "ReceiveMessageWaitTimeSeconds": "functions are told of messages at once",
        "RedriveAllowPolicy": _PERMISSIONS,
        "SqsManagedSseEnabled": _ENCRYPTION,
        "Tags": _TAGS,
    },
    "AWS::Scheduler::Schedule": {"Description": _WORDS, "KmsKeyArn": _ENCRYPTION},
    "AWS::Scheduler::ScheduleGroup": {"Tags": _TAGS},
    "AWS::SecretsManager::Secret": {
        "KmsKeyId": _ENCRYPTION,
        "ReplicaRegions": "there is one region",
        "Tags": _TAGS,
    },
}
