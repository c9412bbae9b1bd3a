/** The words of a wiring diagram: each fault in a few words for the picture and in a sentence, in English and French. */
import type { VtName } from "#reports/figures/wired.ts";
import type { WiringFault } from "#reports/figures/wiringFaults.ts";
import type { Language } from "#reports/language.ts";

/** Ratios as a nameplate gives them. */
export interface RatioTexts {
  readonly ct: (ratio: number) => string;
  readonly vt: (ratio: number) => string;
}

interface WiringTexts {
  readonly network: string;
  readonly load: string;
  readonly wiringOf: (mode: string) => string;
  readonly right: string;
  /** Beneath the picture. */
  readonly name: (fault: WiringFault, ratios: RatioTexts) => string;
  readonly sentence: (fault: WiringFault, ratios: RatioTexts) => string;
  readonly starVts: (ratio: string) => string;
  readonly openDeltaVts: (ratio: string, common: string) => string;
  /** Errors within what a class permits: "CT L1: ratio error +0.5 %, phase displacement +30 min". */
  readonly errors: (of: string, ratioError: string, displacement: string) => string;
  /** Said behind them. */
  readonly errorsIncluded: string;
  /** What the errors come from: "CT L1: class 0.5, 7.5 VA connected, rated 5 VA". */
  readonly burdened: (of: string, accuracyClass: string, connected: string, rated: string) => string;
  readonly cts: (names: readonly string[]) => string;
  readonly vts: (names: readonly VtName[]) => string;
}

