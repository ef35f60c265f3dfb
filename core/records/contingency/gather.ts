import { registries } from '#core/kernel/index'
import type { ContingencyCard, ContingencyContext, ContingencySection } from './types.ts'

/** Entries of one block: a block is what the reader opens to show one of them. */
const BLOCK = 400

/** As the pack keeps it; names are short because they are repeated for every entry. */
interface PackedEntry {
  readonly title: string
  readonly subtitle: string
  readonly search: string
  readonly facts: readonly (readonly [string, string])[]
  readonly sections: readonly {
    readonly title: string
    readonly cards: readonly ContingencyCard[]
  }[]
}

/** Everything that the plugins give, block by block. */
export async function* gatherBlocks(context: ContingencyContext): AsyncGenerator<PackedEntry[]> {
  const sections = [...registries().contingency.all()].sort((a, b) => a.place - b.place)
  for (const section of sections) if (section.entries) yield* blocksOf(section, sections, context)
}

async function* blocksOf(
  { record, entries }: ContingencySection,
  sections: readonly ContingencySection[],
  context: ContingencyContext
): AsyncGenerator<PackedEntry[]> {
  const telling = sections.filter((one) => one.record === record && one.cards)
  for (let after = 0n; ;) {
    const found = await entries!(context, { after, limit: BLOCK })
    if (!found.length) return
    after = found.at(-1)!.id
    const ids = found.map(({ id }) => id)
    const told: { title: string; cards: ReadonlyMap<bigint, readonly ContingencyCard[]> }[] = []
    for (const { title, cards } of telling) told.push({ title, cards: await cards!(context, ids) })
    yield found.map(({ id, title, subtitle, search, facts }) => ({
      ...{ title, subtitle, facts },
      search: search.filter(Boolean).join(' '),
      sections: told.flatMap((one) => {
        const cards = one.cards.get(id) ?? []
        return cards.length ? [{ title: one.title, cards }] : []
      }),
    }))
    if (found.length < BLOCK) return
  }
}
