/** Rows of CloudWatch, SSM and STS. */
import { expect } from "vitest";
import { newName } from "../../../support/fleet.ts";
import type { Table } from "./rows.ts";
import { alarm, alarmArn, image, metricAlarm, parameter, tag } from "./scenes.ts";
import type { Stage } from "./stage.ts";

const unknownArn = alarmArn("nowhere");
const unknownAlarm = {
  input: () => ({ ResourceARN: unknownArn, Tags: [tag], TagKeys: [tag.Key] }),
  about: `Unknown resource: ${unknownArn}`,
};
const named = async (stage: Stage) => ({ AlarmNames: [await alarm(stage), "nowhere"] });

export const cloudwatchTable: Table = {
  DeleteAlarms: {
    accepted: [{ says: "those that are there", input: named }],
    refused: [
      {
        says: "an alarm that a composite one names",
        input: async (stage) => {
          const child = await alarm(stage);
          const composite = { AlarmName: newName("composite"), AlarmRule: `ALARM(${child})` };
          await stage.send("cloudwatch", "PutCompositeAlarm", composite);
          return { AlarmNames: [child] };
        },
        code: "ValidationError",
        about: "composite alarm(s) depending on it",
      },
    ],
    faults: {
      ResourceNotFound: { never: "names that are no alarm's are passed over, as AWS does" },
    },
  },
  DescribeAlarmHistory: {
    accepted: [
      {
        says: "of one alarm",
        input: async (stage) => ({ AlarmName: await alarm(stage), MaxRecords: 1 }),
        answer: ({ AlarmHistoryItems }) => expect(AlarmHistoryItems).toHaveLength(1),
      },
    ],
  },
  DescribeAlarms: {
    accepted: [
      {
        says: "by name, without one that is unknown",
        input: named,
        answer: ({ MetricAlarms }) => expect(MetricAlarms).toHaveLength(1),
      },
      {
        says: "composite ones",
        input: async (stage) => {
          const AlarmName = newName("composite");
          const AlarmRule = `ALARM(${await alarm(stage)})`;
          await stage.send("cloudwatch", "PutCompositeAlarm", { AlarmName, AlarmRule });
          return { AlarmTypes: ["CompositeAlarm"], AlarmNames: [AlarmName] };
        },
        answer: ({ CompositeAlarms }) => expect(CompositeAlarms).toHaveLength(1),
      },
    ],
    refused: [
      {
        says: "children of an alarm that is unknown",
        input: () => ({ ChildrenOfAlarmName: "nowhere" }),
        code: "ResourceNotFound",
        about: "nowhere",
        status: 404,
      },
    ],
  },
  DescribeAlarmsForMetric: {
    accepted: [
      {
        says: "by the metric",
        input: async (stage) => {
          await alarm(stage);
          return { Namespace: "Shop", MetricName: "Errors" };
        },
        answer: ({ MetricAlarms }) => expect(MetricAlarms).not.toEqual([]),
      },
    ],
  },
  DisableAlarmActions: { accepted: [{ says: "without unknown names", input: named }] },
  EnableAlarmActions: { accepted: [{ says: "without unknown names", input: named }] },
  ListTagsForResource: {
    accepted: [
      {
        says: "of an alarm",
        input: async (stage) => ({ ResourceARN: alarmArn(await alarm(stage)) }),
        answer: ({ Tags }) => expect(Tags).toEqual([tag]),
      },
    ],
    faults: { ResourceNotFoundException: unknownAlarm },
  },
  PutCompositeAlarm: {
    accepted: [
      {
        says: "with every kind of action",
        input: async (stage) => ({
          AlarmName: newName("composite"),
          AlarmRule: `ALARM(${await alarm(stage)})`,
          AlarmDescription: "Of one",
          ActionsEnabled: false,
          Tags: [tag],
        }),
      },
    ],
    refused: [
      {
        says: "a rule that names no alarm",
        input: () => ({ AlarmName: newName("composite"), AlarmRule: "ALARM(nowhere)" }),
        code: "ValidationError",
        about: "alarms [nowhere] in the alarm rule do not exist",
      },
    ],
  },
  PutMetricAlarm: {
    accepted: [
      { says: "on one metric", input: () => ({ AlarmName: newName("alarm"), ...metricAlarm }) },
    ],
    refused: [
      {
        says: "no metric",
        input: () => ({ AlarmName: "bare", ...metricAlarm, MetricName: undefined }),
        code: "ValidationError",
        about: "The parameter MetricName is required",
      },
    ],
  },
  PutMetricData: {
    accepted: [
      {
        says: "a value",
        input: () => ({ Namespace: "Shop", MetricData: [{ MetricName: "Errors", Value: 1 }] }),
      },
    ],
    faults: {
      MissingRequiredParameterException: {
        input: () => ({ Namespace: "Shop" }),
        about: "The parameter MetricData is required.",
      },
    },
  },
  SetAlarmState: {
    accepted: [
      {
        says: "with data",
        input: async (stage) => ({
          AlarmName: await alarm(stage),
          StateValue: "ALARM",
          StateReason: "test",
          StateReasonData: "{}",
        }),
      },
    ],
    faults: {
      ResourceNotFound: {
        input: () => ({ AlarmName: "nowhere", StateValue: "OK", StateReason: "" }),
        about: "nowhere",
      },
      InvalidFormatFault: {
        input: async (stage) => ({
          AlarmName: await alarm(stage),
          StateValue: "ALARM",
          StateReason: "test",
          StateReasonData: "{",
        }),
        about: "StateReasonData was not valid JSON",
      },
    },
  },
  TagResource: {
    accepted: [
      {
        says: "an alarm",
        input: async (stage) => ({ ResourceARN: alarmArn(await alarm(stage)), Tags: [tag] }),
      },
    ],
    faults: { ResourceNotFoundException: unknownAlarm },
  },
  UntagResource: {
    accepted: [
      {
        says: "an alarm",
        input: async (stage) => ({
          ResourceARN: alarmArn(await alarm(stage)),
          TagKeys: [tag.Key, "nowhere"],
        }),
      },
    ],
    faults: { ResourceNotFoundException: unknownAlarm },
  },
};

