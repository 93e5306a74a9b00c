/**
 * A rule of `deno lint` for lib/: it runs in Deno, Node, Bun and a browser, so it uses nothing that
 * only some of them have, and it prints nothing.
 *
 * @module
 */

import { fileURLToPath } from "node:url";

/** What is out of bounds in lib/, and what to use instead. */
const NAMES: Record<string, string> = {
  Deno: "the library runs elsewhere too; take what you need as an option",
  process: "the library runs elsewhere too; take what you need as an option",
  Buffer: "the library runs elsewhere too; use Uint8Array",
  console: "the library does not print; return it, throw it or call a hook",
};

const LIB = fileURLToPath(new URL("../lib/", import.meta.url));

const plugin: Deno.lint.Plugin = {
  name: "doapi",
  rules: {
    "portable-library": {
      create(context) {
        if (!context.filename.startsWith(LIB)) return {};
        const check = (node: Deno.lint.Node) => {
          if (node.type !== "Identifier") return;
          const why = Object.hasOwn(NAMES, node.name) ? NAMES[node.name] : undefined;
          if (why) context.report({ node, message: `No ${node.name} in lib/: ${why}` });
        };
        return {
          MemberExpression(node) {
            check(node.object);
            if (node.object.type === "Identifier" && node.object.name === "globalThis") {
              check(node.property);
            }
          },
          TSQualifiedName: (node) => check(node.left),
          UnaryExpression: (node) => check(node.argument),
          CallExpression: (node) => node.arguments.forEach(check),
          VariableDeclarator: (node) => node.init && check(node.init),
        };
      },
    },
  },
};

export default plugin;
