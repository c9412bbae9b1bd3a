/** Every word of a report that is not the record's own, in French. The type makes a missing word a compile error. */
import type { Texts } from "#reports/texts/en.ts";

const verdict: Texts["verdict"] = {
  pass: "conforme",
  inconclusive: "non concluant",
  fail: "non conforme",
  error: "erreur du banc",
};
const verdicts: Texts["verdict"] = {
  pass: "conformes",
  inconclusive: "non concluants",
  fail: "non conformes",
  error: "erreurs du banc",
};

export const fr: Texts = {
  title: "Rapport d’essai",
  run: "Essai",
  verdict,
  verdictCounted: (word, count) => (count < 2 ? verdict : verdicts)[word],
  verdictMeaning: {
    pass: "L’erreur est dans la limite, incertitude comprise.",
    inconclusive:
      "Les mesures ne tranchent pas\u00a0: trop incertaines, trop courtes, interrompues, ou rien à comparer.",
    fail: "Le compteur ne fait pas ce qui est affirmé, incertitude comprise.",
    error: "Le logiciel, le banc ou le bus a failli\u00a0: rien n’est dit du compteur.",
  },
  verdictOfRun: "Verdict",
  runMeaning: {
    pass: "Chaque affirmation jugée tient, incertitude comprise.",
    inconclusive: "Rien n’a échoué, mais tout n’a pas pu être tranché.",
    fail: "Une affirmation au moins ne tient pas.",
    error:
      "Le logiciel, le banc ou le bus a failli au moins une fois\u00a0: ce qui n’a pas été jugé ne dit rien du compteur.",
  },
  theme: {
    balanced: "charges équilibrées",
    unbalanced: "charges déséquilibrées",
    wiring: "câblage",
    sequence: "ordre des phases",
    supply: "alimentation",
    harmonics: "harmoniques",
    "load-profile": "courbes de charge",
    bus: "bus de terrain",
  },
  quantity: {
    "active energy": "énergie active",
    "reactive energy": "énergie réactive",
    "partial active energy": "énergie active partielle",
    "partial reactive energy": "énergie réactive partielle",
    "active energy T1": "énergie active T1",
    "reactive energy T1": "énergie réactive T1",
    "active energy T2": "énergie active T2",
    "reactive energy T2": "énergie réactive T2",
    "exported active energy": "énergie active fournie",
    "exported reactive energy": "énergie réactive fournie",
    "average power": "puissance moyenne",
    "maximum average power": "puissance moyenne maximale",
    "maximum average power T1": "puissance moyenne maximale T1",
    "maximum average power T2": "puissance moyenne maximale T2",
    "average power elapsed time": "temps écoulé de la puissance moyenne",
    "active power": "puissance active",
    "active power L1": "puissance active L1",
    "active power L2": "puissance active L2",
    "active power L3": "puissance active L3",
    "reactive power": "puissance réactive",
    "reactive power L1": "puissance réactive L1",
    "reactive power L2": "puissance réactive L2",
    "reactive power L3": "puissance réactive L3",
    "apparent power": "puissance apparente",
    "apparent power L1": "puissance apparente L1",
    "apparent power L2": "puissance apparente L2",
    "apparent power L3": "puissance apparente L3",
    "power factor": "facteur de puissance",
    "power factor L1": "facteur de puissance L1",
    "power factor L2": "facteur de puissance L2",
    "power factor L3": "facteur de puissance L3",
    frequency: "fréquence",
    "voltage L1": "tension L1",
    "voltage L2": "tension L2",
    "voltage L3": "tension L3",
    "voltage L1-L2": "tension L1-L2",
    "voltage L2-L3": "tension L2-L3",
    "voltage L3-L1": "tension L3-L1",
    "current L1": "courant L1",
    "current L2": "courant L2",
    "current L3": "courant L3",
    "current N": "courant N",
  },
  uncertaintySource: {
    "register resolution": "résolution du registre",
    "sampling instants": "instants de relevé",
    reference: "référence",
    "pulse resolution": "résolution des impulsions",
    source: "source",
  },
  virtualBench:
    "Banc virtuel\u00a0: les compteurs essayés sont simulés. Ce rapport ne dit rien d’un compteur physique.",
  notFinished:
    "L’essai n’est pas allé à son terme\u00a0: il est en cours, ou il s’est rompu. Voici ce qui est enregistré.",
  sourceNotConfirmed:
    "Personne n’a confirmé que la source est coupée\u00a0: la tenir pour sous tension tant que nul n’a vérifié.",
  interrupted: "L’essai a été interrompu. Voici ce qui a été enregistré jusque-là.",

  whatWasTested: "Ce qui a été essayé",
  onWhat: "Sur quoi",
  footing: "Repose sur",
  moreFooting: (count) => `${count} ${count < 2 ? "autre" : "autres"} sous Provenance.`,
  judgedOf: (judged, planned) =>
    `${judged} ${judged < 2 ? "scénario" : "scénarios"} sur les ${planned} prévus ${judged < 2 ? "a" : "ont"} donné un verdict\u00a0: ce rapport ne dit rien des autres.`,
  worstFindings: "Constats les plus graves",
  noFindings: "Tout ce qui a été jugé est conforme.",
  moreFindings: (count) =>
    count < 2 ? `${count} autre scénario plus bas.` : `${count} autres scénarios plus bas.`,
  notCovered: "Non couvert",
  moreGaps: (count) =>
    `${count} ${count < 2 ? "autre raison" : "autres raisons"}\u00a0; chaque scénario laissé de côté est dans la liste des scénarios, le classeur et le JSON.`,
  everythingCovered: "Tous les scénarios prévus ont été menés à leur terme.",
  meter: "Compteur",
  position: "Position",
  bench: "Banc",
  benchKind: { virtual: "virtuel", hardware: "matériel" },
  begun: "Début",
  benchTime: "Temps du banc",
  wallTime: "Temps réel",
  seed: "Graine",
  scenario: "Scénario",
  scenarios: "Scénarios",
  skipped: "omis",
  superseded: "une tentative antérieure, remplacée par une autre et non comptée",
  worstError: "Pire erreur ÷ limite",
  reproduce: "Pour le revoir\u00a0:",

  teaches: "Ce qu’on y apprend",
  steps: "Paliers",
  step: "Palier",
  name: "Nom",
  held: "Tenu",
  hookUp: "Raccordement",
  activePower: "Puissance active",
  reactivePower: "Puissance réactive",
  predicted: "Part enregistrée prévue",
  distortion: "Distorsion U, I",
  contact: { open: "contact ouvert", closed: "contact fermé" },
  auditResidual: "Bilan de puissance",
  closedTo: (share) => `fermé à ${share}`,
  evidence: "Mesures",
  claim: "Affirmation",
  reference: "Référence",
  twin: "Jumeau",
  meterShows: "Compteur",
  error: "Erreur",
  limit: "Limite",
  uncertainty: "Incertitude",
  guardBand: "Bande de garde",
  wholeScenario: "scénario entier",
  foldedOnPaper:
    "Sur papier, les scénarios conformes ne figurent que dans le tableau ci-dessus\u00a0; leurs mesures sont dans le rapport HTML, le classeur et l’enregistrement JSON. Des longues tables, il a les 24 premières lignes et tout ce qui n’est pas conforme.",
  morePasses: (count) =>
    count < 2
      ? `${count} autre affirmation conforme\u00a0; elle est dans l’enregistrement JSON de l’essai.`
      : `${count} autres affirmations conformes\u00a0; elles sont dans l’enregistrement JSON de l’essai.`,
  moreSteps: (count) =>
    count < 2
      ? `${count} autre palier\u00a0; il est dans l’enregistrement JSON de l’essai.`
      : `${count} autres paliers\u00a0; ils sont dans l’enregistrement JSON de l’essai.`,
  moreFigures: (count) =>
    `Seuls les paliers les plus graves sont dessinés\u00a0; ${count} ${count < 2 ? "autre est" : "autres sont"} dans le tableau des mesures.`,
  limitSource: "Origine de la limite",
  budget: "Bilan d’incertitude",
  budgetsMeaning:
    "L’affirmation de chaque scénario dont l’incertitude prend la plus grande part de sa limite, la plus grande d’abord\u00a0: incertitudes-types par source, en pour cent de la référence.",
  shareOfLimit: "U ÷ limite",
  moreBudgets: (count) =>
    `${count} ${count < 2 ? "autre scénario en prend" : "autres scénarios en prennent"} moins\u00a0; tous les bilans sont dans le classeur et dans l’enregistrement JSON.`,
  budgetSource: "Origine",
  budgetStandard: "Incertitude-type",
  budgetExpanded: "Élargie (k = 2)",
  readings: "Relevés",
  momentWord: "Moment",
  moment: { before: "avant", during: "pendant", after: "après" },
  moreReadings: (count) =>
    count < 2
      ? `${count} relevé intermédiaire n’est pas montré.`
      : `${count} relevés intermédiaires ne sont pas montrés.`,
  silent: (waited) => `pas de réponse en ${waited}`,
  refused: (code, said) => `refusé, exception ${code} (${said})`,
  garbled: (bytes, why) => `illisible\u00a0: ${bytes} (${why})`,
  noNumber: "pas de nombre dans le registre",
  tooSlow: (latency, bound) =>
    `la ligne répond au bout de ${latency}\u00a0; ses réponses ne se distinguent que jusqu’à ${bound}`,
  unsettled: (values) => `non tranché\u00a0: ${values}`,
  leftOut: "Relevés écartés",
  leftOutOfRun: (readings, steps) =>
    readings === 1
      ? "1 relevé a été écarté\u00a0: il ne compte pas, et figure à son palier dans le rapport, avec la raison."
      : `${readings} relevés ont été écartés, dans ${steps} ${steps === 1 ? "palier" : "paliers"}\u00a0: ils ne comptent pas, et figurent à leurs paliers dans le rapport, avec les raisons.`,
  at: "À",
  quantityWord: "Grandeur",
  value: "Valeur",
  raw: "Brut",
  shown: "Ce que le compteur affichait, valeurs primaires",
  total: "Total",
  powerFactor: "Facteur de puissance",
  fault: "Défaut",
  interruptions: "Interruptions du bus",
  linkAway: (bus, time, cause) =>
    `la liaison du bus ${bus} a été coupée pendant ${time} (${cause})\u00a0; ce qui avait été demandé l’a été de nouveau`,
  slowLines: "Bus lents",
  lineSlow: (bus, time, expected) =>
    `le bus ${bus} est lent\u00a0: sa réponse la plus lente a pris ${time} au lieu de ${expected} au plus\u00a0; elle a été attendue`,

  phasors: "Diagramme de Fresnel aux bornes",
  phasorScale: (volts, amperes) =>
    `Cercle\u00a0: ${volts}. Courant le plus long\u00a0: ${amperes}. Tensions en trait plein, courants en tirets.`,
  noVoltage: "pas de tension",
  noCurrent: "pas de courant",
  openLead: "ouvert",
  sequence: "Ordre des phases",
  sequenceUnknown: "indéterminé",
  sequenceReversed: "inverse",
  phase: "Phase",
  voltage: "Tension",
  current: "Courant",
  phaseAngle: "φ",
  againstLimit: "Face à la limite",
  errorInterval: "L’erreur et sa limite",
  permitted: "permis",

  why: {
    nothingCompared: "rien n’a été comparé",
    unfinished: "il n’est pas allé à son terme",
    stepsMissing: "des paliers prévus n’ont pas été atteints",
    abandoned: "il a été abandonné",
    asConcluded: "conclu ainsi par le banc, sans affirmation qui le montre",
    neverStarted: "il n’a jamais commencé",
    torn: "des événements manquent à l’enregistrement",
  },
  colon: "\u00a0: ",
  semicolon: "\u00a0; ",
  gaps: {
    scenarios: (count) => `${count} ${count < 2 ? "scénario" : "scénarios"}`,
    skipped: (reason) => `omis\u00a0: ${reason}`,
    neverStarted: "jamais commencé",
    stepsMissing: (count) =>
      count < 2
        ? `${count} palier prévu n’a pas été atteint`
        : `${count} paliers prévus n’ont pas été atteints`,
    unfinished: "arrêté avant son terme",
  },

  nameplate: {
    title: "Les compteurs essayés",
    meaning:
      "Tels que le comparateur les tient\u00a0: plaque signalétique, ce qui a été programmé pour les scénarios, et sur quoi cela repose.",
    accuracy: "Précision",
    activeClass: (accuracyClass) => `classe ${accuracyClass} en actif`,
    reactiveClass: (accuracyClass) => `classe ${accuracyClass} en réactif`,
    currentInput: "Courant",
    connection: { ct: "sur TC", direct: "direct" },
    voltage: "Tension",
    insertionModes: "Modes d’insertion",
    ctRatio: "Rapport des TC (KTA)",
    vtRatio: "Rapport des TT (KTV)",
    integrationTime: "Temps d’intégration",
    pulse: "Impulsion",
    counting: "Comptage",
    countings: {
      "total and partial": "total et partiel",
      "partial by contact": "partiel par contact",
      "double tariff": "double tarif",
    },
    bus: "Bus de terrain",
    busFacts: (address, speed) => `adresse ${address}, ${speed} bit/s à la livraison`,
    registerMap: "Table des registres",
    rows: (count) => `${count} ${count < 2 ? "ligne" : "lignes"}`,
    grades:
      "A\u00a0: texte du fabricant\u00a0; B\u00a0: cité par un tiers\u00a0; C\u00a0: un seul tiers\u00a0; D\u00a0: déduction.",
    method: "Comment il mesure",
    meterFile: "Fichier du compteur",
    doubts: "Points en doute, et ce qui a été choisi",
    about: "Objet",
    chosen: "Choisi",
    because: "Parce que",
  },

  provenance: "Provenance",
  rigVersion: "Logiciel",
  files: "Fichiers dont l’essai est fait",
  file: "Fichier",
  notes: "Remarques",
  howToRead: "Lire les verdicts",
  guardBandMeaning:
    "La bande de garde est la largeur de l’incertitude à l’intérieur de chaque limite\u00a0: une erreur qui s’y trouve est trop près de la limite pour être dite conforme.",

  claims: {
    registersWithin: (energy, limit) => `enregistre l’${energy} à ${limit} près`,
    registersNothing: (energy) => `n’enregistre pas d’${energy}`,
    registersFraction: (energy, fraction, limit) => `enregistre ${fraction} de l’${energy} à ${limit} près`,
    predictedFraction: "la part prévue",
    equalsTwin: (quantity, limit) => `${quantity}\u00a0: comme le jumeau à ${limit} près`,
    readsWithin: (quantity, of, limit) => `${quantity}\u00a0: affiche ${of} à ${limit} près`,
    theReference: "la référence",
    startsWithin: (time) => `démarre en moins de ${time}`,
    answersWithin: (time) => `répond à son bus en ${time} au plus`,
    staysSilent: "reste muet sur son bus",
    classLimit: "sa limite de classe",
  },
  finding: {
    inside: (error, limit, uncertainty) => `Erreur ${error}, dans la limite de ${limit}${uncertainty}.`,
    outside: (error, limit, uncertainty) => `Erreur ${error}, hors de la limite de ${limit}${uncertainty}.`,
    undecided: (error, limit, uncertainty) =>
      `Erreur ${error} pour une limite de ${limit}${uncertainty}\u00a0: trop près pour trancher.`,
    uncertainty: (uncertainty) => ` (incertitude ${uncertainty}, k = 2)`,
    hold: (time) => ` Tenir la charge au moins ${time} pour trancher.`,
    movedNothing: "Le registre n’a pas bougé.",
    moved: (amount) => `Le registre a avancé de ${amount} alors qu’il ne doit pas bouger.`,
    silent: "Le compteur est resté muet, comme il se doit.",
    answered: "Le compteur a répondu alors qu’il doit rester muet.",
    started: (time, limit) => `Démarré au bout de ${time} (${limit} permis).`,
    answeredWithin: (time, limit) =>
      `La réponse la plus lente a commencé au bout de ${time} (${limit} permis).`,
    answeredLate: (time, limit) =>
      `La réponse la plus lente a commencé au bout de ${time}, plus tard que les ${limit} permis.`,
    startedLate: (time, limit) => `Démarré au bout de ${time}, plus tard que les ${limit} permis.`,
  },
};
