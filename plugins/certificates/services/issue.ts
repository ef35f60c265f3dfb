import { randomBytes } from 'node:crypto'
import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { type CivilDate, addDays, formatDate, parts } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Json, type Tx, copyRows, query } from '#core/database/index'
import { issueOnce } from '#core/documents/index'
import { formatMoney } from '#core/money/index'
import { indexSearchAll } from '#core/records/index'
import { VALID_DAYS } from '../configuration/parameters.ts'
import { codeOf } from '../domain/code.ts'
import type { CertificateKind } from '../domain/kind.ts'
import { errors } from '../errors.ts'
import { type Assessed, type StatedDebt, assess } from './assess.ts'
import { certificateData } from './certificate_data.ts'
import { CERTIFICATE, CERTIFICATE_DOCUMENT, PAPER } from './names.ts'
import { type Whose, whoseOf } from './whose.ts'

export interface Wanted {
  readonly premiseId: bigint | null
  readonly customerId: bigint | null
  /** `negative`: only a certificate of no debts will do; `applicable`: the one that the debts lead to. */
  readonly wanted: 'negative' | 'applicable'
  readonly purpose: string | null
}

export interface IssuedCertificate {
  readonly id: bigint
  readonly number: string
  readonly kind: CertificateKind
  readonly code: string
  readonly issued_on: CivilDate
  readonly valid_until: CivilDate
  readonly paper_id: bigint
}

const LISTED = 12

/** The debts in one sentence; of many, the oldest. */
export function debtsText({ debts, totalCents }: Assessed): string {
  const one = ({ title, dueOn, cents }: StatedDebt) =>
    `${title}${dueOn ? `, vencimento ${formatDate(dueOn)}` : ''}: ${formatMoney(cents)}`
  const more = debts.length - LISTED
  return [
    ...debts.slice(0, LISTED).map(one),
    ...(more > 0 ? [`e mais ${more}`] : []),
    `no total, ${formatMoney(totalCents)}`,
  ].join('; ')
}

/**
 * Issues the certificate that the debts of the day lead to, with its number, code and paper. Errors: those of `whoseOf`,
 * E_CERTIFICATES_DEBTS when only a certificate of no debts was wanted.
 */
export async function issueCertificate(
  context: ActionContext,
  { premiseId, customerId, wanted, purpose }: Wanted
): Promise<IssuedCertificate> {
  const { tx, municipalityId, actor, now: at } = context
  const on = await todayIn(tx, municipalityId)
  const whose = await whoseOf(tx, { municipalityId, actor, premiseId, customerId, on })
  const assessed = await assess(tx, { municipalityId, subject: whose.subject, on })
  if (wanted === 'negative' && assessed.kind !== 'negative') {
    throw errors.E_CERTIFICATES_DEBTS({ debts: debtsText(assessed) })
  }
  const days = await parameterWithin<number>(tx, { key: VALID_DAYS, municipalityId, date: on })
  const written = await write(context, { whose, assessed, purpose, on, until: addDays(on, days) })
  const { id, number, code } = written
  const [paper] = await issueOnce(tx, {
    ...{ municipalityId, template: CERTIFICATE_DOCUMENT, on, at, actor },
    wanted: [{ subject: { type: CERTIFICATE, id }, key: PAPER }],
    data: async () => [
      (await certificateData(tx, {
        ...{ municipalityId, whose, assessed, purpose, on, by: actor.name },
        ...{ number, code, validUntil: written.valid_until },
      })) as unknown as Json,
    ],
  })
  await indexSearchAll(tx, CERTIFICATE, municipalityId, [id])
  return { ...written, paper_id: paper!.id }
}

interface Writing {
  readonly whose: Whose
  readonly assessed: Assessed
  readonly purpose: string | null
  readonly on: CivilDate
  readonly until: CivilDate
}

async function write(
  { tx, municipalityId, actor }: ActionContext,
  { whose, assessed, purpose, on, until }: Writing
): Promise<Omit<IssuedCertificate, 'paper_id'>> {
  await lockNumbers(tx, municipalityId)
  const { year } = parts(on)
  const { kind, debts, totalCents } = assessed
  const [row] = await query<Omit<IssuedCertificate, 'paper_id'>>(
    tx,
    `insert into certificates_certificates (municipality_id, year, sequence, kind, subject, premise_id, customer_id, purpose,
       issued_on, valid_until, code, debt_count, amount_cents, issued_by)
     select ?, ?, coalesce(max(sequence), 0) + 1, ?, ?, ?::bigint, ?::bigint, ?, ?::date, ?::date, ?, ?, ?, ?
       from certificates_certificates where municipality_id = ? and year = ?
     returning id, number, kind, code, issued_on, valid_until`,
    [
      ...[municipalityId, year, kind, whose.premise ? 'premise' : 'customer'],
      ...[whose.premise?.id ?? null, whose.customer?.id ?? null, purpose, on, until],
      ...[codeOf(randomBytes(16)), debts.length, totalCents, actor.name],
      ...[municipalityId, year],
    ]
  )
  await copyRows(
    tx,
    'certificates_debts',
    [
      ...['municipality_id', 'certificate_id', 'premise_id', 'title', 'due_on', 'standing'],
      'amount_cents',
    ],
    debts.map((debt) => [
      ...[municipalityId, row!.id, debt.premiseId, debt.title, debt.dueOn, debt.standing],
      debt.cents,
    ])
  )
  return row!
}

/** Numbers follow each other without a gap, whoever issues at once. */
const lockNumbers = (tx: Tx, municipalityId: bigint) =>
  query(tx, `select pg_advisory_xact_lock(hashtextextended('certificates.numbers', ?))`, [
    municipalityId,
  ])
