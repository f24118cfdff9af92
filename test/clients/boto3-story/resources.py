"""The resource interface: boto3's objects over EC2 and CloudWatch."""
import boto3

from checks import advance, chapter, connection, equal, instance_ids, make_group, short_pauses

check = chapter()
ec2 = boto3.resource("ec2", **connection())
IMAGE = {"ImageId": "ami-0a1b2c3d4e5f60001", "InstanceType": "t3.micro"}


@check("create_instances answers objects that reload, tag, stop, start and terminate")
def _():
    instances = ec2.create_instances(**IMAGE, MinCount=2, MaxCount=2)
    equal(len(instances), 2)
    first = instances[0]
    equal(first.state["Name"], "pending")
    first.meta.client.meta.events.register("after-call.ec2.DescribeInstances", pass_time)
    with short_pauses():
        first.wait_until_running()
    first.reload()
    equal(first.state["Name"], "running")
    equal((first.image_id, first.instance_type), (IMAGE["ImageId"], IMAGE["InstanceType"]))
    first.create_tags(Tags=[{"Key": "Name", "Value": "first"}])
    equal(ec2.Instance(first.id).tags, [{"Key": "Name", "Value": "first"}])
    first.stop()
    advance("5m")
    first.reload()
    equal(first.state["Name"], "stopped")
    first.start()
    advance("5m")
    first.terminate()
    advance("5m")
    first.reload()
    equal(first.state["Name"], "terminated")


def pass_time(**_):
    advance("1m")


@check("collections filter, limit and page")
def _():
    make_group("app", size=7)
    running = {"Name": "instance-state-name", "Values": ["running"]}
    group = {"Name": "tag:aws:autoscaling:groupName", "Values": ["app"]}
    found = ec2.instances.filter(Filters=[running, group])
    equal({one.id for one in found}, set(instance_ids("app")))
    equal(len(list(found.limit(3))), 3)
    pages = [len(page) for page in ec2.instances.filter(Filters=[group]).page_size(5).pages()]
    equal(pages, [5, 2])


@check("instances lead to their subnet, VPC, image, placement and security groups")
def _():
    instance = ec2.Instance(instance_ids("app")[0])
    subnet, vpc = instance.subnet, instance.vpc
    equal(subnet.vpc_id, vpc.id)
    assert vpc.is_default, vpc
    equal(instance.placement["AvailabilityZone"], subnet.availability_zone)
    equal(instance.image.state, "available")
    equal([group["GroupName"] for group in instance.security_groups], ["default"])
    assert instance.private_ip_address.count(".") == 3, instance.private_ip_address


@check("images, subnets, VPCs, security groups, key pairs and volumes are collections")
def _():
    images = [image.id for image in ec2.images.filter(ImageIds=[IMAGE["ImageId"]])]
    equal(images, [IMAGE["ImageId"]])
    assert {one.vpc_id for one in ec2.subnets.all()} == {one.id for one in ec2.vpcs.all()}
    equal({one.group_name for one in ec2.security_groups.all()}, {"default"})
    list(ec2.key_pairs.all())
    list(ec2.volumes.all())


@check("batch actions on a collection tag and terminate all of it")
def _():
    launched = ec2.create_instances(**IMAGE, MinCount=3, MaxCount=3)
    ids = [one.id for one in launched]
    some = ec2.instances.filter(InstanceIds=ids)
    ec2.create_tags(Resources=ids, Tags=[{"Key": "batch", "Value": "yes"}])
    for one in some:
        equal(one.tags, [{"Key": "batch", "Value": "yes"}])
    advance("1m")
    some.terminate()
    advance("5m")
    equal({one.state["Name"] for one in some}, {"terminated"})


@check("alarms are resources of CloudWatch")
def _():
    cloudwatch = boto3.resource("cloudwatch", **connection())
    metric = cloudwatch.Metric("shop", "Errors")
    alarm = metric.put_alarm(
        AlarmName="errors",
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
    )
    alarm.set_state(StateValue="ALARM", StateReason="of the test")
    equal(cloudwatch.Alarm("errors").state_value, "ALARM")
    equal([one.name for one in cloudwatch.alarms.all()], ["errors"])
    alarm.delete()
    equal(list(cloudwatch.alarms.all()), [])
