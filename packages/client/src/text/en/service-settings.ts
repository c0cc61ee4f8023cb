/** Words of the settings of a service: its hours and what it promises. They come with that screen. */
export const serviceSettings = {
  title: "Service settings",
  sectionsAre: "Sections",
  readOnly: "Only who manages the space changes what is promised.",
  rows: {
    moveUp: "Move up",
    moveDown: "Move down",
    remove: "Delete",
    more: (name: string) => `More about ${name}`,
  },
  sections: {
    policies: "Promises",
  },
}

export type ServiceSettingsWords = typeof serviceSettings
