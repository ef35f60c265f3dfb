import type { RecordField, RecordType } from '#core/records/index'
import { checkMeter } from './checks.ts'
import { meterAttributes } from './meter_attributes.ts'
import { meterOperations } from './meter_operations.ts'
import { METER_SITUATIONS } from './options.ts'

const number: RecordField = {
  name: 'number',
  label: 'Número',
  type: 'text',
  isRequired: true,
  maxLength: 20,
  help: 'Como está gravado na carcaça, por exemplo A23S000001. Não se repete.',
  section: 'Identificação',
}
const dates: readonly RecordField[] = [
  {
    name: 'manufactured_on',
    label: 'Fabricado em',
    type: 'date',
    isRequired: true,
    help: 'Se só o ano é conhecido, 1º de janeiro.',
    section: 'Datas',
  },
  {
    name: 'verified_on',
    label: 'Última aferição',
    type: 'date',
    help: 'A validade conta dela ou, sem ela, da instalação.',
    section: 'Datas',
  },
  { name: 'purchased_on', label: 'Comprado em', type: 'date', section: 'Datas' },
]

export const meters: RecordType = {
  name: 'metering.meters',
  path: '/metering/meters',
  table: 'metering_meters',
  title: { one: 'Hidrômetro', many: 'Hidrômetros', gender: 'm' },
  help: 'Os hidrômetros do prestador, da compra à sucata. Um hidrômetro em estoque pode ser instalado em uma ligação de água; cada movimento fica na sua página.',
  label: 'number',
  fields: [
    number,
    {
      name: 'situation',
      label: 'Situação',
      type: 'enum',
      options: METER_SITUATIONS,
      isReadOnly: true,
      help: 'Muda pelos movimentos: instalar, retirar, trocar, transferir.',
      section: 'Identificação',
    },
    {
      name: 'seal',
      label: 'Lacre',
      type: 'text',
      maxLength: 20,
      isReadOnly: true,
      section: 'Identificação',
    },
    {
      name: 'brand',
      label: 'Marca',
      type: 'text',
      isRequired: true,
      maxLength: 40,
      section: 'Características',
    },
    {
      name: 'model',
      label: 'Modelo',
      type: 'text',
      isRequired: true,
      maxLength: 40,
      section: 'Características',
    },
    ...meterAttributes,
    ...dates,
    {
      name: 'batch_id',
      label: 'Lote',
      type: 'reference',
      record: 'metering.batches',
      isReadOnly: true,
      section: 'Identificação',
    },
  ],
  list: {
    columns: ['number', 'situation', 'brand', 'model', 'flow_class', 'manufactured_on', 'seal'],
    sort: { column: 'number', direction: 'asc' },
    sortable: ['number', 'brand', 'manufactured_on'],
    filters: ['situation'],
  },
  search: ['number', 'brand', 'model', 'seal'],
  related: [
    { title: 'Movimentos', record: 'metering.movements', foreignKey: 'meter_id' },
    { title: 'Instalações', record: 'metering.installations', foreignKey: 'meter_id' },
    { title: 'Lacres', record: 'metering.seals', foreignKey: 'meter_id' },
    { title: 'Ordens e aferições', record: 'metering.orders', foreignKey: 'meter_id' },
  ],
  importKey: ['number'],
  permissions: { read: 'metering.read', write: 'metering.write' },
  createAction: 'metering.register_meter',
  createFields: [
    number,
    {
      name: 'model_id',
      label: 'Modelo',
      type: 'reference',
      record: 'metering.models',
      isRequired: true,
      help: 'Dá marca, vazões, classe e ponteiros.',
    },
    ...dates.map(({ section: _, ...field }) => field),
  ],
  check: checkMeter,
  attachments: {
    kinds: [
      { value: 'broken', label: 'Hidrômetro quebrado' },
      { value: 'fogged', label: 'Visor embaçado' },
      { value: 'stopped', label: 'Hidrômetro parado' },
      { value: 'verification', label: 'Aferição' },
      { value: 'installation', label: 'Instalação ou troca' },
      { value: 'other', label: 'Outro' },
    ],
  },
  notes: true,
  operations: meterOperations,
  actions: [],
}
