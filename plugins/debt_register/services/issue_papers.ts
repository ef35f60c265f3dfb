import { todayIn } from '#core/access/index'
import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { type Json, type Tx, copyRows, query, takeIds } from '#core/database/index'
import { issueOnce } from '#core/documents/index'
import { issueExtract } from '#plugins/receivables/api'
import type { Act } from '../configuration/parameters.ts'
import { errors } from '../errors.ts'
import type { PaperKind } from '../records/options.ts'
import { type Entry, entryName, requireInscribed } from './entry_rows.ts'
import type { Generating } from './generate_book.ts'
import { takeNumbers, yearOf } from './numbers.ts'
import { type ListedEntry, type PaperDraft, paperData } from './paper_data.ts'
import { actDone, subjectKey } from './processes.ts'
import { textsOf } from './settings.ts'
import { originKey, totalsOf, valueEntries } from './value_debts.ts'

export const PAPER = 'debt_register.papers'

export interface IssuedPaper {
  readonly id: bigint
  readonly number: string
  readonly kind: PaperKind
  readonly entries: number
  readonly totalCents: bigint
  readonly premiseId: bigint | null
  readonly debtorId: bigint
}

export interface PapersWanted {
  readonly kind: PaperKind
  readonly entryIds: readonly bigint[]
  /** Of an acknowledgement term: until when it can be paid. */
  readonly validUntil?: CivilDate
  /** Errors about one entry stop all, or the whole paper is left out. */
  readonly leavesOut?: boolean
}

const ACT_OF: Readonly<Record<PaperKind, Act>> = {
  notice: 'notice',
  certificate: 'certificate',
  extrajudicial: 'extrajudicial',
  acknowledgement: 'acknowledgement',
}

/**
 * Issues papers of a kind over entries in active debt, one for each debtor and premise, with amounts of today: numbered, kept as
 * documents, and written to the process. A constant number of statements but for the barcodes of acknowledgement terms.
 * @throws E_DEBT_REGISTER_NO_ENTRIES, _NOT_INSCRIBED, _NO_BOOK, _NOT_NOTIFIED
 */
export async function issuePapers(
  context: Generating,
  { kind, entryIds, validUntil, leavesOut = false }: PapersWanted
): Promise<IssuedPaper[]> {
  const { tx, municipalityId, actor } = context
  const on = await todayIn(tx, municipalityId)
  const entries = await requireInscribed(tx, municipalityId, entryIds)
  const problem = kind === 'certificate' ? certifiable : () => null
  const refused = entries.map(problem).find((one) => one !== null)
  if (refused && !leavesOut) throw refused
  const listed = await valued(tx, { municipalityId, on }, entries)
  const groups = [...Map.groupBy(listed, ({ entry }) => subjectOf(entry)).values()].filter(
    (group) => group.every(({ entry }) => problem(entry) === null)
  )
  if (groups.length === 0) {
    throw errors.E_DEBT_REGISTER_NO_ENTRIES({ why: 'nada mais está em aberto' })
  }
  const drafts = await draftsOf(context, { kind, on, validUntil }, groups)
  await writePapers(tx, { municipalityId, kind, on, by: actor.name }, drafts)
  await keepDocuments(context, { kind, on }, drafts)
  await noteOnEntries(tx, { municipalityId, kind, on }, drafts)
  const processIds = drafts.map(({ processId }) => processId)
  await actDone(tx, { municipalityId, on, by: actor.name }, { act: ACT_OF[kind], processIds })
  return drafts.map(({ id, number, listed: own, premiseId, debtorId }) => ({
    ...{ id, number, kind, entries: own.length, premiseId, debtorId },
    totalCents: totalsOf(own.map((one) => one.valued)).totalCents,
  }))
}

const subjectOf = ({ debtor_id: debtorId, premise_id: premiseId }: Entry): string =>
  subjectKey({ debtorId, premiseId })

/** A certificate cites the place in the book, and follows the notice. */
function certifiable(entry: Entry): Error | null {
  if (entry.line === null) return errors.E_DEBT_REGISTER_NO_BOOK({ entry: entryName(entry) })
  if (entry.notified_on === null) {
    return errors.E_DEBT_REGISTER_NOT_NOTIFIED({ entry: entryName(entry) })
  }
  return null
}

