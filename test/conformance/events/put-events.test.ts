/** PutEvents and TestEventPattern through the real SDK. */
import {
  PutEventsCommand,
  type PutEventsRequestEntry,
  TestEventPatternCommand,
} from "@aws-sdk/client-eventbridge";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { refusalOf } from "../../support/refusal.ts";

const { events, emulator } = await startEmulator();

const entry = { Source: "shop", DetailType: "sold", Detail: '{"id": 1}' };
const put = async (...Entries: PutEventsRequestEntry[]) => {
  const { $metadata: _, ...answer } = await events.send(new PutEventsCommand({ Entries }));
  return answer;
};

describe("PutEvents", () => {
  test("each entry is taken or refused by itself, in the order of the request", async () => {
    const { Detail: _, ...withoutDetail } = entry;
    const answer = await put(
      entry,
      { ...entry, Source: "aws.autoscaling" },
      withoutDetail,
      { ...entry, Source: "" },
      { ...entry, DetailType: undefined },
      { ...entry, Detail: '["a"]' },
      { ...entry, Detail: "{" },
      entry,
    );
    const missing = (name: string) => ({
      ErrorCode: "InvalidArgument",
      ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
    });
    const malformed = { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
    const taken = { EventId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) };
    expect(answer).toEqual({
      FailedEntryCount: 6,
      Entries: [
        taken,
        {
          ErrorCode: "NotAuthorizedForSourceException",
          ErrorMessage: "Not authorized for the source.",
        },
        missing("Detail"),
        missing("Source"),
        missing("DetailType"),
        malformed,
        malformed,
        taken,
      ],
    });
    expect(new Set(answer.Entries?.map(({ EventId }) => EventId)).size).toBe(3);
  });

  test("an unknown bus is answered like a known one, and nothing is kept", async () => {
    const before = emulator.lastSequence();
    expect(await put({ ...entry, EventBusName: "orders" })).toMatchObject({
      FailedEntryCount: 0,
      Entries: [{ EventId: expect.any(String) }],
    });
    expect(emulator.lastSequence()).toBe(before);
  });

  test("no more than ten entries, and 256 KB of all of them", async () => {
    expect(await refusalOf(put(...Array<typeof entry>(11).fill(entry)))).toMatchObject({
      code: "ValidationException",
      message: expect.stringContaining("Member must have length less than or equal to 10"),
    });
    const half = { ...entry, Detail: JSON.stringify({ text: "x".repeat(131_060) }) };
    expect(await put(half)).toMatchObject({ FailedEntryCount: 0 });
    expect(await refusalOf(put(half, half))).toEqual({
      code: "ValidationException",
      message: "Total size of the entries in the request is over the limit.",
      status: 400,
    });
  });
});

describe("TestEventPattern", () => {
  const event = {
    id: "1",
    account: "123456789012",
    source: "shop",
    time: "2026-09-27T12:00:00Z",
    region: "us-east-1",
    "detail-type": "sold",
    detail: { price: 5 },
  };
  const asked = async (pattern: unknown, given: unknown = event) => {
    const [EventPattern, Event] = [JSON.stringify(pattern), JSON.stringify(given)];
    return (await events.send(new TestEventPatternCommand({ EventPattern, Event }))).Result;
  };

  test("it says whether the pattern matches", async () => {
    expect(await asked({ detail: { price: [{ numeric: ["<", 10] }] } })).toBe(true);
    expect(await asked({ detail: { price: [{ numeric: [">", 10] }] } })).toBe(false);
  });

  test.each([["text"], [["list"]], [{ id: "1" }]])("%j is no event", async (given) => {
    expect(await refusalOf(asked({ source: ["shop"] }, given))).toEqual({
      code: "ValidationException",
      message: "Parameter Event is not valid.",
      status: 400,
    });
  });
});
