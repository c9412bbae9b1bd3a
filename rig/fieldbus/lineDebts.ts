/**
 * The debts of a line: what was asked and may still be answered, once more or at all. RTU answers carry no number, so a
 * frame can belong to any question of its shape that is still within its possible time; the master therefore asks a
 * question only when every earlier one of its shape is settled, and then nothing it accepts can be another's:
 *
 * - an answered question may be repeated by the line until the bound on latency has passed since it was asked;
 * - an unanswered one may be answered until it is written off, which the ceiling decides and not the bound: nothing was
 *   heard of it, so nothing is known of how late it is. Heard late, it is paid and the line's latency is learnt;
 * - all attempts of one call ask for the same words, so the answer to an earlier attempt is a right one, sampled between
 *   that attempt and now. Of several attempts the oldest counts as answered, the rest stay debts; and what is read twice
 *   may be asked again at once, for a repetition of the first answer says what the second question asks.
 *
 * Written-off debts of a unit that was silent ever since are remembered: a line slower than the ceiling would give their
 * answers to the questions of today. The first answer of that shape is then only a proof, that nothing follows it.
 */
import { type Seconds, seconds } from "#models/units.ts";
import { type AnswerShape, isException, shapeAsked, shapeOf } from "#rig/fieldbus/answerShape.ts";
import type { LineLatency } from "#rig/fieldbus/lineLatency.ts";
import type { Asked } from "#rig/fieldbus/rtuFrame.ts";

export interface Question {
  readonly asked: Asked;
  readonly shape: AnswerShape;
  /** One call of the master, whose attempts all ask for the same words. */
  readonly call: number;
  readonly sentAt: Seconds;
  /** End of the request on the wire. */
  readonly requestedAt: Seconds;
  /** Time its answer takes on the wire. */
  readonly answerTime: Seconds;
  /** `spoilt`: its answer came, unreadable or not to be believed. */
  state: "asked" | "answered" | "spoilt" | "refused" | "unanswered";
  /** The answer as accepted. */
  answer: Uint8Array | null;
  /** A late exception was put down to it: no other will be. */
  isExcused: boolean;
}

/** A frame nobody waited for, and how late it is: since the oldest question it may belong to. */
export interface Late {
  readonly kind: "answer" | "exception" | "repetition";
  readonly latency: Seconds;
}

/** When a shape may be asked, and for how long the line must then be quiet after the first answer; 0: it need not. */
export interface Admission {
  readonly from: Seconds;
  readonly proof: Seconds;
}

/** Whether an exception could be an earlier question's: a refusal repeated, or the answer to something unanswered. */
export type ExceptionDoubt = "none" | "repeated" | "unanswered";

/** Write-offs are remembered for so many times the wait for them. */
const remembered = 4;

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

export class LineDebts {
  private readonly latency: LineLatency;
  private readonly heardFrom: ReadonlyMap<number, Seconds>;
  private readonly questions = new Map<AnswerShape, Question[]>();

  /** `heardFrom`: when each unit was last heard, kept by whoever listens. */
  constructor(latency: LineLatency, heardFrom: ReadonlyMap<number, Seconds>) {
    this.latency = latency;
    this.heardFrom = heardFrom;
  }

  /** When `asked` may be asked in this call without its answer being anyone else's. */
  admission(asked: Asked, call: number, now: Seconds): Admission {
    let from = Number.NEGATIVE_INFINITY;
    let silentSince = Number.NEGATIVE_INFINITY;
    for (const question of this.remembered(shapeAsked(asked), now)) {
      const settled = this.settledAt(question, call);
      from = Math.max(from, settled);
      if (Number.isFinite(settled) && this.isSilentSince(question)) silentSince = question.requestedAt;
    }
    const since = Math.max(from, now);
    return {
      from: seconds(from),
      proof: Number.isFinite(silentSince)
        ? this.latency.proofAfter(seconds(since - silentSince))
        : seconds(0),
    };
  }

  asked(question: Omit<Question, "shape" | "state" | "answer" | "isExcused">): Question {
    const shape = shapeAsked(question.asked);
    const added: Question = { ...question, shape, state: "asked", answer: null, isExcused: false };
    const before = this.remembered(shape, question.sentAt);
    this.questions.set(shape, [...before, added]);
    return added;
  }

  /**
   * `question` got an answer of its shape. Gives the question it is the answer to at the earliest: the first attempt of
   * this call that was still owed one.
   */
  answered(question: Question, frame: Uint8Array, now: Seconds): Question {
    const owed = this.ownUnanswered(question, now).at(0);
    if (owed !== undefined) question.state = "unanswered";
    const paid = owed ?? question;
    paid.state = "answered";
    paid.answer = frame;
    return paid;
  }

