/** The site a person asks for: a file, or a name from the shipped ones; and where its buses are to be reached instead. */
import { readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { BadInput } from "#rig/cli/badInput.ts";
import { packageRoot } from "#rig/cli/packageRoot.ts";
import { readMeterFiles } from "#rig/meterFile/meterFiles.ts";
import { isRead, readNamedFile } from "#rig/named/namedFile.ts";
import { placeAt } from "#rig/named/namedFolder.ts";
import { type BusAccess, type Site, usualAnswerTimeout } from "#rig/site/site.ts";
import { meterPathsOf, readSite } from "#rig/site/siteFile.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";
import { suggestionFor } from "#scenarios/yaml/suggestion.ts";

const ending = ".site.yaml";
const library = join(packageRoot, "rig/site/library");

/** @throws {BadInput} when there is no such site, or one line for everything that is wrong with it. */
export function loadSite(asked: string): Site {
  const known = readdirSync(library).map((name) => name.slice(0, -ending.length));
  const isThere = placeAt(asked).kind !== "nothing";
  if (!isThere && !known.includes(asked)) {
    const meant = suggestionFor(asked, known);
    const hint =
      meant === null ? `the shipped ones are ${known.sort().join(", ")}` : `did you mean '${meant}'?`;
    throw new BadInput([`${asked}: no such file, and no shipped site: ${hint}`]);
  }
  const file = isThere ? asked : join(library, `${asked}${ending}`);
  const read = readNamedFile(file);
  if (!isRead(read)) throw new BadInput([formatLocatedIssue(read)]);
  const { text, shown } = read;
  const own = readMeterFiles(meterPathsOf(text, shown).map((path) => resolve(dirname(file), path)));
  const { site, issues = [] } = readSite(
    text,
    shown,
    own.meters.map(({ product }) => product),
  );
  const all = [...own.issues, ...issues];
  if (site === undefined || all.length > 0) throw new BadInput(all.map(formatLocatedIssue));
  return site;
}

/** `tcp://host:port` stays behind the site's kind of gateway; anything else is the name of a serial line. */
function accessAt(where: string, own: BusAccess): BusAccess {
  if (!where.startsWith("tcp://")) return { kind: "converter", line: where };
  return own.kind === "gateway"
    ? { ...own, listen: where }
    : { kind: "gateway", listen: where, framing: "mbap", answerTimeout: usualAnswerTimeout };
}

/** The site with some buses elsewhere: `A=tcp://127.0.0.1:5020` or `A=./line`. @throws {BadInput} */
export function placedElsewhere(site: Site, places: readonly string[]): Site {
  const wanted = new Map<string, string>();
  const names = site.buses.map(({ topology }) => topology.name);
  const trouble: string[] = [];
  for (const place of places) {
    const [, bus, where] = /^([^=]+)=(.+)$/.exec(place) ?? [];
    if (bus === undefined || where === undefined)
      trouble.push(`--place ${place}: expected BUS=tcp://host:port or BUS=line`);
    else if (!names.includes(bus))
      trouble.push(`--place ${place}: there is no bus '${bus}', only ${names.join(", ")}`);
    else wanted.set(bus, where);
  }
  if (trouble.length > 0) throw new BadInput(trouble);
  return {
    ...site,
    buses: site.buses.map((bus) => {
      const where = wanted.get(bus.topology.name);
      return where === undefined ? bus : { ...bus, access: accessAt(where, bus.access) };
    }),
  };
}
