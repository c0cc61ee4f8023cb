import type { Access, Identity } from "./access.ts"

/** Everybody, where nobody is asked who they are. */
const ANYBODY: Identity = { person: "", device: "", scope: null, endsAt: Infinity }

/**
 * Access without accounts: whoever reaches the relay may read and write all.
 * For a relay that only one person's machine reaches, for tests and benches.
 */
export const openAccess: Access = {
  identify: () => ANYBODY,
  identifyRequest: async () => ANYBODY,
  holds: () => true,
  rightTo: () => "write",
  standing: () => ({ role: "owner", member: "", spaces: {} }),
  aboutToWrite: () => {},
  leastSchema: () => 0,
  watch: () => () => {},
}
