/**
 * A person standing beside the bench with the plan in hand: hears every event, sees the meters' fronts, and works out
 * for any moment what the ideal twin shows and what is truly there. It has twins of its own; those of the run know
 * nothing of it, so a run is the same whether it is watched or not.
 */
import { isEnergyQuantity, type QuantityName } from "#models/meter/quantity.ts";
import type { RigEvent } from "#reports/events.ts";
import type { PositionLook, ValueRow, Voice } from "#reports/live/protocol.ts";
import { liveQuantities } from "#reports/live/valueFrame.ts";
import type { Bench } from "#rig/bench/bench.ts";
import { ComparingTwin } from "#rig/run/comparingTwin.ts";
import type { PlannedStep, RunPlan } from "#rig/run/planned.ts";

interface BenchLook {
  readonly at: number;
  readonly positions: readonly PositionLook[];
  readonly rows: readonly ValueRow[];
  /** Row after row, a column for each of `liveQuantities`; NaN where nothing is known. */
  readonly values: Float64Array;
}

export interface BenchWatch {
  hear(event: RigEvent): void;
  look(): BenchLook;
}

interface Watched {
  readonly scenario: string;
  readonly twin: ComparingTwin;
  readonly read: Partial<Record<QuantityName, number>>;
  step: PlannedStep | null;
}

const voices: readonly Voice[] = ["meter", "twin", "reference"];

export function benchWatch(plan: RunPlan, bench: Bench): BenchWatch {
  const watched = new Map<string, Watched>();
  const planned = (scenario: string) => plan.scenarios.find((each) => each.scenario.id === scenario);
  return {
    hear(event) {
      switch (event.type) {
        case "scenarioStarted": {
          const { scenario, position } = event;
          const spec = planned(scenario)?.positions.find(({ name }) => name === position)?.spec;
          if (spec === undefined) return;
          const twin = new ComparingTwin(spec, bench.now());
          watched.set(position, { scenario, twin, read: {}, step: null });
          return;
        }
        case "stepStarted": {
          const place = watched.get(event.position);
          const step = planned(event.scenario)?.steps[event.step];
          if (place === undefined || step === undefined) return;
          place.step = step;
          // What the meter showed of the load before is not what it shows now.
          for (const quantity of liveQuantities) if (!isEnergyQuantity(quantity)) delete place.read[quantity];
          // Its instant is the one the run's own twin was told, to the bit.
          place.twin.apply(step.signals, event.at as PlannedStep["hold"]);
          return;
        }
        case "sampled": {
          const place = watched.get(event.position);
          if (place === undefined) return;
          const { reading } = event;
          // What could not be read is not known any more.
          if (reading.kind === "read") place.read[reading.quantity] = reading.value;
          else delete place.read[reading.quantity];
          return;
        }
        case "looked": {
          const place = watched.get(event.position);
          if (place !== undefined) Object.assign(place.read, event.values);
          return;
        }
        default:
      }
    },
    look() {
      const at = bench.now();
      const places = [...watched];
      const rows = places.flatMap(([position]) => voices.map((voice) => ({ position, voice })));
      const figures = places.flatMap(([, { read, twin, step }]) => [
        read,
        step === null ? {} : twin.readings(at, liveQuantities),
        step?.referenceReadings ?? {},
      ]);
      const values = Float64Array.from(
        figures.flatMap((shown: Partial<Record<QuantityName, number>>) =>
          liveQuantities.map((quantity) => shown[quantity] ?? Number.NaN),
        ),
      );
      const positions = places.map(([position, { scenario, step }]) => ({
        position,
        scenario,
        step: step?.index ?? null,
        front: bench.front(position),
      }));
      return { at, positions, rows, values };
    },
  };
}
