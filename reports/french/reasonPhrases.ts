/**
 * Why a scenario is not for a meter, what a run and a register map rest on, what broke, and what the rig answers to a page: the sentences of
 * models/catalogue, rig/bench, rig/run and rig/live, and their French. Slots: see phrasebook.ts.
 */
import { type RefusalWords, refusalsInEnglish, refusalsInFrench } from "#reports/texts/refusalWords.ts";

/** Why a network was not solved, from the words themselves: of one step of one scenario, and the reasons alone. */
const refusalPhrases = (
  [
    ({ inStep }) => `{text}: ${inStep("{text2}", "{phrase}")}`,
    ({ inStep }) => inStep("{text}", "{phrase}"),
    ({ invalidNetwork }) => invalidNetwork("{text}"),
    ({ atOrder }) => atOrder("{phrase}", "{number}"),
    ({ undetermined }) => undetermined("{text}"),
    ({ overloaded }) => overloaded,
    ({ overloadedTo }) => overloadedTo("{number} %"),
    ({ doesNotCloseBy }) => doesNotCloseBy("{text}", "{number} A"),
    ({ doesNotClose }) => doesNotClose("{text}"),
    ({ noWayBack }) => noWayBack("{text}", "{number} V"),
    ({ flowing }) => flowing("{number}{unit}", "{number2} kW"),
    ({ registered }) => registered("{number}{unit}", "{number2} kW"),
  ] as readonly ((words: RefusalWords) => string)[]
).map((said) => [said(refusalsInEnglish), said(refusalsInFrench)] as const);

