/** Leaves out what is undefined, for records in which a member is there or not. */

/** Members that may be undefined become members that may be missing. */
export type Given<T> = {
  [M in keyof T as undefined extends T[M] ? never : M]: T[M];
} & {
  [M in keyof T as undefined extends T[M] ? M : never]?: Exclude<T[M], undefined>;
};

/** The members that are not undefined, in their order. */
export function givenOnly<T extends object>(members: T): Given<T> {
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Given<T>;
}
