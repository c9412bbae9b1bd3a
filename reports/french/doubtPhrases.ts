/** What the catalogue leaves in doubt of its meters, how it is read and why, and the French of it. */
export const doubtPhrases: readonly (readonly [english: string, french: string])[] = [];
