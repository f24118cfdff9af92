"""Waiters: each one for something that is served here, polling while virtual time passes.

Every poll moves the clock, so that a waiter sees a world that changes under its eyes without
waiting itself.
"""
from botocore.exceptions import WaiterError

from checks import (
    advance,
    chapter,
    client,
    equal,
    instance_ids,
    make_group,
    refused,
    the_group,
    until_settled,
)

check = chapter()
asg = client("autoscaling")
ec2 = client("ec2")
cloudwatch = client("cloudwatch")
elbv2 = client("elbv2")
SOON = {"Delay": 0, "MaxAttempts": 100}
known = {service: set(service.waiter_names) for service in (ec2, cloudwatch, elbv2)}
polls = []


def count_polls(service, operation, seconds=5):
    """From now on each such call is counted, and moves the clock after it was answered."""

    def passed(**_):
        polls.append(operation)
        advance(f"{seconds}s")

    events = service.meta.events
    name = service.meta.service_model.service_name
    hyphenated = {"elbv2": "elastic-load-balancing-v2"}.get(name, name)
    events.register(f"after-call.{hyphenated}.{operation}", passed, unique_id=operation)


def wait(service, name, **arguments):
    """How many polls it took."""
    polls.clear()
    service.get_waiter(name).wait(**arguments, WaiterConfig=SOON)
    return len(polls)


for each, operations in (
    (ec2, ("DescribeInstances", "DescribeInstanceStatus", "DescribeImages", "DescribeSubnets")),
    (cloudwatch, ("DescribeAlarms",)),
    (elbv2, ("DescribeTargetHealth", "DescribeLoadBalancers")),
):
    for each_operation in operations:
        count_polls(each, each_operation)


def run_instance():
    answer = ec2.run_instances(
        ImageId="ami-0a1b2c3d4e5f60001", InstanceType="t3.micro", MinCount=1, MaxCount=1
    )
    return answer["Instances"][0]["InstanceId"]


@check("instance_exists and instance_running wait for an instance that was just started")
def _():
    instance = run_instance()
    equal(wait(ec2, "instance_exists", InstanceIds=[instance]), 1)
    instance = run_instance()
    assert wait(ec2, "instance_running", InstanceIds=[instance]) > 1


@check("instance_status_ok and system_status_ok wait for EC2's checks")
def _():
    instance = run_instance()
    wait(ec2, "instance_running", InstanceIds=[instance])
    assert wait(ec2, "instance_status_ok", InstanceIds=[instance]) > 1
    equal(wait(ec2, "system_status_ok", InstanceIds=[instance]), 1)


@check("instance_stopped and instance_running follow a stop and a start")
def _():
    instance = run_instance()
    wait(ec2, "instance_running", InstanceIds=[instance])
    ec2.stop_instances(InstanceIds=[instance])
    assert wait(ec2, "instance_stopped", InstanceIds=[instance]) > 1
    ec2.start_instances(InstanceIds=[instance])
    assert wait(ec2, "instance_running", InstanceIds=[instance]) > 1


@check("instance_terminated follows a termination, and instance_running fails at once")
def _():
    instance = run_instance()
    wait(ec2, "instance_running", InstanceIds=[instance])
    ec2.terminate_instances(InstanceIds=[instance])
    assert wait(ec2, "instance_terminated", InstanceIds=[instance]) > 1
    error = refused(wait, service=ec2, name="instance_running", InstanceIds=[instance])
    assert isinstance(error, WaiterError), error
    equal(len(polls), 1)
    states = [one["State"]["Name"] for one in described(error.last_response)]
    equal(states, ["terminated"])


def described(answer):
    return [one for entry in answer["Reservations"] for one in entry["Instances"]]


@check("instance_exists gives up on an instance that is not there")
def _():
    unknown = {"InstanceIds": ["i-0123456789abcdef0"]}
    waiter = ec2.get_waiter("instance_exists")
    error = refused(waiter.wait, **unknown, WaiterConfig={"Delay": 0, "MaxAttempts": 3})
    assert isinstance(error, WaiterError) and "Max attempts exceeded" in str(error), error


