/**
 * The conditions a line is tried under. Inside the bound no value may be wrong and questions must be answered; beyond it
 * none may be accepted, and the line must be called too slow.
 */
import { constant, drawn, growing, type LatencyModel, stalled } from "./latencyModels.ts";
import { type Asking, askings, type Condition } from "./trial.ts";

export interface NamedCondition extends Condition {
  readonly name: string;
  readonly isBeyond: boolean;
  /** Part of the calls that must be answered; 0: nothing is asked of it. */
  readonly leastAnswered: number;
}

interface Disturbance {
  readonly loss: number;
  readonly repeated: number;
}
const disturbances: readonly Disturbance[] = [
  { loss: 0, repeated: 0 },
  { loss: 0.05, repeated: 0 },
  { loss: 0, repeated: 0.1 },
  { loss: 0.05, repeated: 0.1 },
];

const inside: readonly LatencyModel[] = [
  constant(0.05),
  constant(0.9),
  constant(5),
  constant(20),
  drawn(0, 0.9),
  drawn(0, 5),
  drawn(0, 20),
  growing(0.1, 1.05, 20),
  stalled(7, 60),
  stalled(25, 200),
];
/** What the issue asks of lines in order, and of any up to 0.9 T. */
const asked = new Map([
  ["constant 0.05 T", 0.99],
  ["constant 0.9 T", 0.99],
  ["drawn 0...0.9 T", 0.99],
  ["constant 5 T", 0.9],
  ["constant 20 T", 0.9],
]);

const beyond: readonly (readonly [latency: LatencyModel, declared: number | null])[] = [
  [constant(31), null],
  [constant(40), null],
  [constant(60), null],
  [constant(100), null],
  [drawn(31, 60), null],
  [growing(31, 1.05, 100), null],
  [constant(6), 5],
  [constant(20), 5],
  [drawn(5.5, 20), 5],
];

const troubleName = ({ loss, repeated }: Disturbance): string =>
  [loss > 0 ? `${100 * loss} % lost` : "", repeated > 0 ? `${100 * repeated} % repeated` : ""]
    .filter((part) => part !== "")
    .join(", ") || "none lost or repeated";

const condition = (
  latency: LatencyModel,
  declared: number | null,
  asking: Asking,
  { loss, repeated }: Disturbance,
  isBeyond: boolean,
  hasNumbers = false,
): NamedCondition => ({
  name: [
    latency.name,
    ...(declared === null ? [] : [`declared ${declared} T`]),
    troubleName({ loss, repeated }),
    hasNumbers ? "numbered" : asking,
  ].join("; "),
  latency,
  asking,
  hasNumbers,
  declared,
  loss,
  repeated,
  repeatedWithin: 5,
  isBeyond,
  leastAnswered: isBeyond ? 0 : (asked.get(latency.name) ?? 0),
});

export const conditions: readonly NamedCondition[] = [
  ...inside.flatMap((latency) =>
    disturbances.flatMap((disturbance) => [
      ...askings.map((asking) => condition(latency, null, asking, disturbance, false)),
      ...(disturbance.loss === 0 ? [] : [condition(latency, null, "tagged", disturbance, false, true)]),
    ]),
  ),
  ...beyond.flatMap(([latency, declared]) =>
    [disturbances[0]!, { loss: 0.2, repeated: 0 }, disturbances[3]!].flatMap((disturbance) =>
      askings.map((asking) => condition(latency, declared, asking, disturbance, true)),
    ),
  ),
];
