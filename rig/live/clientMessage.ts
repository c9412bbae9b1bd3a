/** What a page sent, taken for what it claims to be only when it is: any text at all may come. */
import { type ClientMessage, type Command, largestClientMessage } from "#reports/live/protocol.ts";

const mostScenarios = 500;

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isText = (value: unknown, longest = 300): value is string =>
  typeof value === "string" && value.length <= longest;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isCode = (value: unknown): boolean => value === null || isText(value);
const isScenarioAsked = (value: unknown): boolean =>
  isFields(value) &&
  ((value.kind === "library" && isText(value.reference)) ||
    (value.kind === "text" && isText(value.name) && isText(value.text, largestClientMessage)));

const commandForms: Readonly<Record<Command["kind"], (fields: Fields) => boolean>> = {
  start: ({ bench, seed, scenarios, armed }) =>
    isText(bench) &&
    isCount(seed) &&
    isCode(armed) &&
    Array.isArray(scenarios) &&
    scenarios.length <= mostScenarios &&
    scenarios.every(isScenarioAsked),
  pause: () => true,
  resume: ({ armed }) => isCode(armed),
  stop: () => true,
  arm: ({ bench }) => isText(bench),
  answer: ({ id, answer }) => isCount(id) && (answer === "yes" || answer === "no"),
  press: ({ position, key, held }) =>
    isText(position) && (key === "page" || key === "enter") && typeof held === "boolean",
  invite: () => true,
};

/** null: it is no message of this protocol. */
export function readClientMessage(text: string): ClientMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isFields(value)) return null;
  if (value.type === "join")
    return (value.run === null || isText(value.run)) && isCount(value.next) ? (value as never) : null;
  if (value.type !== "command" || !isCount(value.id) || !isFields(value.command)) return null;
  const { kind } = value.command;
  if (typeof kind !== "string" || !Object.hasOwn(commandForms, kind)) return null;
  return commandForms[kind as Command["kind"]](value.command) ? (value as never) : null;
}
