/** What a page needs besides its script: styles, the document, its picture, all compressed too. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const folder = "src/console";
const styles = "src/console/style";

/** In order of their names, in which later ones win. */
const styleSheets = () =>
  readdirSync(styles)
    .sort()
    .map((name) => join(styles, name));

/** Comments and indentation are for those who write styles. */
function withoutComments(css) {
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/\s*\n\s*/g, "\n")
    .trim();
}

export const pageFiles = {
  name: "page-files",
  generateBundle(_options, bundle) {
    const source = styleSheets().map((path) => withoutComments(readFileSync(path, "utf8")));
    const style = this.emitFile({ type: "asset", name: "console.css", source: source.join("\n") });
    const script = Object.values(bundle).find(({ isEntry }) => isEntry);
    const page = readFileSync(join(folder, "index.html"), "utf8")
      .replace("{script}", script.fileName)
      .replace("{style}", this.getFileName(style));
    this.emitFile({ type: "asset", fileName: "index.html", source: page });
    const icon = readFileSync(join(folder, "favicon.svg"), "utf8");
    this.emitFile({ type: "asset", fileName: "favicon.svg", source: icon });
  },
  writeBundle({ dir }, bundle) {
    // The document and its picture fit into one packet as they are.
    for (const name of Object.keys(bundle).filter((one) => /\.(css|js)$/.test(one))) {
      const bytes = readFileSync(join(dir, name));
      writeFileSync(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes));
    }
  },
};
