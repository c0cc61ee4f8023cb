/**
 * Seeds that once ended in a fault. They are run for ever.
 *
 * - 418164399: a move written again, with the parent that it had, changes which move of a ring is the latest.
 */
export const FOUND_SEEDS: readonly number[] = [418_164_399]
