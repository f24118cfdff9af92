"""Paginators: every one that this boto3 has for an operation served, over more than one page."""
from checks import (
    advance,
    chapter,
    client,
    equal,
    instance_ids,
    make_group,
    refused,
    served,
    template_data,
)

check = chapter()
SERVICES = ("autoscaling", "ec2", "cloudwatch", "ssm", "elbv2")
clients = {service: client(service) for service in SERVICES}
asg = clients["autoscaling"]
ec2 = clients["ec2"]
GROUPS = [f"g{number:03}" for number in range(205)]
ACTION = "autoscaling:EC2_INSTANCE_LAUNCH"

# What an operation cannot do without.
INPUTS = {
    "DescribeLoadBalancers": {"autoscaling": {"AutoScalingGroupName": "paged"}},
    "DescribeLoadBalancerTargetGroups": {"autoscaling": {"AutoScalingGroupName": "paged"}},
    "DescribeWarmPool": {"autoscaling": {"AutoScalingGroupName": "paged"}},
    "DescribeLaunchTemplateVersions": {"ec2": {"LaunchTemplateName": "paged"}},
    "GetParametersByPath": {"ssm": {"Path": "/shop"}},
    "GetParameterHistory": {"ssm": {"Name": "/changing"}},
}
# AWS refuses what is about EC2-Classic.
WITHOUT_CLASSIC = {"DescribeVpcClassicLinkDnsSupport"}


def operations(service):
    """The operations that are served and that boto3 pages through."""
    model = clients[service].meta.service_model
    names = sorted((served(service) - WITHOUT_CLASSIC) & set(model.operation_names))
    return [name for name in names if clients[service].can_paginate(method_of(service, name))]


def method_of(service, operation):
    mapping = clients[service].meta.method_to_api_mapping
    return next(method for method, name in mapping.items() if name == operation)


def pages_of(service, operation, size=5):
    paginator = clients[service].get_paginator(method_of(service, operation))
    wanted = INPUTS.get(operation, {}).get(service)
    if operation == "DescribeListeners":
        wanted = {"LoadBalancerArn": load_balancer()}
    if operation == "DescribeRules":
        wanted = {"ListenerArn": listener()}
    pages = list(paginator.paginate(**(wanted or {}), PaginationConfig={"PageSize": size}))
    key = paginator.result_keys[0].expression
    return [page.get(key, []) for page in pages]


def load_balancer():
    return clients["elbv2"].describe_load_balancers()["LoadBalancers"][0]["LoadBalancerArn"]


def listener():
    of_balancer = {"LoadBalancerArn": load_balancer()}
    return clients["elbv2"].describe_listeners(**of_balancer)["Listeners"][0]["ListenerArn"]


@check("205 groups, made one by one, are listed in pages of 50 unless asked otherwise")
def _():
    ec2.create_launch_template(LaunchTemplateName="paged", LaunchTemplateData=template_data())
    for name in GROUPS:
        asg.create_auto_scaling_group(
            AutoScalingGroupName=name,
            LaunchTemplate={"LaunchTemplateName": "paged", "Version": "1"},
            MinSize=0,
            MaxSize=0,
            AvailabilityZones=["us-east-1a"],
            Tags=[{"Key": "number", "Value": name}],
        )
    first = asg.describe_auto_scaling_groups()
    equal(len(first["AutoScalingGroups"]), 50)
    assert first["NextToken"], first
    paginator = asg.get_paginator("describe_auto_scaling_groups")
    sizes = [len(page["AutoScalingGroups"]) for page in paginator.paginate()]
    equal(sizes, [50, 50, 50, 50, 5])


@check("pages of 100 and of 1 list each group once, in the same order")
def _():
    for size in (100, 1):
        listed = sum(pages_of("autoscaling", "DescribeAutoScalingGroups", size), [])
        equal([group["AutoScalingGroupName"] for group in listed], GROUPS)


@check("MaxItems stops in the middle of a page and StartingToken goes on there")
def _():
    paginator = asg.get_paginator("describe_auto_scaling_groups")
    limits = {"MaxItems": 30, "PageSize": 20}
    first = paginator.paginate(PaginationConfig=limits).build_full_result()
    rest_from = {"PageSize": 20, "StartingToken": first["NextToken"]}
    rest = paginator.paginate(PaginationConfig=rest_from).build_full_result()
    both = first["AutoScalingGroups"] + rest["AutoScalingGroups"]
    equal([group["AutoScalingGroupName"] for group in both], GROUPS)


@check("a search over pages finds by JMESPath")
def _():
    pages = asg.get_paginator("describe_auto_scaling_groups").paginate()
    found = pages.search("AutoScalingGroups[?contains(AutoScalingGroupName, '20')].MaxSize")
    equal(list(found), [0] * len([name for name in GROUPS if "20" in name]))


@check("a token that was never given out is refused")
def _():
    error = refused(asg.describe_auto_scaling_groups, NextToken="made-up")
    assert isinstance(error, asg.exceptions.InvalidNextToken), error


@check("groups that come and go between pages neither repeat nor hide the others")
def _():
    seen = []
    gone = {"AutoScalingGroupName": "g150"}
    paginator = asg.get_paginator("describe_auto_scaling_groups")
    for number, page in enumerate(paginator.paginate(PaginationConfig={"PageSize": 40})):
        seen += [group["AutoScalingGroupName"] for group in page["AutoScalingGroups"]]
        if number == 1:
            asg.delete_auto_scaling_group(**gone, ForceDelete=True)
            advance("1m")
    equal(seen, [name for name in GROUPS if name != "g150"])


