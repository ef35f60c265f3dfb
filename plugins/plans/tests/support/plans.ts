import db from '@adonisjs/lucid/services/db'
import type { ApiClient, ApiResponse } from '@japa/api-client'
import type { Assert } from '@japa/assert'
import { systemActor } from '#core/access/index'
import { participate } from '#core/actions/index'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type RunSummary, runInline } from '#core/jobs/index'
import { closeBridges } from '#core/reports/index'
import {
  type TestMonth,
  createMonth,
  invoicesOf,
  municipality,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { receiveAdvices } from '#plugins/receivables/api'
import { userNamed } from '#tests/support/people'
import parameters from '../../configuration/parameters.ts'
import type { Policy } from '../../domain/policy.ts'

const DEFAULT = parameters[0]!.default as unknown as Policy

/** A m³ costs R$ 1,00, so that a consumption names its amount; services have a price each. */
export const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '1.00' }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
  services: {
    survey: { title: 'Vistoria', amount: '120.00' },
    works: { title: 'Obra de ligação', amount: '900.00' },
  },
}

/** Fine of 2 % and 0.9 % a month, which is 0.03 % a day; no interest to come; everything else wide open. */
export const OPEN_POLICY: Partial<Policy> = {
  ...{ minimum_debt_cents: 0, minimum_instalment_cents: 0, maximum_instalments: 60 },
  ...{ minimum_down_percent: '0', is_down_required: false, method: 'none', monthly_percent: '0' },
  ...{ maximum_replans: 50, replan_instalments: 60, replan_instalments_infraction: 60 },
  ...{ replan_down_percent_infraction: '0', fine_percent: null },
}

export const setPolicy = (policy: Partial<Policy>, from: string = '2026-01-01') =>
  putVersion(
    'parameter',
    'plans.policy',
    { value: { ...DEFAULT, ...policy } as never },
    from as CivilDate
  )

/** An open policy with something else, as the screens of configuration take it. */
export const policyWith = (change: Partial<Policy>) =>
  ({ ...DEFAULT, ...OPEN_POLICY, ...change }) as never

export async function setUpPlans(policy: Partial<Policy> = OPEN_POLICY): Promise<void> {
  await putVersion('tariff-table', 'default', TABLE)
  await putVersion('parameter', 'receivables.monthly_interest_percent', { value: '0.9' })
  await setPolicy(policy)
}

export interface House {
  readonly id: bigint
  readonly invoices: readonly bigint[]
}

/** Houses of one group, each with an invoice of so many reais, issued on 20 November 2026; the same client holds them all. */
export async function houses(
  reais: readonly string[]
): Promise<{ readonly month: TestMonth; readonly houses: readonly House[] }> {
  const month = await createMonth(
    reais.map((m3) => ({ economies: [{ category: 'RES', economies: 1 }], m3 }))
  )
  await run(month)
  for (const premiseId of month.premiseIds) await hold(premiseId)
  const invoices = await invoicesOf(month)
  return {
    month,
    houses: month.premiseIds.map((id) => ({
      id,
      invoices: invoices.filter((one) => one.premise_id === id).map((one) => one.id),
    })),
  }
}

/** The client of the test's months becomes the holder in the registry too. */
const hold = (premiseId: bigint) =>
  query(
    db,
    `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on)
     select p.municipality_id, p.id, (select id from registry_customers order by id limit 1), 'holder', '2026-01-01'
       from registry_premises p where p.id = ?`,
    [premiseId]
  )

export const billKey = (invoice: bigint): string => `bill:billing.invoice:${invoice}`

/** An action through the door of other systems. */
export async function act(
  client: ApiClient,
  name: string,
  input: object,
  who = 'ana.'
): Promise<ApiResponse> {
  return client
    .post(`/api/actions/${name}`)
    .json(input as Record<string, unknown>)
    .withCsrfToken()
    .accept('json')
    .loginAs(await userNamed(who))
}

export interface Terms {
  readonly premise: bigint
  readonly debts: readonly string[]
  readonly instalments: number
  readonly down_cents?: string
  readonly [name: string]: unknown
}

export const sign = (client: ApiClient, { premise, ...terms }: Terms, who = 'ana.') =>
  act(client, 'plans.sign', { premise_id: Number(premise), ...terms }, who)

/** Signs, and answers the plan; what is refused is told whole. */
export async function signed(client: ApiClient, terms: Terms): Promise<bigint> {
  const answer = await sign(client, terms)
  if (answer.status() !== 200) throw new Error(answer.text())
  const [plan] = await query<{ id: bigint }>(
    db,
    'select id from plans_agreements order by id desc limit 1'
  )
  return plan!.id
}

/** A house with one invoice of so many reais, and the plan that it passed to. */
export async function signedHouse(
  client: ApiClient,
  reais: string,
  terms: Omit<Terms, 'premise' | 'debts'>
): Promise<{ readonly month: TestMonth; readonly house: House; readonly plan: bigint }> {
  const { month, houses: built } = await houses([reais])
  const [house] = built as readonly [House]
  const debts = [billKey(house.invoices[0]!)]
  const plan = await signed(client, {
    ...{ ...terms, instalments: terms['instalments'] as number, premise: house.id, debts },
  })
  return { month, house, plan }
}

export interface Simulated {
  readonly open_cents: string
  readonly fine_cents: string
  readonly interest_cents: string
  readonly negotiated_cents: string
  readonly down_cents: string
  readonly total_cents: string
  readonly left_out: readonly { readonly why: string; readonly open_cents: string }[]
  readonly debts: readonly {
    readonly key: string
    readonly kind: string
    readonly is_chosen: boolean
    readonly open_cents: string
    readonly fine_cents: string
    readonly interest_cents: string
    readonly total_cents: string
  }[]
  readonly instalments: readonly {
    readonly reference: string
    readonly principal_cents: string
    readonly interest_cents: string
    readonly amount_cents: string
  }[]
  readonly refusals: readonly { readonly code: string; readonly text: string }[]
}

