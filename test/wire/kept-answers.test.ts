/** Which requests are the same request, and when an answer is no longer given again. */
import { describe, expect, it } from "vitest";
import { ServiceError } from "../../src/model/faults.ts";
import { keepAnswers } from "../../src/wire/kept-answers.ts";
import type { WireOptions } from "../../src/wire/plugin.ts";
import { wireApp } from "./server.ts";

const signedBy = (key: string, more = "", region = "us-east-1") =>
  `AWS4-HMAC-SHA256 Credential=${key}/20260101/${region}/autoscaling/aws4_request${more}`;

const asked = {
  method: "POST",
  url: "/",
  headers: {
    "content-type": "application/x-www-form-urlencoded",
    authorization: signedBy("111111111111", ", SignedHeaders=host, Signature=01"),
  },
  payload: "Action=DescribeAutoScalingGroups&Version=2011-01-01",
} as const;

/** A door to a world whose only group is named by how often it was asked for. */
function door(changed: Partial<WireOptions> = {}) {
  const callers: string[] = [];
  let state = {};
  const app = wireApp({
    standing: { state: () => state, stands: () => true },
    call: ({ caller, input }) => {
      callers.push(`${caller.account} ${caller.region} ${JSON.stringify(input)}`);
      return { AutoScalingGroups: [{ AutoScalingGroupName: `web-${callers.length}` }] };
    },
    allowUnsigned: false,
    ...changed,
  });
  const ask = async (headers: object = {}, payload: string = asked.payload) => {
    const { body } = await app.inject({
      ...asked,
      payload,
      headers: { ...asked.headers, ...headers },
    });
    return /<AutoScalingGroupName>([^<]*)|<Code>([^<]*)/.exec(body)?.slice(1).join("") ?? body;
  };
  const change = () => {
    state = {};
  };
  return { app, ask, change, callers };
}

describe("an answer that stands", () => {
  it("is given again to the same words, whatever signature they have, with a new id", async () => {
    const { app } = door();
    const [first, second] = [await app.inject(asked), await app.inject(resigned)];
    expect(second.body).toContain("web-1");
    expect(second.headers["content-type"]).toBe(first.headers["content-type"]);
    expect(second.headers["x-amzn-requestid"]).not.toBe(first.headers["x-amzn-requestid"]);
    expect(second.body).toContain(`<RequestId>${second.headers["x-amzn-requestid"]}</RequestId>`);
    const id = /<RequestId>[^<]*/;
    expect(second.body.replace(id, "")).toBe(first.body.replace(id, ""));
  });

  it("ends with the next change, for everybody", async () => {
    const { ask, change } = door();
    expect([await ask(), await ask()]).toEqual(["web-1", "web-1"]);
    change();
    expect([await ask(), await ask()]).toEqual(["web-2", "web-2"]);
  });

  it.each([
    ["another account", { authorization: signedBy("222222222222", ", SignedHeaders=host") }],
    ["another region", { authorization: signedBy("111111111111", ",", "eu-west-1") }],
    [
      "a signature that names its credential later",
      {
        authorization: `AWS4-HMAC-SHA256 SignedHeaders=host, ${signedBy("333333333333").slice(17)}`,
      },
    ],
    ["other words", {}, `${asked.payload}&MaxRecords=1`],
  ])("is not given to %s", async (_, headers, payload?) => {
    const { ask, callers } = door();
    await ask();
    expect(await ask(headers, payload)).toBe("web-2");
    expect(new Set(callers).size).toBe(2);
  });

  it("is not given to a request that nobody signed", async () => {
    const { ask } = door();
    await ask();
    expect(await ask({ authorization: "" })).toBe("IncompleteSignature");
    expect(await ask({ authorization: "Basic AWS4-HMAC-SHA256" })).toBe("IncompleteSignature");
  });

  it("is none where a fault may decide otherwise each time", async () => {
    const { ask } = door({ standing: { state: () => ({}), stands: () => false } });
    expect([await ask(), await ask()]).toEqual(["web-1", "web-2"]);
  });

  it("is none of a call that was refused", async () => {
    let count = 0;
    const { ask } = door({
      call: () => {
        count += 1;
        throw new ServiceError("ValidationError", `no ${count}`);
      },
    });
    expect([await ask(), await ask()]).toEqual(["ValidationError", "ValidationError"]);
    expect(count).toBe(2);
  });
});

const resigned = {
  ...asked,
  headers: { ...asked.headers, authorization: `${asked.headers.authorization}ff` },
};

describe("the store of answers", () => {
  const written = (before: string) => ({ before, after: "", headers: {} });
  const answer = { service: "autoscaling", action: "DescribeTags", group: undefined } as const;

  it("forgets all when it would hold more than 1,000", () => {
    const state = {};
    const { keep, find } = keepAnswers(() => state);
    for (let n = 0; n < 1000; n += 1) keep(`${n}`, state, { ...answer, written: written("x") });
    expect(find("0")).toBeDefined();
    keep("1000", state, { ...answer, written: written("x") });
    expect(["0", "999", "1000"].map(find)).toEqual([undefined, undefined, undefined]);
  });

  it("forgets all when it would hold more than 64 MiB", () => {
    const state = {};
    const { keep, find } = keepAnswers(() => state);
    const long = { ...answer, written: written("x".repeat(40 * 1024 * 1024)) };
    keep("a", state, long);
    expect(find("a")).toBeDefined();
    keep("b", state, long);
    expect([find("a"), find("b")]).toEqual([undefined, undefined]);
  });

  it("keeps nothing of a state that has passed", () => {
    let state = { nth: 1 };
    const { keep, find } = keepAnswers(() => state);
    const before = state;
    state = { nth: 2 };
    keep("a", before, { ...answer, written: written("x") });
    expect(find("a")).toBeUndefined();
  });
});
