"""Every call around an instance refresh, as scripts with boto3 make them."""
from datetime import datetime

import boto3

from checks import (
    add_fault,
    advance,
    chapter,
    client,
    connection,
    equal,
    instance_ids,
    make_group,
    matching,
    newest,
    refused,
    the_group,
    to_version,
    until_ended,
    until_settled,
    until_status,
)

check = chapter()
asg = client("autoscaling")
ec2 = client("ec2")
NAMED = {"AutoScalingGroupName": "app"}
WITHOUT_FORCE = {**NAMED, "ForceDelete": False}
knows = set(dir(asg)).__contains__
preferences = asg.meta.service_model.shape_for("RefreshPreferences").members


@check("a new group fills itself with instances of its template")
def _():
    make_group("app", size=4)
    group = the_group("app")
    matching(group, DesiredCapacity=4, MinSize=0, MaxSize=8, HealthCheckType="EC2")
    equal(len(group["Instances"]), 4)
    for instance in group["Instances"]:
        matching(instance, LifecycleState="InService", HealthStatus="Healthy")
        matching(instance["LaunchTemplate"], LaunchTemplateName="app", Version="1")


@check("a group without refreshes lists none")
def _():
    equal(asg.describe_instance_refreshes(**NAMED)["InstanceRefreshes"], [])


@check("a started refresh is pending, without percentage, start time or end time")
def _():
    started = asg.start_instance_refresh(
        **NAMED,
        Strategy="Rolling",
        DesiredConfiguration=to_version("app", "2"),
        Preferences={"MinHealthyPercentage": 50, "InstanceWarmup": 30},
    )
    refresh = newest("app")
    matching(refresh, Status="Pending", InstanceRefreshId=started["InstanceRefreshId"])
    for absent in ("EndTime", "PercentageComplete"):
        assert absent not in refresh, refresh


@check("a refresh in progress says what it waits for and how many instances are left")
def _():
    until_status("app", "InProgress")
    refresh = newest("app")
    matching(refresh, Status="InProgress", PercentageComplete=0, InstancesToUpdate=4)
    assert isinstance(refresh["StartTime"], datetime) and refresh["StartTime"].tzinfo
    assert "EndTime" not in refresh, refresh
    matching(refresh["Preferences"], MinHealthyPercentage=50, InstanceWarmup=30)
    equal(refresh["DesiredConfiguration"]["LaunchTemplate"]["Version"], "2")
    advance("30s")
    assert newest("app")["StatusReason"].startswith("Waiting for"), newest("app")


@check("a second refresh is refused while one runs")
def _():
    error = refused(asg.start_instance_refresh, **NAMED)
    assert isinstance(error, asg.exceptions.InstanceRefreshInProgressFault), error
    equal(error.response["Error"]["Code"], "InstanceRefreshInProgress")
    equal(error.response["ResponseMetadata"]["HTTPStatusCode"], 400)


@check("the refresh ends successfully, with 100 percent and an end after its start")
def _():
    until_ended("app")
    refresh = newest("app")
    matching(refresh, Status="Successful", PercentageComplete=100, InstancesToUpdate=0)
    assert refresh["EndTime"] > refresh["StartTime"], refresh
    equal(the_group("app")["LaunchTemplate"]["Version"], "2")


@check("the scaling activities tell of it, newest first, each with its details")
def _():
    activities = asg.describe_scaling_activities(**NAMED)["Activities"]
    equal(len(activities), 12)
    starts = [activity["StartTime"] for activity in activities]
    equal(starts, sorted(starts, reverse=True))
    replaced = [one for one in activities if "instance refresh" in one["Cause"]]
    equal(len(replaced), 8)
    for activity in activities:
        matching(activity, StatusCode="Successful", Progress=100)
        assert activity["EndTime"] >= activity["StartTime"], activity


@check("a refresh can be asked for by its id, and an unknown id has none")
def _():
    wanted = newest("app")["InstanceRefreshId"]
    answer = asg.describe_instance_refreshes(**NAMED, InstanceRefreshIds=[wanted])
    equal([one["InstanceRefreshId"] for one in answer["InstanceRefreshes"]], [wanted])
    unknown = ["0b2ee1dd-5d1f-4a7e-8e26-5d1f2b6d6b21"]
    answer = asg.describe_instance_refreshes(**NAMED, InstanceRefreshIds=unknown)
    equal(answer["InstanceRefreshes"], [])


