/** The network of a seed: the same seed gives the same network, whatever was generated before it. */
import fc from "fast-check";
import type { Network } from "#models/network/network.ts";
import { type Kind, kinds, networks } from "./networks.ts";

export const kindOfSeed = (seed: number): Kind => kinds[seed % kinds.length]!;

const arbitraries = new Map(kinds.map((kind) => [kind, networks(kind)]));

export function networkOfSeed(seed: number): Network {
  const [network] = fc.sample(arbitraries.get(kindOfSeed(seed))!, { seed, numRuns: 1 });
  if (network === undefined) throw new RangeError(`no network was generated for seed ${seed}`);
  return network;
}
