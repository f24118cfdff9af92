/** Raw requests of CloudWatch's three protocols: what chooses one, and what each answers. */
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { decode, encode } from "cborg";
import { describe, expect, it } from "vitest";
import { fault, ServiceError, validationError } from "../../src/model/faults.ts";
import type { Call } from "../../src/wire/call.ts";
import type { WireOptions } from "../../src/wire/plugin.ts";
import { scope } from "./send.ts";
import { wireApp } from "./server.ts";

const target = "GraniteServiceVersion20100801";
const signed = { authorization: scope("monitoring") };
const alarms = {
  MetricAlarms: [{ AlarmName: "cpu", Threshold: 80, StateUpdatedTimestamp: new Date(1_500) }],
  CompositeAlarms: [],
  NextToken: undefined,
};

interface Sent {
  readonly headers?: Record<string, string>;
  readonly payload?: string | Buffer;
  readonly url?: string;
}

async function send(request: Sent, changed: Partial<WireOptions> = {}) {
  const calls: Call[] = [];
  const call = (received: Call) => {
    calls.push(received);
    return alarms;
  };
  const app = wireApp({ call, allowUnsigned: false, ...changed });
  const headers = { ...signed, ...request.headers };
  const { payload = "", url = "/" } = request;
  const reply = await app.inject({ method: "POST", url, headers, payload });
  await app.close();
  return { reply, call: calls[0] };
}

