"""Values at the edges: times, texts of all scripts, long names, filters, and what hooks see."""
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import boto3
from dateutil.tz import UTC

from checks import (
    advance,
    chapter,
    client,
    connection,
    control,
    equal,
    make_group,
    matching,
    refused,
    template_data,
    the_group,
)

check = chapter()
asg = client("autoscaling")
ec2 = client("ec2")
ssm = client("ssm")
UNICODE = "Grüße, 東京 🚀 <&\"'> \\ %20 + = ; a\tb"
LONG = "n" * 255
NAMED = {"AutoScalingGroupName": LONG}


def virtual_now():
    return datetime.fromisoformat(control("GET", "clock")["now"].replace("Z", "+00:00"))


@check("a name of 255 characters is a name, one more is refused by name of the member")
def _():
    make_group("app", size=1)
    launch = {"LaunchTemplate": {"LaunchTemplateName": "app"}}
    sizes = {"MinSize": 0, "MaxSize": 1, "AvailabilityZones": ["us-east-1a"]}
    asg.create_auto_scaling_group(**NAMED, **launch, **sizes)
    matching(the_group(LONG), **NAMED)
    too_long = {"AutoScalingGroupName": f"{LONG}n"}
    error = refused(asg.create_auto_scaling_group, **too_long, **launch, **sizes)
    equal(error.response["Error"]["Code"], "ValidationError")
    assert "'autoScalingGroupName' failed to satisfy constraint" in str(error), error


@check("names and tags keep every character")
def _():
    name = "Grüße, 東京 & <co> 'x' \"y\" +%20"
    launch = {"LaunchTemplate": {"LaunchTemplateName": "app"}}
    sizes = {"MinSize": 0, "MaxSize": 0, "AvailabilityZones": ["us-east-1a"]}
    tags = [{"Key": "motto", "Value": UNICODE, "PropagateAtLaunch": False}]
    asg.create_auto_scaling_group(AutoScalingGroupName=name, **launch, **sizes, Tags=tags)
    group = the_group(name)
    equal(group["AutoScalingGroupName"], name)
    equal([tag["Value"] for tag in group["Tags"]], [UNICODE])


@check("line ends in texts survive, also a carriage return")
def _():
    text = "first\r\nsecond\nthird\rfourth"
    user_data = template_data(UserData="IyEvYmluL3NoCg==")
    made = ec2.create_launch_template(
        LaunchTemplateName="lines", VersionDescription="d", LaunchTemplateData=user_data
    )
    ec2.create_tags(
        Resources=[made["LaunchTemplate"]["LaunchTemplateId"]],
        Tags=[{"Key": "text", "Value": text}],
    )
    tags = ec2.describe_launch_templates(LaunchTemplateNames=["lines"])["LaunchTemplates"][0]
    equal(tags["Tags"], [{"Key": "text", "Value": text}])
    ssm.put_parameter(Name="/text", Value=text + UNICODE, Type="String")
    equal(ssm.get_parameter(Name="/text")["Parameter"]["Value"], text + UNICODE)


@check("times are datetimes with a zone, and those of the virtual clock")
def _():
    near = timedelta(minutes=5)
    now = virtual_now()
    created = the_group("app")["CreatedTime"]
    assert created.tzinfo is not None and now - near < created <= now, created
    launched = ec2.describe_instances()["Reservations"][0]["Instances"][0]["LaunchTime"]
    assert launched.tzinfo is not None and now - near < launched <= now, launched
    modified = ssm.get_parameter(Name="/text")["Parameter"]["LastModifiedDate"]
    assert modified.tzinfo is not None and now - near < modified <= now, modified


@check("a datetime that is sent comes back, whatever its zone was")
def _():
    begin = virtual_now().replace(microsecond=0) + timedelta(hours=3)
    elsewhere = begin.astimezone(timezone(timedelta(hours=9)))
    group = {"AutoScalingGroupName": "app"}
    asg.put_scheduled_update_group_action(
        **group, ScheduledActionName="later", StartTime=elsewhere, DesiredCapacity=2
    )
    actions = asg.describe_scheduled_actions(
        **group, StartTime=begin - timedelta(minutes=1), EndTime=begin + timedelta(minutes=1)
    )["ScheduledUpdateGroupActions"]
    equal([action["StartTime"].astimezone(UTC) for action in actions], [begin])
    early = asg.describe_scheduled_actions(**group, EndTime=begin - timedelta(minutes=1))
    equal(early["ScheduledUpdateGroupActions"], [])
    advance("4h")
    equal(the_group("app")["DesiredCapacity"], 2)


@check("an alarm keeps its numbers, texts and times, in whatever protocol this boto3 speaks")
def _():
    cloudwatch = client("cloudwatch")
    cloudwatch.put_metric_alarm(
        AlarmName="errors",
        Namespace="shop",
        MetricName="Errors",
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=0.125,
        ComparisonOperator="GreaterThanThreshold",
        Dimensions=[{"Name": "text", "Value": "Grüße"}],
    )
    alarm = cloudwatch.describe_alarms(AlarmNames=["errors"])["MetricAlarms"][0]
    matching(alarm, Threshold=0.125, Period=60, StateValue="INSUFFICIENT_DATA")
    equal(alarm["Dimensions"], [{"Name": "text", "Value": "Grüße"}])
    updated = alarm["StateUpdatedTimestamp"]
    assert abs(updated - virtual_now()) < timedelta(minutes=5), updated


