/**
 * The operator at the source who has the live page in hand. Every page shows what is asked; the first page of an operator
 * that answers it by its number has answered. As long as the server is there somebody may come with a page, so the rig
 * waits.
 */
import { formatSettingLine } from "#models/connection/settingLine.ts";
import type { Asked, PageNotice, QuestionAsked } from "#reports/live/protocol.ts";
import {
  type Operator,
  operatorGone,
  operatorNotNeeded,
  operatorRefused,
  type SourceQuestion,
} from "#rig/instruments/operator.ts";
import { questionWords } from "#rig/instruments/sourceWords.ts";

/** What stands between the rig and the person at the source now. */
export interface AtSource {
  readonly asked: Asked | null;
  readonly notices: readonly PageNotice[];
}

export interface PageOperator extends Operator {
  tell(notice: PageNotice): void;
  /** False: that is not asked, or not any more. */
  answer(id: number, isYes: boolean): boolean;
  /** What was told belongs to a run that is over. */
  forget(): void;
  /** No page can answer any more. */
  close(): void;
}

/** Older ones are left out. */
const mostNotices = 8;
const closed = () => operatorGone("no page can answer any more: the live view has ended");

const inWriting = (question: SourceQuestion): QuestionAsked =>
  question.kind === "set"
    ? { kind: "set", label: question.label, setting: formatSettingLine(question.channels) }
    : question;

interface Pending {
  readonly asked: Asked;
  readonly question: SourceQuestion;
  /** null: confirmed. */
  settle(outcome: Error | null): void;
}

/** `show` gets all of it, each time something changes. */
export function pageOperator(show: (now: AtSource) => void): PageOperator {
  let notices: readonly PageNotice[] = [];
  let pending: Pending | null = null;
  let questions = 0;
  let isClosed = false;
  const change = (to: Pending | null): void => {
    pending = to;
    show({ asked: pending?.asked ?? null, notices });
  };
  return {
    tell(notice) {
      notices = [...notices, notice].slice(-mostNotices);
      change(pending);
    },
    confirm: (question, withdrawn) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(closed());
        if (withdrawn?.aborted) return reject(operatorNotNeeded());
        const settle = (outcome: Error | null): void => {
          withdrawn?.removeEventListener("abort", takeBack);
          // What was to be known before arming is known, or nothing is armed.
          if (question.kind === "arm") notices = [];
          change(null);
          if (outcome === null) resolve();
          else reject(outcome);
        };
        const takeBack = (): void => settle(operatorNotNeeded());
        withdrawn?.addEventListener("abort", takeBack);
        change({ asked: { id: ++questions, question: inWriting(question) }, question, settle });
      }),
    answer(id, isYes) {
      if (pending?.asked.id !== id) return false;
      pending.settle(isYes ? null : operatorRefused(questionWords(pending.question).asked));
      return true;
    },
    forget() {
      notices = [];
      change(pending);
    },
    close() {
      isClosed = true;
      pending?.settle(closed());
    },
  };
}
