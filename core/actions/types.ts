import type { VineValidator } from '@vinejs/vine'
import type { SchemaTypes } from '@vinejs/vine/types'
import type { JsonObject, Tx } from '#core/database/index'
import type { Issue } from '#core/kernel/index'

/** Who acts: a person with a session, or the system itself for scheduled work. */
export interface Actor {
  readonly userId: bigint | null
  readonly name: string
  readonly municipalityId: bigint
  readonly permissions: ReadonlySet<string>
  /** Where they are limited to in the municipality; nothing: nowhere. */
  readonly scope?: { readonly localities: readonly bigint[] } | null
  /** Codes of the person's own profiles, by which authority limits are given. */
  readonly profiles?: readonly string[]
  /** Permissions that the person has only by delegation, and from whom. */
  readonly lent?: ReadonlyMap<string, Delegator>
  /** Set when another system acts with a key of the person's. */
  readonly token?: { readonly id: bigint; readonly name: string }
  /** Where the request came from; the system itself has none. */
  readonly origin?: Origin
}

/** On whose behalf somebody acts. */
export interface Delegator {
  readonly delegationId: bigint
  readonly userId: bigint
  readonly name: string
}

/** Where somebody acted from. */
export interface Origin {
  readonly channel: 'screen' | 'api'
  readonly address: string
  readonly agent: string | null
  /** The session, or the key of another system. */
  readonly session: string | null
}

/** The service order, opened and closed at once, that an action leaves of itself. */
export interface ServiceRecord<I = any, O = any> {
  /** Type of task, in Portuguese, as people filter by it: `Alteração de categoria`. */
  readonly task: string
  /** Who does such work: `Cadastro`. */
  readonly group: string
  /** What people look it up by (the premise of a connection, for instance); the action's subject when not said. */
  readonly unit?: (input: I, output: O) => ActionSubject
  /** False: this time nothing was done that leaves one. */
  readonly applies?: (input: I, output: O) => boolean
}

export interface ActionContext {
  readonly tx: Tx
  readonly actor: Actor
  readonly municipalityId: bigint
  /** The instant of the action, one for all that it writes. */
  readonly now: Date
  readonly reason: string | null
  /** Writes an event to the outbox of this transaction; its name is declared by the plugin. */
  emit(event: string, payload: JsonObject): void
  /** Calls the participants of an extension point in this transaction. */
  participate<P>(point: string, payload: P): Promise<Issue[]>
}

export interface ActionSubject {
  /** Record type name. */
  readonly type: string
  readonly id: bigint
}

/** How an action is measured against what each profile may do alone: by what is asked, or by what doing it would change. */
export type Authority<I = any, O = any> = {
  /** Key of a parameter made by `authorityParameter`. */
  readonly parameter: `${string}.${string}`
  /** `each`: what counts is that it is done at all; with a limit of zero every request waits for somebody else. */
  readonly unit: 'cents' | 'count' | 'm3' | 'each'
} & (
  | {
      /** How much the request asks for; it reads, and writes nothing. */
      measure(request: {
        readonly tx: Tx
        readonly municipalityId: bigint
        readonly input: I
      }): Promise<bigint> | bigint
    }
  | {
      /** How much was changed: above the person's authority, what was done is undone and waits. */
      measureDone(output: O): bigint
    }
)

export interface PresentedRequest {
  readonly reader: Pick<Tx, 'rawQuery'>
  readonly municipalityId: bigint
  /** As it was sent. */
  readonly input: Readonly<Record<string, unknown>>
}

export interface PresentedField {
  readonly label: string
  readonly value: string
  /** Where it opens. */
  readonly path?: string
}

/**
 * A named business operation. The kernel wraps every run: authorise → validate → transaction → run → audit → events; the
 * button, the form and the REST endpoint come from this declaration.
 */
export interface Action<I = any, O = any> {
  readonly name: `${string}.${string}`
  /** In Portuguese, an imperative: `Aprovar versão`. */
  readonly title: string
  readonly permission: string
  /** The permission really used, when it depends on what the action is about: whose delegation the trail names. */
  readonly exercises?: (input: I, output: O) => string
  /** Refused attempts are written in the trail too, as about this subject. */
  readonly refused?: (input: I) => ActionSubject | null
  readonly input: VineValidator<SchemaTypes, undefined>
  /** What its fields are called on the generated form. */
  readonly labels?: Readonly<Record<string, string>>
  readonly reason: 'required' | 'optional' | 'none'
  /** What who decides on a request of it reads: names in place of ids, papers to open. Without it, the input as it came. */
  readonly presented?: (request: PresentedRequest) => Promise<readonly PresentedField[]>
  /** How much a person may do alone; above it somebody with authority decides. */
  readonly authority?: Authority<I, O>
  /** What the action is about, so that the audit trail shows in that record's history. */
  subject(input: I, output: O): ActionSubject | null
  run(context: ActionContext, input: I): Promise<O>
  /** One sentence in Portuguese for the history: what was done, with the values that matter. */
  describe(input: I, output: O): string
  /** What the audit entry keeps besides input and reason (before and after, for instance). */
  readonly trail?: (input: I, output: O) => JsonObject
  /** Leaves a closed service order in the same transaction, which shows on the pages of its subject and unit. */
  readonly serviceRecord?: ServiceRecord<I, O>
}

/**
 * A plugin's answer to another plugin's extension point. It runs in the same transaction, writes only its own tables and
 * returns the issues it found; a critical one undoes the whole.
 */
export interface Participant<P = any> {
  readonly point: `${string}.${string}`
  run(context: ParticipantContext, payload: P): Promise<Issue[]>
}

export interface ParticipantContext {
  readonly tx: Tx
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly now: Date
}

/** Told of an event after commit, at least once; `*` is told of every one. */
export interface Listener {
  readonly event: `${string}.${string}` | '*'
  readonly name: string
  run(event: DeliveredEvent): Promise<void>
}

export interface DeliveredEvent {
  readonly id: bigint
  readonly name: string
  readonly municipalityId: bigint
  readonly createdAt: Date
  readonly payload: JsonObject
}

/** An event in words, with the fields that its payload always has. */
export interface EventDescription {
  /** In Portuguese: `Grupo faturado`. */
  readonly title: string
  readonly fields: Readonly<Record<string, EventField>>
}

/** `decimal`: a number as text, which conditions compare as a number. */
export interface EventField {
  readonly title: string
  readonly type?: 'text' | 'decimal'
  /** What people recognise, for examples of texts. */
  readonly sample: string
}
