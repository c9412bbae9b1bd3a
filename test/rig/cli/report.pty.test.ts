/** `conto-rig report`: what was stored, told again. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { htmlReport } from "#reports/html.ts";
import { recordOf } from "#reports/record.ts";
import { findBrowser } from "#rig/browser/findBrowser.ts";
import { openSqliteStore } from "#rig/store/sqliteStore.ts";
import { sampleEvents } from "../../reports/sampleRun.ts";
import { cli, folder } from "./cli.ts";
import { readZip } from "./zip.ts";

const here = folder();
afterAll(() => here.remove());
const store = join(here.path, "store.sqlite");
const whole = "2025-03-01-a";
const broken = "2025-03-02-b";
const report = (...args: string[]) => cli(["report", "--store", store, ...args], here.path);

beforeAll(async () => {
  const opened = await openSqliteStore(store);
  const later = sampleEvents.map((event) =>
    event.type === "runStarted" ? { ...event, run: broken, startedAt: "2025-03-02T08:00:00Z" } : event,
  );
  await opened.append(whole, 0, sampleEvents);
  await opened.append(broken, 0, later.slice(0, 8));
  await opened.close();
});

describe("conto-rig report", () => {
  it("tells a stored run in every text form, into the run's own folder, as on the day", async () => {
    const { code, stdout } = await report(whole, "--as", "html,junit,json,md,csv");
    expect(code).toBe(0);
    const names = ["report.html", "junit.xml", "run.json", "report.md", "comparisons.csv", "readings.csv"];
    expect(stdout.split("\n")).toEqual([...names.map((name) => join(whole, name)), ""]);
    expect(readFileSync(join(here.path, whole, "report.html"), "utf8")).toBe(
      htmlReport(recordOf(sampleEvents), "en"),
    );
    expect(JSON.parse(readFileSync(join(here.path, whole, "run.json"), "utf8"))).toMatchObject({
      schema: "conto-rig.run/1",
      verdict: "error",
      complete: true,
    });
  });
  it("takes the latest run by itself, and says that it has no end", async () => {
    const { code, stdout, stderr } = await report("--as", "md", "--out", "-");
    expect(code).toBe(0);
    expect(stdout).toContain("it is under way, or it broke off");
    expect(stdout).toContain(broken);
    expect(stderr).toBe(`run ${broken} has no end: it is under way, or it broke off; the report says so\n`);
  });
  it("takes the beginning of a name, French words and figures, and another folder", async () => {
    const { code } = await report(
      "2025-03-01",
      "--as",
      "xlsx,csv",
      "--out",
      "elsewhere",
      "--language",
      "fr",
      "--decimal-comma",
    );
    expect(code).toBe(0);
    const csv = readFileSync(join(here.path, "elsewhere/comparisons.csv"), "utf8");
    expect(csv).toMatch(/^\ufeffVerdict;Scénario;/);
    expect(csv).toContain(";-66,667;1;");
    const workbook = readZip(readFileSync(join(here.path, "elsewhere/report.xlsx")));
    expect(workbook.get("xl/workbook.xml")).toContain('name="Comparaisons"');
  });
  it("shows the evidence of what passed when asked", async () => {
    const open = async (...args: string[]) =>
      (await report(whole, "--out", "-", ...args)).stdout.match(/<details class="card scenario"[^>]* open>/g)
        ?.length;
    expect(await open()).toBe(3);
    expect(await open("--unfolded")).toBe(4);
  });
  it("lists the runs, latest first", async () => {
    expect((await report("--list")).stdout).toBe(
      `${broken}  no end: under way or broken off  (bench-1, virtual)\n${whole}  ${"error".padEnd(31)}  (bench-1, virtual)\n`,
    );
    expect(JSON.parse((await report("--list", "--json")).stdout)).toMatchObject({
      schema: "conto-rig.runs/1",
      runs: [
        { run: broken, verdict: null },
        { run: whole, verdict: "error" },
      ],
    });
  });

  it.each([
    [
      ["2025-03-01-b"],
      /^run 2025-03-01-b: not stored in .*: did you mean '2025-03-0[12]-[ab]'\? \('conto-rig report --list' shows them\)\n$/,
    ],
    [
      ["2025"],
      /^run 2025: 2 runs begin or end so, the latest of them 2025-03-02-b \('conto-rig report --list' shows them\)\n$/,
    ],
    [["--as", "html,pfd"], /'pfd' is no form of a report: did you mean 'pdf'\? \(there are html, pdf, xlsx/],
    [
      ["01-a", "--out", "store.sqlite/below"],
      /^store\.sqlite\/below: can't be written to \(.*\); --out names another folder\n$/,
    ],
    [["--as", "csv", "--out", "-"], /^--out - takes one text \(html, junit, json, md\), not csv\n$/m],
  ])("refuses %j with 2 and a suggestion", async (args, said) => {
    const { code, stdout, stderr } = await report(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(said);
  });
  it("never makes a store where there is none", async () => {
    const { code, stderr } = await cli(["report", "--store", "nowhere.sqlite"], here.path);
    expect(code).toBe(2);
    expect(stderr).toBe("--store nowhere.sqlite: no such file; 'conto-rig run' makes one\n");
    expect(existsSync(join(here.path, "nowhere.sqlite"))).toBe(false);
  });
  it("writes what it can and ends with 3 when there is no browser for the PDF", async () => {
    const { code, stdout, stderr } = await cli(
      ["report", whole, "--store", store, "--as", "pdf,md", "--out", "no-browser"],
      here.path,
      { CHROME: "/no/such/browser" },
    );
    expect([code, stdout]).toEqual([3, join("no-browser", "report.md\n")]);
    expect(stderr).toBe(
      "conto-rig: no PDF: no browser: CHROME names /no/such/browser, which is not a program [browserMissing]\n",
    );
    expect(readdirSync(join(here.path, "no-browser"))).toEqual(["report.md"]);
  });
});

describe("the CI samples", () => {
  it.each(["github-actions.yml", "gitlab-ci.yml"])(
    "%s leaves the files it keeps",
    async (sample) => {
      const text = readFileSync(new URL(`../../../docs/ci/${sample}`, import.meta.url), "utf8");
      expect(parseDocument(text).errors).toEqual([]);
      const commands = [...text.matchAll(/npm run --silent conto-rig -- (.*)/g)].map(
        ([, words = ""]) => words,
      );
      expect(commands.length).toBeGreaterThan(1);
      const job = join(here.path, sample);
      mkdirSync(job);
      for (const command of commands) {
        const words = command.replace(/ >> .*/, "").split(" ");
        // One scenario says as much as the library here.
        const { code, stderr } = await cli(words[0] === "run" ? [...words, "rated-current"] : words, job);
        expect(code, stderr).toBe(0);
      }
      expect(readdirSync(join(job, "report"))).toEqual(expect.arrayContaining(["junit.xml", "report.html"]));
      expect(existsSync(join(job, "runs/conto-rig.sqlite"))).toBe(true);
    },
    120_000,
  );
});

describe("the PDF", async () => {
  const found = await findBrowser();
  if ("missing" in found) {
    it(`was NOT checked: ${found.missing}`, () => {
      expect(found.missing).toContain("no browser");
    });
    return;
  }

  it("is the report on A4, with its title, tagged for readers", async () => {
    const { code } = await report(whole, "--as", "pdf", "--out", "paper");
    expect(code).toBe(0);
    const pdf = readFileSync(join(here.path, "paper/report.pdf"), "latin1");
    expect(pdf.slice(0, 5)).toBe("%PDF-");
    // 210 mm x 297 mm in points
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    expect(Number(width)).toBeCloseTo((210 / 25.4) * 72, -0.5);
    expect(Number(height)).toBeCloseTo((297 / 25.4) * 72, -0.5);
    expect(pdf).toContain(`/Title (Test report ${whole})`);
    expect(pdf).toContain("/StructTreeRoot");
    expect(pdf.match(/\/Type \/Page\b/g)!.length).toBeGreaterThan(1);
  });
});
