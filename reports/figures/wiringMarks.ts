/** Where the numbers of the faults stand in a wiring diagram: at the transformer, or beneath the terminal. */
import type { Conductor, Phase } from "#models/threePhase.ts";
import type { Point } from "#reports/figures/labelPlacement.ts";
import type { VtName } from "#reports/figures/wired.ts";
import type { WiringFault } from "#reports/figures/wiringFaults.ts";
import { spread, type WiringLayout } from "#reports/figures/wiringLayout.ts";

/** VTs in open delta stand in the group of the phase they begin at. */
export const groupOfVt = (name: VtName): Phase => name.slice(0, 2) as Phase;

type Site =
  /** Above the conductor, beside the CT's ratio; or between the ends of its winding. */
  | { readonly kind: "ct" | "secondary"; readonly of: Phase }
  /** To the right of a VT, or to the left of its primary leads. */
  | { readonly kind: "vt" | "primary"; readonly of: Phase }
  | { readonly kind: "input"; readonly of: Phase }
  | { readonly kind: "terminal"; readonly of: Conductor };

function sitesOf(fault: WiringFault): readonly Site[] {
  switch (fault.kind) {
    case "ctReversed":
      return [{ kind: "ct", of: fault.ct }];
    case "ctRatio":
      return fault.cts.map((of) => ({ kind: "ct", of }));
    case "ctOpen":
    case "ctShorted":
      return [{ kind: "secondary", of: fault.ct }];
    case "vtReversed":
    case "vtOpen":
      return [{ kind: "vt", of: groupOfVt(fault.vt) }];
    case "vtPrimaryOpen":
      return [{ kind: "primary", of: groupOfVt(fault.vt) }];
    case "vtSharedOpen":
      return fault.vts.map((name) => ({ kind: "primary", of: groupOfVt(name) }));
    case "vtRatio":
      return fault.vts.map((name) => ({ kind: "vt", of: groupOfVt(name) }));
    case "vtMissing":
      return [{ kind: "terminal", of: "L1" }];
    case "openVoltage":
    case "otherConductor":
    case "extraVoltage":
      return [{ kind: "terminal", of: fault.terminal }];
    default:
      return [{ kind: "input", of: fault.input }];
  }
}

export const isAtTerminals = (fault: WiringFault): boolean =>
  sitesOf(fault).some(({ kind }) => kind === "input" || kind === "terminal");

/** From one number to the next. */
const step = 19;

/** Every number a fault has in the picture, several where it is at several transformers. */
export function marksOf(
  faults: readonly WiringFault[],
  { pair, tap, row, primary, marks }: WiringLayout,
): readonly { readonly number: number; readonly at: Point }[] {
  const all = faults.flatMap((fault, i) => sitesOf(fault).map((site) => ({ number: i + 1, site })));
  const isSame = (a: Site, b: Site) => a.kind === b.kind && a.of === b.of;
  return all.map(({ number, site }, i) => {
    const before = all.slice(0, i).filter((other) => isSame(other.site, site)).length;
    const here = all.filter((other) => isSame(other.site, site)).length;
    const beside = (before - (here - 1) / 2) * (step + 2);
    const at = (): Point => {
      switch (site.kind) {
        case "ct":
          return { x: pair(site.of)[0] + 75 + before * (step - 1), y: row(site.of) - 11 };
        case "secondary":
          return { x: pair(site.of)[0] + spread / 2, y: row(site.of) + 26 };
        case "vt":
          return { x: tap(site.of) + 38, y: primary - 3 + before * 17 };
        case "primary":
          return { x: tap(site.of) - 24, y: primary - 3 + before * 17 };
        case "input":
          return { x: pair(site.of)[0] + spread / 2 + beside, y: marks };
        case "terminal":
          return { x: tap(site.of) + beside, y: marks };
      }
    };
    return { number, at: at() };
  });
}
