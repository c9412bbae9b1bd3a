/**
 * Where a limit comes from, as models/metrology and rig/run/compare say it, and its French. Numbers of standards stay as
 * they are printed. Slots: see phrasebook.ts.
 */
export const limitPhrases: readonly (readonly [english: string, french: string])[] = [
  ["stated by the claim", "énoncée par l’affirmation"],
  ["weighted by energy: {phrase}", "pondérée par l’énergie : {phrase}"],
  [
    "no accuracy class covers {quantity}; {number} % by the rig's policy",
    "aucune classe de précision ne couvre « {quantity} » ; {number} % par convention du banc",
  ],
  ["no load is known at the reading", "la charge au moment du relevé n’est pas connue"],
  ["no energy flowed that a class could limit", "aucune énergie n’a passé qu’une classe puisse limiter"],

  // the rows of a class
  [
    "{text} class {text2}, no-load: {text3} / (k m {text4}) min, k counted in register steps",
    "{text} classe {text2}, marche à vide : {text3} / (k m {text4}) min, k compté en pas du registre",
  ],
  ["{text} class {text2}, {phrase}", "{text} classe {text2}, {phrase}"],
  ["table {number} (single-phase load), {phrase}", "tableau {number} (charge monophasée), {phrase}"],
  ["table {number}, {phrase}", "tableau {number}, {phrase}"],
  ["base errors, {phrase}", "erreurs de base, {phrase}"],
  ["single-phase load, {phrase}", "charge monophasée, {phrase}"],
  ["{phrase}: {number} % [{mark}]", "{phrase} : {number} % [{mark}]"],
  [
    "{phrase}: {number} % [{mark}] (not tabulated: {phrase2})",
    "{phrase} : {number} % [{mark}] (non tabulé : {phrase2})",
  ],
  ["{phrase}, {phrase2}", "{phrase}, {phrase2}"],
  ["the next tabulated power factor", "le facteur de puissance tabulé suivant"],
  ["unbalanced load, taken as single-phase load", "charge déséquilibrée, prise pour une charge monophasée"],
  ["{number} {text} <= I <= Imax", "{number} {text} ≤ I ≤ Imax"],
  ["{number} {text} <= I < Imax", "{number} {text} ≤ I < Imax"],
  ["{number} {text} <= I <= {number2} {text2}", "{number} {text} ≤ I ≤ {number2} {text2}"],
  ["{number} {text} <= I < {number2} {text2}", "{number} {text} ≤ I < {number2} {text2}"],
  ["at {number} In", "à {number} In"],
  ["at {number} Ib", "à {number} Ib"],
  ["{number} In", "{number} In"],
  ["{number} Ib", "{number} Ib"],
  ["PF {number}", "FP {number}"],
  ["PF {number} lagging", "FP {number} inductif"],
  ["PF {number} leading", "FP {number} capacitif"],
  ["PF {number} lagging to {number2} leading", "FP {number} inductif à {number2} capacitif"],
  ["sin phi {number}", "sin φ {number}"],
  ["sin phi {number} lagging", "sin φ {number} inductif"],
  ["sin phi {number} leading", "sin φ {number} capacitif"],
  ["sin phi {number} lagging to {number2} leading", "sin φ {number} inductif à {number2} capacitif"],
  ["{phrase} ({number} degrees)", "{phrase} ({number}°)"],
  ["+ {phrase}, {phrase2}", "+ {phrase}, {phrase2}"],
  ["tabulated {phrase}", "tabulé {phrase}"],
  ["influence quantities", "grandeurs d’influence"],
  ["critical change values", "valeurs critiques de variation"],
  ["voltage unbalance", "déséquilibre de tension"],
  ["voltage within 10 %", "tension à 10 % près"],
  ["voltage beyond 10 %", "tension au-delà de 10 %"],
  ["frequency", "fréquence"],
  ["reversed phase sequence", "ordre des phases inverse"],
  ["harmonics in current and voltage", "harmoniques en courant et en tension"],
  ["odd harmonics in current", "harmoniques impairs en courant"],
  ["sub-harmonics in current", "sous-harmoniques en courant"],
  ["direct current and even harmonics", "composante continue et harmoniques pairs"],

  // why a class sets none
  [
    "the meter declares no class for reactive energy",
    "le compteur n’annonce pas de classe pour l’énergie réactive",
  ],
  [
    "{text} class {text2} has no limit for power that flows backwards",
    "{text} classe {text2} n’a pas de limite pour une puissance à rebours",
  ],
  [
    "{text} class {text2} sets no limit without load",
    "{text} classe {text2} ne fixe pas de limite sans charge",
  ],
  [
    "{text} class {text2} tabulates no unbalanced load",
    "{text} classe {text2} n’a pas de charge déséquilibrée dans ses tableaux",
  ],
  ["{text} has no class {text2}", "{text} n’a pas de classe {text2}"],
  ["{text} class {text2} has no row for {phrase}", "{text} classe {text2} n’a pas de ligne pour : {phrase}"],
  [
    "{text} class {text2} sets no limit at {phrase}",
    "{text} classe {text2} ne fixe pas de limite à {phrase}",
  ],
  ["{text} class {text2} sets no limit: {phrase}", "{text} classe {text2} ne fixe pas de limite : {phrase}"],
  ["no voltage stands at the meter", "le compteur n’a aucune tension"],
  [
    "below 0.8 Un only -100 % to +10 % is asked for, and a phase is at {number} % of Un",
    "sous 0,8 Un seul un écart de −100 % à +10 % est exigé, et une phase est à {number} % de Un",
  ],
  [
    "a phase is at {number} % of Un, above the 1.15 Un of the range",
    "une phase est à {number} % de Un, au-dessus de 1,15 Un, le haut de la plage",
  ],
  [
    "{number} Hz is more than 2 % from a reference frequency",
    "{number} Hz s’écarte de plus de 2 % d’une fréquence de référence",
  ],

  // how long a register must stand still
  [
    "one count is to be at most {number} % of the energy that passes",
    "un pas doit faire au plus {number} % de l’énergie qui passe",
  ],
  ["any time, by the rig's policy", "n’importe quelle durée, par convention du banc"],
  [
    "no no-load time is known for its {text} class",
    "la durée de marche à vide de sa classe n’est pas connue ({text})",
  ],
];