const together = (names: readonly string[], and: string): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${and} ${names.at(-1)}`;
/** "U L2", and the neutral's terminal by its own name. */
const terminalName = (terminal: string): string => (terminal === "N" ? "N" : `U ${terminal}`);

const en: WiringTexts = {
  network: "Network",
  load: "Load",
  wiringOf: (mode) => `Hook-up of ${mode}`,
  right: "Connected as the diagram of this insertion mode has it.",
  name(fault, ratios) {
    switch (fault.kind) {
      case "ctReversed":
        return `CT ${fault.ct}: mounted the wrong way round`;
      case "ctOpen":
        return `CT ${fault.ct}: secondary open`;
      case "ctShorted":
        return `CT ${fault.ct}: secondary shorted`;
      case "ctRatio":
        return `CT ${fault.cts.join(" ")}: ${ratios.ct(fault.mounted)}, KTA ${ratios.ct(fault.programmed)}`;
      case "vtReversed":
        return `VT ${fault.vt}: a and b interchanged`;
      case "vtOpen":
        return `VT ${fault.vt}: secondary open (fuse)`;
      case "vtPrimaryOpen":
        return `VT ${fault.vt}: primary open (fuse)`;
      case "vtSharedOpen":
        return `VTs: primary lead to ${fault.shared} open`;
      case "vtRatio":
        return `VT ${fault.vts.join(" ")}: ${ratios.vt(fault.mounted)}, KTV ${ratios.vt(fault.programmed)}`;
      case "vtMissing":
        return `no VT, KTV ${ratios.vt(fault.programmed)}`;
      case "openVoltage":
        return `${terminalName(fault.terminal)}: open`;
      case "otherConductor":
        return `${terminalName(fault.terminal)}: on ${fault.from}`;
      case "reversed":
        return `I ${fault.input}: S1 and S2 interchanged`;
      case "openCurrent":
        return `I ${fault.input}: open`;
      case "otherPhase":
        return `I ${fault.input}: CT of ${fault.from}`;
      case "sidesInterchanged":
        return `I ${fault.input}: line and load interchanged`;
      case "bypassed":
        return `I ${fault.input}: bypassed`;
      case "otherLine":
        return `I ${fault.input}: conductor ${fault.from}`;
      case "exchanged":
        return "phase and neutral exchanged";
      case "extraCurrent":
        return `I ${fault.input}: not used in this mode`;
      case "extraVoltage":
        return `${terminalName(fault.terminal)}: not used in this mode`;
    }
  },
  sentence(fault, ratios) {
    switch (fault.kind) {
      case "ctReversed":
        return `The CT on ${fault.ct} is mounted the wrong way round: P1 faces the load.`;
      case "ctOpen":
        return `The secondary of the CT on ${fault.ct} is open: no current, and dangerous voltage.`;
      case "ctShorted":
        return `The secondary of the CT on ${fault.ct} is shorted: the input gets no current.`;
      case "ctRatio":
        return `${fault.cts.length === 1 ? "The CT" : "The CTs"} on ${together(fault.cts, "and")} ${fault.cts.length === 1 ? "is" : "are"} ${ratios.ct(fault.mounted)}; the meter is programmed for ${ratios.ct(fault.programmed)} (KTA).`;
      case "vtReversed":
        return `The VT on ${fault.vt} has a and b interchanged.`;
      case "vtOpen":
        return `The secondary of the VT on ${fault.vt} is open: fuse blown or lead off.`;
      case "vtPrimaryOpen":
        return `The primary of the VT on ${fault.vt} is open (fuse blown or lead off): it gives no voltage.`;
      case "vtSharedOpen":
        return fault.shared === "N"
          ? "The primary star point of the VTs is not connected: each stands to the centre of the phases."
          : `The primary lead of the VTs to ${fault.shared} is interrupted: they are in series, and each gives half of the voltage between the outer phases.`;
      case "vtRatio":
        return `${fault.vts.length === 1 ? "The VT" : "The VTs"} on ${together(fault.vts, "and")} ${fault.vts.length === 1 ? "is" : "are"} ${ratios.vt(fault.mounted)}; the meter is programmed for ${ratios.vt(fault.programmed)} (KTV).`;
      case "vtMissing":
        return `There are no VTs, and the meter is programmed for ${ratios.vt(fault.programmed)} (KTV).`;
      case "openVoltage":
        return `Voltage terminal ${fault.terminal} is open.`;
      case "otherConductor":
        return `Voltage terminal ${fault.terminal} is on ${fault.from}.`;
      case "reversed":
        return `The CT on input ${fault.input} is reversed: its leads S1 and S2 are interchanged.`;
      case "openCurrent":
        return `Input ${fault.input} is open.`;
      case "otherPhase":
        return `Input ${fault.input} carries the CT of ${fault.from}.`;
      case "sidesInterchanged":
        return `Line and load side of input ${fault.input} are interchanged.`;
      case "bypassed":
        return `Input ${fault.input} is bypassed: its conductor does not pass through the meter.`;
      case "otherLine":
        return `Conductor ${fault.from} passes through input ${fault.input}.`;
      case "exchanged":
        return "Phase and neutral are exchanged: the meter measures the current that returns.";
      case "extraCurrent":
        return `I ${fault.input} is connected, which this insertion mode does not use.`;
      case "extraVoltage":
        return `${terminalName(fault.terminal)} is connected, which this insertion mode does not use.`;
    }
  },
  starVts: (ratio) => `VTs in star, ${ratio}.`,
  openDeltaVts: (ratio, common) =>
    `Two VTs in open delta, ${ratio}; ${common} is their common, earthed lead.`,
  errors: (of, ratioError, displacement) =>
    `${of}: ratio error ${ratioError}, phase displacement ${displacement}.`,
  errorsIncluded: "What the meter sees includes these errors; the true power is that of the primary side.",
  burdened: (of, accuracyClass, connected, rated) =>
    `${of}: class ${accuracyClass}, ${connected} connected, rated ${rated}.`,
  cts: (names) => (names.length === 1 ? `CT ${names[0]}` : `CTs ${names.join(", ")}`),
  vts: (names) => (names.length === 1 ? `VT ${names[0]}` : `VTs ${names.join(", ")}`),
};

const fr: WiringTexts = {
  network: "Réseau",
  load: "Charge",
  wiringOf: (mode) => `Raccordement ${mode}`,
  right: "Raccordé comme sur le schéma de ce mode d’insertion.",
  name(fault, ratios) {
    switch (fault.kind) {
      case "ctReversed":
        return `TC ${fault.ct}\u00a0: monté à l’envers`;
      case "ctOpen":
        return `TC ${fault.ct}\u00a0: secondaire ouvert`;
      case "ctShorted":
        return `TC ${fault.ct}\u00a0: secondaire court-circuité`;
      case "ctRatio":
        return `TC ${fault.cts.join(" ")}\u00a0: ${ratios.ct(fault.mounted)}, KTA ${ratios.ct(fault.programmed)}`;
      case "vtReversed":
        return `TP ${fault.vt}\u00a0: a et b intervertis`;
      case "vtOpen":
        return `TP ${fault.vt}\u00a0: secondaire ouvert (fusible)`;
      case "vtPrimaryOpen":
        return `TP ${fault.vt}\u00a0: primaire ouvert (fusible)`;
      case "vtSharedOpen":
        return `TP\u00a0: fil primaire vers ${fault.shared} coupé`;
      case "vtRatio":
        return `TP ${fault.vts.join(" ")}\u00a0: ${ratios.vt(fault.mounted)}, KTV ${ratios.vt(fault.programmed)}`;
      case "vtMissing":
        return `pas de TP, KTV ${ratios.vt(fault.programmed)}`;
      case "openVoltage":
        return `${terminalName(fault.terminal)}\u00a0: ouvert`;
      case "otherConductor":
        return `${terminalName(fault.terminal)}\u00a0: sur ${fault.from}`;
      case "reversed":
        return `I ${fault.input}\u00a0: S1 et S2 intervertis`;
      case "openCurrent":
        return `I ${fault.input}\u00a0: ouvert`;
      case "otherPhase":
        return `I ${fault.input}\u00a0: TC de ${fault.from}`;
      case "sidesInterchanged":
        return `I ${fault.input}\u00a0: amont et aval intervertis`;
      case "bypassed":
        return `I ${fault.input}\u00a0: contourné`;
      case "otherLine":
        return `I ${fault.input}\u00a0: conducteur ${fault.from}`;
      case "exchanged":
        return "phase et neutre permutés";
      case "extraCurrent":
        return `I ${fault.input}\u00a0: inutilisé dans ce mode`;
      case "extraVoltage":
        return `${terminalName(fault.terminal)}\u00a0: inutilisé dans ce mode`;
    }
  },
  sentence(fault, ratios) {
    switch (fault.kind) {
      case "ctReversed":
        return `Le TC de ${fault.ct} est monté à l’envers\u00a0: P1 regarde la charge.`;
      case "ctOpen":
        return `Le secondaire du TC de ${fault.ct} est ouvert\u00a0: aucun courant, et une tension dangereuse.`;
      case "ctShorted":
        return `Le secondaire du TC de ${fault.ct} est court-circuité\u00a0: l’entrée ne reçoit aucun courant.`;
      case "ctRatio":
        return `${fault.cts.length === 1 ? "Le TC" : "Les TC"} de ${together(fault.cts, "et")} ${fault.cts.length === 1 ? "est un" : "sont des"} ${ratios.ct(fault.mounted)}\u00a0; le compteur est programmé pour ${ratios.ct(fault.programmed)} (KTA).`;
      case "vtReversed":
        return `Le TP ${fault.vt} a ses bornes a et b interverties.`;
      case "vtOpen":
        return `Le secondaire du TP ${fault.vt} est ouvert\u00a0: fusible fondu ou fil débranché.`;
      case "vtPrimaryOpen":
        return `Le primaire du TP ${fault.vt} est ouvert (fusible fondu ou fil débranché)\u00a0: il ne donne aucune tension.`;
      case "vtSharedOpen":
        return fault.shared === "N"
          ? "Le point étoile primaire des TP n’est pas raccordé\u00a0: chacun est au centre des phases."
          : `Le fil primaire commun des TP vers ${fault.shared} est coupé\u00a0: ils sont en série, et chacun donne la moitié de la tension entre les phases extérieures.`;
      case "vtRatio":
        return `${fault.vts.length === 1 ? "Le TP" : "Les TP"} ${together(fault.vts, "et")} ${fault.vts.length === 1 ? "est un" : "sont des"} ${ratios.vt(fault.mounted)}\u00a0; le compteur est programmé pour ${ratios.vt(fault.programmed)} (KTV).`;
      case "vtMissing":
        return `Il n’y a pas de TP, et le compteur est programmé pour ${ratios.vt(fault.programmed)} (KTV).`;
      case "openVoltage":
        return `La borne de tension ${fault.terminal} est ouverte.`;
      case "otherConductor":
        return `La borne de tension ${fault.terminal} est sur ${fault.from}.`;
      case "reversed":
        return `Le TC de l’entrée ${fault.input} est inversé\u00a0: ses fils S1 et S2 sont intervertis.`;
      case "openCurrent":
        return `L’entrée ${fault.input} est ouverte.`;
      case "otherPhase":
        return `L’entrée ${fault.input} reçoit le TC de ${fault.from}.`;
      case "sidesInterchanged":
        return `L’amont et l’aval de l’entrée ${fault.input} sont intervertis.`;
      case "bypassed":
        return `L’entrée ${fault.input} est contournée\u00a0: son conducteur ne traverse pas le compteur.`;
      case "otherLine":
        return `Le conducteur ${fault.from} traverse l’entrée ${fault.input}.`;
      case "exchanged":
        return "Phase et neutre sont permutés\u00a0: le compteur mesure le courant qui revient.";
      case "extraCurrent":
        return `I ${fault.input} est raccordé, alors que ce mode d’insertion ne s’en sert pas.`;
      case "extraVoltage":
        return `${terminalName(fault.terminal)} est raccordé, alors que ce mode d’insertion ne s’en sert pas.`;
    }
  },
  starVts: (ratio) => `TP en étoile, ${ratio}.`,
  openDeltaVts: (ratio, common) =>
    `Deux TP en triangle ouvert, ${ratio}\u00a0; ${common} est leur fil commun, à la terre.`,
  errors: (of, ratioError, displacement) =>
    `${of}\u00a0: erreur de rapport ${ratioError}, déphasage ${displacement}.`,
  errorsIncluded:
    "Ce que voit le compteur comprend ces erreurs\u00a0; la puissance vraie est celle du côté primaire.",
  burdened: (of, accuracyClass, connected, rated) =>
    `${of}\u00a0: classe ${accuracyClass}, charge raccordée ${connected}, assignée ${rated}.`,
  cts: (names) => `TC ${names.join(", ")}`,
  vts: (names) => `TP ${names.join(", ")}`,
};

const all: Readonly<Record<Language, WiringTexts>> = { en, fr };
export const wiringTextsOf = (language: Language): WiringTexts => all[language];
