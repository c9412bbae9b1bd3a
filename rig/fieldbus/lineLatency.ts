/**
 * What is known of how late answers come on a line. The longest ever heard, late ones and duplicates included, says how
 * long an answered question must be feared; the latest ones say how long an answer is worth waiting for. Above the
 * ceiling questions and answers can't be told apart any more: what comes later than that is evidence against the line.
 */
import { type Seconds, seconds } from "#models/units.ts";
import type { MasterOptions } from "#rig/fieldbus/master.ts";

/** How much later than ever before the next answer may come. */
const margin = 1.5;
/** Late windows within which a line is taken to repeat an answer, after it. */
const windowsOfRepetition = 5;
/** What one quick answer leaves of the memory of slower ones before it. */
const fading = 0.9;
/** How much slower than the slowest expected a line may be and still be found out. */
const timesRemembered = 4;
/** Answers after which a line is known. */
const answersToKnow = 8;
/** Ceiling of a line of which nothing was declared, in response timeouts. */
const undeclaredCeiling = 30;

/** The longest latency that can be told apart on a bus with this time-out; `declared`: by its bench file. */
export const latencyCeiling = (responseTimeout: Seconds, declared: Seconds | null): Seconds =>
  seconds(declared === null ? undeclaredCeiling * responseTimeout : Math.max(declared, responseTimeout));

export class LineLatency {
  /** The longest latency that can be told apart. */
  readonly ceiling: Seconds;
  /** How long an answer is waited for at least: as long as one was expected to take. */
  readonly leastPatience: Seconds;
  private readonly repetition: Seconds;
  /** The longest an answer took, late ones included and repetitions not; 0 before the first. */
  longestAnswer = seconds(0);
  private answers = 0;
  private longestRepetition = 0;
  private recent = 0;
  private average = 0;

  constructor({ responseTimeout, lateWindow, longestLatency }: MasterOptions) {
    this.ceiling = latencyCeiling(responseTimeout, longestLatency);
    this.leastPatience = longestLatency === null ? responseTimeout : this.ceiling;
    this.repetition = seconds(windowsOfRepetition * lateWindow);
  }

  /** How long an answer is waited for. */
  get patience(): Seconds {
    return seconds(Math.min(this.ceiling, Math.max(this.leastPatience, margin * this.recent)));
  }

  /** Within which an answer usually comes. */
  get usual(): Seconds {
    return seconds(margin * this.average);
  }

  /** How long after its question an answer may be repeated. */
  get bound(): Seconds {
    const answered = Math.max(this.leastPatience, margin * this.longestAnswer);
    return seconds(Math.max(answered + this.repetition, margin * this.longestRepetition));
  }

  /** How long after its question an answer that did not come may still come. */
  get writeOff(): Seconds {
    return seconds(Math.max(this.ceiling, margin * this.longestAnswer));
  }

  /**
   * How long after its question an answer that was written off is still thought of, and how long the line must be quiet
   * before nothing old is on it any more, repetitions included.
   */
  get remembered(): Seconds {
    return seconds(timesRemembered * this.writeOff + this.repetition);
  }

  /** Known to be so much quicker than the ceiling that what does not come is lost rather than late. */
  get isQuick(): boolean {
    return this.answers >= answersToKnow && timesRemembered * this.longestAnswer <= this.ceiling;
  }

  /** An answer came so long after its question. */
  answered(latency: Seconds): void {
    this.answers++;
    this.recent = Math.max(latency, fading * this.recent);
    this.average += (latency - this.average) / Math.min(this.answers, answersToKnow);
    this.longestAnswer = seconds(Math.max(this.longestAnswer, latency));
  }

  /** An answer came once more, so long after its question. */
  repeated(latency: Seconds): void {
    this.longestRepetition = Math.max(this.longestRepetition, latency);
  }
}
