import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, type ActionContext, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { DESTINATIONS, METER_SITUATIONS, words } from '../records/options.ts'
import { registerBatch, registerMeter } from '../services/register_meters.ts'
import { lockMeter } from '../services/meters.ts'
import { placeSeal } from '../services/seals.ts'
import { sendMeter } from '../services/send_meter.ts'
import { code, meterNumber } from './inputs.ts'

const doing = ({ municipalityId, actor, now }: ActionContext) => ({
  ...{ municipalityId, by: actor.name, at: now },
})

const single = vine.create({
  number: meterNumber(),
  model_id: rowId(),
  manufactured_on: civilDay(),
  verified_on: civilDay().optional(),
  purchased_on: civilDay().optional(),
})

/** Registers a meter in stock, ready to be installed (TR-3.2.3.1, TR-3.2.3.4). */
export const registerMeterAction: Action<Infer<typeof single>, bigint> = {
  name: 'metering.register_meter',
  title: 'Cadastrar hidrômetro',
  permission: 'metering.write',
  input: single,
  labels: {
    ...{ number: 'Número', model_id: 'Modelo', manufactured_on: 'Fabricado em' },
    ...{ verified_on: 'Última aferição', purchased_on: 'Comprado em' },
  },
  reason: 'none',
  subject: (_, id) => ({ type: 'metering.meters', id }),
  run: async (context, given) =>
    registerMeter(context.tx, {
      ...{ ...doing(context), number: given.number, modelId: BigInt(given.model_id) },
      on: given.purchased_on ?? (await todayIn(context.tx, context.municipalityId)),
      manufacturedOn: given.manufactured_on,
      ...{ verifiedOn: given.verified_on ?? null, purchasedOn: given.purchased_on ?? null },
    }),
  describe: ({ number }) => `Hidrômetro ${number} entrou no estoque`,
}

const batch = vine.create({
  first_number: meterNumber(),
  last_number: meterNumber(),
  model_id: rowId(),
  manufactured_on: civilDay(),
  purchased_on: civilDay().optional(),
  invoice_number: vine.string().trim().maxLength(40).optional(),
})

/** Registers all the meters of a range of numbers in stock, or none (TR-3.2.3.2). */
export const registerBatchAction: Action<
  Infer<typeof batch>,
  { readonly batchId: bigint; readonly count: number }
> = {
  name: 'metering.register_batch',
  title: 'Cadastrar lote de hidrômetros',
  permission: 'metering.write',
  input: batch,
  labels: {
    ...{ first_number: 'Primeiro número', last_number: 'Último número', model_id: 'Modelo' },
    ...{ manufactured_on: 'Fabricados em', purchased_on: 'Comprados em' },
    invoice_number: 'Nota fiscal',
  },
  reason: 'none',
  subject: (_, { batchId }) => ({ type: 'metering.batches', id: batchId }),
  run: async (context, given) =>
    registerBatch(context.tx, {
      ...{ ...doing(context), first: given.first_number, last: given.last_number },
      ...{ modelId: BigInt(given.model_id), manufacturedOn: given.manufactured_on },
      on: given.purchased_on ?? (await todayIn(context.tx, context.municipalityId)),
      ...{ verifiedOn: null, purchasedOn: given.purchased_on ?? null },
      invoiceNumber: given.invoice_number ?? null,
    }),
  describe: ({ first_number: first, last_number: last }, { count }) =>
    `${count} ${count === 1 ? 'hidrômetro entrou' : 'hidrômetros entraram'} no estoque: de ${first} a ${last}`,
}

const subject = ({ meter_id: id }: { readonly meter_id: number }) => ({
  ...{ type: 'metering.meters', id: BigInt(id) },
})

const transfer = vine.create({
  meter_id: rowId(),
  destination: vine.enum(['stock', 'maintenance', 'scrapped']),
  moved_on: civilDay(),
  reason_code: code(),
  opinion: vine.string().trim().maxLength(500).optional(),
})

/** Moves a meter that hangs nowhere between stock, maintenance and scrap (TR-3.2.3.0). */
export const sendMeterAction: Action<
  Infer<typeof transfer>,
  { readonly number: string; readonly origin: string }
> = {
  name: 'metering.send_meter',
  title: 'Transferir hidrômetro',
  permission: 'metering.write',
  input: transfer,
  labels: {
    ...{ meter_id: 'Hidrômetro', destination: 'Para onde vai', moved_on: 'Em' },
    ...{ reason_code: 'Motivo', opinion: 'Parecer' },
  },
  reason: 'none',
  subject,
  run: (context, given) =>
    sendMeter(context.tx, {
      ...{ ...doing(context), meterId: BigInt(given.meter_id), movedOn: given.moved_on },
      ...{ destination: given.destination, reason: given.reason_code },
      ...(given.opinion ? { opinion: given.opinion } : {}),
    }),
  describe: ({ destination, moved_on: on }, { number, origin }) =>
    `Hidrômetro ${number}: de ${words(METER_SITUATIONS, origin)} para ${words(DESTINATIONS, destination)} em ${formatDate(on)}`,
}

const sealing = vine.create({
  meter_id: rowId(),
  seal: meterNumber(),
  placed_on: civilDay(),
  reason_code: code(),
})

/** Puts another seal on a meter; the former stays in its history with why it went (TR-3.2.3.5). */
export const replaceSealAction: Action<
  Infer<typeof sealing>,
  { readonly number: string; readonly former: string | null }
> = {
  name: 'metering.replace_seal',
  title: 'Trocar lacre',
  permission: 'metering.write',
  input: sealing,
  labels: {
    ...{ meter_id: 'Hidrômetro', seal: 'Lacre', placed_on: 'Posto em', reason_code: 'Motivo' },
  },
  reason: 'none',
  subject,
  async run(context, { meter_id: id, seal, placed_on: on, reason_code: reason }) {
    const { tx, municipalityId } = context
    const meter = await lockMeter(tx, { municipalityId, id: BigInt(id) })
    const former = await placeSeal(tx, doing(context), { meter, number: seal, on, reason })
    return { number: meter.number, former }
  },
  describe: ({ seal }, { number, former }) =>
    `Hidrômetro ${number}: lacre ${seal}${former ? `, no lugar de ${former}` : ''}`,
}
