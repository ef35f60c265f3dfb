import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatRefMonth } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import { seenDevice } from '#plugins/readings/api'
import { type AdjustedBill, adjustBill } from '../services/site/adjust_bill.ts'
import { type BillFate, receiveBills } from '../services/site/receive_bills.ts'

const MOST_BILLS = 100
const MOST_LINES = 60
const MOST_CENTS = 999_999_999_999

const code = () => vine.string().trim().minLength(1).maxLength(30)
const degrees = (limit: number) => vine.number().range([-limit, limit]).nullable().optional()
const volume = () => vine.string().regex(/^-?\d{1,8}(\.\d{1,6})?$/)
const cents = (least: number) => vine.number().withoutDecimals().range([least, MOST_CENTS])

const sending = vine.create({
  device: code(),
  load_id: rowId(),
  bills: vine
    .array(
      vine.object({
        registration: vine.string().trim().minLength(1).maxLength(18),
        number: vine.string().regex(/^\d{12}$/),
        issued_at: vine.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/),
        due_on: civilDay(),
        billed_m3: volume(),
        total_cents: cents(0),
        barcode: vine
          .string()
          .regex(/^\d{44}$/)
          .nullable()
          .optional(),
        lines: vine
          .array(
            vine.object({
              charge: code(),
              category: vine.string().trim().maxLength(30).nullable().optional(),
              m3: volume().nullable().optional(),
              amount_cents: cents(-MOST_CENTS),
              version: vine
                .string()
                .regex(/^\d{1,18}$/)
                .nullable()
                .optional(),
            })
          )
          .minLength(1)
          .maxLength(MOST_LINES),
        latitude: degrees(90),
        longitude: degrees(180),
      })
    )
    .minLength(1)
    .maxLength(MOST_BILLS),
})

export interface ReceivedBills {
  readonly device: string
  readonly bills: readonly BillFate[]
}

/** `billing.receive_site_bills`: bills that a reader printed at the door, each once whatever the network does (TR-3.2.4.6b). */
export const receiveSiteBillsAction: Action<Infer<typeof sending>, ReceivedBills> = {
  name: 'billing.receive_site_bills',
  title: 'Receber faturas emitidas em campo',
  permission: 'readings.collect',
  input: sending,
  reason: 'none',
  subject: (given) => ({ type: 'readings.loads', id: BigInt(given.load_id) }),
  async run({ tx, municipalityId, actor, now }, given) {
    const { userId } = actor
    const device = await seenDevice(tx, { municipalityId, userId, code: given.device, now })
    const loadId = BigInt(given.load_id)
    const bills = await receiveBills(tx, {
      ...{ municipalityId, loadId, device, bills: given.bills, now },
    })
    return { device: device.name, bills }
  },
  describe: (_, { device, bills }) => {
    const count = (fate: BillFate['fate']) => bills.filter((one) => one.fate === fate).length
    return `Faturas emitidas em campo pelo coletor ${device}: ${count('kept')} guardadas, ${count('repeated')} repetidas, ${count('refused')} recusadas`
  },
  trail: (_, { bills }) => ({
    bills: bills.map(({ number, fate, code: why, findings }) =>
      [number, fate, ...(why ? [why] : []), ...findings].join(' · ')
    ),
  }),
}

const adjusting = vine.create({ id: rowId() })

/** `billing.adjust_site_bill`: what the system computes takes the place of what was printed; both stay on record (TR-3.2.4.6b). */
export const adjustSiteBillAction: Action<Infer<typeof adjusting>, AdjustedBill> = {
  name: 'billing.adjust_site_bill',
  title: 'Ajustar fatura emitida em campo',
  permission: 'billing.adjust_site_bills',
  input: adjusting,
  labels: { id: 'Fatura emitida em campo' },
  reason: 'required',
  subject: (_, { id }) => ({ type: 'billing.site_bills', id }),
  run: (context, { id }) => adjustBill(context, BigInt(id)),
  describe: (_, { number, reference, printedCents, adjustedCents }) =>
    `Fatura ${number} de ${formatRefMonth(reference)}, emitida em campo: de ${formatMoney(printedCents)} para ${formatMoney(adjustedCents)}`,
  trail: (_, { printedCents, adjustedCents, invoiceId }) => ({
    before: { total_cents: String(printedCents) },
    after: { total_cents: String(adjustedCents), invoice: String(invoiceId) },
  }),
}
