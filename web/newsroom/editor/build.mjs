// node build.mjs FOLDER: makes FOLDER/editor.js of src/editor.mjs and all that it needs, and writes beside it under which
// licences its parts may be handed on.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];
mkdirSync(folder, { recursive: true });

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["src/editor.mjs"],
  outfile: join(folder, "editor.js"),
  bundle: true,
  minify: true,
  format: "iife",
  // what Firefox 91 and Chromium 92 speak: Tor Browser's age
  target: "es2021",
  charset: "utf8",
  legalComments: "none",
  banner: { js: "/* Kolokol's editor, AGPL-3.0-or-later. Its parts: editor.js.LEGAL.txt */" },
  metafile: true,
});

const names = new Set(Object.keys(metafile.inputs).map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]).filter(Boolean));
const licences = [...names].sort().map((name) => {
  const place = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(place, "package.json"), "utf8"));
  const file = readdirSync(place).find((found) => /^licen[cs]e/i.test(found));
  if (!file && !existsSync(join(place, "README.md"))) throw new Error(`${name} comes without its licence`);
  const text = file ? readFileSync(join(place, file), "utf8").trim() : "";
  return `${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync(join(folder, "editor.js.LEGAL.txt"),
  `editor.js holds these works of others.\n\n${licences.join(`\n${"-".repeat(72)}\n\n`)}`);
