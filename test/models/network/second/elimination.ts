/**
 * Gaussian elimination of dense real equations, with row interchanges by the largest entry of a row against the largest
 * the row had to begin with: rows of a modified nodal analysis are in volts and in amperes.
 */
export interface Eliminated {
  readonly n: number;
  /** Row by row: multipliers below the diagonal, the rest on and above it. */
  readonly values: Float64Array;
  readonly rowAt: Int32Array;
}

/** Destroys `values`. undefined when the equations are singular. */
export function eliminated(values: Float64Array, n: number): Eliminated | undefined {
  const rowAt = Int32Array.from({ length: n }, (_, i) => i);
  const scale = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let most = 0;
    for (let j = 0; j < n; j++) most = Math.max(most, Math.abs(values[i * n + j]!));
    if (!(most > 0 && Number.isFinite(most))) return undefined;
    scale[i] = 1 / most;
  }
  for (let k = 0; k < n; k++) {
    let best = k;
    let most = 0;
    for (let i = k; i < n; i++) {
      const here = Math.abs(values[rowAt[i]! * n + k]!) * scale[rowAt[i]!]!;
      if (here > most) {
        most = here;
        best = i;
      }
    }
    if (!(most > 1e-300)) return undefined;
    [rowAt[k], rowAt[best]] = [rowAt[best]!, rowAt[k]!];
    const top = rowAt[k]! * n;
    const pivot = values[top + k]!;
    for (let i = k + 1; i < n; i++) {
      const row = rowAt[i]! * n;
      const entry = values[row + k]!;
      if (entry === 0) continue;
      const factor = entry / pivot;
      values[row + k] = factor;
      for (let j = k + 1; j < n; j++) {
        const above = values[top + j]!;
        if (above !== 0) values[row + j] = values[row + j]! - factor * above;
      }
    }
  }
  return { n, values, rowAt };
}

export function solved({ n, values, rowAt }: Eliminated, right: Float64Array): Float64Array {
  const x = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const row = rowAt[i]! * n;
    let sum = right[rowAt[i]!]!;
    for (let j = 0; j < i; j++) sum -= values[row + j]! * x[j]!;
    x[i] = sum;
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = rowAt[i]! * n;
    let sum = x[i]!;
    for (let j = i + 1; j < n; j++) sum -= values[row + j]! * x[j]!;
    x[i] = sum / values[row + i]!;
  }
  return x;
}
