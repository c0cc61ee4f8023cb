import { wordsIn } from "@weft/model/schema/offering-content"
import type { CatalogueEntry, CatalogueOffering } from "@weft/model/service/catalogue"
import { createMemo, createSignal, For, Match, Show, Switch, type JSX } from "solid-js"
import { memberNamed, useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { OfferingFacts } from "../../parts/catalogue/offering-facts.tsx"
import { spaceName } from "../../parts/space-link.ts"
import { catalogueWords } from "../../text/catalogue.ts"
import { language } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { TextInput } from "../../ui/field.tsx"
import { Highlight } from "../../ui/highlight.tsx"
import { searchIcon } from "../../ui/icons.ts"
import { bestOptions } from "../../ui/option.ts"
import { Page } from "../../ui/page.tsx"
import { createCatalogue } from "./catalogue-data.ts"
import "./catalogue.css"

export interface CatalogueScreenProps {
  readonly space: SpaceData
  /** The address of the space's board. */
  readonly spaceHref: string
  readonly onRequest: (offering: string) => void
  readonly onOpenSidebar: () => void
}

/** What a service does for others, by service, as whoever opens the space may read it; and the way to ask for it. */
export function CatalogueScreen(props: CatalogueScreenProps): JSX.Element {
  const workspace = useWorkspace()
  const catalogue = createCatalogue(() => props.space)
  const [query, setQuery] = createSignal("")
  const found = createMemo(() => matching(catalogue(), query()))
  const mayManage = () => workspace.mayWrite(`setup/${props.space.id}`)
  const settings = () => `${props.spaceHref}/service?section=catalogue`
  return (
    <Page
      title={catalogueWords().title}
      within={{ label: spaceName(workspace, props.space.id), href: `${props.spaceHref}/queue` }}
      onOpenSidebar={props.onOpenSidebar}
    >
      <div class="catalogue">
        <Show when={props.space.ready()}>
          <Show
            when={catalogue().length > 0}
            fallback={
              <EmptyState title={catalogueWords().empty}>
                {catalogueWords().emptyBody}
                <Show when={mayManage()}>
                  {" "}
                  <a class="catalogue-link" href={settings()}>
                    {catalogueWords().setUp}
                  </a>
                </Show>
              </EmptyState>
            }
          >
            <div class="catalogue-head">
              <TextInput
                icon={searchIcon}
                type="search"
                aria-label={catalogueWords().search}
                placeholder={catalogueWords().search}
                value={query()}
                onValue={setQuery}
              />
              <Show when={mayManage()}>
                <a class="catalogue-link" href={settings()}>
                  {catalogueWords().setUp}
                </a>
              </Show>
            </div>
            <For
              each={found()}
              fallback={<p class="catalogue-none">{catalogueWords().nothingFound(query().trim())}</p>}
            >
              {entry => (
                <ServiceCard
                  entry={entry}
                  space={props.space}
                  query={query()}
                  mayManage={mayManage()}
                  onRequest={workspace.mayWrite(`space/${props.space.id}`) ? props.onRequest : undefined}
                />
              )}
            </For>
          </Show>
        </Show>
      </div>
    </Page>
  )
}

interface ServiceCardProps {
  readonly entry: CatalogueEntry
  readonly space: SpaceData
  readonly query: string
  readonly mayManage: boolean
  /** Nothing where the person may only look. */
  readonly onRequest: ((offering: string) => void) | undefined
}

function ServiceCard(props: ServiceCardProps): JSX.Element {
  const workspace = useWorkspace()
  const service = () => props.entry.service
  const hours = () => props.space.live.table("serviceCalendars").get(service().calendar ?? "")?.name
  const owner = () => memberNamed(workspace.live, service().owner)?.name
  return (
    <section class="catalogue-service" aria-label={service().name}>
      <header class="catalogue-service-head">
        <h2>
          <Highlight text={service().name} query={props.query} />
        </h2>
        <p class="catalogue-service-facts">
          <Show when={owner()}>{name => <span>{catalogueWords().ownedBy(name())}</span>}</Show>
          <Show when={hours()}>{name => <span>{name()}</span>}</Show>
        </p>
      </header>
      <Show when={service().description !== ""}>
        <p class="catalogue-words">{service().description}</p>
      </Show>
      <Switch>
        <Match when={props.entry.offerings.length > 0}>
          <ul class="catalogue-offerings">
            <For each={props.entry.offerings}>{offering => <OfferingCard {...props} offering={offering} />}</For>
          </ul>
        </Match>
        <Match when={true}>
          <p class="catalogue-none">{catalogueWords().noOfferings}</p>
        </Match>
      </Switch>
    </section>
  )
}

function OfferingCard(props: ServiceCardProps & { readonly offering: CatalogueOffering }): JSX.Element {
  const content = () => props.offering.version.content!
  const title = () => titleOf(props.offering)
  return (
    <li class="catalogue-offering">
      <h3>
        <Highlight text={title()} query={props.query} />
      </h3>
      <Show when={wordsIn(content().description, language())}>
        {description => <p class="catalogue-words">{description()}</p>}
      </Show>
      <OfferingFacts content={content()} mayManage={props.mayManage} />
      <Show when={props.onRequest}>
        {request => (
          <Button
            size="small"
            class="catalogue-ask"
            aria-label={catalogueWords().askFor(title())}
            onClick={() => request()(props.offering.offering.id)}
          >
            {catalogueWords().ask}
          </Button>
        )}
      </Show>
    </li>
  )
}

function titleOf({ offering, version }: CatalogueOffering): string {
  return wordsIn(version.content?.title ?? {}, language()) || offering.name
}

/** The services and offerings that hold what was typed: of a service that does, all of them. */
function matching(catalogue: readonly CatalogueEntry[], query: string): readonly CatalogueEntry[] {
  if (query.trim() === "") return catalogue
  const holds = (id: string, label: string, keywords: string) =>
    bestOptions([{ id, label, keywords }], query).length > 0
  return catalogue.flatMap(entry => {
    const { service } = entry
    if (holds(service.id, service.name, service.description)) return [entry]
    const offerings = entry.offerings.filter(one =>
      holds(one.offering.id, titleOf(one), wordsIn(one.version.content?.description ?? {}, language())),
    )
    return offerings.length === 0 ? [] : [{ service, offerings }]
  })
}
