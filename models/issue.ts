/**
 * Something wrong with what a person wrote: a value, never an exception, so that a reader can collect them all.
 * `path` leads to the offending value inside the document (keys and indices, as zod reports them); readers of text
 * turn it into file:line:col.
 */
export type IssuePath = readonly (string | number)[];

export interface Issue {
  readonly path: IssuePath;
  readonly message: string;
}

export const issue = (path: IssuePath, message: string): Issue => ({ path, message });
