import { isValidCpf } from '@brazilian-utils/brazilian-utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient, ApiResponse } from '@japa/api-client'
import type { Group } from '@japa/runner/core'
import { systemActor } from '#core/access/index'
import { putParameter } from '#core/access/tests/support/people'
import { type CivilDate, addDays, clock, monthOf } from '#core/calendar/index'
import { type Tx, query, takeIds } from '#core/database/index'
import { type RunSummary, runInline } from '#core/jobs/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { act as actAs } from '#tests/support/requests'
import {
  type CollectionProfile,
  DEFAULT_FREE_FIELD_LAYOUT,
  beneficiaries,
  issueItemsAndDocuments,
} from '#plugins/receivables/api'

export const day = (text: string) => text as CivilDate

/** The day of the municipality, as the tests lead it. */
let today = day('2026-11-02')

export const now = (): CivilDate => today

/** The clock stands on a day, at noon of the municipality. */
export function on(date: CivilDate): CivilDate {
  clock.freeze(`${date}T16:00:00Z`)
  today = date
  return date
}

export const later = (days: number): CivilDate => on(addDays(today, days))

/** So many days before today. */
export const late = (days: number): CivilDate => addDays(today, -days)

/** A database of its own; the first test begins on 2 November 2026. */
export function bureausGroup(group: Group): void {
  freshDatabase(group)
  group.setup(() => {
    on(day('2026-11-02'))
    return () => clock.restore()
  })
  group.each.timeout(170_000)
}

/** What the demo owes becomes too young to be of a lot here. */
export const postponeOpen = (until = '2027-06-30') =>
  query(db, `update receivables_items set due_on = ? where state = 'open'`, [until])

export async function municipality(): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(db, 'select id from access_municipalities limit 1')
  return row!.id
}

/** An action through the door of other systems, by Ana unless somebody else is named, with its reason. */
export const act = (
  client: ApiClient,
  name: string,
  input: object,
  { who = 'ana.', reason }: { readonly who?: string; readonly reason?: string } = {}
): Promise<ApiResponse> => actAs(client, name, reason ? { ...input, reason } : input, who)

/** What an action answered. */
export async function done<T>(response: ApiResponse | Promise<ApiResponse>): Promise<T> {
  const answer = await response
  if (answer.status() >= 300) {
    throw new Error(`${answer.status()} ${JSON.stringify(answer.body())}`)
  }
  return (answer.body() as { output: T }).output
}

interface Wanted {
  readonly name: string
  readonly layout: string
  readonly purpose?: string
  readonly grouping?: string
  readonly notice_days?: string
}

/** A bureau registered on its form. */
export async function bureau(client: ApiClient, code: string, wanted: Wanted): Promise<bigint> {
  const response = await client
    .post('/bureaus/bureaus')
    .loginAs(await userNamed('ana.'))
    .withCsrfToken()
    .form({
      ...{ code, purpose: 'listing', grouping: 'per_bill', notice_days: '10', is_active: 'true' },
      ...{ last_sequence: '0', entity: '501', associate: '1234', logon: 'SAAE01' },
      ...{ presenter: '582', presenter_name: 'SAAE', nature: 'DSI', ...wanted },
    })
    .redirects(0)
  response.assertStatus(302)
  const [row] = await query<{ id: bigint }>(db, 'select id from bureaus_bureaus where code = ?', [
    code,
  ])
  return row!.id
}

/** Somebody says against which manual the layout of a file that takes titles back was compared. */
export async function checkLayout(
  client: ApiClient,
  bureauId: bigint,
  operation: string
): Promise<void> {
  const path = `/bureaus/bureaus/${bureauId}/change/check_layout`
  const form = await client.get(path).loginAs(await userNamed('ana.'))
  form.assertTextIncludes('Nome e versão, como estão na capa')
  const said = await client
    .post(path)
    .loginAs(await userNamed('ana.'))
    .withCsrfToken()
    .form({ operation, manual: 'Manual da CRA, versão 3', manual_on: '2026-03-02' })
    .redirects(0)
  said.assertStatus(302)
}

export interface Debtor {
  readonly id: bigint
  readonly premiseId: bigint
  readonly name: string
  readonly taxpayerId: string
  readonly district: string
  readonly group: string
}

