/**
 * The id of the one load that a scenario in the short form has. Its author never gave it a name, so that whoever tells of
 * it says "the load" in the reader's language and no id.
 */
export const loadOfShortForm = "load";