const unknownName = { input: () => ({ Name: "/nowhere", Labels: ["live"] }), about: "" };
const ofParameter = async (stage: Stage) => ({
  ResourceType: "Parameter",
  ResourceId: await parameter(stage),
  Tags: [tag],
  TagKeys: [tag.Key],
});
const unknownResource = {
  input: () => ({
    ResourceType: "Parameter",
    ResourceId: "/nowhere",
    Tags: [tag],
    TagKeys: [tag.Key],
  }),
  about: "/nowhere",
};
const filtered = (Key: string, Option: string, Values: string[]) => ({
  Path: "/shop",
  ParameterFilters: [{ Key, Option, Values }],
});
const filterFaults = {
  InvalidFilterKey: { input: () => filtered("Name", "Equals", ["a"]), about: "Name" },
  InvalidFilterOption: { input: () => filtered("Type", "Near", ["String"]), about: "Near" },
  InvalidFilterValue: {
    input: () => ({ Path: "/shop", ParameterFilters: [{ Key: "Type" }] }),
    about: "Type",
  },
};
const put = (more: object) => () => ({
  Name: newName("/shop/put"),
  Value: "1",
  Type: "String",
  ...more,
});
const tags = (many: number) =>
  Array.from({ length: many }, (_, nth) => ({ ...tag, Key: `k${nth}` }));

