/** Figures as the page writes them: instants of a clock that counts for months. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clockText, liveNumber, liveUnit } from "../../ui/parts/figures.ts";

describe("an instant of the bench's clock", () => {
  it.each([
    [0, "00:00:00.000"],
    [59.9994, "00:00:59.999"],
    // rounds up to the whole minute, and never to a 60th second
    [59.9996, "00:01:00.000"],
    [3_723.5, "01:02:03.500"],
    // 131 days of 86 400 s are 11 318 400 s
    [11_318_413.272, "131\u202fd 00:00:13.272"],
  ])("%s s is %s", (instant, text) => expect(clockText(instant, "en")).toBe(text));

  it("is in French with a decimal comma and days that are jours", () =>
    expect(clockText(90_061.25, "fr")).toBe("1\u202fj 01:01:01,250"));

  it("says every millisecond of a year apart", () => {
    const millis = fc.integer({ min: 0, max: 365 * 86_400_000 });
    fc.assert(
      fc.property(millis, (at) => {
        const [, d = "0", h, m, s] = /^(?:([\d,]+)\u202fd )?(\d\d):(\d\d):(\d\d\.\d{3})$/.exec(
          clockText(at / 1000, "en"),
        ) ?? [null];
        const back = ((Number(d) * 24 + Number(h)) * 60 + Number(m)) * 60_000 + Math.round(Number(s) * 1000);
        expect(back).toBe(at);
      }),
    );
  });
});

describe("a live figure", () => {
  it("keeps its decimals and has its unit apart, and what is not known is a dash", () => {
    expect(liveNumber(575, "active power", "en")).toBe("0.575");
    expect(liveUnit("active power")).toBe("kW");
    expect(liveNumber(230, "voltage L1", "fr")).toBe("230,00");
    expect(liveUnit("power factor")).toBe("");
    expect([liveNumber(null, "frequency", "en"), liveNumber(Number.NaN, "frequency", "en")]).toEqual([
      "–",
      "–",
    ]);
  });
});
