#!/usr/bin/env bash
# What jobs do around a refresh: suspend scaling, refresh, compare versions, wait until all are in
# service and healthy, resume, scale in. Usage: around.sh GROUP VERSION
set -euo pipefail

group=$1
version=$2
here=$(dirname "$0")
processes=(AlarmNotification ScheduledActions AZRebalance)

describe() {
  aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names "$group" \
    --query "AutoScalingGroups[0].$1" --output "${2:-text}"
}

aws autoscaling suspend-processes --auto-scaling-group-name "$group" \
  --scaling-processes "${processes[@]}"
trap 'aws autoscaling resume-processes --auto-scaling-group-name "$group"' EXIT
echo "suspended $(describe 'length(SuspendedProcesses)')"

"$here/deploy.sh" "$group" "$version"

wanted=$(describe LaunchTemplate.Version)
stale=$(describe "length(Instances[?LaunchTemplate.Version!='$wanted'])")
echo "version $wanted, $stale instances of another"
[ "$stale" = 0 ]

desired=$(describe DesiredCapacity)
until [ "$(describe "length(Instances[?LifecycleState=='InService' && HealthStatus=='Healthy'])")" \
  = "$desired" ]; do
  sleep "$POLL_SECONDS"
done
echo "$desired in service and healthy"

mapfile -t ids < <(describe 'Instances[].InstanceId' | tr '\t' '\n')
aws ec2 describe-instances --instance-ids "${ids[@]}" --output text \
  --query 'Reservations[].Instances[].[State.Name,PrivateIpAddress]'

aws autoscaling set-desired-capacity --auto-scaling-group-name "$group" \
  --desired-capacity "$((desired - 1))"
until [ "$(describe 'length(Instances)')" = "$((desired - 1))" ]; do sleep "$POLL_SECONDS"; done
echo "scaled in to $((desired - 1))"
