import type { Clock } from "@weft/model/service/clock"
import { TARGET_KINDS, type TargetKind } from "@weft/model/service/policy"
import { clockWords } from "../../text/clocks.ts"
import { serviceWords } from "../../text/service.ts"

/** What a promise is called; those that run as long as conditions hold have names of their own. */
export function targetWords({ kind, target }: Pick<Clock, "target"> & { readonly kind: string }): string {
  if (kind === "held") return clockWords().held(target)
  return isTargetKind(kind) ? serviceWords().targets[kind] : target
}

function isTargetKind(kind: string): kind is TargetKind {
  return (TARGET_KINDS as readonly string[]).includes(kind)
}
