import { type CivilDate, formatDate } from '#core/calendar/index'
import type { ProposedChange, RecordField, RecordType } from '#core/records/index'
import { errors } from '../errors.ts'

/** In the order of the month, as people call them. */
const STEPS = [
  ['load_on', 'Carga de leitura'],
  ['read_from_on', 'Início da leitura'],
  ['read_until_on', 'Fim da leitura'],
  ['bill_on', 'Faturamento'],
  ['deliver_on', 'Entrega'],
  ['due_on', 'Vencimento'],
] as const

/** Each step comes on the day of the one before it or later. @throws E_BILLING_SCHEDULE_ORDER */
async function checkOrder(_: unknown, { before, changes }: ProposedChange): Promise<void> {
  const row = { ...before, ...changes } as Partial<Record<string, CivilDate | null>>
  let earlier: { title: string; date: CivilDate } | null = null
  for (const [name, title] of STEPS) {
    const date = row[name]
    if (!date) continue
    if (earlier && date < earlier.date) {
      throw errors.E_BILLING_SCHEDULE_ORDER({
        ...{ later: title, date: formatDate(date) },
        ...{ earlier: earlier.title.toLowerCase(), limit: formatDate(earlier.date) },
      })
    }
    earlier = { title, date }
  }
}

const REQUIRED: ReadonlySet<string> = new Set([
  ...['load_on', 'read_from_on', 'read_until_on', 'bill_on'],
])
const HELP: Readonly<Record<string, string>> = {
  due_on: 'Primeiro vencimento previsto. O de cada imóvel segue o dia que ele escolheu.',
}

const steps = STEPS.map(([name, label]): RecordField => ({
  ...{ name, label, type: 'date', isRequired: REQUIRED.has(name) },
  ...(HELP[name] ? { help: HELP[name] } : {}),
}))

/** The billing calendar, month by month, of each group and locality (TR-3.2.7.2). */
export const schedules: RecordType = {
  name: 'billing.schedules',
  path: '/billing/schedules',
  table: 'billing_schedules',
  title: { one: 'Mês do cronograma', many: 'Cronograma de faturamento', gender: 'm' },
  help: 'Quando cada grupo é carregado, lido, faturado, entregue e vence, mês a mês e por localidade. O ano inteiro se vê e se gera no quadro do cronograma.',
  label: 'reference',
  fields: [
    {
      name: 'billing_group_id',
      label: 'Grupo',
      type: 'reference',
      record: 'registry.billing_groups',
      isRequired: true,
    },
    {
      name: 'locality_id',
      label: 'Localidade',
      type: 'reference',
      record: 'registry.localities',
      isRequired: true,
    },
    { name: 'reference', label: 'Referência', type: 'refmonth', isRequired: true },
    ...steps,
  ],
  list: {
    columns: ['reference', 'billing_group_id', 'locality_id', ...STEPS.map(([name]) => name)],
    sort: { column: 'reference', direction: 'desc' },
    sortable: ['reference', 'bill_on'],
    filters: ['reference', 'billing_group_id', 'locality_id', 'bill_on'],
  },
  search: [],
  related: [],
  scope: { column: 'locality_id', of: 'registry.localities' },
  permissions: { read: 'billing.read', write: 'billing.write', delete: 'billing.write' },
  importKey: ['billing_group_id', 'locality_id', 'reference'],
  check: checkOrder,
  actions: [],
}
