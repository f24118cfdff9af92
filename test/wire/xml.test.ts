/** The documents themselves, and what an independent XML reader finds in them. */

import { XMLParser } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { ec2Error, fault, ServiceError } from "../../src/model/faults.ts";
import { serviceModel } from "../../src/model/shapes.ts";
import { encodeAnswer, encodeError } from "../../src/wire/xml.ts";

const id = "684afae6-9068-41d2-8c26-9d88dc4fdecb";
const namespace = "http://autoscaling.amazonaws.com/doc/2011-01-01/";
const metadata = `<ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata>`;
const reader = new XMLParser({ htmlEntities: true, trimValues: false, parseTagValue: false });

const document = (named: Parameters<typeof encodeAnswer>[0], output: unknown) => {
  const { before, after } = encodeAnswer(named, output);
  return `${before}${id}${after}`;
};
const answer = (operation: string, output: unknown) =>
  document({ service: "autoscaling", operation }, output);
const refreshes = (...items: object[]) =>
  answer("DescribeInstanceRefreshes", { InstanceRefreshes: items });

describe("Query answers", () => {
  it("R-008 R-009 R-010 root, result and request id stand as in AWS's sample", () => {
    expect(answer("StartInstanceRefresh", { InstanceRefreshId: "b4aa1614" })).toBe(
      `<StartInstanceRefreshResponse xmlns="${namespace}"><StartInstanceRefreshResult>` +
        "<InstanceRefreshId>b4aa1614</InstanceRefreshId></StartInstanceRefreshResult>" +
        `${metadata}</StartInstanceRefreshResponse>`,
    );
  });

  it.each([
    "CreateAutoScalingGroup",
    "UpdateAutoScalingGroup",
    "DeleteAutoScalingGroup",
    "SetDesiredCapacity",
    "SetInstanceHealth",
    "AttachInstances",
    "SuspendProcesses",
    "ResumeProcesses",
    "CreateOrUpdateTags",
    "DeleteTags",
  ])("G-001 %s has no Result element", (operation) => {
    expect(answer(operation, {})).toBe(
      `<${operation}Response xmlns="${namespace}">${metadata}</${operation}Response>`,
    );
  });

  it.each([
    "SetInstanceProtection",
    "PutLifecycleHook",
    "DeleteLifecycleHook",
    "PutWarmPool",
    "CompleteLifecycleAction",
    "RecordLifecycleActionHeartbeat",
    "DeleteWarmPool",
  ])("G-002 %s has an empty Result element", (operation) => {
    expect(answer(operation, {})).toBe(
      `<${operation}Response xmlns="${namespace}"><${operation}Result></${operation}Result>` +
        `${metadata}</${operation}Response>`,
    );
  });

  it("R-013 whole seconds have no fraction, others milliseconds", () => {
    const xml = refreshes({
      StartTime: new Date("2026-09-27T14:42:09Z"),
      RollbackDetails: { RollbackStartTime: new Date("2026-09-27T14:44:04.814Z") },
    });
    expect(xml).toContain("<StartTime>2026-09-27T14:42:09Z</StartTime>");
    expect(xml).toContain("<RollbackStartTime>2026-09-27T14:44:04.814Z</RollbackStartTime>");
  });

  it("R-014 booleans and numbers are plain text", () => {
    const xml = refreshes({ PercentageComplete: 0, Preferences: { SkipMatching: false } });
    expect(xml).toContain("<PercentageComplete>0</PercentageComplete>");
    expect(xml).toContain("<SkipMatching>false</SkipMatching>");
  });

  it("R-015 a member without a value is left out, an empty structure is written", () => {
    const xml = refreshes({
      Status: undefined,
      Preferences: { BakeTime: undefined, AlarmSpecification: {} },
    });
    expect(xml).toContain(
      "<member><Preferences><AlarmSpecification></AlarmSpecification></Preferences></member>",
    );
  });

  it("R-016 an empty list is written", () => {
    expect(refreshes()).toContain(
      "<DescribeInstanceRefreshesResult><InstanceRefreshes></InstanceRefreshes></",
    );
  });

  it("R-017 members stand in the model's order, whatever the order of the output", () => {
    const names = [
      "InstanceRefreshId",
      "AutoScalingGroupName",
      "Status",
      "StatusReason",
      "PercentageComplete",
      "InstancesToUpdate",
      "Strategy",
    ];
    const values = names.map((name, index): [string, unknown] => [name, index]);
    const record = Object.fromEntries(values.reverse().map(([name, n]) => [name, String(n)]));
    const numbers = { PercentageComplete: 4, InstancesToUpdate: 5 };
    const xml = refreshes({ ...record, ...numbers });
    expect([...xml.matchAll(/<(\w+)>\d</g)].map(([, name]) => name)).toEqual(names);
  });

  it("R-018 a reader finds the text that was written, hostile or not", () => {
    const text = `<&>"']]> isn\u2019t \u{1f680} \r\n\t end `;
    const result = { InstanceRefreshes: { member: { StatusReason: text } } };
    expect(reader.parse(refreshes({ StatusReason: text }))).toMatchObject({
      DescribeInstanceRefreshesResponse: { DescribeInstanceRefreshesResult: result },
    });
    expect(refreshes({ StatusReason: "\r" })).toContain("&#xD;");
  });

  it("R-018 characters that XML forbids become U+FFFD, so the document stays readable", () => {
    const xml = refreshes({ StatusReason: "a\u0000b\u001fc\ud800d\udc00e\ufffef\u{1f680}" });
    expect(xml).toContain(
      "<StatusReason>a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\u{1f680}</StatusReason>",
    );
  });

  it("R-014 a number that no client could read is a programmer's error", () => {
    expect(() => refreshes({ PercentageComplete: Number.NaN })).toThrow("cannot be sent");
  });
});

