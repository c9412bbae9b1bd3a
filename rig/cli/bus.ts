/**
 * `conto-rig bus plan`: the buses of a site on paper, before a cable is bought: how many devices and frames, how long a
 * poll of everything takes at best, what will not work as laid, and what will not work with every client. Ends with 1
 * when something will not work at all.
 */
import { Command } from "commander";
import { asPercent, inMilliseconds } from "#models/units.ts";
import { exitCodes, type Finish } from "#rig/cli/exitCode.ts";
import { loadSite } from "#rig/cli/sites.ts";
import { type BusPlan, busPlan } from "#rig/fieldbus/busPlan.ts";

const headings = [
  "bus",
  "bit/s",
  "segments",
  "devices",
  "frames",
  "wire time",
  "cycle",
  "load",
  "problems",
  "remarks",
];

const rowOf = (baudRate: number, plan: BusPlan): readonly string[] => [
  plan.bus,
  String(baudRate),
  String(plan.segments),
  String(plan.devices),
  String(plan.frames),
  `${inMilliseconds(plan.wireTime).toFixed(1)} ms`,
  `${inMilliseconds(plan.cycle).toFixed(1)} ms`,
  plan.load === null ? "back to back" : `${asPercent(plan.load).toFixed(1)} %`,
  plan.problems.length === 0 ? "none" : String(plan.problems.length),
  plan.remarks.length === 0 ? "none" : String(plan.remarks.length),
];

function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [headings, ...rows]
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const planCommand = (finish: Finish): Command =>
  new Command("plan")
    .description("devices, wire time of a poll, cycle, load, problems and remarks of every bus of a site")
    .argument("<site>", "a *.site.yaml file, or a shipped one")
    .option("--json", "as data", false)
    .action((asked: string, { json }: { json: boolean }) => {
      const site = loadSite(asked);
      const plans = site.buses.map(({ topology, pollEvery }) => ({
        baudRate: topology.format.baudRate,
        plan: busPlan(topology, pollEvery),
      }));
      const problems = plans.flatMap(({ plan }) => plan.problems.map((text) => `bus ${plan.bus}: ${text}`));
      const remarks = plans.flatMap(({ plan }) =>
        plan.remarks.map((text) => `bus ${plan.bus}: remark: ${text}`),
      );
      const notes = [...problems, ...remarks];
      process.stdout.write(
        json
          ? `${JSON.stringify(
              {
                schema: "conto-rig.busPlan/1",
                title: site.title,
                buses: plans.map(({ baudRate, plan }) => ({ baudRate, ...plan })),
              },
              null,
              2,
            )}\n`
          : `${site.title}\n\n${tableOf(plans.map(({ baudRate, plan }) => rowOf(baudRate, plan)))}\n${notes.map((line) => `\n${line}`).join("")}${notes.length > 0 ? "\n" : ""}`,
      );
      finish(problems.length > 0 ? exitCodes.notPassed : exitCodes.pass);
    });

export const busCommand = (finish: Finish): Command =>
  new Command("bus")
    .description("the field buses of a site")
    .addCommand(planCommand(finish).exitOverride().showSuggestionAfterError());