export const reasonPhrases: readonly (readonly [english: string, french: string])[] = [
  // a meter that can't be put to it
  [
    "{text}: insertion mode is one of {text2}, not {text3}",
    "{text} : pas de raccordement {text3}, seulement {text2}",
  ],
  [
    "{text}: CT ratio can only be {number}, not {number2}",
    "{text} : pas de rapport de TC {number2}, seulement {number}",
  ],
  [
    "{text}: VT ratio can only be {number}, not {number2}",
    "{text} : pas de rapport de TT {number2}, seulement {number}",
  ],
  [
    "{text}: CT ratio is a whole number from {number} to {number2}, not {number3}",
    "{text} : le rapport de TC est un entier de {number} à {number2}, pas {number3}",
  ],
  [
    "{text}: VT ratio is a whole number from {number} to {number2}, not {number3}",
    "{text} : le rapport de TT est un entier de {number} à {number2}, pas {number3}",
  ],
  ["{text} can't count so: {phrase}", "{text} ne sait pas compter ainsi : {phrase}"],
  ["double tariff", "double tarif"],
  ["total and partial", "total et partiel"],
  ["partial by contact", "partiel par contact"],
  ["{text} has no input for voltage transformers", "{text} n’a pas d’entrée pour des TT"],
  ["{text} measures no reactive energy", "{text} ne mesure pas l’énergie réactive"],
  ["{text} has no CTs, and the scenario is about them", "{text} n’a pas de TC, et le scénario porte sur eux"],
  [
    '{text} is fed in "{text2}", unlike the {text3}',
    "{text} est alimenté dans « {text2} », contrairement au {text3}",
  ],
  [
    '{text} is without supply in "{text2}", unlike the {text3}',
    "{text} n’est pas alimenté dans « {text2} », contrairement au {text3}",
  ],
  [
    '{number} A in "{text}" is beyond the Imax of the {text2}, {number2} A',
    "{number} A dans « {text} » dépasse Imax du {text2}, {number2} A",
  ],
  [
    '{number} A in "{text}" is below the starting current of the {text2}, {number2} A',
    "{number} A dans « {text} » est sous le courant de démarrage du {text2}, {number2} A",
  ],
  [
    '"{text}" states a {quantity} that holds at the load of the {text2}',
    "« {text} » énonce une valeur de « {quantity} » qui ne vaut qu’à la charge du {text2}",
  ],
  [
    '"{text}" is longer than the register of the {text2} surely takes to roll over',
    "« {text} » dure plus que le registre du {text2} ne met à repasser par zéro",
  ],
  [
    '"{text}" would be held for {number} s, longer than this bench\'s {number2} s',
    "« {text} » durerait {number} s, plus que les {number2} s de ce banc",
  ],
  [
    'the register map "{text}" has no row for {quantities}',
    "la table de registres « {text} » n’a pas de ligne pour : {quantities}",
  ],
  [
    "{text} has neither RS485 nor pulses to read it by",
    "{text} n’a ni RS485 ni impulsions par où le relever",
  ],
  [
    "{text} is read by its pulses: it can't be asked for a sign of life",
    "{text} est relevé par ses impulsions : on ne peut pas lui demander de signe de vie",
  ],
  [
    "{text} is read by its pulses: it has no bus to answer on",
    "{text} est relevé par ses impulsions : il n’a pas de bus où répondre",
  ],
  [
    "{text} is read by its pulses, which tell of its {quantity} only, not {quantities}",
    "{text} est relevé par ses impulsions, qui ne disent que : {quantity}, pas : {quantities}",
  ],
  [
    "position {text} has a {text2}, the scenario asks for a {text3}",
    "la position {text} a un {text2}, le scénario demande un {text3}",
  ],
  [
    "position {text} has order code {text2}, the scenario asks for {text3}",
    "la position {text} a la référence {text2}, le scénario demande {text3}",
  ],
  ["position {text} {phrase}", "la position {text} {phrase}"],
  ["has a {text}, the scenario asks for a {text2}", "a un {text}, le scénario demande un {text2}"],
  [
    "has order code {text}, the scenario asks for {text2}",
    "a la référence {text}, le scénario demande {text2}",
  ],
  [
    "is programmed to insertion mode {text}, the scenario needs {text2}",
    "est programmée en {text}, le scénario veut {text2}",
  ],
  [
    "is programmed to CT ratio {number}, the scenario needs {number2}",
    "est programmée au rapport de TC {number}, le scénario veut {number2}",
  ],
  [
    "is programmed to VT ratio {number}, the scenario needs {number2}",
    "est programmée au rapport de TT {number}, le scénario veut {number2}",
  ],
  [
    "is programmed to counting {phrase}, the scenario needs {phrase2}",
    "compte en {phrase}, le scénario veut {phrase2}",
  ],
  [
    "integrates over {number} s, the scenario needs {number2} s",
    "intègre sur {number} s, le scénario veut {number2} s",
  ],
  [
    "pulses every {number} of {text} energy for {number2} s, the scenario needs another pulse",
    "a d’autres impulsions que celles que veut le scénario",
  ],

  // what a run rests on
  [
    "steps are held as planned: the shortest time that decides their claims, not what the files say",
    "paliers tenus comme prévu au plan : le temps le plus court qui décide de leurs affirmations, et non celui des fichiers",
  ],
  [
    "put to the bench's CT ratio of {number}, with the secondary currents they were written for: {text}",
    "mis au rapport de TC {number} du banc, avec les courants secondaires pour lesquels ils ont été écrits : {text}",
  ],
  ['{text}: register map "{text2}", {phrase}', "{text} : table de registres « {text2} », {phrase}"],
  // of a meter file: its sources in the words of whoever wrote it
  [
    '{text}: register map "{text2}", {text3}; {number} of {number2} registers unsure',
    "{text} : table de registres « {text2} », {text3} ; {number} registre(s) sur {number2} peu sûr(s)",
  ],
  ['{text}: register map "{text2}", {text3}', "{text} : table de registres « {text2} », {text3}"],
  ["hypothesis: Nemo 96 HD family", "hypothèse : famille Nemo 96 HD"],
  [
    "third-party list of a Modbus variant that is not the catalogue's; scales assumed",
    "liste d’un tiers pour une variante Modbus hors catalogue ; échelles supposées",
  ],

  ['register map "{text}"', "table de registres « {text} »"],

  // rows of a register map that no meter here keeps
  ["THD {terminal}", "THD {terminal}"],
  ["average {terminal}", "moyenne {terminal}"],
  ["maximum average {terminal}", "moyenne maximale {terminal}"],
  ["minimum {terminal}", "minimum {terminal}"],
  ["maximum {terminal}", "maximum {terminal}"],
  ["mean current", "courant moyen"],
  ["output relay", "relais de sortie"],
  ["average reactive power", "puissance réactive moyenne"],
  ["average apparent power", "puissance apparente moyenne"],
  ["maximum average reactive power", "puissance réactive moyenne maximale"],
  ["maximum average apparent power", "puissance apparente moyenne maximale"],
  ["device configuration", "configuration de l’appareil"],
  ["device identifier", "identifiant de l’appareil"],
  ["reserved", "réservé"],

  // what broke
  ["{text} can no longer run {text2}: {phrase}", "{text} ne peut plus jouer {text2} : {phrase}"],
  [
    "nobody confirmed that the source is off: treat it as live",
    "personne n’a confirmé que la source est coupée : la tenir pour sous tension",
  ],
  [
    '"{text}" was to be set on a source that is not armed',
    "« {text} » devait être réglé sur une source non armée",
  ],
  ["interrupted while waiting for the operator", "interrompu en attendant l’opérateur"],
  [
    "the question was answered elsewhere or given up",
    "on a répondu ailleurs à la question, ou elle a été retirée",
  ],

  ["bus {text}: {phrase}; not back within {number} s", "bus {text} : {phrase} ; pas revenu en {number} s"],
  ["bus {text}: {text2}; not back within {number} s", "bus {text} : {text2} ; pas revenu en {number} s"],
  ["{port} closed the connection", "{port} a fermé la connexion"],
  ["{port} was silent and did not say that it was gone", "{port} s’est tu sans dire qu’il était parti"],
  [
    "{port} has been silent for {number} s: the other side seems to be gone",
    "{port} s’est tu pendant {number} s : l’autre côté semble parti",
  ],
  ["{port} was closed", "{port} a été fermé"],
  [
    "run {text} on this bench did not end with its source confirmed off: treat it as live until somebody has looked",
    "l’essai {text} de ce banc ne s’est pas terminé source coupée et confirmée : la tenir pour sous tension tant que nul n’a vérifié",
  ],
  [
    "store {text}: the file was removed or replaced; leave its folder alone while a run writes to it, and run again; what was stored is gone with it, in part or as a whole",
    "magasin {text} : le fichier a été supprimé ou remplacé ; ne pas toucher à son dossier pendant un essai, et recommencer ; ce qui était enregistré est perdu avec lui, en tout ou en partie",
  ],
  [
    "store {text}: its -wal file was removed or replaced; leave its folder alone while a run writes to it, and run again; what was stored is gone with it, in part or as a whole",
    "magasin {text} : son fichier -wal a été supprimé ou remplacé ; ne pas toucher à son dossier pendant un essai, et recommencer ; ce qui était enregistré est perdu avec lui, en tout ou en partie",
  ],
  [
    "the source is switched off on the way out: only a new run arms it again",
    "la source est coupée à la sortie : seul un nouvel essai l’arme à nouveau",
  ],

  // a network without a solution
  ...refusalPhrases,

  // answers to a page
  ["This page only watches.", "Cette page ne fait que regarder."],
  ["There is no bench {text} here.", "Il n’y a pas de banc {text} ici."],
  ["Answered.", "Répondu."],
  ["That is not asked any more.", "Ce n’est plus demandé."],
  ["No run is under way.", "Aucun essai n’est en cours."],
  ["{text} pressed", "touche {text} pressée"],
  ["That key can't be pressed from here.", "Cette touche ne se presse pas d’ici."],
  ["One run is followed here; none is started.", "Un seul essai est suivi ici ; aucun ne s’y démarre."],
  ["A run is under way.", "Un essai est en cours."],
  ["Starting energises {text}: arm first.", "Le démarrage met {text} sous tension : armer d’abord."],
  ["No run is going on.", "Aucun essai n’avance."],
  [
    "Held before the next event; bench time stands still.",
    "Suspendu avant l’événement suivant ; le temps du banc est arrêté.",
  ],
  [
    "Held before the next event. The source stays as it is: it is live.",
    "Suspendu avant l’événement suivant. La source reste telle quelle : sous tension.",
  ],
  ["No run is held.", "Aucun essai n’est suspendu."],
  ["Going on may energise {text}: arm first.", "La reprise peut mettre {text} sous tension : armer d’abord."],
  ["Going on.", "L’essai reprend."],
  ["The run ends; there is no source to switch off.", "L’essai prend fin ; il n’y a pas de source à couper."],
  [
    "The run ends, and the rig has the source switched off: currents first, then voltages. Treat it as live until the run says that it is off. This is not an emergency stop.",
    "L’essai prend fin, et le banc fait couper la source : les courants d’abord, puis les tensions. La tenir pour sous tension tant que l’essai ne dit pas qu’elle est coupée. Ce n’est pas un arrêt d’urgence.",
  ],

  // benches to choose from
  ["a meter in order", "un compteur en ordre"],
  ["{phrase} (caught by {text})", "{phrase} (décelé par {text})"],
  ["the bench of this file", "le banc de ce fichier"],
  ["registers {number} % too much at every load", "enregistre {number} % de trop à toute charge"],
  [
    "its current inputs are displaced by {number} minutes of arc: {number2} % at 0.5 lag, nothing at unity",
    "ses entrées de courant sont déphasées de {number} minutes d’angle : {number2} % à 0,5 inductif, rien à un facteur de puissance de 1",
  ],
  ["registers {number} W while no current flows", "enregistre {number} W sans aucun courant"],
  [
    "counts a reversed element forwards, as if its CT were right",
    "compte à l’endroit un élément inversé, comme si son TC était bien monté",
  ],
  [
    "multiplies by a CT ratio {number} % higher than the one programmed",
    "multiplie par un rapport de TC supérieur de {number} % à celui qui est programmé",
  ],
  [
    "saves its registers every six hours only: a power cut loses what came since",
    "ne sauvegarde ses registres que toutes les six heures : une coupure perd ce qui a suivi",
  ],
  ["answers the bus {number} ms late, every time", "répond au bus avec {number} ms de retard, à chaque fois"],
];
