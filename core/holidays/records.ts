import { type LookupType, type RecordType, lookupRows } from '#core/records/index'

const permissions = { read: 'calendar.read', write: 'calendar.write' } as const

export const holidays: RecordType = {
  name: 'calendar.holidays',
  path: '/calendar/holidays',
  table: 'calendar_holidays',
  title: { one: 'Feriado', many: 'Feriados', gender: 'm' },
  help: 'Feriados municipais e estaduais e pontos facultativos, fixos e móveis. Os nacionais e os bancários já são conhecidos: o calendário do ano mostra todos. Vale assim que é salvo.',
  label: 'name',
  fields: [
    { name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 80 },
    { name: 'holiday_type', label: 'Tipo', type: 'lookup', lookup: 'calendar.holiday_types' },
    {
      name: 'rule',
      label: 'Quando',
      type: 'enum',
      isRequired: true,
      options: [
        { value: 'yearly', label: 'Todo ano, no mesmo dia e mês' },
        { value: 'easter', label: 'Todo ano, contado da Páscoa' },
        { value: 'once', label: 'Só na data' },
      ],
    },
    {
      name: 'on_date',
      label: 'Data',
      type: 'date',
      help: 'Para todo ano, valem o dia e o mês. Vazia se é contado da Páscoa.',
    },
    {
      name: 'easter_offset',
      label: 'Dias a contar da Páscoa',
      type: 'integer',
      help: 'Negativo antes: Sexta-feira Santa é -2; Corpus Christi é 60.',
    },
    { name: 'first_year', label: 'Primeiro ano', type: 'integer', help: 'Vazio: desde sempre.' },
    { name: 'last_year', label: 'Último ano', type: 'integer', help: 'Vazio: sem fim.' },
    {
      name: 'is_legal',
      label: 'Prazos legais e corte',
      type: 'boolean',
      help: 'Neste dia não se corta nem vence prazo legal.',
      section: 'Em que calendários não é dia útil',
    },
    {
      name: 'is_bank',
      label: 'Bancos',
      type: 'boolean',
      help: 'Neste dia os bancos do município não abrem: vencimentos e créditos passam ao dia útil seguinte.',
      section: 'Em que calendários não é dia útil',
    },
    {
      name: 'is_service',
      label: 'Prazos de serviço',
      type: 'boolean',
      help: 'Neste dia as equipes não trabalham: não conta nos prazos de atendimento.',
      section: 'Em que calendários não é dia útil',
    },
  ],
  list: {
    columns: ['name', 'rule', 'on_date', 'easter_offset', 'is_legal', 'is_bank', 'is_service'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name'],
    filters: ['holiday_type', 'rule'],
  },
  search: ['name'],
  related: [],
  permissions: { ...permissions, delete: permissions.write },
  actions: [],
  isTable: true,
}

export const holidayTypes: LookupType = {
  name: 'calendar.holiday_types',
  title: { one: 'Tipo de feriado', many: 'Tipos de feriado', gender: 'm' },
  help: 'Quem instituiu o feriado.',
  permissions,
  rows: lookupRows([
    ['municipal', 'Municipal'],
    ['state', 'Estadual'],
    ['national', 'Nacional'],
    ['optional', 'Ponto facultativo'],
  ]),
}

export default [holidays] as readonly RecordType[]
