import { createEffect, Show, splitProps, type JSX, type ParentProps } from "solid-js"
import { Icon, type IconShape } from "./icon.tsx"
import "./tabs.css"

export interface TabBarProps {
  /** What the tabs lead to, such as "Views". */
  readonly label: string
}

/** A line of links to the sides of one place. */
export function TabBar(props: ParentProps<TabBarProps>): JSX.Element {
  return (
    <nav class="tab-bar" aria-label={props.label}>
      {props.children}
    </nav>
  )
}

export interface TabLinkProps extends Omit<JSX.AnchorHTMLAttributes<HTMLAnchorElement>, "class"> {
  readonly href: string
  readonly icon?: IconShape
  /** This is the one that is shown. */
  readonly current: boolean
}

/** One tab: a link, so that it opens in a new window and stands in the history. */
export function TabLink(props: TabLinkProps): JSX.Element {
  const [own, native] = splitProps(props, ["icon", "current", "children"])
  let link!: HTMLAnchorElement
  // A line that is longer than a phone is wide shows where one is.
  createEffect(() => own.current && link.scrollIntoView({ block: "nearest", inline: "nearest" }))
  return (
    <a {...native} ref={link} class="tab" aria-current={own.current ? "page" : undefined} data-focus="inside">
      <Show when={own.icon}>{icon => <Icon icon={icon()} />}</Show>
      {own.children}
    </a>
  )
}
