import type { RecordType } from '#core/records/index'

/** Who read personal data in bulk (LGPD): which records, how many, with which filter, from where. */
export const personalReads: RecordType = {
  name: 'audit.personal_reads',
  path: '/audit/personal-reads',
  table: 'audit_personal_reads',
  title: { one: 'Leitura de dados pessoais', many: 'Leituras de dados pessoais', gender: 'f' },
  help: 'Quem viu, exportou ou buscou por outro sistema dados pessoais sem máscara, de quantas pessoas e com qual filtro. Nada daqui muda nem se apaga.',
  label: 'user_name',
  fields: [
    { name: 'at', label: 'Quando', type: 'datetime', isReadOnly: true },
    { name: 'user_name', label: 'Quem', type: 'text', isReadOnly: true },
    { name: 'record_title', label: 'Cadastro', type: 'text', isReadOnly: true },
    {
      name: 'way',
      label: 'Como',
      type: 'enum',
      isReadOnly: true,
      options: [
        { value: 'list', label: 'Lista na tela' },
        { value: 'api', label: 'Outro sistema (API)' },
        { value: 'export', label: 'Exportação' },
        { value: 'person', label: 'Dados de uma pessoa' },
      ],
    },
    { name: 'rows', label: 'Registros', type: 'integer', isReadOnly: true },
    { name: 'filter', label: 'Filtro', type: 'text', isReadOnly: true },
    { name: 'address', label: 'Endereço de rede', type: 'text', isReadOnly: true },
    { name: 'session', label: 'Sessão ou chave', type: 'text', isReadOnly: true },
  ],
  list: {
    columns: ['at', 'user_name', 'record_title', 'way', 'rows', 'filter', 'address'],
    sort: { column: 'at', direction: 'desc' },
    sortable: ['at', 'user_name'],
    filters: ['at', 'way'],
  },
  search: [],
  related: [],
  permissions: { read: 'audit.read', write: null },
  actions: [],
}