/** People with a valid CPF, each with the first premise that they hold. */
export async function debtors(count: number): Promise<Debtor[]> {
  const rows = await query<Debtor>(
    db,
    `select distinct on (c.id) c.id, p.id as "premiseId", c.name, c.taxpayer_id as "taxpayerId", p.district, g.code as group
       from registry_customers c
       join registry_holdings h on h.customer_id = c.id and h.role = 'holder' and h.until_on is null
       join registry_premises p on p.id = h.premise_id
       join registry_billing_groups g on g.id = p.billing_group_id
      where p.kind = 'single' and c.kind = 'person' and c.taxpayer_id is not null and c.deceased_on is null and c.closed_on is null
        and not exists (select from registry_social_benefits b where b.customer_id = c.id)
      order by c.id, p.id`
  )
  const found = rows.filter(({ taxpayerId }) => isValidCpf(taxpayerId)).slice(0, count)
  if (found.length < count) throw new Error(`Only ${found.length} of ${count} debtors`)
  return found
}

export interface Owed {
  readonly origin: { readonly type: string; readonly id: bigint }
  readonly documentId: bigint
  readonly cents: bigint
}

interface Debt {
  readonly type?: string
  readonly due: string
  readonly cents: bigint
}

const PROFILE: CollectionProfile = {
  ...{ company_code: '9999', value_id: '6', segment: '2' },
  free_field_layout: DEFAULT_FREE_FIELD_LAYOUT,
  pix: { key: '00000000000191', receiver_name: 'Prestador', city: 'Cidade' },
}

/** A debt of the utility's own with a document that it is paid by. */
export async function owe(debtor: Debtor, { type, due, cents }: Debt): Promise<Owed> {
  const municipalityId = await municipality()
  return db.transaction(async (tx: Tx) => {
    const all = await beneficiaries(tx, municipalityId)
    const utility = [...all.values()].find(({ kind }) => kind === 'utility')!
    const [itemId] = await takeIds(tx, 'receivables_items', 1)
    const [id] = await takeIds(tx, 'receivables_documents', 1)
    const dueOn = day(due)
    const shared = {
      ...{ premiseId: debtor.premiseId, debtorId: debtor.id, reference: monthOf(dueOn), dueOn },
    }
    const origin = { type: type ?? 'billing.invoice', id: 900_000n + id! }
    await issueItemsAndDocuments(tx, {
      ...{ municipalityId, profile: PROFILE },
      items: [
        {
          ...{ ...shared, id: itemId!, chargeType: 'water', category: null },
          ...{ beneficiaryId: utility.id, component: 'principal', amountCents: cents },
          ...{ openCents: cents, originType: origin.type, originId: origin.id },
        },
      ],
      documents: [
        {
          ...{
            ...shared,
            id: id!,
            kind: 'invoice',
            issuedOn: dueOn,
            validUntil: day('2027-12-31'),
          },
          ...{ version: 1, replacesId: null, lines: [{ itemId: itemId!, amountCents: cents }] },
        },
      ],
    })
    return { origin, documentId: id!, cents }
  })
}

/** The proof of a payment, settled at the counter. */
export async function pay(client: ApiClient, { documentId, cents }: Owed): Promise<void> {
  const [agent] = await query<{ id: bigint }>(
    db,
    'select id from payments_agents order by id limit 1'
  )
  await done(
    act(client, 'payments.settle_manually', {
      ...{ document_id: Number(documentId), agent_id: Number(agent!.id), paid_on: today },
      ...{ amount_cents: String(cents), proof: `comprovante ${documentId}` },
    })
  )
}

/** A run, as its button or its schedule starts it. */
export async function run(job: string, args: object): Promise<RunSummary> {
  return runInline(job, args, systemActor(await municipality()))
}

let runs = 0

/** The letters are issued and posted today. @returns how many */
export async function notify(client: ApiClient): Promise<number> {
  await run('bureaus.notices', { on: `${today}/${++runs}` })
  const rows = await query<{ id: bigint }>(
    db,
    `select id from bureaus_notices where state = 'issued' order by id`
  )
  for (const { id } of rows) {
    await done(
      act(client, 'bureaus.notice_sent', {
        ...{ id: Number(id), channel: 'mail', sent_on: today, proof: 'Lista de postagem 17' },
      })
    )
  }
  return rows.length
}

export interface TermsWanted {
  readonly min_items?: number
  readonly min_cents?: number
  readonly min_days?: number
  readonly notice_days?: number
  readonly groups?: readonly string[]
  readonly districts?: readonly string[]
}

/** The next day: the parameter set, changed on the screens of configuration, is in force from then on. */
export async function setTerms(client: ApiClient, wanted: TermsWanted): Promise<void> {
  later(1)
  await putParameter(client, 'bureaus.listing', {
    ...{ min_items: 1, min_cents: 0, min_days: 1, notice_days: 10 },
    ...{ groups: [], districts: [], localities: [], ...wanted },
  } as never)
}
