# pytest and boto3, with one emulator for the whole run, which each test resets.
#
#   npm install asg-local && pip install boto3 pytest
# Run: npx asg-local exec --clock manual --world node_modules/asg-local/fixtures/worlds/web-fleet.json -- python3 -m pytest -q


def start(autoscaling, version, **preferences):
    template = {"LaunchTemplateName": "web", "Version": version}
    return autoscaling.start_instance_refresh(
        AutoScalingGroupName="web",
        DesiredConfiguration={"LaunchTemplate": template},
        Preferences=preferences,
    )["InstanceRefreshId"]


def newest(autoscaling):
    answer = autoscaling.describe_instance_refreshes(AutoScalingGroupName="web", MaxRecords=1)
    return answer["InstanceRefreshes"][0]


def test_a_checkpoint_stops_at_the_half(autoscaling, control):
    start(autoscaling, "2", CheckpointPercentages=[50, 100], CheckpointDelay=600)
    assert control.until(group="web", checkpoint=50)
    assert newest(autoscaling)["PercentageComplete"] == 50
    assert control.until(group="web", status=["Successful"])


def test_a_full_zone_costs_no_capacity(autoscaling, control):
    control("faults", {"kind": "launch", "group": "web", "nthLaunch": 2,
                       "launchError": "InsufficientInstanceCapacity"})
    refresh = start(autoscaling, "2", MinHealthyPercentage=90)
    assert control.until(group="web", status=["Successful", "Failed"])
    summary = control(f"groups/web/refreshes/{refresh}")["summary"]
    assert summary["failedLaunches"] == 1
    assert summary["lowestReady"]["percentage"] >= 90
