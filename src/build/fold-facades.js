/**
 * Folds away files that only pass on what another file has: the bundler makes one for each module
 * that is loaded later and lies in a larger chunk. Without them the package has a fifth fewer files.
 */

/** Such as `export { t as waitForRefresh } from "./wait2.js";`. */
const facade = /^export \{ ([^}]+) \} from "(\.\/[^"]+)";$/;

/** The value that the facade's namespace would be: each name with what the other file calls it. */
function namespaceOf(names) {
  const members = names.split(", ").map((one) => {
    const [inner, outer = inner] = one.split(" as ");
    return `${outer}: m.${inner}`;
  });
  return `(m) => ({ ${members.join(", ")} })`;
}

export const foldFacades = {
  name: "fold-facades",
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter(({ type }) => type === "chunk");
    for (const { code, fileName, isEntry } of chunks) {
      const [, names, target] = (!isEntry && facade.exec(code.trim())) || [];
      if (target === undefined) continue;
      const before = `import("./${fileName}")`;
      const after = `import("${target}").then(${namespaceOf(names)})`;
      for (const other of chunks) {
        if (other.code.includes(before)) other.code = other.code.replaceAll(before, after);
      }
      delete bundle[fileName];
    }
  },
};
