/** The call that takes a deployment back. */
import { expect, test } from "vitest";
import { undoRequest } from "../../src/undo/request.ts";
import { chooseTarget } from "../../src/undo/target.ts";
import { deployed, history, refresh, templateId, version } from "./builders.ts";

const echo = {
  MinHealthyPercentage: 80,
  MaxHealthyPercentage: 120,
  InstanceWarmup: 60,
  ScaleInProtectedInstances: "Wait",
  StandbyInstances: "Ignore",
  SkipMatching: false,
  AutoRollback: true,
  CheckpointPercentages: [50, 100],
  CheckpointDelay: 600,
  BakeTime: 900,
  AlarmSpecification: { Alarms: ["slow"] },
} as const;
const newest = refresh("bbbb", 12, {
  DesiredConfiguration: version("2"),
  Preferences: {
    ...echo,
    CheckpointPercentages: [50, 100],
    AlarmSpecification: { Alarms: ["slow"] },
  },
});
const known = history(version("2"), [deployed("aaaa", 11, "1"), newest]);
const target = chooseTarget({}, known);

test("is one call with ids alone, and what was chosen for safety (U-030, U-031)", () => {
  expect(undoRequest({ target }, known)).toEqual({
    AutoScalingGroupName: "web",
    DesiredConfiguration: { LaunchTemplate: { LaunchTemplateId: templateId, Version: "1" } },
    Preferences: {
      MinHealthyPercentage: 80,
      MaxHealthyPercentage: 120,
      InstanceWarmup: 60,
      ScaleInProtectedInstances: "Wait",
      StandbyInstances: "Ignore",
      SkipMatching: true,
      AutoRollback: false,
    },
  });
});

test("the user's preferences come over all of these (U-031)", () => {
  const preferences = { SkipMatching: false, BakeTime: 60 };
  expect(undoRequest({ target, preferences }, known).Preferences).toMatchObject({
    ...preferences,
    InstanceWarmup: 60,
  });
});

test("without any deployment AWS's defaults take their place (U-031)", () => {
  const none = history(version("2"), []);
  const named = chooseTarget({ toVersion: 1 }, none);
  expect(undoRequest({ target: named }, none).Preferences).toEqual({
    SkipMatching: true,
    AutoRollback: false,
  });
});

test("phases bring the checkpoints, and the deployment's delay (U-055)", () => {
  const { Preferences } = undoRequest({ target, checkpointPercentages: [40, 100] }, known);
  expect(Preferences).toMatchObject({ CheckpointPercentages: [40, 100], CheckpointDelay: 600 });
  const plain = history(version("2"), [deployed("aaaa", 11, "1"), deployed("bbbb", 12, "2")]);
  const { Preferences: own } = undoRequest({ target, checkpointPercentages: [40, 100] }, plain);
  expect(own).not.toHaveProperty("CheckpointDelay");
});

test("root volumes are replaced again only if each override has an image (U-032)", () => {
  const withImages = (ImageId?: string) => ({
    MixedInstancesPolicy: {
      LaunchTemplate: {
        LaunchTemplateSpecification: version("1").LaunchTemplate,
        Overrides: [{ InstanceType: "m5.large", ...(ImageId && { ImageId }) }],
      },
    },
  });
  const strategyFor = (ImageId?: string) => {
    const older = refresh("aaaa", 11, { DesiredConfiguration: withImages(ImageId) });
    const last = refresh("bbbb", 12, {
      DesiredConfiguration: withImages("ami-2"),
      Strategy: "ReplaceRootVolume",
    });
    const found = history(withImages("ami-2"), [older, last]);
    return undoRequest({ target: chooseTarget({}, found) }, found).Strategy;
  };
  expect([strategyFor("ami-1"), strategyFor()]).toEqual(["ReplaceRootVolume", undefined]);
});
