/**
 * A program that answers Modbus requests for 62 registers, in a process of its own so that its CPU time can be told from
 * the load generator's: our hosted twins, modbus-serial's servers, or a bare responder that knows one answer by heart.
 * It says when it is ready, and what CPU time and memory it has used whenever it is asked.
 */
import { type AddressInfo, createServer } from "node:net";
import modbus from "modbus-serial";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { seconds } from "#models/units.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { hostTwins } from "#rig/host/hostTwins.ts";
import { registersAsked, steadyWords } from "./busLoad.ts";

export type ServerPlan =
  | { readonly kind: "twins on a socket"; readonly units: number }
  | { readonly kind: "modbus-serial on a socket"; readonly units: number }
  | { readonly kind: "bare on a socket"; readonly units: number }
  | { readonly kind: "twin on a line"; readonly path: string; readonly turnaround: "default" | "none" }
  | { readonly kind: "modbus-serial on a line"; readonly path: string };

export interface Usage {
  readonly cpuMicroseconds: number;
  readonly residentBytes: number;
}

const load = "f=50Hz U=230V@0 230V@-120 230V@120 N=0V I=5A@-30 4A@-150 3A@90 contact=open";
const baudRate = 19200;

function specified() {
  const spec = meterSpec({ model: "Conto D4-s", orderCode: null, programmed: { insertionMode: "3N3E" } });
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  // Functional at once: what is measured is answering, not starting up.
  return { ...spec, startUp: seconds(0) };
}

async function serveTwins(plan: Extract<ServerPlan, { kind: `twin${string}` }>): Promise<number> {
  const isSocket = plan.kind === "twins on a socket";
  const spec = specified();
  const host = await hostTwins({
    places: [
      {
        at: isSocket
          ? { kind: "tcp", address: "tcp://127.0.0.1:0", framing: "mbap" }
          : { kind: "serial", path: plan.path, format: plainFormat(baudRate) },
        meters: Array.from({ length: isSocket ? plan.units : 1 }, (_, n) => ({ unit: n + 1, spec })),
      },
    ],
    slave: isSocket || plan.turnaround === "default" ? {} : { turnaround: seconds(0) },
    say: () => {},
  });
  if (!host.applied(load)) throw new Error(`cannot apply ${load}`);
  return isSocket ? Number(new URL(host.addresses[0] ?? "").port) : 0;
}

const vector = {
  getMultipleHoldingRegisters: (_address: number, length: number): number[] => steadyWords.slice(0, length),
};

const listening = (server: { once(event: "initialized", listener: () => void): unknown }): Promise<void> =>
  new Promise((resolve) => server.once("initialized", resolve));

async function serveModbusSerial(): Promise<number> {
  const port = await freePort();
  const server = new modbus.ServerTCP(vector, { host: "127.0.0.1", port, unitID: 255 });
  await listening(server);
  return port;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen({ host: "127.0.0.1", port: 0 }, resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** One write for all requests of a chunk, and nothing looked at but the transaction and the unit. */
function serveBare(): Promise<number> {
  const answer = Buffer.alloc(9 + 2 * registersAsked);
  answer.writeUInt16BE(3 + 2 * registersAsked, 4);
  answer[7] = 3;
  answer[8] = 2 * registersAsked;
  steadyWords.forEach((word, n) => {
    answer.writeUInt16BE(word, 9 + 2 * n);
  });
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on("error", () => {});
    let waiting: Buffer = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      const bytes = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
      const requests = Math.floor(bytes.length / 12);
      const out = Buffer.allocUnsafe(requests * answer.length);
      for (let n = 0; n < requests; n++) {
        const at = n * answer.length;
        answer.copy(out, at);
        out[at] = bytes[12 * n]!;
        out[at + 1] = bytes[12 * n + 1]!;
        out[at + 6] = bytes[12 * n + 6]!;
      }
      waiting = bytes.subarray(12 * requests);
      if (requests > 0) socket.write(out);
    });
  });
  return new Promise((resolve) =>
    server.listen({ host: "127.0.0.1", port: 0 }, () => resolve((server.address() as AddressInfo).port)),
  );
}

async function serveModbusSerialOnLine(path: string): Promise<number> {
  const server = new modbus.ServerSerial(vector, { path, baudRate, unitID: 255 });
  await listening(server);
  return 0;
}

async function serve(plan: ServerPlan): Promise<number> {
  switch (plan.kind) {
    case "twins on a socket":
    case "twin on a line":
      return serveTwins(plan);
    case "modbus-serial on a socket":
      return serveModbusSerial();
    case "bare on a socket":
      return serveBare();
    case "modbus-serial on a line":
      return serveModbusSerialOnLine(plan.path);
  }
}

const port = await serve(JSON.parse(process.argv[2] ?? "") as ServerPlan);
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  const usage: Usage = { cpuMicroseconds: user + system, residentBytes: process.memoryUsage.rss() };
  process.send?.(usage);
});
process.once("disconnect", () => process.exit(0));
process.send?.({ port });
