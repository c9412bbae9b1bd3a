/**
 * The files of the live view. In the sources they are bundled when somebody wants them and they are missing or older
 * than what they are made from; an installed package brings them along.
 */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "#rig/cli/packageRoot.ts";
import { placeholderPage, type StaticFile, staticFiles } from "#rig/live/staticFiles.ts";

const ui = join(packageRoot, "ui");
const built = join(ui, "dist");
const recipe = join(ui, "vite.config.ts");
/** What the page is made from. */
const ingredients = ["models", "scenarios", "reports", "ui"].map((folder) => join(packageRoot, folder));

function isStale(): boolean {
  const index = join(built, "index.html");
  if (!existsSync(index)) return true;
  const since = statSync(index).mtimeMs;
  return ingredients.some((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).some(
      (entry) =>
        entry.isFile() &&
        !entry.parentPath.startsWith(built) &&
        /\.(tsx?|css|html|svg|json)$/.test(entry.name) &&
        statSync(join(entry.parentPath, entry.name)).mtimeMs > since,
    ),
  );
}

/** `say` hears why the page is not there, when it can't be made. */
export async function livePage(say: (line: string) => void): Promise<ReadonlyMap<string, StaticFile>> {
  if (existsSync(recipe) && isStale()) {
    try {
      const { build } = await import("vite");
      await build({ configFile: recipe, logLevel: "silent" });
    } catch (error) {
      say(`the page can't be built: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const files = staticFiles(built);
  return files.has("/") ? files : placeholderPage();
}
