/**
 * What is wrong with a network before anything is computed: every issue at once, each with its path inside the
 * network (`components`, index, ...). A conductor interrupted or a switch open is not wrong; a bus that could never
 * be energised is.
 */
import { type Issue, type IssuePath, issue } from "#models/issue.ts";
import { circuitOf } from "#models/network/circuit.ts";
import { componentIssues, nonFinite } from "#models/network/componentIssues.ts";
import type { End } from "#models/network/end.ts";
import { busAt } from "#models/network/meteringPlace.ts";
import type { Component, Network } from "#models/network/network.ts";
import { idealTree } from "#models/network/topology.ts";

export function validate(network: Network): Issue[] {
  const { components, frequency } = network;
  const issues: Issue[] = [];
  if (!(frequency > 0 && Number.isFinite(frequency)))
    issues.push(issue(["frequency"], `a network's frequency is positive, not ${frequency}`));
  issues.push(
    ...duplicates(components, "components"),
    ...duplicates(network.meteringPoints, "meteringPoints"),
  );
  components.forEach((component, i) => {
    const path: IssuePath = ["components", i];
    const wild = nonFinite(component, path);
    issues.push(...wild);
    if (wild.length === 0) issues.push(...componentIssues(component, components, path));
  });
  issues.push(...meteringIssues(network), ...supplyIssues(components));
  // what follows takes the network apart, which only a sound one stands
  if (issues.length === 0) issues.push(...conductorIssues(network));
  return issues;
}

function duplicates(items: readonly { readonly id: string }[], where: string): Issue[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, i) => {
    if (id === "") return [issue([where, i, "id"], "an id is not empty")];
    if (seen.has(id)) return [issue([where, i, "id"], `the id "${id}" is already taken`)];
    seen.add(id);
    return [];
  });
}

/** Ends a meter can be put at. */
function endsOf(component: Component): End[] {
  switch (component.type) {
    case "line":
    case "switch":
      return ["from", "to"];
    case "transformer":
      return component.windings.map((_, i): End => `winding${i + 1}`);
    case "fault":
      return component.kind === "shortCircuit" ? ["terminals"] : [];
    default:
      return ["terminals"];
  }
}

function meteringIssues({ components, meteringPoints }: Network): Issue[] {
  return meteringPoints.flatMap(({ at, end }, i) => {
    const component = components.find(({ id }) => id === at);
    if (component === undefined) return [issue(["meteringPoints", i, "at"], `there is no component "${at}"`)];
    const ends = endsOf(component);
    if (ends.includes(end)) return [];
    return [
      issue(
        ["meteringPoints", i, "end"],
        `"${at}" has no end "${end}"${ends.length > 0 ? `, only ${ends.join(", ")}` : ""}`,
      ),
    ];
  });
}

const busesOf = (component: Component): string[] => [
  ...new Set(endsOf(component).flatMap((end) => busAt(component, end) ?? [])),
];

/** Buses that no source could reach, were every switch closed and every line whole. */
function supplyIssues(components: readonly Component[]): Issue[] {
  const sources = components.filter(({ type }) => type === "source");
  if (sources.length === 0) return [issue(["components"], "there is no source")];
  const neighbours = new Map<string, Set<string>>();
  for (const component of components) {
    const buses = busesOf(component);
    for (const bus of buses) neighbours.set(bus, new Set([...(neighbours.get(bus) ?? []), ...buses]));
  }
  const reached = new Set(sources.flatMap(busesOf));
  for (const bus of reached) for (const next of neighbours.get(bus) ?? []) reached.add(next);
  const reported = new Set<string>();
  return components.flatMap((component, i) =>
    busesOf(component).flatMap((bus) => {
      if (reached.has(bus) || reported.has(bus)) return [];
      reported.add(bus);
      return [issue(["components", i], `no path leads from a source to bus "${bus}"`)];
    }),
  );
}

const bringing = new Set(["source", "line", "transformer", "switch", "shunt"]);

/** Conductors nobody brings, and loops without impedance, whose current nothing determines. */
function conductorIssues(network: Network): Issue[] {
  const circuit = circuitOf(network);
  const indexOf = new Map(network.components.map(({ id }, i) => [id, i]));
  const typeOf = new Map(network.components.map(({ id, type }) => [id, type]));
  const brought = new Set(
    circuit.terminals.filter(({ component }) => bringing.has(typeOf.get(component)!)).map(({ node }) => node),
  );
  const missing = circuit.terminals.filter(
    ({ component, node, end }) =>
      end !== "inside" && !bringing.has(typeOf.get(component)!) && !brought.has(node),
  );
  const { loops } = idealTree(circuit);
  return [
    ...missing.map(({ component, conductor }) =>
      issue(["components", indexOf.get(component)!], `nothing brings conductor ${conductor} to its bus`),
    ),
    ...loops.map(({ to }) => {
      const { component } = circuit.terminals[to]!;
      return issue(
        ["components", indexOf.get(component)!],
        `"${component}" closes a loop without any impedance: give some part of it one`,
      );
    }),
  ];
}
