/**
 * A WebSocket message as it goes over the wire (RFC 6455, 5.2: one final frame, unmasked as a server's are), made once
 * and written as it is to everybody's socket.
 */
const opcodes = { text: 1, binary: 2 } as const;

export function frame(kind: keyof typeof opcodes, payload: Uint8Array): Buffer {
  const { length } = payload;
  const head = length < 126 ? 2 : length < 65536 ? 4 : 10;
  const framed = Buffer.allocUnsafe(head + length);
  framed[0] = 0x80 | opcodes[kind];
  if (head === 2) framed[1] = length;
  else if (head === 4) {
    framed[1] = 126;
    framed.writeUInt16BE(length, 2);
  } else {
    framed[1] = 127;
    framed.writeBigUInt64BE(BigInt(length), 2);
  }
  framed.set(payload, head);
  return framed;
}

export const textFrame = (text: string): Buffer => frame("text", Buffer.from(text));
