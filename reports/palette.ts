/**
 * The colours of a report and of the live view, as custom properties: verdicts, phases, ink and ground, on light and on
 * dark. Every pair of ink and ground meets WCAG AA, 4.5 to 1.
 */

export const lightPalette = `
--ground:#f4f6f8;--paper:#ffffff;--ink:#1b2430;--ink-soft:#4d5a6a;--line:#d8dee6;--line-strong:#8592a3;--link:#0b57a4;
--pass:#11653c;--pass-soft:#d7efe0;--inconclusive:#7a5600;--inconclusive-soft:#f8e9c2;--fail:#a81826;--fail-soft:#fadfe1;
--error:#6b2fa0;--error-soft:#ecdff7;--on-sign:#ffffff;--phase-L1:#a33d08;--phase-L2:#1f5fbf;--phase-L3:#0b7048;`;
export const darkPalette = `
--ground:#12171e;--paper:#1b222c;--ink:#e8edf3;--ink-soft:#a9b5c4;--line:#333e4c;--line-strong:#76859a;--link:#8cc1ff;
--pass:#74d6a0;--pass-soft:#173d2a;--inconclusive:#f0c25b;--inconclusive-soft:#4a3a10;--fail:#ff9aa2;--fail-soft:#55202a;
--error:#d2adff;--error-soft:#3c2a55;--on-sign:#12171e;--phase-L1:#ff9d5c;--phase-L2:#86b6ff;--phase-L3:#5fd3a0;`;
