/** Which registers have to be read so that a set of claims can be decided. */
import type { QuantityName } from "#models/meter/quantity.ts";
import type { Claim } from "#scenarios/claim.ts";

/** Read to see whether a meter is alive at all: every meter of the family has it, and it is one exchange. */
const signOfLife: QuantityName = "active energy";

const quantityOf = (claim: Claim): QuantityName => {
  switch (claim.type) {
    case "registersWithin":
    case "registersNothing":
    case "registersFraction":
      return claim.energy;
    case "equalsTwin":
    case "readsWithin":
      return claim.quantity;
    case "startsWithin":
    case "staysSilent":
    case "answersWithin":
      return signOfLife;
  }
};

export const quantitiesNeeded = (claims: readonly Claim[]): readonly QuantityName[] => [
  ...new Set(claims.map(quantityOf)),
];