/** What is still open of the entries, valued on the day. */
async function valued(
  tx: Tx,
  { municipalityId, on }: { readonly municipalityId: bigint; readonly on: CivilDate },
  entries: readonly Entry[]
): Promise<ListedEntry[]> {
  const amounts = await valueEntries(tx, { municipalityId, entries, on })
  return entries.flatMap((entry) => {
    const one = amounts.get(originKey(entry.origin_type, entry.origin_id, entry.debtor_id))
    return one ? [{ entry, valued: one }] : []
  })
}

type Draft = PaperDraft & {
  readonly id: bigint
  readonly documentId: bigint | null
  readonly validUntil: CivilDate | null
}

interface Drafting {
  readonly kind: PaperKind
  readonly on: CivilDate
  readonly validUntil: CivilDate | undefined
}

async function draftsOf(
  { tx, municipalityId }: Generating,
  { kind, on, validUntil }: Drafting,
  groups: readonly (readonly ListedEntry[])[]
): Promise<Draft[]> {
  const texts = await textsOf(tx, municipalityId)
  const text = kind === 'certificate' ? null : texts[kind]
  const ids = await takeIds(tx, 'debt_register_papers', groups.length)
  const numbers = await takeNumbers(tx, {
    ...{ municipalityId, kind, year: yearOf(on), count: groups.length },
  })
  const drafts: Draft[] = []
  for (const [index, listed] of groups.entries()) {
    const { entry } = listed[0]!
    const asked =
      kind === 'acknowledgement'
        ? await askFor(tx, { municipalityId, validUntil: validUntil ?? addDays(on, 10) }, listed)
        : { documentId: null, validUntil: null, payment: null }
    drafts.push({
      ...{ id: ids[index]!, number: numbers[index]!, processId: entry.process_id, listed, text },
      ...{ debtorId: entry.debtor_id, premiseId: entry.premise_id, ...asked },
    })
  }
  return drafts
}

/** One payable document for the debts and what their delay comes to today. */
async function askFor(
  tx: Tx,
  { municipalityId, validUntil }: { municipalityId: bigint; validUntil: CivilDate },
  listed: readonly ListedEntry[]
): Promise<Pick<Draft, 'documentId' | 'validUntil' | 'payment'>> {
  const { originalCents, totalCents } = totalsOf(listed.map((one) => one.valued))
  const document = await issueExtract(tx, {
    ...{ municipalityId, validUntil, lateCents: totalCents - originalCents },
    itemIds: listed.flatMap(({ entry }) => entry.item_ids),
  })
  return {
    ...{ documentId: document.id, validUntil },
    payment: {
      ...{ number: document.number, valid_until: validUntil, barcode: document.barcode! },
      ...{ line: document.line!, pix: document.pixPayload },
    },
  }
}

interface Writing {
  readonly municipalityId: bigint
  readonly kind: PaperKind
  readonly on: CivilDate
  readonly by: string
}

async function writePapers(
  tx: Tx,
  { municipalityId, kind, on, by }: Writing,
  drafts: readonly Draft[]
): Promise<void> {
  const cents = (listed: readonly ListedEntry[]) => {
    const sum = totalsOf(listed.map((one) => one.valued))
    return [
      ...[sum.originalCents, sum.fineCents, sum.interestCents, sum.correctionCents],
      sum.totalCents,
    ]
  }
  const CENTS = [
    ...['original_cents', 'fine_cents', 'interest_cents', 'correction_cents', 'total_cents'],
  ]
  await copyRows(
    tx,
    'debt_register_papers',
    [
      ...['id', 'municipality_id', 'kind', 'number', 'process_id', 'debtor_id', 'premise_id'],
      ...['state', 'entries', ...CENTS, 'issued_on', 'issued_by', 'document_id', 'valid_until'],
    ],
    drafts.map((one) => [
      ...[one.id, municipalityId, kind, one.number, one.processId, one.debtorId, one.premiseId],
      ...['issued', one.listed.length, ...cents(one.listed), on, by, one.documentId],
      one.validUntil,
    ])
  )
  await copyRows(
    tx,
    'debt_register_paper_entries',
    ['municipality_id', 'paper_id', 'entry_id', ...CENTS],
    drafts.flatMap(({ id, listed }) =>
      listed.map((one) => [municipalityId, id, one.entry.id, ...cents([one])])
    )
  )
}

