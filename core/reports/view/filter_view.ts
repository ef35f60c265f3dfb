import type { Actor } from '#core/actions/index'
import { type RecordField, type RecordType, fewOptions, findLabels } from '#core/records/index'
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
  readonly options: readonly Choice[]
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

export interface Choice {
  readonly value: string
  readonly label: string
}

/** The record type or look-up table that a field points to. */
export const targetOf = ({ record, lookup }: RecordField): RecordType | undefined =>
  registries().records.find(record ?? lookup ?? '')

/** What may be chosen for a field; null when nothing is chosen from, or it is too much for a list. */
export async function choicesOf(
  field: RecordField,
  actor: Actor
): Promise<readonly Choice[] | null> {
  if (field.type === 'boolean') return YES_NO
  const target = targetOf(field)
  if (!target) return field.options ?? null
  const few = await fewOptions(target, actor, { key: field.lookup ? 'code' : 'id' })
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
      const options = await choicesOf(filter, viewer.actor)
      const type = targetOf(filter)
      const isSearched = type !== undefined && !options
      return {
        name,
        label,
        help,
        input: isSearched ? 'search' : (INPUTS[filter.type] ?? 'text'),
        typed,
        problem,
        isRequired,
        options: options ?? [],
        optionsPath: isSearched ? `${type.path}/options?by=${filter.lookup ? 'code' : 'id'}` : null,
        typedLabel: isSearched ? await labelOf(one, viewer) : typed,
      }
    })
  )
}
