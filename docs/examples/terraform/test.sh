#!/usr/bin/env bash
# Applies twice: the second time the launch template is another one, and a refresh begins.
set -euo pipefail
terraform init -input=false
terraform apply -input=false -auto-approve
terraform apply -input=false -auto-approve -var release=two
npx asg-local until --group web --status Successful
terraform destroy -input=false -auto-approve
