/**
 * What is known of how late answers come on a line. The longest ever heard, late ones and duplicates included, says how
 * long an answered question must be feared; the latest ones say how long an answer is worth waiting for. Above the
 * ceiling questions and answers can't be told apart any more: what comes later than that is evidence against the line.
 */
import { type Seconds, seconds } from "#models/units.ts";
import type { MasterOptions } from "#rig/fieldbus/master.ts";

/** How much later than ever before the next answer may come. */
const margin = 1.5;
/** Late windows within which a line that never was late is taken to repeat an answer. */
const windowsOfDuplicates = 5;
/** What one quick answer leaves of the memory of slower ones before it. */
const fading = 0.97;
/** Ceiling of a line of which nothing was declared, in response timeouts. */
const undeclaredCeiling = 30;

export class LineLatency {
  /** The longest latency that can be told apart. */
  readonly ceiling: Seconds;
  private readonly leastPatience: Seconds;
  private readonly leastBound: Seconds;
  private heardLongest = 0;
  private recent = 0;

  constructor({ responseTimeout, lateWindow, longestLatency }: MasterOptions) {
    const declared = longestLatency === null ? null : Math.max(longestLatency, responseTimeout);
    this.leastPatience = seconds(declared ?? responseTimeout);
    this.leastBound = seconds(declared ?? responseTimeout + windowsOfDuplicates * lateWindow);
    this.ceiling = seconds(declared ?? Math.max(undeclaredCeiling * responseTimeout, this.leastBound));
  }

  /** The longest heard so far; 0 before the first. */
  get longest(): Seconds {
    return seconds(this.heardLongest);
  }

  /** How long an answer is waited for. */
  get patience(): Seconds {
    return seconds(Math.min(this.ceiling, Math.max(this.leastPatience, margin * this.recent)));
  }

  /** How long after its question an answer may be repeated. */
  get bound(): Seconds {
    return seconds(Math.max(this.leastBound, margin * this.heardLongest));
  }

  /** How long after its question an answer that did not come may still come. */
  get writeOff(): Seconds {
    return seconds(Math.max(this.ceiling, margin * this.heardLongest));
  }

  /** How long the line must be quiet before it is clear that nothing old is on it any more. */
  get clearing(): Seconds {
    return seconds(2 * Math.max(this.ceiling, this.heardLongest));
  }

  /** How long to look for more after a first answer that may be one of `spacing` before. */
  proofAfter(spacing: Seconds): Seconds {
    return seconds(margin * spacing);
  }

  /** An answer came so long after its question. */
  answered(latency: Seconds): void {
    this.recent = Math.max(latency, fading * this.recent);
    this.repeated(latency);
  }

  /** An answer came once more, so long after its question. */
  repeated(latency: Seconds): void {
    this.heardLongest = Math.max(this.heardLongest, latency);
  }
}
