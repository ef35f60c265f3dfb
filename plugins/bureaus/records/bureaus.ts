import type { RecordField, RecordType } from '#core/records/index'
import { checkLayout } from './layout_checks.ts'
import { GROUPINGS, PURPOSES } from './options.ts'

const CONTRACT = 'Contrato'
const FILE = 'Dados do contrato que vão no arquivo'

const written = (name: string, label: string, maxLength: number, help?: string): RecordField => ({
  ...{ name, label, type: 'text', maxLength, section: FILE },
  ...(help ? { help } : {}),
})

/** Bureaus of credit protection and clearing houses of protests, with what their contracts gave. */
export const bureaus: RecordType = {
  name: 'bureaus.bureaus',
  path: '/bureaus/bureaus',
  table: 'bureaus_bureaus',
  title: {
    one: 'Órgão de proteção ao crédito',
    many: 'Órgãos de proteção ao crédito',
    gender: 'm',
  },
  help: 'SPC, SERASA, central de protesto: o contrato de cada um, o leiaute dos seus arquivos e os códigos que vão neles.',
  label: 'name',
  fields: [
    {
      ...{ name: 'code', label: 'Código', type: 'text', isRequired: true, maxLength: 12 },
      ...{ section: CONTRACT, help: 'Maiúsculas e algarismos: SPC, SERASA, CRA.' },
    },
    {
      ...{ name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 80 },
      section: CONTRACT,
    },
    {
      ...{ name: 'purpose', label: 'O que é', type: 'enum', isRequired: true, options: PURPOSES },
      section: CONTRACT,
    },
    {
      ...{ name: 'layout', label: 'Leiaute', type: 'text', isRequired: true, maxLength: 40 },
      ...{ section: CONTRACT },
      help: 'Chave do leiaute em Configuração, Leiaute de órgão de proteção ao crédito: spc, serasa, protest, ou um escrito aqui.',
    },
    {
      ...{ name: 'grouping', label: 'Registros', type: 'enum', isRequired: true },
      ...{ options: GROUPINGS, section: CONTRACT },
    },
    {
      ...{ name: 'notice_days', label: 'Aviso do próprio órgão', type: 'integer', unit: 'dias' },
      ...{ minimum: '0', maximum: '90', section: CONTRACT },
      help: 'Dias entre a aceitação e a publicação. Vazio: o órgão diz quando publica, como o cartório.',
    },
    {
      ...{ name: 'last_sequence', label: 'Último arquivo', type: 'integer', isRequired: true },
      ...{ minimum: '0', maximum: '999999', section: CONTRACT },
      help: 'O próximo arquivo tem este número mais um. Mude só ao começar, para continuar a numeração do sistema anterior.',
    },
    {
      ...{ name: 'is_active', label: 'Em uso', type: 'boolean', isRequired: true },
      section: CONTRACT,
    },
    written('entity', 'Entidade (SPC)', 5),
    written('associate', 'Associado (SPC)', 8),
    written('origin', 'Origem (SPC)', 8),
    written('logon', 'Logon (SERASA)', 8),
    written('differential', 'Diferencial (SERASA)', 4),
    written('contact', 'Contato', 70),
    written('phone_area', 'DDD do contato', 4),
    written('phone', 'Telefone do contato', 9),
    written('extension', 'Ramal', 4),
    written('presenter', 'Apresentante (CRA)', 3),
    written('presenter_name', 'Nome do apresentante (CRA)', 40),
    written('agency', 'Agência (CRA)', 6),
    written('assignor', 'Cedente (CRA)', 15),
    written(
      'nature',
      'Natureza ou espécie',
      3,
      'Natureza da dívida na SERASA; espécie do título no cartório (DSI, CDA).'
    ),
  ],
  list: {
    columns: ['code', 'name', 'purpose', 'layout', 'grouping', 'last_sequence', 'is_active'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name'],
    filters: ['purpose', 'is_active'],
  },
  search: ['code', 'name'],
  related: [
    { title: 'Lotes', record: 'bureaus.lots', foreignKey: 'bureau_id' },
    { title: 'Arquivos', record: 'bureaus.files', foreignKey: 'bureau_id' },
    {
      ...{ title: 'Leiautes de retirada conferidos', record: 'bureaus.layout_checks' },
      foreignKey: 'bureau_id',
    },
  ],
  operations: { check_layout: checkLayout },
  permissions: { read: 'bureaus.read', write: 'bureaus.configure' },
  isTable: true,
  choice: { active: 'is_active', order: 'name' },
  importKey: ['code'],
  actions: [],
}
