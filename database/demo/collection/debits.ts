import db from '@adonisjs/lucid/services/db'
import { runAction } from '#core/actions/index'
import { type CivilDate, addDays } from '#core/calendar/index'
import { query } from '#core/database/index'
import { readStoredFile } from '#core/files/index'
import { runInline } from '#core/jobs/index'
import {
  type BankAnswer,
  type DebitOrder,
  type DebitReturnRecord,
  type ReadRemittance,
  answerDebit,
  findAgreement,
  readDebitRemittance,
  writeDebitReturn,
} from '#plugins/payments/api'
import { createRandom } from '../generator/random.ts'
import { DEMO_UTILITY } from '../utility_identity.ts'
import { bringFile } from './bring_file.ts'
import type { PlayedMonth } from './month.ts'
import type { BankDay } from './returns.ts'
import type { TakenMoney } from './bank_ledger.ts'

/** Sends the debits whose time has come, as the job of every evening does. */
export async function sendDebits(month: PlayedMonth, day: CivilDate): Promise<void> {
  const { on, municipalityId, debit } = month
  if (!debit) return
  const args = { on: day, group: null, title: 'Todos os grupos' }
  await runInline('debits.send', args, on.actor)
  const left = await query<{ id: bigint; file_object_id: bigint }>(
    db,
    `select id, file_object_id from debits_remittances where municipality_id = ? and state = 'generated' order by id`,
    [municipalityId]
  )
  for (const { id, file_object_id: object } of left) {
    const { name, content } = await readStoredFile(db, municipalityId, object)
    on.keep(name, content)
    // Without a carrier's folder somebody takes it to the bank.
    await runAction('debits.mark_sent', {
      actor: on.actor,
      input: { id: Number(id), sent_to: 'Site do banco' },
    })
  }
}

interface Answered {
  readonly debit: DebitOrder
  /** The bank day on which it was to be debited. */
  readonly on: CivilDate
  readonly answer: BankAnswer
}

/**
 * The bank's return of a day: the debits of that day, made or not. One of those of the bank day before it
 * tells again.
 */
export async function bringDebitReturn(month: PlayedMonth, { day, until }: BankDay): Promise<void> {
  const { debit, municipalityId, banks } = month
  if (!debit) return
  const answers = await bankAnswers(month)
  const debited = answers.filter(({ on }) => on === banks.previousBusinessDay(until))
  if (!debited.length) return
  const before = banks.addBusinessDays(day, -2)
  const again = answers.filter(({ on }) => on === before).slice(0, 1)
  await bringFile(month, {
    step: `debit_return/${day}`,
    agreement: debit,
    async make(tx) {
      const agreement = await findAgreement(tx, municipalityId, debit.id)
      const { agentCode } = agreement
      const sequence = agreement.lastSequence + 1
      const header = {
        ...{ agreementCode: agreement.code, companyName: DEMO_UTILITY.short_name },
        ...{ bankCode: agentCode, bankName: agreement.agentName, version: agreement.layoutVersion },
        ...{ generatedOn: day, fileSequence: sequence },
      }
      const records = [...debited, ...again].map(recordOf)
      const name = `DEB${agentCode}${String(sequence).padStart(6, '0')}.RET`
      return { name, content: new TextEncoder().encode(writeDebitReturn(header, records)) }
    },
  })
}

const recordOf = ({ debit, answer }: Answered): DebitReturnRecord => ({
  kind: 'F',
  record: answerDebit(debit, answer),
})

const PAID = '00'
const NO_FUNDS = '01'

/** What the bank answers to each debit that it was asked for: most it makes, some it does not, one in a while of another amount. */
export async function bankAnswers(month: PlayedMonth): Promise<Answered[]> {
  const { banks } = month
  const read = await remittances(month)
  return read
    .flatMap(({ debits }) => debits)
    .filter(({ movement }) => movement === '0')
    .map((debit) => {
      const random = createRandom(debit.companyUse)
      const chance = random.integer(1, 100)
      const on = banks.nextBusinessDay(debit.dueOn)
      if (chance <= 12) return { debit, on, answer: { code: NO_FUNDS, on } }
      if (chance <= 16) {
        const amountCents = debit.amountCents - (debit.amountCents / 20n || 1n)
        return { debit, on, answer: { code: PAID, on, amountCents } }
      }
      return { debit, on, answer: { code: PAID, on } }
    })
}

async function remittances({
  municipalityId,
  debit,
  from,
}: PlayedMonth): Promise<ReadRemittance[]> {
  const rows = await query<{ file_object_id: bigint }>(
    db,
    'select file_object_id from debits_remittances where municipality_id = ? and agreement_id = ? and generated_on >= ? order by id',
    [municipalityId, debit!.id, addDays(from, -1)]
  )
  const read: ReadRemittance[] = []
  for (const { file_object_id: id } of rows) {
    const { content } = await readStoredFile(db, municipalityId, id)
    read.push(readDebitRemittance(new TextDecoder().decode(content)))
  }
  return read
}

/** What the bank took from its customers' accounts. */
export async function debitedMoney(month: PlayedMonth): Promise<TakenMoney[]> {
  const { debit: agreement } = month
  if (!agreement) return []
  const answers = await bankAnswers(month)
  return answers
    .filter(({ answer }) => answer.code === PAID)
    .map(({ debit, on, answer }) => ({
      ...{ agreement, kind: 'file' as const, paidOn: on },
      amountCents: answer.amountCents ?? debit.amountCents,
    }))
}
