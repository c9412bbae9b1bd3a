/** What failed is said in words, in both languages, whatever a run can meet. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { interruptionSentence } from "#reports/interruptions.ts";
import { languages } from "#reports/language.ts";
import { faultSentence, recordedSentence } from "#reports/sentences.ts";
import { faultName } from "#reports/texts/faultNames.ts";

const rig = join(import.meta.dirname, "../../../rig");
/** Of what can break while a run is under way: the codes are written where the errors are made. */
const codes = ["bench", "fieldbus", "instruments", "run", "safety", "store"]
  .flatMap((folder) =>
    readdirSync(join(rig, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => {
    const text = readFileSync(join(rig, file), "utf8");
    return [...text.matchAll(/new RigError\(\s*"([\w-]+)"|"(store-[\w-]+)"/g)].map(
      (found) => found[1] ?? found[2] ?? "",
    );
  });
/** Before a run there is no report, and a question that was answered elsewhere is no fault. */
const never = ["tooLong", "interrupted", "operatorNotNeeded"];

describe("a fault", () => {
  it("of every kind a run can meet has a name in each language", () => {
    expect(new Set(codes).size).toBeGreaterThan(20);
    const nameless = [...new Set(codes)].filter(
      (code) => !never.includes(code) && languages.some((language) => faultName(code, language) === null),
    );
    expect(nameless).toEqual([]);
  });
  it("is a sentence that a reader understands, with the code for who asks for help", () => {
    const fault = {
      scenario: null,
      position: null,
      step: null,
      code: "linkLost",
      message: "bus main: tcp://10.0.0.7:502 closed the connection; not back within 15 s",
    };
    expect(faultSentence(fault, "en").text).toBe(
      "The link to the bus is lost (linkLost): bus main: tcp://10.0.0.7:502 closed the connection; not back within 15 s",
    );
    expect(faultSentence(fault, "fr").text.replaceAll("\u00a0", " ")).toBe(
      "La liaison avec le bus est perdue (linkLost) : bus main : tcp://10.0.0.7:502 a fermé la connexion ; pas revenu en 15 s",
    );
    expect(faultSentence({ ...fault, code: "noSuchCode" }, "en").text).toMatch(/^noSuchCode: bus main/);
  });
});

it.each([
  ["tcp://10.0.0.7:502 closed the connection", "tcp://10.0.0.7:502 a fermé la connexion"],
  [
    "tcp://10.0.0.7:502 was silent and did not say that it was gone",
    "tcp://10.0.0.7:502 s’est tu sans dire qu’il était parti",
  ],
  [
    "tcp://10.0.0.7:502 has been silent for 10 s: the other side seems to be gone",
    "tcp://10.0.0.7:502 s’est tu pendant 10 s : l’autre côté semble parti",
  ],
  ["/dev/ttyUSB0 was closed", "/dev/ttyUSB0 a été fermé"],
  ["read ECONNRESET", "read ECONNRESET"],
])("what a port says of its end is said in French: %s", (cause, french) => {
  const away = { scenario: null, step: null, bus: "main", positions: [], from: 0, to: 2, cause };
  expect(interruptionSentence(away, "fr").replace(/[\u00a0\u202f]/g, " ")).toContain(`(${french})`);
  expect(interruptionSentence(away, "en")).toContain(`(${cause})`);
});

it("a meter file's register map is named in French, its sources in the words of whoever wrote them", () => {
  const of = (unsure: string) =>
    recordedSentence(`left: register map "My meter", manual V1.5; as cited, two of them${unsure}`, "fr").text;
  expect(of("; 1 of 31 registers unsure").replaceAll("\u00a0", " ")).toBe(
    "left : table de registres « My meter », manual V1.5; as cited, two of them ; 1 registre(s) sur 31 peu sûr(s)",
  );
  expect(of("").replaceAll("\u00a0", " ")).toMatch(/^left : table de registres « My meter », manual/);
});
