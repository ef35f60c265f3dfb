import { type CivilDate, type RefMonth, addDays, monthOf } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, copyRows, query, takeIds } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { indexSearchAll } from '#core/records/index'
import {
  type CollectionProfile,
  type NewDocument,
  type OpenDebt,
  addSourcedCharges,
  chargeTypeNamed,
  chargeTypes,
  issueItemsAndDocuments,
  setMarksBySource,
} from '#plugins/receivables/api'
import { type BillLine, billLines } from './bill_lines.ts'

export const NOTICE_SOURCE = 'dunning.notices'

/** A notice or letter that is about to be written. */
export interface NewNotice {
  readonly kind: 'cut_notice' | 'debt_notice' | 'letter'
  readonly premiseId: bigint
  readonly debtorId: bigint
  readonly debts: readonly OpenDebt[]
}

/** What all of a batch share. */
export interface Issuing {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly dueDays: number
  /** After the due date; letters support no cut, and their papers are paid until then. */
  readonly validDays: number
  readonly message: string
  readonly showsBarcode: boolean
  /** Charged for each cut-off notice. */
  readonly feeCents: bigint
  readonly packId: bigint | null
  readonly policyVersionId: bigint | null
  readonly step: string | null
  /** Document type that is printed; nothing: that of the kind. */
  readonly document?: string | null
  readonly runId: bigint | null
  readonly participate: <P>(point: string, payload: P) => Promise<Issue[]>
}

export interface WrittenNotice {
  readonly id: bigint
  readonly documentId: bigint
  readonly premiseId: bigint
  readonly debtorId: bigint
  readonly amountCents: bigint
}

interface Priced extends NewNotice {
  readonly id: bigint
  readonly documentId: bigint
  readonly lines: readonly BillLine[]
  readonly amountCents: bigint
}

/** Writes notices with their payable documents, the debts of each and the charge for issuing: sets, whatever their number. */
export async function writeNotices(
  tx: Tx,
  issuing: Issuing,
  wanted: readonly NewNotice[]
): Promise<WrittenNotice[]> {
  const { municipalityId, on } = issuing
  const priced = await price(tx, municipalityId, wanted)
  if (!priced.length) return []
  await issueItemsAndDocuments(tx, {
    municipalityId,
    profile: await parameterWithin<CollectionProfile>(tx, {
      ...{ key: 'receivables.collection_profile', municipalityId, date: on },
    }),
    items: [],
    documents: priced.map((one) => documentOf(one, issuing)),
  })
  await writeRows(tx, issuing, priced)
  await writeDebts(tx, municipalityId, priced)
  await charge(tx, issuing, priced)
  const marks = priced
    .filter(({ kind }) => kind !== 'letter')
    .flatMap(({ id, debts }) => debts.map(({ origin }) => ({ sourceId: id, origin })))
  await setMarksBySource(tx, issuing, { kind: 'noticed', sourceType: NOTICE_SOURCE, marks, on })
  await indexSearchAll(
    tx,
    NOTICE_SOURCE,
    municipalityId,
    priced.map(({ id }) => id)
  )
  return priced.map(({ id, documentId, premiseId, debtorId, amountCents }) => ({
    ...{ id, documentId, premiseId, debtorId, amountCents },
  }))
}

/** Letters ask for all that is open; notices only for what may be cut for (DECISIONS 44). */
async function price(
  tx: Tx,
  municipalityId: bigint,
  wanted: readonly NewNotice[]
): Promise<Priced[]> {
  const itemIds = wanted.flatMap(({ debts }) => debts.flatMap((debt) => debt.itemIds))
  const known = await billLines(tx, municipalityId, itemIds)
  const ids = await takeIds(tx, 'dunning_notices', wanted.length)
  const documentIds = await takeIds(tx, 'receivables_documents', wanted.length)
  return wanted.flatMap((one, index) => {
    const lines = one.debts
      .flatMap((debt) => debt.itemIds.flatMap((id) => known.get(id) ?? []))
      .filter(({ countsForCut }) => one.kind === 'letter' || countsForCut)
    const amountCents = lines.reduce((sum, { cents }) => sum + cents, 0n)
    if (amountCents === 0n) return []
    return [{ ...one, id: ids[index]!, documentId: documentIds[index]!, lines, amountCents }]
  })
}

const validUntil = ({ on, dueDays, validDays }: Issuing): CivilDate =>
  addDays(on, dueDays + validDays)

