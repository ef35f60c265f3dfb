import { formatDate } from '#core/calendar/index'
import type { ProposedChange, RecordType } from '#core/records/index'
import type { CivilDate } from '#core/calendar/index'
import { errors } from '../errors.ts'
import { MESSAGE_CONDITIONS, MESSAGE_TONES } from './setting_options.ts'

/** @throws E_BILLING_MESSAGE_TERM */
async function checkTerm(_: unknown, { before, changes }: ProposedChange): Promise<void> {
  const { from_on: from, until_on: until } = { ...before, ...changes } as Partial<
    Record<string, CivilDate | null>
  >
  if (!from || !until || until >= from) return
  throw errors.E_BILLING_MESSAGE_TERM({ from: formatDate(from), until: formatDate(until) })
}

/** Messages of bills; a run freezes those in force on its day of issue. */
export const messages: RecordType = {
  name: 'billing.messages',
  path: '/billing/messages',
  table: 'billing_messages',
  title: { one: 'Mensagem da fatura', many: 'Mensagens das faturas', gender: 'f' },
  help: 'Textos impressos nas faturas conforme a situação de cada uma. Valem as que estão em vigor no dia da emissão; uma fatura sem valor leva só as que são dela.',
  label: 'title',
  fields: [
    { name: 'title', label: 'Título', type: 'text', isRequired: true, maxLength: 80 },
    { name: 'text', label: 'Texto', type: 'longtext', isRequired: true, maxLength: 500 },
    {
      name: 'condition',
      label: 'Imprimir quando',
      type: 'enum',
      options: MESSAGE_CONDITIONS,
      isRequired: true,
      help: 'A do consumo acima da média segue o parâmetro “Mensagem de excesso de consumo”; sem nenhuma cadastrada, sai o texto do produto.',
    },
    { name: 'tone', label: 'Destaque', type: 'enum', options: MESSAGE_TONES, isRequired: true },
    {
      name: 'billing_group_id',
      label: 'Só do grupo',
      type: 'reference',
      record: 'registry.billing_groups',
      help: 'Vazio: de todos os grupos.',
    },
    { name: 'from_on', label: 'Desde', type: 'date', isRequired: true },
    { name: 'until_on', label: 'Até', type: 'date', help: 'Último dia. Vazio: sem fim.' },
    {
      name: 'position',
      label: 'Ordem',
      type: 'integer',
      isRequired: true,
      minimum: '1',
      maximum: '999',
      help: 'As de menor ordem vêm primeiro; cabem seis em uma fatura.',
    },
    { name: 'is_active', label: 'Em uso', type: 'boolean' },
  ],
  list: {
    columns: ['title', 'condition', 'billing_group_id', 'from_on', 'until_on', 'is_active'],
    sort: { column: 'from_on', direction: 'desc' },
    sortable: ['from_on'],
    filters: ['from_on'],
  },
  search: ['title', 'text'],
  related: [],
  permissions: { read: 'billing.read', write: 'billing.write', delete: 'billing.write' },
  check: checkTerm,
  actions: [],
}
