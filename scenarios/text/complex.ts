/**
 * Complex figures as text: "0.1 + j0.05 ohm" as cable data prints them, "230 V at -120 deg" as a phasor is spoken of,
 * or a plain "0.2 ohm". Used for impedances, and for the components of a spectrum.
 */
import { type Phasor, polar, rectangular } from "#models/phasor.ts";
import { trouble, type Wording } from "#scenarios/text/parsed.ts";
import { angleWording, digitsOf } from "#scenarios/text/quantity.ts";

const figure = "[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?";

function complexWording(expected: string, unit: string): Wording<Phasor> {
  const cartesian = new RegExp(`^\\s*(${figure})?\\s*(?:([-+]?)\\s*j\\s*(${figure}))?\\s*${unit}\\s*$`);
  const spoken = new RegExp(`^\\s*(${figure})\\s*${unit}\\s+at\\s+(.+)$`);
  return {
    expected,
    pattern: `^\\s*[-+0-9.eEj\\s]+\\s*${unit}(?:\\s+at\\s+.+)?\\s*$`,
    parse: (text) => {
      const fail = trouble(expected, text);
      if (typeof text !== "string" || text.length > 120) return fail;
      const inPolar = spoken.exec(text);
      if (inPolar) {
        const angle = angleWording.parse(inPolar[2]);
        return "value" in angle ? finite(polar(Number(inPolar[1]), angle.value), fail) : angle;
      }
      const parts = cartesian.exec(text);
      if (!parts || (parts[1] === undefined && parts[3] === undefined)) return fail;
      // "1 j2 ohm" has lost its sign
      if (parts[1] !== undefined && parts[3] !== undefined && parts[2] === "") return fail;
      const imaginary = parts[3] === undefined ? 0 : Number(parts[3]) * (parts[2] === "-" ? -1 : 1);
      return finite(rectangular(Number(parts[1] ?? 0), imaginary), fail);
    },
    format: ({ re, im }) => {
      if (Object.is(im, 0)) return `${digitsOf(re)} ${unit}`;
      return `${digitsOf(re)} ${im < 0 || Object.is(im, -0) ? "-" : "+"} j${Math.abs(im)} ${unit}`;
    },
  };
}

const finite = (value: Phasor, otherwise: { readonly trouble: string }) =>
  Number.isFinite(value.re) && Number.isFinite(value.im) ? { value } : otherwise;

export const impedanceWording = complexWording("an impedance such as 0.1 + j0.05 ohm", "ohm");
export const voltagePhasorWording = complexWording(
  "a voltage such as 230 V, 230 V at -120 deg or -115 - j199 V",
  "V",
);
export const currentPhasorWording = complexWording("a current such as 5 A or 5 A at -30 deg", "A");