@check("a world with seven of everything that can be listed")
def _():
    make_group("paged-full", size=7, DefaultInstanceWarmup=0)
    group = {"AutoScalingGroupName": "paged"}
    launch = {"LaunchTemplateName": "paged", "Version": "1"}
    zones = ["us-east-1a", "us-east-1b"]
    sizes = {"MinSize": 0, "MaxSize": 8, "DesiredCapacity": 0, "AvailabilityZones": zones}
    asg.create_auto_scaling_group(**group, LaunchTemplate=launch, **sizes)
    asg.put_warm_pool(**group, MinSize=7)
    target_groups = []
    for number in range(7):
        add_one_of_each(number, group)
        target_groups.append(add_load_balancing(number))
    asg.attach_load_balancer_target_groups(**group, TargetGroupARNs=target_groups)
    asg.attach_load_balancers(**group, LoadBalancerNames=[f"classic-{one}" for one in range(7)])
    topics = [f"arn:aws:sns:us-east-1:000000000000:topic-{one}" for one in range(7)]
    for topic in topics:
        asg.put_notification_configuration(**group, TopicARN=topic, NotificationTypes=[ACTION])
    for port in range(7):
        add_listener(port, target_groups[port])
    advance("10m")
    equal(len(instance_ids("paged-full")), 7)


def add_one_of_each(number, group):
    ec2.create_launch_template(
        LaunchTemplateName=f"more-{number}", LaunchTemplateData=template_data()
    )
    ec2.create_launch_template_version(
        LaunchTemplateName="paged", LaunchTemplateData=template_data(str(number))
    )
    ec2.run_instances(
        ImageId="ami-0a1b2c3d4e5f60001", InstanceType="t3.micro", MinCount=1, MaxCount=1
    )
    asg.create_launch_configuration(
        LaunchConfigurationName=f"lc-{number}",
        ImageId="ami-0a1b2c3d4e5f60001",
        InstanceType="t3.micro",
    )
    asg.put_scaling_policy(
        **group,
        PolicyName=f"policy-{number}",
        AdjustmentType="ChangeInCapacity",
        ScalingAdjustment=1,
    )
    asg.put_scheduled_update_group_action(
        **group,
        ScheduledActionName=f"action-{number}",
        Recurrence=f"{number} 4 * * *",
        MinSize=0,
    )
    clients["cloudwatch"].put_metric_alarm(
        AlarmName=f"alarm-{number}",
        Namespace="shop",
        MetricName="Errors",
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
    )
    clients["ssm"].put_parameter(Name=f"/shop/{number}", Value="one", Type="String")
    clients["ssm"].put_parameter(
        Name="/changing", Value=str(number), Type="String", Overwrite=True
    )


def add_load_balancing(number):
    elbv2 = clients["elbv2"]
    subnets = [one["SubnetId"] for one in ec2.describe_subnets()["Subnets"]][:2]
    vpc = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
    elbv2.create_load_balancer(Name=f"front-{number}", Subnets=subnets)
    created = elbv2.create_target_group(
        Name=f"targets-{number}", Protocol="HTTP", Port=80, VpcId=vpc
    )
    return created["TargetGroups"][0]["TargetGroupArn"]


def add_listener(port, target_group):
    clients["elbv2"].create_listener(
        LoadBalancerArn=load_balancer(),
        Protocol="HTTP",
        Port=8000 + port,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": target_group}],
    )


def note_paginator(service, operation):
    @check(f"{service} pages through {operation} five at a time, as in one page")
    def _():
        pages = pages_of(service, operation)
        whole = sum(pages, [])
        equal(whole, sum(pages_of(service, operation, size=LARGEST[service]), []))
        assert all(len(page) == 5 for page in pages[:-1] if page), pages
        if operation in MANY[service]:
            assert len(pages) > 1 and len(whole) >= 6, whole


LARGEST = {"autoscaling": 50, "ec2": 100, "cloudwatch": 100, "ssm": 10, "elbv2": 400}
# Of these there are more than five in the world above.
MANY = {
    "autoscaling": {
        "DescribeAutoScalingGroups",
        "DescribeAutoScalingInstances",
        "DescribeLaunchConfigurations",
        "DescribeLoadBalancerTargetGroups",
        "DescribeLoadBalancers",
        "DescribeNotificationConfigurations",
        "DescribePolicies",
        "DescribeScalingActivities",
        "DescribeScheduledActions",
        "DescribeTags",
        "DescribeWarmPool",
    },
    "ec2": {
        "DescribeInstances",
        "DescribeInstanceStatus",
        "DescribeInstanceTypes",
        "DescribeLaunchTemplates",
        "DescribeLaunchTemplateVersions",
        "DescribeSubnets",
    },
    "cloudwatch": {"DescribeAlarms", "DescribeAlarmHistory"},
    "ssm": {"DescribeParameters", "GetParametersByPath", "GetParameterHistory"},
    "elbv2": {"DescribeLoadBalancers", "DescribeTargetGroups", "DescribeListeners"},
}

for each_service in SERVICES:
    for each_operation in operations(each_service):
        note_paginator(each_service, each_operation)
