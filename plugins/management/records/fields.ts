import type { RecordField } from '#core/records/index'
import { ACTION_KINDS, GOAL_UNITS, UNIT_SOURCES } from './options.ts'

const named: RecordField = {
  ...{ name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 80 },
}
const kind: RecordField = {
  ...{ name: 'kind', label: 'Tipo', type: 'enum', options: ACTION_KINDS, isRequired: true },
  help: 'Diz quando a unidade está feita: com o primeiro hidrômetro instalado, a ligação de água ativa de novo ou a categoria mudada desde o começo da ação. Nas outras, quem acompanha informa.',
}
const startsOn: RecordField = {
  ...{ name: 'starts_on', label: 'Começa em', type: 'date', isRequired: true },
}
const months: RecordField = {
  ...{ name: 'months', label: 'Meses medidos', type: 'integer', unit: 'meses', isRequired: true },
  ...{ minimum: '1', maximum: '12' },
  help: 'Quantos meses antes e quantos depois de a unidade ser feita se comparam. O mês em que foi feita fica de fora.',
}
const goalUnit: RecordField = {
  ...{ name: 'goal_unit', label: 'A meta conta', type: 'enum', options: GOAL_UNITS },
  isRequired: true,
}
/** What may change while the action goes on. */
const moving: readonly RecordField[] = [
  { name: 'ends_on', label: 'Termina em', type: 'date', isRequired: true },
  {
    ...{ name: 'responsible', label: 'Responsável', type: 'text', isRequired: true, maxLength: 80 },
    help: 'A agência, o setor ou a pessoa que responde pela ação.',
  },
  { name: 'goal', label: 'Meta', type: 'decimal', isRequired: true, minimum: '0.01' },
  {
    ...{ name: 'cost_cents', label: 'Custo', type: 'money', isRequired: true, minimum: '0' },
    isSummed: true,
  },
]

const still = (field: RecordField): RecordField => ({ ...field, isReadOnly: true })

/** The columns of an action as its record describes them. */
export const ACTION_FIELDS: readonly RecordField[] = [
  ...[named, still(kind), still(startsOn)],
  ...moving,
  ...[still(goalUnit), still(months)],
]

/** What the form of a new action asks. */
export const ASKED: readonly RecordField[] = [
  ...[named, kind, startsOn, ...moving, goalUnit, months],
  {
    ...{ name: 'source', label: 'Unidades', type: 'enum', options: UNIT_SOURCES, isRequired: true },
    ...{ section: 'Unidades da ação' },
    help: 'Ficam escolhidas no dia em que a ação é criada. Outras entram depois, uma a uma ou por arquivo.',
  },
  {
    ...{ name: 'signs_months', label: 'Indícios em', type: 'integer', unit: 'meses' },
    ...{ minimum: '1', maximum: '12', section: 'Unidades da ação' },
    help: 'Quantos meses seguidos o ponteiro não andou, ou até quando se olha para trás. Vazio: 3.',
  },
  {
    ...{ name: 'locality_id', label: 'Só da localidade', type: 'reference' },
    ...{ record: 'registry.localities', section: 'Unidades da ação' },
  },
  {
    ...{ name: 'billing_group_id', label: 'Só do grupo', type: 'reference' },
    ...{ record: 'registry.billing_groups', section: 'Unidades da ação' },
  },
  {
    ...{ name: 'district', label: 'Só do bairro', type: 'text', maxLength: 80 },
    section: 'Unidades da ação',
  },
]
