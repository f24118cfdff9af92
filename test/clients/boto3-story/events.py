"""EventBridge's rules and events, and what a group tells of itself to topics and queues."""
import json

from checks import advance, chapter, client, control, equal, make_group, matching, refused

check = chapter()
asg = client("autoscaling")
events = client("events")
QUEUE = "arn:aws:sqs:us-east-1:000000000000:refreshes"
TOPIC = "arn:aws:sns:us-east-1:000000000000:groups"
ROLE = "arn:aws:iam::000000000000:role/hooks"
GROUP = {"AutoScalingGroupName": "web"}
PATTERN = {"source": ["aws.autoscaling"], "detail-type": [{"suffix": "Checkpoint Reached"}]}
CHECKPOINT = {
    "id": "1",
    "account": "000000000000",
    "source": "aws.autoscaling",
    "time": "2026-09-27T12:00:00Z",
    "region": "us-east-1",
    "resources": [],
    "detail-type": "EC2 Auto Scaling Instance Refresh Checkpoint Reached",
    "detail": {"CheckpointPercentage": "20"},
}


@check("a rule and its targets are made, listed, found by their target, and removed")
def _():
    rule = {"Name": "checkpoints", "EventPattern": json.dumps(PATTERN)}
    arn = events.put_rule(**rule, Description="validated")["RuleArn"]
    target = {"Id": "queue", "Arn": QUEUE, "InputPath": "$.detail"}
    equal(events.put_targets(Rule="checkpoints", Targets=[target])["FailedEntryCount"], 0)
    matching(events.describe_rule(Name="checkpoints"), **rule, Arn=arn, State="ENABLED")
    equal([one["Name"] for one in events.list_rules(NamePrefix="check")["Rules"]], ["checkpoints"])
    equal(events.list_targets_by_rule(Rule="checkpoints")["Targets"], [target])
    equal(events.list_rule_names_by_target(TargetArn=QUEUE)["RuleNames"], ["checkpoints"])
    error = refused(events.delete_rule, Name="checkpoints").response["Error"]
    equal(error["Message"], "Rule can't be deleted since it has targets.")
    events.remove_targets(Rule="checkpoints", Ids=["queue"])
    events.delete_rule(Name="checkpoints")
    equal(events.list_rules()["Rules"], [])


@check("an event pattern is tried out, and a wrong one refused by its place")
def _():
    def result(pattern):
        event = json.dumps(CHECKPOINT)
        return events.test_event_pattern(EventPattern=json.dumps(pattern), Event=event)["Result"]

    equal(result(PATTERN), True)
    equal(result({"detail": {"CheckpointPercentage": [20]}}), False)
    error = refused(result, pattern={"source": "aws.autoscaling"}).response["Error"]
    equal(error["Code"], "InvalidEventPatternException")
    assert "must be an object or an array" in error["Message"], error


@check("events are put one by one, and those of AWS's own sources are refused")
def _():
    entry = {"DetailType": "validated", "Detail": "{}"}
    entries = [{**entry, "Source": "shop"}, {**entry, "Source": "aws.autoscaling"}]
    answer = events.put_events(Entries=entries)
    equal(answer["FailedEntryCount"], 1)
    taken, foreign = answer["Entries"]
    equal(foreign["ErrorCode"], "NotAuthorizedForSourceException")
    equal(foreign["ErrorMessage"], "Not authorized for the source.")
    kept = control("GET", "events?type=validated")["events"]
    equal([one["id"] for one in kept], [taken["EventId"]])


@check("a topic of a group is described with each of its types")
def _():
    make_group("web", size=1)
    types = ["autoscaling:EC2_INSTANCE_LAUNCH", "autoscaling:EC2_INSTANCE_TERMINATE"]
    asg.put_notification_configuration(**GROUP, TopicARN=TOPIC, NotificationTypes=types)
    found = asg.describe_notification_configurations(AutoScalingGroupNames=["web"])
    equal(
        found["NotificationConfigurations"],
        [{**GROUP, "TopicARN": TOPIC, "NotificationType": one} for one in types],
    )


@check("a hook is described with its target, and tells of a wait whatever becomes of the message")
def _():
    hook = {
        **GROUP,
        "LifecycleHookName": "drain",
        "LifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING",
        "NotificationTargetARN": QUEUE,
        "RoleARN": ROLE,
        "NotificationMetadata": "who drains",
    }
    asg.put_lifecycle_hook(**hook)
    matching(asg.describe_lifecycle_hooks(**GROUP)["LifecycleHooks"][0], **hook)
    asg.set_desired_capacity(**GROUP, DesiredCapacity=0)
    advance("10s")
    told = control("GET", "events?type=EC2%20Instance-terminate")["events"]
    equal([one["detail"]["NotificationMetadata"] for one in told], ["who drains"])
