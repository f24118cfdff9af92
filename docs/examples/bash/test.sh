#!/usr/bin/env bash
# Bash, the AWS CLI and asg-local's own commands: a good version comes through, a broken one goes back.
# An hour passes in a second, so that the script under test can sleep as it does at work.
#
#   npm install asg-local
# Run: npx asg-local exec --speed 3600 --world node_modules/asg-local/fixtures/worlds/web-fleet.json -- bash test.sh
set -euo pipefail
export PAUSE=0.2

echo "Version 2 is good:"
bash deploy.sh web 2

echo "Version 3 is broken:"
if bash deploy.sh web 3; then
  echo "the broken version came through" >&2
  exit 1
fi
npx asg-local journal --group web | tail -n 3
npx asg-local status
