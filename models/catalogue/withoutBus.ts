/**
 * A meter that nothing can be asked over a field bus: which outputs it has is decided by its order code, and one without
 * RS485 counts, shows and pulses but has no terminals to speak through.
 */
import { findMeter } from "#models/catalogue/meterSpec.ts";
import type { Product } from "#models/catalogue/product.ts";
import type { MeterSpec } from "#models/meter/spec.ts";

/** Why this meter can't be put on a bus, and which order codes can; null for one that can. `further` as of `meterSpec`. */
export function withoutBus(spec: MeterSpec, further: readonly Product[] = []): string | null {
  const { model, orderCode, outputs } = spec;
  if (outputs.rs485) return null;
  const variants = findMeter(model, further)?.variants ?? [];
  const codes = variants.filter((variant) => variant.outputs.rs485).map((variant) => variant.orderCode);
  const other =
    codes.length === 0
      ? `no ${model} has one`
      : `${codes.length === 1 ? "order code" : "order codes"} with one: ${codes.join(", ")}`;
  return `${model} ${orderCode} has no RS485 output and answers on no bus; ${other}`;
}
