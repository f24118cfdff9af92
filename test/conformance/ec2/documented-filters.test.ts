/** Every filter that AWS documents works, or is refused as not emulated, never as invalid. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { serviceModel } from "../../../src/model/shapes.ts";
import { inProcess } from "../../support/in-process.ts";

const folder = new URL(
  "../../../node_modules/@aws-sdk/client-ec2/dist-types/models/",
  import.meta.url,
);
const documentation = readdirSync(folder)
  .filter((name) => name.endsWith(".d.ts"))
  .map((name) => readFileSync(new URL(name, folder), "utf8"))
  .join("\n");

/** The names in the list that the SDK's documentation of an operation's filters has. */
function documentedFilters(operation: string): readonly string[] {
  const start = documentation.indexOf(`export interface ${operation}Request {`);
  const shape = documentation.slice(start, documentation.indexOf("\n}", start));
  const [before = ""] = shape.split(/\bFilters\?: /);
  const comment = before.slice(before.lastIndexOf("/**"));
  const names = [...comment.matchAll(/<li>\s*\*?\s*<p>\s*\*?\s*<code>([^<]+)<\/code>/g)];
  const found = names.map(([, name = ""]) => name).filter((name) => !severities.has(name));
  return found.map((name) => (name === "tag" ? "tag:key" : name));
}

/** Values of a filter that the documentation lists as it lists filters. */
const severities = new Set(["informational", "low", "medium", "high", "critical"]);

const withFilters = [...serviceModel("ec2").operations.keys()].filter(
  (operation) => documentedFilters(operation).length > 0,
);

describe("documented filters of EC2's describes", () => {
  const story = inProcess();
  story.call("ec2", "RunInstances", { ImageId: "ami-1", MinCount: 1, MaxCount: 1 });

  test("are found in the SDK's documentation", () => {
    expect(withFilters.length).toBeGreaterThan(15);
    expect(documentedFilters("DescribeInstances").length).toBeGreaterThan(100);
  });

  test.each(withFilters)("of %s", (operation) => {
    const versions = operation === "DescribeLaunchTemplateVersions" ? ["$Latest"] : undefined;
    const invalid = documentedFilters(operation).filter((Name) => {
      const Filters = [{ Name, Values: [Name === "group-id" ? "sg-1" : "x"] }];
      const code = story.codeOf("ec2", operation, { Filters, Versions: versions });
      const isRefused = code === "NotImplemented" || code === "UnsupportedOperation";
      return code !== undefined && !isRefused;
    });
    expect(invalid).toEqual([]);
  });

  test("one that is not emulated is refused by its name", () => {
    const Filters = [{ Name: "hibernation-supported", Values: ["true"] }];
    expect(() => story.call("ec2", "DescribeInstanceTypes", { Filters })).toThrow(
      "asg-local does not emulate the filter hibernation-supported.",
    );
  });

  test.each([
    ["network-interface.attachment.status", "attaching", 1],
    ["network-interface.attachment.status", "attached", 0],
    ["metadata-options.http-tokens", "optional", 1],
    ["metadata-options.http-put-response-hop-limit", "1", 1],
    ["boot-mode", "uefi-*", 1],
    ["instance-lifecycle", "spot", 0],
    ["private-dns-name-options.hostname-type", "ip-name", 1],
  ])("DescribeInstances with %s %s", (Name, value, count) => {
    const { Reservations } = story.call("ec2", "DescribeInstances", {
      Filters: [{ Name, Values: [value] }],
    });
    expect(Reservations).toHaveLength(count);
  });
});
