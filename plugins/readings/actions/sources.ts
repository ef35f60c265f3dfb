import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import {
  type RegisteredSource,
  type SourceRow,
  endSource,
  registerSource,
} from '../services/alternative_sources.ts'
import {
  type SourceReading,
  correctSourceReading,
  recordSourceReading,
} from '../services/source_readings.ts'

const OF_PREMISE = 'registry.premises'
const dial = () => vine.number().withoutDecimals().range([0, 999_999_999])

const source = vine.create({
  premise_id: rowId(),
  type_code: vine.string().trim().minLength(1).maxLength(40),
  location: vine.string().trim().maxLength(120).optional(),
  measurement: vine.enum(['metered', 'estimated']),
  meter_number: vine.string().trim().minLength(1).maxLength(30).optional(),
  digits: vine.number().withoutDecimals().range([3, 9]).optional(),
  first_reading: dial().optional(),
  estimated_m3: vine
    .string()
    .regex(/^\d{1,8}(\.\d{1,3})?$/)
    .optional(),
  from_on: civilDay(),
  remarks: vine.string().trim().maxLength(500).optional(),
})

/** `readings.register_source`: water of a premise that does not come from the network (TR-3.2.4.7). */
export const registerSourceAction: Action<Infer<typeof source>, RegisteredSource> = {
  name: 'readings.register_source',
  title: 'Cadastrar fonte alternativa',
  permission: 'readings.sources',
  serviceRecord: {
    task: 'Cadastro de fonte alternativa',
    group: 'Leitura',
    unit: ({ premise_id: id }) => ({ type: OF_PREMISE, id: BigInt(id) }),
  },
  input: source,
  labels: {
    ...{ premise_id: 'Imóvel', type_code: 'Tipo', location: 'Onde fica', measurement: 'Medição' },
    ...{ meter_number: 'Hidrômetro', digits: 'Dígitos do mostrador' },
    ...{ first_reading: 'Leitura no primeiro dia', estimated_m3: 'Volume estimado por mês' },
    ...{ from_on: 'Desde', remarks: 'Observações' },
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'readings.sources', id }),
  run: ({ tx, municipalityId, actor, now: at }, given) =>
    registerSource(tx, {
      ...{ municipalityId, actor, at, premiseId: BigInt(given.premise_id), from: given.from_on },
      ...{ type: given.type_code, measurement: given.measurement },
      ...{ location: given.location ?? null, meterNumber: given.meter_number ?? null },
      ...{ digits: given.digits ?? null, firstReading: given.first_reading ?? null },
      ...{ estimatedM3: given.estimated_m3 ?? null, remarks: given.remarks ?? null },
    }),
  describe: ({ from_on: from }, { code }) =>
    `Fonte alternativa ${code} cadastrada, desde ${formatDate(from)}`,
}

const ending = vine.create({ id: rowId(), on: civilDay() })

/** `readings.end_source`: its last day. */
export const endSourceAction: Action<Infer<typeof ending>, SourceRow> = {
  name: 'readings.end_source',
  title: 'Encerrar fonte alternativa',
  permission: 'readings.sources',
  serviceRecord: {
    task: 'Fim de fonte alternativa',
    group: 'Leitura',
    unit: (_, { premise_id: id }) => ({ type: OF_PREMISE, id }),
  },
  input: ending,
  labels: { id: 'Fonte', on: 'Último dia' },
  reason: 'required',
  subject: (_, { id }) => ({ type: 'readings.sources', id }),
  run: ({ tx, municipalityId, actor }, { id, on }) =>
    endSource(tx, { municipalityId, actor, sourceId: BigInt(id), on }),
  describe: ({ on }, { code }) =>
    `Fonte alternativa ${code} encerrada, último dia ${formatDate(on)}`,
}

const reading = vine.create({
  source_id: rowId(),
  read_on: civilDay(),
  reading: dial(),
  is_rollover: vine.boolean().optional(),
  remarks: vine.string().trim().maxLength(240).optional(),
})

/** `readings.record_source_reading`: what stood on the meter of a source on a day. */
export const recordSourceReadingAction: Action<Infer<typeof reading>, SourceReading> = {
  name: 'readings.record_source_reading',
  title: 'Registrar leitura de fonte alternativa',
  permission: 'readings.sources',
  input: reading,
  labels: {
    ...{ source_id: 'Fonte', read_on: 'Lida em', reading: 'Leitura' },
    ...{ is_rollover: 'O mostrador deu a volta', remarks: 'Observações' },
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'readings.source_readings', id }),
  run: ({ tx, municipalityId, actor, now: at }, given) =>
    recordSourceReading(tx, {
      ...{ municipalityId, actor, at, sourceId: BigInt(given.source_id), readOn: given.read_on },
      ...{ reading: given.reading, isTurned: given.is_rollover ?? false },
      remarks: given.remarks ?? null,
    }),
  describe: ({ reading: value, read_on: on }, { code, m3 }) =>
    `Fonte ${code}: leitura ${value} em ${formatDate(on)}, ${m3} m³ desde a anterior`,
}

const correction = vine.create({
  id: rowId(),
  reading: dial(),
  is_rollover: vine.boolean().optional(),
})

type Corrected = Awaited<ReturnType<typeof correctSourceReading>>

/** `readings.correct_source_reading`: another value; what was reported stays on record. */
export const correctSourceReadingAction: Action<Infer<typeof correction>, Corrected> = {
  name: 'readings.correct_source_reading',
  title: 'Corrigir leitura de fonte alternativa',
  permission: 'readings.sources',
  input: correction,
  labels: { id: 'Leitura', reading: 'Leitura certa', is_rollover: 'O mostrador deu a volta' },
  reason: 'required',
  subject: (_, { id }) => ({ type: 'readings.source_readings', id }),
  run: ({ tx, municipalityId, actor, now: at }, { id, reading: value, is_rollover: isTurned }) =>
    correctSourceReading(tx, {
      ...{ municipalityId, actor, at, id: BigInt(id), reading: value },
      isTurned: isTurned ?? false,
    }),
  describe: ({ reading: value }, { code, before, readOn }) =>
    `Fonte ${code}: a leitura de ${formatDate(readOn)} passou de ${before} para ${value}`,
  trail: ({ reading: after }, { before, m3 }) => ({
    before: { reading: before },
    after: { reading: after, m3 },
  }),
}
