/** A length for a style: a bare number is none. */
export const pixels = (count: number): string => `${count}px`;
