import type { Issue } from "#models/issue.ts";
import type { Network } from "#models/network/network.ts";
export function validate(_network: Network): Issue[] {
  return [];
}
