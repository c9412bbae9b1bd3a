/**
 * A source set by hand: a Variac and phase shifter, or any calibrator without a driver, and a person at its knobs. The
 * rig says what to set and waits until the person confirms; it can't look, so all it knows of the output is the
 * operator's word, and between two words the output counts as live.
 */
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import type { Operator } from "#rig/instruments/operator.ts";
import {
  keepWithinLimits,
  type Source,
  type SourceLimits,
  type SourceState,
} from "#rig/instruments/source.ts";
import { sourceChannels } from "#rig/instruments/sourceChannels.ts";
import { RigError } from "#rig/rigError.ts";

export function manualSource(operator: Operator, limits: SourceLimits): Source {
  let state: SourceState = { kind: "unknown" };
  let isArmed = false;
  /** Since the rig began; output was asked for, so only a confirmation ends the doubt whether it is off. */
  let wasAsked = false;
  /** Takes back what is asked now: nobody is to set a source that is to be switched off. */
  let asking = new AbortController();
  return {
    limits,
    async arm() {
      if (isArmed) return;
      await operator.confirm({ kind: "arm", limits }, asking.signal);
      state = { kind: "off" };
      isArmed = true;
    },
    async set(signals: TerminalSignals, label: string) {
      const channels = sourceChannels(signals);
      keepWithinLimits(channels, limits, label);
      if (!isArmed)
        throw new RigError("sourceNotArmed", `"${label}" was to be set on a source that is not armed`);
      state = { kind: "unknown" };
      wasAsked = true;
      await operator.confirm({ kind: "set", label, channels }, asking.signal);
      state = { kind: "set", signals: channels, evidence: "operator" };
    },
    readBack: () => Promise.resolve(state),
    async off() {
      isArmed = false;
      asking.abort("the source is to be switched off");
      asking = new AbortController();
      if (state.kind === "off") return;
      // A source that was never asked for anything holds nobody up.
      if (!wasAsked) return operator.tell({ kind: "switchOff" });
      state = { kind: "unknown" };
      try {
        await operator.confirm({ kind: "off" });
      } catch (cause) {
        throw new RigError("sourceNotOff", "nobody confirmed that the source is off: treat it as live", {
          cause,
        });
      }
      state = { kind: "off" };
    },
  };
}
