import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import type { Action } from '#core/actions/index'
import { type ConfirmedReading, confirmReading } from '../services/confirm_reading.ts'
import { decisionAuthority } from './decision_authority.ts'

const input = vine.create({
  reading_id: vine.number().withoutDecimals().positive(),
  mode: vine.enum(['as_is', 'corrected', 'average']),
  reading: vine
    .number()
    .withoutDecimals()
    .range([0, 999_999_999])
    .optional()
    .requiredWhen('mode', '=', 'corrected'),
})

type Input = Infer<typeof input>

const DONE: Readonly<Record<Input['mode'], string>> = {
  as_is: 'Leitura aceita como veio do campo',
  corrected: 'Leitura corrigida',
  average: 'Faturamento pela média',
}

/** `readings.confirm`: decides a reading held by the critique. */
export const confirmAction: Action<Input, ConfirmedReading> = {
  name: 'readings.confirm',
  title: 'Decidir leitura retida',
  permission: 'readings.review',
  input,
  reason: 'required',
  authority: decisionAuthority,
  subject: (given) => ({ type: 'readings.readings', id: BigInt(given.reading_id) }),
  run: ({ tx, municipalityId, actor, now, reason }, given) =>
    confirmReading(tx, {
      municipalityId,
      readingId: BigInt(given.reading_id),
      mode: given.mode,
      reading: given.reading ?? null,
      reason: reason ?? '',
      by: actor.name,
      now,
    }),
  describe: ({ mode }, { registrationNumber, reading, billedM3 }) =>
    `${DONE[mode]} na matrícula ${registrationNumber}: leitura ${reading ?? 'sem valor'}, ${billedM3.replace('.', ',')} m³ faturados`,
  trail: (_, { before, reading, billedM3, kind }) => ({
    before: { reading: before.reading, billed_m3: before.billedM3 },
    after: { reading, billed_m3: billedM3, kind },
  }),
}
