/**
 * What a field-bus device is to its bus: words at addresses, answered, refused or not answered at all. The twin's
 * register image, the concentrator and any user-defined meter are register devices; the slave that carries them
 * over RTU or TCP knows nothing else of them.
 */

/** Modbus exception codes a device itself gives (gateways add 0A and 0B). */
export type ExceptionCode = 1 | 2 | 3 | 4 | 5 | 6;

export type RegisterAnswer =
  | { readonly kind: "words"; readonly words: readonly number[] }
  | { readonly kind: "written" }
  | { readonly kind: "exception"; readonly code: ExceptionCode }
  /** It does not answer now. */
  | { readonly kind: "silent" };

export interface RegisterDevice {
  /** Whether it says anything at all now: not while it is dead, starting up, or told to stay silent. */
  answers(): boolean;
  /** The device's own limit of words in one read; over it the answer is exception 03. */
  readonly maximumReadWords: number;
  readonly functionCodes: readonly number[];
  /** `count` words from the wire (PDU) address; each word 0...65535. */
  read(address: number, count: number): RegisterAnswer;
  write(address: number, words: readonly number[]): RegisterAnswer;
}
