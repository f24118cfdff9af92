/** What a credential in a request's address may do, and that one elsewhere does nothing. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actions } from "../../src/actions/registry.ts";
import { serviceModel, serviceNames } from "../../src/model/shapes.ts";
import { isRead } from "../../src/wire/presigned.ts";
import { actionFile } from "../architecture/unread-members.ts";
import { describeGroups, post, presigned, send } from "./send.ts";

const credential = "test/20260101/us-east-1/autoscaling/aws4_request";
const signature = presigned(credential);
const deleteGroup = "Action=DeleteAutoScalingGroup&Version=2011-01-01&AutoScalingGroupName=web";
const get = (query: string) => ({ method: "GET", url: `/?${query}` }) as const;
const strictly = { allowUnsigned: false };

describe("a credential among the parameters", () => {
  const unsigned = { status: 403, code: "MissingAuthenticationToken" };
  it.each([
    ["in a form", post(`${describeGroups}&X-Amz-Credential=${encodeURIComponent(credential)}`)],
    ["whole in a form", post(`${describeGroups}&${signature}`)],
    ["whole in the address of a POST", { ...post(""), url: `/?${describeGroups}&${signature}` }],
    [
      "half in the address and half in the form",
      { ...post(signature), url: `/?${describeGroups}` },
    ],
    ["alone in the address", get(`${describeGroups}&X-Amz-Credential=${credential}`)],
  ])("R-020 %s is no signature", async (_, request) => {
    const { told, calls } = await send(request, strictly);
    expect(told).toMatchObject(unsigned);
    expect(calls).toEqual([]);
  });

  it.each(["Algorithm", "Credential", "SignedHeaders", "Signature"])(
    "R-020 without X-Amz-%s it is no signature, nor with an empty one",
    async (name) => {
      const without = new URLSearchParams(signature);
      without.delete(`X-Amz-${name}`);
      const empty = `${without}&X-Amz-${name}=`;
      for (const members of [`${without}`, empty]) {
        const { told, calls } = await send(get(`${describeGroups}&${members}`), strictly);
        expect(told).toMatchObject(unsigned);
        expect(calls).toEqual([]);
      }
    },
  );

  it("R-020 in another algorithm it is no signature", async () => {
    const other = signature.replace("AWS4-HMAC-SHA256", "AWS4-HMAC-MD5");
    expect((await send(get(`${describeGroups}&${other}`), strictly)).told).toMatchObject(unsigned);
  });

  it("R-002 one that cannot be read is IncompleteSignature", async () => {
    const { told } = await send(get(`${describeGroups}&${presigned("a/b")}`), strictly);
    expect(told).toMatchObject({ status: 400, code: "IncompleteSignature" });
  });
});

describe("a presigned request", () => {
  it("reads, and changes nothing", async () => {
    const read = await send(get(`${describeGroups}&${signature}`), strictly);
    expect(read.told.status).toBe(200);
    const { told, calls } = await send(get(`${deleteGroup}&${signature}`), strictly);
    expect(told).toMatchObject({
      status: 403,
      code: "AccessDenied",
      message:
        "A presigned request may only read; DeleteAutoScalingGroup needs an Authorization header," +
        " which --allow-unsigned makes needless.",
    });
    expect(calls).toEqual([]);
  });

  it("may change something where an unsigned request may", async () => {
    const { told, call } = await send(get(`${deleteGroup}&${signature}`), { allowUnsigned: true });
    expect([told.status, call?.operation]).toEqual([200, "DeleteAutoScalingGroup"]);
  });
});

describe("a name that says that an operation reads", () => {
  it.each(actions.filter(({ operation }) => isRead(operation)))(
    "is true of $service $operation",
    ({ service, operation }) => {
      const file = join(import.meta.dirname, "../..", actionFile(service, operation) ?? "");
      const text = readFileSync(file, "utf8");
      const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
      expect(code).not.toMatch(/\bchanges\b/);
      expect(code).toContain(`"${operation}"`);
    },
  );

  it("is the name of no operation that makes or ends something", () => {
    const verbs = /^(Create|Delete|Put|Set|Start|Stop|Run|Update|Modify|Attach|Detach|Terminate)/;
    const all = serviceNames.flatMap((name) => [...serviceModel(name).operations.keys()]);
    expect(all.filter((operation) => isRead(operation) && verbs.test(operation))).toEqual([]);
    expect(all.filter(isRead).length).toBeGreaterThan(70);
  });

  it("begins with a whole word", () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z]{0,8}$/), (rest) => !isRead(`Get${rest}`)));
    expect(["Getaway", "describeTags", "ReDescribe", ""].filter(isRead)).toEqual([]);
  });
});
