/** Faults with unwritable codes are refused at every door; their texts travel as they are (D12). */
import { decode } from "cborg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ServiceError } from "../../src/model/faults.ts";
import { readPlanRequest } from "../../src/preview/plan-schema.ts";
import { worldSchema } from "../../src/world-file/schema.ts";
import { serveWebFleet, type WebFleet } from "../control/web-fleet.ts";
import { scope } from "../wire/send.ts";
import { wireApp } from "../wire/server.ts";

let fleet: WebFleet;
beforeAll(async () => {
  fleet = await serveWebFleet();
});
afterEach(() => fleet.server.inject({ method: "DELETE", url: "/_asg-local/faults" }));
afterAll(() => fleet.server.close());

const target = "GraniteServiceVersion20100801";
const signed = { authorization: scope("monitoring", "test", "us-east-1") };
const protocols = {
  Query: {
    url: "/",
    headers: { ...signed, "content-type": "application/x-www-form-urlencoded" },
    payload: "Action=DescribeAlarms&Version=2010-08-01",
  },
  JSON: {
    url: "/",
    headers: {
      ...signed,
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `${target}.DescribeAlarms`,
    },
    payload: "{}",
  },
  CBOR: {
    url: `/service/${target}/operation/DescribeAlarms`,
    headers: { ...signed, "smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor" },
    payload: Buffer.from([0xa0]),
  },
} as const;
type Name = keyof typeof protocols;
const names = Object.keys(protocols) as Name[];

/** The text of the error in an answer of the protocol. */
function messageIn(name: Name, body: Buffer): string {
  if (name === "CBOR") return decode(body).message;
  if (name === "JSON") return JSON.parse(body.toString()).message;
  const text = /<Message>([^<]*)<\/Message>/.exec(body.toString())?.[1] ?? "";
  return text.replaceAll("&#xD;", "\r");
}

const wrongCodes = ["A\r\nX: y", "A\nB", "caf\u00e9", "\u{1f600}", "a b", "a;b", "\u001b[2J", ""];
const faultWith = (error: string) => ({ kind: "api", error, status: 400, message: "m" });

describe.each(wrongCodes.map((code) => [JSON.stringify(code), code]))(
  "the code %s is refused (D12)",
  (_, code) => {
    const faults = [
      faultWith(code),
      { kind: "launch", launchError: code, launchMessage: "m" },
      { kind: "zone", availabilityZone: "us-east-1a", launchError: code, launchMessage: "m" },
    ];

    test.each(faults)("by the control API, which the library asks: $kind", async (fault) => {
      expect((await fleet.post("faults", fault)).status).toBe(400);
      expect((await fleet.get("faults")).body.faults).toEqual([]);
    });

    test.each(faults)("by world files and plans: $kind", (fault) => {
      expect(worldSchema.safeParse({ regions: [{ faults: [fault] }] }).success).toBe(false);
      const request = { describedGroup: { size: 1 }, faults: [fault] };
      expect(() => readPlanRequest(request)).toThrow("faults.0.");
    });
  },
);

describe.each(names)("over %s", (name) => {
  test("a fault's text may hold what no header can carry (D12)", async () => {
    const message = "one\r\ntwo\u2028 \u{1f600} caf\u00e9";
    const fault = { kind: "api", error: "Oops.A:b_c-1", status: 418, message };
    expect((await fleet.post("faults", fault)).status).toBe(200);
    const answer = await fleet.server.inject({ method: "POST", ...protocols[name] });
    expect(answer.statusCode).toBe(418);
    expect(messageIn(name, answer.rawPayload)).toBe(message);
    if (name !== "Query") {
      expect(answer.headers["x-amzn-query-error"]).toBe("Oops.A:b_c-1;Sender");
    }
  });

  test("a code from elsewhere cannot make an answer unwritable (D12)", async () => {
    const call = () => {
      throw new ServiceError("A\r\nX: \u{1f600}", "told");
    };
    const app = wireApp({ call, allowUnsigned: false });
    const answer = await app.inject({ method: "POST", ...protocols[name] });
    await app.close();
    expect(answer.statusCode).toBe(400);
    expect(messageIn(name, answer.rawPayload)).toBe("told");
    expect(answer.headers.x).toBeUndefined();
    if (name !== "Query") expect(answer.headers["x-amzn-query-error"]).toBe("A??X: ?;Sender");
  });
});
