/** What can be wrong with a transformer by itself. */
import { type Issue, type IssuePath, issue } from "#models/issue.ts";
import { inverse } from "#models/network/complexMatrix.ts";
import type { Transformer } from "#models/network/transformer.ts";
import { shortCircuitMatrix, zeroSequenceMatrix } from "#models/network/transformerAdmittance.ts";
import { placeOfCoils } from "#models/network/transformerElements.ts";

export function transformerIssues(transformer: Transformer, path: IssuePath): Issue[] {
  const { windings, reactance, noLoad, ratedPower } = transformer;
  const issues: Issue[] = [];
  const demand = (holds: boolean, at: IssuePath, message: string): void => {
    if (!holds) issues.push(issue([...path, ...at], message));
  };
  demand(ratedPower > 0, ["ratedPower"], `a rated power is positive, but ${ratedPower} is not`);
  demand(windings.length >= 2, ["windings"], "a transformer has at least two windings");
  const pairs = (windings.length * (windings.length - 1)) / 2;
  demand(
    reactance.length === pairs,
    ["reactance"],
    `${windings.length} windings make ${pairs} pairs, not ${reactance.length}`,
  );
  reactance.forEach((x, i) => {
    demand(x >= 0, ["reactance", i], `a short-circuit reactance is not negative, but ${x} is`);
  });
  const coils = windings.filter(({ connection }) => connection.kind === "coil").length;
  demand(
    coils === 0 || coils === windings.length,
    ["windings"],
    "single-phase coils and three-phase windings do not mix",
  );
  const first = windings[0]?.connection;
  windings.forEach(({ connection, ratedVoltage, tap, resistance }, w) => {
    demand(
      ratedVoltage > 0,
      ["windings", w, "ratedVoltage"],
      `a rated voltage is positive, but ${ratedVoltage} is not`,
    );
    demand(tap > 0, ["windings", w, "tap"], `a tap is positive, but ${tap} is not`);
    demand(
      resistance >= 0,
      ["windings", w, "resistance"],
      `a resistance is not negative, but ${resistance} is`,
    );
    const at = ["windings", w, "connection"];
    if (connection.kind === "coil") {
      demand(connection.from !== connection.to, at, "a coil lies between two conductors");
      return;
    }
    if (w === 0)
      demand(connection.clock === 0, [...at, "clock"], "clocks count from the first winding, whose own is 0");
    else if (first !== undefined && first.kind !== "coil")
      demand(
        placeOfCoils(first.kind, connection.kind, connection.clock) !== undefined,
        [...at, "clock"],
        `${first.kind} and ${connection.kind} cannot have clock ${connection.clock}`,
      );
  });
  if (noLoad !== undefined) {
    demand(
      Number.isInteger(noLoad.winding) && noLoad.winding >= 1 && noLoad.winding <= windings.length,
      ["noLoad", "winding"],
      `there is no winding ${noLoad.winding}`,
    );
    demand(noLoad.loss >= 0, ["noLoad", "loss"], `a loss is not negative, but ${noLoad.loss} is`);
    demand(
      noLoad.magnetisingCurrent >= 0,
      ["noLoad", "magnetisingCurrent"],
      `a magnetising current is not negative, but ${noLoad.magnetisingCurrent} is`,
    );
  }
  const { core, zeroSequence } = transformer;
  if (core?.kind === "threeLimb")
    demand(
      core.magnetising > 0,
      ["core", "magnetising"],
      `a magnetising reactance is positive, but ${core.magnetising} is not`,
    );
  if (zeroSequence !== undefined) {
    demand(
      zeroSequence.reactance.length === pairs,
      ["zeroSequence", "reactance"],
      `${windings.length} windings make ${pairs} pairs, not ${zeroSequence.reactance.length}`,
    );
    demand(
      zeroSequence.resistance.length === windings.length,
      ["zeroSequence", "resistance"],
      `there are ${windings.length} windings, not ${zeroSequence.resistance.length}`,
    );
    for (const key of ["resistance", "reactance"] as const)
      zeroSequence[key].forEach((value, i) => {
        demand(value >= 0, ["zeroSequence", key, i], `a ${key} is not negative, but ${value} is`);
      });
    if (issues.length === 0)
      demand(
        inverse(zeroSequenceMatrix(transformer, zeroSequence, 1)) !== undefined,
        ["zeroSequence"],
        "there is no zero-sequence short-circuit impedance",
      );
  }
  if (issues.length === 0)
    demand(
      inverse(shortCircuitMatrix(transformer, 1)) !== undefined,
      ["reactance"],
      "there is no short-circuit impedance",
    );
  return issues;
}
