/** The products this rig knows, found by the name a person would give them. */
import type { ConcentratorProduct } from "#models/catalogue/concentratorProduct.ts";
import { contoD1 } from "#models/catalogue/contoD1.ts";
import { contoD2 } from "#models/catalogue/contoD2.ts";
import { contoD4cr8 } from "#models/catalogue/contoD4cr8.ts";
import { contoD4d } from "#models/catalogue/contoD4d.ts";
import { contoD4s } from "#models/catalogue/contoD4s.ts";
import { contoD4sh } from "#models/catalogue/contoD4sh.ts";
import { conto72pt, conto96pt } from "#models/catalogue/contoPt.ts";
import type { InterfaceProduct } from "#models/catalogue/interfaceProduct.ts";
import { interfaces } from "#models/catalogue/interfaces.ts";
import type { Product } from "#models/catalogue/product.ts";

export type CatalogueEntry = Product | ConcentratorProduct | InterfaceProduct;

/** The meters. */
export const catalogue: readonly Product[] = [
  contoD1,
  contoD2,
  contoD4s,
  contoD4sh,
  contoD4d,
  conto72pt,
  conto96pt,
];

/** Meters, the concentrator, the interfaces. */
export const allEntries: readonly CatalogueEntry[] = [...catalogue, contoD4cr8, ...interfaces];

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/^conto\s+/, "");

/** A meter by its name as the catalogue prints it, "Conto" and capitals optional: `D4-s` finds `Conto D4-s`. */
export const findModel = (model: string): Product | undefined =>
  catalogue.find((product) => plain(product.model) === plain(model));

/** Anything in the catalogue by its name, in the same way. */
export const findEntry = (model: string): CatalogueEntry | undefined =>
  allEntries.find((entry) => plain(entry.model) === plain(model));