describe("EC2 answers", () => {
  const ec2Namespace = "http://ec2.amazonaws.com/doc/2016-11-15/";

  it("G-132 requestId comes first, names are lower camel, items are item", () => {
    const output = {
      LaunchTemplates: [
        {
          LaunchTemplateId: "lt-1",
          CreateTime: new Date("2026-09-27T14:42:09Z"),
          Tags: [{ Key: "a", Value: "b" }],
        },
      ],
    };
    const operation = "DescribeLaunchTemplates";
    expect(document({ service: "ec2", operation }, output)).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n<${operation}Response xmlns="${ec2Namespace}">` +
        `<requestId>${id}</requestId><launchTemplates><item><launchTemplateId>lt-1` +
        "</launchTemplateId><createTime>2026-09-27T14:42:09.000Z</createTime><tagSet><item>" +
        "<key>a</key><value>b</value></item></tagSet></item></launchTemplates>" +
        `</${operation}Response>`,
    );
  });

  it("G-132 an operation without output says that it was done", () => {
    const xml = document({ service: "ec2", operation: "CreateTags" }, {});
    expect(xml).toContain(`<requestId>${id}</requestId><return>true</return></CreateTagsResponse>`);
  });

  it("G-132 an error has no Type and no namespace", () => {
    const error = ec2Error("InvalidLaunchTemplateId.NotFound", "lt-1 <gone>");
    expect(encodeError("ec2", error, id)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error>' +
        "<Code>InvalidLaunchTemplateId.NotFound</Code><Message>lt-1 &lt;gone&gt;</Message>" +
        `</Error></Errors><RequestID>${id}</RequestID></Response>`,
    );
  });
});

describe("Query errors", () => {
  it("R-011 R-012 a caller's error is the sender's", () => {
    const error = new ServiceError("ValidationError", "AutoScalingGroup name not found - null");
    expect(encodeError("autoscaling", error, id)).toBe(
      `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>ValidationError</Code>` +
        "<Message>AutoScalingGroup name not found - null</Message></Error>" +
        `<RequestId>${id}</RequestId></ErrorResponse>`,
    );
  });

  it("R-012 a 500 is the receiver's, though the model flags it as the sender's", () => {
    const error = fault("autoscaling", "ResourceContentionFault", "wait");
    expect(encodeError("autoscaling", error, id)).toContain("<Type>Receiver</Type>");
  });
});

describe("every operation", () => {
  it.each(["autoscaling", "ec2"] as const)("%s answers an empty output readably", (service) => {
    for (const operation of serviceModel(service).operations.keys()) {
      const read = reader.parse(document({ service, operation }, {})) as object;
      expect(Object.keys(read)).toContain(`${operation}Response`);
    }
  });
});
