import type { SyncReport } from "../../data/messages.ts"

/** Work that is on this device alone, as far as anybody knows, and would be gone with it. */
export type Loss =
  { readonly lost: "all" | "unknown" } | { readonly lost: "changes" | "refused" | "files"; readonly amount: number }

/** What forgetting a workspace would lose; nothing where the relay has told that it has everything. */
export function lossesOf(
  { relay, unsent, refused }: Pick<SyncReport, "relay" | "unsent" | "refused">,
  files: { readonly waiting: number },
): readonly Loss[] {
  if (relay.state === "none") return [{ lost: "all" }]
  const amounts: Loss[] = [
    { lost: "changes", amount: unsent },
    { lost: "refused", amount: refused },
    { lost: "files", amount: files.waiting },
  ]
  const losses = amounts.filter(loss => "amount" in loss && loss.amount > 0)
  // A relay that has not said lately what it has may lack what this device takes for sent.
  return unsent === 0 && relay.state !== "online" ? [...losses, { lost: "unknown" }] : losses
}
