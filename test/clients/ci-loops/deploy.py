"""Starts an instance refresh and waits for its end with boto3, as deployment jobs do.

Usage: deploy.py GROUP VERSION. Another refresh under way is waited for.
"""
import os
import sys
import time

import boto3
from botocore.exceptions import ClientError

asg = boto3.client("autoscaling", endpoint_url=os.environ["AWS_ENDPOINT"])
GROUP, VERSION = sys.argv[1:3]
PAUSE = float(os.environ["POLL_SECONDS"])
DEADLINE = time.monotonic() + 60


def start():
    """The id of a refresh of ours; while another one runs it is tried again."""
    while time.monotonic() < DEADLINE:
        try:
            return asg.start_instance_refresh(
                AutoScalingGroupName=GROUP,
                DesiredConfiguration={
                    "LaunchTemplate": {"LaunchTemplateName": GROUP, "Version": VERSION}
                },
                Preferences={"MinHealthyPercentage": 50, "InstanceWarmup": 0},
            )["InstanceRefreshId"]
        except asg.exceptions.InstanceRefreshInProgressFault:
            print("another refresh runs", flush=True)
        except ClientError as error:
            sys.exit(f"{error.response['Error']['Code']}: {error.response['Error']['Message']}")
        time.sleep(PAUSE)
    sys.exit("timed out")


def wait(refresh_id):
    percentages = []
    while time.monotonic() < DEADLINE:
        refresh = asg.describe_instance_refreshes(
            AutoScalingGroupName=GROUP, InstanceRefreshIds=[refresh_id]
        )["InstanceRefreshes"][0]
        percentages.append(refresh.get("PercentageComplete", 0))
        if refresh["Status"] not in ("Pending", "InProgress", "Baking", "Cancelling"):
            assert percentages == sorted(percentages), percentages
            lasted = (refresh["EndTime"] - refresh["StartTime"]).total_seconds()
            print(f"{refresh['Status']} {percentages[-1]}% after {lasted > 0}", flush=True)
            return refresh["Status"]
        time.sleep(PAUSE)
    sys.exit("timed out")


sys.exit(0 if wait(start()) == "Successful" else 1)
