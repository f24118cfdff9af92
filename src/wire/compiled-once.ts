/** Caches what is compiled from the shapes of a model, so that each shape is compiled once. */
import type { ServiceModel } from "../model/shapes.ts";

/** Caches `compile`; a recursive shape gets a function that looks itself up when called. */
export function compiledOnce<Value, Result>(
  compile: (model: ServiceModel, name: string) => (value: Value) => Result,
): (model: ServiceModel, name: string) => (value: Value) => Result {
  const models = new WeakMap<ServiceModel, Map<string, (value: Value) => Result>>();
  return function compiled(model, name) {
    const known = models.get(model) ?? new Map<string, (value: Value) => Result>();
    models.set(model, known);
    const done = known.get(name);
    if (done !== undefined) return done;
    known.set(name, (value) => compiled(model, name)(value));
    const result = compile(model, name);
    known.set(name, result);
    return result;
  };
}
