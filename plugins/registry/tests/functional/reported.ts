import type { Group } from '@japa/runner/core'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { premiseAt } from './support.ts'

interface Answer {
  readonly count: number
  readonly totals: Readonly<Record<string, string>>
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

export async function report(client: ApiClient, name: string, filters: string): Promise<Answer> {
  const answer = await client.get(`/api/reports/${name}?${filters}`).loginAs(await ana())
  return answer.body() as Answer
}

/** Where what a spec makes stands; `reportedGroup` finds it. */
export let place: { municipality: bigint; locality: bigint; group: bigint }
let numbers = 0

interface Wanted {
  readonly street?: string
  readonly number?: string
  readonly district?: string
  readonly streetId?: bigint
  readonly zip?: string
  readonly createdAt?: string
  readonly property?: string
  readonly kind?: string
  readonly parent?: bigint
}

export async function premise(wanted: Wanted): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(
    db,
    `insert into registry_premises (municipality_id, registration_number, kind, parent_id, street, number, district, locality_id,
       billing_group_id, street_id, zip_code, property_tax_number, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[place.municipality, `8800${++numbers}`, wanted.kind ?? 'single', wanted.parent ?? null],
      ...[
        wanted.street ?? 'Rua do Relatório',
        wanted.number ?? '1',
        wanted.district ?? 'Bairro do Relatório',
      ],
      ...[place.locality, place.group, wanted.streetId ?? null, wanted.zip ?? null],
      ...[wanted.property ?? null, wanted.createdAt ?? '2020-01-01'],
    ]
  )
  return row!.id
}

export async function customer(name: string, taxpayer: string | null = null): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(
    db,
    `insert into registry_customers (municipality_id, kind, name, taxpayer_id) values (?, 'person', ?, ?) returning id`,
    [place.municipality, name, taxpayer]
  )
  return row!.id
}

export const hold = (
  premiseId: bigint,
  customerId: bigint,
  role = 'holder',
  lease: string | null = null
) =>
  query(
    db,
    `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on, lease_until)
     values (?, ?, ?, ?, '2026-01-01', ?)`,
    [place.municipality, premiseId, customerId, role, lease]
  )

/** A database of its own on 20 November 2026, in the place of the demo. */
export function reportedGroup(group: Group): void {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-11-20T12:00:00Z')
    const model = await premiseAt('Rua das Acácias', '100')
    place = {
      municipality: model.municipality_id,
      locality: model.locality_id,
      group: model.billing_group_id,
    }
  })
  group.teardown(() => clock.restore())
}
