/** Thousands of cells, painted; the table of the instances holds the same. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Instance } from "../data/instances.ts";
import { goWithin, place } from "../data/place.ts";
import { countText } from "../data/times.ts";
import { pixels } from "../frame/pixels.ts";
import { colorOf, paintAge } from "../frame/theme.ts";
import type { CellGroup } from "./cell-groups.ts";
import { isSetAside, labelOf, versionOf, wordsOf } from "./cell-words.ts";

interface Layout {
  /** Of a cell with the gap beside it, in pixels. */
  readonly pitch: number;
  readonly perRow: number;
}

function layoutOf(count: number, width: number): Layout {
  const pitch = count > 2000 ? 9 : count > 600 ? 12 : 18;
  return { pitch, perRow: Math.max(1, Math.floor(width / pitch)) };
}

export function CellCanvas({ group }: { readonly group: CellGroup }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  const [reached, setReached] = useState(0);
  const { instances, name, ready } = group;
  const layout = layoutOf(instances.length, width);
  const height = Math.ceil(instances.length / layout.perRow) * layout.pitch;
  const chosen = place.value.instance;
  const age = paintAge.value;
  useLayoutEffect(() => {
    const parent = canvas.current?.parentElement;
    if (parent === null || parent === undefined) return undefined;
    const observer = new ResizeObserver(() => setWidth(parent.clientWidth));
    observer.observe(parent);
    setWidth(parent.clientWidth);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (canvas.current !== null)
      paint(canvas.current, { instances, layout, chosen, height, width });
  }, [instances, width, chosen, age]);
  const choose = (nth: number) => {
    const instance = instances[nth];
    if (instance === undefined) return;
    setReached(nth);
    goWithin({ instance: instance.id });
  };
  return (
    <canvas
      ref={canvas}
      class="cell-canvas"
      role="application"
      aria-label={
        `${countText(instances.length)} instances in ${name}, ${countText(ready)} ready; ` +
        "the arrow keys choose one"
      }
      tabIndex={0}
      style={{ width: pixels(width), height: pixels(height) }}
      onKeyDown={(event) => {
        const by = stepOf(event.key, layout.perRow);
        if (by === undefined) return;
        event.preventDefault();
        choose(Math.min(Math.max(0, reached + by), instances.length - 1));
      }}
      onClick={(event) => choose(placeUnder(event, layout))}
      onMouseMove={(event) => {
        const under = instances[placeUnder(event, layout)];
        event.currentTarget.title = under === undefined ? "" : labelOf(under);
      }}
    />
  );
}

function stepOf(key: string, perRow: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: perRow,
    ArrowUp: -perRow,
  };
  return steps[key];
}

function placeUnder({ offsetX, offsetY }: MouseEvent, { pitch, perRow }: Layout): number {
  return Math.floor(offsetY / pitch) * perRow + Math.floor(offsetX / pitch);
}

interface Painted {
  readonly instances: readonly Instance[];
  readonly layout: Layout;
  readonly chosen: string | undefined;
  readonly height: number;
  readonly width: number;
}

function paint(canvas: HTMLCanvasElement, painted: Painted): void {
  const { instances, layout, chosen, height, width } = painted;
  const { pitch, perRow } = layout;
  const context = canvas.getContext("2d");
  if (context === null || width === 0) return;
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  context.scale(devicePixelRatio, devicePixelRatio);
  const size = pitch - 2;
  context.font = `600 ${size - 5}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const hasLetters = size >= 14;
  for (const [nth, instance] of instances.entries()) {
    const { tone, letter } = wordsOf(instance);
    const x = (nth % perRow) * pitch;
    const y = Math.floor(nth / perRow) * pitch;
    const isNew = versionOf(instance) === "new";
    context.fillStyle = colorOf(isNew ? `--${tone}` : `--${tone}-tint`);
    context.fillRect(x, y, size, size);
    if (!isNew) {
      context.strokeStyle = colorOf(`--${tone}`);
      context.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
    }
    if (instance.id === chosen) outline(context, { x, y, size });
    context.fillStyle = colorOf(isNew ? "--on-tone" : `--${tone}`);
    if (isSetAside(instance)) corner(context, { x, y, size });
    if (!hasLetters) continue;
    context.fillText(letter, x + size / 2, y + size / 2 + 0.5);
  }
}

interface Square {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

function corner(context: CanvasRenderingContext2D, { x, y, size }: Square): void {
  const side = size / 3;
  context.beginPath();
  context.moveTo(x + size - side, y);
  context.lineTo(x + size, y);
  context.lineTo(x + size, y + side);
  context.fill();
}

function outline(context: CanvasRenderingContext2D, { x, y, size }: Square): void {
  context.strokeStyle = colorOf("--text");
  context.lineWidth = 2;
  context.strokeRect(x, y, size, size);
  context.lineWidth = 1;
}
