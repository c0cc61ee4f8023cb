import type { Plan } from "./plan.ts"

/** Plans that fail still, with what is seen. One that holds again belongs in `found-plans.ts`. */
export const OPEN_PLANS: readonly { readonly fault: string; readonly plan: Plan }[] = [
  {
    fault: "where two tabs share a full disk, the undo of a move is called saved before the disk has it",
    plan: {
      seed: 454481963,
      devices: 2,
      spaces: 2,
      rights: null,
      clocksOff: [0, 0],
      idleMillis: 50,
      renewal: {
        leastBytes: 300,
        grown: 0.5,
        largeBytes: 1099511627776,
        largeGrown: 0.5,
        quietMillis: 2699.738722713664,
      },
      dueRows: null,
      packMillis: 200,
      leaving: "often",
      steers: false,
      neverWell: [],
      roundMillis: [44452.84378877841],
      steps: [
        { do: "act", device: 0, at: 18527.933150912857, id: 502, round: 0 },
        { do: "present", device: 1, at: 19011.582894312527, id: 503, round: 0 },
        { do: "act", device: 0, at: 19517.309267927998, id: 63, round: 0 },
        { do: "act", device: 0, at: 20398.574210652736, id: 39, round: 0 },
        { do: "leave-together", millis: 2210.4438458336517, at: 20657.81817308923, id: 560, round: 0 },
        { do: "open-tab", device: 1, at: 20784.77668936532, id: 541, round: 0 },
        { do: "fill-disk", device: 1, millis: 20055.387594061904, at: 20907.648980116857, id: 553, round: 0 },
        { do: "act", device: 1, at: 21241.666827983798, id: 107, round: 0 },
        { do: "undo-at-once", device: 1, at: 32669.604080436402, id: 333, round: 0 },
      ],
    },
  },
]
