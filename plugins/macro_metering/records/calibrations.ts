import { type RecordType, shownField as shown, shownReference } from '#core/records/index'
import { CALIBRATION_RESULTS, CALIBRATION_STATES } from './options.ts'

/** Calibrations that were asked and done, with their certificates. */
export const calibrations: RecordType = {
  name: 'macro_metering.calibrations',
  path: '/macro-metering/calibrations',
  table: 'macro_metering_calibrations',
  title: { one: 'Calibração', many: 'Calibrações', gender: 'f' },
  help: 'As calibrações pedidas e feitas de cada macromedidor, com certificado, erro e resultado.',
  label: 'certificate',
  fields: [
    shownReference('meter_id', 'Macromedidor', 'macro_metering.meters'),
    shown('state', 'Situação', 'enum', { options: CALIBRATION_STATES }),
    shown('ordered_on', 'Pedida em', 'date'),
    shown('ordered_by', 'Pedida por', 'text'),
    shown('calibrated_on', 'Calibrado em', 'date'),
    shown('certificate', 'Certificado', 'text'),
    shown('laboratory', 'Laboratório', 'text'),
    shown('error_percent', 'Erro', 'decimal', { unit: '%' }),
    shown('result', 'Resultado', 'enum', { options: CALIBRATION_RESULTS }),
    shown('remarks', 'Observações', 'longtext'),
    shown('recorded_by', 'Registrada por', 'text'),
  ],
  list: {
    columns: [
      ...['meter_id', 'state', 'ordered_on', 'calibrated_on', 'certificate', 'error_percent'],
      'result',
    ],
    sort: { column: 'calibrated_on', direction: 'desc' },
    sortable: ['calibrated_on'],
    filters: ['state'],
  },
  search: [],
  related: [],
  permissions: { read: 'macro_metering.read', write: null },
  madeOn: 'macro_metering.meters',
  actions: [],
}
