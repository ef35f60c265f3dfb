import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { clearWhenGood } from '../services/calibration_alerts.ts'
import { keepNextCalibration, lockMeter } from '../services/meters.ts'

interface Calibrated {
  readonly id: bigint
  readonly number: string
}

const subject = (_: unknown, { id }: Calibrated) => ({ type: 'macro_metering.meters', id })
const one = vine.create({ meter_id: rowId() })

/** Asks the calibration of a macro meter (AC-075); one at a time. */
export const orderCalibrationAction: Action<Infer<typeof one>, Calibrated> = {
  name: 'macro_metering.order_calibration',
  title: 'Pedir calibração',
  permission: 'macro_metering.write',
  input: one,
  labels: { meter_id: 'Macromedidor' },
  reason: 'none',
  subject,
  async run({ tx, municipalityId, actor }, { meter_id: given }) {
    const id = BigInt(given)
    const { number } = await lockMeter(tx, { municipalityId, id })
    const rows = await query(
      tx,
      `insert into macro_metering_calibrations (municipality_id, meter_id, state, ordered_on, ordered_by)
       values (?, ?, 'ordered', ?, ?) on conflict (meter_id) where state = 'ordered' do nothing returning id`,
      [municipalityId, id, await todayIn(tx, municipalityId), actor.name]
    )
    if (!rows.length) throw errors.E_MACRO_METERING_ORDERED({ number })
    return { id, number }
  },
  describe: (_, { number }) => `Calibração do macromedidor ${number} pedida`,
}

const certificate = vine.create({
  meter_id: rowId(),
  calibrated_on: civilDay(),
  certificate: vine.string().trim().minLength(1).maxLength(60),
  laboratory: vine.string().trim().maxLength(120).optional(),
  error_percent: vine
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,2})?$/)
    .optional(),
  result: vine.enum(['approved', 'rejected']),
  remarks: vine.string().trim().maxLength(1000).optional(),
})

/** The certificate of a calibration; approved, the next one counts from its day (AC-075). */
export const registerCalibrationAction: Action<Infer<typeof certificate>, Calibrated> = {
  name: 'macro_metering.register_calibration',
  title: 'Registrar certificado',
  permission: 'macro_metering.write',
  input: certificate,
  labels: {
    ...{ meter_id: 'Macromedidor', calibrated_on: 'Calibrado em', certificate: 'Certificado' },
    ...{ laboratory: 'Laboratório', error_percent: 'Erro', result: 'Resultado' },
    remarks: 'Observações',
  },
  reason: 'none',
  subject,
  async run({ tx, municipalityId, actor }, given) {
    const id = BigInt(given.meter_id)
    const { number } = await lockMeter(tx, { municipalityId, id })
    if (given.calibrated_on > (await todayIn(tx, municipalityId)))
      throw errors.E_MACRO_METERING_METER_DATES()
    const values = [
      ...[given.calibrated_on, given.certificate, given.laboratory ?? null],
      ...[given.error_percent ?? null, given.result, given.remarks ?? null, actor.name],
    ]
    const closed = await query(
      tx,
      `update macro_metering_calibrations set state = 'done', calibrated_on = ?, certificate = ?, laboratory = ?,
              error_percent = ?, result = ?, remarks = ?, recorded_by = ?
        where meter_id = ? and state = 'ordered' returning id`,
      [...values, id]
    )
    if (!closed.length) {
      await query(
        tx,
        `insert into macro_metering_calibrations (calibrated_on, certificate, laboratory, error_percent, result, remarks,
           recorded_by, municipality_id, meter_id, state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'done')`,
        [...values, municipalityId, id]
      )
    }
    await keepNextCalibration({ tx }, { id })
    await clearWhenGood(tx, { municipalityId, id })
    return { id, number }
  },
  describe: ({ certificate: paper, calibrated_on: on }, { number }) =>
    `Macromedidor ${number} calibrado em ${formatDate(on)}, certificado ${paper}`,
}
