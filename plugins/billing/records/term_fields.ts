import type { RecordField } from '#core/records/index'

export const premise: RecordField = {
  name: 'premise_id',
  label: 'Imóvel',
  type: 'reference',
  record: 'registry.premises',
  isRequired: true,
}

/** Of the form that ends what has a term. */
export const lastDay: RecordField = {
  name: 'on',
  label: 'Último dia',
  type: 'date',
  isRequired: true,
}

export const isRunning = ({ ended_on: endedOn }: Readonly<Record<string, unknown>>) =>
  endedOn === null
