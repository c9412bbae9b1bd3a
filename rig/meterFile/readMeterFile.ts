/** The text of a meter file as the product it describes, or everything that is wrong with it, each at its line and column. */
import type { Product } from "#models/catalogue/product.ts";
import type { Issue } from "#models/issue.ts";
import { meterFileForm } from "#rig/meterFile/meterFileForm.ts";
import { productOfForm } from "#rig/meterFile/productOfForm.ts";
import { readAs } from "#scenarios/form/troubles.ts";
import { readYaml } from "#scenarios/yaml/document.ts";
import { blamedOnce, inFileOrder, type LocatedIssue } from "#scenarios/yaml/located.ts";

const isProduct = (result: Product | readonly Issue[]): result is Product => !Array.isArray(result);

/** Total: any text gives the one or the other. `file` is only named in issues. */
export function readMeterFile(text: string, file: string): Product | readonly LocatedIssue[] {
  const document = readYaml(text, file);
  if (document.value === undefined) return document.issues;
  const { form, troubles } = readAs(meterFileForm, document.value);
  if (form === null || document.issues.length > 0) {
    const ofForm = troubles.map(({ path, message, part }) => ({ ...document.locate(path, part), message }));
    return blamedOnce(document.issues, ofForm);
  }
  const product = productOfForm(form);
  return isProduct(product)
    ? product
    : product.map(({ path, message }) => ({ ...document.locate(path), message })).sort(inFileOrder);
}
