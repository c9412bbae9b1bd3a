/**
 * A master and some meters on a line in virtual time.
 */
import type { RegisterDevice } from "#models/devices/registerDevice.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { type CharacterFormat, plainFormat } from "#rig/fieldbus/characterFormat.ts";
import type { BusHappening, MasterOptions } from "#rig/fieldbus/master.ts";
import { simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { openSlave } from "#rig/fieldbus/slave.ts";
import { VirtualClock } from "#rig/virtualClock.ts";

interface LineSetting {
  readonly units: readonly (readonly [unit: number, device: RegisterDevice])[];
  readonly format?: CharacterFormat;
  readonly echo?: boolean;
  readonly options?: Partial<MasterOptions>;
}

/** A master and one end per device on a line in virtual time. */
export const lineWith = async ({
  units,
  format = plainFormat(9600),
  echo = false,
  options = {},
}: LineSetting) => {
  const clock = new VirtualClock();
  const line = simulatedLine(clock);
  const happenings: BusHappening[] = [];
  const masterPort = await line.attach("master", format, { echo });
  for (const [place, [unit, device]] of units.entries()) {
    openSlave(await line.attach(`meter ${place}`, format), new Map([[unit, device]]), clock);
  }
  const onHappening = (happening: BusHappening): void => void happenings.push(happening);
  const master = openMaster(masterPort, clock, { onHappening, ...options });
  return { clock, line, master, masterPort, happenings };
};
