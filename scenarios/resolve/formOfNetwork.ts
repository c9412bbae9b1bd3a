/** A network written out in the full form, such that reading it gives the same network again, figure for figure. */
import type { z } from "zod";
import type { PhasePair } from "#models/network/element.ts";
import type { ConductorMatrix } from "#models/network/impedance.ts";
import type { Demand } from "#models/network/load.ts";
import type { Component, Network } from "#models/network/network.ts";
import type { StarPoint } from "#models/network/starPoint.ts";
import type { Winding } from "#models/network/transformer.ts";
import type { Phasor } from "#models/phasor.ts";
import { components as componentsOf, type Spectrum } from "#models/spectrum.ts";
import type { Phase } from "#models/threePhase.ts";
import type { componentForm, demandComponent, networkForm } from "#scenarios/form/networkForm.ts";
import { currentPhasorWording, impedanceWording, voltagePhasorWording } from "#scenarios/text/complex.ts";
import type { Wording } from "#scenarios/text/parsed.ts";
import * as quantity from "#scenarios/text/quantity.ts";

type ComponentText = z.input<typeof componentForm>;

export const formOfNetwork = ({
  frequency,
  components,
  meteringPoints,
}: Network): z.input<typeof networkForm> => ({
  frequency: quantity.frequencyWording.format(frequency),
  components: components.map(formOfComponent),
  meteringPoints: meteringPoints.map((point) => ({ ...point })),
});

function formOfComponent(component: Component): ComponentText {
  switch (component.type) {
    case "source":
      return {
        source: {
          id: component.id,
          bus: component.bus,
          voltage: eachPhase(component.voltage, voltagePhasorWording),
          impedance:
            component.impedance.kind === "ideal" ? "ideal" : formOfMatrix(component.impedance.matrix),
          starPoint: formOfStarPoint(component.starPoint),
        },
      };
    case "line":
      return {
        line: {
          id: component.id,
          from: component.from,
          to: component.to,
          length: quantity.lengthWording.format(component.length),
          impedancePerKilometre: formOfMatrix(component.impedancePerKilometre),
          ...(component.capacitance && {
            capacitance: {
              conductors: [...component.capacitance.conductors],
              faradsPerKilometre: component.capacitance.faradsPerKilometre.map((row) => [...row]),
            },
          }),
          ...(component.conductance && {
            conductance: {
              conductors: [...component.conductance.conductors],
              siemensPerKilometre: component.conductance.siemensPerKilometre.map((row) => [...row]),
            },
          }),
        },
      };
    case "transformer":
      return {
        transformer: {
          id: component.id,
          ratedPower: quantity.apparentPowerWording.format(component.ratedPower),
          windings: component.windings.map(formOfWinding),
          reactance: component.reactance.map((each) => quantity.percentWording.format(each)),
          ...(component.noLoad && {
            noLoad: {
              loss: quantity.percentWording.format(component.noLoad.loss),
              magnetisingCurrent: quantity.percentWording.format(component.noLoad.magnetisingCurrent),
              winding: component.noLoad.winding,
            },
          }),
          ...(component.core && { core: component.core.kind }),
          ...(component.core?.kind === "threeLimb" && {
            zeroSequenceMagnetising: quantity.percentWording.format(component.core.magnetising),
          }),
          ...(component.zeroSequence && {
            zeroSequence: {
              resistance: component.zeroSequence.resistance.map((each) =>
                quantity.percentWording.format(each),
              ),
              reactance: component.zeroSequence.reactance.map((each) => quantity.percentWording.format(each)),
            },
          }),
        },
      };
    case "load":
      return {
        load: {
          id: component.id,
          bus: component.bus,
          connection: component.connection,
          ...(component.connection === "wye" && { starPoint: component.starPoint }),
          ratedVoltage: quantity.voltageWording.format(component.ratedVoltage),
          ...(component.minimumVoltage !== undefined && {
            minimumVoltage: quantity.shareWording.format(component.minimumVoltage),
          }),
          demand: Object.fromEntries(
            Object.entries(component.demand).flatMap(([phase, demand]) =>
              demand === undefined ? [] : [[phase, formOfDemand(demand)]],
            ),
          ),
        },
      };
    case "harmonicCurrentSource":
      return {
        harmonicCurrentSource: {
          id: component.id,
          bus: component.bus,
          ...(component.connection === "delta"
            ? { connection: component.connection }
            : { starPoint: component.starPoint }),
          current: eachPhase(component.current, currentPhasorWording),
        },
      };
    case "shunt": {
      const { type: _, impedance, ...rest } = component;
      return { shunt: { ...rest, impedance: impedanceWording.format(impedance) } };
    }
    case "switch": {
      const { id, from, to, position } = component;
      return { switch: { id, from, to, position: { ...position } } };
    }
    case "fault":
      if (component.kind === "openConductor") {
        const { id, line, conductor } = component;
        return { openConductor: { id, line, conductor } };
      }
      return {
        shortCircuit: {
          id: component.id,
          bus: component.bus,
          conductor: component.conductor,
          to: component.to,
          impedance: impedanceWording.format(component.impedance),
        },
      };
  }
}

const eachPhase = (
  spectra: Readonly<Partial<Record<Phase | PhasePair, Spectrum>>>,
  wording: Wording<Phasor>,
) =>
  Object.fromEntries(
    Object.entries(spectra).map(([phase, spectrum]) => [
      phase,
      componentsOf(spectrum).map(({ order, phasor }) => ({ order, value: wording.format(phasor) })),
    ]),
  );

const formOfMatrix = ({ conductors, values }: ConductorMatrix) => ({
  conductors: [...conductors],
  values: values.map((row) => row.map((each) => impedanceWording.format(each))),
});

const formOfStarPoint = ({ neutral, earthing }: StarPoint) => ({
  neutral,
  earthing: earthing.kind === "impedance" ? impedanceWording.format(earthing.impedance) : earthing.kind,
});

const formOfWinding = ({ bus, connection, ratedVoltage, tap, resistance }: Winding) => ({
  bus,
  connection: connection.kind,
  ...(connection.kind === "coil"
    ? { from: connection.from, to: connection.to }
    : { clock: connection.clock }),
  ...(connection.kind === "wye" && { starPoint: formOfStarPoint(connection.starPoint) }),
  ratedVoltage: quantity.voltageWording.format(ratedVoltage),
  tap,
  resistance: quantity.percentWording.format(resistance),
});

function formOfDemand(demand: Demand): z.input<typeof demandComponent> {
  switch (demand.kind) {
    case "current":
      return {
        current: quantity.currentWording.format(demand.current),
        angle: quantity.angleWording.format(demand.phi),
      };
    case "impedance":
      return { impedance: impedanceWording.format(demand.impedance) };
    case "power":
      return {
        active: quantity.activePowerWording.format(demand.active),
        reactive: quantity.reactivePowerWording.format(demand.reactive),
      };
    case "exponential":
      return {
        active: quantity.activePowerWording.format(demand.active),
        reactive: quantity.reactivePowerWording.format(demand.reactive),
        activeExponent: demand.activeExponent,
        reactiveExponent: demand.reactiveExponent,
      };
  }
}
