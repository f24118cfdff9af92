#!/usr/bin/env bash
# Reads the CLI's JSON without jq, by line, as scripts on bare runners do. Usage: grep.sh GROUP
set -euo pipefail

field() { grep -m1 "\"$1\"" | cut -d'"' -f4; }
number() { grep -m1 "\"$1\"" | tr -dc '0-9'; }

id=$(aws autoscaling start-instance-refresh --auto-scaling-group-name "$1" | field InstanceRefreshId)
for ((poll = 0; poll < MAX_POLLS; poll++)); do
  answer=$(aws autoscaling describe-instance-refreshes --auto-scaling-group-name "$1" \
    --instance-refresh-ids "$id" --max-records 1)
  status=$(field Status <<<"$answer")
  # There is no percentage at first, and pipefail would end the script.
  percentage=$(number PercentageComplete <<<"$answer" || echo none)
  echo "$status ${percentage:-none}"
  [ "$status" = Successful ] && exit 0
  sleep "$POLL_SECONDS"
done
exit 3
