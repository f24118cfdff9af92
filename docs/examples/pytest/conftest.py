# boto3 clients and the control API as fixtures; each test begins with the world as it was.
import json
import os
import urllib.request

import boto3
import pytest

ENDPOINT = os.environ["ASG_LOCAL_ENDPOINT"]


class Control:
    """The control API; its answers are JSON."""

    def __call__(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{ENDPOINT}/_asg-local/{path}", data)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def until(self, **condition):
        """Moves the clock until something is so; answers whether it came about."""
        return self("clock", {"until": condition})["reached"]


@pytest.fixture
def control():
    control = Control()
    control("reset", {})
    return control


@pytest.fixture
def autoscaling(control):
    return boto3.client("autoscaling", endpoint_url=ENDPOINT)