@check("a cancelled refresh stays where it was, and there is none to cancel after it")
def _():
    started = asg.start_instance_refresh(**NAMED, DesiredConfiguration=to_version("app", "1"))
    advance("30s")
    cancelled = asg.cancel_instance_refresh(**NAMED)
    equal(cancelled["InstanceRefreshId"], started["InstanceRefreshId"])
    equal(newest("app")["Status"], "Cancelling")
    until_ended("app")
    refresh = newest("app")
    equal(refresh["Status"], "Cancelled")
    assert refresh["EndTime"] > refresh["StartTime"], refresh
    error = refused(asg.cancel_instance_refresh, **NAMED)
    assert isinstance(error, asg.exceptions.ActiveInstanceRefreshNotFoundFault), error


@check("a refresh is rolled back on request", when=knows("rollback_instance_refresh"))
def _():
    until_settled("app")
    asg.start_instance_refresh(**NAMED, DesiredConfiguration=to_version("app", "1"))
    advance("3m")
    asg.rollback_instance_refresh(**NAMED)
    equal(newest("app")["Status"], "RollbackInProgress")
    until_ended("app")
    refresh = newest("app")
    equal(refresh["Status"], "RollbackSuccessful")
    assert refresh["RollbackDetails"]["RollbackReason"], refresh
    equal(the_group("app")["LaunchTemplate"]["Version"], "2")


@check("a refresh rolls itself back when a launch goes wrong", when="AutoRollback" in preferences)
def _():
    until_settled("app")
    add_fault(kind="launch", launchTemplate="app", launchTemplateVersion=1, health="never")
    asg.start_instance_refresh(
        **NAMED,
        DesiredConfiguration=to_version("app", "1"),
        Preferences={"AutoRollback": True, "MinHealthyPercentage": 50},
    )
    until_ended("app")
    equal(newest("app")["Status"], "RollbackSuccessful")


@check("skip matching replaces nothing that is up to date", when="SkipMatching" in preferences)
def _():
    until_settled("app")
    to_second = {"DesiredConfiguration": to_version("app", "2")}
    asg.start_instance_refresh(**NAMED, **to_second, Preferences={"SkipMatching": True})
    until_ended("app")
    before = instance_ids("app")
    asg.start_instance_refresh(**NAMED, **to_second, Preferences={"SkipMatching": True})
    until_ended("app")
    equal(newest("app")["Status"], "Successful")
    equal(instance_ids("app"), before)


@check("a checkpoint holds the refresh, with the percentage and the reason of it")
def _():
    asg.start_instance_refresh(
        **NAMED,
        Preferences={
            "MinHealthyPercentage": 50,
            "InstanceWarmup": 0,
            "CheckpointPercentages": [50, 100],
            "CheckpointDelay": 3600,
        },
    )
    advance("10m")
    matching(newest("app"), Status="InProgress", PercentageComplete=50, InstancesToUpdate=2)
    assert "checkpoint" in newest("app")["StatusReason"], newest("app")
    until_ended("app")
    matching(newest("app"), Status="Successful", PercentageComplete=100)


@check("an alarm of the refresh fails it", when="AlarmSpecification" in preferences)
def _():
    cloudwatch = boto3.client("cloudwatch", **connection())
    cloudwatch.put_metric_alarm(
        AlarmName="errors",
        Namespace="shop",
        MetricName="Errors",
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
    )
    state = {"AlarmName": "errors", "StateReason": "of the test"}
    cloudwatch.set_alarm_state(**state, StateValue="OK")
    asg.start_instance_refresh(
        **NAMED, Preferences={"AlarmSpecification": {"Alarms": ["errors"]}}
    )
    advance("1m")
    cloudwatch.set_alarm_state(**state, StateValue="ALARM")
    until_ended("app")
    matching(newest("app"), Status="Failed")
    assert "errors" in newest("app")["StatusReason"], newest("app")
    until_settled("app")


