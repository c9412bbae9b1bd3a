/**
 * What a person wrote can't be used: a file with mistakes, a name nobody knows. Carries one finished line per problem;
 * the command ends with the exit code for bad input, and nothing has been energised.
 */
export class BadInput extends Error {
  override readonly name = "BadInput";
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}
