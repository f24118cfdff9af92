/** Spans of time as people say them. */

/** `1h 5s`, `10m 15s`, `0s`: every unit that counts. */
export function spanText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [
    { count: Math.floor(whole / 86_400), unit: "d" },
    { count: Math.floor(whole / 3600) % 24, unit: "h" },
    { count: Math.floor(whole / 60) % 60, unit: "m" },
    { count: whole % 60, unit: "s" },
  ];
  const shown = parts.filter(({ count }) => count > 0);
  if (shown.length === 0) return "0s";
  return shown.map(({ count, unit }) => `${count}${unit}`).join(" ");
}
