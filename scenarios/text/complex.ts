/**
 * Complex figures as text: "0.1 + j0.05 ohm" as cable data prints them, "230 V at -120 deg" as a phasor is spoken of,
 * or a plain "0.2 ohm". Used for impedances, and for the components of a spectrum.
 */
import type { AmountKind } from "#models/amountBounds.ts";
import { modulus, type Phasor, polar, rectangular } from "#models/phasor.ts";
import { type Parsed, trouble, type Wording } from "#scenarios/text/parsed.ts";
import { angleWording, boundHint, digitsOf } from "#scenarios/text/quantity.ts";

const figure = "[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?";

function complexWording(expected: string, unit: string, kind: AmountKind): Wording<Phasor> {
  const cartesian = new RegExp(`^\\s*(${figure})?\\s*(?:([-+]?)\\s*j\\s*(${figure}))?\\s*${unit}\\s*$`);
  const spoken = new RegExp(`^\\s*(${figure})\\s*${unit}\\s+at\\s+(.+)$`);
  const within = (value: Phasor, text: string): Parsed<Phasor> => {
    const beyond = boundHint(kind, modulus(value), (bound) => `${digitsOf(bound)} ${unit}`);
    return beyond === "" ? { value } : trouble(expected, text, beyond);
  };
  return {
    expected,
    pattern: `^\\s*[-+0-9.eEj\\s]+\\s*${unit}(?:\\s+at\\s+.+)?\\s*$`,
    parse: (text) => {
      const fail = trouble(expected, text);
      if (typeof text !== "string" || text.length > 120) return fail;
      const inPolar = spoken.exec(text);
      if (inPolar) {
        const angle = angleWording.parse(inPolar[2]);
        return "value" in angle ? within(polar(Number(inPolar[1]), angle.value), text) : angle;
      }
      const parts = cartesian.exec(text);
      if (!parts || (parts[1] === undefined && parts[3] === undefined)) return fail;
      // "1 j2 ohm" has lost its sign
      if (parts[1] !== undefined && parts[3] !== undefined && parts[2] === "") return fail;
      const imaginary = parts[3] === undefined ? 0 : Number(parts[3]) * (parts[2] === "-" ? -1 : 1);
      return within(rectangular(Number(parts[1] ?? 0), imaginary), text);
    },
    format: ({ re, im }) => {
      if (Object.is(im, 0)) return `${digitsOf(re)} ${unit}`;
      return `${digitsOf(re)} ${im < 0 || Object.is(im, -0) ? "-" : "+"} j${Math.abs(im)} ${unit}`;
    },
  };
}

export const impedanceWording = complexWording("an impedance such as 0.1 + j0.05 ohm", "ohm", "impedance");
export const voltagePhasorWording = complexWording(
  "a voltage such as 230 V, 230 V at -120 deg or -115 - j199 V",
  "V",
  "voltage",
);
export const currentPhasorWording = complexWording("a current such as 5 A or 5 A at -30 deg", "A", "current");
