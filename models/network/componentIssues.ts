/** What can be wrong with one component by itself. Paths lead to the offending value. */
import { type Issue, type IssuePath, issue } from "#models/issue.ts";
import { inverse, matrixOf } from "#models/network/complexMatrix.ts";
import type { ConductorMatrix } from "#models/network/impedance.ts";
import { impedanceIsZero } from "#models/network/impedance.ts";
import type { ConductanceMatrix, Line } from "#models/network/line.ts";
import type { Load } from "#models/network/load.ts";
import type { Component } from "#models/network/network.ts";
import { type Source, sourcePhases } from "#models/network/source.ts";
import { transformerIssues } from "#models/network/transformerIssues.ts";
import type { Phasor } from "#models/phasor.ts";
import type { Spectrum } from "#models/spectrum.ts";
import type { Conductor } from "#models/threePhase.ts";

/** Every number that is not finite, wherever it hides. */
export function nonFinite(value: unknown, path: IssuePath): Issue[] {
  if (typeof value === "number")
    return Number.isFinite(value) ? [] : [issue(path, `a finite number is needed, not ${value}`)];
  if (typeof value !== "object" || value === null) return [];
  const entries = ArrayBuffer.isView(value)
    ? [...(value as Float64Array)].map((v, i): [number, unknown] => [i, v])
    : Array.isArray(value)
      ? value.map((v: unknown, i): [number, unknown] => [i, v])
      : Object.entries(value);
  return entries.flatMap(([key, inner]) => nonFinite(inner, [...path, key]));
}

const negative = (value: number, path: IssuePath, what: string): Issue[] =>
  value < 0 ? [issue(path, `${what} is not negative, but ${value} is`)] : [];
const notPositive = (value: number, path: IssuePath, what: string): Issue[] =>
  value > 0 ? [] : [issue(path, `${what} is positive, but ${value} is not`)];

export function componentIssues(component: Component, all: readonly Component[], path: IssuePath): Issue[] {
  switch (component.type) {
    case "source":
      return sourceIssues(component, path);
    case "line":
      return lineIssues(component, path);
    case "transformer":
      return transformerIssues(component, path);
    case "load":
      return loadIssues(component, path);
    case "harmonicCurrentSource":
      return spectrumIssues(component.current, [...path, "current"]);
    case "shunt":
      return bridgeIssues(component, path);
    case "switch":
      return Object.keys(component.position).length === 0
        ? [issue([...path, "position"], "a switch has at least one conductor")]
        : component.from === component.to
          ? [issue([...path, "to"], "a switch leads to another bus")]
          : [];
    case "fault": {
      if (component.kind === "shortCircuit") return bridgeIssues(component, path);
      const line = all.find((c) => c.type === "line" && c.id === component.line);
      if (line?.type !== "line") return [issue([...path, "line"], `there is no line "${component.line}"`)];
      return line.impedancePerKilometre.conductors.includes(component.conductor)
        ? []
        : [issue([...path, "conductor"], `line "${line.id}" has no conductor ${component.conductor}`)];
    }
  }
}

function bridgeIssues(
  { conductor, to, impedance }: { conductor: Conductor; to: Conductor | "earth"; impedance: Phasor },
  path: IssuePath,
): Issue[] {
  return [
    ...(conductor === to ? [issue([...path, "to"], `${conductor} is connected to itself`)] : []),
    ...negative(impedance.re, [...path, "impedance", "re"], "a resistance"),
  ];
}

const spectrumIssues = (spectra: Readonly<Record<string, Spectrum>>, path: IssuePath): Issue[] =>
  Object.entries(spectra).flatMap(([phase, { orders }]) =>
    orders.flatMap((order, i) =>
      order > 0
        ? []
        : [issue([...path, phase, "orders", i], `a network carries orders above 0, not ${order}`)],
    ),
  );

function matrixIssues(
  { conductors, values }: ConductorMatrix,
  path: IssuePath,
  isSymmetric: boolean,
): Issue[] {
  const issues: Issue[] = [];
  if (new Set(conductors).size !== conductors.length)
    issues.push(issue([...path, "conductors"], "a conductor is named twice"));
  if (conductors.length === 0) issues.push(issue([...path, "conductors"], "there is no conductor"));
  if (values.length !== conductors.length || values.some((row) => row.length !== conductors.length))
    return [
      ...issues,
      issue([...path, "values"], `the matrix has ${conductors.length} rows and columns, one per conductor`),
    ];
  const size = Math.max(0, ...values.flat().map(({ re, im }) => Math.abs(re) + Math.abs(im)));
  values.forEach((row, i) => {
    issues.push(...negative(row[i]!.re, [...path, "values", i, i, "re"], "a resistance"));
    row.forEach((z, j) => {
      const mirror = values[j]![i]!;
      if (isSymmetric && j > i && Math.abs(z.re - mirror.re) + Math.abs(z.im - mirror.im) > 1e-9 * size)
        issues.push(
          issue(
            [...path, "values", i, j],
            `the matrix is symmetric, but [${i}][${j}] and [${j}][${i}] differ`,
          ),
        );
    });
  });
  const kept = values.map((_, i) => i).filter((i) => !values[i]!.every(impedanceIsZero));
  if (
    issues.length === 0 &&
    inverse(matrixOf(kept.map((i) => kept.map((j) => values[i]![j]!)))) === undefined
  )
    issues.push(issue([...path, "values"], "the matrix is singular"));
  return issues;
}

