import { query } from '#core/database/index'
import type { PageContext, RecordField, RecordType } from '#core/records/index'
import { ACTS } from '../configuration/parameters.ts'
import {
  OF_PREMISE,
  asked,
  date,
  debtor,
  flag,
  integer,
  longtext,
  premise,
  reference,
  text,
} from './fields.ts'
import { choice } from './fields.ts'
import { PROCESS_STATES } from './options.ts'

/** The steps of this process that people register by hand and that were not done. */
async function stepField({ tx, municipalityId, row }: PageContext): Promise<RecordField[]> {
  const steps = await query<{ code: string; title: string }>(
    tx,
    `select code, title from debt_register_process_steps
      where municipality_id = ? and process_id = ? and done_on is null and not code = any(?::text[]) order by position`,
    [municipalityId, row.id, [...ACTS]]
  )
  return [
    {
      ...{ name: 'code', label: 'Passo', type: 'enum', isRequired: true },
      options: steps.map(({ code, title }) => ({ value: code, label: title })),
    },
  ]
}

/** Administrative processes of active debt, with their steps. */
export const processes: RecordType = {
  name: 'debt_register.processes',
  path: '/debt-register/processes',
  table: 'debt_register_processes',
  title: { one: 'Processo de dívida ativa', many: 'Processos de dívida ativa', gender: 'm' },
  help: 'O processo administrativo de cada devedor e imóvel, com os passos obrigatórios e os opcionais. Um processo abre com a proposta de inscrição, ou aqui; conclui-se com os passos obrigatórios feitos.',
  label: 'number',
  fields: [
    text('number', 'Número'),
    choice('state', 'Situação', PROCESS_STATES),
    debtor(),
    premise(),
    date('opened_on', 'Aberto em'),
    text('opened_by', 'Aberto por'),
    date('closed_on', 'Concluído em'),
    text('closed_by', 'Concluído por'),
    longtext('conclusion', 'Conclusão'),
  ],
  list: {
    columns: ['number', 'debtor_id', 'premise_id', 'state', 'opened_on', 'closed_on'],
    sort: { column: 'opened_on', direction: 'desc' },
    sortable: ['opened_on'],
    filters: ['state', 'premise_id', 'opened_on'],
  },
  search: ['number'],
  related: [
    { title: 'Passos', record: 'debt_register.process_steps', foreignKey: 'process_id' },
    { title: 'Termos de inscrição', record: 'debt_register.terms', foreignKey: 'process_id' },
    { title: 'Documentos', record: 'debt_register.papers', foreignKey: 'process_id' },
    { title: 'Execuções', record: 'debt_register.court_cases', foreignKey: 'process_id' },
  ],
  scope: OF_PREMISE,
  permissions: { read: 'debt_register.read', write: null },
  createAction: 'debt_register.open_process',
  createFields: [asked(debtor()), asked(premise(), false)],
  person: { record: 'registry.customers', key: 'debtor_id', anonymised: {} },
  attachments: {
    kinds: [{ value: 'paper', label: 'Peça do processo' }],
    write: 'debt_register.propose',
  },
  notes: { write: 'debt_register.propose' },
  operations: {
    step: {
      action: 'debt_register.execute_step',
      help: 'Só os passos próprios do prestador se registram aqui: inscrição, livro, notificação, certidão e execução são registrados pelos próprios atos.',
      fields: [{ name: 'remarks', label: 'Observações', type: 'longtext', maxLength: 1000 }],
      moreFields: stepField,
      isOffered: ({ state }) => state === 'open',
    },
    close: {
      action: 'debt_register.close_process',
      help: 'Os passos obrigatórios têm de estar feitos; os opcionais podem faltar.',
      fields: [
        {
          ...{ name: 'conclusion', label: 'Conclusão', type: 'longtext', maxLength: 1000 },
          isRequired: true,
        },
      ],
      isOffered: ({ state }) => state === 'open',
    },
  },
  actions: [],
}

/** What each process has gone through, and what it still has to. */
export const processSteps: RecordType = {
  name: 'debt_register.process_steps',
  path: '/debt-register/process-steps',
  table: 'debt_register_process_steps',
  title: { one: 'Passo de processo', many: 'Passos de processos', gender: 'm' },
  help: 'Os passos dos processos de dívida ativa, com quem fez cada um e quando.',
  label: 'title',
  madeOn: 'debt_register.processes',
  fields: [
    reference('process_id', 'Processo', 'debt_register.processes'),
    integer('position', 'Ordem'),
    text('title', 'Passo'),
    flag('is_mandatory', 'Obrigatório'),
    date('done_on', 'Feito em'),
    text('done_by', 'Feito por'),
    longtext('remarks', 'Observações'),
  ],
  list: {
    columns: ['process_id', 'position', 'title', 'is_mandatory', 'done_on', 'done_by'],
    sort: { column: 'process_id', direction: 'desc' },
    sortable: ['process_id', 'position'],
    filters: ['process_id'],
  },
  search: [],
  related: [],
  scope: { column: 'process_id', of: 'debt_register.processes' },
  permissions: { read: 'debt_register.read', write: null },
  actions: [],
}