export async function simulate(
  client: ApiClient,
  asked: Readonly<Record<string, unknown>>
): Promise<Simulated> {
  const answer = await client
    .get('/api/plans/simulation')
    .qs(asked as Record<string, string>)
    .accept('json')
    .loginAs(await userNamed('ana.'))
  if (answer.status() !== 200) throw new Error(answer.text())
  return answer.body() as Simulated
}

export interface PlanRow {
  readonly id: bigint
  readonly number: string
  readonly kind: string
  readonly state: string
  readonly previous_id: bigint | null
  readonly premise_id: bigint
  readonly signed_by: string
  readonly debt_cents: bigint
  readonly fine_cents: bigint
  readonly interest_cents: bigint
  readonly negotiated_cents: bigint
  readonly down_cents: bigint
  readonly ended_on: string | null
  readonly ended_by: string | null
  readonly end_cause: string | null
  readonly end_reason: string | null
}

export async function planOf(id: bigint): Promise<PlanRow> {
  const [row] = await query<PlanRow>(db, 'select * from plans_agreements where id = ?', [id])
  return row!
}

export interface InvoiceState {
  readonly settlement: string
  readonly arrangement: string
  readonly open_cents: bigint
}

export async function stateOf(invoice: bigint): Promise<InvoiceState> {
  const [row] = await query<InvoiceState>(
    db,
    `select i.settlement, i.arrangement,
            (select coalesce(sum(t.open_cents), 0)::bigint from receivables_items t
              where t.origin_type = 'billing.invoice' and t.origin_id = i.id) as open_cents
       from billing_invoices i where i.id = ?`,
    [invoice]
  )
  return row!
}

let message = 0

/** A bank tells of the payment of a document on a day. */
export async function pay(documentId: bigint, on: string, cents?: bigint): Promise<void> {
  const municipalityId = await municipality()
  const paidOn = on as CivilDate
  const [paper] = await query<{ barcode: string; amount_cents: bigint }>(
    db,
    'select barcode, amount_cents from receivables_documents where id = ?',
    [documentId]
  )
  await db.transaction((tx) => {
    const context = { tx, municipalityId, actor: systemActor(municipalityId), now: clock.now() }
    return receiveAdvices(
      tx,
      {
        ...{ municipalityId, postedOn: paidOn },
        participate: (point, payload) => participate(point, payload, context),
      },
      [
        {
          ...{ identity: `plans/${++message}`, channel: 'collection_return', sourceType: 'test' },
          ...{ sourceId: null, agentCode: '001', paidOn, creditedOn: null, feeCents: 0n },
          ...{ amountCents: cents ?? paper!.amount_cents, barcode: paper!.barcode },
          ...{ endToEndId: null, txid: null, authentication: null },
        },
      ]
    )
  })
}

export interface SlipRow {
  readonly document_id: bigint
  readonly due_on: string
  readonly amount_cents: bigint
  readonly state: string
  readonly barcode: string
}

export const slipsOf = (plan: bigint) =>
  query<SlipRow>(
    db,
    `select s.document_id, s.due_on, s.amount_cents, s.state, d.barcode from plans_slips s
       join receivables_documents d on d.id = s.document_id where s.agreement_id = ? order by s.number`,
    [plan]
  )

/** The lines of plans in the invoice of a premise for a month: `Parcelamento 1/2026 (1/3) 50.00`. */
export async function planLines(premise: bigint, reference: string): Promise<string[]> {
  const rows = await query<{ text: string }>(
    db,
    `select coalesce(p.label, 'sem nome') || ' ' || (c.amount_cents / 100.0)::numeric(12, 2) as text
       from billing_invoices i join billing_charges c on c.invoice_id = i.id
       left join receivables_pending_charges p on p.billed_origin_type = 'billing.invoice' and p.billed_origin_id = i.id
            and p.charge_type = c.charge_type and p.component = c.component and p.amount_cents = c.amount_cents
      where i.premise_id = ? and i.reference = ? and c.charge_type in ('plan', 'plan_interest') order by c.number`,
    [premise, reference]
  )
  return rows.map(({ text }) => text)
}

/** The daily run, as its schedule starts it. */
export async function watch(on: string): Promise<RunSummary> {
  return runInline('plans.watch', { on }, systemActor(await municipality()))
}

/** Every bridge of the receivables and of the books closes for the group of a month. */
export async function assertBridges(
  assert: Assert,
  month: TestMonth,
  references: readonly string[]
): Promise<void> {
  for (const reference of references) {
    const scope = {
      municipalityId: month.municipalityId,
      billingGroupId: month.billingGroupId,
      reference: reference as RefMonth,
    }
    const results = await db.transaction((tx) => closeBridges(tx, scope))
    const failing = results
      .filter(({ name }) => /^(accounting\.|receivables\.)/.test(name))
      .filter(({ isClosed }) => !isClosed)
      .map(({ name, remainder, terms }) => ({ name, reference, remainder, terms }))
    assert.deepEqual(failing, [])
  }
}

/** What a page says, with its entities read and plain spaces. */
export const plain = (answer: ApiResponse): string =>
  answer
    .text()
    .replace(/&#x([0-9A-Fa-f]+);/g, (_whole, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16))
    )
    .replaceAll('&nbsp;', ' ')
    .replaceAll(/[\u00A0\u202F]/g, ' ')
