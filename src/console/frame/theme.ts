/** Dark or light as the system has it, or as the button says; kept in this browser only. */
import { effect, signal } from "@preact/signals";

const themes = ["system", "light", "dark"] as const;
type Theme = (typeof themes)[number];

const key = "asg-local.theme";

const isTheme = (text: string | null): text is Theme => themes.some((one) => one === text);

function kept(): Theme {
  const text = localStorage.getItem(key);
  return isTheme(text) ? text : "system";
}

const colors = new Map<string, string>();

export const theme = signal<Theme>(kept());

/** Counts the changes of colours, for what is painted and not styled. */
export const paintAge = signal(0);

export function nextTheme(): void {
  theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? "system";
  localStorage.setItem(key, theme.value);
}

effect(() => {
  const { dataset } = document.documentElement;
  if (theme.value === "system") delete dataset.theme;
  else dataset.theme = theme.value;
  colors.clear();
  paintAge.value = paintAge.peek() + 1;
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  colors.clear();
  paintAge.value += 1;
});

/** On paper it is always light, and painted before the browser takes the picture. */
export const isPrinting = signal(false);

function onPaper(isBegun: boolean): void {
  const { dataset } = document.documentElement;
  isPrinting.value = isBegun;
  if (isBegun) dataset.theme = "light";
  else if (theme.peek() === "system") delete dataset.theme;
  else dataset.theme = theme.peek();
  colors.clear();
  paintAge.value += 1;
}

addEventListener("beforeprint", () => onPaper(true));
addEventListener("afterprint", () => onPaper(false));

/** What a colour of the style sheet is now, such as `--good`: painting needs the value itself. */
export function colorOf(name: string): string {
  const known = colors.get(name);
  if (known !== undefined) return known;
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  colors.set(name, color);
  return color;
}