export const ssmTable: Table = {
  AddTagsToResource: {
    accepted: [{ says: "a parameter", input: ofParameter }],
    faults: {
      InvalidResourceId: unknownResource,
      TooManyTagsError: {
        input: async (stage) => ({ ...(await ofParameter(stage)), Tags: tags(51) }),
        about: "too many tags",
      },
    },
  },
  DeleteParameter: {
    accepted: [{ says: "by name", input: async (stage) => ({ Name: await parameter(stage) }) }],
    faults: { ParameterNotFound: unknownName },
  },
  DeleteParameters: {
    accepted: [
      {
        says: "those that are there",
        input: async (stage) => ({ Names: [await parameter(stage), "/nowhere"] }),
        answer: ({ InvalidParameters }) => expect(InvalidParameters).toEqual(["/nowhere"]),
      },
    ],
  },
  DescribeParameters: {
    accepted: [
      {
        says: "by name",
        input: async (stage) => ({
          ParameterFilters: [{ Key: "Name", Values: [await parameter(stage)] }],
        }),
        answer: ({ Parameters }) => expect(Parameters).toHaveLength(1),
      },
    ],
    faults: {
      ...filterFaults,
      InvalidFilterKey: { input: () => filtered("Label", "Equals", ["a"]), about: "Label" },
    },
  },
  GetParameter: {
    accepted: [
      {
        says: "by name",
        input: async (stage) => ({ Name: await parameter(stage), WithDecryption: true }),
        answer: ({ Parameter }) => expect(Parameter).toMatchObject({ Value: image, Version: 1 }),
      },
    ],
    faults: {
      ParameterNotFound: unknownName,
      ParameterVersionNotFound: {
        input: async (stage) => ({ Name: `${await parameter(stage)}:7` }),
        about: "could not find version 7",
      },
    },
  },
  GetParameterHistory: {
    accepted: [
      {
        says: "oldest first",
        input: async (stage) => ({ Name: await parameter(stage) }),
        answer: ({ Parameters }) => expect(Parameters).toMatchObject([{ Version: 1 }]),
      },
    ],
    faults: { ParameterNotFound: unknownName },
  },
  GetParameters: {
    accepted: [
      {
        says: "those that are there",
        input: async (stage) => ({ Names: [await parameter(stage), "/nowhere"] }),
        answer: ({ InvalidParameters }) => expect(InvalidParameters).toEqual(["/nowhere"]),
      },
    ],
  },
  GetParametersByPath: {
    accepted: [
      {
        says: "below a path",
        input: async (stage) => {
          await parameter(stage);
          return { Path: "/shop", Recursive: true };
        },
        answer: ({ Parameters }) => expect(Parameters).not.toEqual([]),
      },
    ],
    refused: [
      {
        says: "a path that is none",
        input: () => ({ Path: "shop" }),
        code: "ValidationException",
        about: "must begin with a forward slash",
      },
    ],
    faults: filterFaults,
  },
  LabelParameterVersion: {
    accepted: [
      {
        says: "with a label that cannot be one",
        input: async (stage) => ({ Name: await parameter(stage), Labels: ["live", "1st"] }),
        answer: ({ InvalidLabels }) => expect(InvalidLabels).toEqual(["1st"]),
      },
    ],
    faults: {
      ParameterNotFound: unknownName,
      ParameterVersionNotFound: {
        input: async (stage) => ({
          Name: await parameter(stage),
          ParameterVersion: 7,
          Labels: ["live"],
        }),
        about: "could not find version 7",
      },
      ParameterVersionLabelLimitExceeded: {
        input: async (stage) => {
          const Name = await parameter(stage);
          const Labels = Array.from({ length: 10 }, (_, nth) => `label-${nth}`);
          await stage.send("ssm", "LabelParameterVersion", { Name, Labels });
          return { Name, Labels: ["one-more"] };
        },
        about: "maximum 10 labels",
      },
    },
  },
  ListTagsForResource: {
    accepted: [
      {
        says: "of a parameter",
        input: ofParameter,
        answer: ({ TagList }) => expect(TagList).toEqual([tag]),
      },
    ],
    faults: { InvalidResourceId: unknownResource },
  },
  PutParameter: {
    accepted: [
      {
        says: "with every member",
        input: put({ Description: "One", AllowedPattern: "\\d", Tier: "Standard", Tags: [tag] }),
        answer: (answer) => expect(answer).toEqual({ Version: 1, Tier: "Standard" }),
      },
    ],
    refused: [
      {
        says: "a name that is reserved",
        input: put({ Name: "/aws/shop" }),
        code: "AccessDeniedException",
        about: "/aws/shop",
      },
    ],
    faults: {
      ParameterAlreadyExists: {
        input: async (stage) => put({ Name: await parameter(stage) })(),
        about: "already exists",
      },
      HierarchyLevelLimitExceededException: {
        input: put({ Name: "/a".repeat(16) }),
        about: "maximum of 15 levels",
      },
      InvalidAllowedPatternException: { input: put({ AllowedPattern: "(" }), about: "(" },
      ParameterPatternMismatchException: { input: put({ AllowedPattern: "x+" }), about: "x+" },
      ParameterMaxVersionLimitExceeded: {
        input: async (stage) => {
          const Name = await parameter(stage);
          await stage.send("ssm", "LabelParameterVersion", { Name, Labels: ["first"] });
          const next = put({ Name, Overwrite: true })();
          for (let version = 2; version <= 100; version += 1) {
            await stage.send("ssm", "PutParameter", next);
          }
          return next;
        },
        about: "the oldest version, can't be deleted because it has a label",
      },
    },
  },
  RemoveTagsFromResource: {
    accepted: [{ says: "from a parameter", input: ofParameter }],
    faults: { InvalidResourceId: unknownResource },
  },
};

export const stsTable: Table = {
  GetCallerIdentity: {
    accepted: [
      {
        says: "whoever it is",
        input: () => ({}),
        answer: ({ Account }) => expect(Account).toBe("123456789012"),
      },
    ],
  },
};
