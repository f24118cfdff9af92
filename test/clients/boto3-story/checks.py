"""What the checks of the boto3 story share: how one is written down, run and reported.

A check is a function with a sentence. Each prints one line, `ok` or `FAILED`, then the sentence,
so that the test that starts the story can compare names and number.
"""
import json
import os
import time
import traceback
import urllib.error
import urllib.request
from unittest import mock

import boto3
from botocore.config import Config

ENDPOINT = os.environ.get("ASG_LOCAL_ENDPOINT", "http://127.0.0.1:9")
MODELS = os.environ.get("ASG_LOCAL_MODELS", "")

_chapters = []


def chapter():
    """A list of checks that share one state, which is as at the start when the first begins."""
    checks = []
    _chapters.append(checks)

    def check(sentence, when=True):
        def note(function):
            if when:
                checks.append((sentence, function))
            return function

        return note

    return check


def run():
    """Runs all and answers the number of checks that failed."""
    failed = 0
    for checks in _chapters:
        control("POST", "reset", {})
        for sentence, function in checks:
            try:
                function()
                print(f"ok {sentence}", flush=True)
            except Exception:  # pylint: disable=broad-except
                failed += 1
                said = traceback.format_exc().strip().replace("\n", " | ")
                print(f"FAILED {sentence}: {said}", flush=True)
    return failed


def sentences():
    return [sentence for checks in _chapters for sentence, _ in checks]


def client(service, **config):
    """A client with few retries, so that a wrong answer is seen at once."""
    settings = {"retries": {"total_max_attempts": 1, "mode": "standard"}, **config}
    return boto3.client(service, **connection(), config=Config(**settings))


def connection():
    return {
        "endpoint_url": ENDPOINT,
        "region_name": "us-east-1",
        "aws_access_key_id": "test",
        "aws_secret_access_key": "test",
    }


def control(method, path, body=None):
    """What the control API answers; what it refuses is raised with its sentence."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{ENDPOINT}/_asg-local/{path}", data=data, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{path}: {error.read().decode()}") from error


def advance(span):
    return control("POST", "clock", {"advance": span})


def until_ended(group):
    until_status(group, "Successful", "Failed", "Cancelled", "RollbackSuccessful", "RollbackFailed")


def until_status(group, *statuses):
    condition = {"group": group, "status": statuses}
    assert control("POST", "clock", {"until": condition, "atMost": "6h"})["reached"]


def until_settled(group):
    condition = {"group": group, "settled": True}
    assert control("POST", "clock", {"until": condition, "atMost": "6h"})["reached"]


def add_fault(**fault):
    return control("POST", "faults", fault)


def remove_faults():
    control("DELETE", "faults")


def short_pauses():
    """Between attempts and polls botocore sleeps some seconds, of which nothing is to be seen."""
    sleep = time.sleep
    return mock.patch("time.sleep", lambda seconds: sleep(seconds / 50))


def served(service):
    """The operations of a service that the emulator answers."""
    with open(os.path.join(MODELS, f"{service}.json"), encoding="utf-8") as file:
        return set(json.load(file)["operations"])


def equal(seen, wanted):
    assert seen == wanted, f"{seen!r} is not {wanted!r}"


def matching(seen, **wanted):
    """Those members have those values; others may be there."""
    equal({key: seen.get(key) for key in wanted}, wanted)


def refused(function, **arguments):
    """The error that a call raises."""
    try:
        answer = function(**arguments)
    except Exception as error:  # pylint: disable=broad-except
        return error
    raise AssertionError(f"it was accepted: {answer}")


def template_data(image="1", **others):
    return {"ImageId": f"ami-0a1b2c3d4e5f6000{image}", "InstanceType": "t3.micro", **others}


def make_group(name, size=3, **others):
    """A template with two versions and a group of the first, full of instances."""
    named = {"LaunchTemplateName": name}
    client("ec2").create_launch_template(**named, LaunchTemplateData=template_data("1"))
    client("ec2").create_launch_template_version(**named, LaunchTemplateData=template_data("2"))
    settings = {
        "AutoScalingGroupName": name,
        "LaunchTemplate": {**named, "Version": "1"},
        "MinSize": 0,
        "MaxSize": size * 2,
        "DesiredCapacity": size,
        "AvailabilityZones": ["us-east-1a", "us-east-1b", "us-east-1c"],
        **others,
    }
    client("autoscaling").create_auto_scaling_group(**settings)
    if settings["DesiredCapacity"] > 0:
        until_settled(name)


def the_group(name):
    answer = client("autoscaling").describe_auto_scaling_groups(AutoScalingGroupNames=[name])
    equal(len(answer["AutoScalingGroups"]), 1)
    return answer["AutoScalingGroups"][0]


def instance_ids(name):
    return [instance["InstanceId"] for instance in the_group(name)["Instances"]]


def newest(name):
    answer = client("autoscaling").describe_instance_refreshes(AutoScalingGroupName=name)
    return answer["InstanceRefreshes"][0]


def to_version(name, version):
    return {"LaunchTemplate": {"LaunchTemplateName": name, "Version": version}}
