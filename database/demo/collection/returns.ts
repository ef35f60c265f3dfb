import db from '@adonisjs/lucid/services/db'
import type { CivilDate } from '#core/calendar/index'
import { readStoredFile } from '#core/files/index'
import { findAgreement } from '#plugins/payments/api'
import { simulateReturnFile } from '../bank_simulator.ts'
import { detailOf } from '../steps.ts'
import { DEMO_UTILITY } from '../utility_identity.ts'
import { type MadeFile, bringFile } from './bring_file.ts'
import type { PlayedMonth } from './month.ts'
import type { PlannedPayment } from './plan.ts'

/** A day of banks, with the days of payments that its files tell of: those since the bank day before. */
export interface BankDay {
  readonly day: CivilDate
  readonly since: CivilDate
  readonly until: CivilDate
}

interface Return extends BankDay {
  readonly bank: number
  readonly payments: readonly PlannedPayment[]
}

/** What goes wrong with the largest files of the first bank, one thing each, in the order of their days. */
const TROUBLES = ['truncated', 'sent_again', 'known_sequence'] as const

/** The return files that the banks send on a day. */
export async function bringReturns(month: PlayedMonth, day: BankDay): Promise<void> {
  for (const [bank] of month.agreements.entries()) {
    const payments = paidWithin(month, bank, day)
    if (!payments.length) continue
    const one = { ...day, bank, payments }
    const trouble = bank === 0 ? troubleOf(month, day) : null
    if (trouble === 'truncated') await bringTruncated(month, one)
    if (trouble === 'known_sequence') await bringKnownSequence(month, one)
    await bring(month, one)
    if (trouble === 'sent_again') await bringAgain(month, one)
  }
}

const paidWithin = ({ plan }: PlayedMonth, bank: number, { since, until }: BankDay) =>
  plan.payments.filter((one) => one.bank === bank && one.paidOn >= since && one.paidOn <= until)

function troubleOf({ plan, banks }: PlayedMonth, { day }: BankDay) {
  const sizes = new Map<CivilDate, number>()
  for (const { bank, paidOn } of plan.payments) {
    const told = banks.addBusinessDays(paidOn, 1)
    if (bank === 0) sizes.set(told, (sizes.get(told) ?? 0) + 1)
  }
  // The first file is whole and on time: the others are numbered after it.
  const [, ...later] = [...sizes].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const largest = later
    .toSorted(([a, size], [b, other]) => other - size || (a < b ? -1 : 1))
    .slice(0, TROUBLES.length)
    .map(([on]) => on)
    .toSorted()
  return TROUBLES[largest.indexOf(day)] ?? null
}

const stepOf = ({ day, bank }: Return, what = 'return') => `${what}/${bank}/${day}`

function bring(month: PlayedMonth, one: Return): Promise<unknown> {
  return bringFile(month, {
    step: stepOf(one),
    agreement: month.agreements[one.bank]!,
    make: (tx) => write(month, one, tx),
  })
}

async function write(
  month: PlayedMonth,
  { day, bank, payments }: Return,
  tx: Parameters<typeof simulateReturnFile>[0],
  sequence?: number
): Promise<MadeFile> {
  const { municipalityId, agreements } = month
  return simulateReturnFile(tx, {
    ...{ municipalityId, agreementId: agreements[bank]!.id, generatedOn: day },
    documents: payments,
    ...(sequence === undefined ? {} : { sequence }),
    companyName: DEMO_UTILITY.short_name,
    seed: `${bank}/${day}`,
  })
}

/** The transmission broke off; the bank sends the whole file afterwards. */
async function bringTruncated(month: PlayedMonth, one: Return): Promise<void> {
  await bringFile(month, {
    step: stepOf(one, 'truncated'),
    agreement: month.agreements[one.bank]!,
    async make(tx) {
      const { name, content } = await write(month, one, tx)
      const cut = Math.floor(content.length * 0.6)
      return { name: name.replace('.TXT', '-CORTADO.TXT'), content: content.slice(0, cut) }
    },
  })
}

/** The bank gives the file of the day the number of the one before, which has other payments; asked, it sends it with its own. */
async function bringKnownSequence(month: PlayedMonth, one: Return): Promise<void> {
  const { municipalityId, agreements } = month
  const agreement = agreements[one.bank]!
  await bringFile(month, {
    step: stepOf(one, 'known_sequence'),
    agreement,
    async make(tx) {
      const { lastSequence } = await findAgreement(tx, municipalityId, agreement.id)
      const { name, content } = await write(month, one, tx, lastSequence)
      return { name: name.replace('.TXT', '-NSA-REPETIDO.TXT'), content }
    },
  })
}

/** The same bytes under another name. */
async function bringAgain(month: PlayedMonth, one: Return): Promise<void> {
  const { municipalityId, reference, agreements } = month
  await bringFile(month, {
    step: stepOf(one, 'again'),
    agreement: agreements[one.bank]!,
    async make(tx) {
      const key = `cycle/${reference}/${stepOf(one)}`
      const kept = (await detailOf(db, municipalityId, key)) as { fileObjectId: string }
      const { name, content } = await readStoredFile(tx, municipalityId, BigInt(kept.fileObjectId))
      return { name: `REENVIO-${name}`, content }
    },
  })
}
