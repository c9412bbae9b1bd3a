/**
 * Somebody who listens beside the buses of a bench: the page that shows their traffic, and the bench itself, which tells of
 * a slow one. A master is asked for nothing by it, and answers nobody differently.
 */
import type { BusHappening, EndedExchange, MasterOptions } from "#rig/fieldbus/master.ts";

/**
 * What somebody listening beside a bus hears: exchanges, answers that come when nobody waits for them any more, and that
 * answers take longer than any before.
 */
export type HeardOnBus =
  | ({ readonly kind: "exchange" } & EndedExchange)
  | Extract<BusHappening, { kind: "late" | "slower" }>;
/** Told of everything on a bench's buses; for people who watch. */
export type BusObserver = (bus: string, heard: HeardOnBus) => void;
/** What a master of that bus has to be given so that the observers hear. */
export const observing = (
  bus: string,
  ...observers: readonly BusObserver[]
): Pick<MasterOptions, "onExchange" | "onHappening"> => ({
  onExchange: (exchange) => {
    for (const observe of observers) observe(bus, { kind: "exchange", ...exchange });
  },
  onHappening: (happening) => {
    // What was garbled is an exchange too, and told as one; a line too slow is what its readings say; a stray frame is
    // other people's talk, and passed over.
    if (happening.kind === "late" || happening.kind === "slower")
      for (const observe of observers) observe(bus, happening);
  },
});
