/**
 * A link for somebody who only watches: asked for by an operator, good for one opening. It is shown to be copied or read
 * out, and gone from the page when it is put away.
 */
import { useRef, useState } from "preact/hooks";
import { ask, link, story } from "../feed/feed.ts";
import { ui } from "./settings.ts";

type Invitation =
  | { readonly kind: "none" }
  | { readonly kind: "made"; readonly address: string; readonly isCopied: boolean }
  | { readonly kind: "failed" };

export function Invite() {
  const texts = ui.value;
  const [invitation, setInvitation] = useState<Invitation>({ kind: "none" });
  const field = useRef<HTMLInputElement>(null);
  if (story.value.role !== "operator") return null;
  const invite = async () => {
    const reply = await ask({ kind: "invite" });
    setInvitation(
      reply?.kind === "invited"
        ? { kind: "made", address: new URL(reply.path, location.href).href, isCopied: false }
        : { kind: "failed" },
    );
  };
  const copy = async (address: string) => {
    // Selected too: where the browser gives no clipboard (no secure origin), the keys still do.
    field.current?.select();
    try {
      await navigator.clipboard.writeText(address);
      setInvitation({ kind: "made", address, isCopied: true });
    } catch {
      field.current?.focus();
    }
  };
  return (
    <div class="invite">
      <button type="button" disabled={link.value.kind !== "live"} onClick={() => void invite()}>
        {texts.invite}
      </button>
      {invitation.kind === "none" ? null : (
        <div class="notice invitation" role="status">
          {invitation.kind === "failed" ? (
            <span>{texts.command.failed}</span>
          ) : (
            <>
              <label>
                {texts.invitation}
                <input ref={field} type="text" readOnly value={invitation.address} />
              </label>
              <button type="button" class="small" onClick={() => void copy(invitation.address)}>
                {invitation.isCopied ? texts.copied : texts.copy}
              </button>
            </>
          )}
          <button
            type="button"
            class="small"
            aria-label={texts.putAway}
            onClick={() => setInvitation({ kind: "none" })}
          >
            ×
          </button>
        </div>
      )}
    </div>
  );
}
