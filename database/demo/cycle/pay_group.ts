import db from '@adonisjs/lucid/services/db'
import { runAction } from '#core/actions/index'
import { type CivilDate, addDays } from '#core/calendar/index'
import { query } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { listAgreements } from '#plugins/payments/api'
import {
  type PaymentBehaviour,
  type SimulatedDocument,
  simulateReturnFile,
} from '../bank_simulator.ts'
import { detailOf, runStep } from '../steps.ts'
import { DEMO_UTILITY } from '../utility_identity.ts'
import type { CycleConsole } from './console.ts'
import type { CycleGroup } from './groups.ts'

interface OpenDocument {
  readonly id: bigint
  readonly number: string
  readonly due_on: CivilDate
  readonly amount_cents: bigint
  readonly pix_txid: string | null
}

/** The bank's file closes this long after the due date: late payers are in it. */
const CLOSES_AFTER_DAYS = 26
const SECOND_COPIES = 3
const PIX_NOTICES = 6

/** Who pays how: a few of each trouble, then most on time, some late, some not at all. */
function behaviourOf(index: number): PaymentBehaviour | null {
  if (index < 2) return 'duplicate'
  if (index < 4) return 'overpaid'
  if (index < 6) return 'underpaid'
  if (index < 8) return 'unknown'
  if (index % 17 === 0) return null
  return index % 11 === 0 ? 'late' : 'on_time'
}

interface BankFile {
  readonly fileObjectId: string
  readonly agreementId: string
  readonly title: string
}

/**
 * One month's money of a group, all at once whatever the day: second copies, Pix notices, the bank's return file, its import and settlement. The file is
 * made once; importing it again changes nothing.
 */
export async function payGroup(on: CycleConsole, group: CycleGroup, index: number): Promise<void> {
  const { municipalityId } = on.actor
  const step = `cycle/${group.reference}/${group.code}/bank_file`
  if ((await detailOf(db, municipalityId, step)) === null) {
    await makeBankFile(on, group, { step, index })
  }
  const file = (await detailOf(db, municipalityId, step)) as BankFile | null
  if (!file) return
  await on.run('payments.import', `${group.name}: retorno do banco`, {
    agreementId: BigInt(file.agreementId),
    fileObjectId: BigInt(file.fileObjectId),
    title: file.title,
  })
}

interface Making {
  /** Place of the group: each pays at another bank. */
  readonly index: number
  /** What the step is called in the record of done steps. */
  readonly step: string
}

async function makeBankFile(
  on: CycleConsole,
  group: CycleGroup,
  { step, index }: Making
): Promise<void> {
  const { municipalityId } = on.actor
  const documents = await openDocuments(municipalityId, group)
  if (!documents.length) return
  const all = await listAgreements(db, municipalityId)
  const agreements = all.filter(({ kind }) => kind === 'collection_return')
  const agreement = agreements[index % agreements.length]!
  const paid = await payers(on, agreement.id, documents)
  await runStep(municipalityId, step, async (tx) => {
    const file = await simulateReturnFile(tx, {
      municipalityId,
      agreementId: agreement.id,
      documents: paid,
      generatedOn: addDays(documents[0]!.due_on, CLOSES_AFTER_DAYS),
      companyName: DEMO_UTILITY.short_name,
      seed: `${group.code}/${group.reference}`,
    })
    on.keep(file.name, file.content)
    const stored = await storeFile(tx, {
      municipalityId,
      name: file.name,
      mediaType: 'text/plain',
      content: file.content,
      createdBy: null,
    })
    return {
      fileObjectId: String(stored.id),
      agreementId: String(agreement.id),
      title: `${agreement.agentName} · ${file.name}`,
    }
  })
}

async function payers(
  on: CycleConsole,
  agreementId: bigint,
  documents: readonly OpenDocument[]
): Promise<SimulatedDocument[]> {
  const copied = documents.slice(0, SECOND_COPIES)
  const byPix = documents.slice(SECOND_COPIES, SECOND_COPIES + PIX_NOTICES)
  const rest = documents.slice(SECOND_COPIES + PIX_NOTICES)
  return [
    ...(await payExpiredCopies(on, copied)),
    ...(await payByPix(on, agreementId, byPix)),
    ...rest.flatMap(({ number }, place) => {
      const behaviour = behaviourOf(place)
      return behaviour ? [{ number, behaviour }] : []
    }),
  ]
}

function openDocuments(municipalityId: bigint, group: CycleGroup): Promise<OpenDocument[]> {
  return query<OpenDocument>(
    db,
    `select d.id, d.number, d.due_on, d.amount_cents, d.pix_txid
       from receivables_documents d
       join billing_invoices i on i.document_id = d.id
       join billing_runs r on r.id = i.run_id
      where r.municipality_id = ? and r.billing_group_id = ? and r.reference = ?
        and d.kind = 'invoice' and d.state = 'live' and d.amount_cents > 0
      order by d.id`,
    [municipalityId, group.id, group.reference]
  )
}

/** Second copies that are paid after they expired: the money settles the items all the same. */
async function payExpiredCopies(
  on: CycleConsole,
  documents: readonly OpenDocument[]
): Promise<SimulatedDocument[]> {
  const copies: SimulatedDocument[] = []
  for (const document of documents) {
    const copy = await runAction('receivables.issue_second_copy', {
      actor: on.actor,
      input: { id: Number(document.id), due_on: document.due_on },
    })
    copies.push({ number: (copy as { number: string }).number, behaviour: 'expired' })
  }
  return copies
}

/** Paid by Pix: the bank gives notice at once, and its file tells the same money again days later. */
async function payByPix(
  on: CycleConsole,
  agreementId: bigint,
  documents: readonly OpenDocument[]
): Promise<SimulatedDocument[]> {
  if (!documents.length) return []
  const renewed = await runAction('payments.renew_pix_token', {
    actor: on.actor,
    input: { id: String(agreementId) },
  })
  const paidOn = addDays(documents[0]!.due_on, -2)
  const pix = documents.map(({ pix_txid: txid, amount_cents: cents, id }) => ({
    endToEndId: `E00000000${paidOn.replaceAll('-', '')}1530${String(id).padStart(11, '0')}`,
    txid: txid!,
    valor: `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`,
    horario: `${paidOn}T15:30:00.000Z`,
  }))
  await runAction('payments.pix_notice', {
    actor: on.actor,
    input: { token: (renewed as { token: string }).token, pix },
  })
  on.say(`  ${documents.length} avisos de Pix recebidos`)
  return documents.map(({ number }) => ({ number, behaviour: 'notified_pix', paidOn }))
}
