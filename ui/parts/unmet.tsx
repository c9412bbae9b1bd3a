/** What loads ask for and does not flow in a step: a fact of its network, told without alarm. Nothing where all flows. */
import type { UnmetDemand } from "#models/network/unmetDemand.ts";
import { unmetWordsOf } from "#reports/texts/unmetWords.ts";
import { unmetLines } from "#reports/unmet.ts";
import { language } from "../shell/settings.ts";

export function Unmet({ of }: { readonly of: readonly UnmetDemand[] | null }) {
  if (of === null || of.length === 0) return null;
  const spoken = language.value;
  return (
    <div class="unmet">
      <p class="soft">{unmetWordsOf(spoken).title}</p>
      <ul>
        {unmetLines(of, spoken).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
