/** What a comparison found, in the sentences of rig/run/compare, and their French. Slots: see phrasebook.ts. */
export const findingPhrases: readonly (readonly [english: string, french: string])[] = [
  // readings that did not come
  [
    "the meter did not answer for its {quantity} (waited {number} s) {phrase}, though its supply stands",
    "le compteur n’a pas répondu au relevé « {quantity} » {phrase} (attente {number} s), bien qu’il soit alimenté",
  ],
  [
    "the meter refused its {quantity} (exception code {number}) {phrase}, though its supply stands",
    "le compteur a refusé le relevé « {quantity} » {phrase} (code d’exception {number}), bien qu’il soit alimenté",
  ],
  [
    "the meter answered for its {quantity} with bytes that are no frame ({text}) {phrase}, though its supply stands",
    "la réponse du compteur au relevé « {quantity} » {phrase} n’est pas une trame ({text}), bien qu’il soit alimenté",
  ],
  ["at the beginning", "au début"],
  ["at the end", "à la fin"],
  [
    "the bus was down {phrase}: nothing is known of the meter",
    "le bus était coupé {phrase} : on ne sait rien du compteur",
  ],
  ["the bus was down: nothing is known of the meter", "le bus était coupé : on ne sait rien du compteur"],
  [
    "the bus was down: a dead meter and a dead bus sound the same",
    "le bus était coupé : un compteur éteint et un bus mort ont le même silence",
  ],
  ["{quantity} was not read {phrase}", "le relevé « {quantity} » manque {phrase}"],
  [
    "the meter is without supply: its {quantity} can't be read {phrase}",
    "le compteur n’est pas alimenté : pas de relevé « {quantity} » possible {phrase}",
  ],
  ["the reference says nothing of {quantity}", "la référence ne dit rien de « {quantity} »"],
  ["the twin has no {quantity} to compare with", "le jumeau n’a pas de « {quantity} » à comparer"],
  ["nothing is known of the twin's {quantity}", "on ne sait rien de « {quantity} » du jumeau"],

  // registers between two samples
  [
    "the register may have rolled over more than once between the samples (from {number} to {number2}{unit})",
    "le registre a pu repasser par zéro plus d’une fois entre les relevés (de {number} à {number2}{unit})",
  ],
  [
    "the register went backwards, from {number} to {number2}{unit}",
    "le registre a reculé, de {number} à {number2}{unit}",
  ],
  [
    "the register went backwards, from {number} to {number2}{unit}: more than the {number3}{unit2} that can have passed",
    "le registre a reculé, de {number} à {number2}{unit} : plus que les {number3}{unit2} qui ont pu passer",
  ],
  [
    "the register jumped, from {number} to {number2}{unit}: more than the {number3}{unit2} that can have passed",
    "le registre a sauté, de {number} à {number2}{unit} : plus que les {number3}{unit2} qui ont pu passer",
  ],
  ["no time passed between the two samples", "aucun temps n’a passé entre les deux relevés"],
  [
    "nothing is known of the load during {number} s between the two samples",
    "on ne sait rien de la charge pendant {number} s entre les deux relevés",
  ],

  // growth of a register
  [
    "{phrase}; error {number} %, limit {number2} %, uncertainty {number3} %",
    "{phrase} ; erreur {number} %, limite {number2} %, incertitude {number3} %",
  ],
  [
    "{phrase}; error {number} %, limit {number2} %, uncertainty {number3} %: {phrase2}",
    "{phrase} ; erreur {number} %, limite {number2} %, incertitude {number3} % : {phrase2}",
  ],
  [
    "{phrase}; error {number} %, uncertainty {number2} %; no limit to judge it by: {phrase2}",
    "{phrase} ; erreur {number} %, incertitude {number2} % ; pas de limite pour en juger : {phrase2}",
  ],
  ["outside the limit", "hors de la limite"],
  ["can't be decided, hold it for {duration}", "indécidable, tenir la charge {duration}"],
  [
    "can't be decided, the reference itself is uncertain by {number} % and leaves no room: it takes a better reference, not a longer hold",
    "indécidable, la référence elle-même est incertaine de {number} % et ne laisse pas de place : il faut une meilleure référence, pas un palier plus long",
  ],
  [
    "too near the limit to decide, even held for {number} times as long",
    "trop près de la limite pour trancher, même en tenant {number} fois plus longtemps",
  ],
  [
    "too near the limit to decide, and a longer hold would not help",
    "trop près de la limite pour trancher, et tenir plus longtemps n’y changerait rien",
  ],
  ["registered {number}{unit} of {number2}{unit2}", "{number}{unit} enregistrés sur {number2}{unit2}"],
  [
    "registered {number}{unit} of {number2}{unit2} (rolled over)",
    "{number}{unit} enregistrés sur {number2}{unit2} (avec retour à zéro)",
  ],
  [
    "registered {number}{unit}, the twin {number2}{unit2}",
    "{number}{unit} enregistrés, {number2}{unit2} par le jumeau",
  ],
  [
    "registered {number}{unit}, predicted {number2}{unit2}",
    "{number}{unit} enregistrés, {number2}{unit2} prévus",
  ],
  [
    "registered {number}{unit}, stated {number2}{unit2}",
    "{number}{unit} enregistrés, {number2}{unit2} affirmés",
  ],
  [
    "registered {number}{unit} of {number2}{unit2}: {number3} of the reference, predicted {share}",
    "{number}{unit} enregistrés sur {number2}{unit2} : {number3} de la référence, {share} prévu",
  ],
  [
    "registered {number}{unit} of {number2}{unit2}: {number3} of the reference, stated {share}",
    "{number}{unit} enregistrés sur {number2}{unit2} : {number3} de la référence, {share} affirmé",
  ],
  [
    "registered {number}{unit}, but the reference energy is zero, of which no error is a percentage",
    "{number}{unit} enregistrés, mais l’énergie de référence est nulle : aucune erreur n’en est un pourcentage",
  ],
  [
    "the reference energy is zero, of which no error is a percentage; registersNothing claims that a register stands still",
    "l’énergie de référence est nulle : aucune erreur n’en est un pourcentage ; registersNothing affirme qu’un registre n’avance pas",
  ],

  // a register that should stand still
  [
    "registered {number}{unit} ({number2} counts) in {duration} while {number3}{unit2} passed: it should stand still",
    "{number}{unit} enregistrés ({number2} pas) en {duration} pendant que passaient {number3}{unit2} : il ne doit pas avancer",
  ],
  [
    "registered {number}{unit} ({number2} counts) in {duration} without load: it should stand still",
    "{number}{unit} enregistrés ({number2} pas) en {duration} sans charge : il ne doit pas avancer",
  ],
  [
    "{phrase} in {duration} while {number}{unit} passed",
    "{phrase} en {duration} pendant que passaient {number}{unit}",
  ],
  ["{phrase} in {duration} without load", "{phrase} en {duration} sans charge"],
  ["the register did not move", "le registre n’a pas bougé"],
  [
    "the register moved by one count, which its resolution grants,",
    "le registre a avancé d’un pas, ce que sa résolution permet,",
  ],
  [
    "{phrase}; how long proves it is not known: {phrase2}",
    "{phrase} ; on ne sait combien de temps le prouve : {phrase2}",
  ],
  [
    "{phrase}: too short to tell, hold it for {duration} ({phrase2})",
    "{phrase} : trop court pour trancher, tenir {duration} ({phrase2})",
  ],

  // displayed values
  [
    "reads {number}{unit} against {number2}{unit2} ({phrase})",
    "affiche {number}{unit} pour {number2}{unit2} ({phrase})",
  ],
  ["stated", "affirmé"],
  ["reference", "référence"],
  ["twin", "jumeau"],
  ["{phrase}: zero to one count of the display", "{phrase} : zéro à un pas d’affichage près"],
  [
    "{phrase}: more than one count ({number}{unit}) from zero",
    "{phrase} : à plus d’un pas ({number}{unit}) de zéro",
  ],
  [
    "{phrase}: error {number} %; no limit to judge it by: {phrase2}",
    "{phrase} : erreur {number} % ; pas de limite pour en juger : {phrase2}",
  ],
  [
    "{phrase}: error {number} %, limit {number2} %, uncertainty {number3} %",
    "{phrase} : erreur {number} %, limite {number2} %, incertitude {number3} %",
  ],
  [
    "{phrase}: error {number} %, limit {number2} %, uncertainty {number3} %: {phrase2}",
    "{phrase} : erreur {number} %, limite {number2} %, incertitude {number3} % : {phrase2}",
  ],
  [
    "can't be decided, one count of the display is {number} % of the value, and the reference is uncertain by {number2} %",
    "indécidable, un pas d’affichage fait {number} % de la valeur, et la référence est incertaine de {number2} %",
  ],
  [
    "can't be decided, one count of the display is {number} % of the value",
    "indécidable, un pas d’affichage fait {number} % de la valeur",
  ],

  // signs of life
  ["nobody asked the meter during the step", "personne n’a interrogé le compteur pendant le palier"],
  [
    "the meter still did not answer {number} s after the step began; {number2} s are allowed",
    "le compteur ne répondait toujours pas {number} s après le début du palier ; {number2} s sont permises",
  ],
  [
    "the meter did not answer, but was last asked {number} s after the step began; {number2} s are allowed",
    "le compteur n’a pas répondu, mais la dernière demande date de {number} s après le début du palier ; {number2} s sont permises",
  ],
  [
    "the meter answered {number} s after the step began",
    "le compteur a répondu {number} s après le début du palier",
  ],
  [
    "{phrase} and not yet at {number} s after the step began; {number2} s are allowed",
    "{phrase}, et pas encore à {number} s ; {number2} s sont permises",
  ],
  [
    "{phrase}, asked for the time before at {number} s after the step began; {number2} s are allowed: ask more often",
    "{phrase}, la demande précédente à {number} s ; {number2} s sont permises : interroger plus souvent",
  ],
  ["{phrase} and registers; {number} s are allowed", "{phrase} et enregistre ; {number} s sont permises"],
  [
    "{phrase}; {number} s are allowed; there is no load for it to register",
    "{phrase} ; {number} s sont permises ; il n’y a pas de charge à enregistrer",
  ],
  [
    "{phrase} but does not register: its register stood still for {duration}",
    "{phrase} mais n’enregistre pas : son registre n’a pas avancé pendant {duration}",
  ],
  [
    "{phrase}; whether it registers shows only after {duration}",
    "{phrase} ; on ne verra s’il enregistre qu’au bout de {duration}",
  ],
  [
    "{phrase}; whether it registers is not known: {phrase2}",
    "{phrase} ; on ne sait s’il enregistre : {phrase2}",
  ],
  [
    "the meter answered {number} s after the step began: it should be dead",
    "le compteur a répondu {number} s après le début du palier : il devrait être éteint",
  ],
  [
    "the meter refused a request {number} s after the step began: it should be dead",
    "le compteur a refusé une demande {number} s après le début du palier : il devrait être éteint",
  ],
  [
    "bytes that are no frame came back ({text}): noise or a meter",
    "des octets qui ne sont pas une trame sont revenus ({text}) : du bruit, ou un compteur",
  ],
  ["the meter did not answer the one time it was asked", "le compteur n’a pas répondu à l’unique demande"],
  [
    "the meter did not answer all {number} times it was asked",
    "le compteur n’a répondu à aucune des {number} demandes",
  ],
];
