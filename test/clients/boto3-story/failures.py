"""What goes wrong, as boto3 shows it: exception classes, codes, retries, timeouts."""
import time
import urllib.request

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    NoCredentialsError,
    ParamValidationError,
    ReadTimeoutError,
)

from checks import (
    ENDPOINT,
    add_fault,
    chapter,
    client,
    connection,
    control,
    equal,
    make_group,
    matching,
    refused,
    remove_faults,
    short_pauses,
    template_data,
)

check = chapter()
asg = client("autoscaling")
NAMED = {"AutoScalingGroupName": "app"}
THROTTLED = {"kind": "api", "operation": "DescribeAutoScalingGroups", "error": "Throttling"}


def code_of(error):
    assert isinstance(error, ClientError), error
    return error.response["Error"]["Code"]


@check("AlreadyExistsFault, with its code, text, status and request id")
def _():
    make_group("app", size=1)
    again = {"MinSize": 0, "MaxSize": 1, "AvailabilityZones": ["us-east-1a"]}
    launch = {"LaunchTemplate": {"LaunchTemplateName": "app"}}
    error = refused(asg.create_auto_scaling_group, **NAMED, **again, **launch)
    assert isinstance(error, asg.exceptions.AlreadyExistsFault), error
    equal(code_of(error), "AlreadyExists")
    assert "app" in error.response["Error"]["Message"], error
    metadata = error.response["ResponseMetadata"]
    matching(metadata, HTTPStatusCode=400, RetryAttempts=0)
    assert metadata["RequestId"], metadata


@check("ResourceInUseFault and ScalingActivityInProgressFault hold a deletion up")
def _():
    error = refused(asg.delete_auto_scaling_group, **NAMED)
    kinds = (asg.exceptions.ResourceInUseFault, asg.exceptions.ScalingActivityInProgressFault)
    assert isinstance(error, kinds), error


@check("LimitExceededFault, InvalidNextToken and ResourceContentionFault are classes of their own")
def _():
    names = ("LimitExceededFault", "InvalidNextToken", "ResourceContentionFault")
    for name, code in zip(names, ("LimitExceeded", "InvalidNextToken", "ResourceContention")):
        status = 500 if code == "ResourceContention" else 400
        told = {"error": code, "status": status, "message": f"of the test: {code}", "count": 1}
        add_fault(kind="api", operation="DescribeTags", **told)
        error = refused(asg.describe_tags)
        assert isinstance(error, getattr(asg.exceptions, name)), error
        equal(error.response["Error"]["Message"], f"of the test: {code}")
        equal(error.response["ResponseMetadata"]["HTTPStatusCode"], status)
    remove_faults()


@check("what AWS does not model is a ClientError with its code")
def _():
    equal(code_of(refused(asg.describe_policies, AutoScalingGroupName="no")), "ValidationError")
    ec2 = client("ec2")
    unknown = {"LaunchTemplateNames": ["not-there"]}
    equal(
        code_of(refused(ec2.describe_launch_templates, **unknown)),
        "InvalidLaunchTemplateName.NotFoundException",
    )
    unknown = {"InstanceIds": ["i-0123456789abcdef0"]}
    equal(code_of(refused(ec2.describe_instances, **unknown)), "InvalidInstanceID.NotFound")
    unknown = {"InstanceIds": ["web"]}
    equal(code_of(refused(ec2.describe_instances, **unknown)), "InvalidInstanceID.Malformed")


@check("classes of other services: ParameterNotFound, ResourceNotFound, TargetGroupNotFound")
def _():
    ssm = client("ssm")
    error = refused(ssm.get_parameter, Name="no")
    assert isinstance(error, ssm.exceptions.ParameterNotFound), error
    ssm.put_parameter(Name="one", Value="1", Type="String")
    error = refused(ssm.put_parameter, Name="one", Value="2", Type="String")
    assert isinstance(error, ssm.exceptions.ParameterAlreadyExists), error
    cloudwatch = client("cloudwatch")
    state = {"AlarmName": "no", "StateValue": "OK", "StateReason": "of the test"}
    error = refused(cloudwatch.set_alarm_state, **state)
    assert isinstance(error, cloudwatch.exceptions.ResourceNotFound), error
    elbv2 = client("elbv2")
    error = refused(elbv2.describe_target_groups, Names=["no"])
    assert isinstance(error, elbv2.exceptions.TargetGroupNotFoundException), error


@check("botocore's own checks of parameters come before a request")
def _():
    before = len(requests_of("StartInstanceRefresh"))
    error = refused(asg.start_instance_refresh)
    assert isinstance(error, ParamValidationError), error
    equal(len(requests_of("StartInstanceRefresh")), before)


def requests_of(operation):
    """The lines of the metrics on an operation, one for each outcome that there was."""
    with urllib.request.urlopen(f"{ENDPOINT}/_asg-local/metrics") as answer:
        lines = answer.read().decode().splitlines()
    return [line for line in lines if f'"{operation}"' in line]


