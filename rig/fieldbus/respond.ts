/**
 * What a slave says to one request, the same over RTU and over TCP: the device's words, its confirmation, or an
 * exception. The makers' documents know 03 (other makers 04 too) and 10h, and exceptions 01, 02, 03 (IME message layer, NA96 p. 6); which
 * function codes a device has is the device's to say. It works on the bytes where they lie, because a twin on a socket
 * answers a hundred thousand of them a second.
 */
import type { ExceptionCode, RegisterAnswer, RegisterDevice } from "#models/devices/registerDevice.ts";

/** Most words one answer can carry: its byte count is one byte, its frame 256 (Modbus V1.1b3, 6.3). */
const mostWordsRead = 125;
const mostWordsWritten = 123;

/** Bytes an answer to this request can need at most, function code included. */
export const roomForAnswer = (functionCode: number, count: number): number =>
  functionCode === 3 || functionCode === 4 ? 2 + 2 * Math.min(count, mostWordsRead) : 5;

const wordAt = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;

const writeException = (functionCode: number, code: ExceptionCode, out: Uint8Array, at: number): number => {
  out[at] = functionCode | 0x80;
  out[at + 1] = code;
  return 2;
};

const readWords = (device: RegisterDevice, pdu: Uint8Array, start: number, end: number): RegisterAnswer => {
  if (end - start !== 5) return { kind: "exception", code: 3 };
  const address = wordAt(pdu, start + 1);
  const count = wordAt(pdu, start + 3);
  if (count === 0 || count > device.maximumReadWords || count > mostWordsRead) {
    return { kind: "exception", code: 3 };
  }
  return address + count > 0x10000 ? { kind: "exception", code: 2 } : device.read(address, count);
};

const writeWords = (device: RegisterDevice, pdu: Uint8Array, start: number, end: number): RegisterAnswer => {
  if (end - start < 6) return { kind: "exception", code: 3 };
  const address = wordAt(pdu, start + 1);
  const count = wordAt(pdu, start + 3);
  if (
    count === 0 ||
    count > mostWordsWritten ||
    pdu[start + 5] !== 2 * count ||
    end - start !== 6 + 2 * count
  ) {
    return { kind: "exception", code: 3 };
  }
  if (address + count > 0x10000) return { kind: "exception", code: 2 };
  return device.write(
    address,
    Array.from({ length: count }, (_, word) => wordAt(pdu, start + 6 + 2 * word)),
  );
};

const writeOneWord = (device: RegisterDevice, pdu: Uint8Array, start: number, end: number): RegisterAnswer =>
  end - start === 5
    ? device.write(wordAt(pdu, start + 1), [wordAt(pdu, start + 3)])
    : { kind: "exception", code: 3 };

const answerOf = (device: RegisterDevice, pdu: Uint8Array, start: number, end: number): RegisterAnswer => {
  const functionCode = pdu[start]!;
  if (!device.functionCodes.includes(functionCode)) return { kind: "exception", code: 1 };
  if (functionCode === 3 || functionCode === 4) return readWords(device, pdu, start, end);
  if (functionCode === 6) return writeOneWord(device, pdu, start, end);
  return functionCode === 0x10 ? writeWords(device, pdu, start, end) : { kind: "exception", code: 1 };
};

/**
 * Lets `device` answer the request `pdu[start, end)` (function code first, no unit, no CRC) and writes the answer to
 * `out` at `at`. Gives the length of the answer, 0 for silence: a device that is dead refuses nothing either.
 */
export const respond = (
  device: RegisterDevice,
  pdu: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  at: number,
): number => {
  const functionCode = pdu[start]!;
  const answer = answerOf(device, pdu, start, end);
  switch (answer.kind) {
    case "silent":
      return 0;
    case "exception":
      return device.answers() ? writeException(functionCode, answer.code, out, at) : 0;
    case "written":
      out[at] = functionCode;
      for (let byte = 1; byte < 5; byte++) out[at + byte] = pdu[start + byte]!;
      return 5;
    case "words": {
      const { words } = answer;
      out[at] = functionCode;
      out[at + 1] = 2 * words.length;
      for (let word = 0, to = at + 2; word < words.length; word++, to += 2) {
        out[to] = words[word]! >> 8;
        out[to + 1] = words[word]!;
      }
      return 2 + 2 * words.length;
    }
  }
};
