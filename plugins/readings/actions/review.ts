import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import type { Action } from '#core/actions/index'
import {
  type ConfirmMode,
  type ConfirmedReading,
  confirmReading,
} from '../services/confirm_reading.ts'
import { decisionAuthority } from './decision_authority.ts'
import { type AskedReview, askFieldReview } from '../services/field_reviews.ts'

const input = vine.create({ reading_id: vine.number().withoutDecimals().positive() })

type Input = Infer<typeof input>

const subject = (given: Input) => ({ type: 'readings.readings', id: BigInt(given.reading_id) })

interface Way {
  readonly name: `readings.${string}`
  readonly title: string
  readonly mode: ConfirmMode
  readonly done: string
}

/** One way of deciding, with nothing to choose: for a selection of readings at once. */
const decision = ({ name, title, mode, done }: Way): Action<Input, ConfirmedReading> => ({
  ...{ name, title, permission: 'readings.review', input, reason: 'required', subject },
  ...(mode !== 'as_is' && { authority: decisionAuthority }),
  run: ({ tx, municipalityId, actor, now, reason }, given) =>
    confirmReading(tx, {
      ...{ municipalityId, mode, now, reading: null, reason: reason ?? '', by: actor.name },
      readingId: BigInt(given.reading_id),
    }),
  describe: (_, { registrationNumber, reading, billedM3 }) =>
    `${done} na matrícula ${registrationNumber}: leitura ${reading ?? 'sem valor'}, ${billedM3.replace('.', ',')} m³ faturados`,
  trail: (_, { before, reading, billedM3, kind }) => ({
    before: { reading: before.reading, billed_m3: before.billedM3 },
    after: { reading, billed_m3: billedM3, kind },
  }),
})

/** `readings.accept_as_is`: held readings stand as the field brought them. */
export const acceptAction = decision({
  name: 'readings.accept_as_is',
  title: 'Aceitar como veio do campo',
  mode: 'as_is',
  done: 'Leitura aceita como veio do campo',
})

/** `readings.bill_average`: held readings are not used; the average is billed. */
export const averageAction = decision({
  name: 'readings.bill_average',
  title: 'Faturar pela média',
  mode: 'average',
  done: 'Faturamento pela média',
})

/** `readings.ask_field_review`: a reader goes back to the meter (TR-3.2.4.6c); the reason is what the device shows. */
export const askReviewAction: Action<Input, AskedReview> = {
  name: 'readings.ask_field_review',
  title: 'Conferir em campo',
  permission: 'readings.review',
  input,
  reason: 'required',
  subject,
  run: ({ tx, municipalityId, actor, now, reason }, given) =>
    askFieldReview(tx, {
      ...{ municipalityId, now, request: reason ?? '', by: actor.name },
      readingId: BigInt(given.reading_id),
    }),
  describe: (_, { registrationNumber, reading }) =>
    `Conferência em campo pedida para a matrícula ${registrationNumber}: leitura duvidosa ${reading ?? 'sem valor'}`,
  trail: (_, { reviewId, reading }) => ({ review: String(reviewId), doubtful_reading: reading }),
}
