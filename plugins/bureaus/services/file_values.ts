import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { UtilityIdentity } from '#plugins/registry/api'
import type { FileEntry } from '../domain/compose_file.ts'
import type { Layout, Operation, Reason, SourceValues } from '../domain/layout.ts'
import type { Bureau } from './bureaus.ts'

interface Sharing {
  readonly municipalityId: bigint
  readonly bureau: Bureau
  readonly sequence: number
  readonly today: CivilDate
}

const digits = (text: string) => text.replace(/\D/g, '')

/** What every line of a file may say. */
export async function sharedValues(
  tx: Tx,
  { municipalityId, bureau, sequence, today }: Sharing
): Promise<SourceValues> {
  const utility = await parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId, date: today },
  })
  const [place] = await query<{ ibge_code: string }>(
    tx,
    'select ibge_code from access_municipalities where id = ?',
    [municipalityId]
  )
  return {
    ...{ 'file.date': today, 'file.sequence': sequence, ...bureau.agreement },
    ...{ 'utility.name': utility.name, 'utility.cnpj': utility.cnpj },
    ...{ 'utility.cnpj_root': utility.cnpj.slice(0, 8) },
    ...{ 'utility.cnpj_branch': utility.cnpj.slice(8) },
    ...{ 'utility.address': utility.address, 'utility.zip': digits(utility.zip_code) },
    ...{ 'utility.city': utility.city, 'utility.state': utility.state },
    'utility.ibge': place!.ibge_code,
  }
}

export interface MovementRow {
  readonly id: bigint
  readonly listing_id: bigint
  readonly operation: 'inclusion' | 'update' | 'cancellation' | 'exclusion'
  readonly reason: Reason | null
  readonly amount_cents: bigint
  readonly debt_count: number
  readonly contract: string
  readonly notary: string | null
  readonly protocol: string | null
  readonly protocol_on: CivilDate | null
  readonly oldest_due_on: CivilDate
  readonly latest_due_on: CivilDate
  readonly created_on: CivilDate
  readonly name: string
  readonly kind: string
  readonly taxpayer_id: string | null
  readonly identity_number: string | null
  readonly birth_on: CivilDate | null
  readonly mother_name: string | null
  readonly father_name: string | null
  readonly phone: string | null
  readonly street: string | null
  readonly number: string | null
  readonly complement: string | null
  readonly district: string | null
  readonly zip_code: string | null
  readonly city: string | null
  readonly state: string | null
  readonly registration: string | null
}

/** Movements of a bureau that wait for a file, with all that lines may say of them, locked, the oldest first. */
export function waitingMovements(
  tx: Tx,
  municipalityId: bigint,
  { bureauId, lotId }: { readonly bureauId: bigint; readonly lotId: bigint | null }
): Promise<MovementRow[]> {
  return query<MovementRow>(
    tx,
    `select m.id, m.listing_id, m.operation, m.reason, m.amount_cents, m.debt_count, m.created_on, l.contract, l.notary, l.protocol,
            l.protocol_on,
            l.oldest_due_on, l.latest_due_on, c.name, c.kind, c.taxpayer_id, c.identity_number, c.birth_on, c.mother_name,
            c.father_name, coalesce(c.phone, c.home_phone, c.business_phone) as phone,
            coalesce(c.street, p.street) as street, case when c.street is null then p.number else c.number end as number,
            case when c.street is null then p.complement else c.complement end as complement,
            case when c.street is null then p.district else c.district end as district,
            case when c.street is null then p.zip_code else c.zip_code end as zip_code,
            coalesce(case when c.street is not null then c.city end, t.name) as city,
            coalesce(case when c.street is not null then c.state end, t.state) as state, p.registration_number as registration
       from bureaus_movements m
       join bureaus_listings l on l.id = m.listing_id
       join registry_customers c on c.id = m.customer_id
       join access_municipalities t on t.id = m.municipality_id
       left join registry_premises p on p.id = m.premise_id
      where m.municipality_id = ? and m.bureau_id = ? and m.state = 'waiting' and not m.is_by_hand
        and (?::bigint is null or m.lot_id = ?) order by m.id for update of m`,
    [municipalityId, bureauId, lotId, lotId]
  )
}

/** What a bureau calls an operation of ours: what is taken back before it is published is an exclusion to it. */
export const operationOf = (operation: MovementRow['operation']): Operation =>
  operation === 'cancellation' ? 'exclusion' : operation

/** A movement as the lines of a layout say it. */
export function entryOf(row: MovementRow, layout: Layout): FileEntry {
  const document = row.taxpayer_id ?? ''
  const isCompany = document.length === 14
  const phone = digits(row.phone ?? '')
  const contract = [row.registration, row.contract].filter(Boolean).join('-')
  return {
    ...{ id: row.id, amountCents: row.amount_cents },
    values: {
      ...{ 'debtor.name': row.name, 'debtor.document': document },
      ...{ 'debtor.document_kind': isCompany ? '1' : '2', 'debtor.person': isCompany ? 'J' : 'F' },
      ...{ 'debtor.identity': row.identity_number, 'debtor.birth': row.birth_on },
      ...{ 'debtor.mother': row.mother_name, 'debtor.father': row.father_name },
      'debtor.address': [row.street, row.number].filter(Boolean).join(', '),
      ...{ 'debtor.street': row.street, 'debtor.number': row.number },
      ...{ 'debtor.complement': row.complement, 'debtor.district': row.district },
      ...{ 'debtor.zip': row.zip_code, 'debtor.city': row.city, 'debtor.state': row.state },
      ...{ 'debtor.phone_area': phone.slice(0, 2), 'debtor.phone': phone.slice(2) },
      'debt.operation': layout.operations[operationOf(row.operation)],
      'debt.reason': row.reason === null ? null : layout.reasons[row.reason],
      ...{ 'debt.contract': contract, 'debt.key': row.contract },
      ...{ 'debt.registration': row.registration ?? row.contract, 'debt.count': row.debt_count },
      ...{ 'debt.oldest_due': row.oldest_due_on, 'debt.latest_due': row.latest_due_on },
      ...{ 'debt.issued': row.created_on, 'debt.amount': row.amount_cents },
      ...{ 'debt.notary': row.notary, 'debt.protocol': row.protocol },
      'debt.protocol_on': row.protocol_on,
    },
  }
}
