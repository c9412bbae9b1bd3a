/** Debian's mbpoll, a Modbus program that knows nothing of this project, asked once. */
import { execFile } from "node:child_process";
import { mbpollProgram, wayToGet } from "../../needing.ts";

export interface Asked {
  readonly unit: number;
  /** Wire (PDU) address, holding registers. */
  readonly address: number;
  /** 32-bit values, most significant word first. */
  readonly count: number;
}

/** The values, or what mbpoll had to say instead. */
export type Polled = { readonly values: readonly number[] } | { readonly trouble: string };

const run = (where: readonly string[], last: string, { unit, address, count }: Asked): Promise<Polled> =>
  new Promise((resolve, reject) => {
    const what = ["-a", unit, "-0", "-r", address, "-c", count, "-t", "4:int", "-B", "-1", "-o", "1"].map(
      String,
    );
    execFile("mbpoll", [...where, ...what, last], (error, stdout, stderr) => {
      if (error !== null && "code" in error && error.code === "ENOENT") {
        reject(new Error(wayToGet(mbpollProgram), { cause: error }));
        return;
      }
      const values = [...stdout.matchAll(/^\[\d+\]:\s+(-?\d+)/gm)].map(([, value]) => Number(value));
      resolve(values.length === count ? { values } : { trouble: `${stdout}\n${stderr}` });
    });
  });

export const mbpollSerial = (path: string, asked: Asked): Promise<Polled> =>
  run(["-m", "rtu", "-b", "9600", "-P", "none"], path, asked);

/** `tcp://host:port`, Modbus TCP. */
export const mbpollTcp = (address: string, asked: Asked): Promise<Polled> => {
  const { hostname, port } = new URL(address);
  return run(["-m", "tcp", "-p", port], hostname, asked);
};
