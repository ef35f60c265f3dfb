import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { testCpf } from '#database/demo/generator/documents'
import { send, upload, work } from '#tests/scenarios/support/people'
import { premiseAt } from './support.ts'

/** A family of a file: CPFs and NIS by their serial numbers. */
export interface FamilyLine {
  readonly code: string
  readonly nis: string
  readonly cpf: number
  readonly street?: string
  readonly number: string
  readonly income?: string
}

export const STREET = 'Rua das Acácias'

export const fileOf = (families: readonly FamilyLine[]): string =>
  [
    'codigo_familia;nis;cpfs;renda_por_pessoa;pessoas;logradouro;numero;bairro;cep',
    ...families.map((one) =>
      [
        ...[one.code, one.nis, `${testCpf(one.cpf)} 11122233396`, one.income ?? '210,50', '4'],
        ...[one.street ?? 'R. das Acacias', one.number, 'CENTRO', ''],
      ].join(';')
    ),
  ].join('\n')

/** The file of a month is sent on its screen, and worked. */
export async function importFamilies(client: ApiClient, wanted: Importing) {
  const { figures, parked } = await work(await sendFamilies(client, wanted), 'bruno')
  return { parked, figures }
}

export const sendFamilies = (
  client: ApiClient,
  { month, families, programme = 'cadunico' }: Importing
) =>
  upload(client, 'bruno', {
    ...{ path: '/registry/social-files', name: `cadunico-${month}.csv` },
    ...{ content: fileOf(families), fields: { programme, month } },
  })

interface Importing {
  readonly month: string
  readonly families: readonly FamilyLine[]
  readonly programme?: 'cadunico' | 'bpc'
}

/** Somebody with the CPF of a serial number. */
export async function personOf(serial: number): Promise<string> {
  const [row] = await query<{ id: bigint }>(
    db,
    `insert into registry_customers (municipality_id, kind, name, taxpayer_id)
     select municipality_id, 'person', ?, ? from registry_premises order by id limit 1 returning id`,
    [`Pessoa ${serial}`, testCpf(serial)]
  )
  return String(row!.id)
}

/** A house of the street, registered on its screen. */
export async function houseOf(
  client: ApiClient,
  { number, holder, category = 'RES' }: { number: string; holder: string; category?: string }
): Promise<bigint> {
  const neighbour = await premiseAt(STREET, '100')
  const made = await send(client, 'bruno', '/registry/premises', {
    ...{ kind: 'single', street: STREET, number, district: 'Centro', category, economies: '1' },
    locality_id: String(neighbour.locality_id),
    billing_group_id: String(neighbour.billing_group_id),
    ...{ holder_from: '2026-10-01', holder_id: holder },
  })
  const id = /\/(\d+)$/.exec(made.header('location') ?? '')?.[1]
  if (!id) throw new Error(made.text())
  return BigInt(id)
}
