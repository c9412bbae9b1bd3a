/**
 * Where a figure of a standard comes from and how sure it is. None of the paper standards was open when these tables
 * were written: the figures were read in extracts, laws, sister standards and other people's bench programs, or recalled.
 * A verdict prints the mark of the figure it rests on, so that nobody certifies against a memory.
 */

/** `V2`: two or more independent sources agree; `V`: read in one; `I`: a sister document matches; `K`: recalled. */
export type Status = "V2" | "V" | "I" | "K";
/** For what was not read: high, medium, low, and the steps between. */
export type Confidence = "H" | "M-H" | "M" | "L-M" | "L";

export interface Provenance {
  readonly status: Status;
  readonly confidence: Confidence;
  readonly sources: readonly SourceTag[];
  readonly note?: string;
}

const sources = {
  S1: "https://123doc.top/trich-doan/5010360-limits-of-error-due-to-influence-quantities.htm (tables 7, 8 of IEC 62053-21:2003)",
  S2: "http://m.cshnkj.com/xinwenzhongxin/zhishi/1275.html (base errors, class 1 and 2, direct and CT)",
  S3: "https://scribd.com/doc/84291385 (Analog Devices AN-916, base-error table)",
  S4: "https://ajdocs.ru/gsp/31025/9 (GOST 31819.21-2012, table 6)",
  S5: "a public bench program, limits of JJG 596-1999 and -2012",
  S5b: "a public bench program, starting currents and no-load times of JJG 596-1999, -2012 and OIML R 46",
  S6: "https://clouglobal.com/what-is-the-meaning-of-the-different-current-subscripts/",
  S7: "https://clouglobal.com/how-long-does-a-no-load-test-take/",
  S7b: "https://clouglobal.com/no-load-test-for-energy-meters-in-the-year-2020/",
  S8: "French order of 1 August 2013 on electricity meters, annexes 1 to 5 (etalab, GitHub)",
  S9: "https://www.legislation.gov.uk/eudr/2014/32/annex/V (MID, table 2)",
  S10: "Rockwell 1420-UM001D, page 71 (class B and reactive accuracy curves)",
  S11: "a public meter firmware header (worked no-load time)",
  S17: "http://www.bkd208.com/thread-125368-1-1.html (EN 50470-3 tables 4 and 8)",
  S20: "https://ajdocs.ru/gsp/30976/12 (GOST 31819.11, sister influence table)",
  S22: "Analog Devices AN-559, AN-641 (scope of IEC 61036)",
  S23: "https://theiteh.com/catalog/standards/iec/177af41d (scope of IEC 62053-23:2003)",
  S24: "a public driver comment (0.004 Ib direct, 0.002 In on CTs)",
} as const satisfies Record<string, string>;
export type SourceTag = keyof typeof sources;

export const mark = (
  status: Status,
  confidence: Confidence,
  tags: readonly SourceTag[] = [],
  note?: string,
): Provenance => ({ status, confidence, sources: tags, ...(note === undefined ? {} : { note }) });

const order: readonly Status[] = ["V2", "V", "I", "K"];
/** The weakest mark of several figures is the mark of what is computed from them. */
export const weakest = (marks: readonly Status[]): Status =>
  marks.reduce<Status>((a, b) => (order.indexOf(b) > order.indexOf(a) ? b : a), "V2");
