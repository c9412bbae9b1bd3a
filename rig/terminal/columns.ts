/** How wide the window is that is written to. */
import type { WriteStream } from "node:tty";
import { sentenceRows } from "#reports/columns.ts";

const usual = 80;

/** Columns of what is written to; of a pipe, and of a terminal that does not tell, those of COLUMNS or 80. */
export function columnsOf(output: Pick<Partial<WriteStream>, "columns">): number {
  const said = Number(process.env.COLUMNS);
  return output.columns || (Number.isInteger(said) && said > 0 ? said : usual);
}

/** Sentences as they are written there: in rows on a screen, whole for whoever searches a file. */
export const sentencesFor = (
  output: Pick<Partial<WriteStream>, "columns" | "isTTY">,
  text: string,
): string => (output.isTTY === true ? sentenceRows(text, columnsOf(output)).join("\n") : text);
