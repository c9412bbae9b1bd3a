/** The products this rig knows, found by the name a person would give them. */
import { contoD4s } from "#models/catalogue/contoD4s.ts";
import type { Product } from "#models/catalogue/product.ts";

export const catalogue: readonly Product[] = [contoD4s];

/** By the model's name as the catalogue prints it, "Conto" and capitals optional: `D4-s` finds `Conto D4-s`. */
export function findModel(model: string): Product | undefined {
  const plain = (name: string) =>
    name
      .trim()
      .toLowerCase()
      .replace(/^conto\s+/, "");
  return catalogue.find((product) => plain(product.model) === plain(model));
}
