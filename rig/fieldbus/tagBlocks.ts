/**
 * RTU answers carry no transaction number, but they do carry how many words they bring. Asking for more words than are
 * needed, from before the block or behind it, makes the answer look different from those to the questions before: the
 * more such blocks there are, the sooner the same words can be asked for again.
 */
import type { Block, VerdictRead } from "#rig/fieldbus/master.ts";

/** Blocks of so many different lengths can serve as tags; with fewer a block is read twice. */
export const leastTags = 3;

/** The blocks that hold the one wanted, one of each length, the shortest first. */
export const tagBlocks = ({ address, count, spareWords, wider = [] }: VerdictRead): readonly Block[] => {
  const after = Array.from({ length: spareWords + 1 }, (_, spare) => ({ address, count: count + spare }));
  const byLength = new Map<number, Block>();
  for (const block of [...after, ...wider]) if (!byLength.has(block.count)) byLength.set(block.count, block);
  return [...byLength.values()].sort((a, b) => a.count - b.count);
};