const query = (payload: string): Sent => ({
  payload,
  headers: { "content-type": "application/x-www-form-urlencoded" },
});
const json = (operation: string, document: unknown, version = "1.0"): Sent => ({
  payload: typeof document === "string" ? document : JSON.stringify(document),
  headers: {
    "content-type": `application/x-amz-json-${version}`,
    "x-amz-target": operation.includes(".") ? operation : `${target}.${operation}`,
  },
});
const cbor = (operation: string, document: unknown): Sent => ({
  url: `/service/${target}/operation/${operation}`,
  payload: Buffer.from(encode(document)),
  headers: { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" },
});
const read = (body: Uint8Array) =>
  decode(body, { tags: { 1: (content) => ({ seconds: content() }) } });
const throwing = (error: unknown) => ({
  call: () => {
    throw error;
  },
});

describe("one call in three protocols", () => {
  const expected = {
    service: "cloudwatch",
    operation: "DescribeAlarms",
    input: { AlarmNames: ["cpu"], MaxRecords: 5 },
    caller: { account: "000000000000", region: "eu-west-3" },
  };
  const input = { AlarmNames: ["cpu"], MaxRecords: 5, Unheard: { Of: 1 }, NextToken: null };

  it("R-001 a form is answered with XML", async () => {
    const form = `Action=DescribeAlarms&Version=2010-08-01&AlarmNames.member.1=cpu&MaxRecords=5`;
    const { reply, call } = await send(query(form));
    expect(call).toMatchObject(expected);
    expect(reply.headers["content-type"]).toBe("text/xml");
    expect(reply.body).toContain('xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"');
    expect(reply.body).toContain("<StateUpdatedTimestamp>1970-01-01T00:00:01.500Z<");
  });

  it("X-Amz-Target is answered with JSON, times in seconds", async () => {
    const { reply, call } = await send(json("DescribeAlarms", input));
    expect(call).toMatchObject(expected);
    expect(call?.input).toEqual(expected.input);
    expect(reply.headers["content-type"]).toBe("application/x-amz-json-1.0");
    expect(reply.headers["x-amzn-requestid"]).toMatch(/^0{8}-/);
    expect(JSON.parse(reply.body)).toEqual({
      CompositeAlarms: [],
      MetricAlarms: [{ AlarmName: "cpu", StateUpdatedTimestamp: 1.5, Threshold: 80 }],
    });
  });

  it("JSON 1.1 is answered with JSON 1.1", async () => {
    const { reply, call } = await send(json("DescribeAlarms", input, "1.1"));
    expect(call).toMatchObject(expected);
    expect(reply.headers["content-type"]).toBe("application/x-amz-json-1.1");
  });

  it("smithy-protocol is answered with CBOR, times tagged and fractions as floats", async () => {
    const { reply, call } = await send(cbor("DescribeAlarms", input));
    expect(call).toMatchObject(expected);
    expect(call?.input).toEqual(expected.input);
    expect(reply.headers).toMatchObject({
      "content-type": "application/cbor",
      "smithy-protocol": "rpc-v2-cbor",
    });
    expect(read(reply.rawPayload)).toEqual({
      CompositeAlarms: [],
      MetricAlarms: [{ AlarmName: "cpu", StateUpdatedTimestamp: { seconds: 1.5 }, Threshold: 80 }],
    });
    const eightyAsFloat = Buffer.from([0xfb, 0x40, 0x54, 0, 0, 0, 0, 0, 0]);
    expect(reply.rawPayload.includes(eightyAsFloat)).toBe(true);
  });

  it("times come in as seconds: a number in JSON, tagged in CBOR", async () => {
    const inJson = await send(json("DescribeAlarmHistory", { StartDate: 1.25 }));
    expect(inJson.call?.input).toEqual({ StartDate: new Date(1250) });
    const tagged = {
      ...cbor("DescribeAlarmHistory", {}),
      payload: Buffer.from("a1695374617274446174 65c1187b".replace(" ", ""), "hex"),
    };
    expect((await send(tagged)).call?.input).toEqual({ StartDate: new Date(123_000) });
  });

  it("CBOR of indefinite length is read", async () => {
    const payload = Buffer.from("bf6a4d61785265636f72647305ff", "hex");
    const { call } = await send({ ...cbor("DescribeAlarms", {}), payload });
    expect(call?.input).toEqual({ MaxRecords: 5 });
  });

  it("an operation without output is answered with an empty document", async () => {
    const changed = { call: () => ({}) };
    expect((await send(json("DeleteAlarms", { AlarmNames: ["a"] }), changed)).reply.body).toBe(
      "{}",
    );
    const { reply } = await send(cbor("DeleteAlarms", { AlarmNames: ["a"] }), changed);
    expect(reply.rawPayload).toEqual(Buffer.from([0xa0]));
  });

  it("an operation that is not emulated is called with no input", async () => {
    const { call } = await send(json("ListMetrics", { Namespace: "x" }));
    expect(call).toMatchObject({ operation: "ListMetrics", input: {} });
  });

  it("a body packed with gzip is unpacked", async () => {
    const plain = json("DescribeAlarms", {});
    const headers = { ...plain.headers, "content-encoding": "gzip" };
    const payload = gzipSync(JSON.stringify({ MaxRecords: 7 }));
    expect((await send({ headers, payload })).call?.input).toEqual({ MaxRecords: 7 });
    const form = query("");
    const packed = {
      payload: gzipSync("Action=DescribeAlarms&Version=2010-08-01&MaxRecords=8"),
      headers: { ...form.headers, "content-encoding": "gzip" },
    };
    expect((await send(packed)).call?.input).toEqual({ MaxRecords: 8 });
    const bomb = gzipSync(Buffer.alloc(2 * 1024 * 1024));
    const { reply } = await send({ headers, payload: bomb });
    expect(reply.statusCode).toBe(413);
    expect(reply.json()).toMatchObject({
      __type: "com.amazonaws.cloudwatch#RequestEntityTooLarge",
    });
    expect((await send({ headers, payload: "no gzip" })).reply.statusCode).toBe(400);
  });
});

describe("errors", () => {
  const notFound = fault("cloudwatch", "InvalidParameterValueException", "no");

  it("R-011 in the query protocol are XML with the short code", async () => {
    const form = "Action=DescribeAlarms&Version=2010-08-01";
    const { reply } = await send(query(form), throwing(notFound));
    expect(reply.statusCode).toBe(400);
    expect(reply.body).toContain("<Code>InvalidParameterValue</Code><Message>no</Message>");
  });

  const forms = [
    {
      name: "JSON",
      request: json("DescribeAlarms", {}),
      parse: (body: Buffer) => JSON.parse(body.toString()) as unknown,
    },
    { name: "CBOR", request: cbor("DescribeAlarms", {}), parse: read },
  ];

  it.each(forms)(
    "in $name name the shape, and the query code in a header",
    async ({ request, parse }) => {
      const { reply } = await send(request, throwing(notFound));
      expect(reply.statusCode).toBe(400);
      expect(reply.headers["x-amzn-query-error"]).toBe("InvalidParameterValue;Sender");
      expect(parse(reply.rawPayload)).toEqual({
        __type: "com.amazonaws.cloudwatch#InvalidParameterValueException",
        message: "no",
      });
    },
  );

  it.each(forms)(
    "in $name: ValidationError, 501 and our own failures",
    async ({ request, parse }) => {
      const told = async (error: unknown) => {
        const { reply } = await send(request, throwing(error));
        const { __type } = parse(reply.rawPayload) as { __type: string };
        return [reply.statusCode, __type.split("#")[1], reply.headers["x-amzn-query-error"]];
      };
      expect(await told(validationError("x"))).toEqual([
        400,
        "ValidationException",
        "ValidationError;Sender",
      ]);
      expect(await told(new ServiceError("NotImplemented", "x", 501))).toEqual([
        501,
        "NotImplemented",
        "NotImplemented;Receiver",
      ]);
      expect(await told(new Error("bug"))).toEqual([
        500,
        "InternalFailure",
        "InternalFailure;Receiver",
      ]);
    },
  );

  const badDocuments: [title: string, request: Sent, message: string][] = [
    ["broken JSON", json("DescribeAlarms", "{"), "The body is not application/x-amz-json-1.0."],
    [
      "JSON that is no object",
      json("DescribeAlarms", "[]"),
      "The value at '/' is invalid: expected a structure.",
    ],
    [
      "a text for a number",
      json("DescribeAlarms", { MaxRecords: "5" }),
      "The value at '/MaxRecords' is invalid: expected an integer.",
    ],
    [
      "a fraction for an integer",
      json("DescribeAlarms", { MaxRecords: 1.5 }),
      "The value at '/MaxRecords' is invalid: expected an integer.",
    ],
    [
      "a number for a text",
      json("DescribeAlarms", { AlarmNames: [7] }),
      "The value at '/AlarmNames/0' is invalid: expected a string.",
    ],
    [
      "a text for a list",
      json("DescribeAlarms", { AlarmNames: "x" }),
      "The value at '/AlarmNames' is invalid: expected a list.",
    ],
    [
      "a text for a time",
      json("DescribeAlarmHistory", { StartDate: "now" }),
      "The value at '/StartDate' is invalid: expected a timestamp.",
    ],
    [
      "a text for a boolean",
      json("PutMetricAlarm", { AlarmName: "a", ActionsEnabled: "true" }),
      "The value at '/ActionsEnabled' is invalid: expected a boolean.",
    ],
    [
      "a document of lists without end",
      { ...cbor("DescribeAlarms", {}), payload: Buffer.alloc(900_000, 0x81) },
      "The body is not application/cbor.",
    ],
    [
      "cut CBOR",
      { ...cbor("DescribeAlarms", {}), payload: Buffer.from([0xa1]) },
      "The body is not application/cbor.",
    ],
  ];
  it.each(badDocuments)("%s is SerializationException", async (_, request, message) => {
    const { reply, call } = await send(request);
    const isJson = reply.headers["content-type"] !== "application/cbor";
    const told = isJson ? reply.json() : read(reply.rawPayload);
    expect(reply.statusCode).toBe(400);
    expect(told).toEqual({ __type: "com.amazonaws.cloudwatch#SerializationException", message });
    expect(call).toBeUndefined();
  });

  it("R-027 a broken constraint is said in AWS's words", async () => {
    const { reply } = await send(json("DescribeAlarms", { MaxRecords: 101 }));
    expect(reply.json<{ message: string }>().message).toBe(
      "1 validation error detected: Value '101' at 'maxRecords' failed to satisfy constraint: " +
        "Member must have value less than or equal to 100",
    );
  });

  const unknown: [title: string, request: Sent][] = [
    ["an operation", json("NoSuchThing", {})],
    ["an operation of a prototype", json("__proto__", {})],
    ["a service", json("Elsewhere.DescribeAlarms", {})],
    ["a target without a dot", json(".", {})],
    ["an operation in CBOR", cbor("NoSuchThing", {})],
  ];
  it.each(unknown)("%s that is unknown is UnknownOperationException", async (_, request) => {
    const { reply, call } = await send(request);
    expect(reply.statusCode).toBe(400);
    expect(reply.body).toContain("#UnknownOperationException");
    expect(call).toBeUndefined();
  });

  it("RPC's path is nothing without its header", async () => {
    const { url } = cbor("DescribeAlarms", {});
    const { reply } = await send({ ...query(""), url: url ?? "" });
    expect(reply.statusCode).toBe(404);
  });

  it("R-020 a request without a signature is refused in its own protocol", async () => {
    const { headers, payload } = json("DescribeAlarms", {});
    const app = wireApp({ allowUnsigned: false });
    const reply = await app.inject({
      method: "POST",
      url: "/",
      headers: headers ?? {},
      payload: payload ?? "",
    });
    await app.close();
    expect(reply.statusCode).toBe(403);
    expect(reply.json()).toMatchObject({
      __type: "com.amazonaws.cloudwatch#MissingAuthenticationToken",
    });
  });
});