@check("without retries a throttled call fails with Throttling")
def _():
    add_fault(**THROTTLED, count=1)
    error = refused(asg.describe_auto_scaling_groups)
    matching(error.response["Error"], Code="Throttling", Message="Rate exceeded")
    equal(error.response["ResponseMetadata"]["HTTPStatusCode"], 400)
    equal(len(asg.describe_auto_scaling_groups()["AutoScalingGroups"]), 1)
    remove_faults()


def note_retries(mode):
    @check(f"retry mode {mode} comes through throttling, a 500 and a 503")
    def _():
        retrying = client("autoscaling", retries={"mode": mode, "total_max_attempts": 4})
        for error in ("Throttling", "InternalFailure", "ServiceUnavailable"):
            add_fault(**{**THROTTLED, "error": error}, count=1)
            with short_pauses():
                answer = retrying.describe_auto_scaling_groups()
            equal(len(answer["AutoScalingGroups"]), 1)
            equal(answer["ResponseMetadata"]["RetryAttempts"], 1)
            remove_faults()


for each_mode in ("legacy", "standard", "adaptive"):
    note_retries(each_mode)


@check("a client that gives up says how often it tried")
def _():
    retrying = client("autoscaling", retries={"mode": "standard", "total_max_attempts": 2})
    add_fault(**THROTTLED)
    with short_pauses():
        error = refused(retrying.describe_auto_scaling_groups)
    equal(error.response["ResponseMetadata"]["RetryAttempts"], 1)
    assert "reached max retries: 1" in str(error), error
    remove_faults()


@check("a NotImplemented operation is not retried")
def _():
    retrying = client("ec2", retries={"mode": "standard", "total_max_attempts": 3})
    error = refused(retrying.describe_vpn_gateways)
    equal(code_of(error), "NotImplemented")
    matching(error.response["ResponseMetadata"], HTTPStatusCode=501, RetryAttempts=0)


@check("an answer that is later than the read timeout is a ReadTimeoutError")
def _():
    hasty = client("autoscaling", read_timeout=0.2)
    add_fault(kind="api", operation="DescribeTags", latencyMilliseconds=1000, count=1)
    since = time.monotonic()
    error = refused(hasty.describe_tags)
    assert isinstance(error, ReadTimeoutError), error
    assert time.monotonic() - since < 1, "it waited for the answer"
    equal(hasty.describe_tags()["Tags"], [])
    remove_faults()


@check("a connection that is dropped is a ConnectionClosedError, and is retried")
def _():
    dropped = {"kind": "api", "operation": "DescribeTags", "dropConnection": "before"}
    add_fault(**dropped, count=1)
    error = refused(asg.describe_tags)
    assert isinstance(error, ConnectionClosedError), error
    remove_faults()
    add_fault(**dropped, count=1)
    retrying = client("autoscaling", retries={"mode": "standard", "total_max_attempts": 3})
    with short_pauses():
        answer = retrying.describe_tags()
    equal(answer["ResponseMetadata"]["RetryAttempts"], 1)
    remove_faults()


@check("a call whose answer was lost has happened, and its retry says so")
def _():
    retrying = client("autoscaling", retries={"mode": "standard", "total_max_attempts": 3})
    dropped = {"kind": "api", "operation": "CreateLaunchConfiguration", "dropConnection": "after"}
    add_fault(**dropped, count=1)
    lost = {"LaunchConfigurationName": "lost", **template_data()}
    with short_pauses():
        error = refused(retrying.create_launch_configuration, **lost)
    assert isinstance(error, asg.exceptions.AlreadyExistsFault), error
    equal(error.response["ResponseMetadata"]["RetryAttempts"], 1)
    remove_faults()


@check("a client token makes a retry safe: it answers the template that there is")
def _():
    token = {"ClientToken": "one-and-the-same", "LaunchTemplateName": "safe"}
    ec2 = client("ec2")
    both = [
        ec2.create_launch_template(**token, LaunchTemplateData=template_data())["LaunchTemplate"]
        for _ in range(2)
    ]
    equal(both[0], both[1])


@check("an unsigned client is refused, and one without credentials does not ask")
def _():
    unsigned = client("autoscaling", signature_version=UNSIGNED)
    error = refused(unsigned.describe_auto_scaling_groups)
    equal(code_of(error), "MissingAuthenticationToken")
    where = {key: connection()[key] for key in ("endpoint_url", "region_name")}
    session = boto3.session.Session()
    session._session.register_component(  # pylint: disable=protected-access
        "credential_provider", NoProvider()
    )
    bare = session.client("autoscaling", **where, config=Config())
    error = refused(bare.describe_auto_scaling_groups)
    assert isinstance(error, NoCredentialsError), error


class NoProvider:
    """Finds no credentials."""

    def load_credentials(self):
        return None


@check("a fault fired as often as it was listed")
def _():
    add_fault(**THROTTLED, count=2)
    for _ in range(2):
        refused(asg.describe_auto_scaling_groups)
    asg.describe_auto_scaling_groups()
    listed = control("GET", "faults")["faults"]
    equal([fault["fired"] for fault in listed], [2])
    remove_faults()
