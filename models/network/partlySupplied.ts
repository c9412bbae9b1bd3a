/**
 * States in which some loads are below their minimum voltage. With one above zero no load draws more than so much, so that
 * the curve from impedances to laws always comes to its end (Brouwer's theorem: there is always a state).
 */
import { follow, followedFromNothing, type Refined, refine } from "#models/network/continuation.ts";
import { equations } from "#models/network/followedEquations.ts";
import type { LoadedOrder } from "#models/network/loadedSystem.ts";

const edge = Number.POSITIVE_INFINITY;
/** From a law without an edge at its minimum voltage to one that is nearly as it is defined. */
const sharpnesses = [2, 4, 16, 64];

/** @param known states in which laws are followed below minimum voltages too. */
export function* partlySupplied(
  loaded: LoadedOrder,
  known: readonly Refined[],
): Generator<Refined | undefined> {
  const { minimumVoltage: volts } = loaded.table;
  const defined = equations(loaded, { volts, sharpness: edge });
  yield* known.map(({ x }) => refine(defined, x));
  yield* follow(defined, "fromImpedances", defined.start).states;
  yield* followedFromNothing(defined).states;
  const [blunt = edge, ...sharper] = sharpnesses;
  const smooth = equations(loaded, { volts, sharpness: blunt });
  const blunted = [
    ...follow(smooth, "fromImpedances", smooth.start).states,
    ...followedFromNothing(smooth).states,
  ];
  for (const { x } of blunted) {
    let from = x;
    for (const sharpness of sharper) from = refine(equations(loaded, { volts, sharpness }), from)?.x ?? from;
    yield refine(defined, from);
  }
}
