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

/** What the text is to blame for and what a form misses, in order: where the first has spoken the second is no further trouble. */
export function blamedOnce(ofText: readonly LocatedIssue[], ofForm: readonly LocatedIssue[]): LocatedIssue[] {
  const blamed = new Set(ofText.map(({ line, column }) => `${line}:${column}`));
  const further = ofForm.filter(({ line, column }) => !blamed.has(`${line}:${column}`));
  return [...ofText, ...further].sort(inFileOrder);
}

export const inFileOrder = (a: LocatedIssue, b: LocatedIssue): number =>
  a.line - b.line || a.column - b.column;
