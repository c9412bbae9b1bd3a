/** The languages a report is written in. The record itself, and the terminal, speak English. */
export const languages = ["en", "fr"] as const;
export type Language = (typeof languages)[number];
