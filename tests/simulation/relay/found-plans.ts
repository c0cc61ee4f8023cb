import type { Plan } from "./plan.ts"

/**
 * Plans that once failed, in their shortest form. They are performed for ever. A plan is kept rather than its seed, since
 * the same seed draws something else as soon as there is one more thing to draw.
 */
export const FOUND_PLANS: readonly { readonly fault: string; readonly plan: Plan }[] = [
  {
    fault: "a clock that was set back kept a dead socket for as long as the step was large",
    plan: {
      seed: 14,
      devices: 6,
      spaces: 1,
      rights: null,
      clocksOff: [58765314, -50388126, 5940791, -54674032, 42826160, 31309449],
      idleMillis: 30000,
      renewal: null,
      neverWell: [],
      roundMillis: [13919.915268896148],
      steps: [
        { do: "relay-crash", ending: "process", millis: 7754.147585737519, at: 841.243371952353, id: 47, round: 0 },
        { do: "step-clock", device: 3, by: -58722819, at: 6419.09231735643, id: 40, round: 0 },
      ],
    },
  },
  {
    fault: "a write that was refused signed the document, and the signature could not be sent",
    plan: {
      seed: 232,
      devices: 5,
      spaces: 2,
      rights: [
        ["read", "comment"],
        ["manage", "manage"],
        ["manage", "manage"],
        ["none", "manage"],
        ["manage", "none"],
      ],
      clocksOff: [-70493867, -30180687, 31848672, -20327765, -14654067],
      idleMillis: 500,
      renewal: null,
      neverWell: [],
      roundMillis: [40935.69426657632],
      steps: [
        { do: "act", device: 3, at: 15042.617886433842, id: 135, round: 0 },
        { do: "act", device: 2, at: 17244.53361364847, id: 92, round: 0 },
        { do: "undo", device: 2, at: 17327.515272519566, id: 577, round: 0 },
        { do: "grant", device: 2, space: 1, right: "none", at: 30785.382315803257, id: 616, round: 0 },
        { do: "act", device: 1, at: 31251.665659833718, id: 21, round: 0 },
        { do: "act", device: 2, at: 32369.357338243266, id: 213, round: 0 },
        { do: "redo", device: 2, at: 33575.75122263634, id: 313, round: 0 },
      ],
    },
  },
  {
    fault: "a second tab stayed empty when the right to a document came back",
    plan: {
      seed: 100302,
      devices: 2,
      spaces: 2,
      rights: [
        ["none", "write"],
        ["manage", "manage"],
      ],
      clocksOff: [0, 0],
      idleMillis: 50,
      renewal: null,
      neverWell: [],
      roundMillis: [36463.733731536195],
      steps: [
        { do: "open-tab", device: 1, at: 1153.1576604481622, id: 50, round: 0 },
        { do: "grant", device: 1, space: 1, right: "none", at: 17304.37480090819, id: 40, round: 0 },
        { do: "grant", device: 1, space: 1, right: "comment", at: 32933.92773400167, id: 38, round: 0 },
      ],
    },
  },
  {
    fault: "who lost a right over two sockets was told on one how the other left",
    plan: {
      seed: 2581,
      devices: 2,
      spaces: 1,
      rights: [
        ["manage", "manage"],
        ["manage", "manage"],
      ],
      clocksOff: [0, 0],
      idleMillis: 500,
      renewal: null,
      neverWell: [],
      roundMillis: [37003.0284980312, 39498.65914625116],
      steps: [
        { do: "present", device: 1, at: 12555.60612657861, id: 6, round: 0 },
        { do: "vanish", device: 1, at: 18700.71068417892, id: 41, round: 0 },
        { do: "grant", device: 1, space: 0, right: "none", at: 24443.649990922964, id: 29, round: 1 },
      ],
    },
  },
]
