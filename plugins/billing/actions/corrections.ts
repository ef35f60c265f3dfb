import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { civilDay } from '#core/actions/index'
import { cancelInvoice } from '../services/corrections/cancel_invoice.ts'
import { correctInvoice } from '../services/corrections/correct_invoice.ts'
import { wantedLeak } from '../services/corrections/wanted_leak.ts'
import {
  wantedConsumption,
  wantedReading,
  wantedRegistry,
} from '../services/corrections/wanted_readings.ts'
import { repriceServices } from '../services/corrections/wanted_prices.ts'
import { wantedServices } from '../services/corrections/wanted_services.ts'
import {
  cancelAuthority,
  correctAuthority,
  correctionAction,
  correctionFields,
  decimalOf,
  decimalText,
} from './correction_inputs.ts'

const asked = ({ id, reason_code: reasonCode }: { id: number; reason_code: string }) => ({
  invoiceId: BigInt(id),
  reasonCode,
})

const plain = vine.create(correctionFields)

/** Nothing is owed for the invoice any more (TR-3.2.7.13.2). */
export const cancelInvoiceAction = correctionAction<Infer<typeof plain>>({
  name: 'billing.cancel_invoice',
  title: 'Cancelar fatura',
  permission: 'billing.cancel',
  task: 'Cancelamento de fatura',
  input: plain,
  authority: cancelAuthority,
  run: (context, input) => cancelInvoice(context, asked(input)),
})

const dueDate = vine.create({ ...correctionFields, due_on: civilDay() })

/** Another day to pay (TR-3.2.7.13.3). */
export const changeDueDateAction = correctionAction<Infer<typeof dueDate>>({
  name: 'billing.change_due_date',
  title: 'Mudar vencimento da fatura',
  permission: 'billing.change_due_date',
  task: 'Alteração de vencimento de fatura',
  input: dueDate,
  labels: { due_on: 'Novo vencimento' },
  run: (context, input) =>
    correctInvoice(context, {
      ...{ ...asked(input), kind: 'due_date' },
      want: () => ({ change: {}, dueOn: input.due_on }),
    }),
})

const reading = vine.create({
  ...correctionFields,
  reading: vine.number().withoutDecimals().min(0),
})

/** Another reading (TR-3.2.7.13.4). */
export const changeReadingAction = correctionAction<Infer<typeof reading>>({
  name: 'billing.change_reading',
  title: 'Mudar leitura da fatura',
  permission: 'billing.change_reading',
  task: 'Alteração de leitura de fatura',
  input: reading,
  labels: { reading: 'Leitura certa' },
  authority: correctAuthority,
  run: (context, input) =>
    correctInvoice(context, {
      ...{ ...asked(input), kind: 'reading' },
      want: (within, present) => wantedReading(within, present, input.reading),
    }),
})

const consumption = vine.create({ ...correctionFields, billed_m3: decimalText() })

/** Another volume to bill, whatever was measured (TR-3.2.7.13.5). */
export const changeConsumptionAction = correctionAction<Infer<typeof consumption>>({
  name: 'billing.change_consumption',
  title: 'Mudar consumo faturado',
  permission: 'billing.change_consumption',
  task: 'Alteração de consumo faturado',
  input: consumption,
  labels: { billed_m3: 'Consumo a faturar' },
  authority: correctAuthority,
  run: (context, input) =>
    correctInvoice(context, {
      ...{ ...asked(input), kind: 'consumption' },
      want: (within, present) => wantedConsumption(within, present, decimalOf(input.billed_m3)),
    }),
})

/** Computed again with the registry of today (TR-3.2.7.13.6). */
export const recalculateInvoiceAction = correctionAction<Infer<typeof plain>>({
  name: 'billing.recalculate_invoice',
  title: 'Recalcular fatura pelo cadastro',
  permission: 'billing.recalculate',
  task: 'Recálculo de fatura pelo cadastro',
  input: plain,
  authority: correctAuthority,
  run: (context, input) =>
    correctInvoice(context, {
      ...{ ...asked(input), kind: 'registry' },
      want: (within, present) => wantedRegistry(within, present),
    }),
})

const leak = vine.create({
  ...correctionFields,
  method: vine.enum(['percent', 'average']),
  water_percent: decimalText().optional(),
  sewage_percent: decimalText().optional(),
})

/** A proven leak (TR-3.2.7.13.7). */
export const discountLeakAction = correctionAction<Infer<typeof leak>>({
  name: 'billing.discount_leak',
  title: 'Dar desconto por vazamento',
  permission: 'billing.discount_leak',
  task: 'Desconto por vazamento',
  input: leak,
  labels: {
    method: 'Regra',
    water_percent: 'Desconto na água',
    sewage_percent: 'Desconto no esgoto',
  },
  authority: correctAuthority,
  run: (context, input) =>
    correctInvoice(context, {
      ...{ ...asked(input), kind: 'leak' },
      want: (within, present) =>
        wantedLeak(within, present, {
          method: input.method,
          waterPercent: input.water_percent ? decimalOf(input.water_percent) : null,
          sewagePercent: input.sewage_percent ? decimalOf(input.sewage_percent) : null,
        }),
    }),
})

/** Keys of lines with commas between them: `water/RES,pending/17`. */
const lines = () =>
  vine
    .string()
    .trim()
    .maxLength(2000)
    .regex(/^[^,]+(,[^,]+)*$/)
    .transform((keys) => keys.split(','))
    .optional()
const services = vine.create({ ...correctionFields, removed: lines(), added: lines() })

/** Lines in and out (TR-3.2.7.13.1). */
export const changeServicesAction = correctionAction<Infer<typeof services>>({
  name: 'billing.change_services',
  title: 'Mudar serviços da fatura',
  permission: 'billing.change_services',
  task: 'Alteração de serviços da fatura',
  input: services,
  labels: { removed: 'Retirar', added: 'Incluir' },
  authority: correctAuthority,
  run: (context, input) =>
    correctInvoice(context, {
      ...{ ...asked(input), kind: 'services' },
      want: ({ tx }, present) =>
        wantedServices(tx, present, { removed: input.removed ?? [], added: input.added ?? [] }),
    }),
})

/** Services at the price that the table gives their days now, once a price was put right (TR-3.2.13.9.8). */
export const repriceServicesAction = correctionAction<Infer<typeof plain>>({
  name: 'billing.reprice_services',
  title: 'Atualizar preços dos serviços da fatura',
  permission: 'billing.change_services',
  task: 'Atualização de serviços da fatura',
  input: plain,
  authority: correctAuthority,
  run: (context, input) => repriceServices(context, asked(input)),
})
