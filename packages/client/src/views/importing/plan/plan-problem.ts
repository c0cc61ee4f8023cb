/** Begins the reasons for which a plan's file cannot be read, to tell them from those of boards. */
export const PLAN_PROBLEM = "plan-"
