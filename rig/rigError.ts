/**
 * The rig itself is broken: an instrument, a file system, a link it can't do without. Thrown, caught once at the top,
 * and shown as one line with a remedy where there is one. Deliberately not for what the meter does wrong (a finding in
 * the record) nor for what a person wrote wrong (an issue with file:line:col).
 */
export class RigError extends Error {
  override readonly name = "RigError";
  readonly code: string;

  constructor(code: string, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
