#!/usr/bin/env bash
# A deployment by the AWS CLI, as a script does it: start, wait, and say how it ended.
set -euo pipefail
group=$1 version=$2
aws() { command aws --endpoint-url "${AWS_ENDPOINT_URL:-https://autoscaling.$AWS_REGION.amazonaws.com}" "$@"; }

id=$(aws autoscaling start-instance-refresh --auto-scaling-group-name "$group" \
  --desired-configuration "LaunchTemplate={LaunchTemplateName=$group,Version=$version}" \
  --preferences '{"MinHealthyPercentage":90,"AutoRollback":true}' \
  --query InstanceRefreshId --output text)
while true; do
  read -r status percentage <<<"$(aws autoscaling describe-instance-refreshes \
    --auto-scaling-group-name "$group" --instance-refresh-ids "$id" \
    --query 'InstanceRefreshes[0].[Status,PercentageComplete]' --output text)"
  echo "$status $percentage"
  case $status in
    Successful) exit 0 ;;
    Failed | Cancelled | Rollback*ful | RollbackFailed) exit 1 ;;
  esac
  sleep "${PAUSE:-15}"
done
