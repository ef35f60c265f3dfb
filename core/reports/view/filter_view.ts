import { fewOptions, findLabels } from '#core/records/index'
import { registries } from '#core/kernel/index'
import type { ChosenFilter } from '../run/filter_values.ts'
import type { Viewer } from '../run/asked.ts'

export interface FilterBox {
  readonly name: string
  readonly label: string
  readonly help: string | null
  readonly input: 'select' | 'date' | 'month' | 'text' | 'search'
  readonly typed: string
  readonly problem: string | null
  readonly isRequired: boolean
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** Where a record among too many for a list is found as one types, and what the chosen one is called. */
  readonly optionsPath: string | null
  readonly typedLabel: string
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

const targetOf = ({ filter }: ChosenFilter) =>
  registries().records.find(filter.record ?? filter.lookup ?? '')

/** What may be chosen; null when it is too much for a list. */
async function optionsOf(one: ChosenFilter, { actor }: Viewer) {
  const { filter } = one
  if (filter.type === 'boolean') return YES_NO
  const type = targetOf(one)
  if (!type) return filter.options ?? []
  const few = await fewOptions(type, actor, { key: filter.lookup ? 'code' : 'id' })
  return few && few.map(({ value, text }) => ({ value, label: text }))
}

/** What the chosen record is called, where its list is not shown. */
async function labelOf(one: ChosenFilter, { actor }: Viewer): Promise<string> {
  const { filter, value, typed } = one
  const target = filter.record ?? filter.lookup
  if (!target || value === null) return typed
  const labels = await findLabels([filter], [{ [filter.name]: value }] as never, actor)
  return labels.get(target, value as bigint | string)?.text ?? typed
}

/** The boxes above a report. */
export function filterBoxes(chosen: readonly ChosenFilter[], viewer: Viewer): Promise<FilterBox[]> {
  return Promise.all(
    chosen.map(async (one): Promise<FilterBox> => {
      const { filter, typed, problem } = one
      const { name, label, help = null, isRequired = false } = filter
      const options = await optionsOf(one, viewer)
      const type = targetOf(one)
      return {
        name,
        label,
        help,
        input: options ? (INPUTS[filter.type] ?? 'text') : 'search',
        typed,
        problem,
        isRequired,
        options: options ?? [],
        optionsPath:
          !options && type ? `${type.path}/options?by=${filter.lookup ? 'code' : 'id'}` : null,
        typedLabel: options ? typed : await labelOf(one, viewer),
      }
    })
  )
}
