import type { MemberId, RotaId } from "../base/ids.ts"
import type { RotaTurn } from "../schema/assignment-rules.ts"

/** A stretch of time in which one person is on call, or nobody; in milliseconds since 1970, the end not included. */
export interface OnCallStretch {
  readonly from: number
  readonly to: number
  readonly member: MemberId | null
  /** The turn that counts; nothing where nobody is on call. */
  readonly turn: RotaTurn | null
}

/** Who is on call at an instant. Overrides win over turns, and of several of a kind the one that was said last. */
export function turnAt(turns: readonly RotaTurn[], rota: RotaId, at: number): RotaTurn | null {
  let standing: RotaTurn | null = null
  for (const turn of turns) {
    if (turn.rota !== rota || turn.deleted !== null || turn.member === null || at < turn.from || at >= turn.to) continue
    if (standing === null || winsOver(turn, standing)) standing = turn
  }
  return standing
}

function winsOver(one: RotaTurn, other: RotaTurn): boolean {
  if (one.isOverride !== other.isOverride) return one.isOverride
  return one.saidAt !== other.saidAt ? one.saidAt > other.saidAt : one.id > other.id
}

/** Who is on call when from one instant to another, without a gap: times when nobody is are stretches of their own. */
export function onCallBetween(turns: readonly RotaTurn[], rota: RotaId, from: number, to: number): OnCallStretch[] {
  const own = turns.filter(turn => turn.rota === rota && turn.to > from && turn.from < to)
  const edges = [...new Set([from, to, ...own.flatMap(turn => [turn.from, turn.to])])]
    .filter(edge => edge >= from && edge <= to)
    .sort((one, other) => one - other)
  const stretches: OnCallStretch[] = []
  for (const [place, edge] of edges.slice(0, -1).entries()) {
    const turn = turnAt(own, rota, edge)
    const last = stretches.at(-1)
    if (last !== undefined && last.turn === turn) stretches[stretches.length - 1] = { ...last, to: edges[place + 1]! }
    else stretches.push({ from: edge, to: edges[place + 1]!, member: turn?.member ?? null, turn })
  }
  return stretches
}
