#!/usr/bin/env bash
# Polls with curl alone, which signs by itself. Usage: signed-curl.sh GROUP
set -euo pipefail

ask() {
  curl -sS --fail-with-body --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" \
    --aws-sigv4 "aws:amz:$AWS_DEFAULT_REGION:autoscaling" "$AWS_ENDPOINT" \
    --data-urlencode Version=2011-01-01 --data-urlencode "AutoScalingGroupName=$GROUP" "$@"
}
member() { sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" | head -1; }

GROUP=$1
ask -d Action=StartInstanceRefresh -d Strategy=Rolling \
  -d Preferences.MinHealthyPercentage=50 -d Preferences.InstanceWarmup=0 >/dev/null
if ask -d Action=StartInstanceRefresh >answer.xml; then exit 1; fi
echo "refused: $(member Code <answer.xml)"
rm answer.xml
for ((poll = 0; poll < MAX_POLLS; poll++)); do
  status=$(ask -d Action=DescribeInstanceRefreshes -d MaxRecords=1 | member Status)
  echo "$status"
  [ "$status" = Successful ] && exit 0
  sleep "$POLL_SECONDS"
done
exit 3
