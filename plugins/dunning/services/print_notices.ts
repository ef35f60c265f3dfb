import type { Actor } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Json, type Tx, query } from '#core/database/index'
import { type Standing, issueOnce } from '#core/documents/index'
import { type PrintedDocument, documentsByIds, lineBlocks } from '#plugins/receivables/api'
import { type UtilityIdentity, premiseFactsByIds } from '#plugins/registry/api'
import { cutNoticeDocument, debtNoticeDocument, letterDocument } from '../documents/index.ts'
import type { PaperData } from '../documents/paper.ts'

interface Printing {
  readonly municipalityId: bigint
  readonly ids: readonly bigint[]
  readonly actor: Pick<Actor, 'userId' | 'name'>
  readonly at: Date
}

export interface PrintedNotice extends Standing {
  readonly noticeId: bigint
}

interface Row {
  readonly id: bigint
  readonly number: string
  readonly kind: keyof typeof DOCUMENTS
  readonly document: string | null
  readonly premise_id: bigint
  readonly issued_on: CivilDate
  readonly due_on: CivilDate
  readonly amount_cents: bigint
  readonly document_id: bigint
  readonly shows_barcode: boolean
  readonly message: string
  readonly debtor: string
  readonly taxpayer_id: string | null
  readonly debts: readonly Debt[]
}

interface Debt {
  readonly number: string | null
  readonly reference: string
  readonly due_on: string
  readonly amount_cents: string
}

const DOCUMENTS = {
  cut_notice: cutNoticeDocument,
  debt_notice: debtNoticeDocument,
  letter: letterDocument,
} as const

/** Notices and letters as papers, in the order given; printing the first time keeps what it said, afterwards it comes out so. */
export async function printNotices(tx: Tx, printing: Printing): Promise<PrintedNotice[]> {
  const { municipalityId, ids, actor, at } = printing
  const rows = await rowsOf(tx, printing)
  const documents = await documentsByIds(
    tx,
    municipalityId,
    rows.map((row) => row.document_id)
  )
  const printed = new Map<bigint, PrintedNotice>()
  // What was issued on one day shares a template.
  const templateOf = ({ kind, document }: Row) => document ?? DOCUMENTS[kind].name
  for (const some of Map.groupBy(rows, (row) => `${templateOf(row)}/${row.issued_on}`).values()) {
    const [{ issued_on: on }] = some as [Row]
    const papers = await issueOnce(tx, {
      ...{ municipalityId, template: templateOf(some[0]!), on, at, actor },
      wanted: some.map(({ id }) => ({ subject: { type: 'dunning.notices', id }, key: 'notice' })),
      data: (missing) => {
        const wanted = new Set(missing.map(({ subject }) => subject.id))
        const fresh = some.filter(({ id }) => wanted.has(id))
        return papersOf(tx, { municipalityId, on, rows: fresh, documents })
      },
    })
    for (const [index, row] of some.entries()) {
      printed.set(row.id, { ...papers[index]!, noticeId: row.id })
    }
  }
  return ids.flatMap((id) => printed.get(id) ?? [])
}

const rowsOf = (tx: Tx, { municipalityId, ids }: Printing) =>
  query<Row>(
    tx,
    `select n.id, n.number, n.kind, n.document, n.premise_id, n.issued_on, n.due_on, n.amount_cents, n.document_id, n.shows_barcode,
            n.message, u.name as debtor, u.taxpayer_id,
            (select jsonb_agg(jsonb_build_object('number', d.number, 'reference', d.reference, 'due_on', d.due_on::text,
                      'amount_cents', d.cents::text) order by d.due_on, d.id)
               from dunning_notice_debts d where d.notice_id = n.id) as debts
       from dunning_notices n join registry_customers u on u.id = n.debtor_id
      where n.municipality_id = ? and n.id = any(?::bigint[]) order by n.id`,
    [municipalityId, ids]
  )

interface Papers {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly rows: readonly Row[]
  readonly documents: ReadonlyMap<bigint, PrintedDocument>
}

async function papersOf(
  tx: Tx,
  { municipalityId, on, rows, documents }: Papers
): Promise<readonly Json[]> {
  const identity = await parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId, date: on },
  })
  const premiseIds = rows.map((row) => row.premise_id)
  const facts = await premiseFactsByIds(tx, municipalityId, premiseIds, on)
  const premises = new Map(facts.map((one) => [one.premiseId, one]))
  const { name, cnpj, address, sac_phone: phone } = identity
  return rows.map((row): Json => {
    const premise = premises.get(row.premise_id)!
    const data: PaperData = {
      utility: { name, cnpj, address, sac_phone: phone },
      notice: {
        ...{ number: row.number, issued_on: row.issued_on, due_on: row.due_on },
        ...{ amount_cents: String(row.amount_cents), message: row.message },
      },
      premise: {
        ...{ registration: premise.registrationNumber, address: premise.address },
        district: premise.district,
      },
      debtor: {
        ...{ name: row.debtor, tax_id: row.taxpayer_id },
        delivery_address: premise.deliveryAddress,
      },
      debts: [...row.debts],
      payment: row.shows_barcode ? paymentOf(documents.get(row.document_id)!) : null,
    }
    return data as unknown as Json
  })
}

export const paymentOf = ({ barcode, line, pixPayload }: PrintedDocument): PaperData['payment'] =>
  barcode === null || line === null ? null : { barcode, line: lineBlocks(line), pix: pixPayload }
