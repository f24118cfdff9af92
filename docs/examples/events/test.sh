#!/usr/bin/env bash
# A refresh whose validator says no at 20 %: it is taken back there, and a queue of moto is told.
# Without Docker this starts moto and the validator itself:
#
#   npm install asg-local && pip install 'moto[server]'
# Run: npx asg-local exec --clock manual --world web-fleet --webhook http://127.0.0.1:8080/ --targets-endpoint http://127.0.0.1:5000 -- bash test.sh
set -euo pipefail
if [ -z "${MOTO:-}" ]; then
  export MOTO=http://127.0.0.1:5000
  moto_server -H 127.0.0.1 -p 5000 >/dev/null 2>&1 &
  node validate.mjs &
  trap 'kill $(jobs -p)' EXIT
fi
until curl -sSf -o /dev/null "$MOTO/moto-api/" 2>/dev/null; do sleep 0.1; done

aws sqs create-queue --endpoint-url "$MOTO" --queue-name checkpoints
aws events put-rule --name checkpoints --event-pattern \
  '{"source":["aws.autoscaling"],"detail-type":[{"suffix":"Checkpoint Reached"}]}'
aws events put-targets --rule checkpoints \
  --targets Id=queue,Arn=arn:aws:sqs:us-east-1:123456789012:checkpoints
aws autoscaling start-instance-refresh --auto-scaling-group-name web \
  --desired-configuration 'LaunchTemplate={LaunchTemplateName=web,Version=2}' \
  --preferences '{"CheckpointPercentages":[20,100],"CheckpointDelay":3600}'
curl -sS -o /dev/null -d '{"until":{"group":"web","status":["RollbackSuccessful","Successful"]}}' \
  "$ASG_LOCAL_ENDPOINT/_asg-local/clock"
aws autoscaling describe-instance-refreshes --auto-scaling-group-name web --max-records 1 \
  --query 'InstanceRefreshes[0].[Status,RollbackDetails.PercentageCompleteOnRollback]'
aws sqs receive-message --endpoint-url "$MOTO" --queue-url "$MOTO/123456789012/checkpoints" \
  --query 'Messages[0].Body' --output text
