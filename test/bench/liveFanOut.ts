/**
 * What it costs to show 254 meters to 100 pages ten times a second: CPU time of the server beside one that sends 16 bytes
 * to as many, and how old a message is when it is there. The pages are sockets of this one process, so their own work is
 * in the latency.
 */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import { inMilliseconds, type Seconds, seconds } from "#models/units.ts";
import { liveSubprotocol } from "#reports/live/protocol.ts";
import { type Broadcast, type Meeting, machineTime, timeAt } from "./broadcast.ts";
import type { Benchmark } from "./main.ts";
import { type Contestant, paired } from "./paired.ts";
import { atMost, figureAtMost, noGoal } from "./row.ts";

const pages = 100;
const program = fileURLToPath(new URL("broadcaster.ts", import.meta.url));

const next = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const gone = (code: number | null): void => reject(new Error(`the broadcaster ended with ${code}`));
    child.once("exit", gone);
    child.once("message", (message) => {
      child.off("exit", gone);
      resolve(message as T);
    });
  });

async function cookieOf({ port, path }: Meeting): Promise<string> {
  if (path === "") return "";
  const { headers } = await fetch(`http://127.0.0.1:${port}${path}`);
  return headers.get("set-cookie")?.split(";")[0] ?? "";
}

interface Audience {
  readonly contestant: Contestant;
  /** Age of a message when it came, 99th percentile, ms; bytes of a message; one for each window. */
  readonly ages: number[];
  readonly sizes: number[];
  stop(): void;
}

async function audience(kind: Broadcast): Promise<Audience> {
  const child = fork(program, [kind]);
  const meeting = await next<Meeting>(child);
  const headers = { cookie: await cookieOf(meeting) };
  let ages: number[] = [];
  let bytes = 0;
  const sockets = await Promise.all(
    Array.from({ length: pages }, async () => {
      const { port } = meeting;
      const at = `127.0.0.1:${port}`;
      const socket = new WebSocket(`ws://${at}/live`, kind === "live feed" ? [liveSubprotocol] : [], {
        origin: `http://${at}`,
        headers,
        perMessageDeflate: false,
      });
      socket.on("message", (data: Buffer, isBinary: boolean) => {
        if (!isBinary) return;
        ages.push(inMilliseconds(seconds(machineTime() - data.readDoubleLE(timeAt[kind]))));
        bytes += data.length;
      });
      await new Promise((resolve, reject) => {
        socket.once("open", resolve);
        socket.once("error", reject);
      });
      if (kind === "live feed") socket.send('{"type":"join","run":null,"next":0}');
      return socket;
    }),
  );
  const order = (word: "begin" | "pause"): Promise<{ readonly cpu: Seconds }> => {
    const answer = next<{ readonly cpu: Seconds }>(child);
    child.send(word);
    return answer;
  };
  const heard: Audience = {
    ages: [],
    sizes: [],
    contestant: {
      name: kind,
      async measure(window) {
        ages = [];
        bytes = 0;
        const before = await order("begin");
        const length = 10 * window;
        await new Promise((resolve) => setTimeout(resolve, inMilliseconds(seconds(length))));
        const after = await order("pause");
        // 10 a second to each; a tenth may be lost at the window's ends, or to a busy machine.
        if (ages.length < 0.8 * pages * 10 * length)
          throw new Error(`${kind}: only ${ages.length} messages came`);
        ages.sort((a, b) => a - b);
        heard.ages.push(ages[Math.floor(0.99 * ages.length)] ?? Number.NaN);
        heard.sizes.push(bytes / ages.length);
        return (100 * (after.cpu - before.cpu)) / length;
      },
    },
    stop() {
      for (const socket of sockets) socket.terminate();
      child.disconnect();
    },
  };
  return heard;
}

export const liveFanOut: Benchmark = async (pace, say) => {
  const ours = await audience("live feed");
  const floor = await audience("16 bytes");
  const figures = await paired(ours.contestant, floor.contestant, pace);
  const name = `live view, ${pages} pages x 254 meters x 10 Hz`;
  const peer = floor.contestant.name;
  say({ kind: "paired", name: `${name}, CPU of a core`, unit: "%", peer, figures, goal: atMost(1.3) });
  say({
    kind: "paired",
    name: `${name}, age p99`,
    unit: "ms",
    peer,
    figures: { ours: ours.ages.slice(1), peer: floor.ages.slice(1) },
    goal: figureAtMost(20),
  });
  say({ kind: "alone", name: `${name}, message`, unit: "byte", figures: ours.sizes.slice(1), goal: noGoal });
  ours.stop();
  floor.stop();
};
