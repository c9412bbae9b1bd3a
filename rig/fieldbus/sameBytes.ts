/** Bytes held against other bytes: a frame that comes once more, our own question come back. */

export const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && startsWith(a, b);

export const startsWith = (bytes: Uint8Array, beginning: Uint8Array): boolean =>
  bytes.length >= beginning.length && beginning.every((byte, at) => bytes[at] === byte);
