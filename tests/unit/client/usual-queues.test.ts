import { expect, test } from "vitest"
import { filterFromText, filterToText } from "@weft/model/query/filter-address"
import { ME } from "@weft/model/query/filter"
import { USUAL_QUEUES, usualQueueFilter } from "../../../packages/client/src/parts/service/usual-queues.ts"

test("QUEUE-1 the usual queues of a service are filters that an address can name", () => {
  for (const queue of USUAL_QUEUES)
    expect(filterToText(filterFromText(usualQueueFilter(queue)!))).toBe(usualQueueFilter(queue))
  expect(filterFromText(usualQueueFilter("mine")!)).toEqual([{ field: "owner", operator: "any", values: [ME] }])
  expect(filterFromText(usualQueueFilter("nobodys")!)).toEqual([{ field: "owner", operator: "missing", values: [] }])
  expect(usualQueueFilter("no-such-view")).toBeUndefined()
})
