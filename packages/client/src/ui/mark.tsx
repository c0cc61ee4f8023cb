import type { JSX } from "solid-js"

/** The mark of Weft: threads that cross. */
export function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="var(--accent-fill)" />
      <path
        d="M5 9.5h9M18 9.5h1M5 14.5h1M10 14.5h9M9 5v4.5M9 12.5V19M15 5v6.5M15 14.5V19"
        stroke="white"
        stroke-width="2"
        stroke-linecap="round"
      />
    </svg>
  )
}
