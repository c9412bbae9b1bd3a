/**
 * Several tables of values over time as one, as the plotter wants it: all instants once, ascending. Where a table has no
 * row at an instant its values are left out (the line goes on); null, a value that was asked for and not known, breaks it.
 */
export interface TimeTable {
  readonly at: readonly number[];
  readonly columns: readonly (readonly (number | null)[])[];
}
type Aligned = readonly (number | null | undefined)[];

export function aligned(tables: readonly TimeTable[]): {
  readonly at: readonly number[];
  readonly columns: readonly Aligned[];
} {
  const at = [...new Set(tables.flatMap((table) => table.at))].sort((a, b) => a - b);
  const places = new Map(at.map((instant, i) => [instant, i]));
  const columns = tables.flatMap((table) =>
    table.columns.map((values) => {
      const column: (number | null | undefined)[] = Array.from({ length: at.length });
      for (const [i, instant] of table.at.entries()) {
        const place = places.get(instant);
        const value = values[i];
        // Of several at one instant the last that is known counts: a step ends where the next begins.
        if (place !== undefined && value !== undefined) column[place] = value ?? column[place] ?? null;
      }
      return column;
    }),
  );
  return { at, columns };
}
