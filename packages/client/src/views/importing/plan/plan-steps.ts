/** The heavy part of importing a plan, fetched when somebody chooses one. */
export { preparePlanImport, preparePlanPreview } from "@weft/model/exchange/plan-space/import-plan"
export { memberOf } from "@weft/model/exchange/plan-space/plan-records"
export { keyOfPlan, planSpaceId } from "@weft/model/exchange/plan-space/plan-key"
export { withPins } from "@weft/model/exchange/plan-file/plan-facts"
export { keptKeys } from "@weft/model/exchange/plan-space/kept-file"
export { linksChangedInBoth, takesOfLater } from "@weft/model/exchange/plan-space/later-links"
