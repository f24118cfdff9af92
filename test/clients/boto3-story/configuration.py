"""How boto3 is led to the emulator: variables, the configuration file, sessions, one by one."""
import os
import tempfile
from contextlib import contextmanager
from unittest import mock

import boto3
import botocore
from botocore.exceptions import EndpointConnectionError

from checks import ENDPOINT, chapter, client, connection, equal, make_group, refused

check = chapter()
# Since 1.31 boto3 reads AWS_ENDPOINT_URL and `services` of the configuration file.
FINDS_ENDPOINTS = tuple(int(part) for part in botocore.__version__.split(".")[:2]) >= (1, 31)
NOWHERE = "http://127.0.0.1:9"
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


@contextmanager
def environment(**variables):
    """Those variables of AWS's and no others; no file of the tester's is read."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    files = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    region = {"AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true"}
    with mock.patch.dict(os.environ, {**inherited, **files, **region, **variables}, clear=True):
        yield boto3.session.Session()


@contextmanager
def file_with(text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "config")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        yield path


def groups(session_or_client):
    asg = session_or_client
    if isinstance(asg, boto3.session.Session):
        asg = asg.client("autoscaling")
    answer = asg.describe_auto_scaling_groups()
    return [group["AutoScalingGroupName"] for group in answer["AutoScalingGroups"]]


@check("AWS_ENDPOINT_URL leads every client there", when=FINDS_ENDPOINTS)
def _():
    make_group("app", size=1)
    with environment(**KEYS, AWS_ENDPOINT_URL=ENDPOINT) as session:
        equal(groups(session), ["app"])
        templates = session.client("ec2").describe_launch_templates()["LaunchTemplates"]
        equal([one["LaunchTemplateName"] for one in templates], ["app"])
        equal(session.client("cloudwatch").describe_alarms()["MetricAlarms"], [])
        equal(session.client("elbv2").describe_target_groups()["TargetGroups"], [])
        equal(session.client("ssm").describe_parameters()["Parameters"], [])
        equal(session.client("sts").get_caller_identity()["Account"], "000000000000")


@check("AWS_ENDPOINT_URL_AUTO_SCALING wins over AWS_ENDPOINT_URL", when=FINDS_ENDPOINTS)
def _():
    both = {"AWS_ENDPOINT_URL": NOWHERE, "AWS_ENDPOINT_URL_AUTO_SCALING": ENDPOINT}
    with environment(**KEYS, **both) as session:
        equal(groups(session), ["app"])
        once = botocore.config.Config(retries={"total_max_attempts": 1})
        error = refused(session.client("ec2", config=once).describe_instances)
        assert isinstance(error, EndpointConnectionError), error


@check("each service has a variable of its own", when=FINDS_ENDPOINTS)
def _():
    services = ("EC2", "CLOUDWATCH", "SSM", "STS", "ELASTIC_LOAD_BALANCING_V2")
    one_each = {f"AWS_ENDPOINT_URL_{name}": ENDPOINT for name in services}
    with environment(**KEYS, AWS_ENDPOINT_URL=NOWHERE, **one_each) as session:
        equal(len(session.client("ec2").describe_launch_templates()["LaunchTemplates"]), 1)
        equal(session.client("cloudwatch").describe_alarms()["MetricAlarms"], [])
        equal(session.client("elbv2").describe_load_balancers()["LoadBalancers"], [])
        equal(session.client("ssm").describe_parameters()["Parameters"], [])
        assert session.client("sts").get_caller_identity()["Arn"].endswith(":root")


@check("the configuration file leads there, by profile and by service", when=FINDS_ENDPOINTS)
def _():
    text = f"""
[profile local]
region = us-east-1
services = asg-local
aws_access_key_id = test
aws_secret_access_key = test
[services asg-local]
auto_scaling =
  endpoint_url = {ENDPOINT}
ec2 =
  endpoint_url = {ENDPOINT}
[profile everything]
region = us-east-1
endpoint_url = {ENDPOINT}
aws_access_key_id = test
aws_secret_access_key = test
"""
    with file_with(text) as path, environment(AWS_CONFIG_FILE=path):
        for profile in ("local", "everything"):
            session = boto3.session.Session(profile_name=profile)
            equal(groups(session), ["app"])
            equal(len(session.client("ec2").describe_launch_templates()["LaunchTemplates"]), 1)


@check("an endpoint in the code wins over everything")
def _():
    if not FINDS_ENDPOINTS:
        make_group("app", size=1)
    with environment(**KEYS, AWS_ENDPOINT_URL_AUTO_SCALING=NOWHERE) as session:
        equal(groups(session.client("autoscaling", endpoint_url=ENDPOINT)), ["app"])


@check("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS leaves the endpoint in the code", when=FINDS_ENDPOINTS)
def _():
    ignoring = {"AWS_ENDPOINT_URL": NOWHERE, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"}
    with environment(**KEYS, **ignoring) as session:
        equal(groups(session.client("autoscaling", endpoint_url=ENDPOINT)), ["app"])


@check("an access key of 12 digits is the account, and each account has groups of its own")
def _():
    other = {**connection(), "aws_access_key_id": "123456789012"}
    equal(groups(boto3.client("autoscaling", **other)), [])
    identity = boto3.client("sts", **other).get_caller_identity()
    equal((identity["Account"], identity["Arn"]), ("123456789012", "arn:aws:iam::123456789012:root"))


@check("the region is that of the client, and each region has groups and zones of its own")
def _():
    other = {**connection(), "region_name": "eu-west-1"}
    equal(groups(boto3.client("autoscaling", **other)), [])
    zones = boto3.client("ec2", **other).describe_availability_zones()["AvailabilityZones"]
    assert {zone["RegionName"] for zone in zones} == {"eu-west-1"}, zones
    assert all(zone["ZoneName"].startswith("eu-west-1") for zone in zones), zones
    arn = client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"][0]
    assert ":us-east-1:" in arn["AutoScalingGroupARN"], arn


@check("a session token and a profile's keys are signed with, and not looked at")
def _():
    token = {**connection(), "aws_session_token": "Ein/Token+mit=Zeichen"}
    equal(groups(boto3.client("autoscaling", **token)), ["app"])


@check("a long user agent and a pool of one connection change nothing")
def _():
    config = botocore.config.Config(user_agent_extra="ci/" + "x" * 2000, max_pool_connections=1)
    equal(groups(boto3.client("autoscaling", **connection(), config=config)), ["app"])


@check("parameters are checked by AWS where botocore is told not to")
def _():
    trusting = client("autoscaling", parameter_validation=False)
    error = refused(trusting.create_auto_scaling_group, AutoScalingGroupName="", MinSize=0)
    equal(error.response["Error"]["Code"], "ValidationError")
    assert "validation error" in str(error), error
