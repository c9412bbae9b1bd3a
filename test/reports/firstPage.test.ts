/** The first page names few meters in full, and many in short: those of one model and nameplate together. */
import { describe, expect, it } from "vitest";
import { htmlReport } from "#reports/html.ts";
import { runOn, virtualMeter } from "../stories/runOn.ts";

const testedIn = (html: string): string =>
  html
    .slice(html.indexOf("What was tested"), html.indexOf("On what"))
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");

describe("what was tested", () => {
  it("is one meter with its modes and position", async () => {
    const record = await runOn(virtualMeter("good"), ["rated-current", "two-elements-1-3"]);
    expect(testedIn(htmlReport(record, "en"))).toContain("Conto D4-s 6017 7900, 3N3E, 3-2E (1-3) (virtual)");
  });

  it("is many meters by model, with the order codes they were tried with", async () => {
    const names = ["rated-current", "single-phase-rated-current", "double-tariff"];
    const tested = testedIn(htmlReport(await runOn(virtualMeter("good"), names), "en"));
    expect(tested).toContain("Conto D4-s 6017 7900, 6017 7750");
    expect(tested).toMatch(/Conto D[12] 6017 \d{4}/);
    expect(tested).not.toContain("3N3E");
  });
});
