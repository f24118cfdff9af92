/** Every constraint of every input member of the neighbours' operations: refused in AWS's words. */
import { expect, test } from "vitest";
import { serviceModel } from "../../../../src/model/shapes.ts";
import { type Refusal, refusalOf } from "../../../support/refusal.ts";
import { type ConstraintCase, constraintCasesOf } from "../autoscaling/constraint-cases.ts";
import { ec2RefusalOf, isOfEc2Model } from "./ec2-constraints.ts";
import { type Neighbour, neighbours, startStage } from "./stage.ts";

const { ask, emulator } = await startStage();

/** The first needs a signature for several regions, the second a body that is refused before. */
const unsendable = ["endpointId", "targets.1.member.appSyncParameters.graphQLOperation: too long"];

const cases = neighbours.flatMap((service) =>
  [...serviceModel(service).operations.keys()].map(
    (operation) => [service, operation, casesOf(service, operation)] as const,
  ),
);
const withCases = cases.filter(([, , found]) => found.length > 0);

test.each(withCases)("constraints of %s %s", async (service, operation, found) => {
  const before = emulator.lastSequence();
  const wrong: object[] = [];
  for (const one of found) {
    const refusal = await refusalOf(ask(service, operation, one.input)).catch(String);
    const expected = expectedOf(service, operation, one);
    if (JSON.stringify(refusal) !== JSON.stringify(expected)) {
      wrong.push({ says: one.says, refusal, expected });
    }
  }
  expect(wrong).toEqual([]);
  expect(emulator.lastSequence(), "nothing has happened").toBe(before);
});

test("there are cases of every kind, and many", () => {
  const all = cases.flatMap(([, , found]) => found.map(({ says }) => says.split(": ")[1] ?? ""));
  const kinds = [
    "missing",
    "too short",
    "too long",
    "too small",
    "too large",
    "too few",
    "too many",
    "against the pattern",
    "no value of the enumeration",
  ];
  expect(kinds.filter((kind) => !all.includes(kind))).toEqual([]);
  expect(all.length).toBeGreaterThan(500);
});

function casesOf(service: Neighbour, operation: string): readonly ConstraintCase[] {
  const all = constraintCasesOf(operation, service);
  if (service === "ec2") return all.filter((one) => isOfEc2Model(operation, one));
  return all.filter(({ says }) => !unsendable.some((member) => says.startsWith(member)));
}

/**
 * CloudWatch keeps its code of the query protocol; SSM and EventBridge never had another than the
 * shape's name, and JSON can carry what XML shows as unknown.
 */
function expectedOf(service: Neighbour, operation: string, one: ConstraintCase): Refusal {
  if (service === "ec2") return ec2RefusalOf(operation, one);
  if (service !== "ssm" && service !== "events")
    return { code: "ValidationError", message: one.message, status: 400 };
  const message = one.message.replaceAll("\uFFFD", "\u0007");
  return { code: "ValidationException", message, status: 400 };
}