function sourceIssues(source: Source, path: IssuePath): Issue[] {
  const { impedance, starPoint } = source;
  const has = sourcePhases(source);
  const issues = spectrumIssues(source.voltage, [...path, "voltage"]);
  if (has.length === 0) issues.push(issue([...path, "voltage"], "a source has at least one phase"));
  if (starPoint.earthing.kind === "impedance")
    issues.push(
      ...negative(
        starPoint.earthing.impedance.re,
        [...path, "starPoint", "earthing", "impedance", "re"],
        "a resistance",
      ),
    );
  if (impedance.kind === "ideal") return issues;
  const { conductors } = impedance.matrix;
  const at = [...path, "impedance", "matrix"];
  issues.push(...matrixIssues(impedance.matrix, at, false));
  const named = conductors.filter((c) => c !== "N");
  if (named.length !== has.length || named.some((c) => !has.includes(c)))
    issues.push(
      issue([...at, "conductors"], `the source has ${has.join(" ")}, its impedance ${named.join(" ")}`),
    );
  if (conductors.includes("N") && starPoint.neutral === "notBroughtOut")
    issues.push(issue([...at, "conductors"], "an impedance of conductor N needs the neutral brought out"));
  return issues;
}

function lineIssues(line: Line, path: IssuePath): Issue[] {
  const { capacitance, conductance, impedancePerKilometre } = line;
  const issues = [
    ...negative(line.length, [...path, "length"], "a length"),
    ...(line.from === line.to ? [issue([...path, "to"], "a line leads to another bus")] : []),
    ...matrixIssues(impedancePerKilometre, [...path, "impedancePerKilometre"], true),
  ];
  if (conductance !== undefined)
    issues.push(...conductanceIssues(conductance, impedancePerKilometre, [...path, "conductance"]));
  if (capacitance === undefined) return issues;
  const values = capacitance.faradsPerKilometre.map((row) => row.map((c) => ({ re: 0, im: c })));
  const shaped = matrixIssues({ conductors: capacitance.conductors, values }, [...path, "capacitance"], true);
  return [
    ...issues,
    // no capacitance at all is a fair capacitance
    ...shaped.filter(({ message }) => message !== "the matrix is singular"),
    ...(capacitance.conductors.every((c) => impedancePerKilometre.conductors.includes(c))
      ? []
      : [issue([...path, "capacitance", "conductors"], "the line has no such conductor")]),
  ];
}

/** What leaks is a passive network: no conductance between two conductors, nor of one to earth, is negative. */
function conductanceIssues(
  { conductors, siemensPerKilometre }: ConductanceMatrix,
  ofLine: ConductorMatrix,
  path: IssuePath,
): Issue[] {
  const values = siemensPerKilometre.map((row) => row.map((g) => ({ re: g, im: 0 })));
  const shaped = matrixIssues({ conductors, values }, path, true).filter(
    // the sign of the diagonal is told below, and no leakage at all is a fair one
    ({ path: at, message }) => at.at(-1) !== "re" && message !== "the matrix is singular",
  );
  if (!conductors.every((c) => ofLine.conductors.includes(c)))
    shaped.push(issue([...path, "conductors"], "the line has no such conductor"));
  if (shaped.length > 0) return shaped;
  return siemensPerKilometre.flatMap((row, i) => {
    const at = [...path, "siemensPerKilometre", i];
    const total = row.reduce((sum, g) => sum + Math.abs(g), 0);
    const toEarth = row.reduce((sum, g) => sum + g, 0);
    return [
      ...row.flatMap((g, j) =>
        i !== j && g > 0
          ? [issue([...at, j], "a conductance between two conductors stands with a minus (nodal matrix)")]
          : [],
      ),
      ...(toEarth < -1e-12 * total
        ? [issue([...at, i], "a conductance to earth, the sum of a row, is not negative")]
        : []),
    ];
  });
}

function loadIssues(load: Load, path: IssuePath): Issue[] {
  const issues = notPositive(load.ratedVoltage, [...path, "ratedVoltage"], "a rated voltage");
  if (load.minimumVoltage !== undefined)
    issues.push(...negative(load.minimumVoltage, [...path, "minimumVoltage"], "a minimum voltage"));
  const demands = Object.entries(load.demand);
  if (demands.length === 0) issues.push(issue([...path, "demand"], "a load has at least one phase"));
  for (const [phase, demand] of demands) {
    const at = [...path, "demand", phase];
    if (demand.kind === "impedance" && impedanceIsZero(demand.impedance))
      issues.push(issue([...at, "impedance"], "a load is no short circuit: its impedance is not zero"));
    if (demand.kind === "current") issues.push(...negative(demand.current, [...at, "current"], "a current"));
  }
  return issues;
}
