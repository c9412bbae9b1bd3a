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
 * Written-off debts are remembered for some time more, unless the unit answers in time on a line known to be quick: a line
 * slower than the ceiling would give their answers to the questions of today. The first answer of that shape then only
 * shows that the unit is alive; when nothing follows it for all that time, nothing old is on the line any more.
 */
import { type Seconds, seconds } from "#models/units.ts";
import { type AnswerShape, isException, shapeAsked, shapeOf } from "#rig/fieldbus/answerShape.ts";
import type { LineLatency } from "#rig/fieldbus/lineLatency.ts";
import type { Asked } from "#rig/fieldbus/rtuFrame.ts";
import { isSame } from "#rig/fieldbus/sameBytes.ts";

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
  /** Its unit answered in time since: then it was lost rather than late. */
  isProbablyLost: boolean;
}

/** A frame nobody waited for, and how late it is: since the oldest question it may belong to. */
export interface Late {
  readonly kind: "answer" | "exception" | "repetition";
  readonly latency: Seconds;
}

/**
 * When a shape may be asked, and how long after that the line must be quiet, if an answer comes, before it is one; 0: it
 * need not.
 */
export interface Admission {
  readonly from: Seconds;
  readonly proof: Seconds;
  /** An answer of this shape is still owed, or was when it was written off. */
  readonly isInDebt: boolean;
}

/** Whether an exception could be an earlier question's: a refusal repeated, or the answer to something unanswered. */
export type ExceptionDoubt = "none" | "repeated" | "unanswered";

export class LineDebts {
  private readonly latency: LineLatency;
  private readonly questions = new Map<AnswerShape, Question[]>();

  constructor(latency: LineLatency) {
    this.latency = latency;
  }

  /** When `asked` may be asked in this call without its answer being anyone else's. */
  admission(asked: Asked, call: number, now: Seconds): Admission {
    const before = this.remembered(shapeAsked(asked), now);
    const settled = before.map((question) => this.settledAt(question, call));
    return {
      from: seconds(Math.max(Number.NEGATIVE_INFINITY, ...settled)),
      proof: seconds(before.some((one) => this.isFeared(one, call, now)) ? this.latency.remembered : 0),
      isInDebt: before.some(({ state }) => state === "unanswered"),
    };
  }

  asked(question: Omit<Question, "shape" | "state" | "answer" | "isExcused" | "isProbablyLost">): Question {
    const shape = shapeAsked(question.asked);
    const added: Question = {
      ...question,
      shape,
      state: "asked",
      answer: null,
      isExcused: false,
      isProbablyLost: false,
    };
    const before = this.remembered(shape, question.sentAt);
    this.questions.set(shape, [...before, added]);
    return added;
  }

  /**
   * `question` got an answer of its shape: the oldest of this call that was owed one is `paid`. It may have been sampled
   * since the `first` of this call was asked, whose answer or its repetition it may be.
   */
  answered(
    question: Question,
    frame: Uint8Array,
    now: Seconds,
  ): { readonly paid: Question; readonly first: Question } {
    const own = this.remembered(question.shape, now).filter(({ call }) => call === question.call);
    const owed = own.find(
      ({ state, requestedAt }) => state === "unanswered" && now - requestedAt <= this.latency.ceiling,
    );
    if (owed !== undefined) question.state = "unanswered";
    const paid = owed ?? question;
    paid.state = "answered";
    paid.answer = frame;
    return { paid, first: own[0] ?? question };
  }

  /** A whole frame nobody waited for; null: it belongs to no question that is remembered. */
  heardLate(frame: Uint8Array, at: Seconds): Late | null {
    if (isException(frame)) return this.lateException(frame, at);
    const since = (question: Question): Seconds => seconds(Math.max(0, at - question.requestedAt));
    const all = this.remembered(shapeOf(frame), at).filter(({ state }) => state !== "asked");
    // What is known of the line explains that an answer comes once more, or one whose first coming was spoilt.
    const explaining = all.find(
      (question) =>
        since(question) <= this.latency.bound &&
        (question.state === "spoilt" || (question.answer !== null && isSame(question.answer, frame))),
    );
    if (explaining !== undefined) return { kind: "repetition", latency: since(explaining) };
    const owed = all.filter(({ state }) => state === "unanswered");
    const paid =
      owed.find(({ isProbablyLost }) => !isProbablyLost) ??
      owed.find((question) => since(question) <= this.latency.writeOff);
    const mixed = all.find((question) => since(question) <= this.latency.bound && this.isMixed(question));
    const oldest = paid ?? mixed ?? owed[0] ?? all[0];
    if (oldest === undefined) return null;
    if (oldest.state !== "unanswered") return { kind: "repetition", latency: since(oldest) };
    oldest.state = "answered";
    oldest.answer = Uint8Array.from(frame);
    return { kind: "answer", latency: since(oldest) };
  }

  /** Its call asked for the same words more than once, so that one attempt may have been paid with another's answer. */
  private isMixed({ shape, call }: Question): boolean {
    return (this.questions.get(shape) ?? []).filter((other) => other.call === call).length > 1;
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

  /** The unit answered in time, beyond doubt: what it did not answer before was lost, unless the line is a slow one. */
  unitAnswers(unit: number): void {
    if (!this.latency.isQuick) return;
    for (const questions of this.questions.values())
      for (const question of questions)
        if (question.asked.unit === unit && question.state === "unanswered") question.isProbablyLost = true;
  }

  /** What was answered in this call is not believed: its repetition is not either. */
  disbelieve(call: number): void {
    for (const questions of this.questions.values())
      for (const question of questions)
        if (question.call === call && question.state === "answered") question.state = "spoilt";
  }

  /** It was proved that nothing old of this shape comes any more. */
  forgive(shape: AnswerShape): void {
    this.questions.delete(shape);
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

  /** The unit never answered in time since it was asked this, so that it may be slower than the ceiling. */
  private isFeared(
    { state, isProbablyLost, requestedAt, ...question }: Question,
    call: number,
    now: Seconds,
  ): boolean {
    if (state !== "unanswered" || isProbablyLost) return false;
    return question.call !== call || now - requestedAt > this.latency.ceiling;
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
    const { writeOff, remembered } = this.latency;
    const kept = all.filter(
      ({ state, requestedAt, answerTime }) =>
        now <= requestedAt + answerTime + (state === "unanswered" ? remembered : writeOff),
    );
    if (kept.length === 0) this.questions.delete(shape);
    else if (kept.length < all.length) this.questions.set(shape, kept);
    return kept;
  }
}
