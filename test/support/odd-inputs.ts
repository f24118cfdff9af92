/** Makes inputs that are odd in one place out of inputs that an operation accepts. */
import { type ServiceModel, type Shape, shapeOf } from "../../src/model/shapes.ts";
import type { Random } from "../wire/random-values.ts";

const texts = [
  "",
  " ",
  "a",
  "0",
  "-1",
  "*",
  "?",
  "[",
  "\\",
  "\\*",
  "(",
  "%",
  "{}",
  "null",
  "é",
  "\u{1f680}",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "length",
  "$Latest",
  "$Default",
  "web",
  "default",
  "self",
  "amazon",
  "resolve:ssm:/a",
  "/a/b",
  "HTTP:80/",
  "TCP:80",
  "10.0.0.0/16",
  "10.0.0.0/33",
  "999.1.1.1/8",
  "0.0.0.0/0",
  "::/0",
  ":::/64",
  "tcp",
  "icmp",
  "us-east-1a",
  "us-east-1z",
  "t3.nano",
  "t3.",
  "i-",
  "i-0123456789abcdef0",
  "ami-12345678",
  "arn:aws:",
  "arn:aws:x:loadbalancer/a/b/c",
  "2026-09-27T12:00:00Z",
  "MQ==",
  "x".repeat(300),
  "tag:Name",
  "tag-key",
  "vpc-id",
  "availability-zone",
  "sg-",
  "1/2/3",
  "1e3",
  "* * * * *",
];
const numbers = [-2_147_483_648, -1, 0, 1, 2, 3, 50, 100, 65_535, 2_147_483_647];

export interface Oddness {
  readonly model: ServiceModel;
  readonly random: Random;
  /** Texts that mean something in the world there is, such as ids; more come with each input. */
  readonly known: string[];
}

/** The input with one to three of its places changed, filled, emptied or doubled. */
export function oddInput(oddness: Oddness, shape: string, input: unknown): object {
  const times = 1 + oddness.random.below(3);
  let odd = input;
  for (let time = 0; time < times; time++) odd = changed(oddness, shape, odd);
  return odd as object;
}

function changed(oddness: Oddness, name: string, value: unknown): unknown {
  const shape = shapeOf(oddness.model, name);
  const { random } = oddness;
  if (value === undefined) return newValue(oddness, name, 0);
  if (shape.type === "structure") return changedMembers(oddness, shape, value as Members);
  if (shape.type !== "list") return newValue(oddness, name, 0);
  const items = value as readonly unknown[];
  const at = random.below(items.length + 1);
  const [item] = items.slice(at);
  const others = items.toSpliced(at, 1);
  const added = item === undefined ? newValue(oddness, shape.item, 0) : item;
  const another = changed(oddness, shape.item, added);
  return [others, [...items, added], [another, ...others], [another]][random.below(4)];
}

type Members = Readonly<Record<string, unknown>>;

/** Those that are there are changed as often as the many that are not. */
function changedMembers(
  oddness: Oddness,
  { members }: Extract<Shape, { type: "structure" }>,
  value: Members,
): Members {
  const { random } = oddness;
  const given = members.filter(({ name }) => value[name] !== undefined);
  const among = given.length > 0 && random.below(2) === 0 ? given : members;
  const member = among[random.below(among.length)];
  if (member === undefined) return value;
  const { [member.name]: present, ...others } = value;
  if (present !== undefined && random.below(8) === 0) return others;
  return { ...value, [member.name]: changed(oddness, member.shape, present) };
}

/** Structures inside structures get fewer members, and at last none. */
function newValue(oddness: Oddness, name: string, depth: number): unknown {
  const { model, random, known } = oddness;
  const shape = shapeOf(model, name);
  const pick = <T>(values: readonly T[]) => values[random.below(values.length)] as T;
  switch (shape.type) {
    case "structure": {
      const wanted = shape.members.filter(
        ({ required }) => depth < 4 && (required || random.below(2 + depth) === 0),
      );
      const entries = wanted.map((one) => [one.name, newValue(oddness, one.shape, depth + 1)]);
      return Object.fromEntries(entries);
    }
    case "list":
      return Array.from({ length: random.below(3) }, () =>
        newValue(oddness, shape.item, depth + 1),
      );
    case "map":
      return { [pick(texts)]: newValue(oddness, shape.item, depth + 1) };
    case "boolean":
      return random.below(2) === 0;
    case "timestamp":
      return new Date(Date.parse("2026-09-27T12:00:00Z") + pick(numbers) * 1000);
    case "blob":
      return new TextEncoder().encode(pick(texts));
    case "string":
      if (shape.enum !== undefined && random.below(10) > 0) return pick(shape.enum);
      return pick(random.below(2) === 0 && known.length > 0 ? known : texts);
    default:
      return Math.max(shape.min ?? -1, Math.min(shape.max ?? 2_147_483_647, pick(numbers)));
  }
}

/** The texts in an input or in an answer. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return value.length < 200 ? [value] : [];
  if (typeof value !== "object" || value === null || value instanceof Date) return [];
  return Object.values(value).flatMap(textsIn);
}