def names(answer):
    return [group["AutoScalingGroupName"] for group in answer["AutoScalingGroups"]]


@check("groups are found by tag, by tag key and by tag value, all filters together")
def _():
    launch = {"LaunchTemplate": {"LaunchTemplateName": "app"}}
    sizes = {"MinSize": 0, "MaxSize": 0, "AvailabilityZones": ["us-east-1a"]}
    for name, stage in (("one", "test"), ("two", "live"), ("three", "live")):
        tags = [{"Key": "stage", "Value": stage}, {"Key": f"of-{name}", "Value": ""}]
        asg.create_auto_scaling_group(AutoScalingGroupName=name, **launch, **sizes, Tags=tags)
    live = {"Name": "tag:stage", "Values": ["live"]}
    found = asg.describe_auto_scaling_groups(Filters=[live])
    equal(names(found), ["three", "two"])
    both = [live, {"Name": "tag-key", "Values": ["of-two"]}]
    equal(names(asg.describe_auto_scaling_groups(Filters=both)), ["two"])
    value = [{"Name": "tag-value", "Values": ["test", "nothing"]}]
    equal(names(asg.describe_auto_scaling_groups(Filters=value)), ["one"])


@check("tags are listed by filters of group, key, value and propagation")
def _():
    tag = {"ResourceId": "one", "ResourceType": "auto-scaling-group", "Key": "owner"}
    asg.create_or_update_tags(Tags=[{**tag, "Value": UNICODE, "PropagateAtLaunch": True}])

    def tags(**filters):
        wanted = [{"Name": name.replace("_", "-"), "Values": v} for name, v in filters.items()]
        return [one["Key"] for one in asg.describe_tags(Filters=wanted)["Tags"]]

    equal(tags(auto_scaling_group=["one"]), ["of-one", "owner", "stage"])
    equal(tags(auto_scaling_group=["one", "two"], key=["stage"]), ["stage", "stage"])
    equal(tags(value=[UNICODE], auto_scaling_group=["one"]), ["owner"])
    equal(tags(propagate_at_launch=["true"]), ["owner"])
    asg.delete_tags(Tags=[tag])
    equal(tags(auto_scaling_group=["one"]), ["of-one", "stage"])


@check("200 instances of one group are described, and found by tag and state")
def _():
    launch = {"LaunchTemplate": {"LaunchTemplateName": "app"}}
    sizes = {"MinSize": 0, "MaxSize": 200, "DesiredCapacity": 200}
    zones = {"AvailabilityZones": ["us-east-1a", "us-east-1b"]}
    tags = [{"Key": "fleet", "Value": "large", "PropagateAtLaunch": True}]
    group = {"AutoScalingGroupName": "large"}
    asg.create_auto_scaling_group(**group, **launch, **sizes, **zones, Tags=tags)
    advance("5m")
    members = {one["InstanceId"] for one in the_group("large")["Instances"]}
    equal(len(members), 200)
    filters = [
        {"Name": "tag:aws:autoscaling:groupName", "Values": ["large"]},
        {"Name": "tag:fleet", "Values": ["lar*"]},
        {"Name": "instance-state-name", "Values": ["running"]},
    ]
    paginator = ec2.get_paginator("describe_instances")
    pages = paginator.paginate(Filters=filters, PaginationConfig={"PageSize": 30})
    found = list(pages.search("Reservations[].Instances[].InstanceId"))
    equal(len(found), 200)
    equal(set(found), members)


@check("event hooks see each request, with its body, headers and answer")
def _():
    watched = boto3.client("autoscaling", **connection())
    seen = []
    watched.meta.events.register("before-send.*.*", lambda request, **_: seen.append(request))
    parsed = []
    watched.meta.events.register(
        "response-received.*.*", lambda parsed_response, **_: parsed.append(parsed_response)
    )
    watched.describe_auto_scaling_groups(AutoScalingGroupNames=["one"])
    equal(len(seen), 1)
    body = seen[0].body if isinstance(seen[0].body, str) else seen[0].body.decode()
    assert "Action=DescribeAutoScalingGroups" in body, body
    assert b"AWS4-HMAC-SHA256" in bytes(seen[0].headers["Authorization"]), seen[0].headers
    equal(names(parsed[0]), ["one"])


@check("many threads with one client get each its own answer")
def _():
    shared = boto3.client("autoscaling", **connection())
    wanted = ["app", "one", "two", "three", "large"] * 8

    def asked(name):
        return names(shared.describe_auto_scaling_groups(AutoScalingGroupNames=[name]))

    with ThreadPoolExecutor(max_workers=8) as threads:
        equal(list(threads.map(asked, wanted)), [[name] for name in wanted])
