#!/usr/bin/env bash
# Starts an instance refresh of a group and waits for its end, as a deployment job does.
# Usage: deploy.sh GROUP VERSION [PREFERENCES]; polls every POLL_SECONDS, at most MAX_POLLS times.
# Exit status: 0 Successful, 1 Failed or Cancelled, 2 rolled back, 3 still under way at the end.
set -euo pipefail

group=$1
version=$2
preferences=${3:-'{"MinHealthyPercentage":50,"InstanceWarmup":30}'}

template=$(aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names "$group" \
  --query 'AutoScalingGroups[0].LaunchTemplate.LaunchTemplateName' --output text)
[ "$template" != None ] || { echo "no such group: $group" >&2; exit 4; }

refresh_id=$(aws autoscaling start-instance-refresh --auto-scaling-group-name "$group" \
  --desired-configuration "LaunchTemplate={LaunchTemplateName=$template,Version=$version}" \
  --preferences "$preferences" --query InstanceRefreshId --output text)
echo "started $refresh_id"

for ((poll = 0; poll < MAX_POLLS; poll++)); do
  read -r status percentage begun ended < <(
    aws autoscaling describe-instance-refreshes --auto-scaling-group-name "$group" \
      --instance-refresh-ids "$refresh_id" --output text \
      --query 'InstanceRefreshes[0].[Status,PercentageComplete,StartTime,EndTime]'
  )
  echo "$status $percentage% from $begun to $ended"
  case $status in
    Successful) exit 0 ;;
    Failed | Cancelled) exit 1 ;;
    RollbackSuccessful | RollbackFailed) exit 2 ;;
    Pending | InProgress | Baking | Cancelling | RollbackInProgress) sleep "$POLL_SECONDS" ;;
    *) echo "unknown status $status" >&2; exit 5 ;;
  esac
done
echo "timed out" >&2
exit 3