@check("standby and back keeps the instance and moves the desired capacity")
def _():
    instance = instance_ids("app")[0]
    one = {**NAMED, "InstanceIds": [instance]}
    entered = asg.enter_standby(**one, ShouldDecrementDesiredCapacity=True)
    matching(entered["Activities"][0], StatusCode="InProgress", Progress=50)
    advance("1m")
    group = the_group("app")
    equal(group["DesiredCapacity"], 3)
    states = {one["InstanceId"]: one["LifecycleState"] for one in group["Instances"]}
    equal(states[instance], "Standby")
    asg.exit_standby(**one)
    advance("1m")
    equal(the_group("app")["DesiredCapacity"], 4)


@check("a protected instance survives a scale-in")
def _():
    instance = instance_ids("app")[0]
    asg.set_instance_protection(**NAMED, InstanceIds=[instance], ProtectedFromScaleIn=True)
    asg.set_desired_capacity(**NAMED, DesiredCapacity=1, HonorCooldown=False)
    until_settled("app")
    equal(instance_ids("app"), [instance])
    described = asg.describe_auto_scaling_instances(InstanceIds=[instance])
    matching(described["AutoScalingInstances"][0], ProtectedFromScaleIn=True, **NAMED)
    asg.set_instance_protection(**NAMED, InstanceIds=[instance], ProtectedFromScaleIn=False)


@check("a suspended process does nothing until it is resumed")
def _():
    asg.suspend_processes(**NAMED, ScalingProcesses=["Launch"])
    suspended = the_group("app")["SuspendedProcesses"]
    equal([one["ProcessName"] for one in suspended], ["Launch"])
    asg.set_desired_capacity(**NAMED, DesiredCapacity=3)
    advance("5m")
    equal(len(instance_ids("app")), 1)
    asg.resume_processes(**NAMED, ScalingProcesses=["Launch"])
    until_settled("app")
    equal(len(instance_ids("app")), 3)


@check("an instance that is said to be unhealthy is replaced")
def _():
    instance = instance_ids("app")[0]
    asg.set_instance_health(InstanceId=instance, HealthStatus="Unhealthy")
    until_settled("app")
    remaining = instance_ids("app")
    equal(len(remaining), 3)
    assert instance not in remaining, remaining


@check("a lifecycle hook holds the launch until it is completed")
def _():
    hook = {**NAMED, "LifecycleHookName": "init"}
    launching = "autoscaling:EC2_INSTANCE_LAUNCHING"
    asg.put_lifecycle_hook(**hook, LifecycleTransition=launching, HeartbeatTimeout=600)
    asg.set_desired_capacity(**NAMED, DesiredCapacity=4)
    advance("1m")
    waiting = [
        instance["InstanceId"]
        for instance in the_group("app")["Instances"]
        if instance["LifecycleState"] == "Pending:Wait"
    ]
    equal(len(waiting), 1)
    asg.record_lifecycle_action_heartbeat(**hook, InstanceId=waiting[0])
    result = {"LifecycleActionResult": "CONTINUE", "InstanceId": waiting[0]}
    asg.complete_lifecycle_action(**hook, **result)
    until_settled("app")
    equal([one["LifecycleHookName"] for one in hooks()], ["init"])
    asg.delete_lifecycle_hook(**hook)
    equal(hooks(), [])


def hooks():
    return asg.describe_lifecycle_hooks(**NAMED)["LifecycleHooks"]


@check("an instance ends without replacement when the capacity is decremented")
def _():
    instance = instance_ids("app")[0]
    ended = asg.terminate_instance_in_auto_scaling_group(
        InstanceId=instance, ShouldDecrementDesiredCapacity=True
    )
    equal(ended["Activity"]["StatusCode"], "InProgress")
    until_settled("app")
    equal(the_group("app")["DesiredCapacity"], 3)


@check("a group is deleted by force, and its instances end in EC2")
def _():
    ids = instance_ids("app")
    error = refused(asg.delete_auto_scaling_group, **WITHOUT_FORCE)
    assert isinstance(error, asg.exceptions.ResourceInUseFault), error
    asg.delete_auto_scaling_group(**NAMED, ForceDelete=True)
    advance("5m")
    equal(asg.describe_auto_scaling_groups()["AutoScalingGroups"], [])
    reservations = ec2.describe_instances(InstanceIds=ids)["Reservations"]
    states = {one["State"]["Name"] for entry in reservations for one in entry["Instances"]}
    equal(states, {"terminated"})
    error = refused(asg.start_instance_refresh, **NAMED)
    equal(error.response["Error"]["Code"], "ValidationError")
