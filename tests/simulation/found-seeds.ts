/** Seeds that once ended in a fault. They are run for ever. */
export const FOUND_SEEDS: readonly number[] = []
