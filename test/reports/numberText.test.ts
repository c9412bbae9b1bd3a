/** Numbers as people read them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decimalsOfError,
  durationText,
  numberText,
  plainText,
  shareText,
  signedText,
} from "#reports/numberText.ts";
import { printable, printableLine } from "#reports/printable.ts";
import { hostileText } from "./eventStreams.ts";

describe("numbers", () => {
  it("have a decimal point in English, a comma and thin spaces in French, a true minus in both", () => {
    expect(numberText(-1234567.5, "en", 2)).toBe("−1,234,567.50");
    expect(numberText(-1234567.5, "fr", 2)).toBe("−1\u202f234\u202f567,50");
    expect(plainText(0.000123456, "fr")).toBe("0,000123");
    expect(plainText(3453.45, "en")).toBe("3,453.45");
  });
  it("carry a sign where asked, but zero none, not even one that rounds to it", () => {
    expect(signedText(0.5, "en", 1)).toBe("+0.5");
    expect(signedText(0, "en", 1)).toBe("0.0");
    expect(signedText(0.004, "en", 1)).toBe("0.0");
    expect(signedText(-0.004, "en", 1)).toBe("0.0");
  });
  it("are printed to the second significant digit of their uncertainty (GUM 7.2.6)", () => {
    expect(decimalsOfError(0.123456, 1, 0.05)).toBe(3);
    expect(decimalsOfError(0.123456, 1, 0.2)).toBe(2);
    expect(decimalsOfError(12.3, 100, 25)).toBe(0);
  });
  it("tell an error beyond its limit from the limit", () => {
    expect(decimalsOfError(1.0004, 1, 0.2)).toBe(4);
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        fc.double({ min: 1e-5, max: 1, noNaN: true }),
        (limit, beyond) => {
          const error = limit + beyond;
          const decimals = decimalsOfError(error, limit, 0.5);
          expect(error.toFixed(decimals)).not.toBe(limit.toFixed(decimals));
        },
      ),
    );
  });
});

describe("durations", () => {
  it("read in the two largest words", () => {
    const say = (s: number) => durationText(s, "en").replaceAll("\u202f", " ");
    expect(
      [0, 0.0051174, 0.3, 0.9999, 12.34, 59.96, 60, 90, 3600, 7199, 5400, 86400, 100800, 2592000].map(say),
    ).toEqual([
      "0 s",
      "5.12 ms",
      "300 ms",
      "1 s",
      "12.3 s",
      "1 min",
      "1 min",
      "1 min 30 s",
      "1 h",
      "2 h",
      "1 h 30 min",
      "1 d",
      "1 d 4 h",
      "30 d",
    ]);
    expect(durationText(86400, "fr")).toBe("1\u202fj");
  });
});

describe("foreign text", () => {
  it("keeps what people write and shows what they can't have meant", () => {
    expect(printable("Énergie – 5 Ω\n")).toBe("Énergie – 5 Ω\n");
    expect(printable("a\u0007b\ud800c\u202ed")).toBe("a\ufffdb\ufffdcd");
    expect(printableLine("  a\u202f−\n b ")).toBe("a - b");
  });
  it("is left alone when it has been made printable before", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(printable(printable(text))).toBe(printable(text));
      }),
    );
  });
});

describe("shares", () => {
  it("are simple fractions, or percent", () => {
    expect([1 / 3, 5 / 3, -0.5, 0, 1, 0.149519].map((share) => shareText(share, "en"))).toEqual([
      "1/3",
      "5/3",
      "−1/2",
      "0\u202f%",
      "100\u202f%",
      "14.952\u202f%",
    ]);
    expect(shareText(0.149519, "fr")).toBe("14,952\u202f%");
  });
  it("say what they are: read again, they are the same to a part in 100 000", () => {
    fc.assert(
      fc.property(fc.double({ min: -2, max: 2, noNaN: true }), (share) => {
        const [text = "", parts = "1"] = shareText(share, "en").replace("−", "-").split("/");
        const read = text.endsWith("%") ? Number(text.slice(0, -2)) / 100 : Number(text) / Number(parts);
        expect(Math.abs(read - share)).toBeLessThan(1e-5);
      }),
    );
  });
});
