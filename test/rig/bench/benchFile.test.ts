import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BenchFile, readBenchFile } from "#rig/bench/benchFile.ts";
import { benchJsonSchema } from "#rig/bench/benchForm.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";

const good = `# yaml-language-server: $schema=../rig/bench/bench.schema.json
name: left bench
source:
  kind: manual
  limits: { voltage: 300 V, current: 10 A }
  uncertainty: 0.1 %
buses:
  main:
    port: /dev/ttyUSB0
    baud: 4800
    parity: even
    timeout: 500 ms
  far:
    port: tcp://192.168.1.10:502
    latency: 6 s
positions:
  - name: A1
    model: Conto D4-s
    serial: 6017-0042
    bus: main
    unit: 5
    programmed: { insertionMode: 3N3E, ctRatio: 100/5 }
  - name: A2
    model: D4-s
    bus: far
    unit: 5
    programmed: {}
longestHold: 2 h
`;

function read(text: string, environment: Record<string, string> = {}): BenchFile {
  const bench = readBenchFile(text, "bench.yaml", environment);
  if (Array.isArray(bench)) throw new Error(bench.map(formatLocatedIssue).join("\n"));
  return bench;
}
const issuesOf = (text: string, environment: Record<string, string> = {}): string[] => {
  const bench = readBenchFile(text, "bench.yaml", environment);
  return Array.isArray(bench) ? bench.map(formatLocatedIssue) : [];
};

