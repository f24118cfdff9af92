/** Whole parts of a total, by counting: exact, and nothing to get wrong. */

/** The least number that is no less than so many percent of the total. */
export function leastOf(total: number, percent: number): number {
  let number = 0;
  while (number * 100 < total * percent) number += 1;
  return number;
}

/** The greatest number that is no more than so many percent of the total. */
export function mostOf(total: number, percent: number): number {
  let number = 0;
  while ((number + 1) * 100 <= total * percent) number += 1;
  return number;
}
