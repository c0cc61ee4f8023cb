/**
 * Seeds that once ended in a fault. They are run for ever.
 *
 * - 418164399: a removal takes out the entry that had marked a record in the trash as edited.
 */
export const FOUND_SEEDS: readonly number[] = [418_164_399]
