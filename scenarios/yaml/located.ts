/**
 * Where in a file something is wrong, as compilers say it: `file:line:col: message`. Lines and columns count from 1.
 */
export interface LocatedIssue {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export const formatLocatedIssue = ({ file, line, column, message }: LocatedIssue): string =>
  `${file}:${line}:${column}: ${message}`;

/** What `formatLocatedIssue` wrote; null for any other line. */
export function readLocatedIssue(text: string): LocatedIssue | null {
  const [, file, line, column, message] = /^(.+?):(\d+):(\d+): (.*)$/s.exec(text) ?? [];
  return file === undefined || message === undefined
    ? null
    : { file, line: Number(line), column: Number(column), message };
}

export const inFileOrder = (a: LocatedIssue, b: LocatedIssue): number =>
  a.line - b.line || a.column - b.column;