function documentOf(
  { documentId, premiseId, debtorId, debts, lines }: Priced,
  issuing: Issuing
): NewDocument {
  const { on, dueDays } = issuing
  return {
    ...{ id: documentId, kind: 'notice', premiseId, debtorId },
    reference: latest(debts),
    ...{ issuedOn: on, dueOn: addDays(on, dueDays), validUntil: validUntil(issuing) },
    ...{ version: 1, replacesId: null },
    lines: lines.map(({ itemId, cents }) => ({ itemId, amountCents: cents })),
  }
}

const latest = (debts: readonly OpenDebt[]): RefMonth =>
  debts.reduce((last, { reference }) => (reference > last ? reference : last), debts[0]!.reference)

const NOTICE_COLUMNS = [
  ...['id', 'municipality_id', 'year', 'sequence', 'kind', 'premise_id', 'debtor_id', 'issued_on'],
  ...['due_on', 'valid_until', 'amount_cents', 'fee_cents', 'document_id', 'shows_barcode'],
  ...['message', 'pack_id', 'policy_version_id', 'step', 'document', 'run_id'],
]

async function writeRows(tx: Tx, issuing: Issuing, priced: readonly Priced[]): Promise<void> {
  const { municipalityId, on, dueDays, packId, policyVersionId, step, runId } = issuing
  const year = Number(on.slice(0, 4))
  // Numbers follow each other without a gap: who issues at the same time waits for its turn.
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('dunning.notices', ?))`, [
    municipalityId,
  ])
  const [row] = await query<{ last: number }>(
    tx,
    'select coalesce(max(sequence), 0) as last from dunning_notices where municipality_id = ? and year = ?',
    [municipalityId, year]
  )
  const { last } = row!
  const dueOn = addDays(on, dueDays)
  await copyRows(
    tx,
    'dunning_notices',
    NOTICE_COLUMNS,
    priced.map((one, index) => [
      ...[one.id, municipalityId, year, last + index + 1, one.kind, one.premiseId, one.debtorId],
      ...[on, dueOn, one.kind === 'letter' ? null : validUntil(issuing), one.amountCents],
      ...[feeOf(one, issuing), one.documentId, issuing.showsBarcode, issuing.message],
      ...[packId, policyVersionId, step, documentFor(one, issuing), runId],
    ])
  )
}

/** A debt notice says what a cut-off notice does not: it is always printed as such. */
const documentFor = ({ kind }: NewNotice, { document }: Issuing): string | null =>
  kind === 'debt_notice' ? null : (document ?? null)

const feeOf = ({ kind }: NewNotice, { feeCents }: Issuing): bigint =>
  kind === 'cut_notice' ? feeCents : 0n

async function writeDebts(
  tx: Tx,
  municipalityId: bigint,
  priced: readonly Priced[]
): Promise<void> {
  const rows = priced.flatMap(({ id, premiseId, debts, lines }) => {
    const byItem = new Map(lines.map((line) => [line.itemId, line]))
    return debts.flatMap((debt) => {
      const of = debt.itemIds.flatMap((itemId) => byItem.get(itemId) ?? [])
      const cents = of.reduce((sum, line) => sum + line.cents, 0n)
      if (cents === 0n) return []
      return [
        [
          ...[municipalityId, id, premiseId, debt.origin.type, debt.origin.id],
          ...[of.find(({ number }) => number !== null)?.number ?? null, debt.reference],
          ...[debt.dueOn, cents, debt.hasWater],
        ],
      ]
    })
  })
  await copyRows(
    tx,
    'dunning_notice_debts',
    [
      ...['municipality_id', 'notice_id', 'premise_id', 'origin_type', 'origin_id', 'number'],
      ...['reference', 'due_on', 'cents', 'has_water'],
    ],
    rows
  )
}

/** A line of service in the next invoice of the premise. */
async function charge(tx: Tx, issuing: Issuing, priced: readonly Priced[]): Promise<void> {
  const { municipalityId, on } = issuing
  const charged = priced.filter((one) => feeOf(one, issuing) > 0n)
  if (!charged.length) return
  const { code, beneficiary } = chargeTypeNamed(await chargeTypes(tx, municipalityId), 'service')
  const charges = charged.map((one) => ({
    ...{ sourceId: one.id, premiseId: one.premiseId, debtorId: one.debtorId, chargeType: code },
    ...{ beneficiaryId: beneficiary.id, amountCents: feeOf(one, issuing) },
    ...{ label: 'Emissão de notificação de corte', from: monthOf(on) },
  }))
  await addSourcedCharges(tx, { municipalityId, sourceType: NOTICE_SOURCE }, { charges, on })
}
