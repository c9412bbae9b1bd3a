/** The card of something asked of the server that is not there: still on its way, or not to be had, and asked again. */
import type { Fetched } from "../feed/fetched.ts";
import { Card, Empty } from "../parts/parts.tsx";
import { ui } from "../shell/settings.ts";

export function NotThere(props: {
  readonly title: string;
  readonly kind: Exclude<Fetched<unknown>["kind"], "there">;
  readonly again: () => void;
}) {
  const texts = ui.value;
  return (
    <Card title={props.title}>
      {props.kind === "loading" ? (
        <Empty title={texts.loading} />
      ) : (
        <Empty title={texts.cannotLoad}>
          <button type="button" onClick={props.again}>
            {texts.tryAgain}
          </button>
        </Empty>
      )}
    </Card>
  );
}
