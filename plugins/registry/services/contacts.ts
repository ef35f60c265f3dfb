import { errors as vineErrors } from '@vinejs/vine'
import type { ActionContext } from '#core/actions/index'
import { appendEntry } from '#core/audit/index'
import { query } from '#core/database/index'
import { type ProposedChange, indexSearch } from '#core/records/index'

interface Change {
  readonly id: bigint
  readonly after: Readonly<Record<string, unknown>>
}

/** The column of the customer that holds the first contact of each kind. */
const COLUMNS = [
  ['phone', 'mobile', 'Telefone celular'],
  ['home_phone', 'home', 'Telefone residencial'],
  ['business_phone', 'business', 'Telefone comercial'],
  ['email', 'email', 'E-mail'],
] as const

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/

function contactProblem(values: Readonly<Record<string, unknown>>): [string, string] | null {
  const value = String(values.value ?? '')
  const isGood = values.kind === 'email' ? EMAIL.test(value) : /^\d{10,11}$/.test(value)
  if (!isGood) {
    return values.kind === 'email'
      ? ['value', 'Escreva um e-mail como nome@exemplo.com.br.']
      : ['value', 'Escreva o telefone com DDD, só algarismos, como 66999991234.']
  }
  if (!values.consent) return null
  if (!values.consent_on) return ['consent_on', 'Diga quando autorizou ou recusou.']
  return values.consent_source ? null : ['consent_source', 'Diga como autorizou ou recusou.']
}

/** Refuses a contact that cannot be used, or a consent without date and source. */
export async function checkContact(_: ActionContext, change: ProposedChange): Promise<void> {
  const problem = contactProblem({ ...change.before, ...change.changes })
  if (!problem) return
  const [field, message] = problem
  throw new vineErrors.E_VALIDATION_ERROR([{ field, message, rule: 'contact' }])
}

/** What was typed on the customer's own form goes to the list of contacts. */
export async function contactsFromCustomer(context: ActionContext, change: Change): Promise<void> {
  for (const [column, kind] of COLUMNS) {
    const value = change.after[column]
    if (value === undefined) continue
    await putFirst(context, { customerId: change.id, kind, value: (value as string) || null })
  }
}

interface First {
  readonly customerId: bigint
  readonly kind: string
  readonly value: string | null
}

/** The first contact of a kind takes the new value; a number not yet known loses the confirmation and consent of the old. */
async function putFirst(
  { tx, municipalityId }: ActionContext,
  { customerId, kind, value }: First
): Promise<void> {
  const key = [municipalityId, customerId, kind]
  if (value === null) {
    await query(
      tx,
      `update registry_customer_contacts set is_retired = true, is_preferred = false
        where municipality_id = ? and customer_id = ? and kind = ? and not is_retired`,
      key
    )
    return
  }
  const known = await query(
    tx,
    `update registry_customer_contacts set is_retired = false, is_preferred = true
      where municipality_id = ? and customer_id = ? and kind = ? and value = ? returning id`,
    [...key, value]
  )
  await query(
    tx,
    `update registry_customer_contacts set is_preferred = false
      where municipality_id = ? and customer_id = ? and kind = ? and value <> ? and is_preferred`,
    [...key, value]
  )
  if (known.length) return
  const [made] = await query<{ id: bigint }>(
    tx,
    `insert into registry_customer_contacts (municipality_id, customer_id, kind, value, is_preferred)
     values (?, ?, ?, ?, true) returning id`,
    [...key, value]
  )
  await indexSearch(tx, 'registry.customer_contacts', made!.id, {
    municipality_id: municipalityId,
    value,
  })
}

type Firsts = Readonly<Record<'phone' | 'home_phone' | 'business_phone' | 'email', string | null>>

/** A change in the list of contacts reaches the customer's own columns, and leaves its line in the customer's history. */
export async function followContact(context: ActionContext, { id }: Change): Promise<void> {
  const { tx, municipalityId } = context
  const [contact] = await query<{ customer_id: bigint }>(
    tx,
    'select customer_id from registry_customer_contacts where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  const customerId = contact!.customer_id
  const [before] = await query<Firsts & { id: bigint; municipality_id: bigint }>(
    tx,
    'select * from registry_customers where municipality_id = ? and id = ? for update',
    [municipalityId, customerId]
  )
  const firsts = await firstsOf(context, customerId)
  const changed = COLUMNS.filter(([column]) => before![column] !== firsts[column])
  if (!changed.length) return
  await query(
    tx,
    `update registry_customers set ${changed.map(([column]) => `${column} = ?`).join(', ')} where id = ?`,
    [...changed.map(([column]) => firsts[column]), customerId]
  )
  await indexSearch(tx, 'registry.customers', customerId, { ...before!, ...firsts })
  const pick = (values: Firsts) =>
    Object.fromEntries(changed.map(([column]) => [column, values[column]]))
  await appendEntry(tx, {
    municipalityId,
    at: context.now,
    actor: context.actor,
    action: 'registry.customers.update',
    subject: { type: 'registry.customers', id: customerId },
    description: `Alterou pelos contatos: ${changed.map(([, , label]) => label.toLowerCase()).join(', ')}`,
    reason: null,
    payload: { trail: { before: pick(before!), after: pick(firsts) } },
  })
}

async function firstsOf(
  { tx, municipalityId }: ActionContext,
  customerId: bigint
): Promise<Firsts> {
  const rows = await query<{ kind: string; value: string }>(
    tx,
    `select distinct on (kind) kind, value from registry_customer_contacts
      where municipality_id = ? and customer_id = ? and not is_retired order by kind, is_preferred desc, id`,
    [municipalityId, customerId]
  )
  const known = new Map(rows.map(({ kind, value }) => [kind, value]))
  return Object.fromEntries(
    COLUMNS.map(([column, kind]) => [column, known.get(kind) ?? null])
  ) as unknown as Firsts
}
