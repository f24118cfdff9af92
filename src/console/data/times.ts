/** Instants and spans as the page writes them: UTC always, the same words everywhere. */

/** Milliseconds since 1970 of an ISO 8601 text. */
export const instantOf = (text: string): number => Date.parse(text);

const two = (count: number) => String(count).padStart(2, "0");

/** `06:20:10`, in UTC. */
export function clockText(at: number): string {
  return new Date(at).toISOString().slice(11, 19);
}

/** `2026-03-01 06:20:10`, in UTC. */
export function dateText(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}

/** `1 h 05 min`, `10 min 15 s`, `42 s`: two units at most. */
export function spanText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24];
  const [minutes, rest] = [Math.floor(seconds / 60) % 60, seconds % 60];
  if (days > 0) return hours === 0 ? `${days} d` : `${days} d ${hours} h`;
  if (hours > 0) return minutes === 0 ? `${hours} h` : `${hours} h ${two(minutes)} min`;
  if (minutes > 0) return rest === 0 ? `${minutes} min` : `${minutes} min ${two(rest)} s`;
  return `${rest} s`;
}

/** `0:08:30`, for axes: the time since something began. */
export function elapsedText(milliseconds: number): string {
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const sign = milliseconds < 0 ? "-" : "";
  return `${sign}${hours}:${two(minutes)}:${two(seconds % 60)}`;
}

/** `12`, `1,234`: with separators, as in a table. */
export const countText = (count: number): string =>
  String(count).replaceAll(/\B(?=(\d{3})+$)/g, ",");

/** `1 instance`, `12 instances`. */
export function countOf(count: number, one: string, several = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : several}`;
}
