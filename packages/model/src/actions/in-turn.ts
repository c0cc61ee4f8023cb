import { isRefusal, type Refusal } from "../base/result.ts"
import { patchesOf } from "../schema/apply.ts"
import { applyPatches } from "../schema/patch.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import type { ActionContext } from "./define.ts"
import { ChangeWriter } from "./writer.ts"

/**
 * Decides one thing after another, each on what those before it have written, as one step. Where one is refused, all are.
 */
export function decideInTurn(
  context: ActionContext,
  decisions: Iterable<(context: ActionContext) => Refusal | void>,
): Refusal | void {
  let { snapshot } = context
  for (const decide of decisions) {
    const write = new ChangeWriter(snapshot)
    const answer = decide({ ...context, snapshot, write })
    if (isRefusal(answer)) return answer
    snapshot = { ...applyPatches(snapshot, patchesOf(snapshot, write.changes, 0)), space: snapshot.space } as Snapshot
    context.write.adopt(write.changes)
  }
}
