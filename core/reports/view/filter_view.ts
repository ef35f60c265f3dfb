import { fewOptions } from '#core/records/index'
import { registries } from '#core/kernel/index'
import type { ChosenFilter } from '../run/filter_values.ts'
import type { Viewer } from '../run/asked.ts'

export interface FilterBox {
  readonly name: string
  readonly label: string
  readonly help: string | null
  readonly input: 'select' | 'date' | 'month' | 'text'
  readonly typed: string
  readonly problem: string | null
  readonly isRequired: boolean
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

const INPUTS: Readonly<Record<string, FilterBox['input']>> = {
  date: 'date',
  refmonth: 'month',
  enum: 'select',
  boolean: 'select',
  reference: 'select',
  lookup: 'select',
}
const YES_NO = [
  { value: 'true', label: 'Sim' },
  { value: 'false', label: 'Não' },
]

async function optionsOf({ filter }: ChosenFilter, { actor }: Viewer) {
  if (filter.type === 'boolean') return YES_NO
  const target = filter.record ?? filter.lookup
  if (!target) return filter.options ?? []
  const type = registries().records.find(target)
  if (!type) return []
  const few = (await fewOptions(type, actor, { key: filter.lookup ? 'code' : 'id' })) ?? []
  return few.map(({ value, text }) => ({ value, label: text }))
}

/** The boxes above a report. */
export function filterBoxes(chosen: readonly ChosenFilter[], viewer: Viewer): Promise<FilterBox[]> {
  return Promise.all(
    chosen.map(async (one): Promise<FilterBox> => {
      const { filter, typed, problem } = one
      const { name, label, help = null, type, isRequired = false } = filter
      const options = await optionsOf(one, viewer)
      return {
        name,
        label,
        help,
        input: INPUTS[type] ?? 'text',
        typed,
        problem,
        isRequired,
        options,
      }
    })
  )
}

/** The filters in words, as a printed report carries them: `Emitidas de: 01/11/2026`. */
export function filterWords(boxes: readonly FilterBox[]): string[] {
  return boxes
    .filter(({ typed }) => typed !== '')
    .map(({ label, typed, options }) => {
      const option = options.find(({ value }) => value === typed)
      const plain = typed
        .replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1')
        .replace(/^(\d{4})-(\d{2})$/, '$2/$1')
      return `${label}: ${option?.label ?? plain}`
    })
}
