import type { Actor, Origin } from '#core/actions/index'
import { type Json, type JsonObject, canonicalJson, sha256 } from '#core/database/index'

/** What happened, as the trail keeps it. */
export interface AuditEntry {
  readonly municipalityId: bigint
  readonly at: Date
  readonly actor: Pick<Actor, 'userId' | 'name'> & { readonly origin?: Origin }
  /** Who lent the right that was used. */
  readonly onBehalfOf?: { readonly userId: bigint; readonly name: string } | undefined
  /** Name of the action, or of the job for a chunk of a run. */
  readonly action: string
  readonly subject: { readonly type: string; readonly id: bigint } | null
  /** One sentence in Portuguese, with the values that matter. */
  readonly description: string
  readonly reason: string | null
  /** Input, before and after, figures: plain values; secrets are masked before they arrive here. */
  readonly payload: JsonObject
}

/** The columns that an entry's hash covers, as they are stored: the payload is already canonical text. */
export interface StoredEntry {
  readonly municipality_id: bigint
  /** UTC with microseconds: `2026-11-22T12:00:00.000000Z`. */
  readonly at: string
  readonly actor_id: bigint | null
  readonly actor_name: string
  readonly action: string
  readonly subject_type: string | null
  readonly subject_id: bigint | null
  readonly description: string
  readonly reason: string | null
  readonly payload: string
  readonly channel?: string
  readonly address?: string
  readonly agent?: string | null
  readonly session?: string | null
  readonly behalf_id?: bigint
  readonly behalf_name?: string
}

/** The row of an entry, without its hash. */
export function storedEntry(entry: AuditEntry): StoredEntry {
  return {
    municipality_id: entry.municipalityId,
    at: entry.at.toISOString().replace('Z', '000Z'),
    actor_id: entry.actor.userId,
    actor_name: entry.actor.name,
    action: entry.action,
    subject_type: entry.subject?.type ?? null,
    subject_id: entry.subject?.id ?? null,
    description: entry.description,
    reason: entry.reason,
    payload: canonicalJson(entry.payload),
    ...entry.actor.origin,
    ...(entry.onBehalfOf
      ? { behalf_id: entry.onBehalfOf.userId, behalf_name: entry.onBehalfOf.name }
      : {}),
  }
}

const HASHED = [
  ...([
    'municipality_id',
    'at',
    'actor_id',
    'actor_name',
    'action',
    'subject_type',
    'subject_id',
  ] as const),
  ...(['description', 'reason', 'payload'] as const),
] satisfies readonly (keyof StoredEntry)[]

/** Columns that count only when they hold something: what the system itself does has no origin. */
const HASHED_WHEN_PRESENT = [
  ...(['channel', 'address', 'agent', 'session', 'behalf_id', 'behalf_name'] as const),
] satisfies readonly (keyof StoredEntry)[]

/** sha256 over the canonical JSON of the stored columns: a changed, added or emptied column changes the hash. */
export function entryHash(entry: StoredEntry): string {
  const present = HASHED_WHEN_PRESENT.filter(
    (column) => entry[column] !== undefined && entry[column] !== null
  )
  const columns = [...HASHED, ...present].map((column) => [column, entry[column] ?? null])
  return sha256(canonicalJson(Object.fromEntries(columns) as JsonObject))
}

const SECRET = /password|senha|secret|token|_csrf/i

/**
 * Any validated input as plain JSON for the trail: instants as ISO text, decimals as text, uploaded files as name and size,
 * passwords and tokens masked.
 */
export function trailValue(value: unknown): Json {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : String(value)
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Set) return [...value].map(trailValue)
  if (Array.isArray(value)) return value.map(trailValue)
  if (typeof value !== 'object') return String(value)
  return objectValue(value)
}

function objectValue(value: object): Json {
  if ('clientName' in value && 'size' in value) {
    return { file: String(value.clientName), bytes: Number(value.size) }
  }
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') {
    return trailValue((value as { toJSON(): unknown }).toJSON())
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, SECRET.test(key) ? '•••' : trailValue(item)])
  )
}
