/** The world file that `init` writes, with comments that explain it. */
import { writeFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { visible } from "../domain/visible.ts";
import { worldSchemaPath } from "../schemas/shipped.ts";
import { Refusal } from "./refusal.ts";
import { show } from "./terminal.ts";

/** Throws Refusal for a file that is there, unless it may be replaced. */
export function writeNewWorld(file: string, { force }: { readonly force: boolean }): void {
  try {
    writeFileSync(file, newWorld(file), { flag: force ? "w" : "wx" });
  } catch (error) {
    throw new Refusal(whyNot(file, error as NodeJS.ErrnoException));
  }
  const path = visible(file);
  show(`wrote ${path}; asg-local --world ${path} starts with it`);
}

function whyNot(file: string, { code }: NodeJS.ErrnoException): string {
  if (code === "EEXIST") return `${file}: is there already; --force replaces it`;
  return `${file}: cannot be written (${code})`;
}

/** The schema is named only where it comes along, below the folder of the file. */
function newWorld(file: string): string {
  const schema = relative(dirname(resolve(file)), worldSchemaPath())
    .split(sep)
    .join("/");
  const line = `  // For editors that complete from a schema.\n  "$schema": "./${schema}",\n\n`;
  return schema.startsWith("..") ? world : world.replace("{\n", `{\n${line}`);
}

const world = `// A world of asg-local: what there is when it starts, and after each reset.
//   asg-local --world world.jsonc
// Whatever is left out has a usual value. Comments may stand anywhere.
{
  // How long launches and all else take: as on "aws", "fast" or "instant".
  "timing": "aws",

  // Exceptions: here instances of the third version never get healthy.
  "behaviors": [{ "group": "web", "launchTemplateVersion": 3, "isBroken": true }],

  "regions": [
    {
      // Account and region are those of the start; several regions may follow, with their own:
      // "account": "123456789012", "region": "eu-west-1",

      // Versions are numbered from 1; "data" has AWS's own members.
      "launchTemplates": [
        {
          "name": "web",
          "versions": [
            { "data": { "ImageId": "ami-0a1b2c3d4e5f60001", "InstanceType": "t3.micro" } },
            { "data": { "ImageId": "ami-0a1b2c3d4e5f60002", "InstanceType": "t3.micro" } },
            { "data": { "ImageId": "ami-0a1b2c3d4e5f60003", "InstanceType": "t3.micro" } }
          ]
        }
      ],

      // A group is full of healthy instances of its template, unless "instances" says otherwise.
      "groups": [
        {
          "name": "web",
          "launchTemplate": { "name": "web", "version": "1" },
          "minSize": 2,
          "maxSize": 8,
          "desiredCapacity": 4,
          "availabilityZones": ["us-east-1a", "us-east-1b"],
          "defaultInstanceWarmupSeconds": 30,
          "tags": [{ "key": "team", "value": "storefront", "propagateAtLaunch": true }]
        }
      ],

      // Calls of AWS that are made when the world begins, as if a client had sent them.
      "calls": [
        {
          "operation": "PutLifecycleHook",
          "input": {
            "AutoScalingGroupName": "web",
            "LifecycleHookName": "drain",
            "LifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING",
            "HeartbeatTimeout": 60,
            "DefaultResult": "CONTINUE"
          }
        }
      ],

      // What is to go wrong, for whom and when: here one launch fails for want of capacity.
      "faults": [
        {
          "kind": "launch",
          "group": "web",
          "nthLaunch": 2,
          "launchError": "InsufficientInstanceCapacity"
        }
      ]
    }
  ]
}
`;
