/** The reduction leaves facts, and nothing that says whose account was recorded. */
import { expect, test } from "vitest";
import { named } from "./agreement.ts";
import { reductionOf } from "./reduction.ts";

const prefix = "asg-local-recording-abcx";

/** Names stand in angle brackets in these tests. */
const withNames = (text: string) => text.replace(/<([^>]+)>/g, (_, name) => named(name));

test.each([
  [
    "an instance",
    "instance i-0123456789abcdef0 of eni-attach-0123456789abcdef1",
    "instance <i-1> of <eni-attach-1>",
  ],
  ["an old, short id", "i-01234567", "<i-1>"],
  [
    "the account in an ARN",
    "arn:aws:ec2:us-east-1:111122223333:volume/vol-0123456789abcdef0",
    "arn:aws:ec2:us-east-1:<account-1>:volume/<vol-1>",
  ],
  ["who calls", "arn:aws:sts::111122223333:assumed-role/Admin/jane@example.com", "<*>"],
  [
    "a role of AWS's own",
    "arn:aws:iam::111122223333:role/aws-service-role/x",
    "arn:aws:iam::<account-1>:role/aws-service-role/x",
  ],
  ["a UUID", "token 5a53cf10-e4b3-467c-a37b-396c9ddfb87a", "token <uuid-1>"],
  ["a UUID that ends in digits", "5a53cf10-e4b3-467c-a37b-111122223333", "<uuid-1>"],
  ["an address", "10.237.0.15", "<address-1>"],
  ["an address of version 6", "2600:1f18:1:2:3:4:5:6", "<address-1>"],
  ["an address of version 6, shortened", "2600:1f18:41b5::15", "<address-1>"],
  ["a MAC address", "0e:ff:ef:5e:71:43", "<mac-1>"],
  ["a host", "ip-10-237-0-15.ec2.internal", "<host-1>.ec2.internal"],
  ["a public host", "ec2-3-80-1-2.compute-1.amazonaws.com", "<host-1>.compute-1.amazonaws.com"],
  ["a zone's id, which is the account's own", "us-east-1a is use1-az6", "us-east-1a is <zone-1>"],
  [
    "times in a text",
    "At 2026-09-27T12:00:00Z and at 2026-09-27 12:00:01 GMT",
    "At <*>Z and at <*> GMT",
  ],
  ["the name given to a resource", "asg-local-recording-abcx-group", "<prefix>-group"],
  [
    "what is no id",
    "t3.nano $Latest eu-central-1a 1.43.98 ami-1",
    "t3.nano $Latest eu-central-1a 1.43.98 ami-1",
  ],
])("of %s", (_, text, facts) => {
  expect(reductionOf(prefix).output(text)).toBe(withNames(facts));
});

test("the same thing has the same name everywhere, and another another", () => {
  const { input, output } = reductionOf(prefix);
  expect(output(["i-0123456789abcdef0", "i-0123456789abcdef1"])).toEqual(["i-1", "i-2"].map(named));
  expect(input({ InstanceIds: ["i-0123456789abcdef1"] })).toEqual({ InstanceIds: [named("i-2")] });
});

test("a time is a span, and what is opaque is anything", () => {
  const answer = {
    At: "2026-09-27T12:00:00Z",
    NextToken: "x",
    CreatedBy: "jane",
    Count: 1,
    Is: true,
  };
  expect(reductionOf(prefix).output(answer)).toEqual({
    At: { $within: ["2026-09-27T11:59:45Z", "2026-09-27T12:00:15Z"] },
    NextToken: { $any: true },
    CreatedBy: { $any: true },
    Count: 1,
    Is: true,
  });
});
