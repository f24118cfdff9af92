/** The comparison with recordings finds what differs, and binds names as it meets them. */
import { describe, expect, it } from "vitest";
import { type Bindings, filledIn, mismatches, named, plain } from "./agreement.ts";

const compare = (recorded: unknown, answered: unknown, mode: "exact" | "subset" = "exact") => {
  const bindings: Bindings = new Map();
  const places = mismatches(recorded, answered, { at: "", mode, bindings }).map(({ at }) => at);
  return { places, bindings };
};

describe("agreement with a recorded answer", () => {
  it("finds members that are missing, other or too many", () => {
    const recorded = { a: 1, list: [{ b: "x" }, { b: "y" }], gone: true };
    const answered = { a: 2, list: [{ b: "x", more: 1 }, { b: "z" }, { b: "w" }], new: 0 };
    const inExact = ["a", "list[0].more", "list[1].b", "list[2]", "gone", "new"];
    expect(compare(recorded, answered).places).toEqual(inExact);
    const inSubset = ["a", "list[1].b", "list[2]", "gone"];
    expect(compare(recorded, answered, "subset").places).toEqual(inSubset);
  });

  it("binds a name where it is first met, and compares afterwards", () => {
    const recorded = { id: named("id"), text: `instance ${named("id")} of ${named("*")}.` };
    expect(compare(recorded, { id: "i-1", text: "instance i-1 of web." }).places).toEqual([]);
    const other = compare(recorded, { id: "i-1", text: "instance i-2 of web." });
    expect(other.places).toEqual(["text"]);
    expect(other.bindings).toEqual(new Map([["id", "i-1"]]));
  });

  it("takes texts with signs of regular expressions as they are", () => {
    expect(compare(`a.b ($1) ${named("x")}?`, "a.b ($1) c?").places).toEqual([]);
    expect(compare("a.b", "axb").places).toEqual([""]);
  });

  it("compares ranges, sets and parts where it is asked to", () => {
    expect(compare({ $within: [1, 3] }, 2).places).toEqual([]);
    expect(compare({ $within: ["2026-01-01", "2026-01-02"] }, "2026-01-03").places).toEqual([""]);
    expect(compare({ $anyOrder: [{ a: 1 }, { a: 2 }] }, [{ a: 2 }, { a: 1 }]).places).toEqual([]);
    expect(compare({ $anyOrder: [1] }, [1, 2]).places).toEqual([""]);
    expect(compare({ $contains: [1] }, [2, 1]).places).toEqual([]);
    expect(compare({ a: { $subset: { b: 1 } } }, { a: { b: 1, c: 2 } }).places).toEqual([]);
    expect(compare({ a: { $absent: true } }, {}).places).toEqual([]);
    expect(compare({ a: { $any: true } }, {}).places).toEqual(["a"]);
    expect(() => compare({ $other: 1 }, 1)).toThrow("no comparison is called $other");
  });

  it("fills names into inputs, and refuses one that nothing has shown", () => {
    const bindings = new Map([["id", "i-1"]]);
    expect(filledIn({ Ids: [named("id")], n: 1 }, bindings)).toEqual({ Ids: ["i-1"], n: 1 });
    const dated = { at: { $date: "2026-01-01T00:00:00Z" } };
    expect(filledIn(dated, bindings)).toEqual({ at: new Date("2026-01-01T00:00:00Z") });
    expect(() => filledIn(named("other"), bindings)).toThrow("nothing has shown yet what other is");
  });

  it("reads an SDK's answer without metadata, with times as text", () => {
    const answer = { $metadata: {}, a: undefined, at: [new Date("2026-01-01T00:00:00.250Z")] };
    expect(plain(answer)).toEqual({ at: ["2026-01-01T00:00:00Z"] });
  });
});