  /** A whole frame nobody waited for; null: it belongs to no question that is remembered. */
  heardLate(frame: Uint8Array, at: Seconds): Late | null {
    if (isException(frame)) return this.lateException(frame, at);
    const since = (question: Question): Seconds => seconds(Math.max(0, at - question.requestedAt));
    const all = this.remembered(shapeOf(frame), at).filter(({ state }) => state !== "asked");
    const owed = all.find(({ state }) => state === "unanswered");
    if (owed !== undefined) {
      owed.state = "answered";
      owed.answer = Uint8Array.from(frame);
      return { kind: "answer", latency: since(owed) };
    }
    const [oldest] = all;
    const last = all.at(-1);
    if (oldest === undefined || last === undefined) return null;
    // What is known of the line explains a repetition of the last answer; any other is as old as it can be.
    const isLast = last.answer === null || isSame(last.answer, frame);
    const explains = isLast && since(last) <= this.latency.bound;
    return { kind: "repetition", latency: since(explains ? last : oldest) };
  }

  /** Which question it refuses is not known: it is put down to the oldest, whose shape stays a debt. */
  private lateException(frame: Uint8Array, at: Seconds): Late | null {
    const owed = this.ofFunction(frame[0]!, frame[1]! & 0x7f, at).filter(
      ({ state, isExcused }) => state === "unanswered" && !isExcused,
    );
    owed.sort((a, b) => a.requestedAt - b.requestedAt);
    const [oldest] = owed;
    if (oldest === undefined) return null;
    oldest.isExcused = true;
    return { kind: "exception", latency: seconds(Math.max(0, at - oldest.requestedAt)) };
  }

  /** Whether an exception to `question` may be an earlier question's. */
  doubtOfException({ asked, call }: Question, now: Seconds): ExceptionDoubt {
    const functionCode = asked.kind === "read" ? asked.functionCode : 0x10;
    const others = this.ofFunction(asked.unit, functionCode, now).filter((other) => other.call !== call);
    const isOpen = (other: Question, lasts: Seconds): boolean =>
      now < other.requestedAt + lasts + other.answerTime;
    if (others.some((other) => other.state === "unanswered" && isOpen(other, this.latency.writeOff)))
      return "unanswered";
    return others.some((other) => other.state === "refused" && isOpen(other, this.latency.bound))
      ? "repeated"
      : "none";
  }

  /** What was answered in this call is not believed: its repetition is not either. */
  disbelieve(call: number): void {
    for (const questions of this.questions.values())
      for (const question of questions)
        if (question.call === call && question.state === "answered") question.state = "spoilt";
  }

  /** It was proved that nothing old of this shape comes any more. */
  forgive(shape: AnswerShape): void {
    this.questions.set(
      shape,
      (this.questions.get(shape) ?? []).filter(({ state }) => state !== "unanswered"),
    );
  }

  /** The line was quiet for so long that nothing old is on it any more. */
  forget(): void {
    this.questions.clear();
  }

  private settledAt(question: Question, call: number): number {
    const { state, requestedAt, answerTime } = question;
    if (state === "refused") return Number.NEGATIVE_INFINITY;
    if (question.call === call && state !== "spoilt") return Number.NEGATIVE_INFINITY;
    const lasts = state === "unanswered" ? this.latency.writeOff : this.latency.bound;
    return requestedAt + answerTime + lasts;
  }

  /** Nothing at all was heard of the unit since it was asked this. */
  private isSilentSince({ state, requestedAt, asked }: Question): boolean {
    const heard = this.heardFrom.get(asked.unit) ?? Number.NEGATIVE_INFINITY;
    return state === "unanswered" && heard < requestedAt;
  }

  private ownUnanswered({ shape, call }: Question, now: Seconds): Question[] {
    return this.remembered(shape, now).filter(
      (other) =>
        other.call === call &&
        other.state === "unanswered" &&
        now < other.requestedAt + other.answerTime + this.latency.writeOff,
    );
  }

  private ofFunction(unit: number, functionCode: number, now: Seconds): Question[] {
    const prefix = `${unit} ${functionCode} `;
    const shapes = [...this.questions.keys()].filter((shape) => shape.startsWith(prefix));
    return shapes.flatMap((shape) => this.remembered(shape, now));
  }

  /** What is remembered of a shape, oldest first. */
  private remembered(shape: AnswerShape, now: Seconds): readonly Question[] {
    const all = this.questions.get(shape);
    if (all === undefined) return [];
    const { writeOff } = this.latency;
    const kept = all.filter(
      ({ state, requestedAt, answerTime }) =>
        now <= requestedAt + answerTime + (state === "unanswered" ? remembered : 1) * writeOff,
    );
    if (kept.length === 0) this.questions.delete(shape);
    else if (kept.length < all.length) this.questions.set(shape, kept);
    return kept;
  }
}
