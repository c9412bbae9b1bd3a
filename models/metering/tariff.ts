/**
 * Double tariff: an external contact says which of two registers of each energy counts. The meter keeps the energy of
 * everything and the energy while the second tariff was on; the first tariff's register is the difference, so no
 * change of tariff can lose or double a remainder. The same contact gates the partial registers on some meters.
 */
import { type Energy, subtractEnergy } from "#models/metering/register.ts";

export type Tariff = "T1" | "T2";
export type Contact = "open" | "closed";

export const firstTariffEnergy = (total: Energy, second: Energy): Energy => subtractEnergy(total, second);
