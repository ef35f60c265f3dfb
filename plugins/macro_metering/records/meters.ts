import type { RecordType } from '#core/records/index'
import { checkMeter, keepNextCalibration } from '../services/meters.ts'
import { CALIBRATION_RESULTS, PRINCIPLES } from './options.ts'

/** The macro meters of water and sewage, where each stands and until when its calibration is good. */
export const meters: RecordType = {
  name: 'macro_metering.meters',
  path: '/macro-metering/meters',
  table: 'macro_metering_meters',
  title: { one: 'Macromedidor', many: 'Macromedidores', gender: 'm' },
  help: 'Os medidores de grande vazão: onde estão, desde quando, e até quando vale a calibração. Sem ponto com coordenadas ou sem data de instalação o cadastro está incompleto.',
  label: 'number',
  fields: [
    { name: 'number', label: 'Número', type: 'text', isRequired: true, maxLength: 40 },
    { name: 'make', label: 'Marca', type: 'text', isRequired: true, maxLength: 60 },
    { name: 'model', label: 'Modelo', type: 'text', isRequired: true, maxLength: 60 },
    {
      ...{ name: 'principle', label: 'Princípio', type: 'enum', options: PRINCIPLES },
      isRequired: true,
    },
    { name: 'diameter_mm', label: 'Diâmetro', type: 'integer', unit: 'mm', minimum: '1' },
    {
      ...{ name: 'specifications', label: 'Especificações', type: 'longtext', maxLength: 1000 },
      help: 'Faixa de vazão, classe, conversor, transmissão.',
    },
    {
      ...{ name: 'point_id', label: 'Ponto', type: 'reference', record: 'macro_metering.points' },
      section: 'Instalação',
    },
    { name: 'installed_on', label: 'Instalado em', type: 'date', section: 'Instalação' },
    {
      ...{ name: 'removed_on', label: 'Retirado em', type: 'date', section: 'Instalação' },
      help: 'Deste dia em diante o ponto está sem macromedidor.',
    },
    {
      ...{ name: 'calibration_months', label: 'Calibrar a cada', type: 'integer', unit: 'meses' },
      ...{ isRequired: true, minimum: '1', maximum: '120', section: 'Calibração' },
    },
    {
      ...{ name: 'calibrated_on', label: 'Última calibração', type: 'date', isReadOnly: true },
      section: 'Calibração',
    },
    {
      ...{ name: 'next_calibration_on', label: 'Próxima calibração', type: 'date' },
      ...{ isReadOnly: true, section: 'Calibração' },
    },
  ],
  list: {
    columns: [
      ...['number', 'make', 'model', 'point_id', 'installed_on', 'removed_on', 'calibrated_on'],
      'next_calibration_on',
    ],
    sort: { column: 'next_calibration_on', direction: 'asc' },
    sortable: ['next_calibration_on', 'number'],
    filters: ['next_calibration_on'],
  },
  search: ['number', 'make', 'model'],
  related: [
    { title: 'Calibrações', record: 'macro_metering.calibrations', foreignKey: 'meter_id' },
  ],
  importKey: ['number'],
  permissions: { read: 'macro_metering.read', write: 'macro_metering.write' },
  check: checkMeter,
  afterChange: keepNextCalibration,
  attachments: {
    kinds: [
      { value: 'certificate', label: 'Certificado de calibração' },
      { value: 'photo', label: 'Fotografia' },
      { value: 'maintenance', label: 'Manutenção' },
    ],
  },
  notes: true,
  operations: {
    order: {
      action: 'macro_metering.order_calibration',
      idInput: 'meter_id',
      help: 'Pede a calibração; ela se encerra com o certificado.',
      fields: [],
    },
    calibrate: {
      action: 'macro_metering.register_calibration',
      idInput: 'meter_id',
      help: 'Guarda o certificado. Aprovado, a próxima calibração conta da data dele; reprovado, continua vencida. O arquivo do certificado se anexa na página do macromedidor.',
      fields: [
        { name: 'calibrated_on', label: 'Calibrado em', type: 'date', isRequired: true },
        {
          name: 'certificate',
          label: 'Certificado',
          type: 'text',
          isRequired: true,
          maxLength: 60,
        },
        { name: 'laboratory', label: 'Laboratório', type: 'text', maxLength: 120 },
        {
          ...{ name: 'error_percent', label: 'Erro', type: 'decimal', unit: '%' },
          ...{ minimum: '-100', maximum: '100' },
        },
        {
          ...{ name: 'result', label: 'Resultado', type: 'enum', options: CALIBRATION_RESULTS },
          isRequired: true,
        },
        { name: 'remarks', label: 'Observações', type: 'longtext', maxLength: 1000 },
      ],
      today: ['calibrated_on'],
    },
  },
  actions: [],
}
