/**
 * The line to the rig: one WebSocket that comes back by itself, joins where the page left off, and carries commands out
 * and their replies back. What arrives is told to the story once per frame of the screen, however much it was.
 */
import { batch, signal } from "@preact/signals";
import { milliseconds, seconds } from "#models/units.ts";
import {
  type ClientMessage,
  type Command,
  livePaths,
  liveSubprotocol,
  type Reply,
  type ServerMessage,
} from "#reports/live/protocol.ts";
import { applyFrame } from "#reports/live/valueFrame.ts";
import { remember } from "./history.ts";
import { emptyStory, type Story, tell } from "./story.ts";

export type Link =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  /** `againAt`: milliseconds of the page's clock. */
  | { readonly kind: "lost"; readonly againAt: number }
  | { readonly kind: "refused" };

export const link = signal<Link>({ kind: "connecting" });
export const story = signal<Story>(emptyStory);

let socket: WebSocket | null = null;
let commands = 0;
const waiting = new Map<number, (reply: Reply | null) => void>();

/** Told at the next frame; a hidden page draws none, so there a timer sees to it. */
let queue: (ServerMessage | Uint8Array)[] = [];
let planned = false;
function take(message: ServerMessage | Uint8Array): void {
  queue.push(message);
  if (planned) return;
  planned = true;
  const drain = () => {
    planned = false;
    const messages = queue;
    queue = [];
    story.value = messages.reduce(hear, story.value);
  };
  if (document.hidden) setTimeout(drain, 250);
  else requestAnimationFrame(drain);
}

function hear(told: Story, message: ServerMessage | Uint8Array): Story {
  if (!(message instanceof Uint8Array)) return tell(told, message);
  const values = applyFrame(told.values, message);
  if (values === null || values.layout !== told.layout) return told;
  return { ...told, values, history: remember(told.history, values, told.values === null) };
}

/** Tries again after 0.5 s, then twice as long each time, at most 8 s. */
const pauses = [0.5, 1, 2, 4, 8].map(seconds);
let failures = 0;
let opened = false;

/** Whether the server is there but does not let this page in; it says so on any of its paths. */
async function isRefused(): Promise<boolean> {
  try {
    const { status } = await fetch(livePaths.runs, { credentials: "same-origin" });
    return status === 401 || status === 403;
  } catch {
    return false;
  }
}

export function connect(): void {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const made = new WebSocket(`${scheme}//${location.host}${livePaths.socket}`, liveSubprotocol);
  made.binaryType = "arraybuffer";
  socket = made;
  opened = false;
  made.onopen = () => {
    opened = true;
    failures = 0;
    const { run, next } = story.value.run;
    send({ type: "join", run, next });
    link.value = { kind: "live" };
  };
  made.onmessage = ({ data }) => {
    if (typeof data !== "string") return take(new Uint8Array(data as ArrayBuffer));
    const message = JSON.parse(data) as ServerMessage;
    if (message.type !== "reply") return take(message);
    waiting.get(message.to)?.(message.reply);
    waiting.delete(message.to);
  };
  made.onclose = () => void lose(opened);
}

async function lose(wasOpen: boolean): Promise<void> {
  socket = null;
  for (const answer of waiting.values()) answer(null);
  waiting.clear();
  if (!wasOpen && (await isRefused())) {
    link.value = { kind: "refused" };
    return;
  }
  const pause = (pauses[Math.min(failures, pauses.length - 1)] ?? seconds(8)) / milliseconds(1);
  failures += 1;
  batch(() => {
    link.value = { kind: "lost", againAt: Date.now() + pause };
    // Not known any more, and never the last value.
    story.value = { ...story.value, values: null, positions: [] };
  });
  setTimeout(connect, pause);
}

function send(message: ClientMessage): boolean {
  if (socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(message));
  return true;
}

/** null: there is no connection, or it broke before the answer. */
export function ask(command: Command): Promise<Reply | null> {
  const id = ++commands;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    if (!send({ type: "command", id, command })) {
      waiting.delete(id);
      resolve(null);
    }
  });
}
