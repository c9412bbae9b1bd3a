/** Where the loads of a prepared network sit in its equations. */

import type { DemandElement } from "#models/network/element.ts";
import type { Load } from "#models/network/load.ts";

/** The demand elements in flat form: where each phase of each load sits. */
export interface LoadPlaces {
  readonly elements: readonly DemandElement[];
  readonly loads: readonly Load[];
  /** Position of the unknown on each side, -1 when fixed, and node, -1 for earth. */
  readonly fromUnknown: Int32Array;
  readonly toUnknown: Int32Array;
  readonly fromNode: Int32Array;
  readonly toNode: Int32Array;
  /** Four slots of the matrix per demand: from-from, to-to, from-to, to-from; -1 where a side is fixed. */
  readonly slots: Int32Array;
  /** 1 where the demand must stand in the matrix because some node would otherwise float. */
  readonly carrying: Uint8Array;
  /** 1 where no current can flow, whatever is asked for: nothing but this demand leads to what is behind it. */
  readonly isDeadEnd: Uint8Array;
}