describe("a bench file", () => {
  it("says what stands on the bench", () => {
    const bench = read(good);
    expect(bench).toMatchObject({
      name: "left bench",
      source: { kind: "manual", limits: { voltage: 300, current: 10 }, uncertainty: 0.1 },
      longestHold: 7200,
      clockScale: 1,
    });
    expect(bench.buses).toEqual([
      {
        name: "main",
        timeout: 0.5,
        latency: null,
        retries: 2,
        port: {
          kind: "serial",
          path: "/dev/ttyUSB0",
          hasLocalEcho: false,
          format: { baudRate: 4800, parity: "even", stopBits: 1 },
        },
      },
      {
        name: "far",
        timeout: 0.3,
        latency: 6,
        retries: 2,
        port: { kind: "tcp", address: "tcp://192.168.1.10:502", framing: "mbap" },
      },
    ]);
    const [a1, a2] = bench.positions;
    expect(a1).toMatchObject({ name: "A1", serial: "6017-0042", bus: "main", unit: 5 });
    expect(a1?.spec).toMatchObject({
      model: "Conto D4-s",
      programmed: { insertionMode: "3N3E", ctRatio: 20 },
      communication: { address: 5, speed: 4800 },
    });
    expect(a2?.spec.model).toBe("Conto D4-s");
    expect(a2?.serial).toBeNull();
  });

  it("says where a bus is declared to be quicker than it is waited for", () => {
    expect(issuesOf(good.replace("timeout: 500 ms", "timeout: 500 ms\n    latency: 400 ms"))).toEqual([
      "bench.yaml:13:14: is shorter than the bus's timeout of 0.5 s",
    ]);
  });

  it("lets a gateway be silent for longer where its answers may take longer", () => {
    const patience = (text: string): unknown => {
      const port = read(text).buses[1]?.port;
      return port?.kind === "tcp" ? port.answerPatience : port;
    };
    expect(patience(good)).toBeUndefined();
    expect(patience(good.replace("latency: 6 s", "latency: 12 s"))).toBe(24);
  });

  it("takes a port from the environment", () => {
    const bench = read(good, { CONTO_RIG_PORT_MAIN: "/dev/ttyACM3", PATH: "/bin", CONTO_RIG_SEED: "1" });
    expect(bench.buses[0]?.port).toMatchObject({ path: "/dev/ttyACM3" });
    expect(bench.buses[1]?.port).toMatchObject({ address: "tcp://192.168.1.10:502" });
    expect(issuesOf(good, { CONTO_RIG_PORT_MIAN: "/dev/ttyACM3" })).toEqual([
      "bench.yaml:1:1: the environment has CONTO_RIG_PORT_MIAN, but there is no such bus",
    ]);
  });

  it("says everything that is wrong with its form at once, each at its line and column", () => {
    const bad = `name: left bench
source:
  kind: manual
  limit: { voltage: 300 V }
  uncertainty: 0.1
buses:
  main: { port: /dev/ttyUSB0, bauds: 9600, parity: mark }
positions:
  - name: A1
    model: Conto D4-s
    bus: main
    unit: 300
    programmed: { ctRatio: many }
`;
    expect(issuesOf(bad)).toEqual([
      expect.stringMatching(/^bench\.yaml:3:3: 'limits' is missing/),
      "bench.yaml:4:3: unknown key 'limit'; did you mean 'limits'?",
      "bench.yaml:5:16: expected a percentage such as 0.05 % (k = 1), or { value: 0.1 %, k: 2 }, got 0.1",
      "bench.yaml:7:31: unknown key 'bauds'; did you mean 'baud'?",
      "bench.yaml:7:52: expected none, even or odd, got 'mark'",
      "bench.yaml:12:11: expected a whole number from 1 to 255, got 300",
      "bench.yaml:13:28: expected a transformer ratio such as 100/5 or 20, got 'many'",
    ]);
  });

  it("says what no single field can know: buses, names, addresses, ports, meters that do not fit", () => {
    const bad = `name: left bench
source: { kind: manual, limits: { voltage: 300 V, current: 10 A }, uncertainty: 0.1 % }
buses:
  main: { port: /dev/ttyUSB0, framing: rtu }
  other: { port: /dev/ttyUSB0, baud: 38400 }
  far: { port: "http://gateway", baud: 9600 }
positions:
  - { name: A1, model: Conto D4-s, bus: mian, unit: 5, programmed: {} }
  - { name: A1, model: Conto D9, bus: main, unit: 6, programmed: {} }
  - { name: A3, model: Conto D4-s, bus: main, unit: 6, programmed: { ctRatio: 20000 } }
  - { name: A4, model: Conto D4-s, bus: other, unit: 7, programmed: {} }
`;
    expect(issuesOf(bad).map((line) => line.replace(/ \(known.*/, ""))).toEqual([
      "bench.yaml:4:40: is for tcp ports; a serial port is rtu",
      "bench.yaml:5:18: bus 'main' has this port already",
      "bench.yaml:6:16: expected tcp://host:port or a device, got 'http://gateway'",
      "bench.yaml:6:40: is for serial ports; the gateway has its own",
      "bench.yaml:8:41: no bus 'mian': did you mean 'main'?",
      "bench.yaml:9:13: another position is called 'A1'",
      'bench.yaml:9:24: no model "Conto D9" in the catalogue',
      "bench.yaml:10:53: unit 6 of bus 'main' is position 'A1' already",
      "bench.yaml:10:79: CT ratio is a whole number from 1 to 9999, not 20000",
      "bench.yaml:11:41: speed is one of 4800, 9600, 19200 bit/s, not 38400",
    ]);
  });

  it("answers any text with a bench or issues, never an exception", () => {
    const pieces = good.split("\n");
    const torn = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 30 })
      .map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(torn, (text) => {
        const bench = readBenchFile(text, "bench.yaml");
        expect(Array.isArray(bench) ? bench.length > 0 : bench.name.length > 0).toBe(true);
      }),
    );
  });

  it("takes the uncertainty as a certificate states it, with its k, or as a standard uncertainty", () => {
    const stated = (uncertainty: string) => {
      const bench = readBenchFile(
        good.replace(/uncertainty: [^\n}]*/, `uncertainty: ${uncertainty} `),
        "bench.yaml",
      );
      return Array.isArray(bench) ? bench.map(formatLocatedIssue) : bench.source.uncertainty;
    };
    expect(stated("0.1 %")).toBe(0.1);
    expect(stated("{ value: 0.1 %, k: 2 }")).toBe(0.05);
    expect(stated("{ value: 0.1 %, k: 1 }")).toBe(0.1);
    expect(stated("{ value: 0.1 %, k: 0 }")).toEqual([
      expect.stringMatching(/^bench\.yaml:\d+:\d+: expected a number from 1 to 4, got 0$/),
    ]);
    expect(stated("{ value: 0.1 % }")).toEqual([expect.stringMatching(/'k' is missing/)]);
    expect(stated("much")).toEqual([expect.stringMatching(/\{ value: 0\.1 %, k: 2 \}/)]);
  });

  it("of a text that is no YAML says that alone: its keys are guesswork", () => {
    const issues = readBenchFile("a: [1\nname: x\n", "bench.yaml");
    expect(Array.isArray(issues) && issues.map(formatLocatedIssue)).toEqual([
      expect.stringMatching(/^bench\.yaml:2:1: Flow sequence/),
    ]);
  });

  it("ships the schema of its form to editors", async () => {
    await expect(`${JSON.stringify(benchJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      "../../../rig/bench/bench.schema.json",
    );
  });
});
