/**
 * A program that tells many pages something ten times a second, in a process of its own so that its CPU time is its own:
 * our live feed with the values of 254 meters, of which a tenth moves each time, or nothing but 16 bytes to everybody,
 * the least that can be sent. It begins and pauses when told, and says what it has used.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { inMilliseconds, milliseconds, seconds } from "#models/units.ts";
import { liveQuantities } from "#reports/live/valueFrame.ts";
import { openLiveServer } from "#rig/live/server.ts";
import { type Meeting, machineTime } from "./broadcast.ts";

const beat = milliseconds(100);
const meters = 254;
const movingShare = 10;

async function feed(): Promise<Meeting & { readonly tell: () => void }> {
  const server = await openLiveServer({
    host: "127.0.0.1",
    port: 0,
    files: new Map(),
    shelf: {
      runs: () => Promise.resolve([]),
      events: () => Promise.resolve([]),
      scenarios: () => [],
      scenarioText: () => null,
    },
    starter: null,
  });
  const rows = Array.from({ length: meters }, (_, n) => ({ position: `${n}`, voice: "meter" as const }));
  let values: Float64Array = Float64Array.from({ length: meters * liveQuantities.length }, (_, n) => n);
  let turn = 0;
  return {
    port: server.port,
    path: new URL(server.url).pathname,
    tell() {
      turn++;
      values = values.slice();
      for (let place = turn % movingShare; place < values.length; place += movingShare) values[place]! += 0.1;
      server.feed.showValues(rows, values, machineTime());
    },
  };
}

async function sixteenBytes(): Promise<Meeting & { readonly tell: () => void }> {
  const server = createServer((_, response) => response.end());
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    path: "",
    tell() {
      const message = Buffer.alloc(16);
      message.writeDoubleLE(machineTime());
      for (const socket of sockets.clients) socket.send(message);
    },
  };
}

const { tell, ...meeting } = await (process.argv[2] === "live feed" ? feed() : sixteenBytes());
let ticking: NodeJS.Timeout | undefined;
process.on("message", (order) => {
  if (order === "begin") ticking = setInterval(tell, inMilliseconds(beat));
  else clearInterval(ticking);
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: milliseconds(inMilliseconds(seconds((user + system) / 1e6))) });
});
process.on("disconnect", () => process.exit(0));
process.send?.(meeting);
