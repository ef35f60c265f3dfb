import { type CivilDate, formatDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { format } from '#core/web/index'
import type { UtilityIdentity } from '#plugins/registry/api'
import type { PaperData, PaperEntry, PaperTotals } from '../documents/shared.ts'
import { NATURES, labelOf } from '../records/options.ts'
import type { Entry } from './entry_rows.ts'
import { type ProcessSubject, subjectKey } from './processes.ts'
import { policyOf, textsOf } from './settings.ts'
import { type Valued, totalsOf } from './value_debts.ts'

/** An entry with what it comes to on the day of the paper. */
export interface ListedEntry {
  readonly entry: Entry
  readonly valued: Valued
}

/** One paper: whose it is, what it lists. */
export interface PaperDraft extends ProcessSubject {
  readonly number: string
  readonly processId: bigint
  readonly listed: readonly ListedEntry[]
  readonly text: string | null
  readonly payment: PaperData['payment']
}

interface Printing {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly by: string
}

/** Who provides the service, on a day. */
export async function utilityOn(
  tx: Tx,
  { municipalityId, on: date }: Omit<Printing, 'by'>
): Promise<PaperData['utility']> {
  const key = 'registry.utility_identity'
  const utility = await parameterWithin<UtilityIdentity>(tx, { key, municipalityId, date })
  const { name, cnpj, address, sac_phone: phone } = utility
  return { name, cnpj, address, sac_phone: phone }
}

/** The data of papers in the order given; a constant number of statements. */
export async function paperData(
  tx: Tx,
  printing: Printing,
  drafts: readonly PaperDraft[]
): Promise<PaperData[]> {
  const { municipalityId, on, by } = printing
  const utility = await utilityOn(tx, printing)
  const { legal_basis: basis, officer } = await textsOf(tx, municipalityId)
  const { joint_basis: jointBasis } = await policyOf(tx, municipalityId)
  const people = await peopleOf(tx, municipalityId, { drafts, on })
  return drafts.map(({ number, listed, text, payment, ...draft }) => {
    const { process, debtor, owner, premise } = people.get(
      `${draft.processId}/${subjectKey(draft)}`
    )!
    const natures = [...new Set(listed.map(({ entry }) => labelOf(NATURES, entry.nature)))]
    return {
      ...{ utility, number, process, debtor, owner, premise, text, payment, officer },
      ...{ joint_basis: owner && jointBasis, legal_basis: basis, nature: natures.join(' e ') },
      terms: termsOf(listed),
      charges_basis: `Multa, juros de mora e correção monetária contados do vencimento de cada débito até ${formatDate(on)}, pela política de encargos em vigor em cada vencimento.`,
      entries: listed.map(listedEntry),
      totals: totalsText(listed.map(({ valued }) => valued)),
      ...{ issued_on: on, issued_by: by },
    }
  })
}

function termsOf(listed: readonly ListedEntry[]): PaperData['terms'] {
  const terms = new Map<string, string>()
  for (const { entry } of listed) {
    if (entry.term_number) terms.set(entry.term_number, entry.inscribed_on!)
  }
  return [...terms].map(([number, inscribed]) => ({ number, inscribed_on: inscribed }))
}

const ORIGINS: Readonly<Record<string, string>> = {
  'billing.invoice': 'Fatura',
  'billing.waste_slips': 'Carnê',
}

const listedEntry = ({ entry, valued }: ListedEntry): PaperEntry => ({
  ...{ number: entry.number, bill: entry.bill_number, reference: entry.reference },
  origin: ORIGINS[entry.origin_type] ?? 'Cobrança',
  due_on: entry.due_on,
  ...{ book: entry.book_number, page: entry.page, line: entry.line },
  ...centsText(valued),
})

const centsText = (valued: Valued): PaperTotals => ({
  original_cents: String(valued.originalCents),
  fine_cents: String(valued.fineCents),
  interest_cents: String(valued.interestCents),
  correction_cents: String(valued.correctionCents),
  total_cents: String(valued.totalCents),
})

const totalsText = (valued: readonly Valued[]): PaperTotals => centsText(totalsOf(valued))

interface Row {
  readonly process_id: bigint
  readonly number: string
  readonly debtor_id: bigint
  readonly premise_id: bigint | null
  readonly debtor: string
  readonly taxpayer_id: string | null
  readonly debtor_address: string | null
  readonly registration: string | null
  readonly address: string
  readonly district: string
  readonly city: string
  readonly owner: string | null
  readonly owner_taxpayer_id: string | null
}

interface People {
  readonly process: string
  readonly debtor: PaperData['debtor']
  readonly owner: PaperData['owner']
  readonly premise: PaperData['premise']
}

/** Debtor, owner and premise of each paper, by process and subject; the owner is who the registry has on the day. */
async function peopleOf(
  tx: Tx,
  municipalityId: bigint,
  { drafts, on }: { readonly drafts: readonly PaperDraft[]; readonly on: CivilDate }
): Promise<ReadonlyMap<string, People>> {
  const rows = await query<Row>(
    tx,
    `select u.process as process_id, pr.number, u.debtor as debtor_id, nullif(u.premise, 0) as premise_id, c.name as debtor,
            c.taxpayer_id, nullif(concat_ws(', ', c.street, c.number, c.complement, c.district), '') as debtor_address,
            p.registration_number as registration, concat_ws(', ', p.street, coalesce(p.number, 's/n'), p.complement) as address,
            p.district, m.name || ', ' || m.state as city, o.name as owner, o.taxpayer_id as owner_taxpayer_id
       from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as u (process, debtor, premise)
       join debt_register_processes pr on pr.id = u.process
       join registry_customers c on c.id = u.debtor
       join access_municipalities m on m.id = ?
       left join registry_premises p on p.id = u.premise
       left join lateral (
         select k.name, k.taxpayer_id from registry_holdings h join registry_customers k on k.id = h.customer_id
          where h.municipality_id = m.id and h.premise_id = u.premise and h.role = 'owner' and h.from_on <= ?
            and (h.until_on is null or h.until_on >= ?) order by h.id desc limit 1) o on true`,
    [
      ...[drafts.map((one) => one.processId), drafts.map((one) => one.debtorId)],
      ...[drafts.map((one) => one.premiseId ?? 0n), municipalityId, on, on],
    ]
  )
  const taxId = (id: string | null) => (id === null ? null : format.taxpayer(id))
  return new Map(
    rows.map((row) => {
      const { premise_id: premiseId, registration, address, district, city } = row
      const place = premiseId === null ? null : `${address}, ${district}`
      return [
        `${row.process_id}/${subjectKey({ debtorId: row.debtor_id, premiseId })}`,
        {
          process: row.number,
          debtor: {
            ...{ name: row.debtor, tax_id: taxId(row.taxpayer_id) },
            address: [row.debtor_address ?? place, city].filter(Boolean).join(', '),
          },
          owner:
            row.owner === null ? null : { name: row.owner, tax_id: taxId(row.owner_taxpayer_id) },
          premise: premiseId === null ? null : { registration: registration!, address, district },
        },
      ]
    })
  )
}
