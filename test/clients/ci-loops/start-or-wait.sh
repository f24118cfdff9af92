#!/usr/bin/env bash
# Starts an instance refresh; while another one runs it waits, or with --cancel cancels that one.
# Usage: start-or-wait.sh GROUP [--cancel]
set -euo pipefail

group=$1
mode=${2:-}

newest() {
  aws autoscaling describe-instance-refreshes --auto-scaling-group-name "$group" --max-records 1 \
    --query "InstanceRefreshes[0].$1" --output text
}

for ((attempt = 1; attempt <= MAX_POLLS; attempt++)); do
  if answer=$(aws autoscaling start-instance-refresh --auto-scaling-group-name "$group" \
    --query InstanceRefreshId --output text 2>&1); then
    echo "attempt $attempt started $answer"
    exit 0
  fi
  case $answer in
    *InstanceRefreshInProgress*) echo "attempt $attempt: $(newest Status)" ;;
    *) echo "$answer" >&2; exit 1 ;;
  esac
  if [ "$mode" = --cancel ] && [ "$(newest Status)" != Cancelling ]; then
    # It may have ended by itself in between.
    aws autoscaling cancel-instance-refresh --auto-scaling-group-name "$group" >/dev/null 2>&1 ||
      true
  fi
  sleep "$POLL_SECONDS"
done
exit 3
