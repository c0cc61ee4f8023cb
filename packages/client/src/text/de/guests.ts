import type { GuestWords } from "../en/guests.ts"
import { createCount } from "../plural.ts"

const items = (amount: number) => createCount("de")(amount, { one: "Eintrag", other: "Einträge" })

export const guests: GuestWords = {
  titles: {
    withheld: "Ein Eintrag eines Bereichs, den du nicht öffnen darfst",
    "not-here": "Ein Eintrag, der noch nicht auf diesem Gerät ist",
  },
  show: "Auch zeigen in …",
  choose: "Auch zeigen in",
  noOther: "Es gibt keinen anderen Bereich, in den du schreiben darfst.",
  allThere: "Er ist in jedem Bereich zu sehen, in den du schreiben darfst.",
  shown: (amount, space) => `${items(amount)} auch in ${space} zu sehen`,
  stepShow: (amount, space) => `${items(amount)} in ${space} zeigen`,
  takeOff: "Aus diesem Bereich nehmen",
  takenOff: (amount, space) => `${items(amount)} aus ${space} genommen`,
  stepTakeOff: (amount, space) => `${items(amount)} aus ${space} nehmen`,
  alsoIn: "Auch in",
  shownIn: "Zu sehen in",
  nowhere: "Keinem anderen Bereich",
  open: space => `${space} öffnen`,
  takeOffNamed: space => `Nicht mehr in ${space} zeigen`,
  hidden: "Ein Bereich, den du nicht öffnen darfst",
}
