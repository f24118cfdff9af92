/** What is said of parameters that cannot become a typed input, and of hostile ones. */

import { describe, expect, it } from "vitest";
import { ServiceError } from "../../src/model/faults.ts";
import type { ServiceName } from "../../src/model/shapes.ts";
import { decodeInput, parseParameters } from "../../src/wire/query.ts";

const decoded = (operation: string, text: string, service: ServiceName = "autoscaling") =>
  decodeInput(service, operation, parseParameters(text));

function refusal(run: () => unknown): readonly [string, number, string] | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError) return [error.code, error.status, error.message];
    throw error;
  }
}

const start = "StartInstanceRefresh";

const integer = "expected an integer";
const refused: readonly [rule: string, text: string, message: string][] = [
  [
    "R-031 text",
    "Preferences.InstanceWarmup=abc",
    `Value 'abc' for parameter Preferences.InstanceWarmup is invalid: ${integer}`,
  ],
  [
    "R-031 empty",
    "Preferences.InstanceWarmup=",
    `Value '' for parameter Preferences.InstanceWarmup is invalid: ${integer}`,
  ],
  [
    "R-031 fraction",
    "Preferences.InstanceWarmup=1.5",
    `Value '1.5' for parameter Preferences.InstanceWarmup is invalid: ${integer}`,
  ],
  [
    "R-031 hexadecimal",
    "Preferences.InstanceWarmup=0x10",
    `Value '0x10' for parameter Preferences.InstanceWarmup is invalid: ${integer}`,
  ],
  [
    "R-031 beyond 32 bits",
    "Preferences.InstanceWarmup=2147483648",
    `Value '2147483648' for parameter Preferences.InstanceWarmup is invalid: ${integer}`,
  ],
  [
    "R-031 item of a list",
    "Preferences.CheckpointPercentages.member.3=x",
    `Value 'x' for parameter Preferences.CheckpointPercentages.member.3 is invalid: ${integer}`,
  ],
  [
    "R-007 boolean",
    "Preferences.SkipMatching=yes",
    "Value 'yes' for parameter Preferences.SkipMatching is invalid: expected a boolean",
  ],
  ["R-003 text for a structure", "Preferences=90", "Unexpected complex element termination"],
  [
    "R-003 members of a text",
    "AutoScalingGroupName.member.1=a",
    "Start of structure or map found where not expected.",
  ],
  [
    "R-004 text for a list",
    "Preferences.CheckpointPercentages=50",
    "Unexpected list element termination",
  ],
  [
    "R-004 list without member",
    "Preferences.CheckpointPercentages.1=50",
    "Unexpected list element termination",
  ],
  [
    "R-004 list index that is no number",
    "Preferences.CheckpointPercentages.member.first=50",
    "Unexpected list element termination",
  ],
  [
    "R-004 list index of ten digits",
    "Preferences.CheckpointPercentages.member.1000000000=50",
    "Unexpected list element termination",
  ],
  [
    "R-003 nesting without end",
    `Preferences.${"A.".repeat(30)}A=1`,
    "A parameter is nested too deep",
  ],
];

describe("an unreadable request", () => {
  it.each(refused)("%s is MalformedInput 400", (_rule, text, message) => {
    expect(refusal(() => decoded(start, text))).toEqual(["MalformedInput", 400, message]);
  });

  it.each(["soon", "2026-13-01T00:00:00Z", "1e9", "2026-09-27T14:44:04.814+", ""])(
    "R-031 a timestamp %j is MalformedInput",
    (time) => {
      const text = `StartTime=${encodeURIComponent(time)}`;
      const answer = refusal(() => decoded("PutScheduledUpdateGroupAction", text));
      expect(answer).toEqual(["MalformedInput", 400, "timestamp must follow ISO8601"]);
    },
  );

  it("bytes that are not base64 are refused by name", () => {
    const parameters = "KeyName=deploy&PublicKeyMaterial=c3No*";
    expect(refusal(() => decoded("ImportKeyPair", parameters, "ec2"))).toEqual([
      "InvalidParameterValue",
      400,
      "Value 'c3No*' for parameter PublicKeyMaterial is invalid: expected base64",
    ]);
  });

  it("R-031 in EC2 the code is InvalidParameterValue", () => {
    const answer = refusal(() => decoded("DescribeInstances", "MaxResults=many", "ec2"));
    const message = `Value 'many' for parameter MaxResults is invalid: ${integer}`;
    expect(answer).toEqual(["InvalidParameterValue", 400, message]);
  });

  it.each(["%", "%Z1", "a=%E0%A4%A", "a=%FF", "a=%C0%AF", "%ED%A0%80=1"])(
    "R-001 broken percent-encoding %j is MalformedQueryString",
    (text) => {
      const message = "The query string contains a syntax error.";
      expect(refusal(() => parseParameters(text))).toEqual(["MalformedQueryString", 400, message]);
    },
  );

  it("R-006 more than 10,000 parameters are refused", () => {
    const pairs = (count: number) => Array.from({ length: count }, (_, n) => `a${n}=`).join("&");
    expect(parseParameters(pairs(10_000)).size).toBe(10_000);
    expect(refusal(() => parseParameters(pairs(10_001)))?.[0]).toBe("MalformedQueryString");
  });
});

describe("hostile names", () => {
  it.each(["__proto__", "constructor", "prototype", "toString"])(
    "R-006 %s pollutes nothing as a parameter, a segment or a list index",
    (name) => {
      const text = [
        `${name}.polluted=1`,
        `${name}=1`,
        `Preferences.${name}.polluted=1`,
        `AutoScalingGroupName=a`,
      ].join("&");
      expect(decoded(start, text)).toEqual({ Preferences: {}, AutoScalingGroupName: "a" });
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      const index = `Preferences.CheckpointPercentages.member.${name}=1`;
      expect(refusal(() => decoded(start, index))?.[0]).toBe("MalformedInput");
    },
  );

  it("R-003 10,000 deep parameters are read before the runner gives up", {
    timeout: 20_000,
  }, () => {
    const deep = Array.from({ length: 10_000 }, (_, n) => `Preferences.a${n}${".b".repeat(20)}=1`);
    expect(decoded(start, deep.join("&"))).toEqual({ Preferences: {} });
  });
});
