/**
 * A scenario put to a meter that is programmed to another CT ratio than the file says. The primary currents are
 * multiplied with the ratio, so that the meter's terminals see what the file means: the same secondary currents, the same
 * load points, the same faults. What states a primary figure, or is about how long registers take, means something else
 * then, and is left alone.
 */
import { type QuantityName, quantities } from "#models/meter/quantity.ts";
import { inParallel } from "#models/network/inParallel.ts";
import type { Network } from "#models/network/network.ts";
import { mapPhases } from "#models/threePhase.ts";
import type { Claim } from "#scenarios/claim.ts";
import type { Scenario, Step } from "#scenarios/scenario.ts";

export type AtRatio =
  | { readonly kind: "scenario"; readonly scenario: Scenario }
  /** It would not be the same test. */
  | { readonly kind: "notAlike"; readonly why: "states primary figures" | "is about time" };

/** What grows with the ratio; voltages, frequency and power factor do not. */
const isPrimary = (quantity: QuantityName): boolean => !["V", "Hz", "1", "s"].includes(quantities[quantity]);

const statesPrimary = (claim: Claim): boolean =>
  claim.type === "readsWithin" && claim.of !== "reference" && claim.of !== 0 && isPrimary(claim.quantity);

/** `written`: the ratio the file means, its own or as delivered. */
export function atCtRatio(scenario: Scenario, written: number, ratio: number): AtRatio {
  if (scenario.isAboutTime) return { kind: "notAlike", why: "is about time" };
  if ([...scenario.claims, ...scenario.steps.flatMap(({ claims }) => claims)].some(statesPrimary))
    return { kind: "notAlike", why: "states primary figures" };
  const times = ratio / written;
  // Steps that share a network go on sharing it: it is solved once.
  const networks = new Map<Network, Network>();
  const steps = new Map<Step, Step>();
  const networkOf = (network: Network): Network => {
    const made = networks.get(network) ?? inParallel(network, times);
    networks.set(network, made);
    return made;
  };
  const stepOf = (step: Step): Step => {
    const { current } = step.transformers;
    const made = steps.get(step) ?? {
      ...step,
      network: networkOf(step.network),
      transformers: {
        ...step.transformers,
        current: mapPhases(current, (ct) => ({ ...ct, ratio: ct.ratio * times })),
      },
    };
    steps.set(step, made);
    return made;
  };
  const { meter } = scenario;
  return {
    kind: "scenario",
    scenario: {
      ...scenario,
      meter: { ...meter, programmed: { ...meter.programmed, ctRatio: ratio } },
      steps: scenario.steps.map(stepOf),
    },
  };
}
