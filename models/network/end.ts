/** The ends of components: where a conductor enters one, and where a meter can sit. */

/** `from` and `to` of lines and switches, windings of transformers, `terminals` of everything else. */
export type End = "from" | "to" | "terminals" | `winding${number}`;
