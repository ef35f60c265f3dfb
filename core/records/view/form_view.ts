import { DateTime } from 'luxon'
import { registries } from '#core/kernel/index'
import { format } from '#core/web/index'
import { seesPersonal } from '../access.ts'
import { isNumber } from '../fields/families.ts'
import { mask } from '../fields/show_value.ts'
import { findLabels, targetOf } from '../query/labels.ts'
import type { Row } from '../query/list_rows.ts'
import { boundText } from '../query/list_state.ts'
import type { RecordField, RecordType } from '../types.ts'
import type { Problems } from '../write/form.ts'
import type { FormAnswers } from '../write/form_conditions.ts'
import type { ViewContext } from './list_view.ts'
import { type ReferenceOption, fewOptions } from './options.ts'

export interface FieldView {
  readonly name: string
  readonly label: string
  readonly control: 'text' | 'area' | 'select' | 'check' | 'reference' | 'shown'
  readonly inputType: string
  readonly inputMode: string | null
  readonly value: string
  /** What a reference's value is called. */
  readonly valueLabel: string
  readonly options: readonly ReferenceOption[]
  readonly optionsPath: string | null
  readonly isRequired: boolean
  readonly maxLength: number | null
  readonly unit: string | null
  readonly help: string | null
  readonly problem: string | null
  readonly isWide: boolean
  readonly isNumber: boolean
  /** The other fields hide it for now. */
  readonly isHidden: boolean
}

export interface SectionView {
  readonly title: string | null
  readonly fields: readonly FieldView[]
}

/** Fields by section, in the order of the declaration. */
export function bySection<T extends { readonly section?: string }>(
  fields: readonly T[]
): [string | null, T[]][] {
  const sections = new Map<string | null, T[]>()
  for (const field of fields) {
    const title = field.section ?? null
    sections.set(title, [...(sections.get(title) ?? []), field])
  }
  return [...sections]
}

interface FormState {
  /** What was typed, or nothing at first. */
  readonly typed: Readonly<Record<string, unknown>> | null
  readonly row: Row | null
  readonly problems: Problems
  readonly answers?: FormAnswers
}

/** A form's fields with their values: what was typed before a refusal, else the row's, else empty. */
export async function formView(
  type: RecordType,
  fields: readonly RecordField[],
  state: FormState,
  context: ViewContext
): Promise<SectionView[]> {
  const sections: SectionView[] = []
  for (const [title, list] of bySection(fields)) {
    const views = await Promise.all(list.map((field) => fieldView(type, field, { state, context })))
    sections.push({ title, fields: views })
  }
  return sections
}

const CONTROLS: Partial<Record<RecordField['type'], FieldView['control']>> = {
  longtext: 'area',
  enum: 'select',
  boolean: 'check',
  reference: 'reference',
  lookup: 'reference',
}
const INPUT_TYPES: Partial<Record<RecordField['type'], string>> = {
  date: 'date',
  refmonth: 'month',
  datetime: 'datetime-local',
  email: 'email',
  phone: 'tel',
}
const INPUT_MODES: Partial<Record<RecordField['type'], string>> = {
  integer: 'numeric',
  decimal: 'decimal',
  money: 'decimal',
  volume: 'decimal',
  registration: 'numeric',
}

interface FieldState {
  readonly state: FormState
  readonly context: ViewContext
}

async function fieldView(
  type: RecordType,
  field: RecordField,
  { state, context }: FieldState
): Promise<FieldView> {
  const stored = state.row?.[field.name] ?? null
  const base = describeNow(field, state)
  if (field.isPersonal && state.row && !seesPersonal(context.actor, type)) {
    const value = stored === null ? format.NOTHING : mask(field, String(stored))
    return { ...base, control: 'shown', value }
  }
  const typed = state.typed?.[field.name]
  const value = typeof typed === 'string' ? typed : typedText(field, stored, context.timeZone)
  return targetOf(field)
    ? { ...base, value, ...(await referenceParts(field, value, context)) }
    : { ...base, value }
}

/** What depends on the other fields, besides what the declaration says. */
function describeNow(field: RecordField, { problems, answers }: FormState) {
  return {
    ...describeField(field, problems[field.name] ?? null),
    isHidden: !(answers?.isVisible(field.name) ?? true),
    isRequired: Boolean(field.isRequired) || (answers?.isRequired(field.name) ?? false),
  }
}

/** What does not depend on the value. */
function describeField(
  field: RecordField,
  problem: string | null
): Omit<FieldView, 'value' | 'isHidden'> {
  const control = CONTROLS[field.type] ?? 'text'
  return {
    name: field.name,
    label: field.label,
    control,
    inputType: INPUT_TYPES[field.type] ?? 'text',
    inputMode: INPUT_MODES[field.type] ?? null,
    valueLabel: '',
    options: (field.options ?? []).map((option) => ({ value: option.value, text: option.label })),
    optionsPath: null,
    isRequired: Boolean(field.isRequired),
    maxLength: field.maxLength ?? null,
    unit: UNITS[field.type] ?? field.unit ?? null,
    help: field.help ?? null,
    problem,
    isWide: control === 'area' || (field.maxLength ?? 0) > 60,
    isNumber: isNumber(field),
  }
}

const UNITS: Partial<Record<RecordField['type'], string>> = { money: 'R$', volume: 'm³' }

/** A reference to few records is a plain list; to many, a box that finds as one types. */
async function referenceParts(field: RecordField, value: string, context: ViewContext) {
  const target = registries().records.find(targetOf(field)!)
  const key = field.type === 'lookup' ? 'code' : 'id'
  const few = target ? await fewOptions(target, context.actor, { key, kept: value }) : []
  if (few) return { control: 'select' as const, options: few }
  return {
    optionsPath: `${target!.path}/options?by=${key}`,
    valueLabel: await referenceLabel(field, value, context),
  }
}

/** A stored value as a person would type it. */
function typedText(field: RecordField, value: unknown, timeZone: string): string {
  if (value === null || value === undefined) return ''
  if (field.type === 'taxpayer') return format.taxpayer(String(value))
  if (field.type === 'phone') return format.phone(String(value))
  if (field.type === 'datetime') {
    return DateTime.fromJSDate(value as Date, { zone: timeZone }).toFormat("yyyy-MM-dd'T'HH:mm")
  }
  return boundText(field, value)
}

async function referenceLabel(
  field: RecordField,
  value: string,
  { actor }: ViewContext
): Promise<string> {
  const isLookup = field.type === 'lookup'
  if (!value || (!isLookup && !/^\d{1,18}$/.test(value))) return ''
  const key = isLookup ? value : BigInt(value)
  const labels = await findLabels([field], [{ id: 0n, [field.name]: key }], actor)
  return labels.get(targetOf(field)!, key)?.text ?? ''
}
