/**
 * The Chromium that comes inside an npm package (@sparticuz/chromium, a development dependency, Linux x64): packed for
 * serverless machines, so unpacking it takes some persuasion. It brings its own libraries and one font, Open Sans. It is
 * an old browser, for the project's own pages only.
 */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const packageName = "@sparticuz/chromium";
const require = createRequire(import.meta.url);

function packageFolder(): string | null {
  try {
    // build/cjs/index.cjs
    return resolve(dirname(require.resolve(packageName)), "../..");
  } catch {
    return null;
  }
}

/** Its fonts.conf names folders of another machine: text would have no width. */
const fontsConfiguration = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>
`;

/**
 * Unpacks beside the final folder and renames, so that a half-unpacked browser is never found and the first of several
 * processes wins. The package decides by its environment where and what it unpacks: it gets a process of its own.
 */
async function unpack(into: string): Promise<void> {
  mkdirSync(dirname(into), { recursive: true });
  const half = mkdtempSync(`${into}.`);
  try {
    await promisify(execFile)(
      process.execPath,
      [
        "--eval",
        `import(${JSON.stringify(pathToFileURL(require.resolve(packageName)).href)}).then(({ default: chromium }) => chromium.executablePath())`,
      ],
      // The runtime's name makes it unpack its own NSS libraries.
      { env: { ...process.env, TMPDIR: half, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" } },
    );
    writeFileSync(join(half, "fonts/fonts.conf"), fontsConfiguration(into));
    if (!existsSync(into)) renameSync(half, into);
  } catch (error) {
    if (!existsSync(into)) throw error;
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

/** Where it is unpacked, and what its process needs in its environment. */
export async function bundledChromium(): Promise<
  | { readonly executablePath: string; readonly env: Readonly<Record<string, string>> }
  | { readonly missing: string }
> {
  const packed = packageFolder();
  if (packed === null) return { missing: "none is installed" };
  if (process.platform !== "linux" || process.arch !== "x64")
    return { missing: `none is installed, and ${packageName} is for Linux on x64 only` };
  const { version } = JSON.parse(readFileSync(join(packed, "package.json"), "utf8")) as { version: string };
  const folder = resolve(packed, "../../.cache", `chromium-${version}`);
  try {
    if (!existsSync(folder)) await unpack(folder);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { missing: `${packageName} could not be unpacked into ${folder} (${why.replace(/\s+/g, " ")})` };
  }
  return {
    executablePath: join(folder, "chromium"),
    env: { LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_PATH: join(folder, "fonts") },
  };
}
