/** The words of the spreadsheets and of the Markdown summary that no other rendering has. */
import type { Reading } from "#reports/events.ts";
import type { Language } from "#reports/language.ts";

const en = {
  sheets: {
    summary: "Summary",
    scenarios: "Scenarios",
    shown: "Shown",
    meters: "Meters",
    comparisons: "Comparisons",
    readings: "Readings",
    steps: "Steps",
    uncertainty: "Uncertainty",
  },
  what: "What",
  title: "Title",
  theme: "Theme",
  claims: "Claims",
  notPassed: "Claims not passed",
  reason: "Reason left out",
  reproduce: "To see it again",
  model: "Model",
  orderCode: "Order code",
  standard: "Standard",
  status: "Status of the map",
  mapRows: "Rows of the map",
  counted: "Counted",
  yes: "yes",
  no: "no",
  complete: "Came to its end",
  counts: "Scenarios by verdict",
  finding: "Finding",
  unit: "Unit",
  unitOfError: "Unit of error",
  holdNeeded: "Hold needed to decide",
  resolution: "Resolution",
  sampledWithin: "Sampled within ±",
  kind: "Kind",
  kinds: {
    read: "read",
    silent: "silent",
    refused: "refused",
    garbled: "garbled",
    noNumber: "no number",
    tooSlow: "too slow",
    unsettled: "not settled",
  } satisfies Record<Reading["kind"], string>,
  latency: "Latency",
  leftOut: "Left out",
  contact: "Contact",
  tooLong: (rows: number) =>
    rows === 1
      ? "1 more row does not fit a sheet; it is in the CSV files."
      : `${rows} more rows do not fit a sheet; they are in the CSV files.`,

  ofScenarios: (passed: number, all: number) => `${passed} of ${all} scenarios pass`,
  more: (count: number) => `${count} more in the report.`,
  others: (count: number) => `and ${count} more`,
};
type SheetTexts = typeof en;

const fr: SheetTexts = {
  sheets: {
    summary: "Synthèse",
    scenarios: "Scénarios",
    shown: "Affiché",
    meters: "Compteurs",
    comparisons: "Comparaisons",
    readings: "Relevés",
    steps: "Paliers",
    uncertainty: "Incertitude",
  },
  what: "Quoi",
  title: "Titre",
  theme: "Thème",
  claims: "Affirmations",
  notPassed: "Affirmations non conformes",
  reason: "Raison de l’omission",
  reproduce: "Pour le revoir",
  model: "Modèle",
  orderCode: "Référence",
  standard: "Norme",
  status: "État de la table",
  mapRows: "Lignes de la table",
  counted: "Compté",
  yes: "oui",
  no: "non",
  complete: "Mené à son terme",
  counts: "Scénarios par verdict",
  finding: "Constat",
  unit: "Unité",
  unitOfError: "Unité de l’erreur",
  holdNeeded: "Durée à tenir pour trancher",
  resolution: "Résolution",
  sampledWithin: "Relevé à ±",
  kind: "Genre",
  kinds: {
    read: "lu",
    silent: "muet",
    refused: "refusé",
    garbled: "illisible",
    noNumber: "sans nombre",
    tooSlow: "trop lent",
    unsettled: "non tranché",
  },
  latency: "Latence",
  leftOut: "Écarté",
  contact: "Contact",
  tooLong: (rows) =>
    rows < 2
      ? `${rows} autre ligne ne tient pas dans une feuille\u00a0; elle est dans les CSV.`
      : `${rows} autres lignes ne tiennent pas dans une feuille\u00a0; elles sont dans les CSV.`,

  ofScenarios: (passed, all) =>
    `${passed} ${passed > 1 ? "scénarios conformes" : "scénario conforme"} sur ${all}`,
  more: (count) => `${count} ${count < 2 ? "autre" : "autres"} dans le rapport.`,
  others: (count) => `et ${count} ${count < 2 ? "autre" : "autres"}`,
};

const all: Readonly<Record<Language, SheetTexts>> = { en, fr };
export const sheetTextsOf = (language: Language): SheetTexts => all[language];
