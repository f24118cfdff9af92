# Terraform's AWS provider, pointed at the emulator by the environment that exec sets.
#
#   npm install asg-local
# Run: npx asg-local exec --speed 60 -- bash test.sh
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variable "release" {
  type    = string
  default = "one"
}

resource "aws_launch_template" "web" {
  name          = "web"
  image_id      = "ami-0a1b2c3d4e5f60001"
  instance_type = "t3.micro"
  user_data     = base64encode("echo ${var.release}")
}

resource "aws_autoscaling_group" "web" {
  name                      = "web"
  min_size                  = 2
  max_size                  = 4
  desired_capacity          = 2
  health_check_grace_period = 0
  availability_zones        = ["us-east-1a", "us-east-1b"]

  launch_template {
    id      = aws_launch_template.web.id
    version = aws_launch_template.web.latest_version
  }

  instance_refresh {
    strategy = "Rolling"
    preferences {
      min_healthy_percentage = 50
      instance_warmup        = 10
    }
  }
}
