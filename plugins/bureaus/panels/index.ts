import { query } from '#core/database/index'
import type { EnumOption, PageContext, Panel } from '#core/records/index'
import { issuedOf } from '#core/documents/index'
import { INVOICE } from '../services/candidates.ts'
import { NOTICE } from '../services/notices.ts'
import { LISTING_STATES } from '../records/options.ts'

interface ListedDebt {
  readonly id: bigint
  readonly bureau: string
  readonly state: string
  readonly ended_on: string | null
}

const statusOf = (state: string): EnumOption =>
  LISTING_STATES.find(({ value }) => value === state) ?? { value: state, label: state }

/** Where an invoice is, or was, listed; what takes it off is on the page of its debt. */
const invoiceListings: Panel = {
  name: 'bureaus.invoice',
  on: 'billing.invoices',
  title: 'Negativação e protesto',
  permission: 'bureaus.read',
  place: 12,
  view: 'bureaus::invoice_panel',
  async load({ tx, municipalityId, row }: PageContext) {
    const rows = await query<ListedDebt>(
      tx,
      `select d.id, b.name as bureau, d.state, d.ended_on from bureaus_debts d join bureaus_bureaus b on b.id = d.bureau_id
        where d.municipality_id = ? and d.origin_type = ? and d.origin_id = ? and d.state <> 'simulated' order by d.id desc`,
      [municipalityId, INVOICE, row.id]
    )
    if (rows.length === 0) return null
    return { debts: rows.map((one) => ({ ...one, status: statusOf(one.state) })) }
  },
}

/** The letter, to be seen and printed. */
const noticeLetter: Panel = {
  name: 'bureaus.notice_letter',
  on: 'bureaus.notices',
  title: 'Carta',
  permission: 'documents.read',
  place: 10,
  view: 'bureaus::notice_panel',
  async load({ tx, municipalityId, row: { id } }: PageContext) {
    const [letter] = await issuedOf(tx, municipalityId, { type: NOTICE, id }, 1)
    return letter ? { letterId: letter.id } : null
  },
}

/** The bytes of a file, for who takes them to the bureau. */
const fileBytes: Panel = {
  name: 'bureaus.file',
  on: 'bureaus.files',
  title: 'Baixar',
  permission: 'bureaus.send',
  place: 10,
  view: 'bureaus::file_panel',
  load: ({ row: { id } }: PageContext) => Promise.resolve({ id }),
}

export default [invoiceListings, noticeLetter, fileBytes] as readonly Panel[]