@check("image_available, subnet_available and vpc_available find what there is")
def _():
    wait(ec2, "image_available", ImageIds=["ami-0a1b2c3d4e5f60001"])
    wait(ec2, "image_exists", ImageIds=["ami-0a1b2c3d4e5f60001"])
    subnets = [one["SubnetId"] for one in ec2.describe_subnets()["Subnets"]]
    wait(ec2, "subnet_available", SubnetIds=subnets)
    vpcs = [one["VpcId"] for one in ec2.describe_vpcs()["Vpcs"]]
    wait(ec2, "vpc_available", VpcIds=vpcs)
    wait(ec2, "vpc_exists", VpcIds=vpcs)


@check("security_group_exists finds the default group")
def _():
    groups = [one["GroupId"] for one in ec2.describe_security_groups()["SecurityGroups"]]
    wait(ec2, "security_group_exists", GroupIds=groups)


@check("instance_running knows the instances of a group, and instance_terminated its old ones")
def _():
    make_group("app", size=2)
    before = instance_ids("app")
    equal(wait(ec2, "instance_running", InstanceIds=before), 1)
    asg.start_instance_refresh(
        AutoScalingGroupName="app", Preferences={"MinHealthyPercentage": 0, "InstanceWarmup": 0}
    )
    assert wait(ec2, "instance_terminated", InstanceIds=before) > 1
    until_settled("app")
    after = instance_ids("app")
    assert not set(before) & set(after), (before, after)
    equal(wait(ec2, "instance_running", InstanceIds=after), 1)


@check("alarm_exists waits until there is an alarm of that name")
def _():
    waiter = cloudwatch.get_waiter("alarm_exists")
    names = {"AlarmNames": ["errors"]}
    error = refused(waiter.wait, **names, WaiterConfig={"Delay": 0, "MaxAttempts": 2})
    assert isinstance(error, WaiterError), error
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
    equal(wait(cloudwatch, "alarm_exists", **names), 1)


@check(
    "composite_alarm_exists waits for composite alarms",
    when="composite_alarm_exists" in known[cloudwatch],
)
def _():
    cloudwatch.put_composite_alarm(AlarmName="any", AlarmRule="ALARM(errors)")
    names = {"AlarmNames": ["any"], "AlarmTypes": ["CompositeAlarm"]}
    equal(wait(cloudwatch, "composite_alarm_exists", **names), 1)


@check("load_balancer_exists, _available and load_balancers_deleted follow a load balancer's life")
def _():
    subnets = [one["SubnetId"] for one in ec2.describe_subnets()["Subnets"]][:2]
    created = elbv2.create_load_balancer(Name="front", Subnets=subnets)
    arns = {"LoadBalancerArns": [created["LoadBalancers"][0]["LoadBalancerArn"]]}
    equal(wait(elbv2, "load_balancer_exists", **arns), 1)
    created = elbv2.create_load_balancer(Name="second", Subnets=subnets)
    second = {"LoadBalancerArns": [created["LoadBalancers"][0]["LoadBalancerArn"]]}
    assert wait(elbv2, "load_balancer_available", **second) > 1
    elbv2.delete_load_balancer(LoadBalancerArn=second["LoadBalancerArns"][0])
    equal(wait(elbv2, "load_balancers_deleted", **second), 1)


@check("target_in_service follows a group behind a load balancer, target_deregistered its end")
def _():
    group = {"AutoScalingGroupName": "app"}
    targets = target_group_in_use()
    asg.attach_load_balancer_target_groups(**group, TargetGroupARNs=[targets])
    asg.set_desired_capacity(**group, DesiredCapacity=3)
    advance("30s")
    wanted = {"TargetGroupArn": targets}
    wait(elbv2, "target_in_service", **wanted)
    until_settled("app")
    health = elbv2.describe_target_health(**wanted)["TargetHealthDescriptions"]
    equal(len(health), len(the_group("app")["Instances"]))
    instance = run_instance()
    wait(ec2, "instance_running", InstanceIds=[instance])
    one = {**wanted, "Targets": [{"Id": instance}]}
    elbv2.register_targets(**one)
    assert wait(elbv2, "target_in_service", **one) > 1
    elbv2.deregister_targets(**one)
    assert wait(elbv2, "target_deregistered", **one) > 1


def target_group_in_use():
    vpc = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
    created = elbv2.create_target_group(Name="app", Protocol="HTTP", Port=80, VpcId=vpc)
    arn = created["TargetGroups"][0]["TargetGroupArn"]
    front = elbv2.describe_load_balancers(Names=["front"])["LoadBalancers"][0]
    elbv2.create_listener(
        LoadBalancerArn=front["LoadBalancerArn"],
        Protocol="HTTP",
        Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": arn}],
    )
    return arn