async function keepDocuments(
  { tx, municipalityId, actor, now: at }: Generating,
  { kind, on }: Pick<Drafting, 'kind' | 'on'>,
  drafts: readonly Draft[]
): Promise<void> {
  const data = await paperData(tx, { municipalityId, on, by: actor.name }, drafts)
  const byId = new Map(drafts.map(({ id }, index) => [id, data[index]!]))
  await issueOnce(tx, {
    ...{ municipalityId, template: `debt_register.${kind}`, on, at, actor },
    wanted: drafts.map(({ id }) => ({ subject: { type: PAPER, id }, key: kind })),
    data: async (missing) => missing.map(({ subject }) => byId.get(subject.id) as unknown as Json),
  })
}

/** Entries say since when they are certified. */
async function noteOnEntries(
  tx: Tx,
  { municipalityId, kind, on }: Omit<Writing, 'by'>,
  drafts: readonly Draft[]
): Promise<void> {
  if (kind !== 'certificate') return
  await query(
    tx,
    `update debt_register_entries set certified_on = coalesce(certified_on, ?::date)
      where municipality_id = ? and id = any(?::bigint[])`,
    [on, municipalityId, drafts.flatMap(({ listed }) => listed.map(({ entry }) => entry.id))]
  )
}

export interface Received {
  readonly id: bigint
  readonly number: string
  readonly kind: PaperKind
  readonly premiseId: bigint | null
}

interface Receiving {
  readonly id: bigint
  readonly receivedOn: CivilDate
  readonly receivedBy: string | undefined
}

/** The day on which the debtor had a notice in hand. @throws E_DEBT_REGISTER_PAPER_UNKNOWN, _RECEIPT_KIND, _RECEIVED, _RECEIPT_DATE */
export async function receivePaper(
  { tx, municipalityId, actor }: Generating,
  { id, receivedOn, receivedBy }: Receiving
): Promise<Received> {
  const [paper] = await query<{
    number: string
    kind: PaperKind
    issued_on: CivilDate
    received_on: CivilDate | null
    premise_id: bigint | null
    process_id: bigint
  }>(
    tx,
    `select number, kind, issued_on, received_on, premise_id, process_id from debt_register_papers
      where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!paper) throw errors.E_DEBT_REGISTER_PAPER_UNKNOWN({ id })
  const { number, kind, issued_on: issued, received_on: before } = paper
  if (kind !== 'notice' && kind !== 'extrajudicial') {
    throw errors.E_DEBT_REGISTER_RECEIPT_KIND({ kind })
  }
  if (before) throw errors.E_DEBT_REGISTER_RECEIVED({ number, on: formatDate(before) })
  const today = await todayIn(tx, municipalityId)
  if (receivedOn < issued || receivedOn > today) {
    throw errors.E_DEBT_REGISTER_RECEIPT_DATE({
      ...{ on: formatDate(receivedOn), issued: formatDate(issued), today: formatDate(today) },
    })
  }
  await query(
    tx,
    `update debt_register_papers set state = 'received', received_on = ?, received_by = ?, receipt_entered_by = ? where id = ?`,
    [receivedOn, receivedBy ?? null, actor.name, id]
  )
  if (kind === 'notice') {
    await query(
      tx,
      `update debt_register_entries e set notified_on = coalesce(e.notified_on, ?::date)
         from debt_register_paper_entries p where p.paper_id = ? and e.id = p.entry_id and e.municipality_id = ?`,
      [receivedOn, id, municipalityId]
    )
    await actDone(
      tx,
      { municipalityId, on: receivedOn, by: actor.name },
      { act: 'receipt', processIds: [paper.process_id] }
    )
  }
  return { id, number, kind, premiseId: paper.premise_id }
}
