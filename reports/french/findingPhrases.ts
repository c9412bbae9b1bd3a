/** What a comparison found, in the sentences of rig/run/compare, and their French. Slots: see phrasebook.ts. */
export const findingPhrases: readonly (readonly [english: string, french: string])[] = [
  // readings that did not come
  [
    "the meter did not answer for its {quantity} (waited {number} s) {phrase}, though its supply stands",
    "le compteur n’a pas répondu au relevé « {quantity} » {phrase} (attente {number} s), bien qu’il soit alimenté",
  ],
  [
    "the meter did not answer for its {quantity} (waited {number} s) {phrase}, though its supply stands and {text} answered on the same bus",
    "le compteur n’a pas répondu au relevé « {quantity} » {phrase} (attente {number} s), bien qu’il soit alimenté et que {text} ait répondu sur le même bus",
  ],
  [
    "the meter did not answer for its {quantity} (waited {number} s) {phrase}, though its supply stands and the bus gave our own bytes back",
    "le compteur n’a pas répondu au relevé « {quantity} » {phrase} (attente {number} s), bien qu’il soit alimenté et que le bus ait rendu nos propres octets",
  ],
  [
    "the meter did not answer for its {quantity} (waited {number} s) {phrase}, though its supply stands and it answered something else before and after",
    "le compteur n’a pas répondu au relevé « {quantity} » {phrase} (attente {number} s), bien qu’il soit alimenté et qu’il ait répondu à autre chose avant et après",
  ],
  [
    "nothing answered for {quantity} (waited {number} s) {phrase}, and nothing else proved the bus alive: a broken wire and a dead meter sound the same",
    "rien n’a répondu au relevé « {quantity} » {phrase} (attente {number} s), et rien d’autre n’a prouvé que le bus vivait : un fil coupé et un compteur éteint ont le même silence",
  ],
  [
    "the gateway could not reach the meter for its {quantity} (exception code 0B) {phrase}: it gave no answer there",
    "la passerelle n’a pas pu joindre le compteur pour le relevé « {quantity} » {phrase} (code d’exception 0B) : il n’a rien répondu",
  ],
  [
    "the gateway could not reach the meter for its {quantity} (exception code 0A) {phrase}: it had no way there",
    "la passerelle n’a pas pu joindre le compteur pour le relevé « {quantity} » {phrase} (code d’exception 0A) : elle n’a pas de chemin vers lui",
  ],
  [
    "the meter said that it was busy, every time it was asked for its {quantity} (exception code {text}) {phrase}, though its supply stands",
    "le compteur s’est dit occupé à chaque demande du relevé « {quantity} » {phrase} (code d’exception {text}), bien qu’il soit alimenté",
  ],
  [
    "the meter refused its {quantity} (exception code {text}) {phrase}, though its supply stands",
    "le compteur a refusé le relevé « {quantity} » {phrase} (code d’exception {text}), bien qu’il soit alimenté",
  ],
  [
    "two reads of {quantity}, a moment apart, can't both be true {phrase}, however often it was asked",
    "deux relevés de « {quantity} » à un instant d’intervalle ne peuvent être vrais ensemble {phrase}, quel que soit le nombre de demandes",
  ],
  [
    "the line garbles: {phrase} ({text}) in place of {quantity}, {phrase2}",
    "la ligne brouille : {phrase} ({text}) au lieu de « {quantity} » {phrase2}",
  ],
  [
    'the register of {quantity} held no number {phrase}, however often it was asked: a right answer ({text}) that says "no value"',
    "le registre de « {quantity} » ne contenait pas de nombre {phrase}, quel que soit le nombre de demandes : une réponse correcte ({text}) qui dit « pas de valeur »",
  ],
  [
    "the line is slower than its answers can be told apart: {number} ms where {number2} ms can be told, for {quantity}, {phrase}",
    "la ligne est trop lente pour que ses réponses se distinguent : {number} ms, quand elles ne se distinguent que jusqu’à {number2} ms, pour « {quantity} » {phrase}",
  ],
  [
    "the register of {quantity} showed {values} {phrase}, which can't all be true: which is right is not known",
    "le registre de « {quantity} » a montré {values} {phrase}, ce qui ne peut être vrai ensemble : on ne sait quelle valeur est juste",
  ],
  [
    "the register of {quantity} showed {values} under a steady load, seconds and more apart: it does not count",
    "le registre de « {quantity} » a montré {values} sous une charge constante, à des secondes et plus d’intervalle : il ne compte pas",
  ],
  // what garbles
  [
    "{text} in front of an otherwise right answer; look at bias, termination and turn-round of the transceivers",
    "{text} devant une réponse correcte par ailleurs ; voir la polarisation, la terminaison et le retournement des émetteurs",
  ],
  ["{text} behind an otherwise right answer", "{text} derrière une réponse correcte par ailleurs"],
  [
    "a whole answer of unit {number}, which was not asked",
    "une réponse entière de l’unité {number}, à qui rien n’était demandé",
  ],
  [
    "our own question came back; the adapter gives an echo",
    "notre propre question est revenue ; l’adaptateur donne un écho",
  ],
  ["a frame with a wrong check sum", "une trame à la somme de contrôle fausse"],
  ["the beginning of an answer that was cut short", "le début d’une réponse interrompue"],
  ["a frame of another function", "une trame d’une autre fonction"],
  ["a frame of another length than was asked for", "une trame d’une autre longueur que demandé"],
  ["bytes that are no frame", "des octets qui ne sont pas une trame"],
  [
    "an exception that an earlier question may have caused",
    "une exception qu’une question antérieure a pu causer",
  ],
  ["two answers that can't both be true", "deux réponses qui ne peuvent être vraies ensemble"],
  ["an answer that another one followed", "une réponse suivie d’une autre"],
  ["somebody speaks on the line all the time", "quelqu’un parle sans arrêt sur la ligne"],
  ["at the beginning", "au début"],
  ["at the end", "à la fin"],
  ["{quantity} was not read {phrase}", "le relevé « {quantity} » manque {phrase}"],
  [
    "the meter is without supply: its {quantity} can't be read {phrase}",
    "le compteur n’est pas alimenté : pas de relevé « {quantity} » possible {phrase}",
  ],
  [
    "the meter's supply is outside its nameplate ({number} V, where {number2} V to {number3} V are allowed): {phrase}",
    "l’alimentation du compteur est hors de sa plaque ({number} V, pour {number2} V à {number3} V admis) : {phrase}",
  ],
  ["its {quantity} can't be read {phrase}", "pas de relevé « {quantity} » possible {phrase}"],
  [
    "the meter is without supply: it can't be asked to start",
    "le compteur n’est pas alimenté : il ne peut démarrer",
  ],
  ["it can't be asked to start", "il ne peut démarrer"],
  ["the reference says nothing of {quantity}", "la référence ne dit rien de « {quantity} »"],
  ["the twin has no {quantity} to compare with", "le jumeau n’a pas de « {quantity} » à comparer"],
  ["nothing is known of the twin's {quantity}", "on ne sait rien de « {quantity} » du jumeau"],

  // registers between two samples
  [
    "the register may have rolled over more than once between the samples (from {number}{unit} to {number2}{unit2})",
    "le registre a pu repasser par zéro plus d’une fois entre les relevés (de {number}{unit} à {number2}{unit2})",
  ],
  [
    "the register went backwards, from {number}{unit} to {number2}{unit2}",
    "le registre a reculé, de {number}{unit} à {number2}{unit2}",
  ],
  [
    "the register went backwards, from {number}{unit} to {number2}{unit2}: more than the {number3}{unit3} that can have passed",
    "le registre a reculé, de {number}{unit} à {number2}{unit2} : plus que les {number3}{unit3} qui ont pu passer",
  ],
  [
    "the register jumped, from {number}{unit} to {number2}{unit2}: more than the {number3}{unit3} that can have passed",
    "le registre a sauté, de {number}{unit} à {number2}{unit2} : plus que les {number3}{unit3} qui ont pu passer",
  ],
  [
    "the register went backwards before the step, from {number}{unit} to {number2}{unit2}",
    "le registre a reculé avant le palier, de {number}{unit} à {number2}{unit2}",
  ],
  [
    "the register jumped before the step, from {number}{unit} to {number2}{unit2}: more than can have passed",
    "le registre a sauté avant le palier, de {number}{unit} à {number2}{unit2} : plus qu’il n’a pu passer",
  ],
  [
    "the register jumped, from {number}{unit} to {number2}{unit2}, which is not what a steady load makes of it",
    "le registre a sauté, de {number}{unit} à {number2}{unit2}, ce que ne fait pas une charge constante",
  ],
  [
    "{phrase}; both were read again seconds later and stayed so",
    "{phrase} ; les deux, relus quelques secondes plus tard, n’avaient pas changé",
  ],
  [
    "{phrase}; which of the two is right is not known, as one was not seen to last: run it again",
    "{phrase} ; on ne sait lequel des deux est juste, car l’un n’a pas été vu durer : recommencer",
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
    "nothing answered yet {number} s after the step began, and nothing else proved the bus alive: a broken wire and a dead meter sound the same",
    "rien ne répondait encore {number} s après le début du palier, et rien d’autre n’a prouvé que le bus vivait : un fil coupé et un compteur éteint ont le même silence",
  ],
  ["{phrase} ({text}) came back: noise or a meter", "{phrase} ({text}) : du bruit, ou un compteur"],
  [
    "the line let nobody hear whether the meter answers",
    "la ligne n’a pas laissé entendre si le compteur répond",
  ],
  [
    "{phrase}; it had answered before the step and answered again after it",
    "{phrase} ; il avait répondu avant le palier et a répondu de nouveau après",
  ],
  [
    "{phrase}, but nothing proved the bus alive: a dead bus sounds the same. Put a second meter on the bus, or let a step under supply go before this one and another follow",
    "{phrase}, mais rien n’a prouvé que le bus vivait : un bus mort a le même silence. Mettre un second compteur sur le bus, ou faire précéder et suivre ce palier d’un palier sous tension",
  ],
  [
    "the slowest of {number} answers began {number2} ms after its request ({quantity}); {number3} ms are allowed",
    "la plus lente de {number} réponses a commencé {number2} ms après sa demande ({quantity}) ; {number3} ms sont permises",
  ],
  [
    "the one answer began {number2} ms after its request ({quantity}); {number3} ms are allowed",
    "l’unique réponse a commencé {number2} ms après sa demande ({quantity}) ; {number3} ms sont permises",
  ],
  ["the meter gave no answer that could be timed", "le compteur n’a donné aucune réponse à chronométrer"],
  ["the meter did not answer the one time it was asked", "le compteur n’a pas répondu à l’unique demande"],
  [
    "the meter did not answer all {number} times it was asked",
    "le compteur n’a répondu à aucune des {number} demandes",
  ],
];
