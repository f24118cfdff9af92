/** Ansible's older way, without instance refreshes: its module replaces instances by itself. */
import { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { EC2 } from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ansible, isWithoutAnsible, startAnsible } from "./ansible.ts";
import { pythonsWithBoto3 } from "./pythons.ts";

describe.skipIf(isWithoutAnsible)("Ansible's module that replaces instances by itself", () => {
  let ansible: Ansible;

  beforeAll(async () => {
    ansible = await startAnsible(["--timing", "instant"]);
  });
  afterAll(() => ansible?.close());

  test("rolls a group in batches, replaces one, detaches one, and leaves nothing", async () => {
    // The first on the PATH; the other stories have the system's own.
    const python = pythonsWithBoto3[0];
    expect(await ansible.changedBy("rolling.yml", { python })).toHaveLength(11);

    const autoScaling = new AutoScaling(ansible.configuration);
    const { Activities } = await autoScaling.describeScalingActivities({
      AutoScalingGroupName: "web",
      IncludeDeletedGroups: true,
    });
    const launched = Activities?.filter(({ Description }) => Description?.startsWith("Launching"));
    // Two at first, two for each move, and one for the single instance.
    expect(launched).toHaveLength(7);
    const statuses = Activities?.map(({ StatusCode }) => StatusCode);
    expect(new Set(statuses)).toEqual(new Set(["Successful"]));
    expect((await autoScaling.describeAutoScalingGroups({})).AutoScalingGroups).toEqual([]);
    const { Reservations } = await new EC2(ansible.configuration).describeInstances({});
    const states = Reservations?.flatMap(({ Instances = [] }) => Instances).map((i) => i.State);
    expect(new Set(states?.map((state) => state?.Name))).toEqual(new Set(["terminated"]));
  });
});
