import type { ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import type { ProposedChange, RecordType } from '#core/records/index'
import { errors } from '../errors.ts'
import { checkPix } from '../services/pix/check_agreement.ts'
import { FEE_MODES, FILE_RULES, LAYOUT_VERSIONS, PIX_PROVIDERS } from './options.ts'

const BY_API = { '==': [{ var: ['pix_provider'] }, 'api_pix'] }
const RULES = FILE_RULES.map(({ value }) => value).filter((value) => value !== 'none')
/** A rule is chosen, and it is not that no file is expected. */
const EXPECTS = { in: [{ var: ['file_rule'] }, RULES] }

export const agreements: RecordType = {
  name: 'payments.agreements',
  path: '/payments/agreements',
  table: 'payments_agreements',
  title: { one: 'Convênio', many: 'Convênios', gender: 'm' },
  help: 'O acordo com um agente arrecadador: conta creditada, tarifa por documento e prazo de repasse.',
  label: 'code',
  fields: [
    {
      name: 'agent_id',
      label: 'Agente arrecadador',
      type: 'reference',
      record: 'payments.agents',
      isRequired: true,
      section: 'Convênio',
    },
    {
      name: 'code',
      label: 'Código do convênio',
      type: 'text',
      isRequired: true,
      maxLength: 20,
      help: 'Dado pelo banco; vem no cabeçalho de cada arquivo e precisa ser igual.',
      section: 'Convênio',
    },
    {
      name: 'kind',
      label: 'Tipo',
      type: 'lookup',
      lookup: 'payments.agreement_types',
      isRequired: true,
      section: 'Convênio',
    },
    {
      name: 'layout_version',
      label: 'Leiaute FEBRABAN',
      type: 'enum',
      options: LAYOUT_VERSIONS,
      isRequired: true,
      section: 'Convênio',
    },
    {
      ...{ name: 'branch_id', label: 'Agência', type: 'reference', record: 'payments.branches' },
      section: 'Convênio',
    },
    {
      ...{ name: 'valid_from', label: 'Vigente desde', type: 'date', section: 'Convênio' },
      help: 'Em branco: sempre vigorou.',
    },
    {
      ...{ name: 'valid_until', label: 'Vigente até', type: 'date', section: 'Convênio' },
      help: 'Um pagamento feito depois é baixado mesmo assim, e a linha dele fica marcada.',
    },
    {
      name: 'account',
      label: 'Conta creditada',
      type: 'text',
      isRequired: true,
      maxLength: 40,
      help: 'Banco, agência e conta em que o dinheiro entra.',
      section: 'Repasse',
    },
    {
      name: 'fee_cents',
      label: 'Tarifa por documento',
      type: 'money',
      isSummed: false,
      isRequired: true,
      help: 'Vale para o que não tiver preço na tabela de tarifas do convênio.',
      section: 'Repasse',
    },
    {
      ...{ name: 'fee_mode', label: 'A tarifa é', type: 'enum', options: FEE_MODES },
      ...{ isRequired: true, section: 'Repasse' },
    },
    {
      ...{ name: 'statement_mark', label: 'Como vem no extrato', type: 'text', maxLength: 60 },
      help: 'Um trecho do histórico do extrato que identifica o crédito deste convênio. O código do convênio já serve.',
      section: 'Repasse',
    },
    {
      name: 'float_days',
      label: 'Prazo de repasse',
      type: 'integer',
      unit: 'dias úteis',
      isRequired: true,
      help: 'Dias úteis bancários entre o pagamento e o crédito na conta.',
      section: 'Repasse',
    },
    {
      ...{ name: 'file_rule', label: 'Arquivo esperado', type: 'enum', options: FILE_RULES },
      ...{ isRequired: true, section: 'Arquivos esperados' },
    },
    {
      ...{ name: 'files_from', label: 'A partir de', type: 'date', section: 'Arquivos esperados' },
      ...{ visibleWhen: EXPECTS, requiredWhen: EXPECTS },
    },
    {
      ...{ name: 'file_days', label: 'Prazo do arquivo (D+)', type: 'integer', isRequired: true },
      ...{ unit: 'dias úteis', minimum: '0', maximum: '30', section: 'Arquivos esperados' },
      help: 'Dias úteis bancários entre o pagamento e o arquivo que o informa.',
    },
    {
      ...{ name: 'file_by', label: 'Até que horas', type: 'text', maxLength: 5, isRequired: true },
      ...{ help: 'No formato 10:00.', section: 'Arquivos esperados' },
    },
    {
      ...{ name: 'pix_from', label: 'Conferir o Pix desde', type: 'date' },
      help: 'O Pix de cada dia precisa ser achado no extrato para o horizonte da arrecadação passar dele. Em branco: não se confere.',
      section: 'Arquivos esperados',
    },
    {
      ...{ name: 'is_watched', label: 'Buscar os arquivos na pasta do convênio', type: 'boolean' },
      help: 'De quanto em quanto tempo é o agendamento de “Busca de arquivos dos bancos nas pastas” que diz.',
      section: 'Troca de arquivos',
    },
    {
      ...{ name: 'pix_provider', label: 'Pix dos documentos', type: 'enum', section: 'Pix' },
      options: PIX_PROVIDERS,
      help: 'Com a API Pix, cada documento é registrado no banco e leva o código dinâmico. Em branco: o código é estático.',
    },
    {
      ...{ name: 'pix_connection', label: 'Conexão com o banco', type: 'text', maxLength: 30 },
      ...{ section: 'Pix', requiredWhen: BY_API },
      help: 'O nome da pasta em que quem cuida do servidor guardou o certificado e as senhas do banco.',
    },
    {
      ...{ name: 'pix_key', label: 'Chave Pix', type: 'text', maxLength: 77, section: 'Pix' },
      ...{ visibleWhen: BY_API, requiredWhen: BY_API },
    },
    {
      ...{
        name: 'pix_fine_percent',
        label: 'Multa cobrada pelo banco do pagador',
        type: 'decimal',
      },
      ...{ unit: '%', minimum: '0', maximum: '99', section: 'Pix', visibleWhen: BY_API },
      help: 'Em branco: a multa vem na fatura seguinte, como é o costume.',
    },
    {
      ...{ name: 'pix_interest_percent', label: 'Juros cobrados pelo banco do pagador' },
      ...{ type: 'decimal', unit: '% ao mês', minimum: '0', maximum: '99' },
      ...{ section: 'Pix', visibleWhen: BY_API },
    },
    {
      name: 'last_sequence',
      label: 'Último arquivo (NSA)',
      type: 'integer',
      isReadOnly: true,
      section: 'Repasse',
    },
  ],
  list: {
    columns: [
      'code',
      'agent_id',
      'account',
      'valid_until',
      'fee_cents',
      'float_days',
      'last_sequence',
    ],
    sort: { column: 'code', direction: 'asc' },
    sortable: ['code'],
    filters: ['agent_id'],
  },
  search: ['code', 'account'],
  related: [
    { title: 'Tarifas', record: 'payments.fees', foreignKey: 'agreement_id' },
    { title: 'Arquivos', record: 'payments.files', foreignKey: 'agreement_id' },
  ],
  check: checkAgreement,
  permissions: { read: 'payments.read', write: 'payments.write' },
  actions: [],
  operations: {
    'pix-address': {
      action: 'payments.register_pix_address',
      help: 'O banco passa a mandar os avisos de Pix a um endereço secreto novo; o que ele tinha deixa de valer.',
      fields: [],
      isOffered: (row) => row.pix_provider === 'api_pix',
    },
  },
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

/** @throws BusinessError E_PAYMENTS_AGREEMENT_DATES, E_PAYMENTS_FILE_TIME, E_PAYMENTS_BRANCH_OTHER, and those of `checkPix` */
async function checkAgreement(
  { tx, municipalityId }: ActionContext,
  { id, before, changes }: ProposedChange
) {
  const row = { ...before, ...changes }
  const [from, until] = [row.valid_from, row.valid_until].map((one) => (one ? String(one) : null))
  if (from && until && until < from) throw errors.E_PAYMENTS_AGREEMENT_DATES()
  if (row.file_by !== undefined && !TIME.test(String(row.file_by)))
    throw errors.E_PAYMENTS_FILE_TIME({ time: String(row.file_by) })
  await checkPix(tx, { municipalityId, id }, row)
  if (!row.branch_id) return
  const [own] = await query(tx, 'select 1 from payments_branches where id = ? and agent_id = ?', [
    ...[BigInt(String(row.branch_id)), BigInt(String(row.agent_id))],
  ])
  if (!own) throw errors.E_PAYMENTS_BRANCH_OTHER()
}
