/**
 * The front of the meter as far as it remembers anything: the page it shows, or the place in the programming menu its
 * owner has reached. It forgets both when its supply goes.
 */
import type { Settings } from "#models/meter/programmedParameters.ts";

/** What the programming menu leads through, one item after the other. */
export const menuItems = [
  "insertion mode",
  "counting",
  "CT ratio",
  "VT ratio",
  "integration time",
  "pulse energy",
  "pulse weight",
  "pulse width",
  "address",
  "speed",
] as const;
export type MenuItem = (typeof menuItems)[number];

export type Panel =
  | { readonly kind: "page"; readonly index: number }
  /** Digits of the access code, entered from the left. */
  | { readonly kind: "code"; readonly digits: readonly number[]; readonly digit: number }
  /** Choosing an item's value; `draft` is not yet in force. */
  | { readonly kind: "item"; readonly item: MenuItem; readonly draft: Settings }
  /** A number is set digit by digit, from the left. */
  | {
      readonly kind: "number";
      readonly item: MenuItem;
      readonly digits: readonly number[];
      readonly position: number;
      readonly draft: Settings;
    };

export const newPanel: Panel = { kind: "page", index: 0 };
