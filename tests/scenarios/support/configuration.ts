import type { ApiClient } from '@japa/api-client'
import { simulatePast } from '#tests/support/simulate_past'
import { open, send, textareaOf } from './people.ts'

export interface WantedVersion {
  /** `tariff-table/default`, `parameter/receivables.late_fine_percent`… */
  readonly item: string
  readonly from: string
  readonly legalBasis?: string
}

/** The content in force as the editor shows it. */
export async function contentOnScreen<T>(client: ApiClient, item: string): Promise<T> {
  const page = await open(client, 'bruno', `/configuration/${item}/draft`)
  return JSON.parse(textareaOf(page.text())) as T
}

export const versionIn = (location: string | undefined): string =>
  /versions\/(\d+)$/.exec(location ?? '')?.[1] ?? ''

/** Drafted and sent for approval by Bruno. @returns the id of the version. */
export async function submitVersion(
  client: ApiClient,
  content: unknown,
  { item, from, legalBasis }: WantedVersion
): Promise<string> {
  const draft = { content: JSON.stringify(content) }
  const saved = await send(client, 'bruno', `/configuration/${item}/draft`, draft)
  const id = versionIn(saved.header('location'))
  await simulatePast(id)
  await send(client, 'bruno', `/configuration/versions/${id}/submit`, {
    from,
    reason: 'Decisão da diretoria',
    ...(legalBasis ? { legal_basis: legalBasis } : {}),
  })
  return id
}

/** The same, approved by Ana. */
export async function putInForce(
  client: ApiClient,
  content: unknown,
  wanted: WantedVersion
): Promise<void> {
  const id = await submitVersion(client, content, wanted)
  await send(client, 'ana', `/configuration/versions/${id}/approve`, {})
}

export interface TariffTable {
  title: string
  categories: Record<string, { blocks: { over: number; to: number | null; price: string }[] }>
  sewage: Record<string, string>
  garbage: Record<string, string>
}

export const TARIFF_TABLE = 'tariff-table/default'
