/**
 * How the command is bundled into dist/bundle, where dependencies stay what they are. AWS's models
 * are read as files beside the code that asks for them, so they are copied to both places.
 */
import { cpSync, readFileSync } from "node:fs";

const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));

/** @type {import("rolldown").RolldownOptions} */
export default {
  input: "dist/main.js",
  external: Object.keys(dependencies),
  platform: "node",
  // Whatever it has to say about the code is a mistake in it.
  onLog: (_level, { message }) => {
    throw new Error(message);
  },
  output: { dir: "dist/bundle", format: "esm", chunkFileNames: "[name].js" },
  plugins: [
    {
      name: "models-of-aws",
      writeBundle() {
        for (const place of ["dist/model/generated", "dist/bundle/generated"]) {
          cpSync("src/model/generated", place, { recursive: true });
        }
      },
    },
  ],
};
