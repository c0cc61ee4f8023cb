import type { CheckedUpdate } from "./check-update.ts"
import type { StateVector } from "./state-vector.ts"

/**
 * To whom the replicas of one document belong. A Yjs client id is chosen by
 * the client; if somebody wrote under another's, replicas would differ for
 * good while their state vectors are equal. So the first to write as a replica
 * owns it, and nobody else continues it. What is known already may come from
 * anybody: it adds nothing.
 */
export class ReplicaOwners {
  readonly #owners: Map<number, string>
  readonly #retired: ReadonlySet<number>

  /** `retired` are the replicas of earlier epochs: what they wrote has been folded, and nobody may bring it back. */
  constructor(owners: ReadonlyMap<number, string>, retired: ReadonlySet<number>) {
    this.#owners = new Map(owners)
    this.#retired = retired
  }

  /**
   * Returns the replicas that become the author's by this update, or null
   * where it continues one of somebody else or of an earlier epoch; then
   * nothing changes. `vector` is
   * what is known without the update.
   */
  claim(author: string, { added }: CheckedUpdate, vector: StateVector): readonly number[] | null {
    const claims: number[] = []
    for (const [client, { to }] of added) {
      if (to <= (vector.get(client) ?? 0)) continue
      if (this.#retired.has(client)) return null
      const owner = this.#owners.get(client)
      if (owner === undefined) claims.push(client)
      else if (owner !== author) return null
    }
    for (const client of claims) this.#owners.set(client, author)
    return claims
  }

  /** Whether a replica has ever written here. */
  knows(client: number): boolean {
    return this.#owners.has(client) || this.#retired.has(client)
  }

  /** Takes claims back whose updates were not stored. */
  release(claims: readonly number[]): void {
    for (const client of claims) this.#owners.delete(client)
  }
}
